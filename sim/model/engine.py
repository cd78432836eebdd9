"""The engine: performs a story with one row of quantities, every life a SimPy process.

An instant has two parts: first all that ends at it ends and every life goes on until it must wait (`process`);
then one settlement grants claims and meets bills in order (`settlement`), what is granted goes on at the same
instant, and so again until nothing more is granted. At the horizon books are closed (`closing`).
"""

from typing import Any

from simpy import Environment, Process

from sim.model.closing import Closing
from sim.model.collector import collected_afterwards
from sim.model.course import Course
from sim.model.drawn import Drawn
from sim.model.draws import QuantitiesRow
from sim.model.notes import late, waits_of
from sim.model.process import Processes
from sim.model.progress import work_by_month
from sim.model.reached import Reached
from sim.model.settlement import Settlement
from sim.model.story import Story
from sim.plan.marks import finishes, starts
from sim.plan.trace import NEVER, Trace


def perform(story: Story, row: QuantitiesRow, log: bool = False) -> Trace:
    """Return the facts of one replication; the same story and row always give the same trace.

    With *log* the trace lists every step begun, as (micro-day, kind, life, place).

    Shapes and units
        row: of the quantities that were drawn for the plan of the story; `Trace` says what is returned.
    """
    with collected_afterwards():
        return Performance(story, row, log).run(story.horizon)


class Performance:
    """One replication on the stage."""

    def __init__(self, story: Story, row: QuantitiesRow, log: bool = False) -> None:
        self.story = story
        self.env: Any = Environment()  # SimPy types `now` as int | float; here it is always whole
        self.mark_day = [NEVER] * story.marks
        self.settlement = Settlement(self.env, story, row, self.mark_day)
        self.reached = Reached(self.env, story, self.mark_day, self.settlement.treasury)
        self.processes = Processes(self.env, story, Drawn(story, row), self.reached, self.settlement, log)
        self.courses: list[Course] = []

    def run(self, horizon: int | None) -> Trace:
        """Perform until the horizon (none: until nothing is left to happen) and return the facts."""
        self.settlement.open(horizon)
        self.courses = [Course(trunk, self.story.lives[trunk], None) for trunk in self.story.trunks]
        for course in self.courses:
            Process(self.env, self.processes.live(course))
        if horizon is None:
            self.env.run()
        else:
            self.env.run(until=horizon + 1)
        return self._trace(horizon if horizon is not None else self.env.now)

    def _trace(self, horizon: int) -> Trace:
        processes, reached, treasury = self.processes, self.reached, self.settlement.treasury
        closing = Closing(self.story, processes.clocks, self.mark_day, horizon)
        unreached = reached.notes.unreached(self.courses, self.mark_day)
        still_open = {course.life.package: closing.close(course) for course in self.courses if course.ended == NEVER}
        books = zip(self.courses, self.story.planned_books, strict=True)
        packages = len(self.story.packages)
        return Trace(
            started=list(starts(self.mark_day, packages)),
            finished=list(finishes(self.mark_day, packages)),
            reached=[self._day_of_share(watched.mark, horizon) for watched in self.story.watched],
            lots_finished=reached.lots_finished,
            work_by_month=work_by_month(processes.segments, processes.clocks, self.story.month_bounds, packages),
            payments=treasury.payments,
            stops=[*processes.stops, *closing.stops],
            ledgers=[late(course.book, planned) for course, planned in books],
            waited=[waits_of(course.waited) for course in self.courses],
            until=reached.notes.untils(self.mark_day, unreached),
            waits=closing.waits,
            open=still_open,
            cash=treasury.cash(horizon),
            events=processes.events,
        )

    def _day_of_share(self, mark: int, horizon: int) -> int:
        """Return the day of a watched mark; one that is set to a day beyond the horizon is not reached."""
        if mark == NEVER:
            return 0
        return self.mark_day[mark] if self.mark_day[mark] <= horizon else NEVER
