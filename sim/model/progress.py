"""Works done by month: each stretch of work split at the months it spans, by the working days in each."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from sim.model.clocks import Clock

Segment = tuple[int, int, int, int, int]
"""A stretch of work of a lot: package, clock, start, finish, parts per million of the lot's works."""


def work_by_month(
    segments: Sequence[Segment], clocks: Sequence[Clock], month_bounds: Sequence[int], packages: int
) -> "array[int]":
    """Return the parts per million of a lot's works done in each month, summed over lots.

    What is done at the very start of a month belongs to the month before. Works after the last
    bound are left out.

    Shapes and units
        month_bounds: micro-days on which months begin, the last of which ends the last month.
        returns: packages x months, the months of the first package first.
    """
    months = len(month_bounds) - 1
    done = [0] * (packages * months)
    at_months: dict[int, list[int]] = {}
    for package, clock_place, start, finish, parts in segments:
        first = bisect_left(month_bounds, start, 1) - 1
        if first >= months:
            continue
        row = package * months
        if finish <= month_bounds[first + 1]:
            done[row + first] += parts
            continue
        final = bisect_left(month_bounds, finish, first + 2) - 1
        clock = clocks[clock_place]
        at_bounds = at_months.get(clock_place)
        if at_bounds is None:
            at_bounds = at_months[clock_place] = [clock.worked(day) for day in month_bounds]
        at_start = clock.worked(start)
        whole = clock.worked(finish) - at_start
        before = 0
        for month, worked in enumerate(at_bounds[first + 1 : final + 1], row + first):
            until = parts * (worked - at_start) // whole
            done[month] += until - before
            before = until
        if final < months:
            done[row + final] += parts - before
    return array("q", done)
