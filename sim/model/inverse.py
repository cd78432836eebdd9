"""Inverses of the laws: uniform numbers to quantities, vectorised.

PERT is inverted from a table (direct inversion is hundreds of times slower). The table's nodes lie
close together at both ends; its error is below 1e-5 of the range.
"""

from functools import lru_cache, singledispatch

import numpy as np
from numpy.typing import NDArray
from scipy import special

from sim.plan import laws

Floats = NDArray[np.float64]
NODES = 2049


@singledispatch
def inverse(law: object, u: Floats) -> Floats:
    """Return the values below which *law* falls with the chances *u*.

    Shapes and units
        u: chances strictly between 0 and 1; returns the same shape, in the unit of the law.
    Raises
        TypeError: the law has no inverse here.
    """
    raise TypeError(f"no inverse of {law!r}")


@inverse.register
def _(law: laws.Fixed, u: Floats) -> Floats:
    return np.full(u.shape, law.number)


@inverse.register
def _(law: laws.Uniform, u: Floats) -> Floats:
    return law.low + (law.high - law.low) * u


@inverse.register
def _(law: laws.Triangular, u: Floats) -> Floats:
    low, mode, high = law.low, law.mode, law.high
    if high == low:
        return np.full(u.shape, low)
    peak = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < peak, rising, falling)


@inverse.register
def _(law: laws.Pert, u: Floats) -> Floats:
    return _pert(law.low, law.mode, law.high, u)


@inverse.register
def _(law: laws.Exponential, u: Floats) -> Floats:
    return -law.mean * np.log1p(-u)


@inverse.register
def _(law: laws.Erlang, u: Floats) -> Floats:
    return np.asarray(special.gammaincinv(law.k, u) * (law.mean / law.k))


@inverse.register
def _(law: laws.Gamma, u: Floats) -> Floats:
    shape = 1 / law.cv**2
    return np.asarray(special.gammaincinv(shape, u) * (law.mean / shape))


@inverse.register
def _(law: laws.Normal, u: Floats) -> Floats:
    return np.maximum(0.0, law.mean + law.sd * special.ndtri(u))


@inverse.register
def _(law: laws.Lognormal, u: Floats) -> Floats:
    return np.asarray(law.mean * np.exp(law.sigma * special.ndtri(u) - law.sigma**2 / 2))


@inverse.register
def _(law: laws.Weibull, u: Floats) -> Floats:
    return np.asarray(law.scale * (-np.log1p(-u)) ** (1 / law.shape))


@inverse.register
def _(law: laws.Discrete, u: Floats) -> Floats:
    numbers = np.array(sorted(law.chances))
    chances = np.cumsum([law.chances[number] for number in sorted(law.chances)])
    return np.asarray(numbers[np.minimum(np.searchsorted(chances, u, side="right"), len(numbers) - 1)])


@inverse.register
def _(law: laws.Overrun, u: Floats) -> Floats:
    body_share = 1 - law.p
    in_body = u < body_share
    body = _pert(law.low, law.mode, laws.BODY_END, np.where(in_body, u / max(body_share, 1e-300), 0.5))
    v = np.where(in_body, 0.0, (u - body_share) / max(law.p, 1e-300))
    tail = laws.BODY_END * (1 - v * (1 - (laws.BODY_END / law.cap) ** law.alpha)) ** (-1 / law.alpha)
    return np.where(in_body, body, tail)


def _pert(low: float, mode: float, high: float, u: Floats) -> Floats:
    if high == low:
        return np.full(u.shape, low)
    peak = (mode - low) / (high - low)
    nodes, values = _beta_table(1 + 4 * peak, 5 - 4 * peak)
    return low + (high - low) * np.interp(u, nodes, values)


@lru_cache(maxsize=512)
def _beta_table(alpha: float, beta: float) -> tuple[Floats, Floats]:
    nodes = (1 - np.cos(np.pi * np.linspace(0, 1, NODES))) / 2
    return nodes, np.asarray(special.betaincinv(alpha, beta, nodes))
