"""Marks: places for the days that lives reach and that others wait for or a milestone asks for.

Behind the start of works and the finish of each package (`sim/plan/marks.py`) come shares of lots.
"""

from sim.model.steps import PPM
from sim.model.story import Watched
from sim.plan.marks import first_share_mark
from sim.plan.package import Package
from sim.plan.plan import Plan
from sim.plan.trace import NEVER


class Marks:
    """All marks of a plan.

    Shapes and units
        of_lots: (package, number of its lots) to the mark that is reached when so many are done.
        within: package to (parts per million of a lot's works, mark) of its watched shares below one lot.
        watched: the watched shares of all packages, in the order of the plan.
    """

    def __init__(self, plan: Plan) -> None:
        self.count = first_share_mark(len(plan.packages))
        self.of_lots: dict[tuple[str, int], int] = {}
        for package in plan.packages.values():
            for provider, dependency in package.after.items():
                if dependency.share < 1:
                    self._mark_lots(provider, lots_in_share(plan.packages[provider], dependency.share))
        self.within: dict[str, list[tuple[int, int]]] = {}
        place_of = {name: place for place, name in enumerate(plan.packages)}
        self.watched = tuple(
            Watched(place_of[name], share, self._mark_works(name, plan.packages[name], share))
            for name, shares in plan.watched_shares.items()
            for share in shares
        )

    def _mark_lots(self, package: str, lots: int) -> int:
        if (package, lots) not in self.of_lots:
            self.of_lots[package, lots] = self._new()
        return self.of_lots[package, lots]

    def _mark_works(self, name: str, package: Package, share: float) -> int:
        """Return the mark of a share of a package's works, NEVER when it was done on the data date."""
        if round(PPM * share) <= round(PPM * package.progress):
            return NEVER
        within = share_of_first_lot(package, share)
        if package.lots.count > 1 and within >= 1:
            return self._mark_lots(name, lots_at_share(package, share))
        mark = self._new()
        self.within.setdefault(name, []).append((round(PPM * within), mark))
        return mark

    def _new(self) -> int:
        self.count += 1
        return self.count - 1


def lots_in_share(package: Package, share: float) -> int:
    """Return the least number of lots that makes *share* of a package."""
    count = package.lots.count
    return next(number for number in range(1, count + 1) if number >= share * count - 1e-9)


def share_of_first_lot(package: Package, share: float) -> float:
    """Return the share of its own works at which one lot brings the package to *share*; above 1 it takes more lots."""
    return round(package.progress + (share - package.progress) * package.lots.count, 9)


def lots_at_share(package: Package, share: float) -> int:
    """Return the least number of lots with which *share* of a package's works is done, its progress counted in."""
    return lots_in_share(package, (share - package.progress) / (1 - package.progress))
