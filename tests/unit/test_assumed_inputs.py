"""Assumed inputs of a plan: which numbers move, how far, and which stay."""

import pickle
from typing import Any

from sim.config import Source, read_plan
from sim.config.assumptions import MovedPlan, Moving, assumed_inputs, moved, read_setting
from sim.plan.evidence import Fact
from tests.builders import a_mapping, work


def _fact(value: float | str, low: float, high: float, grade: str = "assumed") -> Fact:
    return Fact.model_validate({"what": "x", "value": value, "grade": grade, "low": low, "high": high})


def _mapping(days: Any = 40, **more: Any) -> dict[str, Any]:
    package = {"activities": work(days), "evidence": {"activities": "works.p"}, **more}
    return a_mapping(packages={"p": package, "q": {"activities": work(40), "evidence": {"activities": "works.p"}}})


def _days(mapping: dict[str, Any], package: str = "p") -> Any:
    return mapping["packages"][package]["activities"]["work"]["days"]


def test_all_numbers_that_rest_on_an_entry_move_together() -> None:
    mapping = _mapping()
    inputs = assumed_inputs(mapping, {"works.p": _fact(40, 20, 100)})
    there = moved(mapping, inputs, {"works.p": 0.75})
    assert [_days(there), _days(there, "q")] == [70, 70]


def test_half_of_the_places_lie_below_where_a_number_stands() -> None:
    mapping = _mapping()
    inputs = assumed_inputs(mapping, {"works.p": _fact(40, 20, 100)})
    assert [_days(moved(mapping, inputs, {"works.p": at})) for at in (0, 0.25, 0.5, 1)] == [20, 30, 40, 100]


def test_moving_changes_nothing_that_was_given() -> None:
    mapping = _mapping()
    moved(mapping, assumed_inputs(mapping, {"works.p": _fact(40, 20, 100)}), {"works.p": 1})
    assert _days(mapping) == 40


def test_a_stated_entry_moves_nothing() -> None:
    assert assumed_inputs(_mapping(), {"works.p": _fact(40, 20, 100, "stated")}) == ()


def test_the_earlier_count_of_a_stock_is_no_input_as_it_tells_the_trend_alone() -> None:
    counted = {"km": {"unit": "km", "earlier": {"counted_on": "2019-01-01", "stock": 40}}}
    counted["km"]["evidence"] = {"earlier.stock": "works.p"}
    mapping = a_mapping(indicators=counted, packages={"q": {"activities": work(40)}})
    assert assumed_inputs(mapping, {"works.p": _fact(40, 20, 100)}) == ()


def test_a_number_derived_from_an_entry_stays() -> None:
    mapping = _mapping(days=55)
    (found,) = assumed_inputs(mapping, {"works.p": _fact(40, 20, 100)})
    assert [placed.path[1] for placed in found.numbers] == ["q"]


def test_of_an_entry_in_words_the_numbers_that_it_names_move() -> None:
    mapping = _mapping(days=30)
    inputs = assumed_inputs(mapping, {"works.p": _fact("30; 36", 20, 50)})
    there = moved(mapping, inputs, {"works.p": 1})
    assert [_days(there), _days(there, "q")] == [50, 40]


def test_of_a_law_of_three_points_the_middle_moves_between_its_ends() -> None:
    mapping = _mapping(days={"pert": [20, 40, 60]})
    inputs = assumed_inputs(mapping, {"works.p": _fact(40, 10, 100)})
    assert _days(moved(mapping, inputs, {"works.p": 1})) == {"pert": [20, 60, 60]}


def test_an_input_whose_block_could_not_be_read_keeps_its_place() -> None:
    source = {"amounts_cny_10k": {2020: 100}, "carry_over": 0.5, "evidence": {"carry_over": "money.kept"}}
    mapping = _mapping()
    mapping["funding"] = {"bonds": {"kind": "bond"} | source}
    facts = {"works.p": _fact(40, 20, 100), "money.kept": _fact(0.5, 0, 3)}
    like = Source(mapping, read_plan(mapping))
    inputs = assumed_inputs(mapping, facts)
    found = read_setting(mapping, inputs, {"works.p": 1, "money.kept": 1}, like)
    assert found.kept == {"money.kept"}
    assert found.plan.packages["p"].activities["work"].days.planned_value() == 100


def test_a_setting_that_went_to_another_process_is_read_as_here() -> None:
    mapping = _mapping()
    like, places = Source(mapping, read_plan(mapping)), {"works.p": 0.75}
    inputs = assumed_inputs(mapping, {"works.p": _fact(40, 20, 100)})
    there = pickle.loads(pickle.dumps(MovedPlan(pickle.dumps(Moving(mapping, inputs, like)), places)))
    assert there() == read_setting(mapping, inputs, places, like).plan != like.plan
