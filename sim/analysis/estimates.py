"""Estimates with their 95 % intervals, from the tables of a study, and differences to its base scenario."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from sim.analysis.intervals import Interval, empty_if_infinite, mean, median_difference, paired_shares, quantile, wilson
from sim.analysis.milestones import kept_already
from sim.analysis.samples import Frames, Samples, numbers, samples_of
from sim.plan.plan import Plan

COLUMNS = [
    "scenario",
    "measure",
    "subject",
    "unit",
    "estimate",
    "low",
    "high",
    "low_assumed",
    "high_assumed",
    "replications",
]

QUANTILES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
COST_QUANTILE, COST_QUANTILE_NAME = 0.8, "delay_cost_p80"
NO_DIFFERENCE = "no difference seen"

Estimated = tuple[str, str, str, Interval]
"""Measure, subject, unit and what was estimated."""


def estimates(frames: Frames, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Return what the study says of each scenario, one row a measure and subject.

    Measures: `chance` (of a target, of all, of all that the city decides; Wilson), `value_p10|p50|p90`
    at the deadline, `margin_p10|p50|p90` (a target not attained counts as worst and is left
    empty), `milestone_chance` (of a milestone; Wilson), `milestones_kept` (by commitment: the share
    of promises that were not kept on the data date; those that were are counted by
    `milestones_kept_already`), `delay_cost_mean`, `delay_cost_p80`, `days_late_mean` (of a network's packages; early
    ones count below zero). A bound that so few replications do not give is left empty.

    Shapes and units
        frames: the tables `targets`, `milestones`, `delay_cost`, `networks`; `progress` too for plans without targets.
        plans: scenario to its plan; the scenarios are reported in this order.
    """
    rows = []
    for scenario, plan in plans.items():
        samples = samples_of(frames, scenario, plan)
        count = len(samples.replications)
        if count:
            rows += [_row(scenario, count, *estimated) for estimated in _estimated(samples, plan)]
    return _frame(rows)


def differences(frames: Frames, base: str, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Return each scenario less the base scenario, replication by replication, as `estimates` has it.

    Measures: `chance`, `milestones_kept`, `margin_p50` (median less median), `delay_cost_mean`, `days_late_mean`. The
    column `says` is "no difference seen" when the interval contains 0. Where only one of two
    medians is attained the difference has no number and is left empty.
    """
    of_base = samples_of(frames, base, plans[base])
    rows = []
    for scenario, plan in plans.items():
        if scenario == base:
            continue
        own = samples_of(frames, scenario, plan)
        pairs = own.replications.intersection(of_base.replications)
        if len(pairs):
            for estimated in _compared(own, of_base, pairs):
                says = "" if estimated[3].low > 0 or estimated[3].high < 0 else NO_DIFFERENCE
                rows.append((*_row(scenario, len(pairs), *estimated), says))
    return _frame(rows, "says")


def _estimated(samples: Samples, plan: Plan) -> Iterator[Estimated]:
    every = samples.replications
    for subject, met in samples.met.items():
        yield "chance", subject, "share", wilson(int(met.sum()), len(met))
    for name, share in QUANTILES.items():
        for target, values in samples.values.items():
            unit = plan.indicators[plan.targets[target].indicator].unit
            yield f"value_{name}", target, unit, quantile(numbers(values, every), share)
    for name, share in QUANTILES.items():
        for target, margins in samples.margins.items():
            yield f"margin_{name}", target, "days", quantile(numbers(margins, every), share)
    for name, kept in samples.kept.items():
        yield "milestone_chance", name, "share", wilson(int(kept.sum()), len(kept))
    for commitment, shares in samples.kept_by_commitment.items():
        yield "milestones_kept", commitment, "share", mean(numbers(shares, every))
    for commitment, already in kept_already(plan).items():
        yield "milestones_kept_already", commitment, "milestones", Interval(*[float(len(already))] * 3)
    for subject, costs in samples.costs.items():
        yield "delay_cost_mean", subject, "cny_10k", mean(numbers(costs, every))
    for subject, costs in samples.costs.items():
        yield COST_QUANTILE_NAME, subject, "cny_10k", quantile(numbers(costs, every), COST_QUANTILE)
    for network, days in samples.days_late.items():
        yield "days_late_mean", network, "days", mean(numbers(days, every))


def _compared(own: Samples, base: Samples, pairs: pd.Index) -> Iterator[Estimated]:
    def paired(
        measure: str, ours: Mapping[str, pd.Series], theirs: Mapping[str, pd.Series], unit: str
    ) -> Iterator[Estimated]:
        compare = COMPARISONS[measure]
        for subject in ours:
            if subject in theirs:
                yield measure, subject, unit, compare(numbers(ours[subject], pairs), numbers(theirs[subject], pairs))

    yield from paired("chance", own.met, base.met, "share")
    yield from paired("margin_p50", own.margins, base.margins, "days")
    yield from paired("milestones_kept", own.kept_by_commitment, base.kept_by_commitment, "share")
    yield from paired("delay_cost_mean", own.costs, base.costs, "cny_10k")
    yield from paired("days_late_mean", own.days_late, base.days_late, "days")


COMPARISONS: dict[str, Callable[[np.ndarray, np.ndarray], Interval]] = {
    "chance": lambda ours, theirs: paired_shares(ours > 0, theirs > 0),
    "margin_p50": median_difference,
    "milestones_kept": lambda ours, theirs: mean(ours - theirs),
    "delay_cost_mean": lambda ours, theirs: mean(ours - theirs),
    "days_late_mean": lambda ours, theirs: mean(ours - theirs),
}
"""Measure to how its values in a scenario are compared with those of the base, pair by pair."""


def _row(scenario: str, count: int, measure: str, subject: str, unit: str, interval: Interval) -> tuple[object, ...]:
    return (scenario, measure, subject, unit, *empty_if_infinite(interval), np.nan, np.nan, count)


def _frame(rows: list[tuple[object, ...]], *more: str) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*COLUMNS, *more])
    kinds = {name: float for name in COLUMNS[4:9]} | {"replications": "int64"}
    return frame.astype(kinds)
