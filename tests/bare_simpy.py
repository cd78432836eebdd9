"""The lives of a story performed with SimPy's own PriorityResource and Container: what the engine is measured against.

It knows every kind of step, but only what SimPy offers ready-made. Left out are what SimPy has not:
clocks (a day of work is a day), shocks and soft providers, inspections that put waiting requests in
another order, books, the settlement of an instant; one unit is asked of each pool and one source pays
a bill. So it gives other days than the engine, for the same steps: a few of them less, as no work stops
for money that its one source has. Money lies there from the start, or comes in tranche by tranche, each
an event, as a model on bare SimPy has it.
"""

from collections.abc import Generator

from simpy import Container, Environment, Event, PriorityResource

from sim.model import steps
from sim.model.draws import QuantitiesRow
from sim.model.setting import ENDLESS
from sim.model.story import Life, Purse, Story


class BareRun:
    """One replication on bare SimPy."""

    def __init__(self, story: Story, row: QuantitiesRow, in_tranches: bool) -> None:
        self.in_tranches = in_tranches
        self.story, self.row = story, row
        self.env = env = Environment()
        self.pools = [PriorityResource(env, max(1, *(number for _, number in pool.profile))) for pool in story.pools]
        self.purses = [Container(env, init=0 if in_tranches else ENDLESS) for _ in story.purses]
        self.marks = [env.event() for _ in range(story.marks)]
        self.counts = [0] * story.counters
        self.watched: dict[int, int] = {}
        self.finished = 0

    def run(self) -> int:
        """Perform all lives until the horizon; return how many packages finished."""
        for purse, container in zip(self.story.purses, self.purses, strict=True):
            if self.in_tranches:
                self.env.process(self.fill(purse, container))
        for trunk in self.story.trunks:
            self.env.process(self.live(self.story.lives[trunk]))
        self.env.run(until=self.story.horizon + 1)
        return self.finished

    def fill(self, purse: Purse, container: Container) -> Generator[Event, object, None]:
        """Bring in a source's money, tranche by tranche."""
        for inflow in purse.inflows:
            yield self.env.timeout(max(inflow.day - self.env.now, 0))
            if inflow.cny_10k:
                yield container.put(inflow.cny_10k)

    def live(self, life: Life) -> Generator[Event, object, None]:
        """Go through a life step by step."""
        env, story = self.env, self.story
        values, at = self.row
        rows, end = life.steps, len(life.steps)
        place = tries = 0
        held = []
        while place < end:
            step = rows[place]
            kind = step[0]
            place += 1
            if kind == steps.HOLD:
                work = values[at[step[3]] + tries]
                part = work * step[5] // steps.PPM - work * step[4] // steps.PPM
                if part > 0:
                    yield env.timeout(part)
            elif kind == steps.QUEUE:
                ((pool, _),) = story.claims[step[2]]
                request = self.pools[pool].request(life.priority)
                if not request.triggered:
                    yield request | env.timeout(step[3])
                if request.triggered:
                    held.append(request)
                else:
                    request.cancel()
                    place = step[4]
            elif kind == steps.ACQUIRE:
                for pool, _ in story.claims[step[2]]:
                    request = self.pools[pool].request(life.priority)
                    if not story.pools[pool].name.startswith("quotas."):
                        held.append(request)
                    yield request
            elif kind == steps.RELEASE:
                for request in held:
                    request.resource.release(request)
                held.clear()
            elif kind == steps.ASK or kind == steps.PAY:
                bill = story.bills[step[2]]
                owed = max(1, values[at[bill.family]] // bill.parts)
                purses = [self.purses[source] for source in bill.sources]
                able = [purse for purse in purses if purse.level >= owed]
                if kind == steps.PAY or able:
                    yield (able or purses)[0].get(owed)
                    if kind == steps.ASK:
                        place = step[3]
            elif kind == steps.CHANCE:
                if tries + 1 < values[at[step[1]]]:
                    place = step[2]
            elif kind == steps.IF:
                if values[at[step[1]] + tries] > step[2]:
                    place = step[3]
            elif kind == steps.JUMP:
                place = step[1]
            elif kind == steps.TRY:
                tries = tries + 1 if step[1] else 0
            elif kind == steps.MARK:
                self.reach(step[1])
            elif kind == steps.COUNT:
                self.counts[step[1]] += 1
                for mark in story.shares.get((step[1], self.counts[step[1]]), ()):
                    self.reach(mark)
            elif kind == steps.UNTIL:
                if step[2] > env.now:
                    yield env.timeout(step[2] - env.now)
            elif kind == steps.MEET:
                yield env.timeout(step[2] - env.now % step[2])
            elif kind == steps.WATCH:
                work = values[at[step[3]]]
                done = env.now + work * step[5] // steps.PPM - work * step[4] // steps.PPM
                self.watched[step[1]] = min(done, self.watched.get(step[1], done))
            elif kind == steps.LIST:
                published = next((day for closes, day in story.lists[step[2]] if env.now <= closes), env.now)
                if published > env.now:
                    yield env.timeout(published - env.now)
            elif kind == steps.AWAIT:
                for need in story.needs[step[1] : step[1] + step[2]]:
                    if not self.marks[need.mark].processed:
                        yield self.marks[need.mark]
                    if need.lag:
                        yield env.timeout(need.lag)
            elif kind == steps.FORK:
                yield env.all_of([env.process(self.live(story.lives[step[1] + one])) for one in range(step[2])])
            elif kind == steps.GATE:
                windows = story.gates[step[3]]
                won = [
                    max(first, env.now) + (last - max(first, env.now)) * when // steps.PPM
                    for (first, last), when in zip(windows, values[at[step[2]] :], strict=False)
                    if when >= 0 and env.now <= last
                ]
                if not won and not step[4]:
                    yield env.event()
                elif won and won[0] > env.now:
                    yield env.timeout(won[0] - env.now)
            else:
                raise ValueError(f"{steps.NAMES[kind]}: no such kind of step here")

    def reach(self, mark: int) -> None:
        """Reach a mark; the first time counts."""
        if not self.marks[mark].triggered:
            self.marks[mark].succeed(self.env.now)
            if mark % 2 and mark < 2 * len(self.story.packages):
                self.finished += 1
