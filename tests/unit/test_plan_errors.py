"""A wrong plan gives every problem at once, each in one plain line."""

from pathlib import Path
from typing import Any

import pytest

from sim.config import load_mapping, read_plan
from sim.plan.problems import PlanError
from tests.builders import a_mapping, work

GOOD: dict[str, Any] = {
    "crews": {"gang": 2},
    "agencies": {"desk": {"desks": 1, "review_days": 1}},
    "funding": {"own": {"kind": "equity", "opening_cny_10k": 100}},
    "indicators": {"tram": {"unit": "km"}},
    "targets": {"tram": {"indicator": "tram", "at_least": 1, "who_decides": "city"}},
    "packages": {"p": {"activities": work(1, crew={"gang": 1}), "delivers": {"tram": 1}}},
}


def problems_of(mapping: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(PlanError) as caught:
        read_plan(mapping)
    return caught.value.problems


def with_package(**more: Any) -> dict[str, Any]:
    return a_mapping(**{**GOOD, "packages": {"p": {**GOOD["packages"]["p"], **more}}})


def test_the_good_plan_reads() -> None:
    """The plan that the other tests break is right."""
    assert read_plan(a_mapping(**GOOD)).packages["p"].delivers == {"tram": 1}


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"after": ["q"]}, "packages.p.after: no such package 'q'; known are p"),
        ({"permits": {"lead": "dsk"}}, "packages.p.permits.permit: no such agency 'dsk'; did you mean 'desk'?"),
        ({"after": ["p"]}, "packages.p.after: found the cycle p -> p, expected none: cut one of them"),
        ({"costs": 3}, "packages.p.costs: no such key; "),
        ({"priorty": 3}, "packages.p.priorty: no such key; did you mean 'priority'?"),
        ({"activities": work({"pert": [3, 2, 9]})}, "packages.p.activities.work.days: parameters 3, 2, 9 are out of"),
        (
            {"activities": work({"pert": [3, 9]})},
            "packages.p.activities.work.days.pert: found 2 parameters, expected 3",
        ),
        ({"activities": work({"prt": [1, 2, 3]})}, "packages.p.activities.work.days: found law prt, expected exactly"),
        ({"activities": work(-1)}, "packages.p.activities.work.days.number: found -1, expected at least 0"),
        ({"activities": work(float("nan"))}, "packages.p.activities.work.days.number: found nan, expected"),
        (
            {"activities": work(1, crew={"gang": 3})},
            "packages.p.activities.work.crew.gang: found 3, expected at most 2",
        ),
        ({"cost_cny_10k": 500, "funding": ["own"]}, "packages.p.cost_cny_10k: found 500 to pay, expected at most"),
        ({"not_before": "2030-01-01"}, "packages.p.not_before_day: found day 3653, expected a day from the start"),
        ({"not_before": "soon"}, "packages.p.not_before: 'soon' is no date of the form 2020-07-01"),
        ({"delivers": {"trm": 1}}, "packages.p.delivers: no such indicator 'trm'; did you mean 'tram'?"),
        ({"delivers": {}}, "targets.tram: found no package that delivers tram, expected at least one"),
        ({"delivers": {"tram": 0.5}}, "packages.p.delivers.tram: found 0.5 km, expected whole multiples of 1"),
    ],
)
def test_a_wrong_package_is_named_in_one_line(more: dict[str, Any], line: str) -> None:
    """Where, what was found, what was expected, what to do."""
    found = [problem for problem in problems_of(with_package(**more)) if problem.startswith(line)]
    assert len(found) == 1
    assert "\n" not in found[0]


def test_all_problems_come_at_once() -> None:
    """Three things wrong give three lines; none hides another."""
    mapping = with_package(after=["q"], permits={"lead": "dsk"}, priorty=1) | {"agncies": {}}
    found = problems_of(mapping)
    assert any(line.startswith("agncies: no such key; did you mean 'agencies'?") for line in found)
    assert any(line.startswith("packages.p.priorty") for line in found)
    assert len(problems_of(with_package(after=["q"], permits={"lead": "dsk"}))) == 2


def test_a_longer_cycle_is_reported_as_a_path() -> None:
    """The whole path stands in the line."""
    packages = {name: {"after": [other], "activities": work(1)} for name, other in zip("abc", "bca", strict=True)}
    assert any("a -> b -> c -> a" in line for line in problems_of(a_mapping(packages=packages)))


def test_a_unit_that_does_not_meet_its_indicator_is_named() -> None:
    """A size in m2 is no length in km."""
    classes = {"tram": {"sized_by": "area_m2", "activities": work(1), "delivers": {"tram": "size"}}}
    packages = {"p": {"reference_class": "tram", "area_m2": 3}}
    mapping = a_mapping(**{**GOOD, "reference_classes": classes, "packages": packages})
    assert any("found a size in area_m2, expected km" in line for line in problems_of(mapping))


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "found no mapping"), ("a: 1\na: 2\n", "found no readable YAML"), ("- 1\n", "found no mapping")],
)
def test_a_file_that_is_no_plan_is_said_so(tmp_path: Path, text: str, said: str) -> None:
    """Empty files, double keys and lists are refused in one line."""
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    with pytest.raises(PlanError) as caught:
        load_mapping(path)
    assert said in str(caught.value)
    assert len(caught.value.problems) == 1
