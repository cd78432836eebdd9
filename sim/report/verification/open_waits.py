"""Checks what a results folder says of the horizon: who is not finished waits for something, and nobody else does."""

from sim.report.results import Results
from sim.report.verification.check import Check, count, horizon_day, lines_by_replication
from sim.report.verification.ledger import SUMMED, apart


def open_at_the_horizon(results: Results) -> Check:
    """Check that the packages not finished, and they alone, have open waits, each as old as it must be."""
    off = results.sql(
        f"""
        WITH waits AS (
            SELECT scenario, replication, package, count(*) AS waits,
                count(*) FILTER (abs(since_day + age_days - {horizon_day(results)}) > 1e-6 OR age_days < 0) AS wrong
            FROM open_waits GROUP BY ALL
        ), marks AS (
            SELECT scenario, replication, package, count(*) FILTER ("open") AS marks FROM ledger GROUP BY ALL
        )
        SELECT scenario, replication, package, coalesce(waits, 0) AS waits, coalesce(wrong, 0) AS wrong,
            coalesce(marks, 0) AS marks,
            CASE WHEN finished_day IS NULL THEN 'not finished' ELSE 'finished' END AS is
        FROM packages LEFT JOIN waits USING (scenario, replication, package)
            LEFT JOIN marks USING (scenario, replication, package)
        WHERE (finished_day IS NULL) <> (coalesce(waits, 0) > 0) OR coalesce(wrong, 0) > 0
            OR coalesce(marks, 0) > if(finished_day IS NULL, 1, 0) ORDER BY ALL
        """
    )
    says = (
        "open_waits: {package}, which is {is}: found {waits} rows, {wrong} of them of a wrong age, and {marks} rows of "
        "ledger marked open, expected some rows and at most one mark of what is not finished only"
    )
    return Check("who is not finished waits", count(results, "packages"), "packages", lines_by_replication(off, says))


def unused_of_networks(results: Results) -> Check:
    """Check that the unused days of a network are the days below zero of its packages that are not finished."""
    kept = "(scenario, replication) IN (SELECT (scenario, replication) FROM packages)"
    off = results.sql(
        apart(
            f"""
            SELECT scenario, replication, network AS whose, '' AS root, cause, "by", {SUMMED} AS expected
            FROM ledger JOIN packages USING (scenario, replication, package)
            WHERE finished_day IS NULL AND days < 0 AND cause <> 'float' GROUP BY ALL
            """,
            f"""
            SELECT scenario, replication, network AS whose, '' AS root, cause, "by", {SUMMED} AS found
            FROM unused_days WHERE target = '' AND {kept} GROUP BY ALL
            """,
        )
    )
    lines = lines_by_replication(off, "unused_days: {whose} / {cause} / {by}: found {found} days, expected {expected}")
    return Check("unused days are of who is not finished", count(results, "unused_days", "target = ''"), "rows", lines)
