"""The life of a package, day by day, on small plans: whole lists of what happened, when and to whom."""

from typing import Any

import pytest

from sim.model.draws import draw
from tests.builders import a_plan, finish_days, happenings, ledger_of, performed, replication_where, work

UNITS = ("a", "b", "c")


def three_reviews(mode: str, **coordination: Any) -> dict[str, Any]:
    """Return a plan's sections in which one file needs 20 days at each of three units."""
    permit = {"lead": "a", "supporters": ["b", "c"], "mode": mode}
    return {
        "coordination": coordination,
        "agencies": {unit: {"desks": 1, "review_days": 20} for unit in UNITS},
        "packages": {"p": {"permits": {"file": permit}, "activities": work(5)}},
    }


def test_three_reviews_of_twenty_days_take_sixty_in_series() -> None:
    """The lead first, then each supporter, then the works."""
    assert happenings(a_plan(**three_reviews("series")), "review", "starts", "finishes") == [
        (0, "review at a", "p"),
        (20, "review at b", "p"),
        (40, "review at c", "p"),
        (60, "starts", "p"),
        (65, "finishes", "p"),
    ]


def test_three_reviews_of_twenty_days_take_twenty_joint() -> None:
    """Lead and supporters review side by side."""
    assert happenings(a_plan(**three_reviews("joint")), "review", "starts", "finishes") == [
        (0, "review at a", "p/file/a"),
        (0, "review at b", "p/file/b"),
        (0, "review at c", "p/file/c"),
        (20, "starts", "p"),
        (25, "finishes", "p"),
    ]


def test_the_lead_takes_a_joint_file_in_before_all_review() -> None:
    """Three days of intake stand before the twenty of the review; the lead's desk is free in between."""
    assert happenings(a_plan(**three_reviews("joint", intake_days=3)), "review", "starts") == [
        (0, "review at a", "p"),
        (3, "review at a", "p/file/a"),
        (3, "review at b", "p/file/b"),
        (3, "review at c", "p/file/c"),
        (23, "starts", "p"),
    ]


def test_a_permit_without_a_mode_takes_the_mode_of_the_programme() -> None:
    """`review_mode` holds where the permit names none, and only there."""
    for mode, day in (("series", 65), ("joint", 25)):
        sections = three_reviews("series", review_mode=mode)
        del sections["packages"]["p"]["permits"]["file"]["mode"]
        assert finish_days(a_plan(**sections)) == {"p": day}


def test_a_returned_file_arrives_anew() -> None:
    """It leaves the desk, is corrected for 4 days and joins the line behind the file that came meanwhile."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 10, "return_chance": 0, "resubmission_days": 4}},
        packages={
            "p": {"permits": {"file": {"lead": "desk", "return_chance": 0.3}}, "activities": work(1)},
            "q": {"not_before_day": 1, "permits": {"file": "desk"}, "activities": work(1)},
            "r": {"not_before_day": 12, "permits": {"file": "desk"}, "activities": work(1)},
        },
    )
    once = replication_where(plan, {"p/file/desk/returned": 2})
    assert happenings(plan, "review", "returned", "finishes", replication=once) == [
        (0, "review at desk", "p"),
        (10, "returned by desk", "p"),
        (10, "review at desk", "q"),
        (20, "review at desk", "r"),
        (21, "finishes", "q"),
        (30, "review at desk", "p"),
        (31, "finishes", "r"),
        (41, "finishes", "p"),
    ]


def test_nothing_begins_before_its_release() -> None:
    """`not_before_day` may be a part of a day, and `not_before` a date; permits wait as well."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 2}},
        packages={
            "a": {"not_before_day": 3.5, "permits": {"lead": "desk"}, "activities": work(1)},
            "b": {"not_before": "2020-01-11", "activities": work(1)},
        },
    )
    assert happenings(plan) == [
        (3.5, "gets 1 desk", "a"),
        (3.5, "review at desk", "a"),
        (5.5, "lets 1 desk go", "a"),
        (5.5, "starts", "a"),
        (5.5, "works", "a"),
        (6.5, "finishes", "a"),
        (10, "starts", "b"),
        (10, "works", "b"),
        (11, "finishes", "b"),
    ]


def test_ff_lets_the_crew_go_before_it_waits() -> None:
    """The works end on day 4, the crew goes to the next package at once, and the finish waits for day 10 and 5 more."""
    plan = a_plan(
        crews={"gang": 1},
        packages={
            "a": {"activities": work(10)},
            "ff": {"after": {"a": {"kind": "FF", "lag_days": 5}}, "activities": work(4, crew={"gang": 1})},
            "next": {"not_before_day": 1, "activities": work(2, crew={"gang": 1})},
        },
    )
    assert happenings(plan, "gets", "lets", "finishes") == [
        (0, "gets 1 gang", "ff"),
        (4, "lets 1 gang go", "ff"),
        (4, "gets 1 gang", "next"),
        (6, "lets 1 gang go", "next"),
        (6, "finishes", "next"),
        (10, "finishes", "a"),
        (15, "finishes", "ff"),
    ]


def test_fs_and_ss_wait_for_finish_and_start_and_their_lags() -> None:
    """`a` starts on day 2 and finishes on day 12; lags are calendar days on top."""
    plan = a_plan(
        packages={
            "a": {"not_before_day": 2, "activities": work(10)},
            "fs": {"after": {"a": {"lag_days": 2}}, "activities": work(1)},
            "ss": {"after": {"a": {"kind": "SS", "lag_days": 3}}, "activities": work(1)},
            "ss_at_once": {"after": {"a": {"kind": "SS"}}, "activities": work(1)},
        }
    )
    assert happenings(plan, "starts") == [
        (2, "starts", "a"),
        (2, "starts", "ss_at_once"),
        (5, "starts", "ss"),
        (14, "starts", "fs"),
    ]


@pytest.mark.parametrize(("holds", "reviewed_on"), [("permits", 10), ("works", 0)])
def test_a_dependency_holds_the_whole_life_or_only_the_works(holds: str, reviewed_on: int) -> None:
    """`permits` lets nothing begin; `works` lets the review run meanwhile."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 3}},
        packages={
            "a": {"activities": work(10)},
            "b": {"after": {"a": {"holds": holds}}, "permits": {"lead": "desk"}, "activities": work(1)},
        },
    )
    assert happenings(plan, "review", "starts") == [
        *([(0, "starts", "a"), (0, "review at desk", "b")] if holds == "works" else [(0, "starts", "a")]),
        *([(10, "review at desk", "b")] if holds == "permits" else []),
        (max(10, reviewed_on + 3), "starts", "b"),
    ]


def test_a_soft_provider_counts_from_the_instant_after_its_service() -> None:
    """A package that begins at the instant its provider enters service is still slowed."""
    packages = {
        "line": {"activities": work(10)},
        "at_once": {"not_before_day": 10, "slowed_by": {"line": 0.5}, "instalments": 1, "activities": work(4)},
        "after": {"not_before_day": 10.000001, "slowed_by": {"line": 0.5}, "instalments": 1, "activities": work(4)},
    }
    assert finish_days(a_plan(packages=packages)) == {"line": 10, "at_once": 18, "after": 14.000001}


def test_a_soft_provider_is_looked_up_as_each_instalment_begins() -> None:
    """Works of 20 days in two instalments: the first half takes twice as long, the second its own time."""
    plan = a_plan(
        packages={
            "line": {"activities": work(15)},
            "user": {"slowed_by": {"line": 0.5}, "instalments": 2, "activities": work(20)},
        }
    )
    assert happenings(plan, "works", "finishes") == [
        (0, "works", "line"),
        (0, "works", "user"),
        (15, "finishes", "line"),
        (20, "works", "user"),
        (30, "finishes", "user"),
    ]


def test_a_lost_outside_decision_never_comes() -> None:
    """With no chance the package waits for ever, and the trace says for what."""
    plan = a_plan(
        gates={"title": {"chance": 0, "windows": [[5, 6]]}},
        packages={"p": {"gates": {"title": "finish"}, "activities": work(1)}},
    )
    assert finish_days(plan) == {"p": -1}
    assert len(performed(plan).waits) == 1


def test_a_later_window_may_win_what_an_earlier_one_lost() -> None:
    """The decision falls in the second window, on day 40, and the works begin then."""
    plan = a_plan(
        gates={"title": {"chance": 0.5, "windows": [[5, 5], [40, 40]]}},
        packages={"p": {"gates": ["title"], "activities": work(1)}},
    )
    drawn = draw(plan, 1, 40)
    won = [
        [drawn.values[number, drawn.names.index(f"gate/title/window_{window}")] >= 0 for window in (1, 2)]
        for number in range(40)
    ]
    assert happenings(plan, "starts", replication=won.index([False, True])) == [(40, "starts", "p")]
    both = [finish_days(plan, replication=number)["p"] for number in range(40)]
    assert set(both) == {6, 41, -1}


def test_a_window_that_closed_before_the_package_is_ready_is_gone() -> None:
    """The decision of day 5 is not kept for a package that asks on day 10; that of day 40 is taken."""
    plan = a_plan(
        gates={"title": {"chance": 1, "windows": [[5, 5], [40, 40]]}},
        packages={"p": {"not_before_day": 10, "gates": {"title": "permits"}, "activities": work(1)}},
    )
    assert finish_days(plan) == {"p": 41}


def test_rework_repeats_the_activity_with_fresh_draws_and_is_booked_to_rework() -> None:
    """The second try takes its own days, on the same crew, and all of them stand under rework."""
    plan = a_plan(
        crews={"gang": 1},
        packages={
            "p": {"activities": work({"discrete": {4: 0.5, 6: 0.5}, "planned": 5}, crew={"gang": 1}, rework=0.4)}
        },
    )
    seen = set()
    for number in range(60):
        said = happenings(plan, "works", "reworks", "lets", "finishes", replication=number)
        if [what for _, what, _ in said].count("reworks") != 1:
            continue
        again = said[1][0]
        finish = said[-1][0]
        assert [what for _, what, _ in said] == ["works", "reworks", "lets 1 gang go", "finishes"]
        assert ledger_of(plan, "p", replication=number) == {
            ("work", ""): again - 5,
            ("rework", ""): finish - again,
        }
        seen.add((again, finish - again))
    assert seen == {(4, 4), (4, 6), (6, 4), (6, 6)}
