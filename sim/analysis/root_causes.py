"""Root causes: the ledger of a package with every wait for another replaced by what made that one late.

The row of a wait for X gives way to X's own root ledger up to the mark that was awaited: its finish,
the start of its works, or a share of its lots. What the row and that ledger differ by is what the
package had in hand there, and goes to `float`, so that a root ledger adds up to the same days as the
ledger. Unlike in a ledger, this `float` is above zero where a package came to the wait earlier than
planned: what it had gained was waited away.

- A wait that the plan has and that in the replication took no time (or that the row of the study does not
  have at all) holds nothing up: its row is float.
- Of predecessors awaited together only the last to come is followed, as only that one is booked.
- One that does not come by the horizon is followed through its own book up to the horizon; what it still
  waits for or works on there is marked `open`. Of lots still open the first in the plan is followed.
- What was under way or done on the data date is late by nothing there: both books open on that day.
- A soft provider slows works and holds up nobody: its days stay where they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sim.analysis.causes import Ledger
from sim.analysis.tables import Row
from sim.plan.causes import CauseKind
from sim.plan.marks import finish_mark
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Cast, Trace

RootLedger = dict[int, Ledger]
"""Place of a package to the micro-days that are lost there, by cause."""

FLOAT = (CauseKind.FLOAT, "")


class Roots:
    """The root ledgers of one replication; each is worked out once."""

    def __init__(self, cast: Cast, trace: Trace) -> None:
        self.cast, self.trace = cast, trace
        self.in_hand = cast.causes.index(FLOAT)
        self.waits = {place for place, (kind, _) in enumerate(cast.causes) if kind == CauseKind.PREDECESSOR}
        self.of_mark: dict[int, RootLedger] = {}

    def of(self, package: int) -> RootLedger:
        """Return the root ledger of a package, up to its finish or the horizon."""
        return self.up_to(finish_mark(package), package)

    def up_to(self, mark: int, package: int) -> RootLedger:
        """Return the root ledger of a package up to one of its marks, or to the horizon where it is not reached."""
        found = self.of_mark.get(mark)
        if found is None:
            if mark == finish_mark(package):
                ledger, waited = self.trace.ledgers[package], self.trace.waited[package]
            else:
                _, ledger, waited = self.trace.until[mark]
            found = self.of_mark[mark] = self._rooted(package, ledger, waited)
        return found

    def open_at(self, package: int) -> tuple[int, int] | None:
        """Return where (package, cause) lies what a package still waits for at the horizon; nowhere if it is a lag."""
        cause = self.trace.open.get(package)
        if cause is None:
            return None
        awaited = self.cast.awaits[package].get(cause)
        if awaited is None:
            return package, cause
        mark, other = awaited
        day = self.trace.finished[other] if mark == finish_mark(other) else self.trace.until[mark].day
        return self.open_at(other) if day == NEVER else None

    def _rooted(self, package: int, ledger: Ledger, waited: Sequence[int]) -> RootLedger:
        awaited = self.waits.intersection(ledger)
        if not awaited and not waited:
            return {package: ledger}
        own = {cause: days for cause, days in ledger.items() if cause not in awaited}
        in_hand = own.get(self.in_hand, 0) + sum(ledger[cause] for cause in awaited)
        root: RootLedger = {package: own}
        for cause in waited:
            for other, days_there in self.up_to(*self.cast.awaits[package][cause]).items():
                root[other] = _sum(root[other], days_there) if other in root else days_there
                in_hand -= sum(days_there.values())
        own[self.in_hand] = in_hand
        return root


def _sum(ledger: Ledger, other: Ledger) -> Ledger:
    return {cause: ledger.get(cause, 0) + other.get(cause, 0) for cause in {**ledger, **other}}


def root_rows(cast: Cast, roots: Roots, networks: Sequence[str]) -> list[Row]:
    """Return the rows of `root_causes`: for each package what its days were lost to, and at which package.

    Shapes and units
        networks: the network of each package.
    """
    causes, names = cast.causes, cast.packages
    rows: list[Row] = []
    for place, package in enumerate(names):
        open_at, open_cause = roots.open_at(place) or (NEVER, NEVER)
        for other, ledger in sorted(roots.of(place).items()):
            name, network, still_open = names[other], networks[other], open_cause if other == open_at else NEVER
            for cause, days in sorted(ledger.items()):
                if days:
                    kind, by = causes[cause]
                    rows.append((package, name, network, kind, by, days / MICRO, cause == still_open))
    return rows


def causes_at_root(
    targets: Iterable[tuple[str, Sequence[int]]], cast: Cast, roots: Roots, networks: Sequence[str]
) -> list[Row]:
    """Return the rows of `causes_at_root`: the sum of the root ledgers of each target's packages, by network.

    Shapes and units
        targets: those that the replication misses, each with the places of its packages.
    """
    rows: list[Row] = []
    for target, packages in targets:
        sums: dict[str, defaultdict[int, int]] = {}
        for package in packages:
            for other, ledger in roots.of(package).items():
                of_network = sums.setdefault(networks[other], defaultdict(int))
                for cause, days in ledger.items():
                    of_network[cause] += days
        rows += [
            (target, network, *cast.causes[cause], days / MICRO)
            for network, of_network in sorted(sums.items())
            for cause, days in sorted(of_network.items())
            if days
        ]
    return rows
