"""Checks the cost of delay of a results folder: its days, its sums, and the worth of the service that is lost."""

import pandas as pd

from sim.analysis.delay_cost import benefits_forgone
from sim.report.results import Results
from sim.report.verification.check import ALIKE, Check, count, horizon_day, lines_by_replication

DAY_ALIKE = 1e-6
"""Days are stored to the micro-day."""

A_YUAN = 1e-4
"""万元: costs are stored to 1e-6 a package, so that those of many packages agree to this."""

LOST = "service_lost/"
"""How the outcomes of service lost begin; the indicator comes after it."""


def days_of_cost(results: Results) -> Check:
    """Check the days of each row of cost: the finish, or the horizon while open, less the planned finish."""
    late = f"coalesce(finished_day, {horizon_day(results)}) - planned_finish_day"
    off = results.sql(
        f"""
        WITH expected AS (
            SELECT *, greatest(0, {late}) AS late, greatest(0, -({late})) AS early, finished_day IS NULL AS open
            FROM delay_cost LEFT JOIN packages USING (scenario, replication, package) WHERE package <> ''
        )
        SELECT scenario, replication, package, days_late, days_early, round(late, 6) AS late, round(early, 6) AS early,
            CASE WHEN is_open THEN 'open' ELSE 'finished' END AS is,
            CASE WHEN open THEN 'open' ELSE 'finished' END AS was
        FROM expected
        WHERE late IS NULL OR abs(days_late - late) > {DAY_ALIKE} OR abs(days_early - early) > {DAY_ALIKE}
            OR is_open <> open
        ORDER BY ALL
        """
    )
    says = (
        "delay_cost: {package}: found {days_late} days late, {days_early} early, {is}, expected {late}, {early}, {was} "
        "by packages"
    )
    looked_at = count(results, "delay_cost", "package <> ''")
    return Check("days of cost follow from the packages", looked_at, "rows", lines_by_replication(off, says))


def cost_of_packages(results: Results) -> Check:
    """Check that what packages cost adds up to the sums, in the replications whose packages are kept."""
    keys = "scenario, replication, network, target, account, component, payer"
    off = results.sql(
        f"""
        WITH kept AS (SELECT DISTINCT scenario, replication FROM packages),
        found AS (SELECT {keys}, sum(cost_cny_10k) AS found FROM delay_cost WHERE account <> '' GROUP BY ALL),
        expected AS (
            SELECT {keys}, cost_cny_10k AS expected FROM delay_cost_sums JOIN kept USING (scenario, replication)
        )
        SELECT scenario, replication, network, target, account, component, payer,
            coalesce(found, 0) AS found, coalesce(expected, 0) AS expected
        FROM found FULL JOIN expected USING ({keys})
        WHERE found IS NULL OR expected IS NULL OR abs(found - expected) > {ALIKE} * greatest(1, abs(expected))
        ORDER BY ALL
        """
    )
    line = (
        "delay_cost: {network} / {target} / {account} / {component} / {payer}: found {found:g}, expected {expected:g}"
    )
    looked_at = count(results, "delay_cost")
    return Check("costs of packages add up to the sums", looked_at, "rows", lines_by_replication(off, line))


def benefits(results: Results) -> Check:
    """Check that the service lost, at the benefit of a unit and year, is the benefit forgone, target by target."""
    what, worth = "service lost x benefit of a unit = benefits forgone", _benefits(results)
    component = benefits_forgone.__name__
    sums = results.sql(f"SELECT * FROM delay_cost_sums WHERE component = '{component}'")
    lost = results.sql(f"SELECT * FROM outcomes WHERE starts_with(outcome, '{LOST}')")
    lost["indicator"] = lost["outcome"].str.removeprefix(LOST)
    merged = lost.merge(worth, on=["scenario", "indicator"])
    merged["expected"] = merged["value"] * merged["cny_10k_per_unit_year"]
    keys = ["scenario", "replication", "target"]
    expected = merged.groupby(keys, observed=True)["expected"].sum()
    known = sums[sums["scenario"].isin(worth["scenario"])]
    found = known.groupby(keys, observed=True)["cost_cny_10k"].sum().rename("found")
    both = pd.concat([found, expected], axis=1).fillna(0.0)
    apart = (both["found"] - both["expected"]).abs() > A_YUAN + ALIKE * both["expected"].abs()
    says = "delay_cost_sums: {target} / " + component + ": found {found:.6f}, expected {expected:.6f} by outcomes"
    return Check(what, len(both), "sums", lines_by_replication(both[apart].reset_index(), says))


def _benefits(results: Results) -> pd.DataFrame:
    """Return what a unit in service for a year is worth, and the target it counts to, by scenario and indicator."""
    rows = [
        (scenario, indicator, one["target"], one["cny_10k_per_unit_year"])
        for scenario, words in results.words["scenarios"].items()
        for indicator, one in words.get("benefits", {}).items()
    ]
    return pd.DataFrame(rows, columns=["scenario", "indicator", "target", "cny_10k_per_unit_year"])
