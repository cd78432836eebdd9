"""The construction rate: stock and rate of each indicator, and works done in each network, month by month.

The row of a month holds the stock at its end and what was added in it, in whole numbers, so that
monthly rates add up to the stock exactly. What comes at the very end of a month belongs to it.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.attainment import Delivery
from sim.analysis.tables import Row
from sim.plan.trace import Trace

Whole = NDArray[np.int64]

PPM = 1_000_000
WEIGHTS = 10**12
"""What the weights of a network's packages add up to, about: whole numbers, so that sums are exact."""

WORKS, WORKS_UNIT = "works", "ppm"


class Curve(NamedTuple):
    """A stock over the months: its value on the data date, and at the end of each month."""

    start: int
    ends: list[int]


class CurveLine(NamedTuple):
    """What the progress table says of one indicator of one network, beside its replications.

    Shapes and units
        needed: the stock that the highest target on it asks for (of works: what was planned by the deadline),
            None when none.
    """

    network: str
    indicator: str
    unit: str
    planned: Curve
    needed: int | None


class Works(NamedTuple):
    """A network's works: packages (by place), the weight of a lot of each, and what counts as done on the data date.

    Shapes and units
        weights: whole numbers; lots times weights add up to *total*.
        begun: weights times parts per million.
    """

    weights: dict[int, int]
    total: int
    begun: int


def works_of(costs: Mapping[int, int], lots: Mapping[int, int], begun_ppm: Mapping[int, int]) -> Works:
    """Return the works of a network whose packages weigh as their planned costs, all alike where none costs anything.

    Shapes and units
        costs, lots, begun_ppm: by place of the package; 万元, number, share of each lot's works in ppm.
    """
    weigh = costs if any(costs.values()) else dict.fromkeys(costs, 1)
    whole = sum(weigh.values())
    weights = {place: WEIGHTS * weight // (whole * lots[place]) for place, weight in weigh.items()}
    total = sum(weights[place] * lots[place] for place in weights)
    begun = sum(weights[place] * lots[place] * begun_ppm[place] for place in weights)
    return Works(weights, total, begun)


def works_curves(networks: Sequence[Works], work: Whole) -> list[Curve]:
    """Return the share of each network's works done by the end of each month, in parts per million.

    Shapes and units
        work: packages x months, parts per million of a lot's works.
    """
    curves = []
    for works in networks:
        weights = np.fromiter(works.weights.values(), dtype=np.int64, count=len(works.weights))
        by_month = (weights @ work[list(works.weights)]).tolist()
        start, *ends = (weighted // works.total for weighted in accumulate(by_month, initial=works.begun))
        curves.append(Curve(start, ends))
    return curves


def works_done(trace: Trace, packages: int, months: int) -> Whole:
    """Return the works of a trace as a table of packages x months; a trace of fewer months has none in the others."""
    work = np.frombuffer(trace.work_by_month, dtype=np.int64).reshape(packages, -1)[:, :months]
    return np.pad(work, ((0, 0), (0, months - work.shape[1]))) if work.shape[1] < months else work


def stock_curve(baseline: int, delivered: Sequence[Delivery], month_starts: Sequence[int]) -> Curve:
    """Return the stock of an indicator at the end of each month.

    Shapes and units
        month_starts: micro-days; the last one ends the last month.
    """
    added = [0] * (len(month_starts) - 1)
    for day, units in delivered:
        month = bisect_left(month_starts, day, 1) - 1
        if month < len(added):
            added[month] += units
    return Curve(baseline, list(accumulate(added, initial=baseline))[1:])


def months_left(month_starts: Sequence[int], deadline: int) -> list[float]:
    """Return, for each month that begins before the deadline, the months left to it at the start of that month."""
    last = bisect_left(month_starts, deadline) - 1
    within = (deadline - month_starts[last]) / (month_starts[last + 1] - month_starts[last])
    return [last - month + within for month in range(last + 1)]


def progress_rows(
    months: Sequence[str], left: Sequence[float], lines: Sequence[CurveLine], curves: Sequence[Curve]
) -> list[Row]:
    """Return the rows of `progress`, curve by curve, in order of time.

    `needed_rate` at the start of a month is what is still missing by the months left to the
    deadline: 0 when met, empty after the deadline or without a target.
    """
    rows: list[Row] = []
    for line, (start, ends) in zip(lines, curves, strict=True):
        starts = [start, *ends[:-1]]
        planned = line.planned.ends
        planned_starts = [line.planned.start, *planned[:-1]]
        needed: list[float | None] = [None] * len(months)
        if line.needed is not None:
            missing = [max(0, line.needed - stock) for stock in starts]
            needed[: len(left)] = [units / to_deadline for units, to_deadline in zip(missing, left, strict=False)]
        network, indicator, unit = line.network, line.indicator, line.unit
        rows += [
            (month, network, indicator, end, end - begin, planned_end, planned_end - planned_begin, need, unit)
            for month, end, begin, planned_end, planned_begin, need in zip(
                months, ends, starts, planned, planned_starts, needed, strict=True
            )
        ]
    return rows
