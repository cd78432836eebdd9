"""How the works of one lot are cut into pieces: activities by instalments, in parts per million."""

import itertools
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from sim.model.steps import PPM
from sim.plan.package import Package

PlannedDays = tuple[tuple[str, float], ...]
"""Each activity of a lot, in order, with its planned days."""


class Piece(NamedTuple):
    """A stretch of one activity between two instalments.

    `from_ppm` and `to_ppm` are shares of the activity, `share_from` and `share_to` of the lot's
    works. `begins` is the number of the instalment that falls due before it, or -1.
    """

    activity: str
    from_ppm: int
    to_ppm: int
    share_from: int
    share_to: int
    begins: int

    def part_at(self, share: int) -> int:
        """Return the share of the activity that is done when *share* of the lot's works is."""
        parts, shares = self.to_ppm - self.from_ppm, self.share_to - self.share_from
        return self.from_ppm + parts * (share - self.share_from) // shares


def pieces_of(package: Package, instalments: int) -> list[Piece]:
    """Return the works still to do, in order, cut at the instalments; at least a millionth is left for each."""
    planned = tuple((name, activity.planned_days()) for name, activity in package.activities.items())
    return list(_pieces(planned, package.progress, instalments))


@lru_cache(maxsize=1024)
def _pieces(planned: PlannedDays, progress: float, instalments: int) -> tuple[Piece, ...]:
    """Cut the works once: most packages of a scenario are planned as in the scenario before."""
    begun = min(round(PPM * progress), max(PPM - instalments, 0))
    dues = [begun + (PPM - begun) * number // instalments for number in range(instalments)]
    pieces: list[Piece] = []
    due = 0
    for activity, first, last in _spans(planned):
        if begun and last <= begun:
            continue
        start = max(first, begun)
        cuts = [start, *dues[bisect_right(dues, start) : bisect_left(dues, last)], last]
        for low, high in itertools.pairwise(cuts):
            begins = -1
            if due < len(dues) and dues[due] <= low:
                begins, due = due, due + 1
            pieces.append(Piece(activity, *_parts(first, last, low, high), low, high, begins))
    return tuple(pieces)


def _spans(planned: PlannedDays) -> list[tuple[str, int, int]]:
    """Return each activity with the share of the works at which it begins and ends, as planned."""
    total = sum(days for _, days in planned)
    spans, done, first = [], 0.0, 0
    for name, days in planned:
        done += days
        last = round(PPM * done / total) if total else first
        spans.append((name, first, last))
        first = last
    name, first, _ = spans[-1]
    return [*spans[:-1], (name, first, PPM)]


def _parts(first: int, last: int, low: int, high: int) -> tuple[int, int]:
    """Return which part of an activity from *first* to *last* lies between *low* and *high*."""
    if last == first:
        return 0, PPM
    return PPM * (low - first) // (last - first), PPM * (high - first) // (last - first)
