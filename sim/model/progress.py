"""Works done by month: each stretch of work split at the months it spans, by the working days in each."""

from bisect import bisect_left

from sim.model.clocks import Clock

Segment = tuple[int, int, int, int, int]
"""A stretch of work of a lot: package, clock, start, finish, parts per million of the lot's works."""


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
    for package, clock_place, start, finish, parts in segments:
        first = final = bisect_left(month_starts, start, 1) - 1
        before = 0
        if first < last and finish > month_starts[first + 1]:
            final = bisect_left(month_starts, finish, first + 2) - 1
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
