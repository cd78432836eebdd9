"""Yearly lists: works that must be on one before they begin wait for its publication."""

from pydantic import Field

from sim.plan.noun import MonthDay, Named, Positive


class YearlyList(Named):
    """A list that closes on one day of each year (to its end) and is published on another.

    Published in the year in which it closed if that day is still to come, else in the next. Who is
    ready a day after the closing waits for the list of the year after. Of who is ready `takes_in` is
    the share that the list has room for; the others wait for the next one.
    """

    closes: MonthDay
    published: MonthDay
    takes_in: Positive = Field(default=1, le=1)
