"""The engine: performs a story with one row of quantities, every life a SimPy process.

It knows only kinds of step. An instant has two parts: first all that ends at it ends and every
life goes on until it must wait; then one settlement grants claims and meets bills in order, what
is granted goes on at the same instant, and so again until nothing more is granted.
"""

from collections.abc import Callable, Generator
from math import inf
from typing import Any, NamedTuple

from simpy import Environment, Event, Process, Timeout

from sim.model import steps
from sim.model.allocation import Allocation
from sim.model.clocks import Clock
from sim.model.draws import QuantitiesRow
from sim.model.progress import Segment, work_by_month
from sim.model.steps import PPM
from sim.model.story import HOLIDAY, SEASON, SHOCK, Book, Life, Story
from sim.model.treasury import Treasury
from sim.plan.trace import NEVER, Trace, Wait

LATE = 2
"""SimPy priority of the settlement: after everything else of its instant."""


class Course:
    """Where a life stands: its book, the step that takes its time, and the branches it awaits."""

    __slots__ = ("book", "ended", "last", "life", "number", "open", "parent", "rejoin", "since", "step", "tries")

    def __init__(self, number: int, life: Life, parent: "Course | None") -> None:
        self.number, self.life, self.parent = number, life, parent
        self.book: Book = {}
        self.tries = 0
        self.since, self.step = -1, life.steps[0]
        self.ended = NEVER
        self.open: list[Course] = []
        self.last: Course | None = None
        self.rejoin: Event | None = None


class Records(NamedTuple):
    """What only the planned run keeps: every course, and since when each wait for predecessors lasted."""

    courses: list[Course]
    awaited_since: dict[tuple[int, int], int]


def perform(story: Story, row: QuantitiesRow, log: bool = False) -> Trace:
    """Return the facts of one replication; the same story and row always give the same trace.

    With *log* the trace lists every step begun, as (micro-day, kind, life, place).
    """
    return Performance(story, row, log).run(story.horizon)


class Performance:
    """One replication on the stage."""

    def __init__(self, story: Story, row: QuantitiesRow, log: bool = False) -> None:
        self.story, self.row = story, row
        self.env: Any = Environment()  # SimPy types `now` as int | float; here it is always whole
        self.clocks = struck_clocks(story, row)
        self.allocation = Allocation(self.env, story)
        self.treasury = Treasury(self.env, story, row, self.call_at)
        self.mark_day = [NEVER] * story.marks
        self.mark_events: dict[int, Event] = {}
        self.counts = [0] * story.counters
        self.is_called = False
        self.courses: list[Course] = []
        self.records = Records([], {})
        self.segments: list[Segment] = []
        self.lots_finished: list[tuple[int, int, int]] = []
        self.events: list[tuple[int, str, int, str]] = []
        self.log = log

    def run(self, horizon: int | None) -> Trace:
        """Perform until the horizon (none: until nothing is left to happen) and return the facts."""
        env = self.env
        for pool, sizes in enumerate(self.story.pools):
            for (_, before), (day, after) in zip(sizes.profile, sizes.profile[1:], strict=False):
                if horizon is None or day <= horizon:
                    self.call_at(day, lambda pool=pool, more=after - before: self.allocation.change(pool, more))  # type: ignore[misc]
        self.courses = [Course(trunk, self.story.lives[trunk], None) for trunk in self.story.trunks]
        for course in self.courses:
            Process(env, self.live(course))
        if horizon is None:
            env.run()
        else:
            env.run(until=horizon + 1)
        return self._trace(horizon if horizon is not None else env.now)

    def call_at(self, day: int, what: Callable[[], object]) -> None:
        """Do something on a day, then settle."""

        def come(_: Event) -> None:
            what()
            self.call_settlement()

        event = Timeout(self.env, day - self.env.now)
        event.callbacks.append(come)

    def call_settlement(self) -> None:
        """Have one settlement at the end of this instant."""
        if not self.is_called:
            self.is_called = True
            event = Event(self.env)
            event._ok, event._value = True, None
            event.callbacks.append(self._settle)
            self.env.schedule(event, LATE)

    def _settle(self, _: Event) -> None:
        self.is_called = False
        self.allocation.settle()
        self.treasury.settle()

    def live(self, course: Course) -> Generator[Event, object, None]:
        """Go through a life step by step; the kinds are those of `steps`."""
        env, clocks, log = self.env, self.clocks, self.log
        values, at = self.row
        life, book = course.life, course.book
        rows, end = life.steps, len(life.steps)
        place, now = 0, env.now
        while place < end:
            step = rows[place]
            kind = step[0]
            if log:
                self.events.append((now, steps.NAMES[kind], course.number, str(place)))
            place += 1
            if kind == steps.HOLD:
                _, cause, clock_place, family, from_ppm, to_ppm, split, slowed, share_from, share_to = step
                work = values[at[family] + course.tries]
                if to_ppm - from_ppm != PPM:
                    work = work * to_ppm // PPM - work * from_ppm // PPM
                clock = clocks[clock_place]
                finish, season, holiday, shock = clock.run(now, work)
                at_full_pace = finish
                added: Book = {}
                if slowed >= 0:
                    finish, added = self._slow_down(slowed, clock, now, work, finish)
                if share_to > share_from:
                    self.segments.append(Segment(life.package, clock_place, now, finish, share_from, share_to))
                if finish > now:
                    course.since, course.step = now, step
                    yield Timeout(env, finish - now)
                    if split:
                        if season:
                            book[SEASON] = book.get(SEASON, 0) + season
                        if holiday:
                            book[HOLIDAY] = book.get(HOLIDAY, 0) + holiday
                        if shock:
                            book[SHOCK] = book.get(SHOCK, 0) + shock
                        now += season + holiday + shock
                    book[cause] = book.get(cause, 0) + at_full_pace - now
                    if added:
                        _add(book, added)
                    now = finish
            elif kind == steps.ACQUIRE:
                since = course.since = now
                course.step = step
                granted = self.allocation.claim(step[2], life.priority, course.number)
                if not self.is_called:
                    self.call_settlement()
                yield granted
                now = env.now
                if now > since:
                    book[step[1]] = book.get(step[1], 0) + now - since
            elif kind == steps.RELEASE:
                if self.allocation.give_back(step[1]) and not self.is_called:
                    self.call_settlement()
            elif kind == steps.PAY or kind == steps.ASK:
                since = now
                sources, owed = self._bill(step[2])
                if kind == steps.ASK:
                    course.since = since
                    answer = self.treasury.ask(sources, owed, life.priority, since, course.number)
                else:
                    if step[3]:
                        owed, arrived = owed + self._restart_cost(step[2]), course.since
                    else:
                        arrived = since
                    course.since, course.step = since, step
                    answer = self.treasury.put(sources, owed, life.priority, arrived, course.number)
                if not self.is_called:
                    self.call_settlement()
                met = yield answer
                now = env.now
                if kind == steps.ASK and met:
                    place = step[3]
                elif now > since:
                    book[step[1]] = book.get(step[1], 0) + now - since
            elif kind == steps.CHANCE:
                if course.tries + 1 < values[at[step[1]]]:
                    place = step[2]
            elif kind == steps.JUMP:
                place = step[1]
            elif kind == steps.TRY:
                course.tries = course.tries + 1 if step[1] else 0
            elif kind == steps.MARK:
                self._reach(step[1])
            elif kind == steps.COUNT:
                self._count(step[1], course)
            elif kind == steps.UNTIL:
                if step[2] > now:
                    course.since, course.step = now, step
                    yield Timeout(env, step[2] - now)
                    book[step[1]] = book.get(step[1], 0) + step[2] - now
                    now = step[2]
            elif kind == steps.AWAIT:
                course.since, course.step = now, step
                yield from self._await(course, step[1], step[2], place - 1)
                now = env.now
            elif kind == steps.FORK:
                course.since, course.step = now, step
                yield self._fork(course, step[1], step[2])
                now = env.now
                self._rejoin(course)
            elif kind == steps.GATE:
                course.since, course.step = now, step
                yield from self._pass_gate(course, step)
                now = env.now
        course.ended = now
        self._end(course)

    def _slow_down(self, slowed: int, clock: Clock, now: int, work: int, finish: int) -> tuple[int, Book]:
        """Return the finish with each soft provider not yet in service, and the days that each adds."""
        added: Book = {}
        for mark, pace_permille, cause in self.story.slowdowns[slowed]:
            if not NEVER < self.mark_day[mark] < now:
                work = work * 1000 // pace_permille
                later = clock.finish(now, work)
                added[cause] = later - finish
                finish = later
        return finish, added

    def _bill(self, place: int) -> tuple[tuple[int, ...], int]:
        family, part, parts, sources, _ = self.story.bills[place]
        total = self.row.values[self.row.at[family]]
        owed = total // parts
        return sources, owed if part < parts - 1 else total - owed * (parts - 1)

    def _restart_cost(self, place: int) -> int:
        bill = self.story.bills[place]
        return self.row.values[self.row.at[bill.family]] * bill.restart_ppm // PPM

    def _reach(self, mark: int) -> None:
        if self.mark_day[mark] == NEVER:
            self.mark_day[mark] = self.env.now
            event = self.mark_events.pop(mark, None)
            if event is not None:
                event.succeed()

    def _count(self, counter: int, course: Course) -> None:
        self.counts[counter] += 1
        self.lots_finished.append((course.life.package, course.number, self.env.now))
        for mark in self.story.shares.get((counter, self.counts[counter]), ()):
            self._reach(mark)

    def _await(self, course: Course, first: int, number: int, place: int) -> Generator[Event, object, None]:
        """Wait for every need; book the wait under the last to come (of equals, the first in the plan)."""
        env, needs = self.env, self.story.needs[first : first + number]
        since = env.now
        self.records.awaited_since[course.number, place] = since
        for need in needs:
            if self.mark_day[need.mark] == NEVER:
                event = self.mark_events.get(need.mark)
                if event is None:
                    event = self.mark_events[need.mark] = Event(env)
                yield event
        days = [self.mark_day[need.mark] + need.lag for need in needs]
        last = max(days)
        if last > env.now:
            yield Timeout(env, last - env.now)
        if env.now > since:
            need = needs[days.index(last)]
            _add(course.book, {need.cause: env.now - since})
            if need.adjustment is not None:
                _add(course.book, need.adjustment)

    def _fork(self, course: Course, first: int, number: int) -> Event:
        course.rejoin = Event(self.env)
        branches = [Course(place, self.story.lives[place], course) for place in range(first, first + number)]
        course.open, course.last = branches, None
        self.records.courses.extend(branches)
        for branch in branches:
            Process(self.env, self.live(branch))
        return course.rejoin

    def _rejoin(self, course: Course) -> None:
        """Take over the book of the branch that ended last."""
        assert course.last is not None
        _, first, _, fork = course.step
        _add(course.book, course.last.book)
        adjustments = self.story.forks[fork]
        if adjustments is not None:
            adjustment = adjustments[course.last.number - first]
            if adjustment is not None:
                _add(course.book, adjustment)

    def _end(self, course: Course) -> None:
        parent = course.parent
        if parent is None:
            return
        last = parent.last
        if last is None or course.ended > last.ended or course.number < last.number:
            parent.last = course
        parent.open.remove(course)
        if not parent.open and parent.rejoin is not None:
            parent.rejoin.succeed()

    def _pass_gate(self, course: Course, step: steps.Row) -> Generator[Event, object, None]:
        """Wait for the first window that is won from now on; without one, for ever (or not at all)."""
        env, since = self.env, self.env.now
        first = self.row.at[step[2]]
        won = [day for day in self.row.values[first : first + step[3]] if day >= since]
        if won:
            if won[0] > since:
                yield Timeout(env, won[0] - since)
                _add(course.book, {step[1]: env.now - since})
        elif not step[4]:
            yield Event(env)

    def _trace(self, horizon: int) -> Trace:
        waits: list[Wait] = []
        ledgers = []
        for course, planned in zip(self.courses, self.story.planned_books, strict=True):
            if course.ended == NEVER:
                self._close(course, horizon, waits)
            ledger = dict(course.book)
            for cause, days in planned.items():
                ledger[cause] = ledger.get(cause, 0) - days
            ledgers.append({cause: days for cause, days in ledger.items() if days})
        packages = len(self.story.packages)
        return Trace(
            started=self.mark_day[0 : 2 * packages : 2],
            finished=self.mark_day[1 : 2 * packages : 2],
            lots_finished=self.lots_finished,
            work_by_month=work_by_month(self.segments, self.clocks, self.story.month_starts),
            payments=self.treasury.payments,
            ledgers=ledgers,
            waits=waits,
            sources=self.treasury.totals(horizon),
            events=self.events,
        )

    def _close(self, course: Course, horizon: int, waits: list[Wait]) -> None:
        """End the book of a course that is not finished by the horizon with the step it is in.

        Of branches still open the first in the plan is the last to end.
        """
        if course.open:
            for branch in course.open:
                self._close(branch, horizon, waits)
            course.last = course.open[0]
            self._rejoin(course)
            return
        cause = course.step[1]
        if course.step[0] == steps.HOLD:
            _add(course.book, self._open_work(course, horizon))
        elif course.step[0] == steps.AWAIT:
            cause, waited = self._open_wait(course, horizon)
            _add(course.book, waited)
        else:
            _add(course.book, {cause: horizon - course.since})
        waits.append(Wait(course.number, course.since, cause))

    def _open_work(self, course: Course, horizon: int) -> Book:
        """Return the days of a hold up to the horizon: season, holidays, shocks, the rest, what soft providers add."""
        _, cause, clock_place, family, from_ppm, to_ppm, split, slowed, _, _ = course.step
        work = self.row.values[self.row.at[family] + course.tries]
        work = work * to_ppm // PPM - work * from_ppm // PPM
        clock, since = self.clocks[clock_place], course.since
        finish = clock.finish(since, work)
        added = self._slow_down(slowed, clock, since, work, finish)[1] if slowed >= 0 else {}
        end = min(finish, horizon)
        taken = clock.taken(since, end) if split else (0, 0, 0)
        book = {**dict(zip((SEASON, HOLIDAY, SHOCK), taken, strict=True)), cause: end - since - sum(taken)}
        for soft, days in added.items():
            book[soft] = min(days, horizon - end)
            end += book[soft]
        return book

    def _open_wait(self, course: Course, horizon: int) -> tuple[int, Book]:
        """Return what a wait for predecessors is booked to at the horizon: the first that is missing, else the last."""
        _, first, number = course.step
        needs = self.story.needs[first : first + number]
        ends = [inf if self.mark_day[need.mark] == NEVER else self.mark_day[need.mark] + need.lag for need in needs]
        last = needs[ends.index(max(ends))]
        book = {last.cause: horizon - course.since}
        _add(book, last.adjustment or {})
        return last.cause, book


def _add(book: Book, more: Book) -> None:
    for cause, days in more.items():
        book[cause] = book.get(cause, 0) + days


def struck_clocks(story: Story, row: QuantitiesRow) -> list[Clock]:
    """Return the story's clocks with this replication's shocks."""
    clocks = list(story.clocks)
    for strike in story.strikes:
        start = row.values[row.at[strike.start]]
        if start >= 0:
            finish = start + row.values[row.at[strike.length]]
            for place in strike.clocks:
                clocks[place] = clocks[place].struck(start, finish, strike.rate_permille)
    return clocks
