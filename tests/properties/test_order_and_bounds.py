"""Order, bounds and sums on small random plans of fixed days: what a critical path by hand and a replay say of them."""

from random import Random
from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Trace
from tests.builders import totals
from tests.replayed import replayed

BLOCKS, PLANS = 6, 20
"""Each test runs on so many plans, a block of them at a time."""

PROGRAMME = {"name": "Small", "start": "2020-01-01", "deadline": "2025-12-31", "horizon": "2059-12-31"}


def small_plan(seed: int, times: int = 1, plenty: bool = False) -> dict[str, Any]:
    """Return the mapping of a plan of fixed days on a continuous calendar, all its days *times* as many.

    With *plenty* there are crews, desks and money for everybody at once.
    """
    luck = Random(f"small {seed}")
    names = [f"p{number}" for number in range(luck.randint(2, 8))]
    money = {luck.randint(0, 60) * times: luck.randint(20, 120) for _ in range(luck.randint(1, 6))}
    last = {150 * times: 10_000}
    plan: dict[str, Any] = {
        "programme": PROGRAMME,
        "calendar": "continuous",
        "coordination": {
            "intake_days": luck.choice([0, 2]) * times,
            "crew_queue": luck.choice(["skip_ahead", "strict"]),
        },
        "crews": {"gang": luck.randint(2, 3), "rig": {0: 2, 30 * times: 1, 70 * times: 3}},
        "agencies": {unit: {"desks": 1, "review_days": luck.randint(1, 8) * times} for unit in "ab"},
        "funding": {
            "first": {"kind": "bond", "tranches_cny_10k": money, "queue": luck.choice(["skip_ahead", "strict"])},
            "second": {"kind": "equity", "tranches_cny_10k": last},
        },
        "packages": {},
    }
    for name in names:
        plan["packages"][name] = _package(luck, list(plan["packages"]), times)
    if plenty:
        plan["crews"] = dict.fromkeys(plan["crews"], 1000)
        plan["agencies"] = {unit: {**agency, "desks": 1000} for unit, agency in plan["agencies"].items()}
        plan["funding"]["second"] = {"kind": "equity", "opening_cny_10k": 10_000}
    return plan


def _package(luck: Random, earlier: list[str], times: int) -> dict[str, Any]:
    package: dict[str, Any] = {
        "not_before_day": luck.choice([0, 0, 4]) * times,
        "priority": luck.choice([0, 0, 1]),
        "activities": {
            f"w{number}": {
                "days": luck.randint(1, 20) * times,
                "crew": luck.choice([{}, {"gang": 1}, {"gang": 2}, {"rig": 1}, {"gang": 1, "rig": 1}]),
            }
            for number in range(luck.randint(1, 3))
        },
        "after": {
            other: {
                "kind": luck.choice(["FS", "FS", "SS", "FF"]),
                "lag_days": luck.choice([0, 3]) * times,
                "holds": luck.choice(["permits", "works"]),
            }
            for other in luck.sample(earlier, min(len(earlier), luck.randint(0, 2)))
        },
    }
    if luck.random() < 0.6:
        supporters, mode = luck.choice([[], ["b"]]), luck.choice(["series", "joint"])
        package["permits"] = {"file": {"lead": "a", "supporters": supporters, "mode": mode}}
    if luck.random() < 0.7:
        package |= {
            "cost_cny_10k": luck.randint(20, 150),
            "funding": ["first", "second"],
            "instalments": luck.choice([1, 2, 4]),
            "restart_days": luck.choice([0, 2]) * times,
            "restart_cost_share": luck.choice([0, 0.05]),
        }
    return package


def performed(mapping: dict[str, Any]) -> tuple[Plan, Story, Trace]:
    plan = read_plan(mapping)
    story = tell(plan, planned_run(plan)[0])
    return plan, story, perform(story, draw(plan, 1, 1).row(0), log=True)


def critical_path(plan: Plan) -> dict[str, tuple[float, float]]:
    """Return start of works and finish of each package in days, by hand: a forward pass in the order of the plan."""
    dates: dict[str, tuple[float, float]] = {}
    for name, package in plan.packages.items():
        held = {"permits": package.not_before_day, "works": 0.0, "finish": 0.0}
        for other, dependency in package.after.items():
            part = "finish" if dependency.kind == "FF" else dependency.holds
            day = dates[other][0 if dependency.kind == "SS" else 1] + dependency.lag_days
            held[part] = max(held[part], day)
        start = held["permits"]
        for permit in package.permits.values():
            days = [plan.agencies[unit].review_days.planned_value() for unit in (permit.lead, *permit.supporters)]
            start += sum(days) if permit.mode == "series" else plan.coordination.intake_days + max(days)
        start = max(start, held["works"])
        finish = start + sum(activity.planned_days() for activity in package.activities.values())
        dates[name] = (start, max(finish, held["finish"]))
    return dates


def dates_of(plan: Plan, trace: Trace) -> dict[str, tuple[int, int]]:
    return dict(zip(plan.packages, zip(trace.started, trace.finished, strict=True), strict=True))


def each_plan(block: int, **options: Any) -> Any:
    """Yield what became of each plan of a block."""
    for seed in range(block * PLANS, (block + 1) * PLANS):
        yield performed(small_plan(seed, **options))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_nothing_starts_before_its_predecessors_its_permits_and_its_first_instalment(block: int) -> None:
    """Whatever is scarce: no works begin before what holds them, and no finish is reached before what holds it."""
    for plan, story, trace in each_plan(block):
        dates = dates_of(plan, trace)
        for place, (name, package) in enumerate(plan.packages.items()):
            started, finished = dates[name]
            assert started >= package.not_before_day * MICRO
            for other, dependency in package.after.items():
                reached = dates[other][0 if dependency.kind == "SS" else 1]
                assert reached != NEVER
                assert (finished if dependency.kind == "FF" else started) >= reached + dependency.lag_days * MICRO
            reviewed = reviewed_days(story, trace, place)
            units = sum(1 + len(permit.supporters) for permit in package.permits.values())
            assert len(reviewed) >= units and max(reviewed, default=NEVER) <= started
            if package.cost_cny_10k:
                first_bill = package.cost_cny_10k // (package.instalments or 1)
                paid = sum(one.cny_10k for one in trace.payments if one.package == place and one.day <= started)
                assert paid >= first_bill


def reviewed_days(story: Story, trace: Trace, package: int) -> list[int]:
    """Return the days on which the package or a branch of its reviews gave a desk back."""
    found = []
    for day, kind, life, place in trace.events:
        if kind == "release" and story.lives[life].package == package:
            claim = story.lives[life].steps[int(place)][1]
            if claim not in story.crew_claims:
                found.append(day)
    return found


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_grant_goes_above_capacity_and_all_is_given_back(block: int) -> None:
    """Replayed step by step: a grant leaves at most the capacity of its day in use; at the end nothing is held."""
    for _, story, trace in each_plan(block):
        found = replayed(story, trace)
        assert [grant for grant in found.grants if grant.held > grant.size] == []
        assert found.held == [0] * len(story.pools)
        assert not found.claiming


@pytest.mark.parametrize("block", range(BLOCKS))
def test_without_luck_and_with_nothing_scarce_dates_are_exactly_the_critical_path(block: int) -> None:
    """To the micro-day, in the replication and in the planned run, and all ledgers are empty."""
    for plan, _, trace in each_plan(block, plenty=True):
        by_hand = {name: (start * MICRO, finish * MICRO) for name, (start, finish) in critical_path(plan).items()}
        assert dates_of(plan, trace) == by_hand
        assert dates_of(plan, planned_run(plan)[1]) == by_hand
        assert trace.ledgers == [{}] * len(plan.packages)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_scarcity_makes_a_finish_earlier_than_the_critical_path(block: int) -> None:
    """Waiting only adds: every date is at or after the one by hand."""
    for plan, _, trace in each_plan(block):
        for name, (start, finish) in critical_path(plan).items():
            started, finished = dates_of(plan, trace)[name]
            assert started >= start * MICRO
            assert finished >= finish * MICRO


@pytest.mark.parametrize("block", range(BLOCKS))
def test_money_and_days_add_up(block: int) -> None:
    """In = paid + lapsed + balance; what is paid is what is owed and the restarts; ledgers are finish less planned."""
    for plan, story, trace in each_plan(block):
        planned, _ = planned_run(plan)
        for place, (arrived, paid, lapsed, balance) in enumerate(totals(plan, trace)):
            assert arrived == paid + lapsed + balance
            assert paid == sum(payment.cny_10k for payment in trace.payments if payment.source == place)
            assert min(arrived, paid, lapsed, balance) >= 0
        for place, (name, package) in enumerate(plan.packages.items()):
            paid = sum(payment.cny_10k for payment in trace.payments if payment.package == place)
            stops = sum(
                1
                for _, kind, life, at in trace.events
                if kind == "pay" and story.lives[life].package == place and story.lives[life].steps[int(at)][3]
            )
            owed = package.cost_cny_10k if package.funding else 0
            assert paid == owed + stops * (owed * round(1000 * package.restart_cost_share) // 1000)
            assert sum(trace.ledgers[place].values()) == trace.finished[place] - planned.finished[name]


def test_the_same_story_and_row_give_the_same_trace_twice() -> None:
    """Nothing is kept from one performance to the next."""
    for seed in range(30):
        plan = read_plan(small_plan(seed))
        story, row = tell(plan, planned_run(plan)[0]), draw(plan, 1, 1).row(0)
        first = perform(story, row, log=True)
        assert perform(story, row, log=True) == first
        assert perform(tell(plan, planned_run(plan)[0]), draw(plan, 1, 1).row(0), log=True) == first


@pytest.mark.parametrize("block", range(BLOCKS))
def test_days_times_seven_give_dates_times_seven_with_all_that_is_scarce(block: int) -> None:
    """Works, reviews, lags, tranches, capacities: seven times as late, everything happens in the same order."""
    for seed in range(block * PLANS, (block + 1) * PLANS):
        _, _, once = performed(small_plan(seed))
        _, _, seven = performed(small_plan(seed, times=7))
        assert [(7 * day, *rest) for day, *rest in once.events] == [tuple(event) for event in seven.events]
        assert [7 * day for day in once.finished] == seven.finished
        assert [{cause: 7 * days for cause, days in ledger.items()} for ledger in once.ledgers] == seven.ledgers


def test_the_small_plans_meet_all_that_is_scarce() -> None:
    """Crews, desks, both sources and restarts are waited for in some of them, so that no test passes on empty plans."""
    causes = {
        story.causes[cause][0]
        for block in range(BLOCKS)
        for _, story, trace in each_plan(block)
        for ledger in trace.ledgers
        for cause in ledger
    }
    assert {"crew", "queue", "money", "restart", "predecessor", "float"} <= causes
