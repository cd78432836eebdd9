"""What was seen by the end of 2020 beside what the model says of it: bands, implausibility and scores.

A forecast of a figure is what the model says plus its stated discrepancy (docs/decisions/0007).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from math import inf, sqrt
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.history_matching import Seen, implausibility, with_discrepancy
from sim.analysis.intervals import Floats
from sim.analysis.scores import band, crps
from sim.config.observations import Bounds, bounds_of, read_observations
from sim.plan.evidence import Fact
from sim.plan.observation import Observation, Observations
from sim.plan.plan import Plan
from sim.plan.time import day_number
from sim.shell.composing import facts_beside, study_of
from sim.shell.places import shipped_root
from sim.study.early import planned_of

FILE = shipped_root() / "configs" / "observations.yaml"

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

FIRST, DIGITS = 4, 6
"""Replications that the table keeps one by one, and decimals of each: a test performs them again."""

Sample = Mapping[str, list[float]]
"""By observation what the model says of it, one number a replication."""


class Ground(NamedTuple):
    """What all points have in common."""

    observations: Observations
    mapping: dict[str, Any]
    plan: Plan
    bounds: dict[str, Bounds]
    facts: dict[str, Fact]

    @property
    def published(self) -> dict[str, float]:
        return {name: bounds.published for name, bounds in self.bounds.items()}

    @property
    def width(self) -> dict[str, float]:
        return {name: bounds.high - bounds.low for name, bounds in self.bounds.items()}


@cache
def ground() -> Ground:
    """Return the published plan with the observations and the ranges of what may move."""
    asked = study_of(["scenario=as_published"])
    row, facts = asked.study.base_row, facts_beside(asked)
    assert row.mapping is not None
    read = read_observations(FILE, facts, row.mapping)
    bounds = {name: bounds_of(parameter, facts, row.mapping) for name, parameter in read.parameters.items()}
    return Ground(read, dict(row.mapping), row.plan, bounds, facts)


def as_number(seen: float | date) -> float:
    """Return a figure as a number; a date as the day number of its end."""
    return day_number(seen, ground().plan.programme.start) + 1.0 if isinstance(seen, date) else float(seen)


def seen_of(observation: Observation) -> Seen:
    return Seen(
        as_number(observation.seen), as_number(observation.low), as_number(observation.high), observation.discrepancy
    )


def forecast_of(name: str, sample: Sample) -> Floats:
    """Return the forecast of a figure, one row a replication: what the model says with its stated discrepancy.

    What the figure itself leaves open (low to high) is no part of it: a forecast is not to be held the sooner,
    the less is known of what came.
    """
    at = ground().observations
    one = at.observations[name]
    latest = as_number(at.matching.looked_to) if one.predicted_by == "service" else inf
    return with_discrepancy(np.asarray(sample[name]), one.discrepancy, latest)


def implausibilities(sample: Sample) -> dict[str, float]:
    seen = ground().observations.observations
    return {name: implausibility(np.asarray(sample[name]), seen_of(one)) for name, one in seen.items()}


def how_many_held(sample: Sample) -> int:
    """Return how many observations lie in the central 90 % band of what is predicted."""
    seen = ground().observations.observations
    bands = {name: band(forecast_of(name, sample)) for name in seen}
    return sum(bands[name][0] <= as_number(one.seen) <= bands[name][1] for name, one in seen.items())


def merit(sample: Sample) -> tuple[int, int]:
    """Return how many observations are held, and how many of the naive forecasts are beaten in all."""
    seen = ground().observations.observations
    score = score_in_all({name: crps(forecast_of(name, sample), as_number(one.seen)) for name, one in seen.items()})
    return how_many_held(sample), sum(score < score_in_all(one) for one in scores_of_points(naive_forecasts()).values())


def summary(sample: Sample) -> dict[str, Any]:
    """Return quantiles, implausibility and score of each observation, and band and first of the replications alone."""
    away = implausibilities(sample)
    found = {}
    for name, seen in ground().observations.observations.items():
        forecast = forecast_of(name, sample)
        found[name] = {
            "quantiles": [round(float(one), 3) for one in np.quantile(forecast, QUANTILES)],
            "of_replications": [round(one, 3) for one in band(sample[name])],
            "first_replications": [round(one, DIGITS) for one in sample[name][:FIRST]],
            "implausibility": round(away[name], 3),
            "crps": round(crps(forecast, as_number(seen.seen)), 4),
        }
    return found


@cache
def naive_forecasts() -> dict[str, dict[str, float]]:
    """Return the two naive forecasts of each observation, points: six months continued, the plan met on its dates."""
    at = ground()
    seen = at.observations.observations
    planned = planned_of(at.plan, seen, at.observations.matching.looked_to)
    continued = {name: as_number(one.continued) for name, one in seen.items()}
    return {"continued": continued, "planned": {name: round(day, 3) for name, day in planned.items()}}


def score_in_all(scores: Mapping[str, float]) -> float:
    """Return the mean over observations of scores, each in units of its stated discrepancy and spread of the figure."""
    seen = {name: seen_of(one) for name, one in ground().observations.observations.items()}
    units = {name: sqrt(one.discrepancy**2 + (one.high - one.low) ** 2 / 12) for name, one in seen.items()}
    return sum(score / units[name] for name, score in scores.items()) / len(scores)


def is_held(table: Mapping[str, Any], name: str) -> bool:
    """Return whether a figure lies in the central 90 % band of the calibrated forecast."""
    low, *_, high = table["after"][name]["quantiles"]
    return bool(low <= as_number(ground().observations.observations[name].seen) <= high)


def scores_of_points(forecasts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return the score of each observation by forecast, each a point."""
    seen = ground().observations.observations
    return {
        kind: {name: crps([found[name]], as_number(one.seen)) for name, one in seen.items()}
        for kind, found in forecasts.items()
    }


def scores_of(table: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the score of each observation by forecast: calibrated, as published and the two naive ones."""
    names = ground().observations.observations
    of_model = {kind: {name: table[kind][name]["crps"] for name in names} for kind in ("after", "before")}
    return of_model | scores_of_points(table["naive"])
