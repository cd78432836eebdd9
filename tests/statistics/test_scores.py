"""Scores of forecasts against known answers."""

from math import pi, sqrt

import numpy as np
import pytest
from scipy import stats

from sim.analysis.history_matching import with_discrepancy
from sim.analysis.scores import band, coverage, crps


def closed_form(mean: float, sd: float, seen: float) -> float:
    """The score of a normal forecast, Gneiting and Raftery (2007), section 4.2."""
    z = (seen - mean) / sd
    return float(sd * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / sqrt(pi)))


@pytest.mark.parametrize("seen", [0.0, 3.0, 10.0])
def test_a_large_normal_sample_scores_as_the_closed_form_says(seen: float) -> None:
    """Within five standard errors of a sample of 40,000, about 0.05."""
    sample = np.random.Generator(np.random.PCG64(7)).normal(3, 2, 40_000)
    assert crps(sample, seen) == pytest.approx(closed_form(3, 2, seen), abs=0.05)


def test_the_score_of_a_small_sample_is_fair() -> None:
    """The mean over many samples of three is that of the whole distribution, not above it."""
    samples = np.random.Generator(np.random.PCG64(11)).normal(0, 1, (20_000, 3))
    mean = np.mean([crps(sample, 0.5) for sample in samples])
    assert mean == pytest.approx(closed_form(0, 1, 0.5), abs=0.02)


def test_the_score_of_members_that_are_distributions_is_fair() -> None:
    """Three replications of variance 1 with a discrepancy of 2 score in the mean as the normal of variance 5."""
    samples = np.random.Generator(np.random.PCG64(13)).normal(0, 1, (10_000, 3))
    mean = np.mean([crps(with_discrepancy(sample, 2), 1.5) for sample in samples])
    assert mean == pytest.approx(closed_form(0, sqrt(5), 1.5), abs=0.02)


def test_a_single_distribution_has_no_pair_of_rows() -> None:
    """It is not taken for a point forecast."""
    with pytest.raises(ValueError, match="found one row, expected two or more"):
        crps([[1.0, 2.0]], 1.0)


def test_a_point_forecast_scores_its_error() -> None:
    """One member has no pair."""
    assert crps([184.0], 170.0) == 14.0


def test_pairs_are_those_of_different_members() -> None:
    """E|X - y| is 1, the three pairs are 1, 2 and 1 apart: 1 - 4 / 3 / 2; y is 0, members are -1, 0, 2."""
    assert crps([2.0, -1.0, 0.0], 0.0) == pytest.approx(1 - (1 + 3 + 2) / 3 / 2)


def test_an_empty_sample_has_no_score() -> None:
    """It says so."""
    with pytest.raises(ValueError, match="found no member"):
        crps([], 1.0)


def test_coverage_is_the_share_of_bands_that_held_what_came() -> None:
    """The band of 0 to 100 is 5 to 95."""
    sample = np.arange(101.0)
    assert band(sample) == pytest.approx((5.0, 95.0))
    assert coverage([sample, sample, sample, sample], [5.5, 94.5, 96.0, 50.0]) == 0.75
