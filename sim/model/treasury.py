"""The treasury: which bills are met, from which sources, and what lapses.

A bill is met whole or not at all, from its sources in order of call. Inflows are looked up only
when somebody asks: no event a tranche. At one instant money lapses before it arrives, and both
come before the settlement. Every unit that comes in is paid, lapsed or on balance.
"""

from collections.abc import Callable, Set
from heapq import heapify, heappop, heappush, heapreplace
from math import inf
from typing import Any

from simpy import Event

from sim.model.clocks import FULL
from sim.model.draws import QuantitiesRow
from sim.model.story import ARRIVE, LAPSE, Flow, Purse, Story
from sim.plan.trace import Payment, SourceTotals

Claim = tuple[float, int, int, Event]
Kind = tuple[tuple[int, ...], int]
"""Bills of one kind ask the same sources for the same amount."""


NOT_AGAIN = inf
"""When a source is due of which nothing lapses or arrives any more."""

NONE_CLOSED: frozenset[int] = frozenset()


class Account:
    """One source's balance, and what is still to come."""

    __slots__ = ("arrived", "balance", "carry_over", "due", "flows", "lapsed", "next_flow", "paid", "woken_on")

    def __init__(self, purse: Purse, sure_flows: list[Flow], row: QuantitiesRow) -> None:
        values, at = row.values, row.at
        drawn = [
            (inflow.day, ARRIVE, inflow.cny_10k)
            for inflow in purse.inflows
            if inflow.conversion >= 0 and values[at[inflow.conversion]]
        ]
        day = purse.lag
        for number in range(purse.gap_count if purse.gaps >= 0 else 0):
            day += values[at[purse.gaps + number]]
            drawn.append((day, ARRIVE, purse.gap_cny_10k))
        self.flows = sorted([*sure_flows, *drawn]) if drawn else sure_flows
        self.carry_over = purse.carry_over_permille
        self.next_flow = self.balance = self.arrived = self.paid = self.lapsed = 0
        self.due = self.flows[0][0] if self.flows else NOT_AGAIN
        self.woken_on = -1

    def bring_up_to(self, now: int) -> None:
        """Let everything that is due by *now* lapse or arrive."""
        flows = self.flows
        while self.due <= now:
            _, what, cny_10k = flows[self.next_flow]
            self.next_flow += 1
            self.due = flows[self.next_flow][0] if self.next_flow < len(flows) else NOT_AGAIN
            if what == LAPSE:
                kept = self.balance * self.carry_over // FULL
                self.lapsed += self.balance - kept
                self.balance = kept
            else:
                self.balance += cny_10k
                self.arrived += cny_10k

    def next_arrival(self) -> int:
        """Return the day of the next arrival, or -1."""
        for place in range(self.next_flow, len(self.flows)):
            day, what, cny_10k = self.flows[place]
            if what == ARRIVE and cny_10k > 0:
                return day
        return -1


class Treasury:
    """All accounts, and the bills that wait."""

    def __init__(
        self, env: Any, story: Story, row: QuantitiesRow, call_at: Callable[[int, Callable[[], None]], None]
    ) -> None:
        self.env, self.call_at = env, call_at
        self.accounts = [
            Account(purse, sure_flows, row) for purse, sure_flows in zip(story.purses, story.sure_flows, strict=True)
        ]
        self.strict = {place for place, purse in enumerate(story.purses) if purse.strict}
        self.waiting: dict[Kind, list[Claim]] = {}
        self.unsettled: set[Kind] = set()
        self.asked: list[tuple[Kind, Claim]] = []
        self.payments: list[Payment] = []
        self.packages = [life.package for life in story.lives]

    def put(self, sources: tuple[int, ...], cny_10k: int, priority: float, arrived: int, life: int) -> Event:
        """Put a bill to the next settlement; the event succeeds with True when it is met."""
        event = Event(self.env)
        kind = (sources, cny_10k)
        waiting = self.waiting.get(kind)
        if waiting is None:
            self.waiting[kind] = [(priority, arrived, life, event)]
        else:
            heappush(waiting, (priority, arrived, life, event))
        self.unsettled.add(kind)
        return event

    def ask(self, sources: tuple[int, ...], cny_10k: int, priority: float, arrived: int, life: int) -> Event:
        """Put a bill to this instant's settlement only; the event succeeds with whether it was met."""
        event = self.put(sources, cny_10k, priority, arrived, life)
        self.asked.append(((sources, cny_10k), (priority, arrived, life, event)))
        return event

    @property
    def is_free(self) -> bool:
        """Whether a bill that is alone at its instant can be met without looking at those that wait."""
        return not (self.strict and self.waiting)

    def meet(self, now: int, sources: tuple[int, ...], owed: int, life: int) -> bool:
        """Meet a bill that is alone at its instant, if the money is there and no strict source is kept for others."""
        if not self.is_free:
            return False
        self._bring_up_to(now, sources)
        return self._pay(now, sources, owed, life, NONE_CLOSED)

    def settle(self) -> None:
        """Meet what can be met, in order; bills that only asked and were not met are handed back."""
        if not self.unsettled:
            return
        kinds, self.unsettled = self.unsettled, set()
        if self.strict:
            kinds = set(self.waiting)
        now, heads = self.env.now, []
        for kind in kinds:
            heads.append((self.waiting[kind][0], kind))
            self._bring_up_to(now, kind[0])
        if len(heads) > 1:
            heapify(heads)
        unmet: list[Kind] = []
        closed: set[int] = set()
        while heads:
            claim, kind = heads[0]
            if not self._pay(now, *kind, claim[2], closed):
                if self.strict:
                    closed.update(self.strict.intersection(kind[0]))
                unmet.append(kind)
                heappop(heads)
                continue
            claim[3].succeed(True)
            waiting = self.waiting[kind]
            heappop(waiting)
            if waiting:
                heapreplace(heads, (waiting[0], kind))
            else:
                del self.waiting[kind]
                heappop(heads)
        if self.asked:
            self._hand_back()
        for kind in unmet:
            if kind in self.waiting:
                self._wake_when_money_comes(kind)

    def _bring_up_to(self, now: int, sources: tuple[int, ...]) -> None:
        for source in sources:
            if self.accounts[source].due <= now:
                self.accounts[source].bring_up_to(now)

    def _pay(self, now: int, sources: tuple[int, ...], owed: int, life: int, closed: Set[int]) -> bool:
        accounts = self.accounts
        open_to_it = [source for source in sources if source not in closed] if closed else sources
        there = 0
        for source in open_to_it:
            there += accounts[source].balance
        if there < owed:
            return False
        package = self.packages[life]
        for source in open_to_it:
            account = accounts[source]
            part = min(account.balance, owed)
            if part:
                account.balance -= part
                account.paid += part
                owed -= part
                self.payments.append(Payment(now, package, source, part))
            if not owed:
                break
        return True

    def _hand_back(self) -> None:
        """Take the bills that only asked and were not met out of the queue."""
        for kind, claim in self.asked:
            if not claim[3].triggered:
                waiting = self.waiting[kind]
                waiting.remove(claim)
                heapify(waiting)
                if not waiting:
                    del self.waiting[kind]
                claim[3].succeed(False)
        self.asked.clear()

    def _wake_when_money_comes(self, kind: Kind) -> None:
        for source in kind[0]:
            account = self.accounts[source]
            if account.woken_on > self.env.now:
                continue
            day = account.next_arrival()
            if day > account.woken_on:
                account.woken_on = day
                self.call_at(day, lambda source=source: self._look_again(source))  # type: ignore[misc]

    def _look_again(self, source: int) -> None:
        self.unsettled.update(kind for kind in self.waiting if source in kind[0])

    def totals(self, horizon: int) -> list[SourceTotals]:
        """Return what became of each source's money by the horizon."""
        for account in self.accounts:
            account.bring_up_to(horizon)
        return [SourceTotals(a.arrived, a.paid, a.lapsed, a.balance) for a in self.accounts]
