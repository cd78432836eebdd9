"""Samples: what the tables of a study say of one scenario, one value a replication."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.delay_cost import ACCOUNTS, ASSESSMENT, FINANCIAL, PARTS
from sim.analysis.intervals import Floats
from sim.analysis.milestones import kept_already
from sim.analysis.public_money import PROMISED, breaches, city_debt, city_money, is_about
from sim.plan.plan import Plan
from sim.plan.time import MICRO

Frames = Mapping[str, pd.DataFrame]
"""Table to its rows, `scenario` and `replication` in front."""

COST_SUBJECTS = (*ACCOUNTS, *(f"{account}/{component}" for account, component in PARTS))
"""What delay costs are estimated of: each account, and each of its components."""

TABLES_READ = ("targets", "milestones", "delay_cost_sums", "networks", "fiscal")

NONE = "none"
"""What is said of costs without a target, or of money whose payer is not stated."""

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
        network_met: by network that has targets, whether all of them are met.
        network_margins: by network that has targets, mean of their margins in days; one that is not attained by the
            horizon counts as attained on it.
        network_costs, target_costs, payer_costs: by `account/network`, `account/target` (of those that plans have, and
            of none) and `financial/payer`, 万元.
        mean_margins: by `all_targets`, the same mean over all targets.
        targets_met: how many are met, by `all_targets` and `city_targets`.
        city_money: present values promised and drawn, and the dearest year, 万元; of plans with city money.
        city_debt: at the end of the years of the deadline and of the horizon, 万元; of plans with city money.
        breached: by limit, and by limit and year; of limits that are stated.
    """

    replications: pd.Index
    met: dict[str, pd.Series]
    values: dict[str, pd.Series]
    margins: dict[str, pd.Series]
    kept: dict[str, pd.Series]
    kept_by_commitment: dict[str, pd.Series]
    costs: dict[str, pd.Series]
    days_late: dict[str, pd.Series]
    network_met: dict[str, pd.Series]
    network_margins: dict[str, pd.Series]
    network_costs: dict[str, pd.Series]
    target_costs: dict[str, pd.Series]
    payer_costs: dict[str, pd.Series]
    mean_margins: dict[str, pd.Series]
    targets_met: dict[str, pd.Series]
    city_money: dict[str, pd.Series]
    city_debt: dict[str, pd.Series]
    breached: dict[str, pd.Series]


def samples_of(frames: Frames, scenario: str, plan: Plan, promised: float | None = None) -> Samples:
    """Return the samples of *scenario*, whose plan is *plan*; *promised* is the present value of its city money."""
    own = {name: _of_scenario(frames[name], scenario) for name in TABLES_READ}
    counted = own["targets"] if plan.targets else _of_scenario(frames["progress"], scenario)
    replications = pd.Index(np.sort(counted["replication"].unique()), name="replication")
    of_targets = own["targets"].groupby("target", observed=True)
    by_target = {str(target): rows.set_index("replication") for target, rows in of_targets}
    met = {target: by_target[target]["met"].astype(bool) for target in plan.targets if target in by_target}
    margins = {target: by_target[target]["margin_days"].astype(float).fillna(WORST) for target in met}
    by_network = _targets_by_network(plan, met)
    kept = _kept(own["milestones"], plan)
    is_public = is_about(plan)
    of_promise = {} if promised is None else {PROMISED: pd.Series(promised, replications)}
    return Samples(
        replications=replications,
        met=met | dict(joint(met, plan)),
        values={target: by_target[target]["value_at_deadline"].astype(float) for target in met},
        margins=margins,
        kept=kept,
        kept_by_commitment=dict(_kept_by_commitment(kept, plan)),
        costs=_costs(own["delay_cost_sums"], replications, plan),
        days_late=_days_late(own["networks"], replications, plan),
        network_met={network: _all_of(met, targets) for network, targets in by_network.items()},
        network_margins={network: _mean_margin(margins, targets, plan) for network, targets in by_network.items()},
        network_costs=_costs_by(own["delay_cost_sums"], "network", _networks(plan), ACCOUNTS, replications),
        target_costs=_costs_by(own["delay_cost_sums"], "target", [*plan.targets, ""], ACCOUNTS, replications),
        payer_costs=_costs_by(own["delay_cost_sums"], "payer", _payers(plan), (FINANCIAL,), replications),
        mean_margins={"all_targets": _mean_margin(margins, list(met), plan)} if met else {},
        targets_met={subject: _together(met, targets).sum(axis=1) for subject, targets in _asked_together(met, plan)},
        city_money=of_promise | city_money(own["fiscal"], replications) if is_public else {},
        city_debt=city_debt(own["fiscal"], replications, plan) if is_public else {},
        breached=breaches(own["fiscal"], replications, plan) if is_public else {},
    )


def numbers(series: pd.Series, replications: pd.Index) -> Floats:
    """Return the values of *replications* as an array."""
    return np.asarray(series.reindex(replications), dtype=np.float64)


def _of_scenario(frame: pd.DataFrame, scenario: str) -> pd.DataFrame:
    return frame[frame["scenario"] == scenario]


def joint(met: Mapping[str, pd.Series], plan: Plan) -> Iterator[tuple[str, pd.Series]]:
    """Yield the joint successes: all targets, and all that the city decides."""
    for subject, targets in _asked_together(met, plan):
        yield subject, _all_of(met, targets)


def _asked_together(met: Iterable[str], plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield which targets are asked of together: all, and those that the city decides; only where there are any."""
    city = [target for target in met if plan.targets[target].who_decides == "city"]
    for subject, targets in (("all_targets", list(met)), ("city_targets", city)):
        if targets:
            yield subject, targets


def _all_of(met: Mapping[str, pd.Series], targets: Sequence[str]) -> pd.Series:
    return _together(met, targets).all(axis=1)


def _together(met: Mapping[str, pd.Series], targets: Sequence[str]) -> pd.DataFrame:
    """Return whether each of *targets* is met, replications x targets."""
    return pd.concat([met[target] for target in targets], axis=1)


def _targets_by_network(plan: Plan, met: Iterable[str]) -> dict[str, list[str]]:
    """Return the targets of the indicators of each network that has any, in the plan's order of networks."""
    network_of = {target: plan.indicators[plan.targets[target].indicator].network for target in met}
    named = [*plan.network_names, *(network for network in network_of.values() if network)]
    return {
        network: [target for target, of in network_of.items() if of == network]
        for network in dict.fromkeys(named)
        if network in network_of.values()
    }


def _mean_margin(margins: Mapping[str, pd.Series], targets: Sequence[str], plan: Plan) -> pd.Series:
    programme = plan.programme
    on_the_horizon = (programme.deadline_micro - programme.horizon_micro) / MICRO
    return pd.concat([margins[target] for target in targets], axis=1).clip(lower=on_the_horizon).mean(axis=1)


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


def _costs(rows: pd.DataFrame, replications: pd.Index, plan: Plan) -> dict[str, pd.Series]:
    """Return the sums of costs; a replication in which nothing is late costs 0."""
    sums = rows.groupby(["account", "component", "replication"], observed=True)["cost_cny_10k"].sum()
    costs = {}
    for account, name in PARTS:
        found = sums.loc[account, name] if (account, name) in sums.index.droplevel(2) else pd.Series(dtype=float)
        costs[f"{account}/{name}"] = found.reindex(replications, fill_value=0.0)
    for account in ACCOUNTS:
        costs[account] = sum((costs[one] for one in costs if one.startswith(f"{account}/")), start=0.0 * replications)
    costs = {subject: costs[subject] for subject in COST_SUBJECTS}
    if plan.delay_cost.missed_target_cny_10k:
        missed = rows[rows["account"] == ASSESSMENT].groupby("replication")["cost_cny_10k"].sum()
        costs[ASSESSMENT] = missed.reindex(replications, fill_value=0.0)
    return costs


def _networks(plan: Plan) -> list[str]:
    with_packages = {plan.network_of(name) for name in plan.packages}
    return [network for network in plan.network_names if network in with_packages]


def _payers(plan: Plan) -> list[str]:
    return list(dict.fromkeys(source.payer for source in plan.funding.values()))


def _costs_by(
    rows: pd.DataFrame, key: str, subjects: Iterable[str], accounts: Iterable[str], replications: pd.Index
) -> dict[str, pd.Series]:
    """Return the sums of costs by account and what stands in a column; that which has no name is called `none`."""
    costs = {}
    for account in accounts:
        of_account = rows[rows["account"] == account]
        sums = of_account.groupby([key, "replication"], observed=True)["cost_cny_10k"].sum()
        for subject in subjects:
            costs[f"{account}/{subject or NONE}"] = _of_subject(sums, subject, replications)
    return costs


def _days_late(rows: pd.DataFrame, replications: pd.Index, plan: Plan) -> dict[str, pd.Series]:
    packages = [plan.network_of(name) for name in plan.packages]
    sums = rows.groupby(["network", "replication"], observed=True)["days"].sum()
    return {
        network: _of_subject(sums, network, replications) / packages.count(network)
        for network in plan.network_names
        if network in packages
    }


def _of_subject(sums: pd.Series, subject: str, replications: pd.Index) -> pd.Series:
    """Return the sums of a subject by replication, 0 where it has none."""
    found = sums.loc[subject] if subject in sums.index.get_level_values(0) else pd.Series(dtype=float)
    return found.reindex(replications, fill_value=0.0)
