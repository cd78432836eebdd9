"""Marks as they are reached: the first time counts, who awaits one goes on, and money may come after it."""

from typing import Any

from simpy import Event

from sim.model.course import Course
from sim.model.notes import Notes
from sim.model.story import Story
from sim.model.treasury import Treasury
from sim.plan.trace import NEVER


class Reached:
    """The marks of one replication, the lots done, and what was booked up to them.

    Shapes and units
        mark_day: the micro-day on which each mark is reached, NEVER until then.
        counts: how many lots of each package are done.
        lots_finished: (package, life, micro-day), in order of time.
    """

    def __init__(self, env: Any, story: Story, mark_day: list[int], treasury: Treasury) -> None:
        self.env, self.story, self.mark_day, self.treasury = env, story, mark_day, treasury
        self.awaited: dict[int, list[Event]] = {}
        self.counts = [0] * story.counters
        self.notes = Notes(story)
        self.lots_finished: list[tuple[int, int, int]] = []

    def await_mark(self, mark: int) -> Event:
        """Return an event that comes when a mark that is not reached yet is."""
        reached = Event(self.env)
        self.awaited.setdefault(mark, []).append(reached)
        return reached

    def reach(self, mark: int, course: Course) -> None:
        """Let a life reach its mark, and note what it had booked if others await the start of its works."""
        self._reach(mark)
        if mark in self.notes.starts:
            self.notes.begin(course, self.env.now)

    def count(self, counter: int, course: Course) -> None:
        """Count a lot that is done, and reach the marks that stand at so many."""
        self.counts[counter] += 1
        self.lots_finished.append((course.life.package, course.number, self.env.now))
        for mark in self.story.shares.get((counter, self.counts[counter]), ()):
            self._reach(mark)
        if counter in self.notes.lots:
            self.notes.end(course, self.env.now)

    def _reach(self, mark: int) -> None:
        if self.mark_day[mark] == NEVER:
            self.mark_day[mark] = self.env.now
            for event in self.awaited.pop(mark, ()):
                event.succeed()
            if mark in self.treasury.releases:
                self.treasury.release(mark)
