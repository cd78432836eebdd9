"""Verifies a results folder: recomputes from its tables that money and days are conserved, and what estimates say."""

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping

from sim.analysis.intervals import Interval
from sim.plan.plan import Plan
from sim.report.results import Results
from sim.report.verification.assumed import bounds_over_settings, settings_as_shipped, shares_of_variance
from sim.report.verification.check import ALIKE, Check, alike, count, lines_by_replication, text
from sim.report.verification.delay_cost import benefits, cost_of_packages, days_of_cost
from sim.report.verification.differences import (
    differences_of_estimates,
    differences_to_series,
    paired_differences,
    taken_by_mechanisms,
)
from sim.report.verification.estimates import COST_FAMILIES, recomputed
from sim.report.verification.ledger import days_of_deliverers, days_of_networks, days_of_targets, ledger, roots
from sim.report.verification.open_waits import open_at_the_horizon, unused_of_networks
from sim.report.verification.priced import amounts_of_cost, contracts_of_damages, places_of_cost, shares_of_cost
from sim.report.verification.studies import headroom_of_sweeps, swings, unbeaten_options
from sim.report.verification.summaries import construction_rates, means_of_outcomes, means_of_rates

FEW = 5
"""Lines about what is off that are said of one check; the others are counted."""


def verify(results: Results, plans: Mapping[str, Plan] | None = None) -> list[Check]:
    """Return the checks of a results folder that its tables allow, and those that its *plans*, by scenario, allow."""
    found = [check(results) for check, needed in CHECKS if set(needed) <= set(results.tables)]
    if plans is not None:
        found += [check(results, plans) for check, needed in BY_PLANS if set(needed) <= set(results.tables)]
    return found


def lines_of(checks: Iterable[Check]) -> Iterator[str]:
    """Yield what is off, a few lines a check."""
    for check in checks:
        yield from check.off[:FEW]
        if len(check.off) > FEW:
            yield f"{check.what}: {len(check.off) - FEW:,} more like these"


def _files(results: Results) -> Check:
    """Check that the tables are, byte for byte, as they were written."""
    stated: Mapping[str, str] = results.provenance["tables_sha256"]
    off = []
    for name, sha256 in stated.items():
        file = results.folder / name
        if not file.is_file():
            off.append(f"{name}: found no such file, expected the one that was written")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            off.append(f"{name}: found other bytes than were written, expected sha256 {sha256[:12]}...")
    return Check("tables are as they were written", len(stated), "files", tuple(off))


def _cash(results: Results) -> Check:
    """Check that of every source what came in was paid, has lapsed or is left, year by year, to the unit."""
    off = results.sql(
        """
        WITH years AS (
            SELECT *, coalesce(lag(balance_cny_10k) OVER own, 0) AS before FROM cash
            WINDOW own AS (PARTITION BY scenario, replication, source ORDER BY year)
        )
        SELECT scenario, replication, source, year,
            before + arrived_cny_10k - paid_cny_10k - lapsed_cny_10k - balance_cny_10k AS missing
        FROM years WHERE missing <> 0 OR least(arrived_cny_10k, paid_cny_10k, lapsed_cny_10k, balance_cny_10k) < 0
        ORDER BY ALL
        """
    )
    lines = lines_by_replication(
        off, "cash: {source} in {year}: found {missing} that is not accounted for, expected 0 and no minus"
    )
    return Check("money in = paid + lapsed + left", count(results, "cash"), "rows of cash", lines)


def _debt(results: Results) -> Check:
    """Check that what is owed is what was borrowed less what was repaid, payer by payer and year by year."""
    off = results.sql(
        """
        WITH wide AS (
            SELECT scenario, replication, payer, year,
                sum(cny_10k) FILTER (item = 'borrowed') - sum(cny_10k) FILTER (item = 'repayment') AS added,
                sum(cny_10k) FILTER (item = 'debt') AS debt
            FROM fiscal WHERE item IN ('borrowed', 'repayment', 'debt') GROUP BY ALL
        ), owed AS (
            SELECT *, sum(added) OVER (PARTITION BY scenario, replication, payer ORDER BY year) AS owed FROM wide
        )
        SELECT scenario, replication, payer, year, debt, CAST(owed AS BIGINT) AS owed FROM owed
        WHERE debt IS DISTINCT FROM owed ORDER BY ALL
        """
    )
    lines = lines_by_replication(off, "fiscal: debt of {payer} at the end of {year}: found {debt}, expected {owed}")
    return Check("debt = borrowed - repaid", count(results, "fiscal", "item = 'debt'"), "debts", lines)


def _drawn(results: Results) -> Check:
    """Check that each payer has drawn what its sources have paid."""
    named = [
        f"({', '.join(map(text, (scenario, source, payer)))})"
        for scenario, of_scenario in results.words["scenarios"].items()
        for source, payer in of_scenario["payers"].items()
    ]
    what = "drawn = paid by the payer's sources"
    if not named:
        return Check(what, 0, "sums", ())
    off = results.sql(
        f"""
        WITH payers(scenario, source, payer) AS (VALUES {", ".join(named)}),
        paid AS (
            SELECT cash.scenario, replication, payer, year, sum(paid_cny_10k) AS paid
            FROM cash LEFT JOIN payers
                ON cash.scenario = payers.scenario AND split_part(cash.source, '/', 1) = payers.source
            GROUP BY ALL
        ),
        drawn AS (SELECT scenario, replication, payer, year, cny_10k AS drawn FROM fiscal WHERE item = 'drawn')
        SELECT scenario, replication, payer, year, drawn, CAST(paid AS BIGINT) AS paid
        FROM paid FULL JOIN drawn USING (scenario, replication, payer, year)
        WHERE drawn IS DISTINCT FROM paid ORDER BY ALL
        """
    )
    lines = lines_by_replication(
        off, "fiscal: {payer} in {year}: found {drawn} drawn, expected the {paid} that its sources paid"
    )
    return Check(what, count(results, "fiscal", "item = 'drawn'"), "sums", lines)


def _estimates(results: Results) -> Check:
    """Check the estimates that the tables tell by themselves."""
    stored = results.table("estimates").set_index(["scenario", "measure", "subject"]).to_dict("index")
    looked_at, off = 0, []
    for key, interval in recomputed(results):
        looked_at += 1
        if key not in stored:
            off.append(f"estimates: {' / '.join(key)}: found no such row, expected {interval.estimate:g}")
            continue
        for column, expected in zip(Interval._fields, interval, strict=True):
            found = float(stored[key][column])
            if not alike(found, expected):
                off.append(f"estimates: {' / '.join(key)}: found {column} {found:g}, expected {expected:g}")
    return Check("estimates follow from the tables", looked_at, "estimates", tuple(off))


def _parts_of_cost(results: Results) -> Check:
    """Check that the parts of the cost of delay, by component, network, target and payer, add up to its total."""
    frame = results.table("estimates")
    means = {
        (str(row.scenario), str(row.measure).removesuffix("_mean"), str(row.subject)): float(row.estimate)
        for row in frame[frame["measure"].str.endswith("delay_cost_mean")].itertuples()
    }
    looked_at, off = 0, []
    for (scenario, measure, account), total in means.items():
        if measure != "delay_cost" or "/" in account:
            continue
        for family in ("delay_cost", *(name for name, _ in COST_FAMILIES)):
            parts = [
                mean
                for (where, what, subject), mean in means.items()
                if (where, what) == (scenario, family) and subject.startswith(f"{account}/")
            ]
            looked_at += bool(parts)
            if parts and abs(math.fsum(parts) - total) > ALIKE * max(1.0, *map(abs, parts)):
                where = f"estimates: {scenario} / {family}_mean / {account}"
                off.append(f"{where}: found parts of {math.fsum(parts):g}, expected {total:g}")
    return Check("parts of the cost of delay add up", looked_at, "totals", tuple(off))


CHECKS: tuple[tuple[Callable[[Results], Check], tuple[str, ...]], ...] = (
    (_files, ()),
    (_cash, ("cash",)),
    (_debt, ("fiscal",)),
    (_drawn, ("fiscal", "cash")),
    (ledger, ("packages", "ledger")),
    (roots, ("packages", "root_causes")),
    (open_at_the_horizon, ("packages", "ledger", "open_waits")),
    (unused_of_networks, ("packages", "ledger", "unused_days")),
    (days_of_networks, ("packages", "ledger", "networks")),
    (days_of_targets, ("targets", "causes", "causes_at_root")),
    (days_of_cost, ("packages", "delay_cost")),
    (cost_of_packages, ("packages", "delay_cost", "delay_cost_sums")),
    (benefits, ("outcomes", "delay_cost_sums")),
    (_estimates, ("estimates",)),
    (_parts_of_cost, ("estimates", "delay_cost_sums")),
    (differences_of_estimates, ("estimates", "differences")),
    (taken_by_mechanisms, ("left_out", "estimates", "targets", "progress")),
    (differences_to_series, ("silos", "targets", "progress")),
    (means_of_outcomes, ("outcomes", "outcome_means")),
    (means_of_rates, ("quarters", "four_rates")),
    (construction_rates, ("progress", "rates")),
    (settings_as_shipped, ("settings", "targets")),
    (bounds_over_settings, ("settings", "estimates")),
    (shares_of_variance, ("settings", "assumptions", "estimates")),
    (swings, ("spread", "targets", "progress")),
    (unbeaten_options, ("unbeaten", "estimates", "targets", "progress")),
    (headroom_of_sweeps, ("headroom", "targets", "progress")),
    (paired_differences, ("differences", "targets", "progress")),
)
"""Each check and the tables it needs."""

BY_PLANS: tuple[tuple[Callable[[Results, Mapping[str, Plan]], Check], tuple[str, ...]], ...] = (
    (days_of_deliverers, ("packages", "targets", "ledger", "causes", "root_causes", "causes_at_root")),
    (places_of_cost, ("delay_cost",)),
    (shares_of_cost, ("delay_cost", "ledger")),
    (amounts_of_cost, ("delay_cost", "packages", "targets")),
    (contracts_of_damages, ("delay_cost", "packages", "ledger")),
)
"""The same of checks that take the plans of the scenarios."""
