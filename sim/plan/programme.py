"""The programme, its networks, tasks and calendar: what is to be built, and between which days."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.plan.noun import Count, Days, MonthDay, Named, NotNegative, Noun, Positive, Share
from sim.plan.time import MICRO, day_number

LONGEST_YEARS = 100
"""A programme is simulated day by day of its calendar; a longer one is a slip of the pen."""


Mechanism = Literal["money", "reviews", "crews", "decisions", "shocks", "dependencies"]
"""What can be left out of a programme, to see what it does."""


class Programme(Named):
    """The span of the simulation: data date, deadline and horizon (each to the end of its day).

    `interest_rule` says how interest during construction is counted: by `half_year`, where what is
    drawn in a year bears half a year's interest in it (the Chinese convention), or `by_day`.
    `plan_conservatism` is how many times longer than needed the plan takes its works to be.

    `without` names mechanisms that are left out, the draws staying as they are. Without `money` no bill is put and
    no tender held; without `reviews` no file goes to an agency and no yearly list is waited for; without `crews`
    there are enough of them; without `decisions` no outside decision is waited for; without `shocks` nothing strikes
    and no season stops works; without `dependencies` no package waits for another.
    """

    start: date
    deadline: date
    horizon: date
    discount_rate: Share = 0.08
    plan_conservatism: Positive = 1
    without: tuple[Mechanism, ...] = ()
    interest_rule: Literal["half_year", "by_day"] = "half_year"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start < self.deadline <= self.horizon:
            raise ValueError(
                f"start {self.start}, deadline {self.deadline} and horizon {self.horizon} are out of order, "
                "expected start < deadline <= horizon: correct the dates"
            )
        if self.horizon.year - self.start.year > LONGEST_YEARS:
            raise ValueError(
                f"found a horizon {self.horizon}, expected it within {LONGEST_YEARS} years of the start {self.start}: "
                "correct the dates"
            )
        return self

    @property
    def deadline_micro(self) -> int:
        """Midnight that ends the deadline day, in micro-days since the data date."""
        return (day_number(self.deadline, self.start) + 1) * MICRO

    @property
    def years(self) -> range:
        """The calendar years from the data date's to the horizon's."""
        return range(self.start.year, self.horizon.year + 1)

    @property
    def year_ends_micro(self) -> tuple[int, ...]:
        """Midnight that ends each of the years, in micro-days since the data date."""
        return tuple(day_number(date(year + 1, 1, 1), self.start) * MICRO for year in self.years)

    @property
    def horizon_micro(self) -> int:
        """Midnight that ends the horizon day, in micro-days since the data date."""
        return (day_number(self.horizon, self.start) + 1) * MICRO


class Network(Named):
    """One of the networks that the programme builds."""


class Task(Named):
    """One of the plan's key tasks, with the agencies the plan makes responsible; two may lead."""

    network: str
    lead: str
    co_lead: str = ""
    supporters: tuple[str, ...] = ()


class Safeguard(Named):
    """One of the plan's safeguards, with the agencies the plan makes responsible.

    Off, its levers are neutral. `price_share` multiplies what its levers cost: 0 makes it free.
    """

    clause: str = ""
    lead: str
    co_lead: str = ""
    supporters: tuple[str, ...] = ()
    is_on: bool = True
    price_share: NotNegative = 1


class Season(Named):
    """A stretch of the year in which works stop or slow down.

    Either `every_year` names first and last day as MM-DD, or `spans` lists first and last dates.
    `rate` is the share of normal pace that is left: 0 stops the works.
    """

    rate: Share
    every_year: tuple[MonthDay, MonthDay] | None = None
    spans: tuple[tuple[date, date], ...] = ()
    networks: tuple[str, ...] = ()
    reference_classes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_days(self) -> Self:
        if self.every_year is None and not self.spans:
            raise ValueError("found neither every_year nor spans, expected days of the year or dates: add one of them")
        for first, last in self.spans:
            if first > last:
                raise ValueError(f"found a span from {first} to {last}, expected dates in order: swap them")
        return self


class Calendar(Named):
    """Which days are worked: every day, or the working days between the days off."""

    working: Literal["continuous", "working_days"] = "continuous"
    days_off: tuple[date, ...] = Field(default=(), repr=False)
    seasons: dict[str, Season] = Field(default_factory=dict)


class TaskForce(Noun):
    """A body that decides what stays undecided: `slots` files at each meeting, one every `interval_days`.

    A file that waits `patience_days` for a desk goes on its agenda, and so does a review that has
    taken `threshold_days`. Files are looked over before they go in, so that `return_factor` of the
    returns are left. An interval of 0 means that it does not meet.
    """

    slots: Count = 1
    interval_days: NotNegative = 0
    patience_days: NotNegative = 0
    threshold_days: Positive = 20
    return_factor: Share = 1


class Inspection(Noun):
    """A check every `interval_days` (0: none) that moves the packages most behind ahead until the next.

    The `list_size` most behind gain `boost` in priority at desks, crews and money; whoever they pass waits.
    """

    interval_days: NotNegative = 0
    list_size: Count = 20
    boost: Positive = 1000


class Coordination(Named):
    """How reviews and crews are shared out across the programme, and how the programme is watched.

    `review_mode` holds for every permit that names no mode of its own: in `series`, `joint`, or by
    `task_force` (joint, looked over before, and brought to its meetings when stuck). Of the files
    under the last two, `joint_share` go to all units at once, the others from one to the next.
    `intake_days` is what the lead needs to take a file in before a joint review. `handover_days`
    (working days) pass between one permit and the next step. `crew_queue`: `skip_ahead` lets a
    claim that fits pass one that does not, `strict` is one line for all claims on crews.
    """

    review_mode: Literal["series", "joint", "task_force"] = "series"
    joint_share: Share = 1
    intake_days: Days = 0
    handover_days: Days = 0
    task_force: TaskForce | None = None
    inspection: Inspection = Inspection()
    crew_queue: Literal["skip_ahead", "strict"] = "skip_ahead"
