"""The delay ledger: a planted cause stands under its own name with its own days, and ledgers add up."""

from typing import Any

import pytest

from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from tests.builders import a_plan, finish_days, ledger_of, measured_against, replication_where, work

LATE = 30
"""The days that each planted cause adds."""


def longer(planned: float) -> dict[str, Any]:
    """Return a law that is sure to take thirty days more than planned."""
    return {"discrete": {planned + LATE: 1}, "planned": planned}


def the_life(package: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Return a plan's sections: `p` meets a predecessor, a review, a bill and a crew; *more* is laid over."""
    sections: dict[str, Any] = {
        "crews": {"gang": 1},
        "agencies": {"desk": {"desks": 1, "review_days": 20}},
        "funding": {"own": {"kind": "equity", "tranches_cny_10k": {0: 100}}},
        "packages": {
            "before": {"activities": work(10)},
            "p": {
                "after": ["before"],
                "permits": {"file": "desk"},
                "cost_cny_10k": 100,
                "funding": ["own"],
                "instalments": 1,
                "activities": work(50, crew={"gang": 1}),
                **(package or {}),
            },
        },
    }
    return {key: {**sections.get(key, {}), **more.get(key, {})} for key in {**sections, **more}}


def of_p(**more: Any) -> dict[Any, float]:
    """Return the ledger of `p` when the life is changed, measured against the plan as it stands."""
    return measured_against(a_plan(**the_life()), a_plan(**the_life(**more)))["p"]


def decided_on(day: int) -> dict[str, Any]:
    """Return the life's sections with an outside decision before the works, won on that day."""
    return the_life({"gates": ["title"]}, gates={"title": {"chance": 1, "windows": [[day, day]]}})


def test_a_plan_that_goes_as_planned_has_an_empty_ledger() -> None:
    """No delay, no cause: predecessor, review, bill, crew and works are where the plan has them."""
    assert of_p() == {}
    assert finish_days(a_plan(**the_life())) == {"before": 10, "p": 80}


PLANTED: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "money": ({"funding": {"own": {"kind": "equity", "tranches_cny_10k": {60: 100}}}}, ("money", "own")),
    "crew": (
        {"packages": {"other": {"not_before_day": 29, "activities": work(31, crew={"gang": 1})}}},
        ("crew", "gang"),
    ),
    "queue": (
        {"packages": {"other": {"permits": {"file": {"lead": "desk", "review_days": 40}}, "activities": work(1)}}},
        ("queue", "desk"),
    ),
    "predecessor": ({"packages": {"before": {"activities": work(longer(10))}}}, ("predecessor", "before")),
    "review": ({"package": {"permits": {"file": {"lead": "desk", "review_days": longer(20)}}}}, ("review", "desk")),
    "release": ({"package": {"not_before_day": 40}}, ("release", "")),
    "work": ({"package": {"activities": work(longer(50), crew={"gang": 1})}}, ("work", "")),
    "slowed": (
        {
            "packages": {"never": {"not_before_day": 900, "activities": work(1)}},
            "package": {"slowed_by": {"never": 0.625}},
        },
        ("slowed", "never"),
    ),
    "shock": (
        {"shocks": {"flood": {"probability": 1, "windows": [["2020-02-10", "2020-02-10"]], "days": LATE}}},
        ("shock", ""),
    ),
    "season": (
        {"calendar": {"seasons": {"frost": {"rate": 0, "spans": [["2020-02-10", "2020-03-10"]]}}}},
        ("season", ""),
    ),
    "holiday": (
        {"calendar": {"days_off": [f"2020-02-{day:02d}" for day in range(1, 30)] + ["2020-03-01"]}},
        ("holiday", ""),
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_cause_of_thirty_days_stands_alone_under_its_own_name(planted: str) -> None:
    """One cause planted, one row in the ledger, thirty days."""
    more, cause = PLANTED[planted]
    assert of_p(**more) == {cause: LATE}


def test_an_outside_decision_taken_thirty_days_later_stands_under_its_name() -> None:
    """Planned in the window of day 30, taken on day 60."""
    base, row = a_plan(**decided_on(30)), a_plan(**decided_on(60))
    assert measured_against(base, row)["p"] == {("outside", "title"): LATE}


def test_a_returned_file_stands_under_returned_its_review_under_review() -> None:
    """From return to resubmission under returned; the second review under review."""
    desk = {"desks": 1, "review_days": 20, "return_chance": 0.3, "resubmission_days": LATE}
    plan = a_plan(**the_life(agencies={"desk": desk}))
    once = replication_where(plan, {"p/file/desk/returned": 2})
    assert ledger_of(plan, "p", replication=once) == {("returned", "desk"): LATE, ("review", "desk"): 20}


def test_rework_stands_under_rework_with_every_day_of_the_later_tries() -> None:
    """Done three times: the second and the third are rework."""
    plan = a_plan(**the_life({"activities": work(15, crew={"gang": 1}, rework=0.4)}))
    twice = replication_where(plan, {"p/work/rework": 3})
    assert ledger_of(plan, "p", replication=twice) == {("rework", ""): LATE}


def test_days_to_remobilise_stand_under_restart() -> None:
    """Money ten days late at the second instalment, due on day 55, and twenty days until work goes on."""
    own = {"own": {"kind": "equity", "tranches_cny_10k": {0: 50, 65: 50}}}
    assert of_p(funding=own, package={"instalments": 2, "restart_days": 20}) == {
        ("money", "own"): 10,
        ("restart", ""): 20,
    }


def test_season_holiday_and_shock_are_taken_in_that_order() -> None:
    """A day that is in season, off and shocked is the season's; one off and shocked the holiday's."""
    struck = a_plan(
        calendar={
            "days_off": ["2020-01-04", "2020-01-05", "2020-01-06"],
            "seasons": {"frost": {"rate": 0, "spans": [["2020-01-03", "2020-01-04"]]}},
        },
        shocks={"flood": {"probability": 1, "windows": [["2020-01-03", "2020-01-03"]], "days": 8}},
        packages={"p": {"activities": work(4)}},
    )
    # Drawn anywhere in 3 January, the shock covers part of it (in season), the 4th to the 10th and part of the 11th.
    ledger = measured_against(a_plan(packages={"p": {"activities": work(4)}}), struck)["p"]
    assert (ledger[("season", "")], ledger[("holiday", "")]) == (2, 2)
    assert ledger[("shock", "")] == finish_days(struck)["p"] - 4 - 4


def test_of_waits_that_overlap_only_the_last_to_end_is_booked_and_what_was_in_hand_is_float() -> None:
    """Planned: `long` ends on day 40, `short` on day 10. `short` takes 45: 35 days late there, of which 30 in hand."""
    plan = a_plan(
        packages={
            "long": {"activities": work(40)},
            "short": {"activities": work({"discrete": {45: 1}, "planned": 10})},
            "p": {"after": ["long", "short"], "activities": work(1)},
        }
    )
    assert ledger_of(plan, "p") == {("predecessor", "short"): 35, ("float", ""): -30}
    assert finish_days(plan)["p"] == 46


def test_of_branches_of_a_joint_review_only_the_last_to_end_is_booked() -> None:
    """Planned: 20 days at `a`, 5 at `b`. At `b` it takes 32: 27 days late there, of which 15 were in hand."""
    plan = a_plan(
        agencies={
            "a": {"desks": 1, "review_days": 20},
            "b": {"desks": 1, "review_days": {"discrete": {32: 1}, "planned": 5}},
        },
        packages={
            "p": {"permits": {"file": {"lead": "a", "supporters": ["b"], "mode": "joint"}}, "activities": work(1)}
        },
    )
    assert ledger_of(plan, "p") == {("review", "b"): 27, ("float", ""): -15}


def test_early_days_are_negative_and_need_no_other_cause() -> None:
    """Work that takes ten days less than planned is ten days early."""
    plan = a_plan(packages={"p": {"activities": work({"discrete": {30: 1}, "planned": 40})}})
    assert ledger_of(plan, "p") == {("work", ""): -10}


def test_a_package_that_is_not_finished_by_the_horizon_is_booked_up_to_it() -> None:
    """The book ends on the horizon and the open wait is named with its cause and its first day."""
    plan = a_plan(
        gates={"title": {"chance": 0, "windows": [[5, 6]]}},
        packages={"p": {"gates": {"title": "finish"}, "activities": work(10)}},
    )
    planned, _ = planned_run(plan)
    story = tell(plan, planned)
    trace = perform(story, draw(plan, 1, 1).row(0))
    assert sum(trace.ledgers[0].values()) == story.horizon - planned.finished["p"]
    (wait,) = trace.waits
    assert (story.causes[wait.cause], wait.since) == (("outside", "title"), 10_000_000)


def test_the_planned_run_has_nothing_scarce_nothing_returned_and_no_shock() -> None:
    """Crews, desks and money without limit; decisions won; planned values; soft dependencies stay."""
    plan = a_plan(
        crews={"gang": 1},
        agencies={"desk": {"desks": 1, "review_days": {"exponential": 7}, "return_chance": 0.9}},
        funding={"own": {"kind": "equity", "tranches_cny_10k": {600: 200}}},
        gates={"title": {"chance": 0, "windows": [[2, 4]]}},
        shocks={"flood": {"probability": 1, "windows": [["2020-01-01", "2020-01-01"]], "days": 500}},
        packages={
            name: {
                "permits": {"file": "desk"},
                "gates": {"title": "permits"},
                "cost_cny_10k": 100,
                "funding": ["own"],
                "activities": work({"pert": [5, 10, 40]}, crew={"gang": 1}, rework=0.5),
            }
            for name in "ab"
        }
        | {"c": {"slowed_by": {"a": 0.5}, "instalments": 1, "activities": work(6)}},
    )
    planned, _ = planned_run(plan)
    assert planned.finished == {"a": 20_000_000, "b": 20_000_000, "c": 12_000_000}
