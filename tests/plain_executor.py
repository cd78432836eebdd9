"""A second, plain executor of stories: lists, no SimPy, everything searched through, ties shuffled.

It exists to prove that what the engine does is said by the story and the rules alone: at one
instant first all that ends ends, in any order; then one settlement in order of (priority, day of
arrival, place of the life); what is granted goes on, and so again.
"""

from random import Random

from sim.model import steps
from sim.model.draws import QuantitiesRow
from sim.model.engine import struck_clocks
from sim.model.steps import PPM
from sim.model.story import HOLIDAY, SEASON, SHOCK, Story
from sim.plan.trace import NEVER, Payment, SourceTotals, Trace, Wait


class Walker:
    """A life on its way: `state` says what it waits for."""

    def __init__(self, number, life, parent=None):
        self.number, self.life, self.parent = number, life, parent
        self.place, self.tries, self.since, self.cause, self.ended = 0, 0, 0, -1, NEVER
        self.book, self.branches, self.state, self.bill, self.hold = {}, [], "ready", None, None

    def add(self, book):
        for cause, days in book.items():
            self.book[cause] = self.book.get(cause, 0) + days


class PlainExecutor:
    def __init__(self, story: Story, row: QuantitiesRow, shuffle: Random):
        self.story, self.row, self.shuffle = story, row, shuffle
        self.clocks = struck_clocks(story, row)
        self.now, self.timers, self.awaiting, self.claims, self.bills = 0, [], [], [], []
        self.used = [0] * len(story.pools)
        self.marks = [NEVER] * story.marks
        self.counts = [0] * story.counters
        self.segments, self.payments, self.lots = [], [], []
        self.money = [[0, 0, 0, 0] for _ in story.purses]
        self.flows = [self._flows(purse) for purse in story.purses]

    def _flows(self, purse):
        values, at = self.row
        flows = [(day, 0, 0) for day in purse.year_ends]
        flows += [(i.day, 1, i.cny_10k) for i in purse.inflows if i.conversion < 0 or values[at[i.conversion]]]
        day = purse.lag
        for number in range(purse.gap_count if purse.gaps >= 0 else 0):
            day += values[at[purse.gaps + number]]
            flows.append((day, 1, purse.gap_cny_10k))
        return sorted(flows)

    def run(self) -> Trace:
        story = self.story
        walkers = [Walker(trunk, story.lives[trunk]) for trunk in story.trunks]
        self._go_on(walkers)
        while True:
            self._settle_instant()
            coming = [day for day, _ in self.timers]
            coming += [day for pool in story.pools for day, _ in pool.profile if day > self.now]
            coming += [flows[0][0] for flows in self.flows if flows]
            if not coming or min(coming) > story.horizon:
                break
            self.now = min(coming)
            due = [walker for day, walker in self.timers if day == self.now]
            self.timers = [(day, walker) for day, walker in self.timers if day > self.now]
            self._go_on(due)
        return self._trace(walkers)

    def _go_on(self, walkers):
        """First part of an instant: all that can go on does, in any order."""
        ready = list(walkers)
        while ready:
            self.shuffle.shuffle(ready)
            self._walk(ready.pop(), ready)
            woken = [w for w in self.awaiting if all(self.marks[n.mark] != NEVER for n in self._needs(w))]
            self.awaiting = [w for w in self.awaiting if w not in woken]
            for walker in woken:
                self._wait_until(walker, max(self.marks[n.mark] + n.lag for n in self._needs(walker)), ready)

    def _wait_until(self, walker, day, ready):
        if day > self.now:
            self.timers.append((day, walker))
        else:
            ready.append(walker)

    def _needs(self, walker):
        _, first, number = walker.life.steps[walker.place]
        return self.story.needs[first : first + number]

    def _walk(self, walker, ready):
        if walker.state != "ready":
            self._book_wait(walker)
        rows = walker.life.steps
        while walker.place < len(rows):
            row = rows[walker.place]
            if self._waits(walker, row, ready):
                return
            if row[0] not in (steps.JUMP, steps.CHANCE):
                walker.place += 1
        walker.ended = self.now
        if walker.parent is not None and all(branch.ended != NEVER for branch in walker.parent.branches):
            ready.append(walker.parent)

    def _book_wait(self, walker):
        """Book what has just ended, and step over it."""
        row, waited = walker.life.steps[walker.place], self.now - walker.since
        kind, state, walker.state = row[0], walker.state, "ready"
        if kind == steps.HOLD:
            full, added = walker.hold
            taken = self.clocks[row[2]].taken(walker.since, full) if row[6] else (0, 0, 0)
            walker.add(dict(zip((SEASON, HOLIDAY, SHOCK), taken, strict=True)))
            walker.add({row[1]: full - walker.since - sum(taken)})
            walker.add(added)
        elif kind == steps.AWAIT:
            needs = self._needs(walker)
            days = [self.marks[need.mark] + need.lag for need in needs]
            if waited:
                last = needs[days.index(max(days))]
                walker.add({last.cause: waited})
                walker.add(last.adjustment or {})
        elif kind == steps.FORK:
            last = max(walker.branches, key=lambda branch: (branch.ended, -branch.number))
            walker.add(last.book)
            adjustments = self.story.forks[row[3]]
            walker.add((adjustments and adjustments[last.number - row[1]]) or {})
            walker.branches = []
        elif kind == steps.ASK:
            if state == "met":
                walker.place = row[3]
                return
        else:
            walker.add({row[1]: waited})
        walker.place += 1

    def _waits(self, walker, row, ready):
        """Begin a step; tell whether the walker must wait."""
        values, at = self.row
        kind = row[0]
        if kind == steps.JUMP:
            walker.place = row[1]
        elif kind == steps.CHANCE:
            walker.place = row[2] if walker.tries + 1 < values[at[row[1]]] else walker.place + 1
        elif kind == steps.TRY:
            walker.tries = row[1] and walker.tries + 1
        elif kind == steps.MARK:
            self.marks[row[1]] = self.now if self.marks[row[1]] == NEVER else self.marks[row[1]]
        elif kind == steps.COUNT:
            self.counts[row[1]] += 1
            self.lots.append((walker.life.package, walker.number, self.now))
            for mark in self.story.shares.get((row[1], self.counts[row[1]]), ()):
                self.marks[mark] = self.now
        elif kind == steps.RELEASE:
            for pool, number in self.story.claims[row[1]]:
                self.used[pool] -= number
        else:
            return self._must_wait(walker, row, ready)
        return False

    def _must_wait(self, walker, row, ready):
        kind, arrived = row[0], walker.since
        walker.since, walker.state = self.now, "waiting"
        walker.cause = row[1]
        if kind == steps.AWAIT:
            self.awaiting.append(walker)
        elif kind == steps.UNTIL:
            self._wait_until(walker, row[2], ready)
        elif kind == steps.GATE:
            first = self.row.at[row[2]]
            won = [day for day in self.row.values[first : first + row[3]] if day >= self.now]
            if won or row[4]:
                self._wait_until(walker, won[0] if won else self.now, ready)
        elif kind == steps.ACQUIRE:
            self.claims.append((walker.life.priority, self.now, walker.number, row[2], walker))
        elif kind in (steps.PAY, steps.ASK):
            family, part, parts, sources, restart = self.story.bills[row[2]]
            total = self.row.values[self.row.at[family]]
            owed = total // parts if part < parts - 1 else total - (total // parts) * (parts - 1)
            restarts = kind == steps.PAY and row[3]
            owed += total * restart // 1000 if restarts else 0
            day = arrived if restarts else self.now
            self.bills.append((walker.life.priority, day, walker.number, sources, owed, kind == steps.ASK, walker))
        elif kind == steps.FORK:
            walker.branches = [Walker(n, self.story.lives[n], walker) for n in range(row[1], row[1] + row[2])]
            ready.extend(walker.branches)
        else:
            self._hold(walker, row, ready)
        return True

    def _hold(self, walker, row, ready):
        _, _, clock_place, family, low, high, _, slowed, share_from, share_to = row
        clock = self.clocks[clock_place]
        whole = self.row.values[self.row.at[family] + walker.tries]
        work = whole * high // PPM - whole * low // PPM
        full = finish = clock.finish(self.now, work)
        added = {}
        for mark, pace, cause in self.story.slowdowns[slowed] if slowed >= 0 else ():
            if self.marks[mark] == NEVER or self.marks[mark] >= self.now:
                work = work * 1000 // pace
                later = clock.finish(self.now, work)
                added[cause] = later - finish
                finish = later
        walker.hold = (full, added)
        if share_to > share_from:
            self.segments.append((walker.life.package, clock, self.now, finish, share_to - share_from))
        self._wait_until(walker, finish, ready)

    def _settle_instant(self):
        """Second part of an instant: settle, let what is granted go on, and so again."""
        while True:
            for source, flows in enumerate(self.flows):
                while flows and flows[0][0] <= self.now:
                    self._flow(source, *flows.pop(0)[1:])
            going = self._settle_claims() + self._settle_bills()
            if not going:
                return
            self._go_on(going)

    def _flow(self, source, arrives, cny_10k):
        money = self.money[source]
        if arrives:
            money[0] += cny_10k
            money[3] += cny_10k
        else:
            kept = money[3] * self.story.purses[source].carry_over_permille // 1000
            money[2] += money[3] - kept
            money[3] = kept

    def _settle_claims(self):
        going, line_is_stuck = [], False
        for claim in sorted(self.claims, key=lambda one: one[:3]):
            kind, walker = claim[3], claim[4]
            in_line = self.story.strict_crews and kind in self.story.crew_claims
            fits = all(self._capacity(pool) - self.used[pool] >= number for pool, number in self.story.claims[kind])
            if not fits or (in_line and line_is_stuck):
                line_is_stuck |= in_line
                continue
            for pool, number in self.story.claims[kind]:
                self.used[pool] += number
            self.claims.remove(claim)
            going.append(walker)
        return going

    def _capacity(self, pool):
        return [number for day, number in self.story.pools[pool].profile if day <= self.now][-1]

    def _settle_bills(self):
        going, closed = [], set()
        for bill in sorted(self.bills, key=lambda one: one[:3]):
            *_, sources, owed, only_asked, walker = bill
            payers = [source for source in sources if source not in closed]
            met = sum(self.money[source][3] for source in payers) >= owed
            if met:
                for source in payers:
                    part = min(self.money[source][3], owed)
                    self.money[source][1] += part
                    self.money[source][3] -= part
                    owed -= part
                    if part:
                        self.payments.append(Payment(self.now, walker.life.package, source, part))
                walker.state = "met"
            else:
                closed |= {source for source in sources if self.story.purses[source].strict}
            if met or only_asked:
                self.bills.remove(bill)
                going.append(walker)
        return going

    def _trace(self, walkers):
        for source, flows in enumerate(self.flows):
            while flows and flows[0][0] <= self.story.horizon:
                self._flow(source, *flows.pop(0)[1:])
        waits, ledgers = [], []
        for walker, planned in zip(walkers, self.story.planned_books, strict=True):
            if walker.ended == NEVER:
                self._close(walker, waits)
            walker.add({cause: -days for cause, days in planned.items()})
            ledgers.append({cause: days for cause, days in walker.book.items() if days})
        twice = 2 * len(self.story.packages)
        return Trace(
            self.marks[0:twice:2],
            self.marks[1:twice:2],
            self.lots,
            self._months(),
            self.payments,
            ledgers,
            waits,
            [SourceTotals(*money) for money in self.money],
            [],
        )

    def _close(self, walker, waits):
        open_branches = [branch for branch in walker.branches if branch.ended == NEVER]
        if open_branches:
            self._close(open_branches[0], waits)
            walker.add(open_branches[0].book)
            return
        if walker.life.steps[walker.place][0] == steps.AWAIT:
            needs = self._needs(walker)
            missing = [need for need in needs if self.marks[need.mark] == NEVER]
            days = [self.marks[need.mark] + need.lag for need in needs]
            walker.cause = (missing[0] if missing else needs[days.index(max(days))]).cause
        walker.add({walker.cause: self.story.horizon - walker.since})
        waits.append(Wait(walker.number, walker.since, walker.cause))

    def _months(self):
        done = {}
        firsts = self.story.month_starts
        for package, clock, start, finish, ppm in self.segments:
            whole, before = clock.worked(finish) - clock.worked(start), 0
            for month, end in enumerate(firsts[1:]):
                if finish <= end:
                    until = ppm
                elif end <= start:
                    continue
                else:
                    until = ppm * (clock.worked(end) - clock.worked(start)) // whole
                if until > before:
                    done[package, month] = done.get((package, month), 0) + until - before
                before = until
                if finish <= end:
                    break
        return done


def perform_plainly(story: Story, row: QuantitiesRow, shuffle: Random) -> Trace:
    """Return the trace of the plain executor, the events of an instant taken in the order of *shuffle*."""
    return PlainExecutor(story, row, shuffle).run()
