"""Problems of dates: days and years of a plan that lie outside its programme, or out of order."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import floor
from typing import Any

from sim.plan.programme import Programme
from sim.plan.time import MICRO

Parts = Mapping[str, Any]


def days_outside(parts: Parts, programme: Programme) -> Iterator[str]:
    """Yield a line for each day or year that is not between the start and the horizon of the programme."""
    last = programme.horizon_micro / MICRO
    days: list[tuple[str, float]] = []
    for name, package in parts["packages"].items():
        days.append((f"packages.{name}.not_before", package.not_before_day))
        days += [(f"packages.{name}.lots", day) for day in (package.lots.from_day, package.lots.to_day) if day]
        first, end = package.lots.from_day, package.lots.to_day
        if first is not None and end is not None and first > end:
            yield f"packages.{name}.lots: found a release from day {first:g} to day {end:g}, expected in order: swap"
    for name, crew in parts["crews"].items():
        days += [(f"crews.{name}", day) for day, _ in crew.capacity]
    days += [(f"milestones.{name}.due", one.due_day - 1) for name, one in parts["milestones"].items() if one.due_day]
    for name, agency in parts["agencies"].items():
        days += [(f"agencies.{name}.desks", day) for day, _ in agency.desks]
    for name, gate in parts["gates"].items():
        days += [(f"gates.{name}.windows", day) for window in gate.windows for day in window]
    for name, source in parts["funding"].items():
        days += [(f"funding.{name}.tranches_cny_10k", day) for day, _ in source.tranches_cny_10k]
    for where, day in days:
        if not 0 <= day < last:
            yield (
                f"{where}: found {_shown(day, programme)}, expected a day from the start {programme.start} to the "
                f"horizon {programme.horizon}: correct the date"
            )
    for name, indicator in parts["indicators"].items():
        if indicator.earlier and indicator.earlier.counted_on >= programme.start:
            yield (
                f"indicators.{name}.earlier.counted_on: found {indicator.earlier.counted_on}, expected a day before "
                f"the data date {programme.start}: correct the date or take the earlier stock away"
            )
    years = [
        (f"{section}.{name}.{key}", year)
        for section, key in (("funding", "amounts_cny_10k"), ("quotas", "amounts"))
        for name, noun in parts[section].items()
        for year in getattr(noun, key)
    ]
    for where, year in years:
        if not programme.start.year <= year <= programme.horizon.year:
            yield (
                f"{where}: found the year {year}, expected a year from {programme.start.year} to "
                f"{programme.horizon.year}: correct it"
            )
    for name, shock in parts["shocks"].items():
        for first, end in shock.windows:
            if not programme.start <= first <= end <= programme.horizon:
                yield (
                    f"shocks.{name}.windows: found {first} to {end}, expected dates in order from {programme.start} "
                    f"to {programme.horizon}: correct them"
                )


def _shown(day: float, programme: Programme) -> str:
    """Return a day as its number and its date, as far as there are dates."""
    try:
        return f"day {day:g} ({programme.start + timedelta(days=floor(day))})"
    except OverflowError:
        return f"day {day:g}"
