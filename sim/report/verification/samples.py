"""What each replication of a results folder says, added up from its tables: one number a replication, by measure."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.analysis.samples import NONE
from sim.report.results import Results
from sim.report.verification.check import horizon_day, on_day

Samples = dict[tuple[str, str], pd.Series]
"""Measure and subject to its numbers, by replication."""

COSTS = {"delay_cost_mean": ("", "component"), "network_delay_cost_mean": ("network",)}
"""Measures of costs, and by what column of `delay_cost_sums` they are parted ("": not)."""


def samples_of(results: Results, scenario: str) -> Samples:
    """Return what the replications of a scenario say of targets, of networks, and of what being late costs."""
    found: Samples = {}
    tables = set(results.tables)
    if "targets" in tables and results.words["targets"]:
        found |= _of_targets(results, scenario)
    if {"packages", "networks"} <= tables:
        found |= dict(_days_late(results, scenario))
    if "delay_cost_sums" in tables:
        found |= dict(_costs(results, scenario))
    return found


def replications_of(results: Results, scenario: str) -> list[int]:
    """Return the replications of a scenario that did not fail."""
    found = results.sql(f"SELECT DISTINCT replication FROM progress WHERE scenario = '{scenario}' ORDER BY ALL")
    return [int(number) for number in found["replication"]]


def _of_targets(results: Results, scenario: str) -> Samples:
    rows = results.table("targets")
    rows = rows[rows["scenario"] == scenario]
    met = rows.pivot(index="replication", columns="target", values="met").astype(float)
    margins = rows.pivot(index="replication", columns="target", values="margin_days").astype(float)
    latest = on_day(results, "deadline") - horizon_day(results)
    counted = margins.fillna(latest).clip(lower=latest)
    found: Samples = {}
    for target in met:
        found["chance", str(target)] = met[target]
        found["margin_p50", str(target)] = margins[target].fillna(-np.inf)
    nouns = {target: noun for target, noun in results.words["targets"].items() if target in met}
    groups = {"all_targets": list(nouns)}
    groups["city_targets"] = [target for target, noun in nouns.items() if noun["who_decides"] == "city"]
    for subject, targets in groups.items():
        if targets:
            found["chance", subject] = met[targets].min(axis=1)
            found["targets_met_mean", subject] = met[targets].sum(axis=1)
    found["margin_mean", "all_targets"] = counted.mean(axis=1)
    for network in {noun["network"] for noun in nouns.values() if noun["network"]}:
        own = [target for target, noun in nouns.items() if noun["network"] == network]
        found["network_chance", network] = met[own].min(axis=1)
        found["network_margin_mean", network] = counted[own].mean(axis=1)
    return found


def _days_late(results: Results, scenario: str) -> Iterator[tuple[tuple[str, str], pd.Series]]:
    replications = replications_of(results, scenario)
    packages = results.sql(
        f"SELECT network, count(DISTINCT package) AS n FROM packages WHERE scenario = '{scenario}' GROUP BY ALL"
    )
    days = results.sql(
        f"SELECT network, replication, sum(days) AS days FROM networks WHERE scenario = '{scenario}' GROUP BY ALL"
    )
    for row in packages.itertuples():
        own = days[days["network"] == row.network].set_index("replication")["days"]
        yield ("days_late_mean", str(row.network)), own.reindex(replications, fill_value=0.0) / row.n


def _costs(results: Results, scenario: str) -> Iterator[tuple[tuple[str, str], pd.Series]]:
    replications = replications_of(results, scenario)
    for measure, columns in COSTS.items():
        for column in columns:
            subject = f"account || '/' || coalesce(nullif({column}, ''), '{NONE}')" if column else "account"
            costs = results.sql(
                f"SELECT {subject} AS subject, replication, sum(cost_cny_10k) AS cost FROM delay_cost_sums "
                f"WHERE scenario = '{scenario}' AND account <> 'assessment' GROUP BY ALL"
            )
            for name, rows in costs.groupby("subject"):
                own = rows.set_index("replication")["cost"]
                yield (measure, str(name)), own.reindex(replications, fill_value=0.0)
