"""The treasury: which bills are met, from which purses, and who may be passed.

A bill is met whole or not at all, from its purses in order of call. At one instant money comes
before the settlement. The rule of a purse says who may be passed: nobody whose bill has waited for
a time (`reserve`), or anybody, but what comes in is set aside for those that wait (`sharing.py`).
"""

from collections.abc import Callable, Sequence, Set
from heapq import heapify, heappop, heappush, heapreplace
from math import inf
from typing import Any

from simpy import Event

from sim.model.accounts import NOT_AGAIN, accounts_of, cash_by_year
from sim.model.bills import FREE, Claim, Kind, kind_of
from sim.model.draws import QuantitiesRow
from sim.model.sharing import NOTHING_ASIDE, Parts, Sharing
from sim.model.story import Story
from sim.plan.trace import Payment, YearOfCash

NONE_CLOSED: frozenset[int] = frozenset()


class Treasury:
    """All accounts, and the bills that wait.

    Shapes and units
        call_at: has something done on a micro-day, and a settlement if it comes to True.
        waiting: the bills that wait by kind, of each kind a heap.
        unsettled: kinds that the next settlement has to look at; `asked` are bills that wait for no other one.
        short: kinds under a rule that cannot be met before more money comes, whoever else is paid.
    """

    def __init__(
        self, env: Any, story: Story, row: QuantitiesRow, call_at: Callable[[int, Callable[[], bool]], None]
    ) -> None:
        self.env, self.story, self.call_at = env, story, call_at
        self.accounts = accounts_of(story, row)
        self.rules, self.releases = story.rules, story.releases
        self.waiting: dict[Kind, list[Claim]] = {}
        self.unsettled: set[Kind] = set()
        self.asked: list[tuple[Kind, Claim]] = []
        self.sharing = Sharing(self.accounts, self.rules, self.waiting)
        self.aside = self.sharing.aside
        self.short: set[Kind] = set()
        self.payments: list[Payment] = []
        self.packages = [life.package for life in story.lives]
        self.money_priority = [life.money_priority for life in story.lives]

    def put(self, sources: tuple[int, ...], cny_10k: int, priority: float, arrived: int, life: int) -> Event:
        """Put a bill; the event succeeds with True when it is met.

        A bill that there is not enough for need not be settled now: it is looked at again when money comes.

        Shapes and units
            sources: places of purses in order of call; arrived: micro-day; life: place of who pays.
            priority: lowest first.
        """
        kind, now = kind_of(self.rules, sources, cny_10k, life), self.env.now
        if self._may_be_met(now, kind):
            self.unsettled.add(kind)
        else:
            self._wake_when_money_comes(now, sources)
        return self._put(kind, priority, arrived, life)[3]

    def ask(self, sources: tuple[int, ...], cny_10k: int, priority: float, arrived: int, life: int) -> Event:
        """Put a bill to this instant's settlement only; the event succeeds with whether it was met.

        Arguments are those of `put`. Who asks has the settlement called.
        """
        kind = kind_of(self.rules, sources, cny_10k, life)
        claim = self._put(kind, priority, arrived, life)
        self.unsettled.add(kind)
        self.asked.append((kind, claim))
        return claim[3]

    def _put(self, kind: Kind, priority: float, arrived: int, life: int) -> Claim:
        claim = (priority, arrived, life, Event(self.env))
        waiting = self.waiting.get(kind)
        if waiting is None:
            self.waiting[kind] = [claim]
        else:
            heappush(waiting, claim)
        return claim

    def is_free(self, sources: tuple[int, ...]) -> bool:
        """Whether a bill that is alone at its instant can be met without looking at those that wait."""
        ruled = self.rules.ruled_orders
        return not (ruled and self.waiting) or sources not in ruled

    def meet(self, now: int, sources: tuple[int, ...], owed: int, life: int) -> bool:
        """Meet a bill that is alone at its instant, if the money is there and none of its purses is kept for others."""
        if not self.is_free(sources):
            return False
        if self.rules.pro_rata:
            self.sharing.share_out(now)
        return self._pay(now, (sources, owed, FREE), life, NONE_CLOSED)

    def release(self, mark: int) -> None:
        """Expect the money that the finish of a package brings.

        Shapes and units
            mark: one of `releases`.
        """
        for purse, lag, cny_10k in self.releases[mark]:
            day = self.accounts[purse].expect(self.env.now + lag, cny_10k)
            self.call_at(day, lambda purse=purse: self._look_again(purse))  # type: ignore[misc]

    def reorder(self, ahead: Sequence[float]) -> None:
        """Put all bills in order again, now that *ahead* says what is added to the priority of each package."""
        if self.rules.pro_rata:
            self.sharing.share_out(self.env.now)
        for waiting in self.waiting.values():
            waiting[:] = [self._moved(claim, ahead) for claim in waiting]
            heapify(waiting)
        self.asked = [(kind, self._moved(claim, ahead)) for kind, claim in self.asked]
        if self.rules.ruled_orders:
            self.unsettled.update(self.waiting)

    def _moved(self, claim: Claim, ahead: Sequence[float]) -> Claim:
        _, arrived, life, event = claim
        return self.money_priority[life] + ahead[self.packages[life]], arrived, life, event

    def settle(self) -> None:
        """Meet what can be met, in order; bills that only asked and were not met are handed back."""
        if not self.unsettled:
            return
        fresh, self.unsettled = self.unsettled, set()
        now, bills = self.env.now, self.waiting
        heads = [(bills[kind][0], kind) for kind in fresh]
        if self.rules.ruled_orders:
            if self.rules.pro_rata:
                self.sharing.share_out(now)
            self.short -= fresh
            heads += self._not_to_be_passed(now, fresh)
        if len(heads) > 1:
            heapify(heads)
        unmet: list[Kind] = []
        closed: set[int] = set()
        while heads:
            claim, kind = heads[0]
            is_ruled = kind[2] != FREE
            if (is_ruled and kind in self.short) or not self._pay(now, kind, claim[2], closed):
                if is_ruled:
                    self._stay(kind, now - claim[1], closed)
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
            if kind in fresh and kind in self.waiting:
                self._wake_when_money_comes(now, kind[0])

    def _not_to_be_passed(self, now: int, fresh: Set[Kind]) -> list[tuple[Claim, Kind]]:
        """Return the first of each kind that fresh bills may have to stay behind, or that may be met after them.

        What is `short` cannot be met before more money comes, so it counts only when it closes a purse.
        """
        short, soonest = self.short, now - self.rules.soonest
        if all(kind[2] == FREE for kind in fresh):
            return []
        return [
            (waiting[0], kind)
            for kind, waiting in self.waiting.items()
            if kind[2] != FREE and (waiting[0][1] <= soonest or kind not in short) and kind not in fresh
        ]

    def _stay(self, kind: Kind, waited: int, closed: set[int]) -> None:
        """Note of a bill under a rule that is not met whether it is short, and which purses it keeps for itself."""
        rules = self.rules
        if not rules.pro_rata and closed.isdisjoint(kind[0]):
            self.short.add(kind)
        if waited >= rules.soonest:
            closed.update(source for source in kind[0] if waited >= rules.reserve.get(source, inf))

    def _pay(self, now: int, kind: Kind, life: int, closed: Set[int]) -> bool:
        sources, owed, _ = kind
        accounts = self.accounts
        open_to_it = [source for source in sources if source not in closed] if closed else sources
        there = sum(self.aside[kind].values()) if self.aside and kind in self.aside else 0
        for source in open_to_it:
            account = accounts[source]
            if account.due <= now:
                account.bring_up_to(now)
            there += account.balance
        if there < owed:
            return False
        if sources in self.rules.in_parts:
            return self._pay_in_parts(now, kind, life, closed)
        package = self.packages[life]
        for source in open_to_it:
            account = accounts[source]
            part = min(account.balance, owed)
            if part:
                account.balance -= part
                owed -= part
                self.payments.append(Payment(now, package, source, part))
            if not owed:
                break
        return True

    def _pay_in_parts(self, now: int, kind: Kind, life: int, closed: Set[int]) -> bool:
        """Pay from purses of which each pays a part at most, or has set something aside for this bill."""
        sources, owed, _ = kind
        aside = self.aside.get(kind, NOTHING_ASIDE)
        most = self.rules.most_of(sources, owed)
        parts: Parts = {}
        for source in sources:
            there = aside.get(source, 0) + (0 if source in closed else self.accounts[source].balance)
            owner = self.rules.source_of[source]
            part = min(there, most[owner], owed)
            if part:
                parts[source] = part
                most[owner] -= part
                owed -= part
        if owed:
            return False
        for source, part in parts.items():
            self.accounts[source].balance -= part
            self.payments.append(Payment(now, self.packages[life], source, part))
        for source, kept in self.aside.pop(kind, NOTHING_ASIDE).items():
            self.accounts[source].balance += kept
            if kept > parts.get(source, 0):
                self.call_at(now, lambda source=source: self._look_again(source))  # type: ignore[misc]
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

    def _wake_when_money_comes(self, now: int, sources: tuple[int, ...]) -> None:
        for source in sources:
            account = self.accounts[source]
            if account.woken_on > now:
                continue
            account.bring_up_to(now)
            day = account.next_arrival()
            account.woken_on = NOT_AGAIN if day is None else day
            if day is not None:
                self.call_at(day, lambda source=source: self._look_again(source))  # type: ignore[misc]

    def _look_again(self, source: int) -> bool:
        """Have the bills settled that wait for a purse and may be met; return whether there are any."""
        now = self.env.now
        kinds = [kind for kind in self.waiting if source in kind[0]]
        met = [kind for kind in kinds if self._may_be_met(now, kind)]
        self.unsettled.update(met)
        if len(met) < len(kinds):
            self._wake_when_money_comes(now, (source,))
        return bool(self.unsettled)

    def _may_be_met(self, now: int, kind: Kind) -> bool:
        """Return whether there is enough for a bill if nobody else were paid; who shares in what comes in may be."""
        if self.rules.pro_rata:
            return True
        there = 0
        for source in kind[0]:
            account = self.accounts[source]
            if account.due <= now:
                account.bring_up_to(now)
            there += account.balance
        return there >= kind[1]

    def cash(self, horizon: int) -> list[YearOfCash]:
        """Return what became of each purse's money by year, up to the horizon.

        Shapes and units
            horizon: micro-day; returns: purses x years, the years of the first purse first.
        """
        if self.rules.pro_rata:
            self.sharing.share_out(horizon)
        for account in self.accounts:
            account.bring_up_to(horizon)
        return cash_by_year(self.story, self.accounts, self.payments)
