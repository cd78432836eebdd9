"""Dates of a file: text to dates, dates to day numbers, and the days off of a country."""

from datetime import date, timedelta
from functools import lru_cache
from math import inf

import holidays

from sim.plan.time import date_of, day_number

LAST_DAY = date.max.toordinal()
"""No day number lies beyond it."""


def day_from(text: object, start: date) -> float:
    """Return the day number that a date or a plain number names.

    Raises
        ValueError: neither a date nor a number.
    """
    if isinstance(text, bool) or not isinstance(text, int | float | str | date):
        raise ValueError(f"{text!r} is neither a date nor a day number")
    if isinstance(text, int | float):
        return float(text) if abs(text) <= LAST_DAY else inf
    try:
        return float(text) if isinstance(text, str) else float(day_number(text, start))
    except ValueError:
        return float(day_number(date_of(text), start))


@lru_cache(maxsize=8)
def days_off(country: str, start: date, end: date) -> tuple[date, ...]:
    """Return the days from *start* to *end* on which offices of *country* are closed.

    Make-up working days at weekends are worked. Years for which no holiday list is published yet
    follow the general rule of the `holidays` package, without make-up days.
    """
    years = range(start.year, end.year + 2)
    calendar = holidays.country_holidays(country, years=years)
    span = (end - start).days + 1
    return tuple(
        day for day in (start + timedelta(days=number) for number in range(span)) if not calendar.is_working_day(day)
    )
