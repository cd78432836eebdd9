"""Milestones: what the plan promises by name, and the event by which each promise counts as kept."""

from math import ceil
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.plan.noun import Named, NotNegative, Share
from sim.plan.package import Commitment

Event = Literal["in_service", "works_share", "works_started", "published", "founded", "awarded"]
Reading = Literal["stated", "weak", "strong"]

AT_THE_END: frozenset[str] = frozenset({"in_service", "published", "founded", "awarded"})
"""Events that come when the package is finished: what they are called depends on what is promised."""

EVENTS: dict[Commitment, dict[Reading, Event]] = {
    Commitment.COMPLETE: {"weak": "works_share", "stated": "in_service", "strong": "in_service"},
    Commitment.BUILD: {"weak": "works_share", "stated": "in_service", "strong": "in_service"},
    Commitment.UPGRADE: {"weak": "works_share", "stated": "in_service", "strong": "in_service"},
    Commitment.EXPAND: {"weak": "works_share", "stated": "in_service", "strong": "in_service"},
    Commitment.ACCELERATE: {"weak": "works_started", "stated": "works_share", "strong": "in_service"},
    Commitment.START: {"weak": "works_started", "stated": "works_started", "strong": "in_service"},
    Commitment.ADVANCE: {"weak": "works_started", "stated": "works_started", "strong": "in_service"},
    Commitment.EXPLORE: {"weak": "works_started", "stated": "works_started", "strong": "in_service"},
    Commitment.PLAN: {"weak": "works_started", "stated": "published", "strong": "published"},
    Commitment.LAY_OUT: {"weak": "works_started", "stated": "founded", "strong": "founded"},
    Commitment.FORM: {"weak": "works_started", "stated": "founded", "strong": "founded"},
    Commitment.STRIVE: {"weak": "works_started", "stated": "awarded", "strong": "awarded"},
}
"""The event of each commitment in each reading; `docs/glossary.md` shows this table."""


class Commitments(Named):
    """How promises are read: which column of the table of events, and what share of works "accelerate" means.

    `works_share` is the share of a package's works that must be done by the deadline for the event
    of that name.
    """

    reading: Reading = "stated"
    works_share: Share = 0.5


class Milestone(Named):
    """A promise by name, carried by packages, or left out with a reason.

    Packages carry it when they name it or are named by it. With several, `rule` says when their
    events make the milestone's: `all`, `any`, or a share of them. `event` and `works_share`
    override what the commitment's row of `EVENTS` says in the stated reading. `due_day` is its
    own day; without it the deadline is inherited. `quote` is a piece of the plan's text;
    `outside` says who beyond the city has a say in it.
    """

    task: str = ""
    safeguard: str = ""
    clause: str = ""
    quote: str = ""
    commitment: Commitment
    packages: tuple[str, ...] = ()
    rule: Literal["all", "any"] | Share = "all"
    event: Event | None = None
    works_share: Share | None = None
    due_day: NotNegative | None = None
    outside: Literal["", "national", "provincial", "neighbours"] = ""
    left_out: str = Field(default="")

    @model_validator(mode="after")
    def _belongs_somewhere(self) -> Self:
        if self.task and self.safeguard:
            raise ValueError("found a task and a safeguard, expected one of them: take one out")
        if self.left_out and self.packages:
            raise ValueError("found packages of a milestone that is left out, expected none: take one of them out")
        return self

    def event_in(self, reading: Reading) -> Event:
        """Return the event by which the promise counts as kept."""
        if reading == "stated" and self.event is not None:
            return self.event
        return EVENTS[self.commitment][reading]

    def carriers_needed(self, carriers: int) -> int:
        """Return how many of its *carriers* must have had the event."""
        if self.rule == "all":
            return carriers
        if self.rule == "any":
            return 1
        return max(1, ceil(self.rule * carriers - 1e-9))
