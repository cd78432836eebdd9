"""Estimates of a results folder by a way of their own: from sums over its tables, without the plan."""

from collections.abc import Iterator

import numpy as np

from sim.analysis.base_rates import BASE_RATE
from sim.analysis.delay_cost import ACCOUNTS
from sim.analysis.estimates import COST_QUANTILES, QUANTILES
from sim.analysis.intervals import Interval
from sim.analysis.public_money import CITY, CITY_MONEY, OUTLAYS
from sim.analysis.samples import NONE
from sim.report.results import Results
from sim.report.verification.intervals import mean, quantile, share
from sim.report.verification.samples import samples_of

COST_FAMILIES = (
    ("network_delay_cost", "network"),
    ("target_delay_cost", "target"),
    ("payer_delay_cost", "payer"),
)
"""Measures of parts of the cost of delay, and the column of `delay_cost_sums` that parts it."""

OF_SAMPLES = ("days_late_mean", "network_chance", "network_margin_mean", "margin_mean", "targets_met_mean")
"""Measures that are told of each replication, and then by their mean or share."""

Recomputed = tuple[tuple[str, str, str], Interval]


def recomputed(results: Results) -> Iterator[Recomputed]:
    """Yield estimates by a way of their own: from sums over the tables, by scenario, measure and subject."""
    tables = set(results.tables)
    if "targets" in tables and results.words["targets"]:
        yield from _of_targets(results)
        for scenario in results.words["scenarios"]:
            for (measure, subject), numbers in samples_of(results, scenario).items():
                if measure in OF_SAMPLES:
                    is_share = measure.endswith("chance")
                    of_all = share(int(numbers.sum()), len(numbers)) if is_share else mean(numbers)
                    yield (scenario, measure, subject), of_all
    if "left_out" in tables:
        yield from _of_left_out(results)
    if {"milestones"} <= tables:
        met = results.sql(
            "SELECT scenario, milestone, sum(met::INT) AS met, count(*) AS n FROM milestones GROUP BY ALL"
        )
        for row in met.itertuples():
            yield (str(row.scenario), "milestone_chance", str(row.milestone)), share(int(row.met), int(row.n))
    if {"targets", "delay_cost_sums"} <= tables and results.words["targets"]:
        yield from _of_costs(results)
        yield from _of_the_city(results)


def _of_targets(results: Results) -> Iterator[Recomputed]:
    targets = results.sql("SELECT scenario, replication, target, value_at_deadline, met, margin_days FROM targets")
    decides = {target: noun["who_decides"] for target, noun in results.words["targets"].items()}
    for (scenario, target), rows in targets.groupby(["scenario", "target"], observed=True):
        named = (str(scenario), str(target))
        yield (named[0], "chance", named[1]), share(int(rows["met"].sum()), len(rows))
        for tail, of_all in QUANTILES.items():
            values = np.asarray(rows["value_at_deadline"], dtype=float)
            margins = np.asarray(rows["margin_days"].astype(float).fillna(-np.inf))
            yield (named[0], f"value_{tail}", named[1]), quantile(values, of_all)
            yield (named[0], f"margin_{tail}", named[1]), quantile(margins, of_all)
    by_who = {"all_targets": set(decides), "city_targets": {one for one, who in decides.items() if who == "city"}}
    for subject, of_subject in by_who.items():
        own = targets[targets["target"].isin(of_subject)]
        for scenario, rows in own.groupby("scenario", observed=True):
            wins = rows.groupby("replication")["met"].all()
            yield (str(scenario), "chance", subject), share(int(wins.sum()), len(wins))


def _of_left_out(results: Results) -> Iterator[Recomputed]:
    """Yield the chances of the base with mechanisms left out."""
    met = results.sql("SELECT scenario, target, sum(met::INT) AS met, count(*) AS n FROM left_out GROUP BY ALL")
    for row in met.itertuples():
        is_rate = row.scenario == BASE_RATE
        measure, subject = (
            ("chance_base_rate", row.target) if is_rate else ("chance_without", f"{row.target}/{row.scenario}")
        )
        yield (results.words["base"], measure, str(subject)), share(int(row.met), int(row.n))


def _of_costs(results: Results) -> Iterator[Recomputed]:
    """Yield the cost of delay of each account, and each part of it: by component, network, target and payer."""
    for measure, column in (("delay_cost", ""), ("delay_cost", "component"), *COST_FAMILIES):
        costs = results.sql(
            f"""
            SELECT scenario, replication, account || {_slash(column)} AS subject, sum(cost_cny_10k) AS cost
            FROM delay_cost_sums WHERE account IN ({", ".join(f"'{name}'" for name in ACCOUNTS)})
            AND {"account = 'financial'" if column == "payer" else "true"} GROUP BY ALL
            """
        )
        for scenario, replications in _replications(results).items():
            own = costs[costs["scenario"] == scenario]
            for subject, rows in own.groupby("subject", observed=True):
                found = rows.set_index("replication")["cost"].reindex(replications, fill_value=0.0)
                sums = np.asarray(found, dtype=float)
                yield (scenario, f"{measure}_mean", str(subject)), mean(sums)
                for name, of_all in COST_QUANTILES.items():
                    yield (scenario, f"{measure}_{name}", str(subject)), quantile(sums, of_all)


def _slash(column: str) -> str:
    return f"'/' || coalesce(nullif({column}, ''), '{NONE}')" if column else "''"


def _of_the_city(results: Results) -> Iterator[Recomputed]:
    """Yield what is said of the city's money, where it is said."""
    if "fiscal" not in results.tables:
        return
    stored = results.table("estimates")
    said = set(stored.loc[stored["measure"] == "city_money_mean", "scenario"])
    payers, items = (", ".join(f"'{name}'" for name in names) for names in (CITY, OUTLAYS))
    queries = {
        ("city_money_mean", "drawn"): f"SELECT scenario, replication, sum(cny_10k) AS x FROM fiscal "
        f"WHERE item = '{CITY_MONEY}' GROUP BY ALL",
        ("city_money_mean", "peak_year"): f"SELECT scenario, replication, max(x) AS x FROM (SELECT scenario, "
        f"replication, year, sum(cny_10k) AS x FROM fiscal WHERE payer IN ({payers}) AND item IN ({items}) "
        "GROUP BY ALL) GROUP BY ALL",
        ("city_debt_mean", "deadline"): _debt_in(results.words["deadline"][:4], payers),
        ("city_debt_mean", "horizon"): _debt_in(results.words["horizon"][:4], payers),
    }
    replications = _replications(results)
    for (measure, subject), query in queries.items():
        found = results.sql(query)
        for scenario in replications:
            if scenario in said:
                own = found[found["scenario"] == scenario].set_index("replication")["x"]
                numbers = np.asarray(own.reindex(replications[scenario], fill_value=0), dtype=float)
                yield (scenario, measure, subject), mean(numbers)


def _debt_in(year: str, payers: str) -> str:
    return (
        f"SELECT scenario, replication, sum(cny_10k) AS x FROM fiscal WHERE item = 'debt' AND year = {int(year)} "
        f"AND payer IN ({payers}) GROUP BY ALL"
    )


def _replications(results: Results) -> dict[str, list[int]]:
    found = results.sql("SELECT DISTINCT scenario, replication FROM targets ORDER BY ALL")
    return {str(name): list(rows["replication"]) for name, rows in found.groupby("scenario", observed=True)}
