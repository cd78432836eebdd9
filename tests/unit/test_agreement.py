"""How far the model agrees with what was seen: what is held, what is beaten, and the two naive forecasts."""

from typing import Any

import pytest

from sim.calibration.agreement import (
    as_number,
    ground,
    how_many_held,
    is_held,
    merit,
    naive_forecasts,
    score_in_all,
    scores_of,
    scores_of_points,
    seen_of,
    summary,
)
from sim.study.early import planned_of

FAR = {
    "base_stations_5g": 5_000.0,
    "charging_piles": 5_000.0,
    "rail_opening": 100.0,
    "supercomputing_centre": 200.0,
    "paid_share": 2.0,
}
"""How far off a figure is that lies outside each band."""


def as_seen(off: dict[str, float] | None = None) -> dict[str, list[float]]:
    """A sample of two replications that say what was seen, *off* by so much."""
    seen = ground().observations.observations
    return {name: [as_number(one.seen) + (off or {}).get(name, 0.0)] * 2 for name, one in seen.items()}


def table_with(name: str, low: float, high: float) -> dict[str, Any]:
    """A table whose calibrated band of one figure has these ends."""
    return {"after": {name: {"quantiles": [low, low, (low + high) / 2, high, high]}}}


def test_all_that_is_said_as_it_was_seen_is_held() -> None:
    """Five of five."""
    assert how_many_held(as_seen()) == 5


@pytest.mark.parametrize("name", FAR)
def test_a_figure_outside_its_band_is_not_held(name: str) -> None:
    """On either side; the other four are."""
    assert [how_many_held(as_seen({name: sign * FAR[name]})) for sign in (1, -1)] == [4, 4]


def test_nothing_is_held_where_all_is_far_away() -> None:
    """None of five."""
    assert how_many_held(as_seen(FAR)) == 0


def test_the_band_that_holds_is_the_central_90_per_cent() -> None:
    """With a discrepancy of 1,500 a figure 2,400 away lies inside 1.645 of them, one of 2,600 outside."""
    assert how_many_held(as_seen({"base_stations_5g": 2_400.0})) == 5
    assert how_many_held(as_seen({"base_stations_5g": 2_600.0})) == 4


def test_a_figure_at_an_end_of_its_band_is_held() -> None:
    """And a tenth of a station beyond it is not."""
    assert is_held(table_with("base_stations_5g", 30_119, 31_000), "base_stations_5g")
    assert is_held(table_with("base_stations_5g", 29_000, 30_119), "base_stations_5g")
    assert not is_held(table_with("base_stations_5g", 30_119.1, 31_000), "base_stations_5g")
    assert not is_held(table_with("base_stations_5g", 29_000, 30_118.9), "base_stations_5g")


def test_a_date_is_held_by_a_band_of_days() -> None:
    """18 December ends with day 171."""
    assert is_held(table_with("rail_opening", 171, 180), "rail_opening")
    assert not is_held(table_with("rail_opening", 172, 180), "rail_opening")


def test_what_is_said_as_it_was_seen_beats_both_naive_forecasts() -> None:
    """And holds all."""
    assert merit(as_seen()) == (5, 2)


def test_what_is_said_far_away_beats_neither_naive_forecast() -> None:
    """And holds nothing."""
    assert merit(as_seen({name: 3 * off for name, off in FAR.items()})) == (0, 0)


def test_the_first_naive_forecast_is_what_is_written_beside_each_figure() -> None:
    """Stations, piles and a share as they stand; dates as the day that they end."""
    assert naive_forecasts()["continued"] == {
        "base_stations_5g": 25_300,
        "charging_piles": 27_000,
        "rail_opening": 229,
        "supercomputing_centre": 224,
        "paid_share": 1.25,
    }


def test_the_second_naive_forecast_is_the_planned_run_of_the_published_plan() -> None:
    """To a thousandth; 17,400 stations and the 9,900 planned, and all that is planned is paid."""
    at = ground()
    planned = planned_of(at.plan, at.observations.observations, at.observations.matching.looked_to)
    found = naive_forecasts()["planned"]
    assert found == pytest.approx(planned, abs=5e-4)
    assert (found["base_stations_5g"], found["paid_share"]) == (27_300, 1)


def test_a_point_is_scored_by_how_far_off_it_is() -> None:
    """Whichever way."""
    points = {name: sample[0] for name, sample in as_seen({"rail_opening": -12.0, "paid_share": 0.25}).items()}
    expected = dict.fromkeys(FAR, 0.0) | {"rail_opening": 12, "paid_share": 0.25}
    assert scores_of_points({"any": points})["any"] == pytest.approx(expected)


def test_the_score_in_all_counts_each_figure_in_its_own_stated_spread() -> None:
    """A mean of 1 where each is off by its discrepancy and the spread of its range, of the piles 3,329."""
    seen = {name: seen_of(one) for name, one in ground().observations.observations.items()}
    spread = {name: (one.discrepancy**2 + (one.high - one.low) ** 2 / 12) ** 0.5 for name, one in seen.items()}
    assert spread["charging_piles"] == pytest.approx(3_329, abs=1)
    assert score_in_all(spread) == pytest.approx(1)


def test_the_scores_of_a_table_are_those_of_its_forecasts_and_of_its_naive_points() -> None:
    """Calibrated, as published, and both naive ones."""
    forecasts = {kind: {name: {"crps": found} for name in FAR} for kind, found in (("after", 1), ("before", 2))}
    points = {name: sample[0] for name, sample in as_seen().items()}
    found = scores_of(forecasts | {"naive": {"continued": points, "planned": points}})
    assert list(found) == ["after", "before", "continued", "planned"]
    assert [set(scores.values()) for scores in found.values()] == [{1}, {2}, {0}, {0}]


def test_the_summary_keeps_the_first_replications_one_by_one() -> None:
    """Four of five, to a millionth."""
    sample = as_seen() | {"rail_opening": [170.1234567, 180.0, 190.0, 160.0, 175.0]}
    assert summary(sample)["rail_opening"]["first_replications"] == [170.123457, 180, 190, 160]
