"""Intervals at 95 %: of shares, means, quantiles, and of differences between paired replications."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, inf, nan, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
TAIL = (1 - CONFIDENCE) / 2
Z = float(special.ndtri(1 - TAIL))

FEW_DISCORDANT = 25
"""Below so many pairs that differ, the normal interval of a paired difference is too short: Newcombe's is used."""

BOOTSTRAP_SEED, RESAMPLES = 20200701, 1000


class Interval(NamedTuple):
    """An estimate between its bounds; a bound that so few replications do not give is infinite."""

    estimate: float
    low: float
    high: float


def wilson(met: int, count: int) -> Interval:
    """Return the share *met* of *count* with Wilson's score interval, honest at 0 and 1.

    Source
        Wilson (1927), JASA 22:209-212. Checked in tests/statistics/test_estimates.py.
    """
    share = met / count
    spread = Z * Z / count
    centre = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return Interval(share, centre - half if met else 0.0, centre + half if met < count else 1.0)


def paired_shares(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Interval:
    """Return by how much the share of *first* exceeds that of *second*, replication by replication.

    With n10 pairs where only the first is met and n01 where only the second is, the standard error
    is sqrt(n10 + n01 - (n10 - n01)^2 / n) / n. With fewer than 25 such pairs the interval is Newcombe's.

    Source
        Newcombe (1998), Statistics in Medicine 17:2635-2650, method 10.
    """
    count = len(first)
    n10, n01 = int(np.sum(first & ~second)), int(np.sum(second & ~first))
    difference = (n10 - n01) / count
    if n10 + n01 < FEW_DISCORDANT:
        return _newcombe(int(np.sum(first & second)), n10, n01, count)
    half = Z * sqrt(n10 + n01 - (n10 - n01) ** 2 / count) / count
    return Interval(difference, difference - half, difference + half)


def _newcombe(n11: int, n10: int, n01: int, count: int) -> Interval:
    n00 = count - n11 - n10 - n01
    first, second = wilson(n11 + n10, count), wilson(n11 + n01, count)
    margins = (n11 + n10) * (n01 + n00) * (n11 + n01) * (n10 + n00)
    product = float(n11 * n00 - n10 * n01)
    if product > 0:
        product = max(product - count / 2, 0.0)
    correlation = product / sqrt(margins) if margins else 0.0
    difference = first.estimate - second.estimate

    def half(down: float, up: float) -> float:
        return sqrt(max(0.0, down * down - 2 * correlation * down * up + up * up))

    low = difference - half(first.estimate - first.low, second.high - second.estimate)
    high = difference + half(first.high - first.estimate, second.estimate - second.low)
    return Interval(difference, low, high)


def mean(values: Floats) -> Interval:
    """Return the mean with Student's t interval; one value has no interval."""
    count = len(values)
    estimate = float(np.mean(values))
    if count < 2:
        return Interval(estimate, -inf, inf)
    half = float(_student(count - 1) * np.std(values, ddof=1) / sqrt(count))
    return Interval(estimate, estimate - half, estimate + half)


def quantile(values: Floats, share: float) -> Interval:
    """Return the least value that *share* of the values do not exceed, between order statistics.

    The numbers of the bounding values are binomial quantiles, so the interval holds for any law;
    where there are too few values for a bound it is infinite.

    Source
        Hahn and Meeker (1991), Statistical Intervals, section 5.2.
    """
    ordered = np.sort(values)
    count = len(ordered)
    low, high = _bounding(count, share)
    return Interval(
        float(ordered[place_of(share, count)]),
        float(ordered[low - 1]) if low >= 1 else -inf,
        float(ordered[high - 1]) if high <= count else inf,
    )


@lru_cache
def _student(freedom: int) -> float:
    """Return how many standard errors Student's t interval reaches."""
    return float(special.stdtrit(freedom, 1 - TAIL))


@lru_cache
def _bounding(count: int, share: float) -> tuple[int, int]:
    """Return the numbers, from 1, of the values that bound a quantile of *count* values in order."""
    from scipy import stats  # for this alone, and it takes most of a second: charts seldom need it

    return int(stats.binom.ppf(TAIL, count, share)), int(stats.binom.ppf(1 - TAIL, count, share)) + 1


def value_at(values: Floats, share: float) -> float:
    """Return the least value that *share* of the values do not exceed, without its interval."""
    return float(np.sort(values)[place_of(share, len(values))])


def place_of(share: float, count: int) -> int:
    """Return the place, from 0, of the quantile among *count* values in order."""
    return max(ceil(share * count - 1e-9), 1) - 1


def resamples(count: int, number: int, seed: int) -> NDArray[np.int64]:
    """Return how often each of *count* replications stands in each of *number* resamples, resamples x replications."""
    rng = np.random.Generator(np.random.PCG64(seed))
    return rng.multinomial(count, np.full(count, 1 / count), size=number)


def between_resampled(estimate: float, resampled: Floats) -> Interval:
    """Return an estimate with the 2.5 % and 97.5 % quantiles of what its resamples say."""
    ordered = np.sort(resampled)
    return Interval(estimate, *(float(ordered[place_of(share, len(ordered))]) for share in (TAIL, 1 - TAIL)))


def median_difference(first: Floats, second: Floats) -> Interval:
    """Return the median of *first* less that of *second*, with a bootstrap over the replications they share.

    1,000 resamples from numpy's PCG64 seeded with 20200701; the bounds are their 2.5 % and 97.5 %
    quantiles. Infinite values are allowed: two infinite medians of one sign do not differ.
    """
    count = len(first)
    times = resamples(count, RESAMPLES, BOOTSTRAP_SEED)
    resampled = _less(_medians(first, times), _medians(second, times))
    together = np.ones((1, count), dtype=np.int64)
    estimate = _less(_medians(first, together), _medians(second, together))
    return between_resampled(float(estimate[0]), resampled)


def _medians(values: Floats, times: NDArray[np.int64]) -> Floats:
    """Return the median of each resample, in which value k stands times[., k] times."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(times[:, order], axis=1) > place_of(0.5, len(values))
    return np.asarray(values[order][np.argmax(reached, axis=1)], dtype=np.float64)


def _less(first: Floats, second: Floats) -> Floats:
    same = first == second
    return np.where(same, 0.0, first - np.where(same, 0.0, second))


def empty_if_infinite(interval: Interval) -> Sequence[float]:
    """Return estimate, low and high, not a number where there is none to print."""
    return [nan if abs(number) == inf else number for number in interval]
