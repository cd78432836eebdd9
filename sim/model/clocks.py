"""Work clocks: piecewise-linear time on which working days, seasons and shocks leave only part of each day.

All in whole numbers: micro-days, and per mille of the normal pace.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from copy import copy
from datetime import date, timedelta
from itertools import accumulate
from operator import mul, sub
from typing import NamedTuple, Self

from sim.plan.programme import Programme, Season
from sim.plan.time import MICRO, day_number

FULL = 1000
"""Per mille of the normal pace."""


class Clock:
    """A clock that answers when work is done, and what season, holidays and shocks took of the time.

    On [times[i], times[i + 1]) the pace is pace[i]; done[i] is the work (per mille times
    micro-days) up to times[i]. `in_season` and `in_office` are the same without holidays and
    shocks, and without shocks. The last stretch has no end. `has_only_holidays`: all that is ever
    taken are whole days off.
    """

    __slots__ = ("done", "has_only_holidays", "in_office", "in_season", "office_pace", "pace", "season_pace", "times")

    def __init__(self, times: list[int], season_pace: list[int], pace: list[int]) -> None:
        """Begin a clock without shocks."""
        self.times, self.season_pace = times, season_pace
        self.office_pace = self.pace = pace
        self.in_season = _sums(times, season_pace)
        self.in_office = self.done = _sums(times, pace)
        self.has_only_holidays = set(season_pace) == {FULL} and set(pace) <= {0, FULL}

    def finish(self, start: int, work: int) -> int:
        """Return the earliest micro-day by which *work* micro-days of full pace are done from *start*."""
        return self.run(start, work)[0]

    def taken(self, start: int, finish: int) -> tuple[int, int, int]:
        """Return the micro-days between *start* and *finish* that season, holidays and shocks took, in that order."""
        first = bisect_right(self.times, start) - 1
        last = max(bisect_left(self.times, finish, first) - 1, first)
        return self._taken(first, start - self.times[first], last, finish - self.times[last])

    def run(self, start: int, work: int) -> tuple[int, int, int, int]:
        """Return `finish` of *work* and what was `taken` until then, in one look.

        No pace is above the full one, so what is worked until the finish is *work*, less than a micro-day over.
        """
        if work <= 0:
            return start, 0, 0, 0
        times, done, pace = self.times, self.done, self.pace
        first = bisect_right(times, start) - 1
        before = start - times[first]
        target = done[first] + before * pace[first] + work * FULL
        last = bisect_left(done, target, first) - 1
        after = -((done[last] - target) // pace[last])
        finish = times[last] + after
        if self.has_only_holidays:
            return finish, 0, finish - start - work, 0
        sums, pace = self.in_season, self.season_pace
        in_season = (sums[last] + after * pace[last] - sums[first] - before * pace[first]) // FULL
        sums = self.in_office
        if sums is done:
            return finish, finish - start - in_season, in_season - work, 0
        pace = self.office_pace
        in_office = (sums[last] + after * pace[last] - sums[first] - before * pace[first]) // FULL
        return finish, finish - start - in_season, in_season - in_office, in_office - work

    def _taken(self, first: int, before: int, last: int, after: int) -> tuple[int, int, int]:
        """Return what was taken from *before* micro-days into one stretch to *after* into another."""
        done, pace = self.done, self.pace
        worked = (done[last] + after * pace[last] - done[first] - before * pace[first]) // FULL
        done, pace = self.in_season, self.season_pace
        in_season = (done[last] + after * pace[last] - done[first] - before * pace[first]) // FULL
        done, pace = self.in_office, self.office_pace
        in_office = (done[last] + after * pace[last] - done[first] - before * pace[first]) // FULL
        elapsed = self.times[last] + after - self.times[first] - before
        return elapsed - in_season, in_season - in_office, in_office - worked

    def worked(self, day: int) -> int:
        """Return the work done from day 0 to *day*, in per mille times micro-days."""
        place = bisect_right(self.times, day) - 1
        return self.done[place] + (day - self.times[place]) * self.pace[place]

    def struck(self, start: int, finish: int, rate: int) -> Self:
        """Return a copy in which the pace between *start* and *finish* is *rate* per mille of what it was."""
        if finish <= start:
            return self
        clock = copy(self)
        clock.has_only_holidays = False
        clock.times = list(self.times)
        clock.season_pace, clock.in_season = list(self.season_pace), list(self.in_season)
        clock.office_pace, clock.in_office = list(self.office_pace), list(self.in_office)
        clock.pace, clock.done = list(self.pace), list(self.done)
        first, last = clock._cut(start), clock._cut(finish)
        pace = clock.pace
        pace[first:last] = [before * rate // FULL for before in pace[first:last]]
        clock.done[first:] = _sums(clock.times[first:], pace[first:], clock.done[first])
        return clock

    def _cut(self, day: int) -> int:
        """Begin a new stretch at *day*; return its place."""
        times = self.times
        place = bisect_left(times, day)
        if place < len(times) and times[place] == day:
            return place
        before = day - times[place - 1]
        for pace, done in (
            (self.season_pace, self.in_season),
            (self.office_pace, self.in_office),
            (self.pace, self.done),
        ):
            done.insert(place, done[place - 1] + before * pace[place - 1])
            pace.insert(place, pace[place - 1])
        times.insert(place, day)
        return place


def _sums(times: list[int], pace: list[int], begun: int = 0) -> list[int]:
    """Return the work done up to each time, from *begun* at the first."""
    lengths = map(sub, times[1:], times)
    return list(accumulate(map(mul, lengths, pace), initial=begun))


class Span(NamedTuple):
    """Days from *first* to the day before *end* (day numbers) at a rate in per mille."""

    first: int
    end: int
    rate: int


def clock_of(programme: Programme, days_off: Iterable[date], seasons: Iterable[Season]) -> Clock:
    """Return the clock of a programme with these days off and seasons.

    Before the data date and after the horizon every day is worked. Where seasons overlap the slowest pace holds.
    """
    last = programme.horizon_micro // MICRO
    off = {day_number(day, programme.start) for day in days_off}
    season = [FULL] * last
    for one in seasons:
        for span in _spans(one, programme):
            for day in range(max(span.first, 0), min(span.end, last)):
                season[day] = min(season[day], span.rate)
    office = [0 if day in off else season[day] for day in range(last)]
    times, season_pace, office_pace = [0], [], []
    for day in range(last):
        if day and (season[day], office[day]) != (season[day - 1], office[day - 1]):
            season_pace.append(season[day - 1])
            office_pace.append(office[day - 1])
            times.append(day * MICRO)
    season_pace += [season[-1], FULL]
    office_pace += [office[-1], FULL]
    times.append(last * MICRO)
    return Clock(times, season_pace, office_pace)


def _spans(season: Season, programme: Programme) -> Iterable[Span]:
    rate = round(season.rate * FULL)
    for first, end in season.spans:
        yield Span(day_number(first, programme.start), day_number(end + timedelta(days=1), programme.start), rate)
    if season.every_year is None:
        return
    (month, day), (last_month, last_day) = (map(int, text.split("-")) for text in season.every_year)
    for year in range(programme.start.year - 1, programme.horizon.year + 1):
        first = date(year, month, day)
        until = date(year + (last_month < month), last_month, last_day)
        yield Span(day_number(first, programme.start), day_number(until + timedelta(days=1), programme.start), rate)
