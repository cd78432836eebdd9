"""What was seen of the city by the end of 2020, and what may be moved to agree with it: no part of a plan."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sim.plan.noun import Count, Name, NotNegative, Noun, Positive


class Page(Noun):
    """A page that a figure leans on: where it stands, what it says, and when it was printed.

    `printed_on` is the day; where a page does not tell it, `not_before` is the first day that its words allow.
    """

    address: str
    says: str
    printed_on: date | None = None
    not_before: date | None = None

    @model_validator(mode="after")
    def _has_one_day(self) -> "Page":
        if (self.printed_on is None) == (self.not_before is None):
            found = "neither" if self.printed_on is None else "both"
            raise ValueError(f"found {found} of printed_on and not_before, expected one: say when it was printed")
        return self

    @property
    def earliest(self) -> date:
        """The first day on which it can have been printed."""
        day = self.printed_on or self.not_before
        assert day is not None
        return day


class Observation(Noun):
    """Something that was counted, opened or paid by the last day that is looked at.

    `predicted_by`: *stock* is that of `indicator` at the end of `observed_on`; *service* is the day on which the
    last of `packages` is finished; *paid_share* is what was paid from the data date to the end of `observed_on`,
    as a share of what the planned run pays by then. `low` and `high` bound what the figure may truly be.
    `discrepancy` is how far a good model may stay from the city, as a standard deviation, in the unit: it is part
    of the implausibility and of the forecast of the figure alike.
    `continued` is the naive forecast that the last six months before the data date go on; `continued_rests_on` are
    the ids of its evidence. What was observed by a day is printed later: each of `pages` says when.
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
    continued_rests_on: tuple[str, ...] = Field(min_length=1)
    discrepancy: NotNegative
    because: str
    most_band_share: Positive | None = None
    most_band_days: Positive | None = None
    grade: Literal["stated", "derived", "assumed"]
    pages: tuple[Page, ...] = ()
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
        if self.grade != "assumed" and not self.pages:
            raise ValueError(f"found a {self.grade} figure without pages, expected one: name where it was printed")
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
    """How the space of the parameters is searched, and up to when: what happened, and what was printed of it."""

    last_day: date
    printed_by: date
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

    @property
    def last_printed(self) -> date:
        """The last day on which a page that tells its day was printed."""
        return max(page.printed_on for page in self._pages if page.printed_on)

    @property
    def undated(self) -> int:
        """How many pages do not tell their day."""
        return sum(page.printed_on is None for page in self._pages)

    @property
    def _pages(self) -> list[Page]:
        return [page for one in self.observations.values() for page in one.pages]
