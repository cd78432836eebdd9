"""What all lives of one package have in common: its place, clock, pieces of work, payers and priorities."""

from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from sim.model import setting
from sim.model.marks import lots_in_share
from sim.model.steps import NO_SLOWDOWN, PPM, SPLIT, WHOLE, Row, whole_hold
from sim.model.story import Bill
from sim.model.tables import Tables
from sim.model.works import cut_of
from sim.plan.causes import CauseKind
from sim.plan.marks import finish_mark
from sim.plan.package import Dependency, Package


class Held(NamedTuple):
    """A dependency of a package: on whom, and from which of its lots on it holds (None: the package as a whole)."""

    place: int
    other: str
    dependency: Dependency
    first_lot: int | None

    def holds(self, lot: int | None) -> bool:
        """Return whether it holds a lot, or (None) the package as a whole."""
        if self.first_lot is None or lot is None:
            return self.first_lot is lot
        return lot >= self.first_lot


class PackageFacts:
    """A package as its lives are told, worked out once.

    Shapes and units
        place: in the order of the plan.
        activities: what is still to do of a lot, in order, cut at the instalments.
        clocks: what an activity may go by to the place of the clock.
        slowdown: place of the soft providers in the tables, NO_SLOWDOWN without any.
        sources: places of the purses that it calls, in order; `waits_for` names what a wait for them is booked to.
        holding: permits, works or finish to the dependencies that hold them.
        watched: (parts per million of a lot's works, mark) of what milestones ask for below one lot.
        priority, money_priority: the lowest is served first.
        release_factor: what levers multiply the days with on which lots may begin.
    """

    def __init__(self, tables: Tables, name: str) -> None:
        self.tables, self.name = tables, name
        self.package: Package = tables.plan.packages[name]
        self.place = tables.package_place[name]
        names = tables.plan.names_of(name)
        _, network, *_ = names
        self.works_clock = tables.clock_of_works[network, self.package.reference_class]
        self.clocks = {"works": self.works_clock, "office": setting.OFFICE, "calendar": setting.CALENDAR}
        self.instalments, self.activities = cut_of(self.package, tables.plan.calendar)
        lots = self.package.lots.count
        self.parts, self.restart_ppm = lots * self.instalments, round(PPM * self.package.restart_cost_share / lots)
        self.sources = tables.purses.called_by(name)
        self.is_funded = bool(self.package.funding and self.package.cost_cny_10k) and "money" not in tables.without
        self.waits_for = tables.purses.booked_to(self.sources[0]) if self.is_funded else ""
        self.slowdown = self._slowdown()
        self.holding = self._holding() if self.package.after else {}
        self.watched = tables.marks.within.get(name, [])
        effects = tables.plan.effects
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
    def restart(self) -> tuple[Row, ...]:
        """The rows of starting works again that stood for money."""
        if not self.package.restart_days:
            return ()
        family = self.tables.family[f"{self.name}/restart_days"]
        return (whole_hold(self.tables.cause(CauseKind.RESTART), self.works_clock, family, WHOLE),)

    @cached_property
    def handover(self) -> tuple[Row, ...]:
        """The rows between a permit and the next step."""
        family = self.tables.family.get(f"{self.name}/handover_days")
        if family is None:
            return ()
        return (whole_hold(self.tables.cause(CauseKind.HANDOVER), setting.OFFICE, family, SPLIT),)

    def bills(self, lot: int) -> list[Bill]:
        """Return the bills of a lot, counted from 0, one an instalment."""
        first, cost = lot * self.instalments, self.tables.family[f"{self.name}/cost"]
        parts, sources, restart_ppm = self.parts, self.sources, self.restart_ppm
        return [Bill(cost, part, parts, sources, restart_ppm) for part in range(first, first + self.instalments)]

    def lot_release_day(self, lot: int) -> float:
        """Return the day on which a lot may begin: spread evenly over the window, both ends included."""
        lots = self.package.lots
        first = lots.from_day or 0.0
        last = lots.to_day if lots.to_day is not None else first
        return (first + (last - first) * lot / max(lots.count - 1, 1)) * self.release_factor

    def _holding(self) -> dict[str, list[Held]]:
        """Return the dependencies by what they hold, those on packages that stand first in the plan first."""
        holding: dict[str, list[Held]] = {}
        for other, dependency in self.package.after.items() if "dependencies" not in self.tables.without else ():
            held = "finish" if dependency.kind == "FF" else dependency.holds
            first_lot = None
            if dependency.held_lots_share < 1:
                first_lot = self.package.lots.count - lots_in_share(self.package, dependency.held_lots_share)
            place = self.tables.package_place[other]
            holding.setdefault(held, []).append(Held(place, other, dependency, first_lot))
        for of_part in holding.values():
            of_part.sort(key=attrgetter("place"))
        return holding
