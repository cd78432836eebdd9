"""Settlements: at the end of an instant all that is scarce is handed out, and at fixed times somebody is moved ahead.

First everything else of the instant happens; then claims are granted and bills are met in order. What is
granted goes on at the same instant, and may call another settlement of it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from simpy import Event, Timeout

from sim.model.allocation import Allocation
from sim.model.draws import QuantitiesRow
from sim.model.inspection import most_behind
from sim.model.story import Story
from sim.model.treasury import Treasury

LATE = 2
"""SimPy priority of the settlement: after everything else of its instant."""


class Settlement:
    """Crews, desks, quotas and money of one replication, and the settlements in which they are handed out.

    Shapes and units
        mark_day: the micro-day of each mark, filled in by who goes through the lives.
        ahead: what is added to the priority of each package until the next inspection.
    """

    def __init__(self, env: Any, story: Story, row: QuantitiesRow, mark_day: Sequence[int]) -> None:
        self.env, self.story, self.mark_day = env, story, mark_day
        self.allocation = Allocation(env, story)
        self.treasury = Treasury(env, story, row, self.call_at)
        self.ahead = [0.0] * len(story.packages)
        self.is_inspected = False
        self.is_called = False
        self.event = Event(env)  # the same for all settlements: one at most is called at a time
        self.event._ok, self.event._value = True, None

    def open(self, horizon: int | None) -> None:
        """Have capacities change on their days (none: without end), and the first inspection in its time."""
        for pool, sizes in enumerate(self.story.pools):
            for (_, before), (day, after) in zip(sizes.profile, sizes.profile[1:], strict=False):
                if horizon is None or day <= horizon:
                    self.call_at(day, lambda pool=pool, more=after - before: self.allocation.change(pool, more))  # type: ignore[misc]
        self.inspect_after(0)

    def call_at(self, day: int, what: Callable[[], bool]) -> None:
        """Do something on a day, then settle if it says that there is something to settle.

        Shapes and units
            day: micro-day, not before now.
        """

        def come(_: Event) -> None:
            if what():
                self.call()

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

    def call(self) -> None:
        """Have a settlement at the end of this instant."""
        if not self.is_called:
            self.is_called = True
            self.event.callbacks = [self._settle]
            self.env.schedule(self.event, LATE)

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
