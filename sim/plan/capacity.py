"""What is scarce beside money: crews, agencies' desks, and quotas that are used up."""

from typing import Annotated

from pydantic import Field

from sim.plan.laws import Fixed, Law
from sim.plan.noun import MonthDay, Named, Share

Number = Annotated[int, Field(ge=0)]

Profile = tuple[tuple[float, Number], ...]
"""Capacity over time: (day from which it holds, number), by day; the first holds from day 0."""


class Crew(Named):
    """A pool of crews of one kind; work in progress finishes when the pool shrinks."""

    capacity: Profile = Field(min_length=1)


class Agency(Named):
    """A responsible unit that reviews files: its desks are one queue for all networks.

    `review_days` are working days of one review; `return_chance` is the chance that a file comes
    back for correction; `resubmission_days` are the working days until it arrives anew. With
    `own_district` the files of a package that has a district go to that district's own agency.
    `load_because` says why its desks are nearly idle or overrun.
    """

    desks: Profile = Field(min_length=1)
    review_days: Law
    return_chance: Share = 0
    resubmission_days: Law = Fixed(number=0)
    kind: str = ""
    own_district: bool = False
    load_because: str = ""


class Quota(Named):
    """What is given out by the year and used up by permits, such as land for building: it is never given back.

    Each of the `amounts` (whole numbers of `unit`, by year) is added on `day` of its year, the
    `opening` and what is dated before the data date on the data date. What is not used in a year
    stays for later years.
    """

    unit: str
    amounts: dict[int, Number] = Field(default_factory=dict)
    opening: Number = 0
    day: MonthDay = "01-01"
