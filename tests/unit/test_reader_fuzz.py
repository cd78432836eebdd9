"""Whatever stands in a mapping, reading it gives a plan or a PlanError, and what is read can be performed."""

from copy import deepcopy
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from tests.mutations import HUGE, ODD, Mutation, inside, mutated, mutations, places_in
from tests.whole_mapping import whole_mapping


def read(mapping: dict[str, Any]) -> Plan | None:
    """Return the plan, or none with its problems looked at."""
    try:
        return read_plan(mapping)
    except PlanError as error:
        assert error.problems
        assert all(isinstance(line, str) and line for line in error.problems)
        return None


@settings(max_examples=300)
@given(st.lists(mutations(ODD + HUGE), min_size=1, max_size=4))
def test_a_mutated_mapping_gives_a_plan_or_a_plan_error(found: list[Mutation]) -> None:
    """Dropped, misspelt, moved and replaced entries never end in another exception."""
    read(mutated(*found))


def test_every_entry_replaced_by_odd_values_gives_a_plan_or_a_plan_error() -> None:
    """One after another, by three in turn of the values that most often end in a traceback."""
    odd = (None, [], {}, "x", -1, float("nan"), {"a": {"b": [None]}})
    for number, (*above, key) in enumerate(places_in(whole_mapping())):
        for turn in range(3):
            mapping = whole_mapping()
            inside(mapping, tuple(above))[key] = deepcopy(odd[(number + 2 * turn) % len(odd)])
            read(mapping)


@settings(max_examples=100)
@given(mutations(ODD))
def test_what_reads_can_be_performed(found: Mutation) -> None:
    """A plan that passes the reader has a planned run and a replication, whose ledgers add up."""
    plan = read(mutated(found))
    assume(plan is not None)
    planned, _ = planned_run(plan)
    story = tell(plan, planned)
    trace = perform(story, draw(plan, 1, 2).row(1))
    for name, finished, ledger in zip(plan.packages, trace.finished, trace.ledgers, strict=True):
        assert sum(ledger.values()) == (finished if finished >= 0 else story.horizon) - planned.finished[name]
