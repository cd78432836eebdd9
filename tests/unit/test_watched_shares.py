"""Watched shares of works: the day on which a share is done, told without touching anything else."""

from itertools import product
from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.time import MICRO
from sim.plan.trace import NEVER
from tests.builders import a_plan, performed, work
from tests.random_plans import random_mapping


def watching(*shares: float, package: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """Return sections in which milestones ask for the days of these shares of package `p`."""
    promises = {
        f"m{place}": {"commitment": "accelerate", "works_share": share, "packages": ["p"]}
        for place, share in enumerate(shares)
    }
    return {**sections, "milestones": promises, "packages": {"p": package, **sections.get("packages", {})}}


def reached(*shares: float, package: dict[str, Any], **sections: Any) -> list[float]:
    """Return the days of the shares, in order."""
    plan = a_plan(**watching(*shares, package=package, **sections))
    assert tell(plan).cast().watched == tuple((0, share) for share in shares)
    return [day / MICRO if day != NEVER else NEVER for day in performed(plan).reached]


def test_a_share_of_one_activity_is_reached_after_that_share_of_its_days() -> None:
    """In works of 40 days begun on day 10."""
    package = {"not_before_day": 10, "activities": work(40)}
    assert reached(0.25, 0.3, 1, package=package) == [20, 22, 50]


def test_a_share_is_one_of_planned_works_and_its_day_one_of_drawn_works() -> None:
    """Activities planned at 10 and 40 days take 20 and 40: half is reached 15 days into the second."""
    package = {"activities": {"w1": {"days": {"discrete": {20: 1}, "planned": 10}}, "w2": {"days": 40}}}
    assert reached(0.1, 0.2, 0.5, package=package) == [10, 20, 35]


def test_what_was_done_on_the_data_date_is_reached_on_day_0() -> None:
    """At or above the share; of a share beyond, the days that are left."""
    package = {"progress": 0.5, "activities": work(40)}
    assert reached(0, 0.3, 0.5, 0.6, package=package) == [0, 0, 0, 4]


def test_a_share_that_is_not_done_by_the_horizon_is_not_reached() -> None:
    """The horizon is on day 1461; a work of 2000 days is half done on day 1000."""
    assert reached(0.5, 0.75, package={"activities": work(2000)}) == [1000, NEVER]


def test_of_lots_the_last_one_that_the_share_needs_counts() -> None:
    """Four lots of 10 days, released on days 0, 20, 40 and 60: with half done before, three quarters are two lots."""
    lots = {"count": 4, "from_day": 0, "to_day": 60}
    assert reached(0.25, 0.3, 1, package={"lots": lots, "activities": work(10)}) == [10, 30, 70]
    assert reached(0.25, 0.75, 0.8, package={"lots": lots, "progress": 0.5, "activities": work(10)}) == [0, 25, 45]


def test_a_share_below_one_lot_is_reached_within_the_first() -> None:
    """Four lots of 10 days: a twentieth of all works is a fifth of the first lot, whichever comes first."""
    lots = {"count": 4, "from_day": 5, "to_day": 65}
    assert reached(0.05, 0.2, package={"lots": lots, "activities": work(10)}) == [7, 13]
    assert reached(0.55, package={"lots": lots, "progress": 0.5, "activities": work(10)}) == [7]


def test_rework_and_stops_do_not_move_the_day_of_what_was_done_before() -> None:
    """The first try counts; a stop before the second instalment delays only what comes after it."""
    package = {
        "cost_cny_10k": 20,
        "funding": ["own"],
        "instalments": 2,
        "activities": {"w1": {"days": 20, "rework": 0.9}, "w2": {"days": 20}},
    }
    funding = {"own": {"kind": "equity", "tranches_cny_10k": {0: 10, 500: 10}}}
    first, half, later = reached(0.25, 0.5, 0.75, package=package, funding=funding)
    assert (first, half) == (10, 20)
    assert later == 510


def test_a_soft_provider_and_a_season_move_the_day_as_they_move_the_works() -> None:
    """At half pace 20 days of work take 40; on a clock that stops for 10 days, 50."""
    package = {"instalments": 1, "slowed_by": {"q": 0.5}, "activities": work(20)}
    other = {"packages": {"q": {"activities": work(1000)}}}
    assert reached(0.5, 1, package=package, **other) == [20, 40]
    calendar = {"seasons": {"flood": {"rate": 0, "spans": [["2020-01-11", "2020-01-20"]]}}}
    assert reached(0.25, 0.5, 1, package=package, calendar=calendar, **other) == [10, 30, 50]


@pytest.mark.parametrize("block", range(4))
def test_watching_changes_nothing_else(block: int) -> None:
    """The traces of random plans are the same with every share watched, events of watching aside."""
    for seed in range(block, 120, 4):
        mapping = random_mapping(seed)
        shares = product(mapping["packages"], (0.01, 0.4, 0.77, 1))
        promises = {
            f"m{place}": {"commitment": "accelerate", "works_share": share, "packages": [name]}
            for place, (name, share) in enumerate(shares)
        }
        plans = [read_plan({**mapping, "milestones": milestones}) for milestones in ({}, promises)]
        nothing, everything = (
            perform(tell(plan, planned_run(plan)[0]), draw(plan, seed, 1).row(0), log=True) for plan in plans
        )
        assert nothing.reached == []
        assert everything._replace(reached=[], events=[]) == nothing._replace(events=[])
        told = [(day, kind, life) for day, kind, life, _ in everything.events if kind != "watch"]
        assert told == [(day, kind, life) for day, kind, life, _ in nothing.events]


@pytest.mark.parametrize("block", range(4))
def test_larger_shares_are_reached_later_and_all_of_one_between_start_and_finish(block: int) -> None:
    """In order, not before the start of works, the whole not after the finish."""
    reached = 0
    for seed in range(block, 120, 4):
        mapping = random_mapping(seed)
        names, shares = list(mapping["packages"]), (0.2, 0.5, 0.8, 1)
        promises = {
            f"m{place}": {"commitment": "accelerate", "works_share": share, "packages": [name]}
            for place, (name, share) in enumerate(product(names, shares))
        }
        plan = read_plan({**mapping, "milestones": promises})
        trace = perform(tell(plan, planned_run(plan)[0]), draw(plan, seed, 1).row(0))
        for place in range(len(names)):
            begun, done = trace.started[place], trace.finished[place]
            days = trace.reached[4 * place : 4 * place + 4]
            in_time = [day for day in days if day != NEVER]
            assert in_time == sorted(in_time) == days[: len(in_time)]
            assert all(day >= begun for day in in_time if day)
            assert done == NEVER or days[-1] <= done
            reached += len(in_time)
    assert reached > 200
