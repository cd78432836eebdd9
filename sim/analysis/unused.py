"""Unused days: what the plan gave packages that are not finished by the horizon, and they had not used by then.

In a ledger they stand below zero, as do days that were made up: works that have not begun are not works that were
quick. What the plan has in hand (`float`) is no such day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sim.analysis.root_causes import RootLedger, Roots
from sim.analysis.tables import Row
from sim.plan.causes import CauseKind
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Cast, Trace

FLOAT = (CauseKind.FLOAT, "")

Parts = Iterable[tuple[str, Sequence[int]]]
"""Names with the places of their packages."""


class Unused:
    """The unused days of one replication."""

    def __init__(self, cast: Cast, trace: Trace, roots: Roots, network_of: Sequence[str]) -> None:
        self.cast, self.trace, self.roots, self.network_of = cast, trace, roots, network_of
        self.open = {place for place, finished in enumerate(trace.finished) if finished == NEVER}
        self.in_hand = cast.causes.index(FLOAT)

    def rows(self, networks: Parts, missed: Parts) -> list[Row]:
        """Return the rows of `unused_days`: by network, and by missed target directly and at the root."""
        rows: list[Row] = []
        if self.open:
            for network, packages in networks:
                rows += self._rows((network, ""), self._direct(packages), at_root=False)
            for target, packages in missed:
                rows += self._rows(("", target), self._direct(packages), at_root=False)
                rows += self._rows(("", target), map(self.roots.of, packages), at_root=True)
        return rows

    def _direct(self, packages: Sequence[int]) -> list[RootLedger]:
        return [{package: self.trace.ledgers[package]} for package in packages]

    def _rows(self, whose: tuple[str, str], ledgers: Iterable[RootLedger], at_root: bool) -> list[Row]:
        sums: defaultdict[tuple[str, int], int] = defaultdict(int)
        for ledger in ledgers:
            for package in self.open.intersection(ledger):
                for cause, days in ledger[package].items():
                    if days < 0 and cause != self.in_hand:
                        sums[self.network_of[package] if at_root else "", cause] += days
        return [(*whose, root, *self.cast.causes[cause], days / MICRO) for (root, cause), days in sorted(sums.items())]
