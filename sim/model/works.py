"""How the works of one lot are cut into pieces: activities by instalments, in parts per million."""

import itertools
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple

from sim.model.same import Same
from sim.model.steps import PPM
from sim.plan.instalments import instalments_of
from sim.plan.package import Package
from sim.plan.programme import Calendar


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


class ActivityLeft(NamedTuple):
    """What is still to do of an activity of a lot: its clock, the crews that it claims, and its pieces."""

    name: str
    clock: Literal["works", "office", "calendar"]
    crew: tuple[tuple[str, int], ...]
    pieces: tuple[Piece, ...]


class Cut(NamedTuple):
    """The works of a lot as they are paid: the number of instalments, and what is still to do, in order."""

    instalments: int
    activities: tuple[ActivityLeft, ...]


def cut_of(package: Package, calendar: Calendar) -> Cut:
    """Return how the works of a lot of *package* are cut."""
    return _cut_of(Same(package), Same(calendar))


@lru_cache(maxsize=1024)
def _cut_of(package: Same[Package], calendar: Same[Calendar]) -> Cut:
    """Cut the works once: a further scenario has most packages in common with the one before."""
    instalments = instalments_of(package.part, calendar.part)
    left = []
    for name, pieces in itertools.groupby(pieces_of(package.part, instalments), attrgetter("activity")):
        activity = package.part.activities[name]
        left.append(ActivityLeft(name, activity.clock, tuple(activity.crew.items()), tuple(pieces)))
    return Cut(instalments, tuple(left))


def pieces_of(package: Package, instalments: int) -> list[Piece]:
    """Return the works still to do, in order, cut at the instalments; at least a millionth is left for each."""
    begun = min(round(PPM * package.progress), max(PPM - instalments, 0))
    dues = [begun + (PPM - begun) * number // instalments for number in range(instalments)]
    pieces: list[Piece] = []
    due = 0
    for activity, first, last in _spans(package):
        if begun and last <= begun:
            continue
        start = max(first, begun)
        cuts = [start, *dues[bisect_right(dues, start) : bisect_left(dues, last)], last]
        for low, high in itertools.pairwise(cuts):
            begins = -1
            if due < len(dues) and dues[due] <= low:
                begins, due = due, due + 1
            pieces.append(Piece(activity, *_parts(first, last, low, high), low, high, begins))
    return pieces


def _spans(package: Package) -> list[tuple[str, int, int]]:
    """Return each activity with the share of the works at which it begins and ends, as planned."""
    planned = {name: activity.planned_days() for name, activity in package.activities.items()}
    total = sum(planned.values())
    spans, done, first = [], 0.0, 0
    for name, days in planned.items():
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
