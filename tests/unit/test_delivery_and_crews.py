"""Crews that are scarce: who gets them, and what a change of their number does, as whole lists of what happened."""

from typing import Any

from tests.builders import a_plan, finish_days, happenings, work


def test_skip_ahead_lets_a_claim_that_fits_pass_one_that_does_not() -> None:
    """With one crew free, a claim on two waits and a later claim on one is granted."""
    assert happenings(a_plan(**three_claims("skip_ahead")), "gets", "lets") == [
        (0, "gets 1 gang", "first"),
        (2, "gets 1 gang", "small"),
        (5, "lets 1 gang go", "small"),
        (10, "lets 1 gang go", "first"),
        (10, "gets 2 gang", "large"),
        (15, "lets 2 gang go", "large"),
    ]


def test_strict_lets_nobody_pass() -> None:
    """The same claims in one line: the small one waits behind the large one."""
    assert happenings(a_plan(**three_claims("strict")), "gets", "lets") == [
        (0, "gets 1 gang", "first"),
        (10, "lets 1 gang go", "first"),
        (10, "gets 2 gang", "large"),
        (15, "lets 2 gang go", "large"),
        (15, "gets 1 gang", "small"),
        (18, "lets 1 gang go", "small"),
    ]


def three_claims(queue: str) -> dict[str, Any]:
    """Return a plan's sections in which a claim on two crews stands before a later claim on one."""
    return {
        "coordination": {"crew_queue": queue},
        "crews": {"gang": 2},
        "packages": {
            "first": {"activities": work(10, crew={"gang": 1})},
            "large": {"not_before_day": 1, "activities": work(5, crew={"gang": 2})},
            "small": {"not_before_day": 2, "activities": work(3, crew={"gang": 1})},
        },
    }


def test_a_claim_is_granted_whole_or_not_at_all() -> None:
    """A package that needs two kinds of crew holds neither while it waits for the other."""
    plan = a_plan(
        crews={"gang": 1, "rig": 1},
        packages={
            "a": {"activities": work(10, crew={"rig": 1})},
            "b": {"activities": work(4, crew={"gang": 1, "rig": 1})},
            "c": {"not_before_day": 1, "activities": work(5, crew={"gang": 1})},
        },
    )
    assert happenings(plan, "gets") == [
        (0, "gets 1 rig", "a"),
        (1, "gets 1 gang", "c"),
        (10, "gets 1 gang", "b"),
        (10, "gets 1 rig", "b"),
    ]


def test_capacity_that_shrinks_never_interrupts_work() -> None:
    """Two works begin on two crews; when one crew goes on day 5 both go on, and the next waits for both to end."""
    plan = a_plan(
        crews={"gang": {"2020-01-01": 2, "2020-01-06": 1}},
        packages={
            "a": {"activities": work(10, crew={"gang": 1})},
            "b": {"activities": work(20, crew={"gang": 1})},
            "c": {"not_before_day": 6, "activities": work(2, crew={"gang": 1})},
        },
    )
    assert happenings(plan, "starts", "finishes") == [
        (0, "starts", "a"),
        (0, "starts", "b"),
        (10, "finishes", "a"),
        (20, "finishes", "b"),
        (20, "starts", "c"),
        (22, "finishes", "c"),
    ]


def test_capacity_that_grows_is_granted_on_its_day() -> None:
    """A second crew comes on day 5, and the package in line gets it then."""
    plan = a_plan(
        crews={"gang": {"2020-01-01": 1, "2020-01-06": 2}},
        packages={name: {"activities": work(10, crew={"gang": 1})} for name in "ab"},
    )
    assert finish_days(plan) == {"a": 10, "b": 15}


def test_the_lowest_priority_number_is_served_first_and_ties_go_by_arrival_then_place() -> None:
    """Four packages want one crew: priority before arrival, arrival before place in the plan."""
    gang = {"activities": work(10, crew={"gang": 1})}
    plan = a_plan(
        crews={"gang": 1},
        packages={
            "holder": gang,
            "later": {"not_before_day": 3, "priority": 1, **gang},
            "second": {"not_before_day": 2, "priority": 1, **gang},
            "third": {"not_before_day": 3, "priority": 1, **gang},
            "urgent": {"not_before_day": 4, "priority": -1, **gang},
        },
    )
    assert happenings(plan, "starts") == [
        (0, "starts", "holder"),
        (10, "starts", "urgent"),
        (20, "starts", "second"),
        (30, "starts", "later"),
        (40, "starts", "third"),
    ]
