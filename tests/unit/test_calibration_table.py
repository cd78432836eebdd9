"""What was asked of the calibration, found again in the table that it left."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from sim import load_plan
from sim.calibration.agreement import DIGITS, FIRST, ground, is_held, naive_forecasts, score_in_all, scores_of
from sim.study.early import predicted
from tests.pages import ROOT

TABLE = ROOT / "results" / "reference" / "calibration" / "table.json"

FIGURES = ["base_stations_5g", "charging_piles", "rail_opening", "supercomputing_centre", "paid_share"]

NINE_MONTHS_DAYS = 274


@cache
def table() -> Any:
    return json.loads(TABLE.read_text(encoding="utf-8"))


def calibrated_band(name: str) -> tuple[float, float, float]:
    """P5, P50 and P95 of the calibrated forecast of a figure."""
    low, _, middle, _, high = table()["after"][name]["quantiles"]
    return low, middle, high


def test_the_table_speaks_of_the_five_figures_and_of_all_that_may_move() -> None:
    """None is left out where it does not fit."""
    assert [list(table()[kind]) for kind in ("before", "after")] == [FIGURES, FIGURES]
    assert list(ground().observations.observations) == FIGURES
    assert list(table()["chosen"]) == list(ground().bounds)


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_lies_in_the_central_90_per_cent_band(name: str) -> None:
    """Whose ends stand in order."""
    quantiles = table()["after"][name]["quantiles"]
    assert quantiles == sorted(quantiles)
    assert is_held(table(), name)


def test_the_band_of_the_5g_stock_is_at_most_a_third_of_its_median() -> None:
    """As registered beside the figure, to four digits."""
    low, middle, high = calibrated_band("base_stations_5g")
    assert high - low <= middle / 3
    assert ground().observations.observations["base_stations_5g"].most_band_share == pytest.approx(1 / 3, abs=5e-5)


def test_the_band_of_the_rail_opening_is_at_most_nine_months() -> None:
    """As registered beside the figure."""
    low, _, high = calibrated_band("rail_opening")
    assert high - low <= NINE_MONTHS_DAYS
    assert ground().observations.observations["rail_opening"].most_band_days == NINE_MONTHS_DAYS


@pytest.mark.parametrize("naive", ["continued", "planned"])
def test_the_score_in_all_beats_a_naive_forecast(naive: str) -> None:
    """Six months that go on, and the plan met on its dates."""
    scores = scores_of(table())
    assert score_in_all(scores["after"]) < score_in_all(scores[naive])


def test_the_naive_forecasts_of_the_table_are_those_of_today() -> None:
    """What is written beside the figures, and what the planned run of the published plan says."""
    assert table()["naive"] == naive_forecasts()


def test_no_number_leaves_the_range_that_its_evidence_registers() -> None:
    """Bounds are those of the evidence as it stands today."""
    bounds = ground().bounds
    outside = [name for name, one in table()["chosen"].items() if not bounds[name].low <= one <= bounds[name].high]
    assert outside == []


def test_at_most_ten_numbers_are_moved() -> None:
    """Of those that may be."""
    published = ground().published
    assert 1 <= sum(one != published[name] for name, one in table()["chosen"].items()) <= 10


def test_nothing_that_happened_after_2020_is_used() -> None:
    """Whatever day it was printed on."""
    at = ground().observations
    assert at.matching.last_day == date(2020, 12, 31)
    assert [name for name, one in at.observations.items() if one.observed_on > date(2020, 12, 31)] == []


@pytest.mark.parametrize(("kind", "scenario"), [("before", "as_published"), ("after", "calibrated_2020")])
def test_the_first_replications_of_a_shipped_scenario_say_what_the_table_has(kind: str, scenario: str) -> None:
    """Performed again on the same draws, to a millionth; else `docs/renew_calibration.py --figures` is due."""
    at, stated = ground().observations, table()[kind]
    plan, seed = load_plan(f"scenario={scenario}"), table()["seed"]
    found = predicted(plan, at.observations, at.matching.looked_to, seed, replications=FIRST)
    said = {name: [round(one, DIGITS) for one in sample.tolist()] for name, sample in found.items()}
    assert said == {name: stated[name]["first_replications"] for name in FIGURES}
