"""A planned run, read by the names of its packages: starts, finishes, lots and payments."""

from typing import NamedTuple

from sim.analysis.attainment import lots_by_package
from sim.analysis.finance import Drawn
from sim.plan.plan import Plan
from sim.plan.trace import Cast, Trace


class PlannedRun(NamedTuple):
    """A planned run with the plan it is of."""

    plan: Plan
    cast: Cast
    trace: Trace

    def lots(self) -> dict[str, tuple[int, ...]]:
        """Return the finish of each lot, in the order of the lots, by package."""
        lots = lots_by_package(self.cast, self.trace)
        return {self.cast.packages[place]: tuple(day for _, day in sorted(lots[place])) for place in lots}

    def finishes(self) -> dict[str, int]:
        """Return the finish by package."""
        return dict(zip(self.cast.packages, self.trace.finished, strict=True))

    def starts(self) -> dict[str, int]:
        """Return the start of works by package."""
        return dict(zip(self.cast.packages, self.trace.started, strict=True))

    def drawn_by(self) -> dict[str, dict[int, list[Drawn]]]:
        """Return the planned payments by package and place of source."""
        drawn: dict[str, dict[int, list[Drawn]]] = {}
        for day, package, purse, cny_10k in self.trace.payments:
            of_package = drawn.setdefault(self.cast.packages[package], {})
            of_package.setdefault(self.cast.source_of[purse], []).append((day, cny_10k))
        return drawn

    def drawn(self) -> dict[str, tuple[Drawn, ...]]:
        """Return the planned payments by package."""
        drawn: dict[str, list[Drawn]] = {}
        for payment in self.trace.payments:
            drawn.setdefault(self.cast.packages[payment.package], []).append((payment.day, payment.cny_10k))
        return {name: tuple(payments) for name, payments in drawn.items()}
