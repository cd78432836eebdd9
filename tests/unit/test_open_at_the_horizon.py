"""What is open at the horizon: its book is closed there as if it ended, and everybody who waits is named."""

from typing import Any

from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from tests.builders import a_plan, ledger_of, performed, work

SHORT = {"name": "Short", "start": "2020-01-01", "deadline": "2020-02-29", "horizon": "2020-02-29"}
"""A programme of 60 days."""


def open_waits(plan: Plan) -> list[tuple[str, float, str, str]]:
    """Return (life, since, kind of cause, by) of what is open at the horizon, in the order of the plan."""
    story = tell(plan, planned_run(plan)[0])
    return [
        (story.lives[wait.life].name, wait.since / MICRO, *story.causes[wait.cause])
        for wait in sorted(performed(plan).waits)
    ]


def under_way(**calendar: Any) -> Plan:
    """Return a plan whose works of 100 days are not done after 60, with a shock of 9 days from day 50."""
    flood = {"probability": 1, "windows": [["2020-02-20", "2020-02-20"]], "days": 9, "rate": 0}
    shocks = {"flood": flood} if calendar.pop("flood", False) else {}
    return a_plan(programme=SHORT, shocks=shocks, packages={"p": {"activities": work(100)}}, **calendar)


def test_open_works_are_booked_to_seasons_as_works_that_end_are() -> None:
    """Of 60 days a season took 10: 50 are work, not 60."""
    season = {"rate": 0, "spans": [["2020-02-01", "2020-02-10"]]}
    plan = under_way(calendar={"seasons": {"cold": season}})
    assert ledger_of(plan, "p") == {("work", ""): 50 - 100}


def test_open_works_are_booked_to_shocks_as_works_that_end_are() -> None:
    """A flood begins between day 50 and 51 and takes 9 days or all that is left: the rest is work."""
    plan = under_way(flood=True)
    drawn = draw(plan, 1, 1)
    began = drawn.values[0, drawn.names.index("shock/flood/window_1/start")] / MICRO
    taken = min(9, 60 - began)
    assert ledger_of(plan, "p") == {("shock", ""): taken, ("work", ""): 60 - taken - 100}


def test_open_works_slowed_by_a_soft_provider_are_work_first_and_slowed_then() -> None:
    """At half pace 40 days of work take 80: at the horizon 40 are work and 20 are what the provider added."""
    plan = a_plan(
        programme=SHORT,
        packages={
            "line": {"activities": work(500)},
            "p": {"slowed_by": {"line": 0.5}, "instalments": 1, "activities": work(40)},
        },
    )
    story = tell(plan)
    _, ledger = perform(story, draw(plan, 1, 1).row(0)).ledgers
    assert {story.causes[cause]: days / MICRO for cause, days in ledger.items()} == {
        ("work", ""): 40,
        ("slowed", "line"): 20,
    }


def test_an_open_wait_for_another_than_in_the_plan_is_compared_with_its_own_length() -> None:
    """The plan waits 20 days for b, with 12 in hand behind a; a never comes: 52 days more of it, less 12 in hand."""
    plan = a_plan(
        programme=SHORT,
        gates={"never": {"chance": 0, "windows": [[5, 6]]}},
        packages={
            "a": {"gates": {"never": "finish"}, "activities": work(8)},
            "b": {"activities": work(20)},
            "p": {"after": ["a", "b"], "activities": work(1)},
        },
    )
    assert ledger_of(plan, "p") == {("predecessor", "a"): 60 - 8, ("float", ""): 8 - 20, ("work", ""): -1}


def test_a_branch_open_at_the_horizon_is_compared_with_its_own_length() -> None:
    """Joint, the plan has a last after 20 days and 12 in hand at b; b opens its desk only on the last day of 60."""
    desks = {"2020-01-01": 0, "2020-02-29": 1}
    plan = a_plan(
        programme=SHORT,
        agencies={"a": {"desks": 1, "review_days": 20}, "b": {"desks": desks, "review_days": 8}},
        packages={
            "p": {"permits": {"file": {"lead": "a", "supporters": ["b"], "mode": "joint"}}, "activities": work(5)}
        },
    )
    assert ledger_of(plan, "p") == {
        ("queue", "b"): 59,
        ("review", "b"): 1 - 8,
        ("float", ""): 8 - 20,
        ("work", ""): -5,
    }


def test_everybody_who_waits_at_the_horizon_is_named_with_since_when() -> None:
    """Two lots whose bills are never met, one that works, and the package that awaits them."""
    plan = a_plan(
        programme=SHORT,
        funding={"fund": {"kind": "bond", "opening_cny_10k": 10, "tranches_cny_10k": {59: 20}, "lag_days": 90}},
        packages={
            "lots": {
                "lots": {"count": 3, "from_day": 0, "to_day": 20},
                "cost_cny_10k": 30,
                "funding": ["fund"],
                "activities": work(90),
            },
            "user": {"after": ["lots"], "activities": work(1)},
        },
    )
    assert open_waits(plan) == [
        ("lots/lot_01", 0, "work", ""),
        ("lots/lot_02", 10, "money", "fund"),
        ("lots/lot_03", 20, "money", "fund"),
        ("user", 0, "predecessor", "lots"),
    ]


def test_what_ends_at_the_horizon_has_ended() -> None:
    """The horizon is the midnight that ends its day: works of 60 days are finished, of a micro-day more are not."""
    done, late = (
        performed(a_plan(programme=SHORT, packages={"p": {"activities": work(days)}})) for days in (60, 60 + 1 / MICRO)
    )
    assert (done.finished, done.waits) == ([60 * MICRO], [])
    assert (late.finished, len(late.waits)) == ([-1], 1)


def test_works_after_a_horizon_within_a_month_are_in_no_month() -> None:
    """Of works of 40 days from 1 January 31 are in it; of the rest five are in the days of February up to the 5th."""
    short = {"name": "Short", "start": "2020-01-01", "deadline": "2020-01-31", "horizon": "2020-02-05"}
    plan = a_plan(programme=short, packages={"p": {"activities": work(40)}})
    assert list(performed(plan).work_by_month) == [775_000, 125_000]
