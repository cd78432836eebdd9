"""The book of days: every day late or early stands in a ledger once, whatever plan it is measured against."""

from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell, tell_planned
from sim.model.draws import draw, planned_quantities
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.trace import NEVER
from tests.random_plans import random_mapping


def another_scenario(mapping: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return a row that differs from *mapping*: a package more, a dependency less, other days and reviews."""
    row = deepcopy(mapping)
    luck = Random(f"row {seed}")
    first, *_, last = row["packages"]
    row["packages"][last]["activities"]["w1"]["days"] = luck.choice([0, 7, 30])
    row["packages"][luck.choice([first, last])].pop("after", None)
    row["packages"]["another"] = {"after": [first, last], "activities": {"w1": {"days": 3, "crew": {"r1": 1}}}}
    row["coordination"]["review_mode"] = luck.choice(["series", "joint"])
    return row


@pytest.mark.parametrize("block", range(4))
def test_ledgers_of_a_row_add_up_against_the_planned_run_of_its_base(block: int) -> None:
    """They add up to finish, or horizon, less planned finish; what the plan had in hand is never above zero."""
    for seed in range(block, 120, 4):
        mapping = random_mapping(seed)
        row_plan = read_plan(another_scenario(mapping, seed))
        base = planned_run(read_plan(mapping))[0].with_missing(planned_run(row_plan)[0])
        story = tell(row_plan, base)
        trace = perform(story, draw(row_plan, seed, 1).row(0))
        in_hand = story.causes.index(("float", ""))
        for name, finish, ledger in zip(row_plan.packages, trace.finished, trace.ledgers, strict=True):
            end = story.horizon if finish == NEVER else finish
            assert sum(ledger.values()) == end - base.finished[name], (seed, name)
            assert ledger.get(in_hand, 0) <= 0, (seed, name)


@pytest.mark.parametrize("seed", range(60))
def test_a_run_that_goes_as_planned_has_empty_ledgers(seed: int) -> None:
    """The planned run, performed again and measured against itself, is late by nothing, cause by cause."""
    mapping = random_mapping(seed)
    mapping["programme"]["horizon"] = "2050-12-31"
    plan = read_plan(mapping)
    planned, planned_trace = planned_run(plan)
    unlimited = tell_planned(plan)
    books = tuple(
        {unlimited.causes.index(cause): days for cause, days in planned.books[name].items()} for name in plan.packages
    )
    trace = perform(replace(unlimited, planned_books=books), planned_quantities(plan))
    assert trace.finished == planned_trace.finished
    assert trace.ledgers == [{} for _ in plan.packages]


def test_the_planned_run_waits_for_nothing_that_is_scarce() -> None:
    """Its books hold no queue, meeting, money, crew, returned file, rework, restart or shock."""
    calm = {"season", "holiday", "predecessor", "release", "outside", "review", "handover", "tender", "work", "slowed"}
    for seed in range(100):
        planned, _ = planned_run(read_plan(random_mapping(seed)))
        kinds = {kind for book in planned.books.values() for (kind, _), days in book.items() if days}
        assert kinds <= calm, seed
