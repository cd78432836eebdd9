"""Quotas: taken whole before a file is reviewed, used up for good, and more of it by the year."""

from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell, tell_planned
from sim.model.setting import ENDLESS
from tests.builders import PROGRAMME, a_plan, finish_days, happenings, ledger_of, performed, work

AT_ONCE = {"desk": {"desks": 9, "review_days": 0}}


def land(**said: Any) -> dict[str, Any]:
    """Return the quotas of a plan that starts on 2020-01-01."""
    return {"land": {"unit": "ha", **said}}


def building(hectares: int, **more: Any) -> dict[str, Any]:
    """Return a package whose one file needs land, and whose works take a day."""
    return {"permits": {"file": {"lead": "desk", "quota": {"land": hectares}}}, "activities": work(1), **more}


def test_what_is_used_up_never_comes_back() -> None:
    """With 3 hectares a year, works of 2 each: one in the first year, two in the second from what is left of both."""
    plan = a_plan(
        agencies=AT_ONCE,
        quotas=land(amounts={2020: 3, 2021: 3, 2022: 0}),
        packages={name: building(2) for name in "abcd"},
    )
    assert finish_days(plan) == {"a": 1, "b": 367, "c": 367, "d": -1}


def test_a_years_amount_comes_on_its_day_and_the_opening_at_once() -> None:
    """Day 90 of 2020 is 31 March; the opening is there on the data date."""
    quotas = land(opening=1, amounts={2020: 1}, day="03-31")
    plan = a_plan(agencies=AT_ONCE, quotas=quotas, packages={"a": building(1), "b": building(1)})
    assert finish_days(plan) == {"a": 1, "b": 91}


def test_what_is_dated_before_the_data_date_is_there_on_it() -> None:
    """A plan that starts in July has the amount of March."""
    programme = {**PROGRAMME, "start": "2020-07-01"}
    quotas = land(amounts={2020: 1, 2021: 1}, day="03-31")
    packages = {"a": building(1), "b": building(1)}
    plan = a_plan(programme=programme, agencies=AT_ONCE, quotas=quotas, packages=packages)
    assert finish_days(plan) == {"a": 1, "b": 274}


def test_a_file_takes_its_quota_before_it_queues_for_review() -> None:
    """The second file leaves the desk idle until land comes."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 5}},
        quotas=land(opening=1, amounts={2020: 1}, day="01-31"),
        packages={"a": building(1), "b": building(1)},
    )
    assert happenings(plan, "gets", "review") == [
        (0, "gets 1 land", "a"),
        (0, "gets 1 desk", "a"),
        (0, "review at desk", "a"),
        (30, "gets 1 land", "b"),
        (30, "gets 1 desk", "b"),
        (30, "review at desk", "b"),
    ]


def test_a_returned_file_keeps_what_it_took() -> None:
    """It comes back to the desk, not to the line for land."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 5, "return_chance": 0.99}},
        quotas=land(opening=1),
        packages={"a": building(1)},
    )
    assert happenings(plan, "gets 1 land") == [(0, "gets 1 land", "a")]


def test_two_quotas_of_one_file_are_taken_at_once() -> None:
    """Who waits for heat keeps no land from others."""
    both = {"permits": {"file": {"lead": "desk", "quota": {"land": 1, "heat": 1}}}, "activities": work(1)}
    plan = a_plan(
        agencies=AT_ONCE,
        quotas={**land(opening=1, amounts={2021: 1}), "heat": {"unit": "MW", "amounts": {2021: 5}}},
        packages={"both": both, "a": building(1)},
    )
    assert finish_days(plan) == {"both": 367, "a": 1}


def test_a_smaller_claim_that_fits_passes_one_that_does_not() -> None:
    """The same rules as for desks and crews."""
    plan = a_plan(
        agencies=AT_ONCE,
        quotas=land(opening=2, amounts={2021: 1}),
        packages={"large": building(3), "small": building(1)},
    )
    assert finish_days(plan) == {"large": -1, "small": 1}
    assert finish_days(a_plan(agencies=AT_ONCE, quotas=land(opening=2), packages={"a": building(2)})) == {"a": 1}


def test_the_wait_is_booked_to_the_queue_for_the_quota() -> None:
    """Until the horizon where it never comes."""
    plan = a_plan(
        agencies=AT_ONCE,
        quotas=land(opening=1, amounts={2020: 1}, day="01-31"),
        packages=dict.fromkeys("ab", building(1)),
    )
    assert ledger_of(plan, "b") == {("queue", "land"): 30}
    never = a_plan(agencies=AT_ONCE, quotas=land(opening=1), packages=dict.fromkeys("ab", building(1)))
    trace = performed(never)
    (wait,) = trace.waits
    assert tell(never).causes[wait.cause] == ("queue", "land")
    assert ledger_of(never, "b") == {("queue", "land"): 1461, ("work", ""): -1}


def test_the_planned_run_has_it_without_limit() -> None:
    """As with crews and desks."""
    plan = a_plan(agencies=AT_ONCE, quotas=land(opening=1), packages={"a": building(1)})
    assert {pool.name: pool.profile for pool in tell_planned(plan).pools}["quotas.land"] == ((0, ENDLESS),)


def test_a_file_for_each_lot_takes_land_for_each_lot() -> None:
    """Three lots of a hectare with one a year, two there at first."""
    package = {
        "lots": 3,
        "permits": {"file": {"lead": "desk", "each": "lot", "quota": {"land": 1}}},
        "activities": work(1),
    }
    plan = a_plan(agencies=AT_ONCE, quotas=land(opening=2, amounts={2021: 1}), packages={"a": package})
    assert [day / 1e6 for _, _, day in performed(plan).lots_finished] == [1, 1, 367]


def test_works_under_way_hold_their_permits_and_their_land() -> None:
    """They take nothing."""
    plan = a_plan(agencies=AT_ONCE, quotas=land(), packages={"a": building(1, progress=0.5)})
    assert finish_days(plan) == {"a": 0.5}


@pytest.mark.parametrize(("each", "hectares"), [("package", 5), ("lot", 2)])
def test_a_class_states_a_quota_by_the_size_of_what_the_file_is_for(each: str, hectares: int) -> None:
    """45 units in three lots, a hectare for each 10: five for the whole, two for a lot of 15, rounded up."""
    file = {"lead": "desk", "each": each, "quota": {"land": {"per_size": 10}}}
    plan = read_plan(
        {
            "programme": PROGRAMME,
            "agencies": AT_ONCE,
            "quotas": land(opening=9),
            "reference_classes": {"hall": {"sized_by": "floors", "permits": {"file": file}, "activities": work(1)}},
            "packages": {"a": {"reference_class": "hall", "floors": 45, "lots": 3}},
        }
    )
    assert plan.packages["a"].permits["file"].quota == {"land": hectares}
