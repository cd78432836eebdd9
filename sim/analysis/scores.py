"""How good a forecast was: its continuous ranked probability score, and whether its interval held what came."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sim.analysis.intervals import Floats


def crps(sample: ArrayLike, seen: float) -> float:
    """Return the score of a forecast given as a sample, by the fair estimator; 0 is perfect, in the unit of *seen*.

    E|X - y| - E|X - X'| / 2, the second mean over pairs of different members, so that a small sample
    is not blamed for being small. A sample of one is a point forecast: its score is its absolute error.

    Raises
        ValueError: the sample is empty.
    Source
        Gneiting and Raftery (2007), JASA 102:359-378; fair version: Ferro (2014), Quarterly Journal of the Royal
        Meteorological Society 140:1917-1923. Checked in tests/statistics/test_scores.py.
    """
    members = np.sort(np.asarray(sample, dtype=np.float64))
    count = len(members)
    if not count:
        raise ValueError("the sample: found no member, expected at least one: give one")
    error = float(np.mean(np.abs(members - seen)))
    if count == 1:
        return error
    # With members in order, the sum of |x_i - x_j| over ordered pairs is 2 * sum (2 i - n - 1) x_i, i from 1.
    weights = 2 * np.arange(1, count + 1) - count - 1
    pairs = 2 * float(weights @ members)
    return error - pairs / (2 * count * (count - 1))


def band(sample: ArrayLike, share: float = 0.9) -> tuple[float, float]:
    """Return the central interval that holds *share* of a sample."""
    tail = (1 - share) / 2
    low, high = np.quantile(np.asarray(sample, dtype=np.float64), [tail, 1 - tail])
    return float(low), float(high)


def coverage(samples: Sequence[Floats], seen: Sequence[float], share: float = 0.9) -> float:
    """Return the share of forecasts whose central interval holds what was seen, its bounds included."""
    inside = [low <= one <= high for (low, high), one in zip((band(s, share) for s in samples), seen, strict=True)]
    return sum(inside) / len(inside)
