"""A second executor of stories, plain and slow: no SimPy, no queue of events, everything looked at each instant.

It is written from the meaning of the steps, not from the engine, and takes what happens in the
first part of an instant in any order: that both tell the same trace proves that ties are data.
"""

from array import array
from collections import Counter
from itertools import pairwise
from math import inf
from random import Random

from sim.model import steps
from sim.model.clocks import Clock
from sim.model.draws import QuantitiesRow
from sim.model.steps import PPM
from sim.model.story import HOLIDAY, LAPSE, SEASON, SHOCK, Flow, Life, Purse, Story
from sim.plan.trace import NEVER, Payment, SourceTotals, Trace, Wait

TIMED = (steps.AWAIT, steps.UNTIL, steps.GATE, steps.LIST, steps.HOLD)


class Walk:
    """Where one life stands: its place, its try, the day of its bill, its book, and what it waits for."""

    def __init__(self, number: int, life: Life, now: int, parent: "Walk | None" = None) -> None:
        self.number, self.life, self.parent = number, life, parent
        self.place, self.following, self.tries, self.bill_day = -1, 0, 0, 0
        self.since, self.wakes, self.ended = now, float(now), inf
        self.ends: list[tuple[int, int]] = []
        self.branches: list[Walk] = []
        self.book: Counter[int] = Counter()

    @property
    def step(self) -> tuple[int, ...]:
        """The step it stands at; before the first, a jump to it."""
        return self.life.steps[self.place] if self.place >= 0 else (steps.JUMP, 0)


class PlainExecutor:
    """Performs a story once; `rng` says in which order the events of an instant are taken."""

    def __init__(self, story: Story, row: QuantitiesRow, rng: Random) -> None:
        self.story, self.row, self.rng, self.now = story, row, rng, 0
        self.trunks = [Walk(number, story.lives[number], 0) for number in story.trunks]
        self.walks, self.ready = list(self.trunks), list[Walk]()
        self.mark_day: dict[int, int] = {}
        self.counts, self.used = Counter[int](), Counter[int]()
        self.arrived, self.paid, self.lapsed, self.balance = (Counter[int]() for _ in range(4))
        self.payments: list[Payment] = []
        self.lots_finished: list[tuple[int, int, int]] = []
        self.months = len(story.month_starts) - 1
        self.work_by_month = array("q", bytes(8 * len(story.packages) * self.months))
        self.flows = [self.flows_of(purse) for purse in story.purses]
        self.clocks = list(story.clocks)
        for strike in story.strikes:
            begins = self.drawn(strike.start)
            for clock in strike.clocks if begins >= 0 else ():
                ends = begins + self.drawn(strike.length)
                self.clocks[clock] = self.clocks[clock].struck(begins, ends, strike.rate_permille)

    def drawn(self, family: int, tries: int = 0) -> int:
        """Return the drawn number of a family for a try."""
        return self.row.values[self.row.at[family] + tries]

    def flows_of(self, purse: Purse) -> list[Flow]:
        """Return what lapses and arrives at a source, in order of time, at one instant lapses first."""
        flows = [(day, LAPSE, 0) for day in purse.year_ends]
        flows += [(day, 1, new) for day, new, comes in purse.inflows if comes < 0 or self.drawn(comes)]
        gaps = [self.drawn(purse.gaps + number) for number in range(purse.gap_count if purse.gaps >= 0 else 0)]
        flows += [(sum(gaps[: number + 1]) + purse.lag, 1, purse.gap_cny_10k) for number in range(len(gaps))]
        return sorted(flows)

    def perform(self) -> Trace:
        """Go from instant to instant until the horizon, and close the books there."""
        days = {day for flows in self.flows for day, _, _ in flows}
        days |= {day for pool in self.story.pools for day, _ in pool.profile}
        while self.now <= self.story.horizon:
            self.let_money_come_and_go()
            self.ready = [walk for walk in self.walks if walk.wakes == self.now]
            self.go_on()
            while self.settle():
                self.go_on()
            coming = [day for day in (*days, *(walk.wakes for walk in self.walks)) if self.now < day < inf]
            self.now = int(min(coming, default=self.story.horizon + 1))
        return self.trace()

    def let_money_come_and_go(self) -> None:
        """Let the flows of this instant happen."""
        for source, purse in enumerate(self.story.purses):
            for day, kind, new in self.flows[source]:
                if day == self.now and kind == LAPSE:
                    lapsed = self.balance[source] - self.balance[source] * purse.carry_over_permille // 1000
                    self.lapsed[source] += lapsed
                    self.balance[source] -= lapsed
                elif day == self.now:
                    self.arrived[source] += new
                    self.balance[source] += new

    def go_on(self) -> None:
        """Let those whose wait is over go on until they must wait again, in any order."""
        while self.ready:
            walk = self.ready.pop(self.rng.randrange(len(self.ready)))
            self.leave(walk)
            while walk.place < len(walk.life.steps) and not self.must_wait(walk):
                self.leave(walk)
            if walk.place == len(walk.life.steps):
                walk.ended = self.now
                if walk.parent and all(branch.ended < inf for branch in walk.parent.branches):
                    self.ready.append(walk.parent)

    def leave(self, walk: Walk) -> None:
        """Book the step that is over and go to the following one."""
        self.book(walk, self.now)
        walk.place, walk.following, walk.wakes, walk.since = walk.following, walk.following + 1, inf, self.now

    def must_wait(self, walk: Walk) -> bool:
        """Do the step that a life has come to; return whether it must wait there."""
        match walk.step:
            case steps.AWAIT, _, _:
                walk.wakes = max(self.ends_of_waits(walk))
            case steps.UNTIL, _, day:
                walk.wakes = day
            case steps.GATE, _, family, gate, always:
                decided = [
                    max(first, self.now) + (last - max(first, self.now)) * self.drawn(family + number) // PPM
                    for number, (first, last) in enumerate(self.story.gates[gate])
                    if self.now <= last and self.drawn(family + number) >= 0
                ]
                walk.wakes = next(iter(decided), self.now if always else inf)
            case steps.LIST, _, number:
                open_lists = [published for closes, published in self.story.lists[number] if closes >= self.now]
                walk.wakes = min(open_lists, default=self.now)
            case steps.HOLD, cause, clock, family, low, high, _, slowed, _, _:
                walk.ends = self.ends_of_work(walk, cause, clock, family, (low, high), slowed)
                walk.wakes = walk.ends[-1][1]
            case steps.WATCH, mark, clock, family, low, high, slowed:
                self.mark_day[mark] = self.ends_of_work(walk, 0, clock, family, (low, high), slowed)[-1][1]
            case (steps.ASK | steps.PAY) as kind, _, _, restart_or_row:
                walk.bill_day = walk.bill_day if kind == steps.PAY and restart_or_row else self.now
                return True
            case steps.ACQUIRE, *_:
                return True
            case steps.FORK, first, number, _:
                places = range(first, first + number)
                walk.branches = [Walk(place, self.story.lives[place], self.now, walk) for place in places]
                self.walks += walk.branches
                self.ready += walk.branches
                return True
            case steps.RELEASE, claim:
                self.used.subtract(dict(self.story.claims[claim]))
            case steps.CHANCE, family, row:
                walk.following = row if walk.tries + 1 < self.drawn(family) else walk.following
            case steps.TRY, another:
                walk.tries = walk.tries + 1 if another else 0
            case steps.MARK, mark:
                self.reach(mark)
            case steps.COUNT, counter:
                self.counts[counter] += 1
                self.lots_finished.append((walk.life.package, walk.number, self.now))
                for mark in self.story.shares.get((counter, self.counts[counter]), ()):
                    self.reach(mark)
            case steps.JUMP, row:
                walk.following = row
        return self.now < walk.wakes and walk.step[0] in TIMED

    def reach(self, mark: int) -> None:
        """Reach a mark; the first time counts, and whoever awaits it looks again."""
        if mark in self.mark_day:
            return
        self.mark_day[mark] = self.now
        for walk in self.walks:
            if walk.wakes == inf == walk.ended and walk.step[0] == steps.AWAIT:
                walk.wakes = max(self.ends_of_waits(walk))
                self.ready += [walk] if walk.wakes == self.now else []

    def ends_of_waits(self, walk: Walk) -> list[float]:
        """Return when the wait for each need is over, not before it began."""
        _, first, number = walk.step
        needs = self.story.needs[first : first + number]
        return [max(self.mark_day.get(need.mark, inf) + need.lag, walk.since) for need in needs]

    def ends_of_work(
        self, walk: Walk, cause: int, clock: int, family: int, part: tuple[int, int], slowed: int
    ) -> list[tuple[int, int]]:
        """Return when a part of the work that begins now is done, later with each soft provider not yet in service."""
        days = self.drawn(family, walk.tries)
        work = days * part[1] // PPM - days * part[0] // PPM
        ends = [(cause, self.clocks[clock].finish(self.now, work))]
        for mark, pace, soft in self.story.slowdowns[slowed] if slowed >= 0 else ():
            if self.mark_day.get(mark, self.now) >= self.now:
                work = work * 1000 // pace
                ends.append((soft, self.clocks[clock].finish(self.now, work)))
        return ends

    def settle(self) -> bool:
        """Grant claims and bills, each in their order; return whether anybody may go on."""
        in_line = [walk for walk in self.walks if walk.ended == inf]
        self.grant_claims(sorted((w for w in in_line if w.step[0] == steps.ACQUIRE), key=lambda w: rank(w, w.since)))
        bills = (walk for walk in in_line if walk.step[0] in (steps.ASK, steps.PAY))
        self.meet_bills(sorted(bills, key=lambda w: rank(w, w.bill_day)))
        return bool(self.ready)

    def grant_claims(self, claiming: list[Walk]) -> None:
        """Grant each claim that fits; a strict line ends at the first that does not."""
        crew_line_is_closed = False
        for walk in claiming:
            _, _, number = walk.step
            in_strict_line = self.story.strict_crews and number in self.story.crew_claims
            claim = self.story.claims[number]
            if (in_strict_line and crew_line_is_closed) or any(self.free(pool) < wanted for pool, wanted in claim):
                crew_line_is_closed |= in_strict_line
                continue
            self.used.update(dict(claim))
            self.ready.append(walk)

    def free(self, pool: int) -> int:
        """Return how many of a pool are free now."""
        return [number for day, number in self.story.pools[pool].profile if day <= self.now][-1] - self.used[pool]

    def meet_bills(self, billing: list[Walk]) -> None:
        """Meet each bill that its sources can meet whole; a strict source serves nobody behind one it cannot."""
        closed: set[int] = set()
        for walk in billing:
            kind, _, number, argument = walk.step
            bill = self.story.bills[number]
            owed = self.owed(number, restart=kind == steps.PAY and argument == 1)
            sources = [source for source in bill.sources if source not in closed]
            is_met = sum(self.balance[source] for source in sources) >= owed
            for source in sources if is_met else ():
                paid = min(owed, self.balance[source])
                owed -= paid
                self.balance[source] -= paid
                self.paid[source] += paid
                self.payments += [Payment(self.now, walk.life.package, source, paid)] if paid else []
            if not is_met:
                closed |= {source for source in bill.sources if self.story.purses[source].strict}
            if is_met and kind == steps.ASK:
                walk.following = argument
            if is_met or kind == steps.ASK:
                self.ready.append(walk)

    def owed(self, number: int, restart: bool) -> int:
        """Return what a bill asks: an equal whole part, the rest on the last, and what starting again adds."""
        family, part, parts, _, restart_ppm = self.story.bills[number]
        total = self.drawn(family)
        own = total - total // parts * (parts - 1) if part == parts - 1 else total // parts
        return own + (total * restart_ppm // PPM if restart else 0)

    def book(self, walk: Walk, until: int) -> None:
        """Book the time since a life came to its step."""
        match walk.step:
            case steps.AWAIT, first, _:
                ends = self.ends_of_waits(walk)
                need = self.story.needs[first + ends.index(max(ends))]
                walk.book[need.cause] += until - walk.since
                walk.book.update((until > walk.since and need.adjustment) or {})
            case ((steps.UNTIL | steps.GATE | steps.LIST | steps.ACQUIRE | steps.PAY), cause, *_):
                walk.book[cause] += until - walk.since
            case steps.HOLD, _, clock, _, _, _, split, _, share_from, share_to:
                self.book_work(walk, until, self.clocks[clock] if split else None)
                self.work_of_months(walk, until, self.clocks[clock], share_to - share_from)
            case steps.FORK, _, _, fork:
                for branch in walk.branches:
                    if branch.ended == inf:
                        self.book(branch, until)
                last = max(range(len(walk.branches)), key=lambda place: walk.branches[place].ended)
                walk.book.update(walk.branches[last].book)
                adjustments = self.story.forks[fork]
                walk.book.update((adjustments and adjustments[last]) or {})

    def book_work(self, walk: Walk, until: int, clock: Clock | None) -> None:
        """Book a hold: what season, holidays and shocks took at full pace, the rest, what each soft provider added."""
        begun = walk.since
        for place, (cause, end) in enumerate(walk.ends):
            end = max(min(end, until), begun)
            walk.book[cause] += end - begun
            if place == 0 and clock:
                for fixed, taken in zip((SEASON, HOLIDAY, SHOCK), clock.taken(begun, end), strict=True):
                    walk.book[fixed] += taken
                    walk.book[cause] -= taken
            begun = end

    def work_of_months(self, walk: Walk, until: int, clock: Clock, share: int) -> None:
        """Add the share of a lot's works that a hold does in each month, by working days elapsed."""
        begun = clock.worked(walk.since)
        whole = clock.worked(int(walk.wakes)) - begun
        days = [min(max(first, walk.since), until) for first in self.story.month_starts]
        done = [share * (clock.worked(day) - begun) // whole if whole else 0 for day in days]
        if not whole:
            done = [share if first >= until and first else 0 for first in self.story.month_starts]
        for month, (before, after) in enumerate(pairwise(done)):
            if after > before:
                self.work_by_month[walk.life.package * self.months + month] += after - before

    def trace(self) -> Trace:
        """Close the books at the horizon and hand over what happened."""
        ledgers = []
        for trunk, planned in zip(self.trunks, self.story.planned_books, strict=True):
            if trunk.ended == inf:
                self.book(trunk, self.story.horizon)
            trunk.book.subtract(planned)
            ledgers.append({cause: days for cause, days in trunk.book.items() if days})
        open_walks = [walk for walk in self.walks if walk.ended == inf and walk.step[0] != steps.FORK]
        return Trace(
            started=[self.mark_day.get(2 * package, NEVER) for package in range(len(self.trunks))],
            finished=[self.mark_day.get(2 * package + 1, NEVER) for package in range(len(self.trunks))],
            reached=[0 if one.mark == NEVER else self.until_horizon(one.mark) for one in self.story.watched],
            lots_finished=self.lots_finished,
            work_by_month=self.work_by_month,
            payments=self.payments,
            ledgers=ledgers,
            waits=[Wait(walk.number, walk.since, self.cause_of(walk)) for walk in open_walks],
            sources=[
                SourceTotals(self.arrived[one], self.paid[one], self.lapsed[one], self.balance[one])
                for one in range(len(self.story.purses))
            ],
            events=[],
        )

    def until_horizon(self, mark: int) -> int:
        """Return the day of a mark, if it is one up to the horizon."""
        day = self.mark_day.get(mark, NEVER)
        return day if day <= self.story.horizon else NEVER

    def cause_of(self, walk: Walk) -> int:
        """Return what an open wait is booked to."""
        if walk.step[0] != steps.AWAIT:
            return walk.step[1]
        ends = self.ends_of_waits(walk)
        return self.story.needs[walk.step[1] + ends.index(max(ends))].cause


def rank(walk: Walk, arrival: int) -> tuple[float, int, int]:
    """Return what says who is served first; lives stand in the order of the plan, then of branches."""
    return walk.life.priority, arrival, walk.number


def perform_plainly(story: Story, row: QuantitiesRow, rng: Random) -> Trace:
    """Return the trace of one replication, the events of each instant taken in the order that *rng* says."""
    return PlainExecutor(story, row, rng).perform()
