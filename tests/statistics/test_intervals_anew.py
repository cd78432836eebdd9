"""Intervals that verification finds by a way of its own are those of the estimates, for whatever numbers."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from sim.analysis import intervals as written
from sim.analysis.intervals import Interval
from sim.report.verification import intervals as anew


def same(found: Interval, expected: Interval) -> bool:
    """Return whether two intervals agree to nine digits, infinite bounds included."""
    return bool(np.allclose(found, expected, rtol=1e-10, atol=1e-10))


@pytest.mark.parametrize("count", [1, 2, 7, 40, 200, 1000])
def test_wilsons_interval_is_between_the_roots_of_his_equation(count: int) -> None:
    """For every number met."""
    for met in range(0, count + 1, max(1, count // 20)):
        assert same(anew.share(met, count), written.wilson(met, count))


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 11, 30, 199, 999, 5000])
def test_students_quantile_is_that_of_tables(freedom: int) -> None:
    """12.706 for one degree of freedom, and so on."""
    assert anew.students_quantile(freedom) == pytest.approx(float(stats.t.ppf(0.975, freedom)), rel=1e-10)


@pytest.mark.parametrize("count", [1, 2, 3, 16, 101, 400])
def test_means_and_quantiles_have_the_same_bounds(count: int) -> None:
    """Of numbers with ties and infinite ones among them."""
    rng = np.random.default_rng(count)
    numbers = np.round(rng.normal(size=count), 1)
    assert same(anew.mean(numbers), written.mean(numbers))
    numbers[:: max(2, count // 3)] = -np.inf
    for of_all in (0.1, 0.5, 0.8, 0.9, 0.95):
        assert anew.quantile(numbers, of_all) == written.quantile(numbers, of_all)


@pytest.mark.parametrize("chances", [(0.5, 0.5), (0.9, 0.2), (1.0, 0.0), (0.97, 0.96), (1.0, 1.0)])
@pytest.mark.parametrize("count", [1, 5, 60, 300])
def test_paired_differences_have_the_same_bounds(chances: Sequence[float], count: int) -> None:
    """Few pairs that differ (Newcombe) and many (normal); of medians the same resamples."""
    rng = np.random.default_rng(count)
    first, second = (rng.random(count) < chance for chance in chances)
    assert same(anew.share_difference(first, second), written.paired_shares(first, second))
    ours, theirs = rng.normal(size=count), np.round(rng.normal(size=count), 1)
    ours[first & second] = -np.inf
    assert anew.median_difference(ours, theirs) == written.median_difference(ours, theirs)
