"""Checks the delay ledger of a results folder in whole micro-days: package by package, and its sums."""

from collections.abc import Mapping

import pandas as pd

from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.report.results import Results
from sim.report.verification.check import Check, count, horizon_day, lines_by_replication, text

IN_MICRO_DAYS = f"round(days * {MICRO})::BIGINT"
SUMMED = f"sum({IN_MICRO_DAYS})::BIGINT"
"""Days of a table, which are stored in days, as whole micro-days; and added up."""


def ledger(results: Results) -> Check:
    """Check that the late days of each package add up to its finish (or the horizon) less its planned finish."""
    says = "ledger: {package}: found {found} days in all, expected the {late} that it is late"
    lines = lines_by_replication(_late(results, "ledger"), says)
    return Check("days late add up by cause", count(results, "packages"), "packages", lines)


def roots(results: Results) -> Check:
    """Check that root causes add up to the same, and that none is a wait for a predecessor."""
    says = "root_causes: {package}: found {found} days in all and {waits} waits for predecessors, expected {late} and 0"
    lines = lines_by_replication(_late(results, "root_causes"), says)
    return Check("days late add up at the root", count(results, "packages"), "packages", lines)


def _late(results: Results, table: str) -> pd.DataFrame:
    """Return the packages whose days in a table are not those that they are late; at the root none may be a wait.

    Days that are no whole micro-day are off too, and so are those of packages that are not there.
    """
    horizon = horizon_day(results) * MICRO
    waits = "cause = 'predecessor'" if table == "root_causes" else "false"
    return results.sql(
        f"""
        WITH lost AS (
            SELECT scenario, replication, package, {SUMMED} AS found,
                count(*) FILTER ({waits}) AS waits, count(*) FILTER ({IN_MICRO_DAYS} / {MICRO} <> days) AS torn
            FROM {table} GROUP BY ALL
        ), expected AS (
            SELECT scenario, replication, package,
                coalesce(round(finished_day * {MICRO})::BIGINT, {horizon})
                    - round(planned_finish_day * {MICRO})::BIGINT AS late
            FROM packages
        )
        SELECT scenario, replication, package, coalesce(found, 0) / {MICRO} AS found, late / {MICRO} AS late,
            coalesce(waits, 0) AS waits
        FROM expected FULL JOIN lost USING (scenario, replication, package)
        WHERE coalesce(found, 0) IS DISTINCT FROM late OR waits > 0 OR torn > 0 ORDER BY ALL
        """
    )


def days_of_networks(results: Results) -> Check:
    """Check that the days of each network and cause are those of its packages, in the replications that keep them."""
    off = results.sql(
        apart(
            f"""
            SELECT scenario, replication, network AS whose, '' AS root, cause, "by", {SUMMED} AS expected
            FROM ledger JOIN packages USING (scenario, replication, package) GROUP BY ALL
            """,
            f"""
            SELECT scenario, replication, network AS whose, '' AS root, cause, "by", {IN_MICRO_DAYS} AS found
            FROM networks WHERE (scenario, replication) IN (SELECT (scenario, replication) FROM packages)
            """,
        )
    )
    lines = lines_by_replication(off, "networks: {whose} / {cause} / {by}: found {found} days, expected {expected}")
    return Check("days of networks are those of their packages", count(results, "networks"), "rows", lines)


def days_of_targets(results: Results) -> Check:
    """Check that a target has lost as many days by cause as at the root, and only where it is missed."""
    off = results.sql(
        f"""
        WITH by_cause AS (
            SELECT scenario, replication, target, {SUMMED} AS found FROM causes GROUP BY ALL
        ), at_root AS (
            SELECT scenario, replication, target, {SUMMED} AS expected FROM causes_at_root GROUP BY ALL
        )
        SELECT scenario, replication, target, coalesce(found, 0) / {MICRO} AS found,
            coalesce(expected, 0) / {MICRO} AS expected, CASE WHEN met THEN 'met' ELSE 'missed' END AS is
        FROM by_cause FULL JOIN at_root USING (scenario, replication, target)
            LEFT JOIN targets USING (scenario, replication, target)
        WHERE coalesce(found, 0) <> coalesce(expected, 0) OR met IS DISTINCT FROM false ORDER BY ALL
        """
    )
    says = "causes: {target}, which is {is}: found {found} days, expected the {expected} of causes_at_root"
    looked_at = count(results, "targets", "NOT met")
    return Check("targets lose as many days at the root", looked_at, "targets missed", lines_by_replication(off, says))


def days_of_deliverers(results: Results, plans: Mapping[str, Plan]) -> Check:
    """Check that what each missed target has lost is what the packages that deliver it have lost, cause by cause."""
    deliver = [(scenario, target, package) for scenario, plan in plans.items() for target, package in _deliverers(plan)]
    what = "days of targets are those of their packages"
    if not deliver:
        return Check(what, 0, "rows", ())
    named = ", ".join(f"({', '.join(map(text, one))})" for one in deliver)
    lines: list[str] = []
    for table, of_package, root in (("causes", "ledger", "''"), ("causes_at_root", "root_causes", "root_network")):
        off = results.sql(
            f"WITH deliver(scenario, target, package) AS (VALUES {named}) "
            + apart(
                f"""
                SELECT lost.scenario, replication, target AS whose, {root} AS root, cause, "by",
                    {SUMMED} AS expected
                FROM {of_package} AS lost JOIN deliver USING (scenario, package)
                    JOIN targets USING (scenario, replication, target) WHERE NOT met GROUP BY ALL
                """,
                f"""
                SELECT scenario, replication, target AS whose, {root} AS root, cause, "by", {IN_MICRO_DAYS} AS found
                FROM {table} WHERE (scenario, replication) IN (SELECT (scenario, replication) FROM packages)
                """,
            )
        )
        says = table + ": {whose} / {root} / {cause} / {by}: found {found} days, expected {expected}"
        lines += lines_by_replication(off, says)
    return Check(what, count(results, "causes") + count(results, "causes_at_root"), "rows", tuple(lines))


def _deliverers(plan: Plan) -> list[tuple[str, str]]:
    """Return each target with each package that delivers any of it."""
    return [
        (name, package)
        for name, target in plan.targets.items()
        for package, noun in plan.packages.items()
        if round(noun.delivers.get(target.indicator, 0) / plan.indicators[target.indicator].smallest_unit)
    ]


def apart(expected: str, found: str) -> str:
    """Return what selects sums of days that are not as expected; both queries name whose they are and the cause."""
    return f"""
        SELECT scenario, replication, whose, root, cause, "by", coalesce(found, 0) / {MICRO} AS found,
            coalesce(expected, 0) / {MICRO} AS expected
        FROM ({expected}) FULL JOIN ({found}) USING (scenario, replication, whose, root, cause, "by")
        WHERE coalesce(found, 0) <> coalesce(expected, 0) ORDER BY ALL
    """
