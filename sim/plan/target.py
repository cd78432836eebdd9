"""Indicators and targets: what is counted, and how much of it is promised by the deadline."""

from datetime import date
from typing import Literal

from pydantic import Field

from sim.plan.noun import Name, Named, NotNegative, Noun, Positive, Share


class EarlierStock(Noun):
    """A stock that was counted before the data date, and the day it was counted on."""

    counted_on: date
    stock: NotNegative


class Indicator(Named):
    """A stock that packages add to when they enter service.

    Everything is counted in whole multiples of `smallest_unit` so that sums are exact.
    `baseline` is the stock on the data date; an indicator that `counts: new` starts at what was
    counted in the plan period before it. `earlier` is a stock that was counted before the data date, where one
    is known: it tells nothing but the trend. The benefit of a unit in service for a year is real
    money of the base year; where cost of delay values it, it grows by `benefit_growth` a year from the data date on.
    `life_years` is how long a unit serves; without it the benefit ends on a fixed day,
    the same however late it begins (obsolescence).
    """

    unit: str
    unit_name: Name | None = None
    smallest_unit: Positive = 1
    counts: Literal["stock", "new"] = "stock"
    baseline: NotNegative = 0
    earlier: EarlierStock | None = None
    network: str | None = None
    benefit_cny_10k_per_unit_year: NotNegative = 0
    benefit_growth: Share = 0
    life_years: Positive | None = None


class Target(Named):
    """A promise on an indicator by the deadline, met at or above `at_least`.

    `who_decides`: `city` (the city, its districts and companies it owns), `builders` (operators,
    grid, firms), `outside` (cannot be met unless an outside decision is won).
    """

    indicator: str
    at_least: Positive
    stated: Positive | None = None
    who_decides: Literal["city", "builders", "outside"]
    short_name: Name | None = None
    clause: str = ""
    decided_because: str = Field(default="")
