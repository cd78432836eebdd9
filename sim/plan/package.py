"""Work packages: the smallest thing funded and approved as one, and what it has to go through."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from sim.plan.laws import Law
from sim.plan.noun import MOST_DAYS, Count, Days, Money, Named, NotNegative, Noun, Plain, Positive, Share
from sim.plan.programme import Task


class Commitment(StrEnum):
    """How strongly the plan promises; its event stands in `docs/glossary.md`."""

    COMPLETE = "complete"
    BUILD = "build"
    UPGRADE = "upgrade"
    EXPAND = "expand"
    ACCELERATE = "accelerate"
    START = "start"
    ADVANCE = "advance"
    EXPLORE = "explore"
    PLAN = "plan"
    LAY_OUT = "lay_out"
    FORM = "form"
    STRIVE = "strive"


class Dependency(Noun):
    """A hard dependency on another package.

    FS waits for its finish, SS for the start of its works, FF holds this package's finish.
    `share` below 1 waits only until that share of the other's lots is done; `held_lots_share`
    below 1 holds only the last lots of this package. Lags are calendar days.
    """

    kind: Literal["FS", "SS", "FF"] = "FS"
    lag_days: Days = 0
    holds: Literal["permits", "works"] = "permits"
    share: Positive = Field(default=1, le=1)
    held_lots_share: Positive = Field(default=1, le=1)


class Permit(Noun):
    """One file that agencies must pass before the works.

    In series the lead reviews first, then each supporter; joint, all review at once after the
    lead's intake. No `mode` means the programme's. `each: lot` files once a lot. What it needs of
    each `quota` is taken, all at once, before the review begins, and used up.
    """

    lead: str
    supporters: tuple[str, ...] = ()
    mode: Literal["series", "joint"] | None = None
    review_days: Law | None = None
    return_chance: Share | None = None
    each: Literal["package", "lot"] = "package"
    quota: dict[str, Count] = Field(default_factory=dict)


class Activity(Noun):
    """A piece of work: its days times `days_scale` times the drawn `factor`, on one clock.

    `clock`: `works` keeps seasons, holidays and shocks; `office` only working days; `calendar`
    runs every day. After each try the activity is done again with chance `rework`.
    """

    days: Law
    days_scale: Days = 1
    factor: Law | None = None
    crew: dict[str, Count] = Field(default_factory=dict)
    rework: float = Field(default=0, ge=0, le=0.999)
    clock: Literal["works", "office", "calendar"] = "works"

    def planned_days(self) -> float:
        """Return the days of work that the plan counts on."""
        factor = 1.0 if self.factor is None else self.factor.planned_value()
        return self.days.planned_value() * self.days_scale * factor


class Lots(Noun):
    """Equal parts of a rollout; their releases spread evenly between two days, both included."""

    count: Count
    from_day: NotNegative | None = None
    to_day: NotNegative | None = None


class GateHold(Noun):
    """Which part of a package waits for an outside decision."""

    holds: Literal["permits", "works", "finish"] = "works"


class Package(Named):
    """A work package, complete: what its reference class says is merged in.

    `revenue_share` is what it earns in a year of service, as a share of its cost. `listed_in` names
    the yearly list that it must be on, once its own permits are held, before its works; one that is
    under way (`progress`) needs none.
    """

    network: str | None = None
    task: str | None = None
    safeguard: str = ""
    district: str | None = None
    milestones: tuple[str, ...] = ()
    reference_class: str | None = None
    commitment: Commitment | None = None
    revenue_share: Share = 0
    size: Positive | None = None
    works_days: Positive | None = Field(default=None, le=MOST_DAYS)
    priority: float = 0
    not_before_day: NotNegative = 0
    lots: Lots = Lots(count=1)
    progress: float = Field(default=0, ge=0, lt=1)
    after: dict[str, Dependency] = Field(default_factory=dict)
    slowed_by: dict[str, Positive] = Field(default_factory=dict)
    gates: dict[str, GateHold] = Field(default_factory=dict)
    permits: dict[Plain, Permit] = Field(default_factory=dict)
    listed_in: str = ""
    activities: dict[Plain, Activity] = Field(min_length=1)
    cost_cny_10k: Money = 0
    cost_factor: Law | None = None
    funding: tuple[str, ...] = ()
    instalments: Count | None = None
    restart_days: Days = 0
    restart_cost_share: Share = 0
    delivers: dict[str, NotNegative] = Field(default_factory=dict)

    def planned_work_days(self) -> float:
        """Return the planned days of work of one lot, from the first activity to the last."""
        return sum(activity.planned_days() for activity in self.activities.values())


def network_of(package: Package, tasks: Mapping[str, Task]) -> str:
    """Return the network of *package*: its own, its task's, else `programme`."""
    of_task = tasks[package.task].network if package.task and package.task in tasks else ""
    return package.network or of_task or "programme"


def names_of(name: str, package: Package, tasks: Mapping[str, Task]) -> tuple[str, ...]:
    """Return the names that levers and earmarks may call *package* by: its own, network, task and class."""
    return (name, network_of(package, tasks), package.task or "", package.reference_class or "")
