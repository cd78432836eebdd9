"""Estimates with their 95 % intervals, from the tables of a study, and differences to its base scenario."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from sim.analysis.intervals import Interval, empty_if_infinite, mean, median_difference, paired_shares, quantile, wilson
from sim.analysis.milestones import kept_already
from sim.analysis.public_money import PROMISED
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
COST_QUANTILES = {"p50": 0.5, "p80": 0.8, "p95": 0.95}
NO_DIFFERENCE = "no difference seen"

Row = tuple[object, ...]
"""What stands in the columns of a table."""

Estimated = tuple[str, str, str, Interval]
"""Measure, subject, unit and what was estimated."""


def estimates(frames: Frames, plans: Mapping[str, Plan], promised: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Return what the study says of each scenario, one row a measure and subject.

    Measures: `chance` (of a target, of all, of all that the city decides; Wilson), `value_p10|p50|p90`
    at the deadline, `margin_p10|p50|p90` (a target not attained counts as worst and is left
    empty), `milestone_chance` (of a milestone; Wilson), `milestones_kept` (by commitment: the share
    of promises that were not kept on the data date; those that were are counted by
    `milestones_kept_already`), `delay_cost_mean|p50|p80|p95` (of `account` and `account/component`), the same of
    `network_delay_cost` (`account/network`), `target_delay_cost` (`account/target`) and `payer_delay_cost`
    (`financial/payer`), `days_late_mean` (of a network's packages; early
    ones count below zero), `network_chance` (that all targets of a network's indicators are met; Wilson),
    `network_margin_mean` and `margin_mean` (of a network's or all targets, a target that is not attained by the
    horizon counted as attained on it), `targets_met_mean` (how many of all, and of the city's); of plans with city
    money `city_money_mean` (present value promised and drawn, and the dearest year), `city_debt_mean` (at the end of
    the years of deadline and horizon) and `breach_chance` (of each stated limit, in any year and by year; Wilson). A
    bound that so few replications do not give is left empty.

    Shapes and units
        frames: the tables `samples.TABLES_READ`; `progress` too for plans without targets.
        plans: scenario to its plan; the scenarios are reported in this order.
        promised: scenario to the present value of the city money that its plan holds, 万元.
    """
    promised = promised or {}
    rows: list[Row] = []
    for scenario, plan in plans.items():
        rows += _estimates_of(scenario, samples_of(frames, scenario, plan, promised.get(scenario)), plan)
    return _frame(rows)


def differences(
    frames: Frames, base: str, plans: Mapping[str, Plan], promised: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return each scenario less the base scenario, replication by replication, as `estimates` has it.

    Measures: `chance`, `milestones_kept`, `margin_p50` (median less median), `delay_cost_mean`, `days_late_mean`,
    `network_chance`, `network_margin_mean`, `margin_mean`, `targets_met_mean`, `network_delay_cost_mean`,
    `city_money_mean`, `city_debt_mean`, `breach_chance`. The column `says` is "no difference seen" when the interval
    contains 0. Where only one of two medians is attained the difference has no number and is left empty.
    """
    promised = promised or {}
    of_base = samples_of(frames, base, plans[base], promised.get(base))
    rows: list[Row] = []
    for scenario, plan in plans.items():
        if scenario != base:
            rows += _differences_of(scenario, samples_of(frames, scenario, plan, promised.get(scenario)), of_base)
    return _frame(rows, "says")


def estimates_and_differences(
    frames: Frames, base: str, plans: Mapping[str, Plan], promised: Mapping[str, float]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both, each scenario sampled once."""
    of_base = samples_of(frames, base, plans[base], promised.get(base))
    estimated: list[Row] = []
    less_base: list[Row] = []
    for scenario, plan in plans.items():
        own = of_base if scenario == base else samples_of(frames, scenario, plan, promised.get(scenario))
        estimated += _estimates_of(scenario, own, plan)
        if scenario != base:
            less_base += _differences_of(scenario, own, of_base)
    return _frame(estimated), _frame(less_base, "says")


def _estimates_of(scenario: str, samples: Samples, plan: Plan) -> Iterator[Row]:
    count = len(samples.replications)
    if count:
        for estimated in _estimated(samples, plan):
            yield _row(scenario, count, *estimated)


def _differences_of(scenario: str, own: Samples, base: Samples) -> Iterator[Row]:
    pairs = own.replications.intersection(base.replications)
    if len(pairs):
        for estimated in _compared(own, base, pairs):
            says = "" if estimated[3].low > 0 or estimated[3].high < 0 else NO_DIFFERENCE
            yield (*_row(scenario, len(pairs), *estimated), says)


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
    yield from _of_costs("delay_cost", samples.costs, every)
    for network, days in samples.days_late.items():
        yield "days_late_mean", network, "days", mean(numbers(days, every))
    for network, met in samples.network_met.items():
        yield "network_chance", network, "share", wilson(int(met.sum()), len(met))
    for network, margins in samples.network_margins.items():
        yield "network_margin_mean", network, "days", mean(numbers(margins, every))
    for subject, margins in samples.mean_margins.items():
        yield "margin_mean", subject, "days", mean(numbers(margins, every))
    for subject, targets in samples.targets_met.items():
        yield "targets_met_mean", subject, "targets", mean(numbers(targets, every))
    yield from _of_costs("network_delay_cost", samples.network_costs, every)
    yield from _of_costs("target_delay_cost", samples.target_costs, every)
    yield from _of_costs("payer_delay_cost", samples.payer_costs, every)
    for subject, money in samples.city_money.items():
        yield "city_money_mean", subject, "cny_10k", _mean_or_known(subject, numbers(money, every))
    for when, debt in samples.city_debt.items():
        yield "city_debt_mean", when, "cny_10k", mean(numbers(debt, every))
    for limit, broken in samples.breached.items():
        yield "breach_chance", limit, "share", wilson(int(broken.sum()), len(broken))


def _of_costs(measure: str, by_subject: Mapping[str, pd.Series], every: pd.Index) -> Iterator[Estimated]:
    costs = {subject: numbers(of_subject, every) for subject, of_subject in by_subject.items()}
    for subject, of_subject in costs.items():
        yield f"{measure}_mean", subject, "cny_10k", mean(of_subject)
    for name, share in COST_QUANTILES.items():
        for subject, of_subject in costs.items():
            yield f"{measure}_{name}", subject, "cny_10k", quantile(of_subject, share)


def _mean_or_known(subject: str, money: np.ndarray) -> Interval:
    """Return the mean of what is drawn, or what is promised, which no luck touches."""
    return Interval(*[float(money[0])] * 3) if subject == PROMISED else mean(money)


def _compared(own: Samples, base: Samples, pairs: pd.Index) -> Iterator[Estimated]:
    def paired(
        measure: str, ours: Mapping[str, pd.Series], theirs: Mapping[str, pd.Series], unit: str
    ) -> Iterator[Estimated]:
        compare = COMPARISONS[measure]
        for subject in ours:
            if subject in theirs:
                own_numbers, base_numbers = numbers(ours[subject], pairs), numbers(theirs[subject], pairs)
                is_known = (measure, subject) == ("city_money_mean", PROMISED)
                less = _mean_or_known(PROMISED, own_numbers - base_numbers) if is_known else None
                yield measure, subject, unit, less or compare(own_numbers, base_numbers)

    yield from paired("chance", own.met, base.met, "share")
    yield from paired("margin_p50", own.margins, base.margins, "days")
    yield from paired("milestones_kept", own.kept_by_commitment, base.kept_by_commitment, "share")
    yield from paired("delay_cost_mean", own.costs, base.costs, "cny_10k")
    yield from paired("days_late_mean", own.days_late, base.days_late, "days")
    yield from paired("network_chance", own.network_met, base.network_met, "share")
    yield from paired("network_margin_mean", own.network_margins, base.network_margins, "days")
    yield from paired("margin_mean", own.mean_margins, base.mean_margins, "days")
    yield from paired("targets_met_mean", own.targets_met, base.targets_met, "targets")
    yield from paired("network_delay_cost_mean", own.network_costs, base.network_costs, "cny_10k")
    yield from paired("city_money_mean", own.city_money, base.city_money, "cny_10k")
    yield from paired("city_debt_mean", own.city_debt, base.city_debt, "cny_10k")
    yield from paired("breach_chance", own.breached, base.breached, "share")


def _share_less(ours: np.ndarray, theirs: np.ndarray) -> Interval:
    return paired_shares(ours > 0, theirs > 0)


def _mean_less(ours: np.ndarray, theirs: np.ndarray) -> Interval:
    return mean(ours - theirs)


COMPARISONS: dict[str, Callable[[np.ndarray, np.ndarray], Interval]] = {
    "chance": _share_less,
    "margin_p50": median_difference,
    "milestones_kept": _mean_less,
    "delay_cost_mean": _mean_less,
    "days_late_mean": _mean_less,
    "network_chance": _share_less,
    "network_margin_mean": _mean_less,
    "margin_mean": _mean_less,
    "targets_met_mean": _mean_less,
    "network_delay_cost_mean": _mean_less,
    "city_money_mean": _mean_less,
    "city_debt_mean": _mean_less,
    "breach_chance": _share_less,
}
"""Measure to how its values in a scenario are compared with those of the base, pair by pair."""


def _row(scenario: str, count: int, measure: str, subject: str, unit: str, interval: Interval) -> Row:
    return (scenario, measure, subject, unit, *empty_if_infinite(interval), np.nan, np.nan, count)


def _frame(rows: list[Row], *more: str) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*COLUMNS, *more])
    kinds = {name: float for name in COLUMNS[4:9]} | {"replications": "int64"}
    return frame.astype(kinds)
