"""Definitions: the reading in use is laid over the plan, and a slip of the pen in it is told."""

from typing import Any

import pytest

from sim.config import read_plan
from sim.config.read import Source
from sim.plan.problems import PlanError
from tests.builders import a_mapping, work


def counted(choice: str, sets: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a plan in which a definition says how many stations a rollout delivers."""
    halved = {"packages": {"sites": {"delivers": {"stations": 50}}}} if sets is None else sets
    return a_mapping(
        indicators={"stations": {"unit": "stations"}},
        packages={"sites": {"activities": work(10), "delivers": {"stations": 100}}},
        definitions={
            "stations": {
                "question": "Do micro stations count?",
                "because": "the count published in 2020 has them",
                "choice": choice,
                "options": {"all": {"name": "All"}, "macro_only": {"name": "Macro only", "sets": halved}},
            }
        },
    )


def test_the_option_in_use_is_laid_over_the_plan() -> None:
    """The other options change nothing."""
    assert read_plan(counted("all")).packages["sites"].delivers == {"stations": 100}
    assert read_plan(counted("macro_only")).packages["sites"].delivers == {"stations": 50}


def test_a_plan_read_like_another_sees_that_the_choice_has_changed() -> None:
    """What the option sets is read again."""
    base = counted("all")
    plan = read_plan(counted("macro_only"), Source(base, read_plan(base)))
    assert plan.packages["sites"].delivers == {"stations": 50}


@pytest.mark.parametrize(
    ("choice", "sets", "line"),
    [
        (
            "marco_only",
            None,
            "definitions.stations.choice: no such option 'marco_only'; did you mean 'macro_only'?",
        ),
        (
            "macro_only",
            {"packages": {"site": {"delivers": {"stations": 50}}}},
            "definitions.stations.options.macro_only.sets.packages.site: no such key; did you mean 'sites'?",
        ),
        (
            "macro_only",
            {"package": {}},
            "definitions.stations.options.macro_only.sets.package: no such key; did you mean 'packages'?",
        ),
    ],
)
def test_a_slip_in_a_definition_is_told_in_one_line(choice: str, sets: dict[str, Any] | None, line: str) -> None:
    """An option that is not there, an entry or a section that is not there."""
    with pytest.raises(PlanError) as caught:
        read_plan(counted(choice, sets))
    assert caught.value.problems == (line,)
