"""A part of a plan that equals itself alone: what is worked out from it is kept without a look at all that is in it."""

from typing import Generic, TypeVar

from sim.plan.noun import Noun

Part = TypeVar("Part", bound=Noun)


class Same(Generic[Part]):
    """The key under which what was worked out from *part* is kept; it holds on to it, so that no other takes its id."""

    __slots__ = ("part",)

    def __init__(self, part: Part) -> None:
        self.part = part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.part is other.part
