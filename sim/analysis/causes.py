"""Where the days went: the delay ledger of each package, and its sums by target and by network."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sim.analysis.tables import Row
from sim.plan.time import MICRO
from sim.plan.trace import Cast, Trace

Ledger = dict[int, int]
"""Place of a cause to micro-days late (early: below zero)."""


def ledger_rows(cast: Cast, trace: Trace) -> list[Row]:
    """Return the rows of `ledger`: for each package the days by cause, adding up to how late it is.

    Of a package that is not finished by the horizon the row of what it still waits for or works on is marked `open`.
    """
    return [
        (package, *cast.causes[cause], days / MICRO, cause == trace.open.get(place))
        for place, (package, ledger) in enumerate(zip(cast.packages, trace.ledgers, strict=True))
        for cause, days in sorted(ledger.items())
        if days
    ]


def cause_rows(targets: Iterable[tuple[str, Sequence[int]]], cast: Cast, trace: Trace) -> list[Row]:
    """Return the rows of `causes`: the sum of the ledgers of each target's packages.

    Shapes and units
        targets: those that the replication misses, each with the places of its packages.
    """
    return [
        (target, *row)
        for target, packages in targets
        for row in _by_cause(cast, _sum(trace.ledgers[package] for package in packages))
    ]


def network_rows(networks: Sequence[tuple[str, Sequence[int]]], cast: Cast, trace: Trace) -> list[Row]:
    """Return the rows of `networks`: the sum of the ledgers of each network's packages (by place)."""
    return [
        (network, *row)
        for network, packages in networks
        for row in _by_cause(cast, _sum(trace.ledgers[package] for package in packages))
    ]


def _sum(ledgers: Iterable[Ledger]) -> Ledger:
    total: defaultdict[int, int] = defaultdict(int)
    for ledger in ledgers:
        for cause, days in ledger.items():
            total[cause] += days
    return total


def _by_cause(cast: Cast, ledger: Ledger) -> list[tuple[str, str, float]]:
    return [(*cast.causes[cause], days / MICRO) for cause, days in sorted(ledger.items()) if days]
