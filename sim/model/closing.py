"""Closing: the books of lives that are not at their end by the horizon, and what they still wait for."""

from collections.abc import Sequence
from math import inf

from sim.model import steps
from sim.model.clocks import Clock
from sim.model.course import Course, add
from sim.model.story import HOLIDAY, SEASON, SHOCK, Book, Story
from sim.plan.trace import NEVER, Stop, Wait


class Closing:
    """Closes books at the horizon and collects the open waits."""

    def __init__(self, story: Story, clocks: Sequence[Clock], mark_day: Sequence[int], horizon: int) -> None:
        self.story, self.clocks, self.mark_day, self.horizon = story, clocks, mark_day, horizon
        self.waits: list[Wait] = []
        self.stops: list[Stop] = []

    def close(self, course: Course) -> int:
        """End the book of a course with the step it is in, and return the cause that its book ends with.

        Of branches still open the first in the plan ends last. Each life that stands at a step adds to `waits`, so that
        it is known who waits for what, and one whose works stand for money to `stops`.
        """
        if course.open:
            causes = [self.close(branch) for branch in course.open]
            course.last = course.open[0]
            course.take_over_last(self.story)
            return causes[0]
        cause = course.step[1]
        if course.step[0] == steps.HOLD:
            add(course.book, self._open_work(course))
        elif course.step[0] == steps.AWAIT:
            cause, waited = self._open_wait(course)
            add(course.book, waited)
            if self.horizon > course.since:
                course.waited += (cause,)
        else:
            add(course.book, {cause: self.horizon - course.since})
        if course.step[0] == steps.PAY and course.step[3]:
            self.stops.append(Stop(course.life.package, course.since, self.horizon, 0))
        self.waits.append(Wait(course.number, course.since, cause))
        return cause

    def _open_work(self, course: Course) -> Book:
        """Return the days of a hold up to the horizon: season, holidays, shocks, the rest, what soft providers add."""
        _, cause, clock, _, _, _, split, *_ = course.step
        since, end = course.since, min(course.full_pace_end, self.horizon)
        taken = self.clocks[clock].taken(since, end) if split else (0, 0, 0)
        book = {**dict(zip((SEASON, HOLIDAY, SHOCK), taken, strict=True)), cause: end - since - sum(taken)}
        for soft, days in course.added.items():
            book[soft] = min(days, self.horizon - end)
            end += book[soft]
        return book

    def _open_wait(self, course: Course) -> tuple[int, Book]:
        """Return what a wait for predecessors is booked to: the first that is missing, else the last to come."""
        _, first, number = course.step
        needs = self.story.needs[first : first + number]
        ends = [inf if self.mark_day[need.mark] == NEVER else self.mark_day[need.mark] + need.lag for need in needs]
        last = needs[ends.index(max(ends))]
        book = {last.cause: self.horizon - course.since}
        add(book, last.adjustment or {})
        return last.cause, book
