"""Levers: what a safeguard turns, what that moves in the model, and what it costs there."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from sim.plan.noun import Named, Noun
from sim.plan.programme import Coordination, Safeguard

DAYS_A_YEAR = 365

Multiplied = Literal[
    "work_days",
    "cost",
    "review_days",
    "return_chance",
    "handover_days",
    "close_days",
    "release_days",
    "crew_capacity",
    "source_amount",
    "source_lag",
    "source_conversion",
    "gate_chance",
    "listed_share",
]
"""What an effect may multiply, by 1 + slope x (at - neutral)."""

Added = Literal["preparation_days", "rework", "learning", "queue_priority", "money_priority", "source_cny_10k_a_year"]
"""What an effect may add to, slope x (at - neutral)."""

Put = Literal["joint_share", "return_factor", "meeting_interval_days", "inspection_interval_days"]
"""What a lever sets to its position: fields of `Coordination`, of its task force and its inspection."""


class Effect(Noun):
    """What a lever moves when it leaves neutral: in proportion to how far, by `slope`.

    `acts_on` names networks, tasks, reference classes, packages, agencies, crews, sources, decisions or
    yearly lists, as `of` has it; none named means all. `slope` has no use where `of` is set. With
    `each_time` the lever's position is an interval in days, and `slope` is for each time a year that it ends.
    """

    of: Multiplied | Added | Put
    acts_on: tuple[str, ...] = ()
    slope: float = 0
    each_time: bool = False


class Lever(Named):
    """One lever of a safeguard: its position, its range, what it moves and at what price.

    `at` is its position when the safeguard is on, `neutral` the one at which it moves nothing;
    off, it stands at neutral. `better` says in which direction it is meant to help, and `helps` what:
    the dates of the works that it acts on, or what all but private payers pay for them.
    A lever that has no place in the model says why in `left_out`.
    """

    safeguard: str = ""
    clause: str = ""
    unit: str = ""
    at: float = 0
    neutral: float = 0
    low: float = 0
    high: float = 0
    better: Literal["higher", "lower"] = "higher"
    helps: Literal["dates", "cost"] = "dates"
    effects: dict[str, Effect] = Field(default_factory=dict)
    price: dict[str, Effect] = Field(default_factory=dict)
    left_out: str = ""

    @model_validator(mode="after")
    def _in_its_range(self) -> Self:
        if self.left_out and (self.effects or self.price):
            raise ValueError("found effects of a lever that is left out, expected none: take one of them out")
        if not self.left_out and not self.effects:
            raise ValueError("found neither effects nor left_out, expected what it moves or why it does not: add it")
        each_time = any(effect.each_time for effect in (*self.effects.values(), *self.price.values()))
        if each_time and not ((self.at > 0 and self.low > 0) or self.at == self.neutral):
            raise ValueError(f"found a position of {self.at:g} that ends each time, expected days above 0: correct it")
        if not (self.low <= self.at <= self.high or self.at == self.neutral):
            raise ValueError(
                f"found a position of {self.at:g}, expected {self.low:g} to {self.high:g}, or the neutral "
                f"{self.neutral:g}: correct it"
            )
        return self


class _Turned(NamedTuple):
    """An effect of a lever that is not neutral, and how strong it is."""

    on: frozenset[str]
    by: float


class Effects:
    """What the levers of a plan move, as the model asks for it: neutral levers move nothing, exactly."""

    def __init__(self, levers: Mapping[str, Lever], safeguards: Mapping[str, Safeguard]) -> None:
        self._turned: dict[str, list[_Turned]] = {}
        self._put: dict[str, float] = {}
        for lever in levers.values():
            safeguard = safeguards.get(lever.safeguard)
            if lever.at == lever.neutral or (safeguard is not None and not safeguard.is_on):
                continue
            price_share = 1.0 if safeguard is None else safeguard.price_share
            self._put |= {effect.of: lever.at for effect in lever.effects.values() if effect.of in _PUT}
            for effect, share in _effects(lever, price_share):
                distance = DAYS_A_YEAR / lever.at if effect.each_time else lever.at - lever.neutral
                by = share * effect.slope * distance
                if by:
                    self._turned.setdefault(effect.of, []).append(_Turned(frozenset(effect.acts_on), by))
        self._named = {
            of: frozenset(name for one in turned for name in one.on)
            for of, turned in self._turned.items()
            if all(one.on for one in turned)
        }

    def factor(self, of: Multiplied, *names: str | None) -> float:
        """Return what multiplies *of* for what goes by any of these names; never below 0."""
        factor = 1.0
        if of in self._named and self._named[of].isdisjoint(names):
            return factor
        for turned in self._turned.get(of, ()):
            if not turned.on or not turned.on.isdisjoint(names):
                factor *= max(0.0, 1 + turned.by)
        return factor

    def added(self, to: Added, *names: str | None) -> float:
        """Return what is added *to* what goes by any of these names."""
        if to in self._named and self._named[to].isdisjoint(names):
            return 0.0
        turned = self._turned.get(to, ())
        return sum((one.by for one in turned if not one.on or not one.on.isdisjoint(names)), 0.0)

    def coordination(self, stated: Coordination) -> Coordination:
        """Return how reviews are shared out and watched, as levers have it."""
        changed: dict[str, object] = {}
        if "joint_share" in self._put:
            changed["joint_share"] = self._put["joint_share"]
        of_task_force = {
            _PUT[of]: at for of, at in self._put.items() if of in ("meeting_interval_days", "return_factor")
        }
        if of_task_force and stated.task_force is not None:
            changed["task_force"] = stated.task_force.model_copy(update=of_task_force)
        if "inspection_interval_days" in self._put:
            changed["inspection"] = stated.inspection.model_copy(
                update={"interval_days": self._put["inspection_interval_days"]}
            )
        return stated.model_copy(update=changed) if changed else stated


_PUT = {
    "joint_share": "joint_share",
    "return_factor": "return_factor",
    "meeting_interval_days": "interval_days",
    "inspection_interval_days": "interval_days",
}
"""What is set, and its field in `Coordination`, in its task force or in its inspection."""


def _effects(lever: Lever, price_share: float) -> Iterator[tuple[Effect, float]]:
    for effect in lever.effects.values():
        yield effect, 1.0
    for effect in lever.price.values():
        yield effect, price_share
