"""Two executors, written apart, give the same trace: what happens is said by the story alone."""

from random import Random
from typing import Any

import pytest

from sim.config import read_plan
from sim.model import steps
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import Performance, perform
from sim.model.planned import planned_run
from sim.plan.trace import NEVER, Trace
from tests.plain_executor import perform_plainly
from tests.random_plans import random_mapping

PLANS, REPLICATIONS = 240, 2


def in_order(trace: Trace) -> dict[str, Any]:
    """Return the facts of a trace with the lists whose order has no meaning sorted."""
    facts = trace._asdict()
    for name in ("lots_finished", "payments", "stops", "waits"):
        facts[name] = sorted(facts[name])
    return facts


@pytest.mark.parametrize("block", range(8))
def test_the_engine_and_a_plain_executor_agree_on_random_plans(block: int) -> None:
    """On plans with every feature both executors give the same facts, the events of an instant shuffled."""
    for seed in range(block, PLANS, 8):
        plan = read_plan(random_mapping(seed))
        planned, _ = planned_run(plan)
        story = tell(plan, planned)
        quantities = draw(plan, seed, REPLICATIONS)
        for replication in range(REPLICATIONS):
            row = quantities.row(replication)
            shuffled = perform_plainly(story, row, Random(f"{seed}/{replication}"))
            assert in_order(perform(story, row)) == in_order(shuffled), f"plan {seed}, replication {replication}"


def test_the_random_plans_use_every_kind_of_step_and_reach_every_state() -> None:
    """Nothing agrees only because it never happens: every kind of step, every cause, every open wait, lapses."""
    kinds: set[str] = set()
    causes: set[str] = set()
    waits: set[str] = set()
    finished = lapsed = reached = ahead = 0
    used_up: set[str] = set()
    for seed in range(120):
        plan = read_plan(random_mapping(seed))
        story = tell(plan, planned_run(plan)[0])
        performance = Performance(story, draw(plan, seed, 1).row(0), log=True)
        trace = performance.run(story.horizon)
        ahead += any(performance.settlement.ahead)
        kinds.update(event[1] for event in trace.events)
        causes.update(story.causes[cause][0] for ledger in trace.ledgers for cause in ledger)
        used_up.update(set(plan.quotas) & {story.causes[cause][1] for ledger in trace.ledgers for cause in ledger})
        waits.update(story.causes[wait.cause][0] for wait in trace.waits)
        finished += sum(day != NEVER for day in trace.finished)
        lapsed += sum(source.lapsed for source in trace.cash)
        reached += sum(day > 0 for day in trace.reached)
    assert kinds == set(steps.NAMES)
    assert causes == {
        *("season", "holiday", "shock", "float", "predecessor", "release", "outside", "queue", "review", "returned"),
        *("meeting", "handover", "tender"),
        *("money", "restart", "crew", "work", "slowed", "rework"),
    }
    assert waits >= {"predecessor", "outside", "queue", "meeting", "review", "money", "crew", "work"}
    assert finished > 100
    assert lapsed > 0
    assert reached > 50
    assert ahead > 10
    assert used_up == {"land", "heat"}
