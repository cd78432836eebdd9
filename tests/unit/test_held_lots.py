"""A dependency that holds only the last lots holds the part of them that it names."""

from typing import Any

from sim.plan.plan import Plan
from tests.builders import a_plan, happenings, work

LOT = "p/lot_02"


def held(**dependency: Any) -> Plan:
    """Return a plan in which the second of two lots depends on a provider of 20 days; each lot has a file of 3 days."""
    return a_plan(
        crews={"gang": 2},
        agencies={"desk": {"desks": 2, "review_days": 3}},
        packages={
            "a": {"activities": work(20)},
            "p": {
                "lots": 2,
                "after": {"a": {"held_lots_share": 0.5, **dependency}},
                "permits": {"file": {"lead": "desk", "each": "lot"}},
                "activities": work(5, crew={"gang": 1}),
            },
        },
    )


def second_lot(plan: Plan) -> list[tuple[float, str]]:
    """Return what happens to the second lot."""
    return [(day, what) for day, what, who in happenings(plan, "review", "works", "lets 1 gang", "lot") if who == LOT]


def test_the_permits_of_held_lots_wait_by_default() -> None:
    """The second lot files when its provider is in service."""
    assert second_lot(held()) == [
        (20, "review at desk"),
        (23, "works"),
        (28, "lets 1 gang go"),
        (28, "lot done"),
    ]


def test_a_dependency_that_holds_works_lets_held_lots_file() -> None:
    """The second lot's file passes meanwhile; its works wait."""
    assert second_lot(held(holds="works")) == [
        (0, "review at desk"),
        (20, "works"),
        (25, "lets 1 gang go"),
        (25, "lot done"),
    ]


def test_ff_holds_the_finish_of_held_lots_after_the_crew_has_gone() -> None:
    """The second lot is built at once; it is done a lag after its provider is in service."""
    assert second_lot(held(kind="FF", lag_days=2)) == [
        (0, "review at desk"),
        (3, "works"),
        (8, "lets 1 gang go"),
        (22, "lot done"),
    ]
