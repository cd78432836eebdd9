"""Root causes add up to the day, and no wait for a predecessor is left in them, whatever the plan."""

from functools import cache

import pytest

from sim.analysis.root_causes import Roots
from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.model.story import Story
from sim.plan.trace import NEVER, Trace
from tests.properties.test_ledger import another_scenario
from tests.random_plans import random_mapping

PLANS, BLOCKS = 200, 4


@cache
def replications(block: int) -> list[tuple[int, Story, Trace]]:
    """Return the replications of a block of random plans, every other one measured against another plan."""
    found = []
    for seed in range(block, PLANS, BLOCKS):
        mapping = random_mapping(seed)
        base = planned_run(read_plan(mapping))[0]
        plan = read_plan(another_scenario(mapping, seed) if seed % 8 < BLOCKS else mapping)
        story = tell(plan, base.with_missing(planned_run(plan)[0]))
        found.append((seed, story, perform(story, draw(plan, seed, 1).row(0))))
    return found


@pytest.mark.parametrize("block", range(BLOCKS))
def test_root_ledgers_add_up_to_the_ledgers(block: int) -> None:
    """Package by package, in whole micro-days."""
    for seed, story, trace in replications(block):
        roots = Roots(story.cast(), trace)
        for place, ledger in enumerate(trace.ledgers):
            total = sum(days for there in roots.of(place).values() for days in there.values())
            assert total == sum(ledger.values()), (seed, story.packages[place])


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_wait_for_a_predecessor_is_a_root_cause(block: int) -> None:
    """Every one gives way to what made the predecessor late, or to what was in hand."""
    for seed, story, trace in replications(block):
        roots = Roots(story.cast(), trace)
        for place in range(len(story.packages)):
            kinds = {story.causes[cause][0] for there in roots.of(place).values() for cause in there}
            assert "predecessor" not in kinds, (seed, story.packages[place])


@pytest.mark.parametrize("block", range(BLOCKS))
def test_what_led_up_to_an_awaited_mark_is_its_day_less_a_planned_one(block: int) -> None:
    """The noted book has every day up to the mark (or the horizon) once, and so has the planned one of a lot."""
    for seed, story, trace in replications(block):
        assert trace.until.keys() == story.awaited.keys()
        for mark, until in trace.until.items():
            end = story.horizon if until.day == NEVER else until.day
            planned = {sum(book.values()) for book in story.awaited[mark].planned.values()}
            assert end - sum(until.ledger.values()) in planned, (seed, mark)


def test_random_plans_have_roots_of_every_kind() -> None:
    """Nothing holds only because it never happens: waits for finish, start and share, open ones, in chains."""
    seen = {"finish": 0, "start": 0, "share": 0, "open": 0, "open mark": 0, "chain": 0}
    for block in range(BLOCKS):
        for _, story, trace in replications(block):
            cast = story.cast()
            roots = Roots(cast, trace)
            for place, waited in enumerate(trace.waited):
                for mark, other in (cast.awaits[place][cause] for cause in waited):
                    kind = {0: "start", 1: "finish"}.get(mark - 2 * other, "share")
                    seen[kind] += 1
                    seen["open mark"] += kind != "finish" and trace.until[mark].day == NEVER
                seen["chain"] += len(roots.of(place)) > 2
                where = roots.open_at(place)
                seen["open"] += where is not None and where[0] != place
    assert min(seen.values()) >= 5, seen
