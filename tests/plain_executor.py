"""A second executor of stories, plain and slow: no SimPy, no queue of events, everything looked at each instant.

It is written from the meaning of the steps, not from the engine, and takes what happens in the
first part of an instant in any order: that both tell the same trace proves that ties are data.
"""

from array import array
from collections import Counter
from itertools import pairwise
from math import inf
from random import Random
from statistics import median

from sim.model import steps
from sim.model.clocks import Clock
from sim.model.draws import QuantitiesRow
from sim.model.steps import PPM
from sim.model.story import ARRIVE, HOLIDAY, LAPSE, SEASON, SHOCK, Flow, Life, Purse, Story
from sim.plan.trace import NEVER, Payment, Stop, Trace, Until, Wait, YearOfCash

TIMED = (steps.AWAIT, steps.UNTIL, steps.GATE, steps.LIST, steps.HOLD, steps.MEET)


class Walk:
    """Where one life stands: its place, its try, the day of its bill, its book, and what it waits for."""

    def __init__(self, number: int, life: Life, now: int, parent: "Walk | None" = None) -> None:
        self.number, self.life, self.parent = number, life, parent
        self.place, self.following, self.tries, self.bill_day = -1, 0, 0, 0
        self.since, self.wakes, self.ended = now, float(now), inf
        self.gives_up = inf
        self.ends: list[tuple[int, int]] = []
        self.branches: list[Walk] = []
        self.book: Counter[int] = Counter()
        self.waited: set[int] = set()

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
        self.ahead: dict[int, float] = {}
        self.arrived, self.paid, self.lapsed, self.at_year_end = (Counter[tuple[int, int]]() for _ in range(4))
        self.balance = Counter[int]()
        self.aside: dict[int, Counter[int]] = {walk: Counter() for walk in range(len(story.lives))}
        self.payments: list[Payment] = []
        self.stops: list[Stop] = []
        self.lots_finished: list[tuple[int, int, int]] = []
        self.so_far: list[tuple[int, int, Walk, Counter[int], set[int]]] = []
        self.months = len(story.month_starts) - 1
        self.work_by_month = array("q", bytes(8 * len(story.packages) * self.months))
        self.flows = [self.flows_of(purse, place) for place, purse in enumerate(story.purses)]
        self.days = {day for flows in self.flows for day, _, _ in flows} | set(story.year_starts)
        self.clocks = list(story.clocks)
        for strike in story.strikes:
            begins = self.drawn(strike.start)
            for clock in strike.clocks if begins >= 0 else ():
                ends = begins + self.drawn(strike.length)
                self.clocks[clock] = self.clocks[clock].struck(begins, ends, strike.rate_permille)

    def drawn(self, family: int, tries: int = 0) -> int:
        """Return the drawn number of a family for a try."""
        return self.row.values[self.row.at[family] + tries]

    def flows_of(self, purse: Purse, place: int) -> list[Flow]:
        """Return what lapses and arrives at a purse."""
        arrivals = [(day, new) for day, new, comes in purse.inflows if comes < 0 or self.drawn(comes)]
        gaps = [self.drawn(purse.gaps + number) for number in range(purse.gap_count if purse.gaps >= 0 else 0)]
        for number in range(len(gaps)):
            arrivals += [(sum(gaps[: number + 1]) + lag, part) for lag, part in purse.gap_parts]
        return [(day, LAPSE, 0) for day in purse.year_ends] + [
            (self.put_off(place, day), ARRIVE, new) for day, new in arrivals
        ]

    def put_off(self, purse: int, day: int) -> int:
        """Return when money comes that would come on *day*: at the end of the shocks that hold it back."""
        for strike in self.story.strikes:
            begins = self.drawn(strike.start)
            ends = begins + self.drawn(strike.length)
            if purse in strike.purses and 0 <= begins < day < ends:
                return self.put_off(purse, ends)
        return day

    def perform(self) -> Trace:
        """Go from instant to instant until the horizon, and close the books there."""
        self.days |= {day for pool in self.story.pools for day, _ in pool.profile}
        checks = self.story.inspections
        self.days |= set(range(checks.interval, self.story.horizon + 1, checks.interval)) if checks else set()
        while self.now <= self.story.horizon:
            self.ready = [walk for walk in self.walks if walk.wakes == self.now]
            self.go_on()
            self.let_money_come_and_go()
            self.inspect()
            while self.settle():
                self.go_on()
            waits = (day for walk in self.walks for day in (walk.wakes, walk.gives_up))
            coming = [day for day in (*self.days, *waits) if self.now < day < inf]
            self.now = int(min(coming, default=self.story.horizon + 1))
        return self.trace()

    def let_money_come_and_go(self) -> None:
        """Let what is due lapse, close the year that ends now, and let what is due come."""
        due = sorted(
            (kind, purse, new) for purse, flows in enumerate(self.flows) for day, kind, new in flows if day == self.now
        )
        self.flows = [[flow for flow in flows if flow[0] > self.now] for flows in self.flows]
        for _, purse, _ in (flow for flow in due if flow[0] == LAPSE):
            for heap in (self.balance, *self.aside.values()):
                lapsed = heap[purse] - heap[purse] * self.story.purses[purse].carry_over_permille // 1000
                self.lapsed[purse, self.year(self.now - 1)] += lapsed
                heap[purse] -= lapsed
        if self.now in self.story.year_starts[1:]:
            self.close_year(self.year(self.now - 1))
        for _, purse, new in (flow for flow in due if flow[0] == ARRIVE):
            self.arrived[purse, self.year(self.now)] += new
            self.balance[purse] += new
            if self.story.purses[purse].is_pro_rata:
                self.set_aside(purse, new)

    def year(self, day: int) -> int:
        """Return the number of the year that a day is in."""
        return sum(start <= day for start in self.story.year_starts) - 1

    def close_year(self, year: int) -> None:
        """Note what is in each purse, set aside or not."""
        for purse in range(len(self.story.purses)):
            if (purse, year) not in self.at_year_end:
                total = self.balance[purse] + sum(parts[purse] for parts in self.aside.values())
                self.at_year_end[purse, year] = total

    def set_aside(self, purse: int, new: int) -> None:
        """Set what comes in aside for the bills that wait already, in proportion to what each still asks."""
        waiting = [
            walk for walk in self.walks if walk.ended == inf and walk.step[0] == steps.PAY and walk.since < self.now
        ]
        asks = {}
        for walk in sorted(waiting, key=self.rank_of_bill):
            bill = self.story.bills[walk.step[2]]
            if purse in bill.sources:
                owed = self.owed(walk.step[2], restart=walk.step[3] == 1)
                parts, owner = self.aside[walk.number], self.story.purses[purse].source
                of_owner = sum(part for place, part in parts.items() if self.story.purses[place].source == owner)
                asks[walk.number] = min(owed - parts.total(), self.most(purse, owed) - of_owner)
        total = sum(asks.values())
        shares = {number: ask if new >= total else new * ask // total for number, ask in asks.items()}
        left = min(new, total) - sum(shares.values())
        for number in [number for number, ask in asks.items() if ask][:left]:
            shares[number] += 1
        for number, share in shares.items():
            self.aside[number][purse] += share
            self.balance[purse] -= share

    def most(self, purse: int, owed: int) -> int:
        """Return the most that the source of a purse pays of a bill."""
        return owed * self.story.purses[purse].most_ppm // PPM

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
        walk.gives_up = inf

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
                done = self.ends_of_work(walk, 0, clock, family, (low, high), slowed)[-1][1]
                self.mark_day[mark] = min(done, self.mark_day.get(mark, done))
            case (steps.ASK | steps.PAY) as kind, _, _, restart_or_row:
                walk.bill_day = walk.bill_day if kind == steps.PAY and restart_or_row else self.now
                return True
            case steps.ACQUIRE, *_:
                return True
            case steps.QUEUE, _, _, patience, _:
                walk.gives_up = self.now + patience
                return True
            case steps.MEET, _, interval:
                walk.wakes = next(day for day in range(0, self.now + interval + 1, interval) if day > self.now)
            case steps.IF, family, number, row:
                walk.following = row if self.drawn(family, walk.tries) > number else walk.following
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
                if mark == 2 * walk.life.package:
                    self.note(walk)
            case steps.COUNT, counter:
                self.counts[counter] += 1
                self.lots_finished.append((walk.life.package, walk.number, self.now))
                for mark in self.story.shares.get((counter, self.counts[counter]), ()):
                    self.reach(mark)
                self.note(walk)
            case steps.JUMP, row:
                walk.following = row
        return self.now < walk.wakes and walk.step[0] in TIMED

    def note(self, walk: Walk) -> None:
        """Remember what is booked when works begin or a lot is done, the way of the whole package included."""
        way = [walk, walk.parent] if walk.parent else [walk]
        book = Counter[int]()
        for one in way:
            book.update(one.book)
        self.so_far.append((walk.step[0], self.now, walk, book, set().union(*(one.waited for one in way))))

    def reach(self, mark: int) -> None:
        """Reach a mark; the first time counts, and whoever awaits it looks again."""
        if mark in self.mark_day:
            return
        self.mark_day[mark] = self.now
        for purse, lag, new in self.story.releases.get(mark, ()):
            day = self.put_off(purse, self.now + lag)
            self.flows[purse].append((day, ARRIVE, new))
            self.days.add(day)
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
        claims = (walk for walk in in_line if walk.step[0] in (steps.ACQUIRE, steps.QUEUE))
        self.grant_claims(sorted(claims, key=lambda w: self.rank(w, w.life.priority, w.since)))
        self.let_go([walk for walk in in_line if walk.gives_up <= self.now and walk not in self.ready])
        bills = (walk for walk in in_line if walk.step[0] in (steps.ASK, steps.PAY))
        self.let_money_come_and_go()
        self.meet_bills(sorted(bills, key=self.rank_of_bill))
        return bool(self.ready)

    def grant_claims(self, claiming: list[Walk]) -> None:
        """Grant each claim that fits; a strict line ends at the first that does not."""
        crew_line_is_closed = False
        for walk in claiming:
            number = walk.step[2]
            in_strict_line = self.story.strict_crews and number in self.story.crew_claims
            claim = self.story.claims[number]
            if (in_strict_line and crew_line_is_closed) or any(self.free(pool) < wanted for pool, wanted in claim):
                crew_line_is_closed |= in_strict_line
                continue
            self.used.update(dict(claim))
            self.ready.append(walk)

    def let_go(self, waiting: list[Walk]) -> None:
        """Let those go on elsewhere whose patience is over."""
        for walk in waiting:
            walk.following = walk.step[4]
        self.ready += waiting

    def inspect(self) -> None:
        """On the day of an inspection put those most behind plan ahead of the others, whom it puts back."""
        checks = self.story.inspections
        if not checks or not self.now or self.now % checks.interval:
            return
        late: dict[int, int] = {}
        for package, planned in enumerate(checks.planned):
            missed = [day for mark, day in enumerate(planned, 2 * package) if mark not in self.mark_day]
            past = [self.now - day for day in missed if NEVER < day < self.now]
            if past:
                late[package] = min(past)
        behind: dict[int, int] = {}
        for package, days in late.items():
            network = [late[other] for other in late if checks.networks[other] == checks.networks[package]]
            behind[package] = days - int(median(network))
        listed = sorted((one for one in behind if behind[one] > 0), key=lambda one: (-behind[one], one))
        self.ahead = dict.fromkeys(listed[: checks.list_size], checks.boost)

    def rank(self, walk: Walk, priority: float, arrival: int) -> tuple[float, int, int]:
        """Return what says who is served first; lives stand in the order of the plan, then of branches."""
        return priority - self.ahead.get(walk.life.package, 0), arrival, walk.number

    def free(self, pool: int) -> int:
        """Return how many of a pool are free now."""
        return [number for day, number in self.story.pools[pool].profile if day <= self.now][-1] - self.used[pool]

    def rank_of_bill(self, walk: Walk) -> tuple[float, int, int]:
        """Return what says whose bill is met first."""
        return self.rank(walk, walk.life.money_priority, walk.bill_day)

    def meet_bills(self, billing: list[Walk]) -> None:
        """Meet each bill that its purses can meet whole; some serve nobody behind one that has waited for long."""
        closed: set[int] = set()
        purses = self.story.purses
        for walk in billing:
            kind, _, number, argument = walk.step
            bill = self.story.bills[number]
            owed = self.owed(number, restart=kind == steps.PAY and argument == 1)
            most = {purses[purse].source: self.most(purse, owed) for purse in bill.sources}
            parts = Counter[int]()
            for purse in bill.sources:
                there = self.aside[walk.number][purse] + (self.balance[purse] if purse not in closed else 0)
                parts[purse] = min(there, most[purses[purse].source], owed - parts.total())
                most[purses[purse].source] -= parts[purse]
            is_met = parts.total() == owed
            for purse, paid in parts.items() if is_met else ():
                self.balance[purse] += self.aside[walk.number].pop(purse, 0) - paid
                self.paid[purse, self.year(self.now)] += paid
                self.payments += [Payment(self.now, walk.life.package, purse, paid)] if paid else []
            if not is_met:
                waited = self.now - walk.bill_day
                closed |= {purse for purse in bill.sources if 0 <= purses[purse].reserve <= waited}
            if is_met and kind == steps.ASK:
                walk.following = argument
            if is_met and kind == steps.PAY and argument:
                billed = owed - self.owed(number, restart=False)
                self.stops.append(Stop(walk.life.package, walk.bill_day, self.now, billed))
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
                walk.waited |= {need.cause} if until > walk.since else set()
                walk.book.update((until > walk.since and need.adjustment) or {})
            case (
                (steps.UNTIL | steps.GATE | steps.LIST | steps.ACQUIRE | steps.QUEUE | steps.MEET | steps.PAY),
                cause,
                *_,
            ):
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
                walk.waited |= walk.branches[last].waited
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
        before = [(Counter(trunk.book), set(trunk.waited)) for trunk in self.trunks]
        ledgers = []
        for trunk in self.trunks:
            if trunk.ended == inf:
                self.book(trunk, self.story.horizon)
        until = {
            mark: self.until(mark, Counter(before[one.package][0]), before[one.package][1])
            for mark, one in self.story.awaited.items()
        }
        for trunk, planned in zip(self.trunks, self.story.planned_books, strict=True):
            trunk.book.subtract(planned)
            ledgers.append({cause: days for cause, days in trunk.book.items() if days})
        open_walks = [walk for walk in self.walks if walk.ended == inf and walk.step[0] != steps.FORK]
        stopped = [walk for walk in open_walks if walk.step[0] == steps.PAY and walk.step[3]]
        still = [Stop(walk.life.package, walk.since, self.story.horizon, 0) for walk in stopped]
        return Trace(
            started=[self.mark_day.get(2 * package, NEVER) for package in range(len(self.trunks))],
            finished=[self.mark_day.get(2 * package + 1, NEVER) for package in range(len(self.trunks))],
            reached=[0 if one.mark == NEVER else self.until_horizon(one.mark) for one in self.story.watched],
            lots_finished=self.lots_finished,
            work_by_month=self.work_by_month,
            payments=self.payments,
            stops=[*self.stops, *still],
            ledgers=ledgers,
            waited=[tuple(sorted(trunk.waited)) for trunk in self.trunks],
            until=until,
            waits=[Wait(walk.number, walk.since, self.cause_of(walk)) for walk in open_walks],
            open={walk.life.package: self.cause_of(self.leaf(walk)) for walk in self.trunks if walk.ended == inf},
            cash=self.cash(),
            events=[],
        )

    def until(self, mark: int, before: Counter[int], waited: set[int]) -> Until:
        """Return what led up to a mark; of who reached it at its instant, or has still to, the first in the plan."""
        package, is_start, planned = self.story.awaited[mark]
        kind = steps.MARK if is_start else steps.COUNT
        at_once = {
            walk.number: (book, waits)
            for step, day, walk, book, waits in self.so_far
            if (walk.life.package, step, day) == (package, kind, self.mark_day.get(mark)) and walk.number in planned
        }
        if at_once:
            number = min(at_once)
            book, waits = at_once[number]
        else:
            trunk = self.trunks[package]
            lots = [walk for walk in trunk.branches if walk.ended == inf and walk.number in planned]
            number = lots[0].number if lots else min(planned)
            book = before if lots else trunk.book
            book.update(lots[0].book if lots else {})
            waits = waited | lots[0].waited if lots else trunk.waited
        ledger = Counter(book)
        ledger.subtract(planned[number])
        return Until(
            self.mark_day.get(mark, NEVER),
            {cause: days for cause, days in ledger.items() if days},
            tuple(sorted(waits)),
        )

    def cash(self) -> list[YearOfCash]:
        """Return what became of the money of each purse in each year; the last is closed with what is left."""
        years = range(len(self.story.years))
        for year in years:
            self.close_year(year)
        tables = (self.arrived, self.paid, self.lapsed, self.at_year_end)
        keys = [(purse, year) for purse in range(len(self.story.purses)) for year in years]
        return [YearOfCash(*(table[key] for table in tables)) for key in keys]

    def until_horizon(self, mark: int) -> int:
        """Return the day of a mark, if it is one up to the horizon."""
        day = self.mark_day.get(mark, NEVER)
        return day if day <= self.story.horizon else NEVER

    def leaf(self, walk: Walk) -> Walk:
        """Return the life that a book ends with: its own, or of branches still open the first in the plan."""
        first = next((branch for branch in walk.branches if branch.ended == inf), None)
        return walk if first is None else self.leaf(first)

    def cause_of(self, walk: Walk) -> int:
        """Return what an open wait is booked to."""
        if walk.step[0] != steps.AWAIT:
            return walk.step[1]
        ends = self.ends_of_waits(walk)
        return self.story.needs[walk.step[1] + ends.index(max(ends))].cause


def perform_plainly(story: Story, row: QuantitiesRow, rng: Random) -> Trace:
    """Return the trace of one replication, the events of each instant taken in the order that *rng* says."""
    return PlainExecutor(story, row, rng).perform()
