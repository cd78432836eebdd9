"""What replications say of the first months: they are performed to an early day only, on the same draws."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from sim.analysis.attainment import deliveries, indicator_line, lots_by_package, parts_of
from sim.analysis.intervals import Floats
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.observation import Observation
from sim.plan.plan import Plan
from sim.plan.time import MICRO, day_number
from sim.plan.trace import NEVER, Cast, Trace


def predicted(
    plan: Plan, observations: Mapping[str, Observation], looked_to: date, seed: int, replications: int
) -> dict[str, Floats]:
    """Return what each replication says of each observation.

    The horizon of the story alone is earlier; what happens before it is what happens in a full run.

    Shapes and units
        returns: by observation, one number a replication: a stock in its unit, a day since the data date
            (that of *looked_to* when it does not come by then), a share.
    """
    planned, planned_trace = planned_run(plan)
    horizon = day_number(looked_to, plan.programme.start) + 1
    story = replace(tell(plan, planned), horizon=horizon * MICRO)
    cast = story.cast()
    quantities = draw(plan, seed, replications)
    found: dict[str, list[float]] = {name: [] for name in observations}
    for replication in range(replications):
        trace = perform(story, quantities.row(replication))
        for name, observation in observations.items():
            found[name].append(_said(plan, observation, cast, trace, planned_trace, horizon))
    return {name: np.asarray(numbers) for name, numbers in found.items()}


def planned_of(plan: Plan, observations: Mapping[str, Observation], looked_to: date) -> dict[str, float]:
    """Return what the planned run says of each observation: the plan met on its dates."""
    planned, trace = planned_run(plan)
    cast = tell(plan, planned).cast()
    horizon = day_number(looked_to, plan.programme.start) + 1
    return {name: _said(plan, seen, cast, trace, trace, horizon) for name, seen in observations.items()}


def _said(plan: Plan, observation: Observation, cast: Cast, trace: Trace, planned_trace: Trace, horizon: int) -> float:
    end = (day_number(observation.observed_on, plan.programme.start) + 1) * MICRO
    match observation.predicted_by:
        case "stock":
            return _stock(plan, observation.indicator, cast, trace, end)
        case "service":
            days = [trace.finished[cast.packages.index(package)] for package in observation.packages]
            return float(horizon if NEVER in days else max(days) / MICRO)
        case "paid_share":
            return _paid(trace, end) / _paid(planned_trace, end)


def _stock(plan: Plan, indicator: str, cast: Cast, trace: Trace, end: int) -> float:
    line = indicator_line(indicator, plan.indicators[indicator])
    parts = {place: parts_of(plan.packages[name], [line]) for place, name in enumerate(cast.packages)}
    delivered = deliveries(parts, lots_by_package(cast, trace), trace, 1)[0]
    return (line.baseline + sum(units for day, units in delivered if day <= end)) * line.smallest_unit


def _paid(trace: Trace, end: int) -> int:
    return sum(payment.cny_10k for payment in trace.payments if payment.day <= end)
