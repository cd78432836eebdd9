"""What holds in every replication of any plan: money is conserved, ledgers add up, order is kept."""

from bisect import bisect_right
from collections import Counter

import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.trace import NEVER
from tests.random_plans import random_mapping
from tests.replayed import replayed


@pytest.mark.parametrize("block", range(4))
def test_money_is_conserved_in_every_year_of_every_purse(block: int) -> None:
    """Balance before + arrived = paid + lapsed + balance; what is paid is what the payments of the year say."""
    for seed in range(2000 + block, 2120, 4):
        plan = read_plan(random_mapping(seed))
        story = tell(plan)
        trace = perform(story, draw(plan, seed, 1).row(0))
        cast = story.cast()
        paid = Counter[tuple[int, int]]()
        for payment in trace.payments:
            paid[payment.source, bisect_right(story.year_starts, payment.day) - 1] += payment.cny_10k
        keys = [(purse, year) for purse in range(len(cast.sources)) for year in range(len(cast.years))]
        before = 0
        for (purse, year), cash in zip(keys, trace.cash, strict=True):
            before = before if year else 0
            assert before + cash.arrived == cash.paid + cash.lapsed + cash.balance
            assert cash.paid == paid[purse, year]
            assert min(cash) >= 0
            before = cash.balance


@pytest.mark.parametrize("block", range(4))
def test_ledgers_and_order_hold_on_random_plans(block: int) -> None:
    """Ledgers add up to finish less planned finish; nothing starts before its time; the same again is the same."""
    for seed in range(1000 + block, 1120, 4):
        plan = read_plan(random_mapping(seed))
        planned, _ = planned_run(plan)
        story = tell(plan, planned)
        for replication in range(2):
            row = draw(plan, seed, 2).row(replication)
            trace = perform(story, row)
            assert perform(story, row) == trace
            for place, (name, ledger) in enumerate(zip(plan.packages, trace.ledgers, strict=True)):
                finish = trace.finished[place] if trace.finished[place] != NEVER else story.horizon
                assert sum(ledger.values()) == finish - planned.finished[name]
                floats = ledger.get(story.causes.index(("float", "")), 0)
                assert floats <= 0
                assert_order(plan, trace, place, name)


def assert_order(plan, trace, place, name):
    """No package starts before its predecessors allow, or before its first money."""
    started, package = trace.started[place], plan.packages[name]
    if started == NEVER:
        return
    for other, dependency in package.after.items():
        if dependency.kind == "FS" and dependency.share == 1 and dependency.held_lots_share == 1:
            finished = trace.finished[list(plan.packages).index(other)]
            assert finished != NEVER
            assert started >= finished + dependency.lag_days * 1e6
    parts = package.lots.count * (package.instalments or 1)
    if package.funding and package.cost_cny_10k * (1 - package.progress) * 0.8 >= parts:
        assert min(payment.day for payment in trace.payments if payment.package == place) <= started


def test_no_grant_goes_above_capacity() -> None:
    """Replayed from the log of steps, what is held never grows beyond what there is, and often is all there is."""
    filled = 0
    for seed in range(1200, 1240):
        plan = read_plan(random_mapping(seed))
        story = tell(plan, planned_run(plan)[0])
        grants = replayed(story, perform(story, draw(plan, seed, 1).row(0), log=True)).grants
        assert [grant for grant in grants if grant.held > grant.size] == [], seed
        filled += sum(grant.held == grant.size for grant in grants)
    assert filled > 300
