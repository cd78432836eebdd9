"""What is scarce beside money: crews and agencies' desks."""

from typing import Annotated

from pydantic import Field

from sim.plan.laws import Fixed, Law
from sim.plan.noun import Named, Share

Profile = tuple[tuple[float, Annotated[int, Field(ge=0)]], ...]
"""Capacity over time: (day from which it holds, number), by day; the first holds from day 0."""


class Crew(Named):
    """A pool of crews of one kind; work in progress finishes when the pool shrinks."""

    capacity: Profile = Field(min_length=1)


class Agency(Named):
    """A responsible unit that reviews files: its desks are one queue for all networks.

    `review_days` are working days of one review; `return_chance` is the chance that a file comes
    back for correction; `resubmission_days` are the working days until it arrives anew.
    """

    desks: Profile = Field(min_length=1)
    review_days: Law
    return_chance: Share = 0
    resubmission_days: Law = Fixed(number=0)
    kind: str = ""
