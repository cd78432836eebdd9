"""Two executors, written apart, give the same trace: what happens is said by the story alone."""

from random import Random
from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.trace import Trace
from tests.plain_executor import perform_plainly
from tests.random_plans import random_mapping

PLANS, REPLICATIONS = 240, 2


def in_order(trace: Trace) -> dict[str, Any]:
    """Return the facts of a trace with the lists whose order has no meaning sorted."""
    facts = trace._asdict()
    for name in ("lots_finished", "payments", "waits"):
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


def test_the_random_plans_use_every_kind_of_step() -> None:
    """The random plans perform every kind of step, so that none agrees only because it never happens."""
    seen: set[str] = set()
    for seed in range(40):
        plan = read_plan(random_mapping(seed))
        story = tell(plan, planned_run(plan)[0])
        seen.update(event[1] for event in perform(story, draw(plan, seed, 1).row(0), log=True).events)
    kinds = {"await", "until", "gate", "acquire", "release", "hold", "chance", "try", "ask", "pay", "fork", "mark"}
    assert kinds | {"count", "jump"} == seen
