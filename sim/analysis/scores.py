"""How good a forecast was: its continuous ranked probability score, and whether its interval held what came."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sim.analysis.intervals import Floats


def crps(sample: ArrayLike, seen: float) -> float:
    """Return the score of a forecast given as a sample, by the fair estimator; 0 is perfect, in the unit of *seen*.

    E|X - y| - E|X - X'| / 2, the second mean over pairs of different members, so that a small sample
    is not blamed for being small. A sample of one is a point forecast: its score is its absolute error.
    Where each member is a distribution, given as a row of equally probable values, pairs are of different rows.

    Shapes and units
        sample: one number a member, or one row a member.
    Raises
        ValueError: the sample is empty, or is one distribution.
    Source
        Gneiting and Raftery (2007), JASA 102:359-378; fair version: Ferro (2014), Quarterly Journal of the Royal
        Meteorological Society 140:1917-1923. Checked in tests/statistics/test_scores.py.
    """
    members = np.asarray(sample, dtype=np.float64)
    count = len(members)
    if not members.size:
        raise ValueError("the sample: found no member, expected at least one: give one")
    rows = members.reshape(count, -1)
    error = float(np.mean(np.abs(rows - seen)))
    if count == 1:
        if rows.size > 1:
            raise ValueError("the sample: found one row, expected two or more: give a row a member")
        return error
    pairs = _apart(rows.reshape(1, -1)) - _apart(rows)
    return error - pairs / (2 * count * (count - 1) * rows.shape[1] ** 2)


def _apart(rows: Floats) -> float:
    """Return the sum of |x_i - x_j| over ordered pairs within rows."""
    # With a row in order it is 2 * sum (2 i - n - 1) x_i, i from 1.
    count = rows.shape[1]
    weights = 2 * np.arange(1, count + 1) - count - 1
    return 2 * float(np.sum(np.sort(rows, axis=1) @ weights))


def band(sample: ArrayLike, share: float = 0.9) -> tuple[float, float]:
    """Return the central interval that holds *share* of a sample."""
    tail = (1 - share) / 2
    low, high = np.quantile(np.asarray(sample, dtype=np.float64), [tail, 1 - tail])
    return float(low), float(high)


def coverage(samples: Sequence[Floats], seen: Sequence[float], share: float = 0.9) -> float:
    """Return the share of forecasts whose central interval holds what was seen, its bounds included."""
    inside = [low <= one <= high for (low, high), one in zip((band(s, share) for s in samples), seen, strict=True)]
    return sum(inside) / len(inside)
