"""History matching on answers that are known."""

import numpy as np
import pytest

from sim.analysis.history_matching import Seen, implausibility, latin_hypercube, least_moved, moved


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


def test_the_least_moved_point_is_counted_in_widths_of_the_ranges() -> None:
    """A move of 10 of 100 is less than one of 1 of 2."""
    distances = [moved(point, {"a": 0, "b": 0}, {"a": 100, "b": 2}) for point in ({"a": 0, "b": 1}, {"a": 10, "b": 0})]
    assert least_moved([0, 1], distances) == 1
