"""Accounts: what lies in each purse, what is set aside in it, and what is still to come or to lapse.

Inflows are looked up only when somebody asks: no event a tranche. At one instant money lapses
before it arrives. Every unit that comes in is paid, lapsed or on balance.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import islice
from math import inf

from sim.model.clocks import FULL
from sim.model.draws import QuantitiesRow
from sim.model.story import ARRIVE, LAPSE, Flow, Purse, Story, arrivals
from sim.plan.trace import Payment, YearOfCash

NOT_AGAIN = inf
"""When a purse is due of which nothing lapses or arrives any more."""

Span = tuple[int, int]
"""Between these micro-days, both left out, what would come is put off to the second."""


class Account:
    """One purse: its free balance, and what is still to come."""

    __slots__ = ("balance", "carry_over", "due", "flows", "lapses", "next_flow", "spans", "woken_on")

    def __init__(self, purse: Purse, sure_flows: list[Flow], row: QuantitiesRow, spans: Sequence[Span] = ()) -> None:
        values, at = row.values, row.at
        drawn = [
            (inflow.day, ARRIVE, inflow.cny_10k)
            for inflow in purse.inflows
            if inflow.conversion >= 0 and values[at[inflow.conversion]]
        ]
        day = 0
        for number in range(purse.gap_count if purse.gaps >= 0 else 0):
            day += values[at[purse.gaps + number]]
            drawn += [(day + lag, ARRIVE, cny_10k) for lag, cny_10k in purse.gap_parts]
        flows = sorted([*sure_flows, *drawn]) if drawn else sure_flows
        self.spans = sorted(spans)
        if self.spans:
            flows = sorted((self._put_off(day) if what == ARRIVE else day, what, new) for day, what, new in flows)
        self.flows = flows
        self.carry_over = purse.carry_over_permille
        self.next_flow = self.balance = 0
        self.lapses: list[tuple[int, int]] = []
        self.due = self.flows[0][0] if self.flows else NOT_AGAIN
        self.woken_on: float = -1

    def _put_off(self, day: int) -> int:
        """Return the day on which money comes that would come on *day*."""
        for start, end in self.spans:
            if start < day < end:
                day = end
        return day

    def expect(self, day: int, cny_10k: int) -> int:
        """Add what comes on *day*, now or later; return the day on which it does."""
        day = self._put_off(day)
        self.flows = list(self.flows)  # what all replications share is left as it is
        insort(self.flows, (day, ARRIVE, cny_10k), self.next_flow)
        self.due = self.flows[self.next_flow][0]
        return day

    def take_flow(self) -> Flow:
        """Return what is due next, and look at what follows it."""
        flow = self.flows[self.next_flow]
        self.next_flow += 1
        self.due = self.flows[self.next_flow][0] if self.next_flow < len(self.flows) else NOT_AGAIN
        return flow

    def bring_up_to(self, now: int) -> None:
        """Let everything that is due by *now* lapse or arrive."""
        flows, place, due = self.flows, self.next_flow, self.due
        while due <= now:
            day, what, cny_10k = flows[place]
            if what == LAPSE:
                self.lapse(day, self.balance - self.kept(self.balance))
            else:
                self.balance += cny_10k
            place += 1
            due = flows[place][0] if place < len(flows) else NOT_AGAIN
        self.next_flow, self.due = place, due

    def kept(self, cny_10k: int) -> int:
        """Return what is left of an amount at the end of a year."""
        return cny_10k * self.carry_over // FULL

    def lapse(self, day: int, cny_10k: int) -> None:
        """Let a part of the balance go."""
        if cny_10k:
            self.balance -= cny_10k
            self.lapses.append((day, cny_10k))

    def next_arrival(self) -> int | None:
        """Return the day of the next arrival, if any is still to come."""
        for day, what, cny_10k in islice(self.flows, self.next_flow, None):
            if what == ARRIVE and cny_10k > 0:
                return day
        return None


def accounts_of(story: Story, row: QuantitiesRow) -> list[Account]:
    """Return an account for each purse, with this replication's luck and shocks."""
    spans: dict[int, list[Span]] = {}
    for strike in story.strikes:
        start = row.values[row.at[strike.start]] if strike.purses else -1
        if start >= 0:
            end = start + row.values[row.at[strike.length]]
            for place in strike.purses:
                spans.setdefault(place, []).append((start, end))
    return [
        Account(purse, flows, row, spans.get(place, ()))
        for place, (purse, flows) in enumerate(zip(story.purses, story.sure_flows, strict=True))
    ]


def cash_by_year(story: Story, accounts: Sequence[Account], payments: Sequence[Payment]) -> list[YearOfCash]:
    """Return what became of each purse's money in each year, the years of the first purse first.

    What lapses at the midnight that ends a year is of that year, what comes or is paid at it of
    the next; the last year takes all that follows.

    Shapes and units
        payments: in order of time.
    """
    year_starts = story.year_starts
    years = len(year_starts)
    paid = [0] * (len(accounts) * years)
    ends = [bisect_left(payments, start, key=_day_of) for start in year_starts[1:]]
    for year, (first, end) in enumerate(zip([0, *ends], [*ends, len(payments)], strict=True)):
        for place in range(first, end):
            _, _, source, cny_10k = payments[place]
            paid[source * years + year] += cny_10k
    cash = []
    for number, account in enumerate(accounts):
        by_horizon, arrived = story.sure_arrivals[number]
        if account.flows is not story.sure_flows[number] or account.next_flow != by_horizon:
            arrived = arrivals(account.flows[: account.next_flow], year_starts)
        lapsed = [0] * years
        for day, cny_10k in account.lapses:
            lapsed[bisect_left(year_starts, day) - 1] += cny_10k
        balance = 0
        for come, gone, lost in zip(arrived, paid[number * years : (number + 1) * years], lapsed, strict=True):
            balance += come - gone - lost
            cash.append(YearOfCash(come, gone, lost, balance))
    return cash


def _day_of(payment: Payment) -> int:
    return payment.day
