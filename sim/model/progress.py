"""Works done by month: each stretch of work split at the months it spans, by the working days in each."""

from bisect import bisect_left
from typing import NamedTuple

from sim.model.clocks import Clock


class Segment(NamedTuple):
    """A stretch of work of one lot: when it runs, on which clock, and which share of the lot's works it is."""

    package: int
    clock: int
    start: int
    finish: int
    from_ppm: int
    to_ppm: int


def work_by_month(
    segments: list[Segment], clocks: list[Clock], month_starts: tuple[int, ...]
) -> dict[tuple[int, int], int]:
    """Return the parts per million of a lot's works done in each month, by (package, month).

    What is done at the very start of a month belongs to the month before. Works after the last
    month are left out.
    """
    done: dict[tuple[int, int], int] = {}
    worked_at: dict[int, list[int]] = {}
    last = len(month_starts) - 1
    for package, clock_place, start, finish, from_ppm, to_ppm in segments:
        first = bisect_left(month_starts, start, 1) - 1
        final = bisect_left(month_starts, finish, first + 1) - 1
        parts, before = to_ppm - from_ppm, 0
        if final > first:
            clock = clocks[clock_place]
            if clock_place not in worked_at:
                worked_at[clock_place] = [clock.worked(day) for day in month_starts]
            at_months, at_start = worked_at[clock_place], clock.worked(start)
            whole = clock.worked(finish) - at_start
            for month in range(first, final):
                until = parts * (at_months[month + 1] - at_start) // whole
                if until > before:
                    done[package, month] = done.get((package, month), 0) + until - before
                    before = until
        if final < last and parts > before:
            done[package, final] = done.get((package, final), 0) + parts - before
    return done
