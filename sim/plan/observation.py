"""What was seen of the city by the end of 2020, and what may be moved to agree with it: no part of a plan."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sim.plan.noun import Count, Name, NotNegative, Noun, Positive


class Observation(Noun):
    """Something that was counted, opened or paid by the last day that is looked at.

    `predicted_by`: *stock* is that of `indicator` at the end of `observed_on`; *service* is the day on which the
    last of `packages` is finished; *paid_share* is what was paid from the data date to the end of `observed_on`,
    as a share of what the planned run pays by then. `low` and `high` bound what the figure may truly be.
    `discrepancy` is how far a good model may stay from the city, as a standard deviation, in the unit: it is part
    of the implausibility and of the forecast of the figure alike.
    `continued` is the naive forecast that the last six months before the data date go on.
    """

    name: Name
    predicted_by: Literal["stock", "service", "paid_share"]
    indicator: str = ""
    packages: tuple[str, ...] = ()
    observed_on: date
    seen: float | date
    low: float | date
    high: float | date
    unit: str
    continued: float | date
    continued_because: str
    discrepancy: NotNegative
    because: str
    most_band_share: Positive | None = None
    most_band_days: Positive | None = None
    grade: Literal["stated", "derived", "assumed"]
    address: str = ""
    known_on: date
    analogue: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _agrees(self) -> "Observation":
        kinds = {isinstance(seen, date) for seen in (self.low, self.seen, self.high)}
        if kinds != {self.predicted_by == "service"}:
            expected = "dates" if self.predicted_by == "service" else "numbers"
            raise ValueError(f"found {self.low}, {self.seen}, {self.high}, expected {expected}: correct them")
        if not self.low <= self.seen <= self.high:  # type: ignore[operator]
            raise ValueError(f"found {self.seen} outside {self.low} to {self.high}, expected inside: correct one")
        if self.grade == "assumed" and not self.analogue:
            raise ValueError("found an assumed figure without an analogue, expected one: name the nearest figure")
        needs = {"stock": bool(self.indicator), "service": bool(self.packages), "paid_share": True}
        if not needs[self.predicted_by]:
            key = {"stock": "indicator", "service": "packages"}[self.predicted_by]
            raise ValueError(f"found no {key}, expected one for a {self.predicted_by}: add it")
        return self


class Parameter(Noun):
    """A number that calibration may move, between the bounds that its evidence registers.

    `how`: *set* puts the same number at every path; *scale* multiplies what stands there by one factor,
    such that each of the amounts `of` (those that the evidence bounds) stays between low and high.
    `whole`: what is put is rounded to a whole number.
    """

    name: Name
    paths: tuple[str, ...] = Field(min_length=1)
    fact: str
    how: Literal["set", "scale"] = "set"
    of: tuple[Positive, ...] = ()
    whole: bool = False

    @model_validator(mode="after")
    def _scales_something(self) -> "Parameter":
        if (self.how == "scale") != bool(self.of):
            raise ValueError(f"found {self.how} with {len(self.of)} amounts in of, expected them to scale: mend one")
        return self


class Matching(Noun):
    """How the space of the parameters is searched."""

    last_day: date
    looked_to: date
    points: Count
    points_of_the_second_wave: Count
    points_of_the_third_wave: Count
    replications: Count
    replications_to_put_back: Count
    replications_of_the_descent: Count
    replications_of_the_chosen: Count
    seed: int
    most_implausible: Positive


class Observations(Noun):
    """The file of observations: how to match, what was seen, and at most ten numbers that may move."""

    matching: Matching
    observations: dict[str, Observation] = Field(min_length=1)
    parameters: dict[str, Parameter] = Field(min_length=1, max_length=10)
