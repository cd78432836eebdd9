"""Yearly lists: works that must be on one before they begin wait for its publication."""

from sim.plan.noun import MonthDay, Named


class YearlyList(Named):
    """A list that closes on one day of each year (to its end) and is published on another.

    Published in the year in which it closed if that day is still to come, else in the next. Who is
    ready a day after the closing waits for the list of the year after.
    """

    closes: MonthDay
    published: MonthDay
