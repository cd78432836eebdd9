"""How the works of a lot are cut: pieces cover them exactly once, and each instalment falls due once."""

import itertools
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.model.steps import PPM
from sim.model.works import Piece, pieces_of
from sim.plan.instalments import instalments_of
from sim.plan.package import Package
from tests.builders import a_plan, performed, work


def a_package(days: list[float], progress: float = 0) -> Package:
    """Return a package whose activities `w0`, `w1` ... take these planned days, partly done."""
    activities = {f"w{place}": {"days": {"law": "fixed", "number": number}} for place, number in enumerate(days)}
    return Package.model_validate({"activities": activities, "progress": progress})


def instalments_said(**package: Any) -> int:
    """Return the instalments of a funded package with *package* laid over, on a continuous calendar."""
    entry = {"cost_cny_10k": 100, "funding": ["own"], **package}
    plan = a_plan(funding={"own": {"kind": "equity", "opening_cny_10k": 100}}, packages={"p": entry})
    return instalments_of(plan.packages["p"], plan.calendar)


def test_one_activity_in_one_instalment_is_one_piece() -> None:
    """All of it, due at its start."""
    assert pieces_of(a_package([20]), 1) == [Piece("w0", 0, PPM, 0, PPM, 0)]


def test_instalments_cut_an_activity_into_equal_parts() -> None:
    """Four instalments, four quarters, each due as its quarter begins."""
    quarter = PPM // 4
    assert pieces_of(a_package([20]), 4) == [
        Piece("w0", n * quarter, (n + 1) * quarter, n * quarter, (n + 1) * quarter, n) for n in range(4)
    ]


def test_an_instalment_may_fall_due_within_a_later_activity() -> None:
    """Activities of 1 and 3 days in two instalments: the second falls due after a third of the second activity."""
    assert pieces_of(a_package([1, 3]), 2) == [
        Piece("w0", 0, PPM, 0, 250_000, 0),
        Piece("w1", 0, 333_333, 250_000, 500_000, -1),
        Piece("w1", 333_333, PPM, 500_000, PPM, 1),
    ]


def test_what_is_done_on_the_data_date_is_left_out() -> None:
    """At 55 % of 10 and 30 days the first activity is over and 60 % of the second are left, in two instalments."""
    assert pieces_of(a_package([10, 30], progress=0.55), 2) == [
        Piece("w1", 400_000, 700_000, 550_000, 775_000, 0),
        Piece("w1", 700_000, PPM, 775_000, PPM, 1),
    ]


def test_an_activity_planned_at_no_days_keeps_its_place() -> None:
    """It is performed whole between the others, and takes an instalment that falls due there."""
    assert pieces_of(a_package([5, 0, 5]), 2) == [
        Piece("w0", 0, PPM, 0, 500_000, 0),
        Piece("w1", 0, PPM, 500_000, 500_000, 1),
        Piece("w2", 0, PPM, 500_000, PPM, -1),
    ]


@given(
    st.lists(st.one_of(st.integers(0, 30), st.floats(0, 400)), min_size=1, max_size=5),
    st.one_of(st.just(0.0), st.floats(0, 0.9999), st.sampled_from([0.25, 0.5, 0.75])),
    st.integers(1, 40),
)
@example([10.0], 0.9999999, 3)
@example([0.0, 0.0], 0.5, 4)
@example([1.0, 1e-9], 0.9999996, 1)
@example([1e-13, 1e5], 0.0, 2)
def test_pieces_cover_the_works_exactly_once_and_each_instalment_falls_due_once(
    days: list[float], progress: float, instalments: int
) -> None:
    """From the progress to the whole without gap or overlap, each activity to its end, instalments in order."""
    pieces = pieces_of(a_package(days, progress), instalments)
    assert [piece.begins for piece in pieces if piece.begins >= 0] == list(range(instalments))
    assert pieces[0].begins == 0
    assert pieces[0].share_from == pytest.approx(PPM * progress, abs=instalments + 1)
    assert pieces[-1].share_to == PPM
    for before, after in itertools.pairwise(pieces):
        assert before.share_to == after.share_from
        assert (before.to_ppm, after.from_ppm) == (
            (PPM, 0) if after.activity != before.activity else (before.to_ppm,) * 2
        )
    assert pieces[-1].to_ppm == PPM
    assert all(piece.from_ppm <= piece.to_ppm and piece.share_from <= piece.share_to for piece in pieces)


@pytest.mark.parametrize("progress", [0, 0.3, 0.9999999])
@pytest.mark.parametrize("instalments", [1, 3, 7])
def test_the_whole_of_what_is_left_is_paid(progress: float, instalments: int) -> None:
    """However the works are cut, the instalments add up to the cost that is left, to the unit."""
    cost = 10_000_000
    plan = a_plan(
        funding={"own": {"kind": "equity", "opening_cny_10k": cost}},
        packages={
            "p": {
                "cost_cny_10k": cost,
                "funding": ["own"],
                "instalments": instalments,
                "progress": progress,
                "activities": work(100),
            }
        },
    )
    trace = performed(plan)
    assert sum(payment.cny_10k for payment in trace.payments) == round(cost * (1 - progress))
    assert trace.started == [0]


def test_a_number_of_instalments_that_is_stated_holds() -> None:
    """Whatever the length of the works."""
    assert instalments_said(instalments=5, activities=work(30)) == 5


def test_lots_are_paid_in_one_instalment_each() -> None:
    """A rollout of several lots needs no cutting, unless it states a number."""
    assert instalments_said(lots=3, activities=work(400)) == 1
    assert instalments_said(lots=3, instalments=2, activities=work(400)) == 2


def test_without_a_number_a_quarter_of_planned_work_is_an_instalment_and_two_are_least() -> None:
    """A year is four, a month two; what is done already does not count."""
    assert instalments_said(activities=work(365)) == 4
    assert instalments_said(activities=work(30)) == 2
    assert instalments_said(activities=work(730), progress=0.5) == 4


def test_works_nobody_pays_for_are_not_cut_unless_something_slows_them() -> None:
    """A soft dependency is looked up as each instalment of work begins, so such works are cut though nothing is due."""
    plan = a_plan(
        packages={
            "line": {"activities": work(10)},
            "free": {"activities": work(730)},
            "slowed": {"slowed_by": {"line": 0.5}, "activities": work(730)},
        }
    )
    assert [instalments_of(package, plan.calendar) for package in plan.packages.values()] == [1, 1, 8]


def test_on_a_calendar_with_days_off_a_quarter_has_fewer_days_of_work() -> None:
    """250 working days are a year: four instalments, where every day is worked three."""
    entry = {"cost_cny_10k": 100, "funding": ["own"], "activities": work(250)}
    funding = {"own": {"kind": "equity", "opening_cny_10k": 100}}
    plans = [a_plan(calendar=calendar, funding=funding, packages={"p": entry}) for calendar in CALENDARS]
    assert [instalments_of(plan.packages["p"], plan.calendar) for plan in plans] == [3, 4]


CALENDARS: tuple[Any, ...] = ("continuous", {"holidays": "CN"})
