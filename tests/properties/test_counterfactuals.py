"""Taking one cause out of a random plan gains at most the days that stand under it at the root.

Provable where nothing is scarce or bound to a date: then a package finishes when the longest of its
paths does, each a sum of steps whose days nobody else changes. Without the cause the path that was the
longest is shorter by the days it lost to it, and the finish comes no sooner than that; and no path has
become longer, so nobody finishes later. Where crews, desks or money are shared, either may fail (an
earlier package can take what another needs); where whoever comes first decides (the start of the first
lot, a share of the lots), another lot may now be the first; and where dates bind a day gained may gain more or
less than one. So these plans keep chains of every kind, lots, reviews in series and joint, and drawn
days, and give up queues, seasons, decisions, yearly lists and soft providers; to take shocks out also
rework (a shock during it is rework), to take corrections out also shocks (which have dates).
"""

from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

import pytest

from sim.analysis.root_causes import Roots
from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.trace import NEVER
from tests.random_plans import random_mapping

PLANS = 120
PLENTY = 1000
DROPPED = ("listed_in", "slowed_by", "gates")


class Gain(NamedTuple):
    """Of a package: the finish with the cause and without it, and the days under the cause at the root."""

    plan: int
    package: str
    finish: int
    finish_without: int
    claimed: int


def uncontended(seed: int, cause: str) -> dict[str, Any]:
    """Return a random plan in which nobody waits for what another has, and no date binds."""
    mapping = random_mapping(seed)
    mapping["programme"]["horizon"] = "2050-12-31"
    mapping["calendar"] = "continuous"
    mapping["coordination"] |= {"review_mode": "joint", "intake_days": 0, "inspection": {"interval_days": 0}}
    mapping["crews"] = dict.fromkeys(mapping["crews"], PLENTY)
    for agency in mapping["agencies"].values():
        agency["desks"] = PLENTY
    mapping["funding"] = {"own": {"kind": "equity", "opening_cny_10k": PLENTY**3}}
    for section in ("quotas", "lists", "gates", "drivers", "levers"):
        mapping.pop(section)
    mapping["shocks"].pop("audit", None)
    if cause == "returned":
        mapping["shocks"] = {}
    for package in mapping["packages"].values():
        for dependency in package.get("after", {}).values():
            dependency |= {"share": 1, "kind": "FF" if dependency["kind"] == "FF" else "FS"}
        for key in DROPPED:
            package.pop(key, None)
        for activity in package["activities"].values():
            activity["rework"] = 0 if cause == "shock" else activity["rework"]
        for permit in package.get("permits", {}).values():
            permit.pop("quota", None)
        if "funding" in package:
            package["funding"] = ["own"]
    return mapping


def without_shocks(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the plan with every shock switched off: the luck stays."""
    row = deepcopy(mapping)
    for shock in row["shocks"].values():
        shock["probability"] = 0
    return row


def without_corrections(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the plan with files corrected in no time: they are returned as often, and reviewed as long."""
    row = deepcopy(mapping)
    for agency in row["agencies"].values():
        agency["resubmission_days"] = 0
    return row


TAKEN_OUT = {"shock": without_shocks, "returned": without_corrections}


@cache
def gains(cause: str) -> list[Gain]:
    """Return what every package of the random plans gains when a cause is taken out."""
    found = []
    for seed in range(PLANS):
        mapping = uncontended(seed, cause)
        plan, changed = read_plan(mapping), read_plan(TAKEN_OUT[cause](mapping))
        planned, _ = planned_run(plan)
        story = tell(plan, planned)
        trace = perform(story, draw(plan, seed, 1).row(0))
        without = perform(tell(changed, planned), draw(changed, seed, 1).row(0))
        assert NEVER not in (*trace.finished, *without.finished)
        roots = Roots(story.cast(), trace)
        for place, package in enumerate(story.packages):
            claimed = sum(
                days
                for ledger in roots.of(place).values()
                for one, days in ledger.items()
                if story.causes[one][0] == cause
            )
            found.append(Gain(seed, package, trace.finished[place], without.finished[place], claimed))
    return found


@pytest.mark.parametrize("cause", TAKEN_OUT)
def test_nobody_finishes_later_without_a_cause_of_delay(cause: str) -> None:
    """Where nothing is shared, what is good for one harms none."""
    assert [gain for gain in gains(cause) if gain.finish_without > gain.finish] == []


@pytest.mark.parametrize("cause", TAKEN_OUT)
def test_taking_a_cause_out_gains_at_most_the_days_under_it_at_the_root(cause: str) -> None:
    """The path that was the longest is shorter by just those days; another may now be the longest."""
    assert [gain for gain in gains(cause) if gain.finish - gain.finish_without > gain.claimed] == []


@pytest.mark.parametrize("cause", TAKEN_OUT)
def test_these_plans_gain_all_part_and_none_of_what_is_claimed(cause: str) -> None:
    """Nothing holds only because nothing happens; many a day was lost at another package."""
    some = [gain for gain in gains(cause) if gain.claimed > 0]
    whole = [gain for gain in some if gain.finish - gain.finish_without == gain.claimed]
    part = [gain for gain in some if 0 < gain.finish - gain.finish_without < gain.claimed]
    assert min(len(whole), len(part)) >= 5, (len(some), len(whole), len(part))
