"""Twelve causes planted, one at a time and in pairs: thirty days each stand under their own name, no more, no less.

The plan has everything a package can meet; every planted cause changes one thing in it. What is
planted is taken out again to see that the finish moves by the days that were claimed.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import pytest

from sim.analysis.root_causes import Roots
from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.model.story import Story
from sim.plan.trace import Trace
from tests.builders import a_mapping, replication_where

DAY = 1_000_000
LATE, IN_HAND = 30 * DAY, 12 * DAY
"""Micro-days that each planted cause adds, and those that the plan has in hand behind `p`."""

FINISH, FINISH_OF_USER = 130 * DAY, 143 * DAY

Ledger = dict[tuple[str, str], int]


class Planted(NamedTuple):
    """What is laid over the plan, the cause that it makes, and the tries that have to be drawn for it."""

    cause: tuple[str, str]
    laid_over: Mapping[str, Any]
    drawn: Mapping[str, int]


def planted(kind: str, by: str = "", drawn: Mapping[str, int] | None = None, **laid_over: Any) -> Planted:
    """Return a planted cause."""
    return Planted((kind, by), laid_over, drawn or {})


def takes(days: float, planned: float) -> dict[str, Any]:
    """Return a law that is sure to take *days* where *planned* are planned."""
    return {"discrete": {days: 1}, "planned": planned}


def another(**keys: Any) -> dict[str, Any]:
    """Return the packages with one more, that gets in the way of `p`."""
    return {"other": {"activities": {"w": {"days": 1}}, **keys}}


THE_PLAN: dict[str, Any] = {
    "calendar": {"days_off": []},
    "crews": {"gang": 1, "painters": 1},
    "agencies": {"desk": {"desks": 1, "review_days": 20}, "court": {"desks": 1, "review_days": 0}},
    "funding": {"own": {"kind": "equity", "tranches_cny_10k": {0: 50, 60: 50}}},
    "gates": {"title": {"chance": 1, "windows": [[60, 60]]}},
    "packages": {
        "before": {"activities": {"w": {"days": 10}}},
        "partner": {"activities": {"w": {"days": 15}}},
        "p": {
            "after": ["before"],
            "slowed_by": {"partner": 0.625},
            "permits": {"file": {"lead": "desk"}, "appeal": {"lead": "court"}},
            "cost_cny_10k": 100,
            "funding": ["own"],
            "instalments": 2,
            "activities": {
                "dig": {"days": 20, "crew": {"gang": 1}},
                "build": {"days": 50, "crew": {"gang": 1}},
                "paint": {"days": 30, "crew": {"painters": 1}},
            },
        },
        "side": {"activities": {"w": {"days": 142, "clock": "calendar"}}},
        "user": {"after": ["p", "side"], "activities": {"w": {"days": 1}}},
    },
}
"""`p` awaits `before` (day 10), is reviewed (30), digs (50), builds (100, its second bill on day 80), paints (130)."""

CAUSES = {
    "predecessor": planted(
        "predecessor", "before", packages={"before": {"activities": {"w": {"days": takes(40, 10)}}}}
    ),
    "agency queue": planted("queue", "desk", packages=another(permits={"file": {"lead": "desk", "review_days": 40}})),
    "longer review": planted("review", "desk", agencies={"desk": {"review_days": takes(50, 20)}}),
    "returned file": planted(
        "returned",
        "court",
        {"p/appeal/court/returned": 2},
        agencies={"court": {"return_chance": 0.5, "resubmission_days": 30}},
    ),
    "money": planted("money", "own", funding={"own": {"tranches_cny_10k": {60: 49, 110: 1}}}),
    "crew": planted(
        "crew",
        "painters",
        packages=another(not_before_day=99, activities={"w": {"days": 31, "crew": {"painters": 1}}}),
    ),
    "outside decision": planted("outside", "title", packages={"p": {"gates": ["title"]}}),
    "shock": planted(
        "shock", shocks={"flood": {"probability": 1, "windows": [["2020-02-20", "2020-02-20"]], "days": 30}}
    ),
    "season": planted("season", calendar={"seasons": {"frost": {"rate": 0, "spans": [["2020-04-01", "2020-04-30"]]}}}),
    "longer work": planted("work", packages={"p": {"activities": {"build": {"days": takes(80, 50)}}}}),
    "rework": planted("rework", "", {"p/paint/rework": 2}, packages={"p": {"activities": {"paint": {"rework": 0.5}}}}),
    "soft provider": planted("slowed", "partner", packages={"partner": {"activities": {"w": {"days": 100}}}}),
    "tender": planted(
        "tender",
        "partners",
        funding={"partners": {"kind": "ppp", "close_days": 30, "conversion": 0}},
        packages={"p": {"funding": ["own", "partners"]}},
    ),
    "hand-over": planted("handover", coordination={"handover_days": 15}),
    "restart": planted(
        "restart",
        funding={"own": {"tranches_cny_10k": {60: 49, 80.5: 1}}},
        packages={"p": {"restart_days": 29.5}},
    ),
}

ALONE = [name for name in CAUSES if name != "restart"]
"""Works that restart have stopped for something: money, half a day of it."""

PAIRS = (
    ("predecessor", "longer work"),
    ("agency queue", "season"),
    ("longer review", "rework"),
    ("returned file", "longer work"),
    ("outside decision", "soft provider"),
    ("money", "rework"),
    ("shock", "rework"),
    ("hand-over", "longer work"),
)
"""Causes that do not get in each other's way: neither moves the other's days."""


def laid_over(under: Any, over: Any) -> Any:
    """Return *under* with *over* laid over it, mapping into mapping."""
    if not (isinstance(under, Mapping) and isinstance(over, Mapping)):
        return deepcopy(over)
    both = {key: laid_over(under[key], over[key]) if key in under else deepcopy(over[key]) for key in over}
    return {**deepcopy(dict(under)), **both}


def performed(*causes: str) -> tuple[Story, Trace]:
    """Perform the plan with causes planted, measured against the plan without any, on luck that has them happen."""
    mapping, drawn = THE_PLAN, dict[str, int]()
    for name in causes:
        mapping, drawn = laid_over(mapping, CAUSES[name].laid_over), drawn | CAUSES[name].drawn
    plan, base = read_plan(a_mapping(**mapping)), read_plan(a_mapping(**THE_PLAN))
    story = tell(plan, planned_run(base)[0].with_missing(planned_run(plan)[0]))
    number = replication_where(plan, drawn)
    return story, perform(story, draw(plan, 1, number + 1).row(number))


def ledger_of(story: Story, trace: Trace, package: str) -> Ledger:
    """Return a package's ledger in micro-days."""
    ledger = trace.ledgers[story.packages.index(package)]
    return {story.causes[cause]: days for cause, days in ledger.items()}


def finish_of(story: Story, trace: Trace, package: str) -> int:
    """Return the micro-day on which a package is finished."""
    return trace.finished[story.packages.index(package)]


def test_without_a_planted_cause_everything_goes_as_planned() -> None:
    """The plan as it stands has empty ledgers."""
    story, trace = performed()
    assert trace.ledgers == [{} for _ in story.packages]
    assert (finish_of(story, trace, "p"), finish_of(story, trace, "user")) == (FINISH, FINISH_OF_USER)


@pytest.mark.parametrize("name", ALONE)
def test_a_planted_cause_stands_alone_with_exactly_its_days(name: str) -> None:
    """Thirty days under its name, and nothing else in the ledger."""
    assert ledger_of(*performed(name), "p") == {CAUSES[name].cause: LATE}


@pytest.mark.parametrize("name", ALONE)
def test_taking_a_planted_cause_out_moves_the_finish_by_its_days(name: str) -> None:
    """The same luck without it: thirty days earlier, to the micro-day."""
    assert finish_of(*performed(name), "p") - finish_of(*performed(), "p") == LATE


@pytest.mark.parametrize("name", ALONE)
def test_where_the_plan_had_days_in_hand_they_stand_under_float(name: str) -> None:
    """`user` awaits `side` too, 12 days longer as planned: 30 days of `p`, 12 of them in hand; late by 18."""
    story, trace = performed(name)
    assert ledger_of(story, trace, "user") == {("predecessor", "p"): LATE, ("float", ""): -IN_HAND}
    assert finish_of(story, trace, "user") - FINISH_OF_USER == LATE - IN_HAND


@pytest.mark.parametrize("name", ALONE)
def test_at_the_root_who_waits_has_lost_the_days_to_the_planted_cause(name: str) -> None:
    """Thirty under the cause at the package where it was planted, less what was in hand."""
    story, trace = performed(name)
    root = Roots(story.cast(), trace).of(story.packages.index("user"))
    found = {
        (story.packages[where], *story.causes[cause]): days for where in root for cause, days in root[where].items()
    }
    at = "before" if name == "predecessor" else "p"
    cause = ("work", "") if name == "predecessor" else CAUSES[name].cause
    assert {key: days for key, days in found.items() if days} == {
        (at, *cause): LATE,
        ("user", "float", ""): -IN_HAND,
    }


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_planted_causes_stand_each_under_its_own_name(one: str, other: str) -> None:
    """Thirty days each."""
    assert ledger_of(*performed(one, other), "p") == {CAUSES[one].cause: LATE, CAUSES[other].cause: LATE}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_taking_one_of_two_planted_causes_out_moves_the_finish_by_its_days(one: str, other: str) -> None:
    """Whichever is taken out, the finish comes thirty days earlier."""
    both = finish_of(*performed(one, other), "p")
    assert (both - finish_of(*performed(one), "p"), both - finish_of(*performed(other), "p")) == (LATE, LATE)


def test_works_that_restart_have_their_days_beside_those_of_what_stopped_them() -> None:
    """Half a day without money, and 29.5 days to go on."""
    half = DAY // 2
    assert ledger_of(*performed("restart"), "p") == {("money", "own"): half, ("restart", ""): LATE - half}


def test_a_delay_that_pushes_works_into_a_season_leaves_each_its_own_days() -> None:
    """The season comes after the planned finish; a predecessor 30 days late brings the works into all 30 days of it.

    So the season is lost by nobody who is in time: without the late predecessor 60 days are gained, its own and
    those that came with it.
    """
    frost = {"seasons": {"frost": {"rate": 0, "spans": [["2020-05-15", "2020-06-13"]]}}}
    base = laid_over(THE_PLAN, {"calendar": frost})
    row = read_plan(a_mapping(**laid_over(base, CAUSES["predecessor"].laid_over)))
    story = tell(row, planned_run(read_plan(a_mapping(**base)))[0])
    trace = perform(story, draw(row, 1, 1).row(0))
    assert ledger_of(story, trace, "p") == {("predecessor", "before"): LATE, ("season", ""): LATE}
    assert finish_of(story, trace, "p") == FINISH + 2 * LATE
