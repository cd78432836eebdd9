"""What all lives of one package have in common: its place, clock, pieces of work, payers and priorities."""

from functools import cached_property

from sim.model.marks import lots_in_share
from sim.model.steps import NO_SLOWDOWN, PPM
from sim.model.story import Bill
from sim.model.tables import Tables
from sim.model.works import pieces_of
from sim.plan.causes import CauseKind
from sim.plan.instalments import instalments_of
from sim.plan.marks import finish_mark
from sim.plan.package import Dependency, Package


class PackageFacts:
    """A package as its lives are told, worked out once.

    Shapes and units
        place: in the order of the plan.
        pieces: what is still to do of a lot, in order, cut at the instalments.
        sources: places of the purses that it calls, in order; `waits_for` names what a wait for them is booked to.
        watched: (parts per million of a lot's works, mark) of what milestones ask for below one lot.
        priority, money_priority: the lowest is served first.
        release_factor: what levers multiply the days with on which lots may begin.
    """

    def __init__(self, tables: Tables, name: str) -> None:
        self.tables, self.name = tables, name
        self.package: Package = tables.plan.packages[name]
        self.place = tables.package_place[name]
        network = tables.plan.network_of(name)
        self.works_clock = tables.clock_of_works[network, self.package.reference_class]
        self.instalments = instalments_of(self.package, tables.plan.calendar)
        self.pieces = pieces_of(self.package, self.instalments)
        lots = self.package.lots.count
        self.parts, self.restart_ppm = lots * self.instalments, round(PPM * self.package.restart_cost_share / lots)
        self.sources = tables.purses.called_by(name)
        self.is_funded = bool(self.package.funding and self.package.cost_cny_10k) and "money" not in tables.without
        self.waits_for = tables.purses.booked_to(self.sources[0]) if self.is_funded else ""
        self.slowdown = self._slowdown()
        self.watched = tables.marks.within.get(name, [])
        effects, names = tables.plan.effects, tables.plan.names_of(name)
        self.priority = self.package.priority + effects.added("queue_priority", *names)
        self.money_priority = self.package.priority + effects.added("money_priority", *names)
        self.release_factor = effects.factor("release_days", *names)

    def _slowdown(self) -> int:
        """Return the place of the soft providers in the tables, NO_SLOWDOWN without any."""
        if not self.package.slowed_by or "dependencies" in self.tables.without:
            return NO_SLOWDOWN
        tables = self.tables
        tables.slowdowns.append(
            tuple(
                (finish_mark(tables.package_place[other]), round(1000 * pace), tables.cause(CauseKind.SLOWED, other))
                for other, pace in self.package.slowed_by.items()
            )
        )
        return len(tables.slowdowns) - 1

    @cached_property
    def money(self) -> int:
        """The place of the cause that waits for its money are booked to."""
        return self.tables.cause(CauseKind.MONEY, self.waits_for)

    @cached_property
    def cost(self) -> int:
        """The family of its drawn cost."""
        return self.tables.family[f"{self.name}/cost"]

    def bill(self, lot: int, instalment: int) -> Bill:
        """Return the bill of an instalment of a lot, both counted from 0."""
        part = lot * self.instalments + instalment
        return Bill(self.cost, part, self.parts, self.sources, self.restart_ppm)

    def lot_release_day(self, lot: int) -> float:
        """Return the day on which a lot may begin: spread evenly over the window, both ends included."""
        lots = self.package.lots
        first = lots.from_day or 0.0
        last = lots.to_day if lots.to_day is not None else first
        return (first + (last - first) * lot / max(lots.count - 1, 1)) * self.release_factor

    def is_held(self, dependency: Dependency, held: str, lot: int | None) -> bool:
        """Return whether a dependency holds that part of the package, or of that one of its last lots."""
        if held != ("finish" if dependency.kind == "FF" else dependency.holds):
            return False
        if lot is None or dependency.held_lots_share == 1:
            return lot is None and dependency.held_lots_share == 1
        return lot >= self.package.lots.count - lots_in_share(self.package, dependency.held_lots_share)
