"""History matching: which points of a space of parameters the observations do not rule out."""

from collections.abc import Mapping, Sequence
from math import inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from sim.analysis.intervals import Floats

RIDGE = 0.3
"""Penalty on the weights of an emulator, whose terms lie between -1 and 1."""

QUANTILES_OF_DISCREPANCY = 100
"""Equally probable values that stand for a normal distribution."""


class Seen(NamedTuple):
    """What was observed, as numbers: the figure, its bounds, and the stated discrepancy of the model."""

    figure: float
    low: float
    high: float
    discrepancy: float


def latin_hypercube(bounds: Mapping[str, tuple[float, float]], points: int, seed: int) -> list[dict[str, float]]:
    """Return points that fill the ranges: in each parameter one point in each of *points* equal strata.

    Source
        McKay, Beckman and Conover (1979), Technometrics 21:239-245.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    columns = {}
    for name, (low, high) in bounds.items():
        place = (generator.permutation(points) + generator.random(points)) / points
        columns[name] = low + (high - low) * place
    return [{name: float(column[point]) for name, column in columns.items()} for point in range(points)]


def implausibility(predicted: Floats, seen: Seen) -> float:
    """Return how many standard deviations what was seen lies from the mean of what is predicted.

    I = |z - E f| / sqrt(V_mean + V_luck + V_discrepancy + V_observed): the model is run itself, not
    emulated, so the variance of an emulator is that of the mean of its replications; the city had one
    run of luck, so luck counts whole. A range of what was seen is taken as uniform.

    Source
        Craig, Goldstein, Seheult and Smith (1997); Vernon, Goldstein and Bower (2010), Bayesian Analysis 5:619-669;
        for models with luck Andrianakis et al. (2015), PLoS Computational Biology 11:e1003968.
    """
    luck = float(np.var(predicted, ddof=1)) if len(predicted) > 1 else 0.0
    observed = (seen.high - seen.low) ** 2 / 12
    variance = luck / len(predicted) + luck + seen.discrepancy**2 + observed
    away = abs(seen.figure - float(np.mean(predicted)))
    if not variance:
        return 0.0 if not away else float("inf")
    return away / sqrt(variance)


def with_discrepancy(predicted: Floats, discrepancy: float, latest: float = inf) -> Floats:
    """Return the forecast of a figure: each replication's number plus a normal discrepancy of the model.

    The normal stands as its quantiles at (i + 1/2) / 100, scaled to the variance of *discrepancy*, so that band
    and score spread as far as the implausibility says, and nothing is drawn. Days are looked at up to *latest*:
    a replication that is not done by then stays there, and none is put beyond it.

    Shapes and units
        predicted: one a replication; discrepancy: a standard deviation, in the same unit.
        returns: one row a replication, its columns equally probable.
    Source
        Kennedy and O'Hagan (2001), Journal of the Royal Statistical Society B 63:425-464, for the figure as model plus
        discrepancy.
    """
    levels = (np.arange(QUANTILES_OF_DISCREPANCY) + 0.5) / QUANTILES_OF_DISCREPANCY
    normal = np.array([NormalDist().inv_cdf(float(level)) for level in levels])
    normal /= sqrt(float(np.mean(normal**2)))
    spread = np.minimum(predicted[:, None] + discrepancy * normal, latest)
    return np.where(predicted[:, None] >= latest, latest, spread)


class Emulator(NamedTuple):
    """A ridge regression on all squares and products of parameters, with the variance of what it has not seen."""

    low: Floats
    width: Floats
    weights: Floats
    variance: float

    def says(self, points: Floats) -> Floats:
        """Return what is expected at points, one row each."""
        return _terms((points - self.low) / self.width) @ self.weights


def emulator(points: Floats, means: Floats, low: Floats, high: Floats) -> Emulator:
    """Return an emulator of the mean of a prediction; its variance is that of errors when each point is left out.

    Shapes and units
        points: one row a point, one column a parameter; means: one a point; low, high: one a parameter.
    Source
        Vernon, Goldstein and Bower (2010), Bayesian Analysis 5:619-669, for emulators in waves; left-out errors of a
        ridge regression: Golub, Heath and Wahba (1979), Technometrics 21:215-223.
    """
    terms = _terms((points - low) / (high - low))
    penalty = RIDGE * np.eye(terms.shape[1])
    penalty[0, 0] = 0
    inverse = np.linalg.solve(terms.T @ terms + penalty, terms.T)
    weights = inverse @ means
    left_out = (means - terms @ weights) / (1 - np.einsum("ij,ji->i", terms, inverse))
    return Emulator(low, high - low, weights, float(np.mean(left_out**2)))


def _terms(shares: Floats) -> Floats:
    centred = 2 * shares - 1
    first, second = np.triu_indices(centred.shape[1])
    return np.hstack([np.ones((len(centred), 1)), centred, centred[:, first] * centred[:, second]])


def moved(point: Mapping[str, float], published: Mapping[str, float], width: Mapping[str, float]) -> float:
    """Return how far a point lies from the published one: root of the sum of squares, in widths of the ranges."""
    return sqrt(sum(((number - published[name]) / width[name]) ** 2 for name, number in point.items()))


def least_moved(points: Sequence[int], distances: Sequence[float]) -> int:
    """Return the one of *points* (places) that lies nearest to what is published; the first of equals."""
    return min(points, key=lambda point: (distances[point], point))
