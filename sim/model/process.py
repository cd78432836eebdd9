"""The process of a life: SimPy goes through its steps one by one, and each takes its time.

Nothing is known here but kinds of step. What is scarce is asked for at the settlement of the instant; who is
alone at an instant needs no settlement: what fits is granted on the spot.
"""

from collections.abc import Generator
from typing import Any, NamedTuple

from simpy import Event, Process, Timeout

from sim.model import steps
from sim.model.clocks import Clock
from sim.model.course import NOTHING, Course, add
from sim.model.drawn import Drawn
from sim.model.progress import Segment
from sim.model.reached import Reached
from sim.model.settlement import Settlement
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
from sim.plan.trace import NEVER, Stop


class Records(NamedTuple):
    """What only the planned run keeps: every course, and since when each wait for predecessors lasted."""

    courses: list[Course]
    awaited_since: dict[tuple[int, int], int]


class Processes:
    """The processes of all lives of one replication.

    Shapes and units
        segments: stretches of work, as they begin.
        stops: works that stood for money, in order of the time of their end.
        events: (micro-day, kind, life, place) of every step begun, with *log* only.
    """

    def __init__(
        self, env: Any, story: Story, drawn: Drawn, reached: Reached, settlement: Settlement, log: bool
    ) -> None:
        self.env, self.story, self.drawn, self.reached, self.settlement = env, story, drawn, reached, settlement
        self.clocks, self.mark_day = drawn.clocks, reached.mark_day
        self.records = Records([], {})
        self.segments: list[Segment] = []
        self.stops: list[Stop] = []
        self.events: list[tuple[int, str, int, str]] = []
        self.log = log

    def live(self, course: Course) -> Generator[Event, object, None]:
        """Go through a life step by step; the kinds are those of `steps`, the most frequent first.

        A life is alone at its instant when nothing else ends at it (`next_event`) or waits for its settlement.
        """
        env, clocks, log, drawn, settlement = self.env, self.clocks, self.log, self.drawn, self.settlement
        allocation, treasury, segments, next_event = settlement.allocation, settlement.treasury, self.segments, env.peek
        values, at = drawn.row
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
                    settlement.call()
            elif kind == CHANCE:
                if course.tries + 1 < values[at[step[1]]]:
                    place = step[2]
            elif kind == JUMP:
                place = step[1]
            elif kind == TRY:
                course.tries = course.tries + 1 if step[1] else 0
            elif kind == ACQUIRE:
                if settlement.is_called or next_event() <= now or not allocation.take(step[2]):
                    course.since, course.step = now, step
                    granted = allocation.claim(step[2], life.priority + settlement.ahead[life.package], course.number)
                    if allocation.unsettled:
                        settlement.call()
                    yield granted
                    if (then := env.now) > now:
                        book[step[1]] = book.get(step[1], 0) + then - now
                        now = then
            elif kind == IF:
                if values[at[step[1]] + course.tries] > step[2]:
                    place = step[3]
            elif kind == QUEUE:
                if settlement.is_called or next_event() <= now or not allocation.take(step[2]):
                    course.since, course.step = now, step
                    is_granted = yield self._queue(step, life, course.number)
                    if (then := env.now) > now:
                        book[step[1]] = book.get(step[1], 0) + then - now
                        now = then
                    if not is_granted:
                        place = step[4]
            elif kind == ASK:
                course.since = now
                sources, owed = drawn.bill(step[2])
                if not settlement.is_called and next_event() > now and treasury.is_free(sources):
                    is_met: object = treasury.meet(now, sources, owed, course.number)
                else:
                    rank = life.money_priority + settlement.ahead[life.package]
                    answer = treasury.ask(sources, owed, rank, now, course.number)
                    settlement.call()
                    is_met = yield answer
                if is_met:
                    place = step[3]
            elif kind == PAY:
                sources, owed = drawn.bill(step[2])
                arrived = now
                if step[3]:
                    restart, arrived = drawn.restart_cost(step[2]), course.since
                    owed += restart
                if settlement.is_called or next_event() <= now or not treasury.meet(now, sources, owed, course.number):
                    course.since, course.step = now, step
                    rank = life.money_priority + settlement.ahead[life.package]
                    paid = treasury.put(sources, owed, rank, arrived, course.number)
                    if treasury.unsettled:
                        settlement.call()
                    yield paid
                    if (then := env.now) > now:
                        book[step[1]] = book.get(step[1], 0) + then - now
                        now = then
                if step[3]:
                    self.stops.append(Stop(life.package, arrived, now, restart))
            elif kind == MARK:
                self.reached.reach(step[1], course)
            elif kind == COUNT:
                self.reached.count(step[1], course)
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
        settlement = self.settlement
        granted = settlement.allocation.claim(kind, life.priority + settlement.ahead[life.package], number)
        settlement.allocation.leave_on(self.env.now + patience, kind, granted)
        settlement.call()
        return granted

    def _await(self, course: Course, first: int, number: int, place: int) -> Generator[Event, object, None]:
        """Wait for every need; book the wait under the last to come (of equals, the first in the plan)."""
        env, needs = self.env, self.story.needs[first : first + number]
        since = env.now
        self.records.awaited_since[course.number, place] = since
        for need in needs:
            if self.mark_day[need.mark] == NEVER:
                yield self.reached.await_mark(need.mark)
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
        decided = self.drawn.decided_on(step[2], step[3], since)
        if decided > since:
            yield Timeout(env, decided - since)
            add(course.book, {step[1]: env.now - since})
        elif decided == NEVER and not step[4]:
            yield Event(env)

    def _published_on(self, place: int, now: int) -> int:
        """Return the publication of the first list that is still open, now if none is to come."""
        return next((published for closes, published in self.story.lists[place] if now <= closes), now)

    def _watch(self, step: steps.Row, now: int) -> None:
        """Mark the day on which a part of the work that begins now is done; of lots, the first to have done it."""
        _, mark, clock_place, family, from_ppm, to_ppm, slowed = step
        work = self.drawn.row.values[self.drawn.row.at[family]]
        work = work * to_ppm // PPM - work * from_ppm // PPM
        clock = self.clocks[clock_place]
        finish = clock.finish(now, work)
        if slowed >= 0:
            finish, _ = self._slow_down(slowed, clock, now, work, finish)
        if self.mark_day[mark] == NEVER or finish < self.mark_day[mark]:
            self.mark_day[mark] = finish
