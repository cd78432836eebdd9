"""What is drawn from each law has the law's own mean and spread."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.model.draws import draw
from sim.plan.laws import PARAMETERS
from sim.plan.time import MICRO
from tests.activity_networks import Activity, plan_of

REPLICATIONS = 20_000

RAIL = {"p": 0.28, "low": 0.8, "mode": 1.061, "cap": 5, "alpha": 2.691}
"""Cost overrun of rail projects: a body up to 1.5 and a truncated Pareto tail."""

Moments = tuple[float, float, float]
"""Mean, variance and fourth central moment."""


def moments_of(law: Any) -> Moments:
    """Return the moments of a frozen scipy law."""
    mean, variance, _, excess = (float(moment) for moment in law.stats(moments="mvsk"))
    return mean, variance, (excess + 3) * variance**2


def moments_of_density(law: Any, weight: float = 1) -> np.ndarray:
    """Return the raw moments 0 to 4 of a frozen scipy law, times a weight."""
    return weight * np.array([1.0, *(law.moment(order) for order in range(1, 5))])


def central(raw: np.ndarray) -> Moments:
    """Return mean, variance and fourth central moment of raw moments 0 to 4."""
    _, m1, m2, m3, m4 = (float(moment) for moment in raw)
    return m1, m2 - m1**2, m4 - 4 * m3 * m1 + 6 * m2 * m1**2 - 3 * m1**4


def pert(low: float, mode: float, high: float) -> Any:
    """Return the beta law with weight 4 on the mode."""
    peak = (mode - low) / (high - low)
    return stats.beta(1 + 4 * peak, 5 - 4 * peak, loc=low, scale=high - low)


def cut_normal(mean: float, sd: float) -> Moments:
    """Return the moments of max(0, N(mean, sd))."""
    above = stats.truncnorm(-mean / sd, math.inf, loc=mean, scale=sd)
    raw = moments_of_density(above, stats.norm.cdf(mean / sd))
    return central(np.concatenate([[1.0], raw[1:]]))


def overrun(p: float, low: float, mode: float, cap: float, alpha: float) -> Moments:
    """Return the moments of a PERT body up to 1.5 and a Pareto tail from 1.5 to *cap*."""
    tail = stats.truncpareto(alpha, cap / 1.5, scale=1.5)
    return central(moments_of_density(pert(low, mode, 1.5), 1 - p) + moments_of_density(tail, p))


def discrete(chances: dict[float, float]) -> Moments:
    """Return the moments of a few values with their chances."""
    return central(np.array([sum(c * value**order for value, c in chances.items()) for order in range(5)]))


LAWS: dict[str, tuple[Any, Moments]] = {
    "uniform": ({"uniform": [2, 9]}, moments_of(stats.uniform(2, 7))),
    "triangular": ({"triangular": [2, 4, 9]}, moments_of(stats.triang(2 / 7, loc=2, scale=7))),
    "pert": ({"pert": [4, 6, 11]}, moments_of(pert(4, 6, 11))),
    "pert with its mode at the end": ({"pert": [4, 4, 11]}, moments_of(pert(4, 4, 11))),
    "exponential": ({"exponential": 3}, moments_of(stats.expon(scale=3))),
    "erlang": ({"erlang": [3, 6]}, moments_of(stats.gamma(3, scale=2))),
    "gamma": ({"gamma": {"mean": 6, "cv": 0.5}}, moments_of(stats.gamma(4, scale=1.5))),
    "normal": ({"normal": [10, 2]}, moments_of(stats.norm(10, 2))),
    "normal cut off at zero": ({"normal": [1, 2]}, cut_normal(1, 2)),
    "lognormal": (
        {"lognormal": {"mean": 5, "sigma": 0.4}},
        moments_of(stats.lognorm(0.4, scale=5 * math.exp(-(0.4**2) / 2))),
    ),
    "weibull": ({"weibull": [3.32, 4.21]}, moments_of(stats.weibull_min(3.32, scale=4.21))),
    "discrete": ({"discrete": {1: 0.5, 3: 0.3, 8: 0.2}}, discrete({1: 0.5, 3: 0.3, 8: 0.2})),
    "overrun": ({"overrun": RAIL}, overrun(**RAIL)),
}


@pytest.fixture(scope="module")
def sampled() -> dict[str, np.ndarray]:
    """Days drawn from each law, a column of its own each."""
    activities = [Activity(f"law_{place}", law) for place, (law, _) in enumerate(LAWS.values())]
    table = draw(plan_of(activities, {}), 2020, REPLICATIONS)
    return {name: table.values[:, table.at[place]] / MICRO for place, name in enumerate(LAWS)}


@pytest.mark.parametrize("name", LAWS)
def test_the_mean_of_what_is_drawn_is_the_mean_of_the_law(sampled: dict[str, np.ndarray], name: str) -> None:
    """The mean of 20,000 draws lies within 5 standard errors of the law's."""
    mean, variance, _ = LAWS[name][1]
    assert abs(sampled[name].mean() - mean) < 5 * math.sqrt(variance / REPLICATIONS)


@pytest.mark.parametrize("name", LAWS)
def test_the_spread_of_what_is_drawn_is_the_spread_of_the_law(sampled: dict[str, np.ndarray], name: str) -> None:
    """The standard deviation of 20,000 draws lies within 5 standard errors of the law's."""
    _, variance, fourth = LAWS[name][1]
    error = math.sqrt((fourth - variance**2) / REPLICATIONS) / (2 * math.sqrt(variance))
    assert abs(sampled[name].std() - math.sqrt(variance)) < 5 * error


@pytest.mark.parametrize(
    ("share", "overrun_by"), [(0.5, 1.159), (0.8, 1.689), (0.9, 2.146), (0.95, 2.679)], ids=lambda one: f"{one:g}"
)
def test_rail_overruns_have_the_published_quantiles(
    sampled: dict[str, np.ndarray], share: float, overrun_by: float
) -> None:
    """The overrun fitted to rail projects falls below each published quantile as often as it says."""
    seen = np.mean(sampled["overrun"] <= overrun_by)
    assert abs(seen - share) < 5 * math.sqrt(share * (1 - share) / REPLICATIONS)


def test_a_fixed_number_is_drawn_as_it_is() -> None:
    """A number is a law without luck."""
    table = draw(plan_of([Activity("fixed", 2.5)], {}), 2020, 50)
    assert set(table.values[:, table.at[0]].tolist()) == {2_500_000}


def test_the_laws_tested_are_all_there_are() -> None:
    """A new law cannot be added without its mean and spread being tested."""
    tested = {next(iter(law)) for law, _ in LAWS.values()}
    assert tested == set(PARAMETERS)
