"""Attainment: what packages and lots deliver when, and whether and when each target is attained."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.analysis.tables import Row
from sim.plan.package import Package
from sim.plan.target import Indicator
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Cast, Trace

DIGITS = 9
"""Decimals of an indicator's unit that stocks are rounded to, so that 51,450 times 0.01 is 514.5."""

Delivery = tuple[int, int]
"""A micro-day, and how many smallest units come into service on it."""

Parts = tuple[tuple[int, tuple[int, ...]], ...]
"""What a package delivers: place of an indicator, and its smallest units lot by lot."""


class TargetLine(NamedTuple):
    """A target with its numbers in smallest units of its indicator (by place)."""

    name: str
    indicator: int
    needed: int


class IndicatorLine(NamedTuple):
    """An indicator with its stock on the data date in smallest units."""

    name: str
    network: str
    smallest_unit: float
    unit: str
    baseline: int


def smallest_units(quantity: float, smallest_unit: float) -> int:
    """Return *quantity* in whole smallest units."""
    return round(quantity / smallest_unit)


def units_needed(at_least: float, smallest_unit: float) -> int:
    """Return the least number of smallest units that makes *at_least*."""
    exact = at_least / smallest_unit
    nearest = round(exact)
    return nearest if abs(exact - nearest) < 1e-6 else int(exact) + 1


def indicator_line(name: str, indicator: Indicator) -> IndicatorLine:
    """Return the line of an indicator; its unit text begins with the smallest unit, as in "0.01 km"."""
    number = indicator.smallest_unit
    shown = int(number) if number == int(number) else number
    baseline = smallest_units(indicator.baseline, number)
    return IndicatorLine(name, indicator.network or "", number, f"{shown} {indicator.unit}", baseline)


def parts_of(package: Package, indicators: Sequence[IndicatorLine]) -> Parts:
    """Return what each lot of *package* delivers: equal whole parts, the rest with the last lot."""
    parts = []
    for place, line in enumerate(indicators):
        total = smallest_units(package.delivers.get(line.name, 0), line.smallest_unit)
        if total:
            count = package.lots.count
            each = total // count
            parts.append((place, (*([each] * (count - 1)), total - each * (count - 1))))
    return tuple(parts)


def lots_by_package(cast: Cast, trace: Trace) -> dict[int, list[tuple[int, int]]]:
    """Return (lot, micro-day) of the finished lots by place of their package, in order of time."""
    lots: dict[int, list[tuple[int, int]]] = {}
    for package, life, day in trace.lots_finished:
        lots.setdefault(package, []).append((cast.lot_of_life[life], day))
    return lots


def deliveries(
    parts: Mapping[int, Parts], lots: Mapping[int, Sequence[tuple[int, int]]], trace: Trace, indicators: int
) -> list[list[Delivery]]:
    """Return what comes into service when, one list an indicator, in order of time.

    A package of one lot delivers on its finish, others lot by lot.

    Shapes and units
        parts: by place of a package in the trace.
    """
    delivered: list[list[Delivery]] = [[] for _ in range(indicators)]
    for package, of_package in parts.items():
        for indicator, by_lot in of_package:
            into = delivered[indicator]
            if len(by_lot) > 1:
                into.extend([(day, by_lot[lot]) for lot, day in lots.get(package, ())])
            elif trace.finished[package] != NEVER:
                into.append((trace.finished[package], by_lot[0]))
    for into in delivered:
        into.sort()
    return delivered


def target_rows(
    targets: Sequence[TargetLine],
    indicators: Sequence[IndicatorLine],
    delivered: Sequence[Sequence[Delivery]],
    deadline: int,
    horizon: int,
) -> list[Row]:
    """Return the rows of `targets`: value at the deadline, day attained, met, margin.

    A target is met when it is attained by the midnight that ends the deadline day, whoever
    delivered. The margin is deadline less day attained; early is positive.
    """
    rows: list[Row] = []
    for name, place, needed in targets:
        line = indicators[place]
        stock = at_deadline = line.baseline
        attained = 0 if stock >= needed else NEVER
        for day, units in delivered[place]:
            if day > horizon:
                break
            stock += units
            if day <= deadline:
                at_deadline = stock
            if attained == NEVER and stock >= needed:
                attained = day
        value = round(at_deadline * line.smallest_unit, DIGITS)
        if attained == NEVER:
            rows.append((name, value, None, False, None))
        else:
            margin = (deadline - attained) / MICRO
            rows.append((name, value, attained / MICRO, attained <= deadline, margin))
    return rows
