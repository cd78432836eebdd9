"""Allocation: who gets crews and desks, in one settlement an instant.

A claim is granted whole or not at all, in order of (priority, day of arrival, place in the plan,
branch). Claims that want the same are kept together, and a settlement looks only at the first of
each kind whose pools have more than before: a crowded desk is never searched through.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush, heapreplace
from itertools import count
from typing import Any

from simpy import Event

from sim.model.story import Story

Claim = tuple[float, int, int, Event]
"""Priority, day of arrival, place of the life (in the order of plan and branch), event of the grant."""


class Allocation:
    """Free crews and desks, and the claims that wait for them."""

    def __init__(self, env: Any, story: Story) -> None:
        self.env, self.kinds = env, story.claims
        self.free = [pool.profile[0][1] for pool in story.pools]
        self.waiting: list[list[Claim]] = [[] for _ in story.claims]
        self.unsettled: set[int] = set()
        self.kinds_of_pool: list[list[int]] = [[] for _ in story.pools]
        for kind, wanted in enumerate(story.claims):
            for pool, _ in wanted:
                self.kinds_of_pool[pool].append(kind)
        self.one_line = story.crew_claims if story.strict_crews else frozenset()
        self.line: list[tuple[Claim, int]] = []
        self.lives = story.lives
        self.newly_patient: list[tuple[int, int, Event]] = []
        self.leaving: list[tuple[int, int, int, Event]] = []
        self.number = count()

    def claim(self, kind: int, priority: float, life: int) -> Event:
        """Put a claim; the event succeeds when it is granted.

        What does not fit now need not be settled now: who gives back or adds to a pool has it looked at again.

        Shapes and units
            kind: place of the claim among those of the story; life: place of who claims; priority: lowest first.
        """
        event = Event(self.env)
        claim = (priority, self.env.now, life, event)
        if kind in self.one_line:
            heappush(self.line, (claim, kind))
        else:
            heappush(self.waiting[kind], claim)
            if not self._fits(kind):
                return event
        self.unsettled.add(kind)
        return event

    def leave_on(self, day: int, kind: int, claim: Event) -> None:
        """Let a claim that is not granted leave after the settlement of *day*; its event then comes to False.

        Shapes and units
            day: micro-day, not before now; claim: the event that `claim` returned for this *kind*.
        """
        self.newly_patient.append((day, kind, claim))

    def is_left_by(self, now: int) -> bool:
        """Return whether the day has come for a claim that is not granted to leave."""
        leaving = self.leaving
        while leaving and leaving[0][3].triggered:
            heappop(leaving)
        return bool(leaving) and leaving[0][0] <= now

    def take(self, kind: int) -> bool:
        """Grant a claim that is alone at its instant, if it fits: nobody who waits fits, or is before it in line."""
        if not self._fits(kind) or (self.line and kind in self.one_line):
            return False
        for pool, number in self.kinds[kind]:
            self.free[pool] -= number
        return True

    def give_back(self, kind: int) -> bool:
        """Return what a claim held; tell whether somebody waits for it."""
        waited_for = False
        for pool, number in self.kinds[kind]:
            self.free[pool] += number
            waited_for |= self.look_again(pool)
        return waited_for

    def change(self, pool: int, more: int) -> bool:
        """Change a pool's capacity; tell whether somebody waits for it."""
        self.free[pool] += more
        return more > 0 and self.look_again(pool)

    def look_again(self, pool: int) -> bool:
        """Let the next settlement look at the claims on a pool."""
        for kind in self.kinds_of_pool[pool]:
            if self.waiting[kind] or (self.line and kind in self.one_line):
                self.unsettled.add(kind)
        return bool(self.unsettled)

    def settle(self) -> None:
        """Grant what fits, in order, to the kinds whose pools have more or that are new."""
        if not self.unsettled:
            return
        kinds, self.unsettled = self.unsettled, set()
        if self.line and not kinds.isdisjoint(self.one_line):
            self._settle_line()
        heads = [(self.waiting[kind][0], kind) for kind in kinds if self.waiting[kind] and self._fits(kind)]
        if len(heads) > 1:
            heapify(heads)
        while heads:
            claim, kind = heads[0]
            if not self._fits(kind):
                heappop(heads)
                continue
            self._grant(claim, kind)
            waiting = self.waiting[kind]
            heappop(waiting)
            if waiting:
                heapreplace(heads, (waiting[0], kind))
            else:
                heappop(heads)

    def let_go(self, now: int) -> list[int]:
        """Let the claims leave whose day has come and that are not granted; return the days of those yet to come.

        Claims that are new since the last time are told of once: whoever asks has to come back on these micro-days.
        """
        days = []
        for day, kind, event in self.newly_patient:
            if not event.triggered:
                heappush(self.leaving, (day, next(self.number), kind, event))
                if day > now:
                    days.append(day)
        self.newly_patient.clear()
        while self.leaving and self.leaving[0][0] <= now:
            _, _, kind, event = heappop(self.leaving)
            if not event.triggered:
                waiting = self.waiting[kind]
                waiting[:] = [claim for claim in waiting if claim[3] is not event]
                heapify(waiting)
                event.succeed(False)
        return days

    def reorder(self, ahead: Sequence[float]) -> None:
        """Put all claims in order again, now that *ahead* says what is added to the priority of each package."""
        for waiting in self.waiting:
            if waiting:
                waiting[:] = [self._moved(claim, ahead) for claim in waiting]
                heapify(waiting)
        if self.line:
            self.line = [(self._moved(claim, ahead), kind) for claim, kind in self.line]
            heapify(self.line)
            self.unsettled.update(self.one_line)

    def _moved(self, claim: Claim, ahead: Sequence[float]) -> Claim:
        _, day, number, event = claim
        life = self.lives[number]
        return life.priority + ahead[life.package], day, number, event

    def _settle_line(self) -> None:
        while self.line and self._fits(self.line[0][1]):
            self._grant(*heappop(self.line))

    def _fits(self, kind: int) -> bool:
        free = self.free
        for pool, number in self.kinds[kind]:  # noqa: SIM110  asked most often: a loop is twice as fast as all()
            if free[pool] < number:
                return False
        return True

    def _grant(self, claim: Claim, kind: int) -> None:
        for pool, number in self.kinds[kind]:
            self.free[pool] -= number
        claim[3].succeed(True)
