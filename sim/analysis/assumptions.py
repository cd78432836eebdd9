"""How far assumed inputs move the answer: settings of them, each with the same replications.

Settings times replications is a crossed design without repetition, so the variance of what one run
says has three parts: V_assumed (of settings), V_draws (of replications) and V_both (of the two
together). The first index of the assumed inputs is V_assumed / V, the total one
(V_assumed + V_both) / V: what would go if they were known, and what would stay if nothing else were.

The bounds of an estimate over settings are the P5 and P95 of what each setting says of the same draws, as they
are: nothing is shifted or shrunk, so they also hold the scatter of the few runs of a setting. The same draws put
the shipped inputs themselves aside of the estimate, which has all replications; a bound from which the estimate
is no further than that is the estimate.
"""

from math import isnan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import BOOTSTRAP_SEED, RESAMPLES, Floats, Interval, between_resampled, place_of

TOGETHER = 50
"""Resamples that are worked out together; more take more memory and no less time."""

SPREAD = (5.0, 95.0)
"""The percentiles over settings between which an interval of assumptions lies."""

LEAST_SETTINGS = 2
"""Fewer settings have no spread."""

NO_INTERVAL = Interval(np.nan, np.nan, np.nan)


class Spread(NamedTuple):
    """An estimate over settings of the assumed inputs: P5, the middle (P50) and P95; NaN where there is none."""

    low: float
    middle: float
    high: float


class Parts(NamedTuple):
    """The variance of what one run says, by where it comes from."""

    assumed: float
    draws: float
    both: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.assumed + self.draws + self.both


class Indices(NamedTuple):
    """The share of a variance that rests on assumed inputs: alone, and with all that they take part in."""

    first: Interval
    total: Interval


def parts_of_variance(runs: Floats) -> Parts:
    """Return the parts of the variance of *runs* by two-way analysis of variance; none is below 0.

    Shapes and units
        runs: settings x replications, at least 2 x 2.
    Source
        Random effects without repetition: Searle, Casella and McCulloch (1992), Variance Components, ch. 4.
        Checked in tests/statistics/test_assumptions.py.
    """
    assumed, draws, both = _parts(runs[None])
    return Parts(float(assumed[0]), float(draws[0]), float(both[0]))


def indices(runs: Floats) -> Indices:
    """Return the indices of the assumed inputs with their 95 % intervals.

    Bounds are quantiles of 1,000 resamples of settings and of replications, each drawn for itself; what a
    resample holds twice agrees with itself, so they are a little wide rather than narrow. Runs that all say
    the same have no indices.

    Source
        Owen (2007), The pigeonhole bootstrap, Annals of Applied Statistics 1:386-411.
    """
    parts = parts_of_variance(runs)
    if parts.total <= 0:
        return Indices(NO_INTERVAL, NO_INTERVAL)
    settings, replications = runs.shape
    rng = np.random.Generator(np.random.PCG64(BOOTSTRAP_SEED))
    rows = rng.integers(settings, size=(RESAMPLES, settings))
    columns = rng.integers(replications, size=(RESAMPLES, replications))
    first, total = [], []
    for begin in range(0, RESAMPLES, TOGETHER):
        some = slice(begin, begin + TOGETHER)
        assumed, draws, both = _parts(runs[rows[some, :, None], columns[some, None, :]])
        whole = assumed + draws + both
        varies = whole > 0
        first += list(assumed[varies] / whole[varies])
        total += list((assumed + both)[varies] / whole[varies])
    return Indices(
        _between(parts.assumed / parts.total, first), _between((parts.assumed + parts.both) / parts.total, total)
    )


def spread_of_means(runs: Floats, base: Floats, estimate: float) -> Spread:
    """Return the bounds and the middle of *estimate*, a mean, over settings of the assumed inputs.

    Shapes and units
        runs: settings x replications; base: the same replications as shipped.
        estimate: of the base, of all its replications.
    """
    return _spread(runs.mean(axis=1), float(base.mean()), estimate)


def spread_of_quantiles(runs: Floats, base: Floats, estimate: float, share: float) -> Spread:
    """Return the same of *estimate*, the quantile at *share*; see `spread_of_means`."""
    place = place_of(share, runs.shape[1])
    return _spread(np.sort(runs, axis=1)[:, place], float(np.sort(base)[place]), estimate)


def _spread(found: Floats, of_base: float, estimate: float) -> Spread:
    """Return percentiles of what settings say, each a number that a setting said; see the top for the estimate."""
    if isnan(estimate):
        return Spread(np.nan, np.nan, np.nan)
    if (found == of_base).all():
        return Spread(estimate, estimate, estimate)
    shares = (SPREAD[0], 50.0, SPREAD[1])
    low, middle, high = (float(bound) for bound in np.percentile(found, shares, method="inverted_cdf"))
    aside = abs(of_base - estimate)
    if high < estimate <= high + aside:
        high = estimate
    if low - aside <= estimate < low:
        low = estimate
    return Spread(low, middle, high)


def _parts(runs: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the parts of the variance of each of many designs.

    Shapes and units
        runs: designs x settings x replications.
    """
    _, settings, replications = runs.shape
    of_settings, of_draws = runs.mean(axis=2), runs.mean(axis=1)
    middle = runs.mean(axis=(1, 2))
    between_settings = replications * np.sum((of_settings - middle[:, None]) ** 2, axis=1) / (settings - 1)
    between_draws = settings * np.sum((of_draws - middle[:, None]) ** 2, axis=1) / (replications - 1)
    rest = runs - of_settings[:, :, None] - of_draws[:, None, :] + middle[:, None, None]
    both = np.sum(rest**2, axis=(1, 2)) / ((settings - 1) * (replications - 1))
    assumed = np.maximum(0.0, (between_settings - both) / replications)
    draws = np.maximum(0.0, (between_draws - both) / settings)
    return assumed, draws, both


def _between(estimate: float, resampled: list[float]) -> Interval:
    if not resampled:
        return Interval(estimate, np.nan, np.nan)
    return between_resampled(estimate, np.asarray(resampled))


def latin_column(key: bytes, settings: int) -> Floats:
    """Return one column of a Latin hypercube, between 0 and 1, by a stream of its own.

    Columns by streams of their own make a Latin hypercube together, and another column moves none of them.

    Shapes and units
        key: what the stream is named by (bytes of a hash).
    """
    from scipy.stats import qmc

    rng = np.random.Generator(np.random.PCG64(int.from_bytes(key[:16], "big")))
    points: NDArray[np.float64] = qmc.LatinHypercube(d=1, rng=rng).random(settings)
    return points[:, 0]
