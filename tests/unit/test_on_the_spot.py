"""What is alone at its instant is settled on the spot; whatever else comes at the instant is settled together."""

from typing import Any

from simpy import Event

from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import Performance
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from tests.builders import a_plan, finish_days, happenings, work


def simpy_events(plan: Plan) -> int:
    """Return the number of SimPy events of the first replication."""
    story = tell(plan)
    performance = Performance(story, draw(plan, 1, 1).row(0))
    performance.run(story.horizon)
    return next(performance.env._eid) - len(performance.env._queue)


def settlement_days(plan: Plan) -> list[float]:
    """Return the days on which the first replication has a settlement."""
    story = tell(plan)
    performance = Performance(story, draw(plan, 1, 1).row(0))
    settlement = performance.settlement
    days: list[float] = []
    settle = settlement._settle

    def noted(event: Event) -> None:
        days.append(settlement.env.now / MICRO)
        settle(event)

    settlement._settle = noted  # type: ignore[method-assign]
    performance.run(story.horizon)
    return days


def test_a_claim_that_is_alone_and_fits_takes_no_event() -> None:
    """With a crew and without one a package has as many events; claimed on the same day as another it has more."""
    crewed = {"not_before_day": 3, "activities": work(5, crew={"gang": 1})}
    free = {"not_before_day": 3, "activities": work(5)}
    alone = simpy_events(a_plan(crews={"gang": 1}, packages={"a": crewed}))
    assert alone == simpy_events(a_plan(packages={"a": free}))
    two = simpy_events(a_plan(crews={"gang": 2}, packages={"a": crewed, "b": crewed}))
    assert two > simpy_events(a_plan(packages={"a": free, "b": free}))


def test_of_those_that_one_finish_lets_go_on_the_first_in_turn_is_served() -> None:
    """The one that stands first in the plan goes on first, but does not take the crew from one of higher priority."""
    after = {"after": ["a"], "activities": work(5, crew={"gang": 1})}
    packages = {"a": {"activities": work(5)}, "late": {**after, "priority": 2}, "early": {**after, "priority": 1}}
    assert finish_days(a_plan(crews={"gang": 1}, packages=packages)) == {"a": 5, "late": 15, "early": 10}


def test_of_bills_of_one_instant_the_first_in_turn_is_met() -> None:
    """There is money for one."""
    bill = {"after": ["a"], "cost_cny_10k": 10, "funding": ["own"], "instalments": 1, "activities": work(5)}
    packages = {"a": {"activities": work(5)}, "late": {**bill, "priority": 2}, "early": {**bill, "priority": 1}}
    funding = {"own": {"kind": "equity", "tranches_cny_10k": {0: 10, 20: 10}}}
    assert finish_days(a_plan(funding=funding, packages=packages)) == {"a": 5, "late": 25, "early": 10}


def test_a_bill_that_is_alone_does_not_pass_one_that_waits_at_a_strict_source() -> None:
    """The small one comes later and alone, and could be paid; at a source that skips ahead it is."""

    def finishes(queue: str) -> dict[str, float]:
        funding = {"own": {"kind": "equity", "queue": queue, "tranches_cny_10k": {0: 10, 30: 100}}}
        bill: dict[str, Any] = {"funding": ["own"], "instalments": 1, "activities": work(5)}
        packages = {
            "large": {**bill, "cost_cny_10k": 50},
            "small": {**bill, "cost_cny_10k": 5, "not_before_day": 10},
        }
        return finish_days(a_plan(funding=funding, packages=packages))

    assert finishes("strict") == {"large": 35, "small": 35}
    assert finishes("skip_ahead") == {"large": 35, "small": 15}


def test_a_claim_that_is_alone_does_not_pass_a_strict_line() -> None:
    """One crew is free, but who wants two stands before it."""
    packages = {
        "first": {"activities": work(20, crew={"gang": 1})},
        "two": {"not_before_day": 1, "activities": work(5, crew={"gang": 2})},
        "one": {"not_before_day": 2, "activities": work(5, crew={"gang": 1})},
    }
    strict = a_plan(coordination={"crew_queue": "strict"}, crews={"gang": 2}, packages=packages)
    assert finish_days(strict) == {"first": 20, "two": 25, "one": 30}
    assert finish_days(a_plan(crews={"gang": 2}, packages=packages)) == {"first": 20, "two": 25, "one": 7}


def test_an_instalment_that_is_asked_for_alone_and_not_met_stops_the_works_at_once() -> None:
    """The crew is let go on that day, and comes back when the money does."""
    plan = a_plan(
        crews={"gang": 1},
        funding={"own": {"kind": "equity", "tranches_cny_10k": {0: 10, 30: 10}}},
        packages={
            "a": {
                "cost_cny_10k": 20,
                "funding": ["own"],
                "instalments": 2,
                "activities": work(20, crew={"gang": 1}),
            }
        },
    )
    assert happenings(plan, "pays", "stops", "lets", "gets", "finishes") == [
        (0, "pays 10", "a"),
        (0, "gets 1 gang", "a"),
        (10, "stops", "a"),
        (10, "lets 1 gang go", "a"),
        (30, "pays 10", "a"),
        (30, "gets 1 gang", "a"),
        (40, "lets 1 gang go", "a"),
        (40, "finishes", "a"),
    ]


def test_a_claim_that_does_not_fit_takes_no_settlement_of_its_own() -> None:
    """The second comes on day 3 and waits; only the start and what is given back on day 5 are settled."""
    packages = {
        "a": {"activities": work(5, crew={"gang": 1})},
        "b": {"not_before_day": 3, "activities": work(5, crew={"gang": 1})},
    }
    plan = a_plan(crews={"gang": 1}, packages=packages)
    assert settlement_days(plan) == [0, 5]
    assert finish_days(plan) == {"a": 5, "b": 10}


def test_money_that_is_not_enough_is_looked_at_but_not_settled() -> None:
    """Two tranches too small take an event each and no more."""
    bill = {"cost_cny_10k": 100, "funding": ["own"], "instalments": 1, "activities": work(5)}

    def plan(tranches: dict[int, int]) -> Plan:
        return a_plan(funding={"own": {"kind": "equity", "tranches_cny_10k": tranches}}, packages={"a": bill})

    drop_by_drop, at_once = plan({30: 10, 60: 10, 90: 80}), plan({90: 100})
    assert finish_days(drop_by_drop) == finish_days(at_once) == {"a": 95}
    assert simpy_events(drop_by_drop) == simpy_events(at_once) + 2
    assert settlement_days(drop_by_drop)[-1] == 90
    assert 30 not in settlement_days(drop_by_drop)
