"""Each safeguard has a small plan in which it does harm, and a study of that plan says so, beyond chance."""

from pathlib import Path
from typing import Any

import pytest

from sim import run_study
from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.plan.plan import Plan
from tests.builders import a_mapping, work

REPLICATIONS = 200
DUTY = {"lead": "desk"}
ONE_DESK = {"desk": {"desks": 1, "review_days": {"uniform": [10, 30]}}}
SPREAD = {"uniform": [20, 60]}


def built(**more: Any) -> dict[str, Any]:
    """Return a work that opens one kilometre."""
    return {"delivers": {"rail": 1}, "permits": {"lead": "desk"}, "activities": work(SPREAD), **more}


def plan_of(safeguard: str, packages: dict[str, Any], lever: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """Return a plan of one safeguard with one lever, neutral at 0, whose works are due in half a year."""
    programme = {"name": "Small", "start": "2020-01-01", "deadline": "2020-06-30", "horizon": "2024-12-31"}
    return a_mapping(
        programme=programme,
        indicators={"rail": {"unit": "km", "benefit_cny_10k_per_unit_year": 365}},
        targets={"rail": {"indicator": "rail", "at_least": len(packages), "who_decides": "city"}},
        safeguards={safeguard: DUTY},
        levers={"lever": {"safeguard": safeguard, "at": 1, "low": 0, "high": 365, **lever}},
        agencies=sections.pop("agencies", ONE_DESK),
        packages=packages,
        **sections,
    )


def one(of: str, slope: float, **more: Any) -> dict[str, Any]:
    """Return effects of one kind."""
    return {"it": {"of": of, "slope": slope, **more}}


HURTS: dict[str, dict[str, Any]] = {
    # Files that one unit reviews gain nothing from joint review, and its desk sits in meetings.
    "S1": plan_of(
        "S1",
        {f"line_{number}": built() for number in range(3)},
        {"effects": one("joint_share", 0), "price": one("review_days", 0.1)},
        coordination={"review_mode": "joint", "joint_share": 0},
    ),
    # Nothing comes back for its site anyway, so the drafting is for nothing.
    "S2": plan_of(
        "S2",
        {f"line_{number}": built() for number in range(3)},
        {"effects": one("return_chance", -0.5), "price": one("preparation_days", 20)},
    ),
    # One large work goes first, and four small ones wait for it.
    "S3": plan_of(
        "S3",
        {f"small_{number}": built(activities=work(SPREAD, crew={"team": 1})) for number in range(4)}
        | {"large": built(activities=work({"uniform": [150, 250]}, crew={"team": 1}))},
        {"effects": one("queue_priority", -1, acts_on=["large"])},
        crews={"team": 1},
        agencies={"desk": {"desks": 5, "review_days": {"uniform": [10, 12]}}},
    ),
    # The money is there; a surer contract only takes a longer tender.
    "S4": plan_of(
        "S4",
        {f"line_{number}": built(cost_cny_10k=90, funding=["partners", "budget"]) for number in range(3)},
        {"effects": one("source_conversion", 0.5), "price": one("close_days", 0.5)},
        funding={
            "partners": {"kind": "ppp", "close_days": {"uniform": [40, 80]}, "conversion": 0.5, "most_share": 0.5},
            "budget": {"kind": "appropriation", "opening_cny_10k": 1000},
        },
    ),
    # Reviews take two days less, and what they let pass is built twice.
    "S5": plan_of(
        "S5",
        {f"line_{number}": built() for number in range(3)},
        {"effects": one("review_days", -0.1), "price": one("rework", 0.3)},
    ),
    # A single lot has nobody to learn from, and the campaign takes the money of the last line.
    "S6": plan_of(
        "S6",
        {f"line_{number}": built(cost_cny_10k=100, funding=["budget"]) for number in range(3)},
        {"effects": one("learning", 0.05), "price": one("source_cny_10k_a_year", -60)},
        funding={"budget": {"kind": "appropriation", "amounts_cny_10k": {2020: 330, 2021: 330}}},
    ),
}


def turned(safeguard: str, at: float = 1, **settings: Any) -> Plan:
    """Return the plan of a safeguard with it set so, its lever in that place."""
    mapping = HURTS[safeguard]
    lever = {"lever": {**mapping["levers"]["lever"], "at": at}}
    return read_plan({**mapping, "levers": lever, "safeguards": {safeguard: {**DUTY, **settings}}})


@pytest.mark.parametrize("safeguard", HURTS)
def test_there_is_a_plan_in_which_a_safeguard_hurts(safeguard: str, tmp_path: Path) -> None:
    """Works come later and the cost of delay rises, each by more than chance explains."""
    rows = {"without": turned(safeguard, is_on=False), "with": turned(safeguard)}
    found = run_study(rows, replications=REPLICATIONS, seed=1, results=tmp_path).differences
    for measure, subject in (("days_late_mean", "programme"), ("delay_cost_mean", "economic")):
        (row,) = found[(found.measure == measure) & (found.subject == subject)].itertuples()
        assert row.low > 0 and row.says == ""


@pytest.mark.parametrize("safeguard", HURTS)
def test_with_its_lever_neutral_and_at_no_price_it_changes_nothing(safeguard: str) -> None:
    """All events of twenty replications are those of the plan without it."""
    without, neutral = turned(safeguard, is_on=False), turned(safeguard, at=0, price_share=0)
    stories, drawn = (tell(without), tell(neutral)), (draw(without, 1, 20), draw(neutral, 1, 20))
    for number in range(20):
        assert perform(stories[0], drawn[0].row(number), log=True) == perform(
            stories[1], drawn[1].row(number), log=True
        )
