"""One replication, measured: from its trace to the rows of all tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import fsum

import numpy as np

from sim.analysis.attainment import Delivery, deliveries, lots_by_package, target_rows
from sim.analysis.causes import cause_rows, ledger_rows, network_rows
from sim.analysis.delay_cost import Replication, all_service_lost, delay_cost_rows, late_packages, missed_rows, sums_of
from sim.analysis.finance import Drawn
from sim.analysis.fiscal import fiscal_rows
from sim.analysis.lateness import Late
from sim.analysis.milestones import milestone_rows
from sim.analysis.open_waits import open_wait_rows
from sim.analysis.outcomes import outcome_rows
from sim.analysis.outcomes.frame import Course, paid_by, service_of, stocks_of, won_by
from sim.analysis.paid import Whole, columns_of, money_paid
from sim.analysis.progress import PPM, Curve, progress_rows, stock_curve, works_curves, works_done
from sim.analysis.root_causes import Roots, causes_at_root, root_rows
from sim.analysis.tables import TABLES, Row
from sim.analysis.unused import Unused
from sim.analysis.yardstick import Yardstick, yardstick_of
from sim.plan.causes import CauseKind
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Cast, Stop, Trace

__all__ = ["Yardstick", "tables_of", "yardstick_of"]


class Measured:
    """One replication beside its yardstick: what several tables need is worked out once, and only when it is needed."""

    def __init__(self, yardstick: Yardstick, cast: Cast, trace: Trace) -> None:
        self.yardstick, self.cast, self.trace = yardstick, cast, trace

    @cached_property
    def lots(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """The finished lots of each package, by its place, with their days."""
        return lots_by_package(self.cast, self.trace)

    @cached_property
    def delivered(self) -> Sequence[Sequence[Delivery]]:
        """What is delivered of each indicator."""
        return deliveries(self.yardstick.parts, self.lots, self.trace, len(self.yardstick.indicators))

    @cached_property
    def targets(self) -> list[Row]:
        """The rows of the table `targets`."""
        measured = self.yardstick
        return target_rows(measured.targets, measured.indicators, self.delivered, measured.deadline, measured.horizon)

    @cached_property
    def missed(self) -> list[tuple[str, Sequence[int]]]:
        """The targets that are missed, with the places of the packages that deliver them."""
        of_targets = zip(self.yardstick.targets, self.yardstick.deliverers, self.targets, strict=True)
        return [(line.name, packages) for line, packages, (_, _, _, met, _) in of_targets if not met]

    @cached_property
    def roots(self) -> Roots:
        """The ledgers of the packages at their roots."""
        return Roots(self.cast, self.trace)

    @cached_property
    def network_of(self) -> list[str]:
        """The network of each package."""
        return [planned.network for planned in self.yardstick.packages]

    @cached_property
    def paid(self) -> Whole:
        """The payments, by columns."""
        return columns_of(self.trace.payments)

    @cached_property
    def late(self) -> list[Late | None]:
        """How late each package is, with all that this is priced by."""
        return late_packages(self.yardstick.packages, _seen(self), self.yardstick.horizon)

    @cached_property
    def costs(self) -> list[Row]:
        """The rows of the table `delay_cost`."""
        terms = self.yardstick.terms
        of_packages = delay_cost_rows(self.yardstick.packages, self.late, self.trace.finished, terms)
        return [*of_packages, *(_missed(self.yardstick, self.targets) if terms.missed else ())]

    @cached_property
    def milestones(self) -> list[Row]:
        """The rows of the table `milestones`."""
        return milestone_rows(self.yardstick.milestones, self.trace)

    @cached_property
    def curves(self) -> list[Curve]:
        """What is built by month: of each indicator, then the works of each network."""
        yardstick = self.yardstick
        stocks = [
            stock_curve(line.baseline, deliveries, yardstick.month_starts)
            for line, deliveries in zip(yardstick.indicators, self.delivered, strict=True)
        ]
        done = works_done(self.trace, len(yardstick.packages), len(yardstick.months))
        return stocks + works_curves(yardstick.works, done)

    @cached_property
    def works(self) -> dict[str, Curve]:
        """The works of each network by month."""
        of_networks = self.curves[len(self.yardstick.indicators) :]
        return {network: curve for (network, _), curve in zip(self.yardstick.networks, of_networks, strict=True)}

    @cached_property
    def networks(self) -> list[Row]:
        """The rows of the table `networks`."""
        return network_rows(self.yardstick.networks, self.cast, self.trace)


ROWS_OF: Mapping[str, Callable[[Measured], list[Row]]] = {
    "targets": lambda found: found.targets,
    "milestones": lambda found: found.milestones,
    "packages": lambda found: _package_rows(found.yardstick, found.trace),
    "progress": lambda found: progress_rows(
        found.yardstick.months, found.yardstick.left, found.yardstick.curves, found.curves
    ),
    "ledger": lambda found: ledger_rows(found.cast, found.trace),
    "root_causes": lambda found: root_rows(found.cast, found.roots, found.network_of),
    "open_waits": lambda found: open_wait_rows(found.cast, found.trace.waits, found.yardstick.horizon),
    "causes": lambda found: cause_rows(found.missed, found.cast, found.trace),
    "causes_at_root": lambda found: causes_at_root(found.missed, found.cast, found.roots, found.network_of),
    "delay_cost": lambda found: found.costs,
    "delay_cost_sums": lambda found: sums_of(found.costs),
    "quarters": lambda found: found.yardstick.quarters.rows(found.trace.started, found.works, found.paid),
    "outcomes": lambda found: list(outcome_rows(found.yardstick.outcomes, _course(found))),
    "cash": lambda found: _cash(found.cast, found.trace),
    "fiscal": lambda found: fiscal_rows(
        found.yardstick.footprint, found.cast.source_of, found.trace.payments, found.trace.finished, found.trace.cash
    ),
    "unused_days": lambda found: Unused(found.cast, found.trace, found.roots, found.network_of).rows(
        found.yardstick.networks, found.missed
    ),
    "networks": lambda found: found.networks,
}
"""Table to the function that returns its rows, without scenario and replication."""


def tables_of(yardstick: Yardstick, cast: Cast, trace: Trace, wanted: Iterable[str] = TABLES) -> dict[str, list[Row]]:
    """Return the rows of the *wanted* tables of `tables.TABLES`, without scenario and replication."""
    found = Measured(yardstick, cast, trace)
    return {table: ROWS_OF[table](found) for table in wanted}


def _course(found: Measured) -> Course:
    """Return what the replication shows of outcomes."""
    yardstick, frame = found.yardstick, found.yardstick.outcomes
    first, months = len(yardstick.indicators), list(frame.months)
    paid, paid_privately = paid_by(frame, found.paid, found.cast.source_of)
    planned = {
        network: line.planned for (network, _), line in zip(yardstick.networks, yardstick.curves[first:], strict=True)
    }
    return Course(
        service=service_of(frame, found.trace),
        stocks=stocks_of(frame, found.delivered),
        paid=paid,
        paid_privately=paid_privately,
        works={network: np.array(curve.ends)[months] / PPM for network, curve in found.works.items()},
        planned_works={network: np.array(curve.ends)[months] / PPM for network, curve in planned.items()},
        won=won_by(frame, found.milestones),
        service_lost=np.array(all_service_lost(found.late, first, yardstick.terms.rate)),
        queued={
            network: fsum(row[3] for row in found.networks if row[:2] == (network, CauseKind.QUEUE))
            for network in found.works
        },
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


def _seen(found: Measured) -> Replication:
    """Return what lateness is read off."""
    yardstick, cast, trace = found.yardstick, found.cast, found.trace
    stops: dict[int, list[Stop]] = {}
    for stop in trace.stops:
        stops.setdefault(stop.package, []).append(stop)
    return Replication(
        started=trace.started,
        finished=trace.finished,
        lots={package: [day for _, day in of_package] for package, of_package in found.lots.items()},
        payments=_payments(cast, trace, yardstick.terms.interest_rates),
        paid=money_paid(yardstick.planned_money, found.paid, cast.source_of, yardstick.terms),
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
