"""Samples: what the tables of a study say of one scenario, one value a replication."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.delay_cost import ACCOUNTS, COMPONENTS
from sim.analysis.intervals import Floats
from sim.analysis.milestones import kept_already
from sim.plan.plan import Plan

Frames = Mapping[str, pd.DataFrame]
"""Table to its rows, `scenario` and `replication` in front."""

COST_SUBJECTS = (*ACCOUNTS, *(f"{account}/{component.__name__}" for account, component in COMPONENTS))
"""What delay costs are estimated of: each account, and each of its components."""

WORST = -np.inf
"""The margin of a target that is not attained by the horizon."""


@dataclass(frozen=True)
class Samples:
    """One value a replication, by subject, in the order of `replications`.

    Shapes and units
        met: by target, and by `all_targets` and `city_targets` where the plan has such targets.
        values: by target, in the unit of its indicator.
        margins: by target, days; minus infinity when not attained by the horizon.
        kept: by milestone, whether its promise is kept when it is due.
        kept_by_commitment: the share of promises kept, of those that were not kept on the data date already.
        costs: by subject of COST_SUBJECTS, 万元.
        days_late: by network, mean over its packages; early packages count below zero.
    """

    replications: pd.Index
    met: dict[str, pd.Series]
    values: dict[str, pd.Series]
    margins: dict[str, pd.Series]
    kept: dict[str, pd.Series]
    kept_by_commitment: dict[str, pd.Series]
    costs: dict[str, pd.Series]
    days_late: dict[str, pd.Series]


def samples_of(frames: Frames, scenario: str, plan: Plan) -> Samples:
    """Return the samples of *scenario*, whose plan is *plan*."""
    own = {name: _of_scenario(frames[name], scenario) for name in ("targets", "milestones", "delay_cost", "networks")}
    counted = own["targets"] if plan.targets else _of_scenario(frames["progress"], scenario)
    replications = pd.Index(np.sort(counted["replication"].unique()), name="replication")
    of_targets = own["targets"].groupby("target", observed=True)
    by_target = {str(target): rows.set_index("replication") for target, rows in of_targets}
    met = {target: by_target[target]["met"].astype(bool) for target in plan.targets if target in by_target}
    kept = _kept(own["milestones"], plan)
    return Samples(
        replications=replications,
        met=met | dict(_joint(met, plan)),
        values={target: by_target[target]["value_at_deadline"].astype(float) for target in met},
        margins={target: by_target[target]["margin_days"].astype(float).fillna(WORST) for target in met},
        kept=kept,
        kept_by_commitment=dict(_kept_by_commitment(kept, plan)),
        costs=_costs(own["delay_cost"], replications),
        days_late=_days_late(own["networks"], replications, plan),
    )


def numbers(series: pd.Series, replications: pd.Index) -> Floats:
    """Return the values of *replications* as an array."""
    return np.asarray(series.reindex(replications), dtype=np.float64)


def _of_scenario(frame: pd.DataFrame, scenario: str) -> pd.DataFrame:
    return frame[frame["scenario"] == scenario]


def _joint(met: Mapping[str, pd.Series], plan: Plan) -> Iterator[tuple[str, pd.Series]]:
    """Yield the joint successes: all targets, and all that the city decides."""
    city = [target for target in met if plan.targets[target].who_decides == "city"]
    for subject, targets in (("all_targets", list(met)), ("city_targets", city)):
        if targets:
            yield subject, pd.concat([met[target] for target in targets], axis=1).all(axis=1)


def _kept(rows: pd.DataFrame, plan: Plan) -> dict[str, pd.Series]:
    by_milestone = rows.pivot(index="replication", columns="milestone", values="met")
    return {name: by_milestone[name].astype(bool) for name in plan.milestones if name in by_milestone}


def _kept_by_commitment(kept: Mapping[str, pd.Series], plan: Plan) -> Iterator[tuple[str, pd.Series]]:
    """Yield each commitment with the share of its promises that is kept, those kept on the data date aside."""
    for commitment, already in kept_already(plan).items():
        still_to_keep = [
            name for name in kept if plan.milestones[name].commitment.value == commitment and name not in already
        ]
        if still_to_keep:
            yield commitment, pd.concat([kept[name] for name in still_to_keep], axis=1).mean(axis=1)


def _costs(rows: pd.DataFrame, replications: pd.Index) -> dict[str, pd.Series]:
    """Return the sums of costs; a replication in which nothing is late costs 0."""
    sums = rows.groupby(["account", "component", "replication"], observed=True)["cost_cny_10k"].sum()
    costs = {}
    for account, component in COMPONENTS:
        name = component.__name__
        found = sums.loc[account, name] if (account, name) in sums.index.droplevel(2) else pd.Series(dtype=float)
        costs[f"{account}/{name}"] = found.reindex(replications, fill_value=0.0)
    for account in ACCOUNTS:
        costs[account] = sum((costs[one] for one in costs if one.startswith(f"{account}/")), start=0.0 * replications)
    return {subject: costs[subject] for subject in COST_SUBJECTS}


def _days_late(rows: pd.DataFrame, replications: pd.Index, plan: Plan) -> dict[str, pd.Series]:
    packages = [plan.network_of(name) for name in plan.packages]
    sums = rows.groupby(["network", "replication"], observed=True)["days"].sum()
    known = set(sums.index.get_level_values(0))
    late = {}
    for network in plan.network_names:
        if network in packages:
            days = sums.loc[network] if network in known else pd.Series(dtype=float)
            late[network] = days.reindex(replications, fill_value=0.0) / packages.count(network)
    return late
