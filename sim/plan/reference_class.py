"""Reference classes: families of packages that share activities, permits, cost law and funding."""

from typing import Literal

from pydantic import Field

from sim.plan.laws import Law
from sim.plan.noun import Count, Days, Named, NotNegative, Noun, Plain, Positive, Share
from sim.plan.package import Activity, Commitment, Dependency, GateHold, Permit


class PerSize(Noun):
    """One crew, or one unit of a quota, for each `per_size` units of size, rounded up."""

    per_size: Positive


class ClassActivity(Activity):
    """An activity whose crews may grow with the size of a lot."""

    crew: dict[str, Count | PerSize] = Field(default_factory=dict)  # type: ignore[assignment]


class ClassPermit(Permit):
    """A permit that may leave its supporters to the task of each package, and take of quotas by size."""

    supporters: tuple[str, ...] | Literal["task_supporters"] = ()  # type: ignore[assignment]
    quota: dict[str, Count | PerSize] = Field(default_factory=dict)  # type: ignore[assignment]


class ReferenceClass(Named):
    """What the packages of a family share; a package replaces what it states itself.

    `sized_by` names the key, with its unit, by which packages state their size, such as
    `length_km`. The days of each activity are those of a lot of `reference_size` and grow as
    (size of the lot / reference_size) ** days_exponent. `delivers: {indicator: size}` counts the
    package's size. The remaining fields are those of a package.
    """

    sized_by: str = ""
    reference_size: Positive | None = None
    days_exponent: float = 0
    unit_cost_cny_10k: NotNegative | None = None
    commitment: Commitment | None = None
    revenue_share: Share | None = None
    after: dict[str, Dependency] = Field(default_factory=dict)
    slowed_by: dict[str, Positive] = Field(default_factory=dict)
    gates: dict[str, GateHold] = Field(default_factory=dict)
    permits: dict[Plain, ClassPermit] = Field(default_factory=dict)
    listed_in: str = ""
    activities: dict[Plain, ClassActivity] = Field(min_length=1)
    cost_factor: Law | None = None
    funding: tuple[str, ...] = ()
    instalments: Count | None = None
    restart_days: Days | None = None
    restart_cost_share: Share | None = None
    priority: float | None = None
    delivers: dict[str, Literal["size"] | NotNegative] = Field(default_factory=dict)


INHERITED = (
    "commitment",
    "revenue_share",
    "after",
    "slowed_by",
    "gates",
    "permits",
    "listed_in",
    "activities",
    "cost_factor",
    "funding",
    "instalments",
    "restart_days",
    "restart_cost_share",
    "priority",
    "delivers",
)
"""The keys that a package takes over from its class; mappings by name are merged, one level deep."""
