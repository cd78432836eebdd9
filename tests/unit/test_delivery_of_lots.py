"""Lots and works under way: how a rollout is released, shared out and paid, and what progress means."""

import pytest

from tests.builders import a_plan, finish_days, happenings, performed, work


def test_lots_are_released_evenly_both_ends_included() -> None:
    """Five lots between day 10 and day 50 begin ten days apart, the first and the last on the ends."""
    plan = a_plan(packages={"p": {"lots": {"count": 5, "from_day": 10, "to_day": 50}, "activities": work(1)}})
    assert happenings(plan, "works", "finishes") == [
        (10, "works", "p/lot_01"),
        (20, "works", "p/lot_02"),
        (30, "works", "p/lot_03"),
        (40, "works", "p/lot_04"),
        (50, "works", "p/lot_05"),
        (51, "finishes", "p"),
    ]


def test_a_package_starts_with_its_first_lot_and_finishes_with_its_last() -> None:
    """One crew builds four lots one after another, in the order of the plan."""
    plan = a_plan(crews={"gang": 1}, packages={"p": {"lots": 3, "activities": work(5, crew={"gang": 1})}})
    assert happenings(plan, "gets", "starts", "lot", "finishes") == [
        (0, "gets 1 gang", "p/lot_01"),
        (0, "starts", "p/lot_01"),
        (5, "lot done", "p/lot_01"),
        (5, "gets 1 gang", "p/lot_02"),
        (5, "starts", "p/lot_02"),
        (10, "lot done", "p/lot_02"),
        (10, "gets 1 gang", "p/lot_03"),
        (10, "starts", "p/lot_03"),
        (15, "lot done", "p/lot_03"),
        (15, "finishes", "p"),
    ]
    assert performed(plan).started == [0]


@pytest.mark.parametrize(("share", "day"), [(0.25, 5), (0.26, 10), (0.5, 10), (0.75, 15), (1, 20)])
def test_a_share_of_lots_lets_the_next_package_begin(share: float, day: int) -> None:
    """Of four lots, one each 5 days, the least number that makes the share must be done."""
    plan = a_plan(
        crews={"gang": 1},
        packages={
            "lots": {"lots": 4, "activities": work(5, crew={"gang": 1})},
            "user": {"after": {"lots": {"share": share}}, "activities": work(1)},
        },
    )
    assert happenings(plan, "finishes")[0 if share < 1 else 1] == (day + 1, "finishes", "user")


@pytest.mark.parametrize(("share", "free"), [(0.25, 3), (0.5, 2), (0.6, 1), (1, 0)])
def test_held_lots_share_holds_only_the_last_lots(share: float, free: int) -> None:
    """Of four lots the last ones wait until day 10; the others begin at once."""
    plan = a_plan(
        packages={
            "a": {"activities": work(10)},
            "p": {"lots": 4, "after": {"a": {"held_lots_share": share}}, "activities": work(1)},
        }
    )
    begun = [(day, who) for day, what, who in happenings(plan, "works") if who != "a"]
    assert begun == [(0 if lot <= free else 10, f"p/lot_{lot:02d}") for lot in range(1, 5)]


def test_a_permit_each_lot_is_filed_once_a_lot() -> None:
    """One desk reviews the files of two lots one after the other; a package's file stands before both."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 3}, "hall": {"desks": 1, "review_days": 10}},
        packages={
            "p": {
                "lots": 2,
                "permits": {"whole": "hall", "part": {"lead": "desk", "each": "lot"}},
                "activities": work(1),
            }
        },
    )
    assert happenings(plan, "review", "works") == [
        (0, "review at hall", "p"),
        (10, "review at desk", "p/lot_01"),
        (13, "works", "p/lot_01"),
        (13, "review at desk", "p/lot_02"),
        (16, "works", "p/lot_02"),
    ]


def test_each_lot_pays_an_equal_whole_part_and_the_last_one_the_rest() -> None:
    """100 in three lots are 33, 33 and 34."""
    plan = a_plan(
        funding={"own": {"kind": "equity", "opening_cny_10k": 100}},
        packages={
            "p": {
                "lots": {"count": 3, "from_day": 0, "to_day": 2},
                "cost_cny_10k": 100,
                "funding": ["own"],
                "activities": work(1),
            }
        },
    )
    assert happenings(plan, "pays") == [
        (0, "pays 33", "p/lot_01"),
        (1, "pays 33", "p/lot_02"),
        (2, "pays 34", "p/lot_03"),
    ]


def test_progress_is_paid_for_and_its_permits_are_held() -> None:
    """Half done on the data date: half the days and half the money are left, and no review."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 50}},
        funding={"own": {"kind": "equity", "tranches_cny_10k": {0: 500}}},
        packages={
            "p": {
                "progress": 0.5,
                "permits": {"lead": "desk"},
                "cost_cny_10k": 100,
                "funding": ["own"],
                "instalments": 2,
                "activities": work(20),
            }
        },
    )
    assert happenings(plan) == [
        (0, "pays 25", "p"),
        (0, "starts", "p"),
        (0, "works", "p"),
        (5, "pays 25", "p"),
        (5, "works", "p"),
        (10, "finishes", "p"),
    ]


def test_progress_leaves_out_the_activities_that_are_done() -> None:
    """55 % of 10 and 30 days: the first activity is over, 12 of the second's 30 are done, 18 are left."""
    activities = {"dig": {"days": 10, "crew": {"gang": 1}}, "fit": {"days": 30}}
    plan = a_plan(crews={"gang": 1}, packages={"p": {"progress": 0.55, "activities": activities}})
    assert happenings(plan) == [
        (0, "starts", "p"),
        (0, "works", "p"),
        (18, "finishes", "p"),
    ]


def test_activities_run_in_the_order_written_and_change_their_crews() -> None:
    """The crew of an activity goes before the next one's is claimed; the same crew is kept."""
    activities = {
        "dig": {"days": 3, "crew": {"gang": 1}},
        "lay": {"days": 2, "crew": {"gang": 1}},
        "fit": {"days": 4, "crew": {"rig": 2}},
    }
    plan = a_plan(crews={"gang": 1, "rig": 2}, packages={"p": {"activities": activities}})
    assert happenings(plan, "gets", "lets", "works") == [
        (0, "gets 1 gang", "p"),
        (0, "works", "p"),
        (3, "works", "p"),
        (5, "lets 1 gang go", "p"),
        (5, "gets 2 rig", "p"),
        (5, "works", "p"),
        (9, "lets 2 rig go", "p"),
    ]


def test_works_days_scale_the_activities_to_what_is_stated() -> None:
    """Activities of 10 and 30 days stated as 20 in all take 5 and 15."""
    activities = {"dig": {"days": 10}, "fit": {"days": 30}}
    assert happenings(a_plan(packages={"p": {"works_days": 20, "activities": activities}}), "works") == [
        (0, "works", "p"),
        (5, "works", "p"),
    ]


def test_work_with_nothing_scarce_takes_exactly_the_planned_days() -> None:
    """Zero variance and nothing scarce: the critical path, to the day, and empty ledgers."""
    plan = a_plan(
        packages={
            "a": {"activities": work(7)},
            "b": {"activities": work(4)},
            "c": {"after": ["a", "b"], "activities": work(5)},
            "d": {"after": {"b": {"lag_days": 9}}, "activities": work(1)},
        }
    )
    assert finish_days(plan) == {"a": 7, "b": 4, "c": 12, "d": 14}
    assert performed(plan).ledgers == [{}, {}, {}, {}]


def test_a_stopped_lot_pays_for_starting_itself_again_not_the_whole_package() -> None:
    """A restart costs a share of the stopped lot's part of the cost."""
    plan = a_plan(
        funding={"own": {"kind": "equity", "tranches_cny_10k": {0: 150, 30: 1000}}},
        packages={
            "p": {
                "lots": 2,
                "cost_cny_10k": 200,
                "funding": ["own"],
                "instalments": 2,
                "restart_cost_share": 0.1,
                "activities": work(20),
            }
        },
    )
    trace = performed(plan)
    assert sum(payment.cny_10k for payment in trace.payments) == 200 + 10
