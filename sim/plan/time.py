"""Days, dates and micro-days: the engine counts whole micro-days from the data date."""

from datetime import date, timedelta

MICRO = 1_000_000
"""Micro-days in a day; one micro-day is 0.0864 s."""

ISO_LENGTH = len("2020-07-01")


def date_of(text: str | date) -> date:
    """Return the date that *text* (YYYY-MM-DD) names.

    Raises
        ValueError: the text is no date.
    """
    if isinstance(text, date):
        return text
    if len(text) != ISO_LENGTH:
        raise ValueError(f"{text!r} is no date of the form 2020-07-01")
    return date.fromisoformat(text)


def day_number(when: date, start: date) -> int:
    """Return the whole days from *start* to *when* (both at 0:00)."""
    return (when - start).days


def date_at(day: float, start: date) -> date:
    """Return the date that a day number falls on; a finish at midnight shows as the day it ends."""
    whole = int(day)
    if day == whole and whole > 0:
        whole -= 1
    return start + timedelta(days=whole)


def micro(days: float) -> int:
    """Return *days* in whole micro-days, rounded to the nearest."""
    return round(days * MICRO)


def month_starts(start: date, end: date) -> list[date]:
    """Return *start* and the first days of the months after it, the last being the first after *end*."""
    firsts = [start]
    while firsts[-1] <= end:
        year, month = firsts[-1].year, firsts[-1].month
        firsts.append(date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1))
    return firsts
