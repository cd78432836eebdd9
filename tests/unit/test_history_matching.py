"""History matching on answers that are known."""

import numpy as np
import pytest

from sim.analysis.history_matching import (
    Seen,
    emulator,
    implausibility,
    latin_hypercube,
    least_moved,
    moved,
    with_discrepancy,
)


def test_every_stratum_of_a_latin_hypercube_has_one_point() -> None:
    """In each parameter."""
    points = latin_hypercube({"a": (0, 10), "b": (-5, 5)}, 10, seed=3)
    assert sorted(int(point["a"]) for point in points) == list(range(10))
    assert sorted(int(point["b"] + 5) for point in points) == list(range(10))


@pytest.mark.parametrize(("mean", "expected"), [(540.0, 1.8), (520.0, 3.8)])
def test_implausibility_is_the_distance_in_standard_deviations(mean: float, expected: float) -> None:
    """Seen 558 with a standard deviation of 10 of the model: 18 / 10 and 38 / 10."""
    assert implausibility(np.array([mean, mean]), Seen(558, 558, 558, 10)) == pytest.approx(expected)


def test_the_luck_of_the_one_run_that_came_counts_whole() -> None:
    """Two replications 8 apart have variance 32, their mean half of it: 12 / sqrt(48)."""
    assert implausibility(np.array([6.0, -2.0]), Seen(14, 14, 14, 0)) == pytest.approx(12 / np.sqrt(48))


def test_a_wide_figure_rules_out_little() -> None:
    """A range of 12 has the variance 12."""
    assert implausibility(np.array([0.0]), Seen(6, 0, 12, 0)) == pytest.approx(6 / np.sqrt(12))


def test_a_model_without_any_spread_is_ruled_out_when_it_differs() -> None:
    """Nothing excuses it."""
    assert implausibility(np.array([1.0, 1.0]), Seen(2, 2, 2, 0)) == float("inf")


def test_a_forecast_spreads_as_far_as_the_implausibility_says() -> None:
    """Luck of variance 16 and a discrepancy of 3: 25, about the same mean."""
    forecast = with_discrepancy(np.array([96.0, 104.0]), 3)
    assert np.mean(forecast) == pytest.approx(100)
    assert np.var(forecast) == pytest.approx(25)


def test_the_central_band_of_a_sure_model_is_that_of_a_normal() -> None:
    """Between 100 - 16.4 and 100 + 16.4 with a discrepancy of 10; a hundred values say it to 0.4."""
    low, high = np.quantile(with_discrepancy(np.array([100.0]), 10), [0.05, 0.95])
    assert (low, high) == pytest.approx((83.55, 116.45), abs=0.4)


def test_a_model_without_discrepancy_forecasts_what_it_says() -> None:
    """In each of its replications."""
    assert np.unique(with_discrepancy(np.array([5.0, 7.0]), 0)).tolist() == [5, 7]


def test_what_is_not_done_by_the_last_day_stays_not_done() -> None:
    """A discrepancy brings no unfinished replication before the last day, and none is put beyond it."""
    early, late = with_discrepancy(np.array([540.0, 549.0]), 30, latest=549)
    assert set(late) == {549}
    assert early.max() == 549
    assert early.min() < 480


def test_the_least_moved_point_is_counted_in_widths_of_the_ranges() -> None:
    """A move of 10 of 100 is less than one of 1 of 2."""
    distances = [moved(point, {"a": 0, "b": 0}, {"a": 100, "b": 2}) for point in ({"a": 0, "b": 1}, {"a": 10, "b": 0})]
    assert least_moved([0, 1], distances) == 1


def test_an_emulator_of_a_product_finds_it_again() -> None:
    """Of 3 + 2 x y on 60 points, at points that it has not seen, up to what the penalty takes."""
    points = np.random.Generator(np.random.PCG64(5)).uniform(0, 10, (70, 2))
    means = 3 + 2 * points[:, 0] * points[:, 1]
    low, high = np.zeros(2), np.full(2, 10.0)
    found = emulator(points[:60], means[:60], low, high)
    assert found.says(points[60:]) == pytest.approx(means[60:], abs=4)
    assert 0 < found.variance < 16


def test_an_emulator_of_noise_knows_that_it_knows_nothing() -> None:
    """Its variance is no smaller than that of the noise."""
    luck = np.random.Generator(np.random.PCG64(6))
    found = emulator(luck.random((80, 3)), luck.normal(0, 2, 80), np.zeros(3), np.ones(3))
    assert found.variance > 4
