"""Numbers without evidence, evidence that is missing, and values that differ are each one line."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from sim.config.evidence import Facts, evidence_problems, gives_evidence, load_facts, load_known_by, paths_set
from sim.plan.evidence import Fact
from sim.plan.problems import PlanError

FACTS = {
    "cost.a": Fact(what="Cost of a", value=60, grade="stated", known_on=date(2030, 1, 1), use="cost"),
    "days.a": Fact(what="Days of a", grade="assumed", low=3, high=9, analogue="a like work"),
}


KNOWN_BY = load_known_by(Path(__file__).parents[2] / "configs" / "known_by.yaml")


def problems_of(mapping: dict[str, Any], facts: Facts, changed: Collection[str] = ()) -> tuple[str, ...]:
    """Return the problems of a plan's evidence by the days of the shipped case."""
    return evidence_problems(mapping, facts, KNOWN_BY, changed)


def a_mapping(evidence: dict[str, str] | None = None, cost_cny_10k: int = 60) -> dict[str, Any]:
    """Return a plan of one package that states two numbers."""
    package: dict[str, Any] = {
        "cost_cny_10k": cost_cny_10k,
        "activities": {"work": {"days": {"pert": [3, 4, 9]}}},
    }
    if evidence is not None:
        package["evidence"] = evidence
    return {"programme": {"name": "A", "start": "2020-01-01"}, "packages": {"a": package}}


ALL = {"cost_cny_10k": "cost.a", "activities.work.days": "days.a"}


def test_a_plan_without_any_evidence_is_fine() -> None:
    """Evidence is asked for only where a plan gives some."""
    assert not gives_evidence(a_mapping())
    assert problems_of(a_mapping(), FACTS) == ()


def test_every_number_with_evidence_is_no_problem() -> None:
    """A dotted key covers everything below it."""
    assert gives_evidence(a_mapping(ALL))
    assert problems_of(a_mapping(ALL), FACTS) == ()


def test_a_number_without_evidence_is_named_with_its_path() -> None:
    """The line says where, what was found, what was expected and what to do."""
    lines = problems_of(a_mapping({"activities": "days.a"}), FACTS)
    assert lines == (
        "packages.a.cost_cny_10k: found 60 without evidence, expected an id: add cost_cny_10k to packages.a.evidence",
    )


def test_an_unknown_id_gets_a_hint() -> None:
    """A misspelt id is met with the nearest one."""
    (line,) = problems_of(a_mapping(ALL | {"cost_cny_10k": "cost.b"}), FACTS)
    assert line.startswith("packages.a.evidence.cost_cny_10k: no such evidence 'cost.b'; did you mean 'cost.a'?")


def test_a_key_that_names_nothing_is_a_problem() -> None:
    """Evidence for a key that is not there would hide a number that lost it."""
    (line,) = problems_of(a_mapping(ALL | {"progress": "days.a"}), FACTS)
    assert line.startswith("packages.a.evidence.progress: found no progress in packages.a")


def test_a_value_that_differs_from_its_evidence_is_a_problem() -> None:
    """A number and the figure it rests on are the same."""
    (line,) = problems_of(a_mapping(ALL, cost_cny_10k=70), FACTS)
    assert line == "packages.a.cost_cny_10k: found 70, expected the 60 of evidence 'cost.a': correct one of them"


def test_the_range_of_a_lever_is_that_of_its_evidence() -> None:
    """Its low and high are those of the fact, its position the value."""
    facts = FACTS | {"lever.l": Fact(what="l", value=3, low=1, high=9, grade="assumed", analogue="like")}
    lever = {"at": 3, "low": 1, "high": 8, "evidence": dict.fromkeys(("at", "low", "high"), "lever.l")}
    (line,) = problems_of(a_mapping(ALL) | {"levers": {"l": lever}}, facts)
    assert line == "levers.l.high: found 8, expected the 9 of evidence 'lever.l': correct one of them"


def test_what_a_scenario_sets_needs_no_evidence() -> None:
    """An overlay's value is set by the scenario: it may differ and may be new."""
    changed = a_mapping(ALL, cost_cny_10k=70)
    changed["packages"]["a"]["progress"] = 0.5
    paths = paths_set(changed, a_mapping(ALL))
    assert set(paths) == {"packages.a.cost_cny_10k", "packages.a.progress"}
    assert problems_of(changed, FACTS, paths) == ()


def test_an_assumption_needs_a_range_and_an_analogue() -> None:
    """Judgement without a range cannot be swept."""
    facts = FACTS | {"days.a": Fact(what="Days of a", grade="assumed", low=3)}
    (line,) = problems_of(a_mapping(ALL), facts)
    assert line.startswith("evidence days.a: assumed without a range or analogue")


def test_a_value_outside_its_own_range_is_a_problem() -> None:
    """The value of a fact lies between its low and its high."""
    facts = FACTS | {"cost.a": Fact(what="Cost of a", value=60, grade="derived", low=70, high=90)}
    (line,) = problems_of(a_mapping(ALL), facts)
    assert line == "evidence cost.a: found 60.0 outside 70.0 to 90.0, expected inside: correct it"


@pytest.mark.parametrize(
    ("use", "last"),
    [("state", "2020-08-31"), ("gate", "2020-08-31"), ("outcome", "2020-08-31"), ("plan", "2020-12-31")],
)
def test_hindsight_about_the_city_is_a_problem(use: str, last: str) -> None:
    """What became of the city after the data date may not serve as an input; what was published of plans may."""
    late = FACTS["cost.a"].model_copy(update={"use": use, "known_on": date(2021, 1, 1)})
    (line,) = problems_of(a_mapping(ALL), FACTS | {"cost.a": late})
    assert line == (f"evidence cost.a: found known on 2021-01-01 for a {use}, expected {last} or before: find a source")
    in_time = late.model_copy(update={"known_on": date.fromisoformat(last)})
    assert problems_of(a_mapping(ALL), FACTS | {"cost.a": in_time}) == ()


def a_count(known_on: date | None, *rests_on: str, use: Literal["", "state", "plan"] = "state") -> Fact:
    """Return a counted figure that rests on others."""
    return Fact(what="A count", grade="derived", use=use, known_on=known_on, rests_on=rests_on)


def test_a_figure_may_rest_on_others_that_were_known_in_time() -> None:
    """The way from a number to the counts behind it is open to the check."""
    facts = {"a": a_count(date(2020, 8, 1), "b"), "b": a_count(date(2020, 7, 1), "c"), "c": a_count(date(2018, 1, 1))}
    assert problems_of(a_mapping(ALL), FACTS | facts) == ()


def test_a_state_that_rests_on_a_later_figure_is_a_problem_however_far_below_it() -> None:
    """A count of the end of the year cannot come in behind an early date."""
    late = {
        "pace": a_count(date(2020, 6, 30), "end", use=""),
        "end": a_count(date(2021, 3, 12), use=""),
        "state": a_count(date(2020, 6, 30), "pace"),
    }
    lines = problems_of(a_mapping(ALL), FACTS | late)
    assert lines == (
        "evidence pace: found known on 2020-06-30, but end under it known on 2021-03-12, expected its day: correct one",
        "evidence state: rests on end, found known on 2021-03-12, expected 2020-08-31 or before: find another figure",
    )


def test_a_figure_without_a_day_does_not_carry_a_state() -> None:
    """What has no day may be of any day."""
    facts = {"state": a_count(date(2020, 6, 30), "count"), "count": a_count(None, use="")}
    (line,) = problems_of(a_mapping(ALL), FACTS | facts)
    assert (
        line == "evidence state: rests on count, found no known_on, expected 2020-08-31 or before: find another figure"
    )


def test_a_fact_that_rests_on_an_unknown_one_gets_a_hint() -> None:
    """A misspelt id below a fact is met with the nearest one."""
    (line,) = problems_of(a_mapping(ALL), FACTS | {"state": a_count(date(2020, 6, 30), "cost.b")})
    assert line.startswith("evidence state.rests_on: no such evidence 'cost.b'; did you mean 'cost.a'?")


def test_facts_that_rest_on_each_other_are_reported_once_as_a_path() -> None:
    """A baseline that rests on the pace that was worked out from it rests on nothing."""
    day = date(2020, 6, 30)
    facts = {"pace": a_count(day, "stock"), "stock": a_count(day, "pace")}
    (line,) = problems_of(a_mapping(ALL), FACTS | facts)
    assert line == ("evidence pace: found a cycle, pace -> stock -> pace, expected none: take one from its rests_on")


def test_a_wrong_entry_of_the_file_is_named(tmp_path: Path) -> None:
    """Every wrong entry of an evidence file is one line."""
    path = tmp_path / "evidence.yaml"
    path.write_text("a:\n  what: a\n  grade: guessed\nb:\n  what: b\n  grade: stated\n  vale: 3\n")
    with pytest.raises(PlanError) as error:
        load_facts(path)
    assert len(error.value.problems) == 2
    assert "evidence.yaml: b.vale: no such key; did you mean 'value'?" in error.value.problems


def test_a_misspelt_use_of_the_days_is_named(tmp_path: Path) -> None:
    """A day that bounds no use bounds nothing, so it is an error."""
    path = tmp_path / "known_by.yaml"
    path.write_text("stat: 2020-08-31\nplan: 2020-31-12\n")
    with pytest.raises(PlanError) as error:
        load_known_by(path)
    assert "known_by.yaml.stat: no such key; did you mean 'state'?" in error.value.problems
    assert len(error.value.problems) == 2
