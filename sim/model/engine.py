"""The engine: performs a story with one row of quantities, every life a SimPy process.

It knows only kinds of step. An instant has two parts: first all that ends at it ends and every
life goes on until it must wait; then one settlement grants claims and meets bills in order, what
is granted goes on at the same instant, and so again until nothing more is granted. Who is alone at an
instant needs no settlement: what fits is granted on the spot.
"""

from collections.abc import Callable, Generator
from typing import Any, NamedTuple

from simpy import Environment, Event, Process, Timeout

from sim.model import steps
from sim.model.allocation import Allocation
from sim.model.clocks import Clock
from sim.model.closing import Closing
from sim.model.collector import collected_afterwards
from sim.model.course import NOTHING, Course, add
from sim.model.draws import QuantitiesRow
from sim.model.inspection import most_behind
from sim.model.notes import Notes, late, waits_of
from sim.model.progress import Segment, work_by_month
from sim.model.steps import (
    ACQUIRE,
    ASK,
    AWAIT,
    CHANCE,
    COUNT,
    FORK,
    GATE,
    HOLD,
    IF,
    JUMP,
    LIST,
    MARK,
    MEET,
    PAY,
    PPM,
    QUEUE,
    RELEASE,
    TRY,
    UNTIL,
    WATCH,
)
from sim.model.story import HOLIDAY, SEASON, SHOCK, Book, Life, Story
from sim.model.treasury import Treasury
from sim.plan.trace import NEVER, Stop, Trace

LATE = 2
"""SimPy priority of the settlement: after everything else of its instant."""


class Records(NamedTuple):
    """What only the planned run keeps: every course, and since when each wait for predecessors lasted."""

    courses: list[Course]
    awaited_since: dict[tuple[int, int], int]


def perform(story: Story, row: QuantitiesRow, log: bool = False) -> Trace:
    """Return the facts of one replication; the same story and row always give the same trace.

    With *log* the trace lists every step begun, as (micro-day, kind, life, place).
    """
    with collected_afterwards():
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
        self.mark_events: dict[int, list[Event]] = {}
        self.counts = [0] * story.counters
        self.ahead = [0.0] * len(story.packages)
        self.is_inspected = False
        self.is_called = False
        self.settlement = Event(self.env)  # the same for all settlements: one at most is called at a time
        self.settlement._ok, self.settlement._value = True, None
        self.courses: list[Course] = []
        self.records = Records([], {})
        self.notes = Notes(story)
        self.segments: list[Segment] = []
        self.lots_finished: list[tuple[int, int, int]] = []
        self.stops: list[Stop] = []
        self.events: list[tuple[int, str, int, str]] = []
        self.log = log

    def run(self, horizon: int | None) -> Trace:
        """Perform until the horizon (none: until nothing is left to happen) and return the facts."""
        env = self.env
        for pool, sizes in enumerate(self.story.pools):
            for (_, before), (day, after) in zip(sizes.profile, sizes.profile[1:], strict=False):
                if horizon is None or day <= horizon:
                    self.call_at(day, lambda pool=pool, more=after - before: self.allocation.change(pool, more))  # type: ignore[misc]
        self.inspect_after(0)
        self.courses = [Course(trunk, self.story.lives[trunk], None) for trunk in self.story.trunks]
        for course in self.courses:
            Process(env, self.live(course))
        if horizon is None:
            env.run()
        else:
            env.run(until=horizon + 1)
        return self._trace(horizon if horizon is not None else env.now)

    def call_at(self, day: int, what: Callable[[], bool]) -> None:
        """Do something on a day, then settle if it says that there is something to settle."""

        def come(_: Event) -> None:
            if what():
                self.call_settlement()

        event = Timeout(self.env, day - self.env.now)
        event.callbacks.append(come)

    def inspect_after(self, day: int) -> None:
        """Have the next inspection in its time, at the end of its instant and before the settlement."""
        inspections = self.story.inspections
        if inspections and day + inspections.interval <= self.story.horizon:
            self.call_at(day + inspections.interval, self._fall_due)

    def _fall_due(self) -> bool:
        self.is_inspected = True
        return True

    def call_settlement(self) -> None:
        """Have one settlement at the end of this instant."""
        if not self.is_called:
            self.is_called = True
            self.settlement.callbacks = [self._settle]
            self.env.schedule(self.settlement, LATE)

    def _settle(self, _: Event) -> None:
        self.is_called = False
        if self.is_inspected:
            self._inspect()
        allocation, treasury = self.allocation, self.treasury
        if allocation.unsettled:
            allocation.settle()
        if allocation.newly_patient or allocation.leaving:
            for day in allocation.let_go(self.env.now):
                self.call_at(day, self._is_left)
        if treasury.unsettled:
            treasury.settle()

    def _is_left(self) -> bool:
        return self.allocation.is_left_by(self.env.now)

    def _inspect(self) -> None:
        """Move those most behind ahead in all queues until the next inspection, and the others back."""
        inspections = self.story.inspections
        assert inspections is not None
        self.is_inspected = False
        listed = set(most_behind(inspections, self.mark_day, self.env.now))
        self.ahead = [-inspections.boost if package in listed else 0.0 for package in range(len(self.ahead))]
        self.allocation.reorder(self.ahead)
        self.treasury.reorder(self.ahead)
        self.inspect_after(self.env.now)

    def live(self, course: Course) -> Generator[Event, object, None]:
        """Go through a life step by step; the kinds are those of `steps`, the most frequent first.

        A life is alone at its instant when nothing else ends at it (`next_event`) or waits for its settlement.
        """
        env, clocks, log = self.env, self.clocks, self.log
        allocation, treasury, segments, next_event = self.allocation, self.treasury, self.segments, self.env.peek
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
            if kind == HOLD:
                _, cause, clock_place, family, from_ppm, to_ppm, split, slowed, share_from, share_to = step
                work = values[at[family] + course.tries]
                if to_ppm - from_ppm != PPM:
                    work = work * to_ppm // PPM - work * from_ppm // PPM
                clock = clocks[clock_place]
                finish, season, holiday, shock = clock.run(now, work)
                at_full_pace = finish
                added = NOTHING
                if slowed >= 0:
                    finish, added = self._slow_down(slowed, clock, now, work, finish)
                if share_to > share_from:
                    segments.append((life.package, clock_place, now, finish, share_to - share_from))
                if finish > now:
                    course.since, course.step = now, step
                    course.full_pace_end, course.added = at_full_pace, added
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
                        add(book, added)
                    now = finish
            elif kind == RELEASE:
                if allocation.give_back(step[1]):
                    self.call_settlement()
            elif kind == CHANCE:
                if course.tries + 1 < values[at[step[1]]]:
                    place = step[2]
            elif kind == JUMP:
                place = step[1]
            elif kind == TRY:
                course.tries = course.tries + 1 if step[1] else 0
            elif kind == ACQUIRE:
                if self.is_called or next_event() <= now or not allocation.take(step[2]):
                    course.since, course.step = now, step
                    granted = allocation.claim(step[2], life.priority + self.ahead[life.package], course.number)
                    if allocation.unsettled:
                        self.call_settlement()
                    yield granted
                    if (then := env.now) > now:
                        book[step[1]] = book.get(step[1], 0) + then - now
                        now = then
            elif kind == IF:
                if values[at[step[1]] + course.tries] > step[2]:
                    place = step[3]
            elif kind == QUEUE:
                if self.is_called or next_event() <= now or not allocation.take(step[2]):
                    course.since, course.step = now, step
                    is_granted = yield self._queue(step, life, course.number)
                    if (then := env.now) > now:
                        book[step[1]] = book.get(step[1], 0) + then - now
                        now = then
                    if not is_granted:
                        place = step[4]
            elif kind == ASK:
                course.since = now
                sources, owed = self._bill(step[2])
                if not self.is_called and next_event() > now and treasury.is_free(sources):
                    is_met: object = treasury.meet(now, sources, owed, course.number)
                else:
                    rank = life.money_priority + self.ahead[life.package]
                    answer = treasury.ask(sources, owed, rank, now, course.number)
                    self.call_settlement()
                    is_met = yield answer
                if is_met:
                    place = step[3]
            elif kind == PAY:
                sources, owed = self._bill(step[2])
                arrived = now
                if step[3]:
                    restart, arrived = self._restart_cost(step[2]), course.since
                    owed += restart
                if self.is_called or next_event() <= now or not treasury.meet(now, sources, owed, course.number):
                    course.since, course.step = now, step
                    rank = life.money_priority + self.ahead[life.package]
                    paid = treasury.put(sources, owed, rank, arrived, course.number)
                    if treasury.unsettled:
                        self.call_settlement()
                    yield paid
                    if (then := env.now) > now:
                        book[step[1]] = book.get(step[1], 0) + then - now
                        now = then
                if step[3]:
                    self.stops.append(Stop(life.package, arrived, now, restart))
            elif kind == MARK:
                self._reach(step[1])
                if step[1] in self.notes.starts:
                    self.notes.begin(course, now)
            elif kind == COUNT:
                self._count(step[1], course)
            elif kind == FORK:
                course.since, course.step = now, step
                yield self._fork(course, step[1], step[2])
                now = env.now
                course.take_over_last(self.story)
            elif kind == UNTIL:
                if step[2] > now:
                    course.since, course.step = now, step
                    yield Timeout(env, step[2] - now)
                    book[step[1]] = book.get(step[1], 0) + step[2] - now
                    now = step[2]
            elif kind == WATCH:
                self._watch(step, now)
            elif kind == AWAIT:
                course.since, course.step = now, step
                yield from self._await(course, step[1], step[2], place - 1)
                now = env.now
            elif kind == MEET:
                course.since, course.step = now, step
                meets = now + step[2] - now % step[2]
                yield Timeout(env, meets - now)
                book[step[1]] = book.get(step[1], 0) + meets - now
                now = meets
            elif kind == GATE:
                course.since, course.step = now, step
                yield from self._pass_gate(course, step)
                now = env.now
            elif kind == LIST:
                published = self._published_on(step[2], now)
                if published > now:
                    course.since, course.step = now, step
                    yield Timeout(env, published - now)
                    book[step[1]] = book.get(step[1], 0) + published - now
                    now = published
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

    def _queue(self, step: steps.Row, life: Life, number: int) -> Event:
        """Put a claim that leaves after so many days; the event comes to whether it was granted."""
        _, _, kind, patience, _ = step
        granted = self.allocation.claim(kind, life.priority + self.ahead[life.package], number)
        self.allocation.leave_on(self.env.now + patience, kind, granted)
        self.call_settlement()
        return granted

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
            for event in self.mark_events.pop(mark, ()):
                event.succeed()
            if mark in self.treasury.releases:
                self.treasury.release(mark)

    def _count(self, counter: int, course: Course) -> None:
        self.counts[counter] += 1
        self.lots_finished.append((course.life.package, course.number, self.env.now))
        for mark in self.story.shares.get((counter, self.counts[counter]), ()):
            self._reach(mark)
        if counter in self.notes.lots:
            self.notes.end(course, self.env.now)

    def _await(self, course: Course, first: int, number: int, place: int) -> Generator[Event, object, None]:
        """Wait for every need; book the wait under the last to come (of equals, the first in the plan)."""
        env, needs = self.env, self.story.needs[first : first + number]
        since = env.now
        self.records.awaited_since[course.number, place] = since
        for need in needs:
            if self.mark_day[need.mark] == NEVER:
                reached = Event(env)
                self.mark_events.setdefault(need.mark, []).append(reached)
                yield reached
        days = [self.mark_day[need.mark] + need.lag for need in needs]
        last = max(days)
        if last > env.now:
            yield Timeout(env, last - env.now)
        if env.now > since:
            need = needs[days.index(last)]
            course.waited += (need.cause,)
            add(course.book, {need.cause: env.now - since})
            if need.adjustment is not None:
                add(course.book, need.adjustment)

    def _fork(self, course: Course, first: int, number: int) -> Event:
        course.rejoin = Event(self.env)
        branches = [Course(place, self.story.lives[place], course) for place in range(first, first + number)]
        course.open, course.last = branches, None
        self.records.courses.extend(branches)
        for branch in branches:
            Process(self.env, self.live(branch))
        return course.rejoin

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
        """Wait for the decision of the first window won that is still open; without one, for ever (or not at all)."""
        env, since = self.env, self.env.now
        decided = self._decided_on(step[2], step[3], since)
        if decided > since:
            yield Timeout(env, decided - since)
            add(course.book, {step[1]: env.now - since})
        elif decided == NEVER and not step[4]:
            yield Event(env)

    def _decided_on(self, family: int, gate: int, now: int) -> int:
        """Return the day on which a file that is ready now is decided on: in what is left of the first window won."""
        windows = self.story.gates[gate]
        place = self.row.at[family]
        for (first, last), when in zip(windows, self.row.values[place : place + len(windows)], strict=True):
            if when >= 0 and now <= last:
                opens = max(first, now)
                return opens + (last - opens) * when // PPM
        return NEVER

    def _published_on(self, place: int, now: int) -> int:
        """Return the publication of the first list that is still open, now if none is to come."""
        return next((published for closes, published in self.story.lists[place] if now <= closes), now)

    def _watch(self, step: steps.Row, now: int) -> None:
        """Mark the day on which a part of the work that begins now is done; of lots, the first to have done it."""
        _, mark, clock_place, family, from_ppm, to_ppm, slowed = step
        work = self.row.values[self.row.at[family]]
        work = work * to_ppm // PPM - work * from_ppm // PPM
        clock = self.clocks[clock_place]
        finish = clock.finish(now, work)
        if slowed >= 0:
            finish, _ = self._slow_down(slowed, clock, now, work, finish)
        if self.mark_day[mark] == NEVER or finish < self.mark_day[mark]:
            self.mark_day[mark] = finish

    def _reached(self, mark: int, horizon: int) -> int:
        """Return the day of a watched mark; one that is set to a day beyond the horizon is not reached."""
        if mark == NEVER:
            return 0
        return self.mark_day[mark] if self.mark_day[mark] <= horizon else NEVER

    def _trace(self, horizon: int) -> Trace:
        closing = Closing(self.story, self.clocks, self.mark_day, horizon)
        unreached = self.notes.unreached(self.courses, self.mark_day)
        still_open = {course.life.package: closing.close(course) for course in self.courses if course.ended == NEVER}
        books = zip(self.courses, self.story.planned_books, strict=True)
        packages = len(self.story.packages)
        return Trace(
            started=self.mark_day[0 : 2 * packages : 2],
            finished=self.mark_day[1 : 2 * packages : 2],
            reached=[self._reached(watched.mark, horizon) for watched in self.story.watched],
            lots_finished=self.lots_finished,
            work_by_month=work_by_month(self.segments, self.clocks, self.story.month_starts, packages),
            payments=self.treasury.payments,
            stops=[*self.stops, *closing.stops],
            ledgers=[late(course.book, planned) for course, planned in books],
            waited=[waits_of(course.waited) for course in self.courses],
            until=self.notes.untils(self.mark_day, unreached),
            waits=closing.waits,
            open=still_open,
            cash=self.treasury.cash(horizon),
            events=self.events,
        )


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
