"""Many intervals looked at together: Holm's rule keeps the chance of any false alarm at its level."""

import numpy as np
import pytest
from scipy import stats

from sim.analysis.intervals import Interval, mean, paired_shares
from sim.analysis.many import seen_among_many, two_sided_p

FAMILIES, SIZE, REPLICATIONS, LEVEL = 1000, 20, 30, 0.05
FALSE_FAILURE = 1e-6


@pytest.fixture(scope="module")
def nulls() -> np.ndarray:
    """Paired differences whose mean is 0, families x differences x replications; neighbours share half their luck."""
    luck = np.random.default_rng(7).normal(size=(FAMILIES, SIZE + 1, REPLICATIONS))
    return luck[:, 1:] + luck[:, :-1]


def test_a_false_alarm_in_a_family_of_nulls_is_as_rare_as_stated(nulls: np.ndarray) -> None:
    """More alarms than this bound would come by chance less than once in a million, were each as likely as its level;
    without the correction most families have one."""
    p_values = [[two_sided_p(mean(one), REPLICATIONS, is_share=False) for one in family] for family in nulls]
    most = stats.binom.isf(FALSE_FAILURE, FAMILIES, LEVEL)
    assert sum(any(seen_among_many(family)) for family in p_values) <= most
    assert sum(min(family) < LEVEL for family in p_values) > 5 * most


def test_holm_is_the_worked_example() -> None:
    """0.01, 0.04, 0.03 and 0.005 against 0.05 / 4, 3, 2, 1: the third smallest ends it."""
    assert seen_among_many([0.01, 0.04, 0.03, 0.005]) == [True, False, False, True]
    assert seen_among_many([]) == []


def test_p_is_below_the_level_just_when_the_interval_excludes_0() -> None:
    """Of means and of shares, few and many pairs."""
    rng = np.random.default_rng(11)
    for _ in range(300):
        count = int(rng.integers(5, 200))
        values = rng.normal(rng.normal(0, 3 / np.sqrt(count)), 1, size=count)
        of_mean = mean(values)
        assert (two_sided_p(of_mean, count, is_share=False) < LEVEL) == (of_mean.low > 0 or of_mean.high < 0)
        of_share = paired_shares(rng.random(count) < 0.6, rng.random(count) < 0.4)
        assert (two_sided_p(of_share, count, is_share=True) < LEVEL) == (of_share.low > 0 or of_share.high < 0)


def test_p_of_a_mean_is_that_of_the_paired_t_test() -> None:
    """Scipy's, on one sample of differences; no difference has 1, one without spread has 0."""
    values = np.random.default_rng(3).normal(0.4, 1, size=25)
    expected = stats.ttest_1samp(values, 0).pvalue
    assert two_sided_p(mean(values), 25, is_share=False) == pytest.approx(expected, rel=1e-9)
    assert two_sided_p(Interval(0, 0, 0), 25, is_share=False) == 1
    assert two_sided_p(Interval(2, 2, 2), 25, is_share=False) == 0
