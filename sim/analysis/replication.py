"""One replication, measured: from its trace to the rows of all tables."""

from collections.abc import Mapping, Sequence
from math import fsum

import numpy as np

from sim.analysis.attainment import Delivery, deliveries, lots_by_package, target_rows
from sim.analysis.causes import cause_rows, ledger_rows, network_rows
from sim.analysis.delay_cost import Replication, all_service_lost, delay_cost_rows, late_packages, missed_rows, sums_of
from sim.analysis.finance import Drawn
from sim.analysis.fiscal import fiscal_rows
from sim.analysis.lateness import Late
from sim.analysis.milestones import milestone_rows
from sim.analysis.outcomes import outcome_rows
from sim.analysis.outcomes.frame import Course, paid_by, service_of, stocks_of, won_by
from sim.analysis.paid import Whole, columns_of, money_paid
from sim.analysis.progress import PPM, Curve, progress_rows, stock_curve, works_curves, works_done
from sim.analysis.root_causes import Roots, causes_at_root, root_rows
from sim.analysis.tables import Row
from sim.analysis.yardstick import Yardstick, yardstick_of
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Cast, Stop, Trace

__all__ = ["Yardstick", "tables_of", "yardstick_of"]


def tables_of(yardstick: Yardstick, cast: Cast, trace: Trace, keep: bool) -> dict[str, list[Row]]:
    """Return the rows of every table of `tables.TABLES`, without scenario and replication.

    `packages`, `ledger`, `root_causes` and `delay_cost` have rows only when *keep*.
    """
    lots = lots_by_package(cast, trace)
    delivered = deliveries(yardstick.parts, lots, trace, len(yardstick.indicators))
    targets = target_rows(yardstick.targets, yardstick.indicators, delivered, yardstick.deadline, yardstick.horizon)
    missed = [
        (line.name, packages)
        for line, packages, (_, _, _, met, _) in zip(yardstick.targets, yardstick.deliverers, targets, strict=True)
        if not met
    ]
    roots, network_of = Roots(cast, trace), [planned.network for planned in yardstick.packages]
    columns = columns_of(trace.payments)
    late_ones = late_packages(yardstick.packages, _seen(yardstick, cast, trace, lots, columns), yardstick.horizon)
    costs = [
        *delay_cost_rows(yardstick.packages, late_ones, trace.finished, yardstick.terms),
        *(_missed(yardstick, targets) if yardstick.terms.missed else ()),
    ]
    milestones, curves = milestone_rows(yardstick.milestones, trace), _curves(yardstick, trace, delivered)
    of_networks = curves[len(yardstick.indicators) :]
    works = {network: curve for (network, _), curve in zip(yardstick.networks, of_networks, strict=True)}
    networks = network_rows(yardstick.networks, cast, trace)
    course = _course(yardstick, cast, trace, delivered, curves, milestones, networks, late_ones, columns)
    return {
        "targets": targets,
        "milestones": milestones,
        "packages": _package_rows(yardstick, trace) if keep else [],
        "progress": progress_rows(yardstick.months, yardstick.left, yardstick.curves, curves),
        "ledger": ledger_rows(cast, trace) if keep else [],
        "root_causes": root_rows(cast, roots, network_of) if keep else [],
        "causes": cause_rows(missed, cast, trace),
        "causes_at_root": causes_at_root(missed, cast, roots, network_of),
        "delay_cost": costs if keep else [],
        "delay_cost_sums": sums_of(costs),
        "quarters": yardstick.quarters.rows(trace.started, works, columns),
        "outcomes": list(outcome_rows(yardstick.outcomes, course)),
        "cash": _cash(cast, trace),
        "fiscal": fiscal_rows(yardstick.footprint, cast.source_of, trace.payments, trace.finished, trace.cash),
        "networks": networks,
    }


def _curves(yardstick: Yardstick, trace: Trace, delivered: Sequence[Sequence[Delivery]]) -> list[Curve]:
    curves = [
        stock_curve(line.baseline, deliveries, yardstick.month_starts)
        for line, deliveries in zip(yardstick.indicators, delivered, strict=True)
    ]
    return curves + works_curves(yardstick.works, works_done(trace, len(yardstick.packages), len(yardstick.months)))


def _course(
    yardstick: Yardstick,
    cast: Cast,
    trace: Trace,
    delivered: Sequence[Sequence[Delivery]],
    curves: Sequence[Curve],
    milestones: Sequence[Row],
    networks: Sequence[Row],
    late_ones: Sequence[Late | None],
    columns: Whole,
) -> Course:
    """Return what the replication shows of outcomes."""
    frame, first = yardstick.outcomes, len(yardstick.indicators)
    months = list(frame.months)
    paid, paid_privately = paid_by(frame, columns, cast.source_of)
    works, planned = {}, {}
    for (network, _), line, curve in zip(yardstick.networks, yardstick.curves[first:], curves[first:], strict=True):
        works[network] = np.array(curve.ends)[months] / PPM
        planned[network] = np.array(line.planned.ends)[months] / PPM
    queued = {network: fsum(row[3] for row in networks if row[:2] == (network, "queue")) for network in works}
    return Course(
        service=service_of(frame, trace),
        stocks=stocks_of(frame, delivered),
        paid=paid,
        paid_privately=paid_privately,
        works=works,
        planned_works=planned,
        won=won_by(frame, milestones),
        service_lost=np.array(all_service_lost(late_ones, first, yardstick.terms.rate)),
        queued=queued,
    )


def _package_rows(yardstick: Yardstick, trace: Trace) -> list[Row]:
    return [
        (planned.name, planned.network, _days(started), _days(finished), _days(planned.finish))
        for planned, started, finished in zip(yardstick.packages, trace.started, trace.finished, strict=True)
    ]


def _days(micro_days: int) -> float | None:
    return None if micro_days == NEVER else micro_days / MICRO


def _cash(cast: Cast, trace: Trace) -> list[Row]:
    """Return what became of each purse's money in each year."""
    keys = [(year, purse) for purse in cast.sources for year in cast.years]
    return [(*key, *found) for key, found in zip(keys, trace.cash, strict=True)]


def _seen(
    yardstick: Yardstick,
    cast: Cast,
    trace: Trace,
    lots: Mapping[int, Sequence[tuple[int, int]]],
    columns: Whole,
) -> Replication:
    """Return what lateness is read off."""
    stops: dict[int, list[Stop]] = {}
    for stop in trace.stops:
        stops.setdefault(stop.package, []).append(stop)
    return Replication(
        started=trace.started,
        finished=trace.finished,
        lots={package: [day for _, day in of_package] for package, of_package in lots.items()},
        payments=_payments(cast, trace, yardstick.terms.interest_rates),
        paid=money_paid(yardstick.planned_money, columns, cast.source_of, yardstick.terms),
        stops=stops,
        ledgers=trace.ledgers,
        kinds=[kind for kind, _ in cast.causes],
    )


def _payments(cast: Cast, trace: Trace, rates: Sequence[float]) -> dict[int, dict[int, list[Drawn]]]:
    """Return what each source (by place) that bears interest paid when, by place of the package."""
    payments: dict[int, dict[int, list[Drawn]]] = {}
    bearing = [source if rates[source] else -1 for source in cast.source_of]
    for day, package, purse, cny_10k in trace.payments:
        source = bearing[purse]
        if source < 0:
            continue
        by_source = payments.get(package)
        if by_source is None:
            by_source = payments[package] = {}
        if source in by_source:
            by_source[source].append((day, cny_10k))
        else:
            by_source[source] = [(day, cny_10k)]
    return payments


def _missed(yardstick: Yardstick, targets: Sequence[Row]) -> list[Row]:
    """Return what missed targets are made to cost."""
    missed = [
        (line.name, yardstick.indicators[line.indicator].network, NEVER if day is None else round(day * MICRO))
        for line, (_, _, day, met, _) in zip(yardstick.targets, targets, strict=True)
        if not met
    ]
    return missed_rows(missed, yardstick.terms, yardstick.deadline, yardstick.horizon)
