"""Milestones: which event keeps a promise, on which day, and what counts as kept before the data date."""

from typing import Any

import pytest

from sim.analysis.milestones import kept_already
from sim.config import read_plan
from tests.builders import a_mapping
from tests.measured import DEADLINE_DAY, measured, works

DUE_TOO_EARLY = "2020-06-30"


def promised(commitment: str, packages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the row of one milestone that all the packages carry."""
    milestone = {"commitment": commitment, "packages": list(packages), **more}
    reading = milestone.pop("reading", "stated")
    sections = {"milestones": {"M": milestone}, "commitments": {"reading": reading}, "packages": packages}
    return measured(sections).row("milestones")


@pytest.mark.parametrize("commitment", ["complete", "build", "upgrade", "expand", "plan", "lay_out", "form", "strive"])
def test_a_promise_of_an_end_is_kept_on_the_day_its_package_is_finished(commitment: str) -> None:
    """Service, publication, founding and award are the end of the package that carries the promise."""
    assert promised(commitment, {"line": works(40)})["event_day"] == 40


@pytest.mark.parametrize("commitment", ["start", "advance", "explore"])
def test_a_promise_to_begin_is_kept_on_the_day_works_start(commitment: str) -> None:
    """What comes after the start does not matter."""
    assert promised(commitment, {"line": works(4000, not_before_day=12)})["event_day"] == 12


def test_a_promise_to_speed_up_is_kept_when_half_of_the_works_are_done() -> None:
    """Half of 40 days, begun on day 10."""
    row = promised("accelerate", {"line": works(40, not_before_day=10)})
    assert (row["event"], row["event_day"]) == ("works_share", 30)


def test_the_share_of_works_is_a_setting_and_a_milestone_may_have_its_own() -> None:
    """A quarter of the same works."""
    assert promised("accelerate", {"line": works(40, not_before_day=10)}, works_share=0.25)["event_day"] == 20


def test_of_a_rollout_the_share_counts_finished_lots() -> None:
    """Half of four lots of 10 days that begin on days 0, 20, 40 and 60."""
    lots = {"count": 4, "from_day": 0, "to_day": 60}
    assert promised("accelerate", {"sites": works(10, lots=lots)})["event_day"] == 30


def test_works_under_way_count_as_started_and_a_share_that_was_reached_as_kept() -> None:
    """Both on the data date."""
    assert promised("start", {"line": works(40, progress=0.1)})["event_day"] == 0
    assert promised("accelerate", {"line": works(40, progress=0.6)})["event_day"] == 0
    assert promised("accelerate", {"line": works(40, progress=0.4)})["event_day"] == 4


@pytest.mark.parametrize(("rule", "day"), [("all", 30), ("any", 10), (0.5, 20), (0.3, 10), (0.7, 30)])
def test_the_rule_says_how_many_packages_must_have_had_the_event(rule: Any, day: float) -> None:
    """Three packages of 10, 20 and 30 days."""
    packages = {name: works(days) for name, days in (("a", 10), ("b", 20), ("c", 30))}
    assert promised("build", packages, rule=rule)["event_day"] == day


@pytest.mark.parametrize(
    ("commitment", "reading", "event"),
    [
        ("build", "weak", "works_share"),
        ("accelerate", "weak", "works_started"),
        ("accelerate", "strong", "in_service"),
        ("start", "strong", "in_service"),
        ("strive", "weak", "works_started"),
    ],
)
def test_weak_and_strong_readings_ask_for_less_and_for_more(commitment: str, reading: str, event: str) -> None:
    """The switch picks the column of the table of events."""
    assert promised(commitment, {"line": works(40)}, reading=reading)["event"] == event


def test_an_event_of_its_own_replaces_that_of_the_commitment_in_the_stated_reading_only() -> None:
    """The strong reading stays what it is."""
    line = {"line": works(40)}
    assert promised("accelerate", line, event="in_service")["event"] == "in_service"
    assert promised("accelerate", line, event="works_started", reading="strong")["event"] == "in_service"


def test_a_promise_is_met_by_the_midnight_that_ends_its_due_day() -> None:
    """Without a due day of its own it inherits the deadline."""
    kept = promised("build", {"line": works(DEADLINE_DAY)})
    late = promised("build", {"line": works(DEADLINE_DAY + 1)})
    own = promised("build", {"line": works(DEADLINE_DAY)}, due=DUE_TOO_EARLY)
    assert (kept["met"], kept["due_is"], kept["due_day"]) == (True, "inherited", DEADLINE_DAY)
    assert not late["met"]
    assert (own["met"], own["due_is"]) == (False, "own")


def test_a_promise_never_kept_has_no_day() -> None:
    """The package is open at the horizon."""
    row = promised("build", {"line": works(100_000)})
    assert (row["event_day"], row["met"]) == (None, False)


def test_packages_carry_a_milestone_by_naming_it_too() -> None:
    """One that names it and one that it names make it together."""
    packages = {"a": works(10, milestones=["M"]), "b": works(20)}
    table = measured({"milestones": {"M": {"commitment": "build", "packages": ["b"]}}, "packages": packages})
    assert table.row("milestones")["event_day"] == 20


def test_a_milestone_that_is_left_out_has_no_row() -> None:
    """It has a reason instead."""
    milestones = {"M": {"commitment": "build", "left_out": "a remark"}}
    assert measured({"milestones": milestones, "packages": {"a": works(1)}}).tables["milestones"] == []


def test_promises_kept_on_the_data_date_are_told_apart_by_commitment() -> None:
    """Those of works under way, not those that take another day."""
    packages = {
        "begun": works(40, progress=0.6, milestones=["A", "B", "C"]),
        "new": works(40, milestones=["D"]),
    }
    commitments = {"A": "start", "B": "accelerate", "C": "build", "D": "start"}
    milestones = {name: {"commitment": commitment} for name, commitment in commitments.items()}
    plan = read_plan(a_mapping(milestones=milestones, packages=packages))
    assert kept_already(plan) == {"start": ["A"], "accelerate": ["B"], "build": []}
