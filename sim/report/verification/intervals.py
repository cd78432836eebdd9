"""Intervals at 95 % by a way of their own: from what they are defined by, without the functions that wrote them.

Each is found as the definition has it: Wilson's as the roots of his equation, Student's quantile from the finite sum
of his distribution, bounds of quantiles by adding up binomial probabilities, and resampled medians by sorting.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from math import atan, ceil, comb, cos, inf, pi, sin, sqrt
from statistics import NormalDist, fmean, stdev

import numpy as np

from sim.analysis.intervals import Interval

Z = NormalDist().inv_cdf(0.975)

FEW_DISCORDANT = 25
"""Fewer pairs that differ have Newcombe's interval."""

SEED, RESAMPLES = 20200701, 1000


def share(met: int, count: int) -> Interval:
    """Return a share between the two p of which it is just 1.96 standard errors of p away (Wilson)."""
    whole, half = 1 + Z * Z / count, 2 * met / count + Z * Z / count
    root = sqrt(max(0.0, half * half - 4 * whole * (met / count) ** 2))
    return Interval(met / count, max(0.0, (half - root) / (2 * whole)) if met else 0.0, (half + root) / (2 * whole))


def share_difference(first: Iterable[float], second: Iterable[float]) -> Interval:
    """Return by how much the share of *first* exceeds that of *second*, pair by pair: normal, or Newcombe's if few."""
    pairs = [(bool(one), bool(other)) for one, other in zip(first, second, strict=True)]
    count = len(pairs)
    both, only, other, none = (pairs.count(pair) for pair in ((True, True), (True, False), (False, True), (False,) * 2))
    difference = (only - other) / count
    if only + other >= FEW_DISCORDANT:
        half = Z * sqrt((only + other) / count - difference**2) / sqrt(count)
        return Interval(difference, difference - half, difference + half)
    ours, theirs = share(both + only, count), share(both + other, count)
    product = both * none - only * other
    corrected = max(product - count / 2, 0) if product > 0 else product
    margins = (both + only) * (other + none) * (both + other) * (only + none)
    phi = corrected / sqrt(margins) if margins else 0.0

    def apart(one: float, another: float) -> float:
        return sqrt(max(0.0, one**2 - 2 * phi * one * another + another**2))

    low = difference - apart(ours.estimate - ours.low, theirs.high - theirs.estimate)
    high = difference + apart(ours.high - ours.estimate, theirs.estimate - theirs.low)
    return Interval(difference, low, high)


def mean(values: Iterable[float]) -> Interval:
    """Return a mean with Student's interval; of one value it has none."""
    numbers = [float(value) for value in values]
    middle = fmean(numbers)
    if len(numbers) < 2:
        return Interval(middle, -inf, inf)
    half = students_quantile(len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return Interval(middle, middle - half, middle + half)


@lru_cache
def students_quantile(freedom: int) -> float:
    """Return the t that Student's distribution exceeds, on both sides together, with a chance of 5 %.

    Source
        Abramowitz and Stegun (1964), 26.7.3 and 26.7.4, halved until it is found.
    """
    return _where(lambda t: _within(t, freedom) >= 0.95, 0.0, 1000.0)


def _within(t: float, freedom: int) -> float:
    angle = atan(t / sqrt(freedom))
    square = cos(angle) ** 2
    term, total, odd = 1.0, 0.0, freedom % 2
    for step in range((freedom - odd) // 2):
        total += term
        term *= square * ((2 * step + 2) / (2 * step + 3) if odd else (2 * step + 1) / (2 * step + 2))
    if odd:
        return 2 / pi * (angle + sin(angle) * cos(angle) * total)
    return sin(angle) * total


def quantile(values: Iterable[float], of_all: float) -> Interval:
    """Return the least value that a share of all values does not exceed, between those that bound it with 95 %."""
    ordered = sorted(float(value) for value in values)
    count = len(ordered)
    within = Fraction(str(of_all))
    place = max(1, ceil(within * count))
    low, high = _binomial(count, within, Fraction(25, 1000)), _binomial(count, within, Fraction(975, 1000)) + 1
    return Interval(
        ordered[place - 1],
        ordered[low - 1] if low >= 1 else -inf,
        ordered[high - 1] if high <= count else inf,
    )


@lru_cache
def _binomial(count: int, chance: Fraction, level: Fraction) -> int:
    """Return the least number that so many trials do not exceed with a chance of *level*, in whole numbers."""
    hit, of = chance.numerator, chance.denominator
    needed, so_far, number = level * of**count, 0, 0
    while True:
        so_far += comb(count, number) * hit**number * (of - hit) ** (count - number)
        if so_far >= needed:
            return number
        number += 1


def median_difference(first: np.ndarray, second: np.ndarray) -> Interval:
    """Return the median of *first* less that of *second*, between the tails of the same resamples of both."""
    count = len(first)
    rng = np.random.Generator(np.random.PCG64(SEED))
    drawn = rng.multinomial(count, [1 / count] * count, size=RESAMPLES)
    found = sorted(_median_less(np.repeat(first, times), np.repeat(second, times)) for times in drawn)
    low, high = (found[ceil(RESAMPLES * tail) - 1] for tail in (Fraction(25, 1000), Fraction(975, 1000)))
    return Interval(_median_less(first, second), low, high)


def _median_less(first: np.ndarray, second: np.ndarray) -> float:
    ours, theirs = (float(np.sort(values)[(len(values) + 1) // 2 - 1]) for values in (first, second))
    return 0.0 if ours == theirs else ours - theirs


def _where(is_reached: Callable[[float], bool], low: float, high: float) -> float:
    """Return where something comes true between two numbers, as near as it can be told."""
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if is_reached(middle) else (middle, high)
    return high
