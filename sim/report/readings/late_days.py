"""Late days as reports read them: by cause, by whom and where they arose, with the interval of their mean."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

import numpy as np
import pandas as pd

from sim.analysis.intervals import Interval, mean
from sim.report.results import Results

GROUPS: dict[str, tuple[str, ...]] = {
    "works": ("work", "rework", "restart"),
    "season": ("season", "holiday"),
    "shock": ("shock",),
    "money": ("money", "tender"),
    "review": ("review", "returned", "handover", "preparation"),
    "queue": ("queue", "meeting"),
    "crew": ("crew",),
    "outside": ("outside",),
    "slowed": ("slowed",),
}
"""Causes that are told together, and what they are called; those in none are `other`."""

OTHER = "other"

DECIMALS_OF_A_DAY = 6
"""Tables show days to the micro-day."""

UNUSED = "unused"
"""Kind under which days that the plan gave unfinished packages, and they had not used, stand apart where asked for."""


class Lost(NamedTuple):
    """Mean late days of one cause, with interval, and their share of all days that were lost (none if gained)."""

    kind: str
    by: str
    network: str
    days: Interval
    share: float


class Missed(NamedTuple):
    """A target that some replications miss: how many of how many, and the late days of its packages in one of them."""

    target: str
    missed: int
    replications: int
    days: Interval


class MainCause(NamedTuple):
    """The group of causes that most late days of a target are lost to, its share of all, and the first cause in it."""

    group: str
    share: float
    kind: str
    by: str


def missed_targets(results: Results, scenario: str) -> list[Missed]:
    """Return the targets that a scenario misses in some replications, in the order of the plan."""
    found = []
    for target in results.words["targets"]:
        met = results.sql(
            f"SELECT replication, met FROM targets WHERE scenario = {_text(scenario)} AND target = {_text(target)}"
        )
        missed = met.loc[~met["met"].astype(bool), "replication"]
        if len(missed):
            where = f"causes_at_root WHERE scenario = {_text(scenario)} AND target = {_text(target)}"
            sums = results.sql(f"SELECT replication, sum(days) AS days FROM {where} GROUP BY ALL")
            found.append(Missed(target, len(missed), len(met), _mean(sums, list(missed))))
    return found


def lost_by_target(
    results: Results, scenario: str, target: str, at_root: bool, unused_apart: bool = False
) -> list[Lost]:
    """Return what the days of a target's packages are lost to in a replication that misses it, most days first.

    With *unused_apart* the days that unfinished packages had not used are a cause of their own, `UNUSED`.
    """
    table, network = ("causes_at_root", "root_network") if at_root else ("causes", "''")
    of_target = f"scenario = {_text(scenario)} AND target = {_text(target)}"
    rows = _rows(results, table, network, of_target)
    if unused_apart:
        rows = _unused_apart(results, rows, f"{of_target} AND (root_network <> '') = {at_root}")
    missed = results.sql(f"SELECT replication FROM targets WHERE {of_target} AND NOT met")["replication"]
    return list(_lost(rows, list(missed)))


def lost_by_network(results: Results, scenario: str, network: str, unused_apart: bool = False) -> list[Lost]:
    """Return what the days of a network's packages are lost to in a replication, most days first.

    With *unused_apart* the days that unfinished packages had not used are a cause of their own, `UNUSED`.
    """
    of_network = f"scenario = {_text(scenario)} AND network = {_text(network)}"
    rows = _rows(results, "networks", "''", of_network)
    if unused_apart:
        rows = _unused_apart(results, rows, f"{of_network} AND target = ''")
    return list(_lost(rows, replications_of(results, scenario)))


def replications_of(results: Results, scenario: str) -> list[int]:
    """Return the replications of a scenario."""
    found = results.sql(f"SELECT DISTINCT replication FROM progress WHERE scenario = {_text(scenario)} ORDER BY ALL")
    return list(found["replication"])


def lost_elsewhere(results: Results, scenario: str) -> dict[str, dict[str, float]]:
    """Return by network the shares of the days it lost, at the root, by the network where they arose."""
    found = results.sql(
        f"""
        SELECT network, root_network, sum(days) AS days FROM root_causes
        JOIN (SELECT DISTINCT scenario, package, network FROM packages) USING (scenario, package)
        WHERE scenario = {_text(scenario)} AND days > 0 AND cause <> 'float' GROUP BY ALL ORDER BY ALL
        """
    )
    shares = {}
    for network, rows in found.groupby("network", observed=True):
        total = float(rows["days"].sum())
        arose = zip(rows["root_network"], rows["days"], strict=True)
        shares[str(network)] = {str(where): float(days) / total for where, days in arose}
    return shares


def by_group(lost: list[Lost]) -> dict[str, float]:
    """Return the mean days lost by group of causes, where any are lost."""
    return _grouped((one.kind, one.days.estimate) for one in lost)


def main_group(days: dict[str, float]) -> str:
    """Return the group of causes that most days are lost to."""
    return max(days, key=lambda group: days[group], default=OTHER)


def main_causes(results: Results) -> dict[tuple[str, str], MainCause]:
    """Return by scenario and target what the days of its packages are lost to at the root where it is missed."""
    if not {"causes_at_root", "targets"} <= set(results.tables):
        return {}
    sums = results.sql(
        """
        SELECT scenario, target, cause, coalesce("by", '') AS "by", sum(days) AS days FROM causes_at_root
        JOIN (SELECT scenario, replication, target FROM targets WHERE NOT met) USING (scenario, replication, target)
        GROUP BY ALL ORDER BY days DESC, cause, "by"
        """
    )
    main = {}
    for key, rows in sums.groupby(["scenario", "target"], sort=False, observed=True):
        days = _grouped(zip(rows["cause"], rows["days"], strict=True))
        if days:
            group = main_group(days)
            first = next(row for row in rows.itertuples() if group_of(str(row.cause)) == group)
            share = days[group] / sum(days.values())
            main[cast(tuple[str, str], key)] = MainCause(group, share, str(first.cause), str(first.by))
    return main


def group_of(kind: str) -> str:
    """Return the group that a cause is told with."""
    return next((group for group, kinds in GROUPS.items() if kind in kinds), OTHER)


def _grouped(days_by_kind: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums = dict.fromkeys([*GROUPS, OTHER], 0.0)
    for kind, days in days_by_kind:
        sums[group_of(kind)] += days
    return {group: days for group, days in sums.items() if days > 0}


def _rows(results: Results, table: str, network: str, where: str) -> pd.DataFrame:
    return results.sql(
        f"""
        SELECT replication, cause, coalesce("by", '') AS "by", {network} AS network, sum(days) AS days
        FROM {table} WHERE {where} GROUP BY ALL ORDER BY ALL
        """
    )


def _unused_apart(results: Results, rows: pd.DataFrame, where: str) -> pd.DataFrame:
    """Return *rows* with the unused days taken out of their causes and put under `UNUSED`; the sum stays."""
    if "unused_days" not in results.tables:
        return rows
    unused = _rows(results, "unused_days", "root_network", where)
    if unused.empty:
        return rows
    keys = ["replication", "cause", "by", "network"]
    apart = [rows, unused.assign(days=-unused["days"]), unused.assign(cause=UNUSED, by="")]
    sums = pd.concat(apart, ignore_index=True).groupby(keys, as_index=False, observed=True)["days"].sum()
    return sums[sums["days"].round(DECIMALS_OF_A_DAY) != 0]


def _lost(rows: pd.DataFrame, replications: list[int]) -> Iterator[Lost]:
    found = {
        (str(cause), str(by), str(network)): _mean(of_cause, replications)
        for (cause, by, network), of_cause in rows.groupby(["cause", "by", "network"], observed=True)
    }
    total = sum(max(days.estimate, 0) for days in found.values())
    for (cause, by, network), days in sorted(found.items(), key=lambda one: (-one[1].estimate, one[0])):
        yield Lost(cause, by, network, days, max(days.estimate, 0) / total if total else 0.0)


def _mean(rows: pd.DataFrame, replications: list[int]) -> Interval:
    """Return the mean over replications; one without a row has no days."""
    days = rows.set_index("replication")["days"].reindex(replications, fill_value=0.0)
    return mean(np.asarray(days, dtype=float))


def _text(said: str) -> str:
    return "'" + said.replace("'", "''") + "'"
