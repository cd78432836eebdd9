"""What outcomes of one scenario have in common, and what one replication shows of them at each time.

Times are the ends of quarters to the deadline, the deadline, the ends of years after it, and the horizon.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.attainment import Delivery, IndicatorLine, TargetLine
from sim.analysis.milestones import MilestoneLine
from sim.plan.package import Commitment
from sim.plan.plan import Plan
from sim.plan.programme import Programme
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Trace

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

PRIVATE = "private"
"""The payer whose money is private."""


class Times(NamedTuple):
    """When outcomes are looked at.

    Shapes and units
        names: quarters, 2020Q3; days: micro-days, midnights that end them.
        at_deadline: place of the deadline.
    """

    names: tuple[str, ...]
    days: tuple[int, ...]
    at_deadline: int


class Frame:
    """What outcomes of one scenario have in common; packages, indicators and sources go by place.

    Shapes and units
        lots: number of lots, one a package.
        networks: name to (places, weights that add up to 1, by planned cost).
        links: (package, the one it rests on in another network).
        zones, fields: places of the packages of each.
        districts: name to places of its packages.
        worth: 万元 a year of a smallest unit of each indicator; network_of: of each indicator.
        strive: places of the milestones that are won elsewhere.
        payers: one a source.
    """

    def __init__(
        self,
        plan: Plan,
        indicators: Sequence[IndicatorLine],
        targets: Sequence[TargetLine],
        milestones: Sequence[MilestoneLine],
        month_starts: Sequence[int],
    ) -> None:
        place_of = {name: place for place, name in enumerate(plan.packages)}
        packages = list(plan.packages.values())
        self.times = times_of(plan.programme)
        self.lots = tuple(package.lots.count for package in packages)
        self.networks = {
            network: _weighed([place for name, place in place_of.items() if plan.network_of(name) == network], plan)
            for network in plan.network_names
        }
        self.networks = {network: weighed for network, weighed in self.networks.items() if weighed[0]}
        self.links = links_of(plan)
        self.zones = tuple(tuple(place_of[name] for name in zone.packages) for zone in plan.zones.values())
        self.fields = tuple(tuple(place_of[name] for name in field.packages) for field in plan.fields_of_use.values())
        self.districts = {
            district: tuple(place for place, package in enumerate(packages) if package.district == district)
            for district in plan.districts
        }
        self.districts = {district: places for district, places in self.districts.items() if places}
        named = [plan.indicators[line.name] for line in indicators]
        self.indicators = tuple(indicators)
        self.targets = tuple(targets)
        self.worth = tuple(noun.benefit_cny_10k_per_unit_year * noun.smallest_unit for noun in named)
        self.backbone = tuple(place for place, line in enumerate(indicators) if line.name in plan.outcomes.backbone)
        self.security = tuple(place_of[name] for name in plan.outcomes.energy_security)
        self.transfer = tuple(place_of[name] for name in plan.outcomes.seamless_transfer)
        self.strive = tuple(
            place for place, line in enumerate(milestones) if line.commitment == Commitment.STRIVE.value
        )
        self.payers = tuple(source.payer for source in plan.funding.values())
        self.months = tuple(max(0, bisect_left(month_starts, day + 1) - 2) for day in self.times.days)

    def __repr__(self) -> str:
        """Return all of it: what outcomes are made from is part of what determines them."""
        return f"Frame({vars(self)})"


class Course(NamedTuple):
    """What one replication shows at each time.

    Shapes and units
        service: packages x times, share of the lots in service.
        stocks: indicators x times, smallest units.
        paid, paid_privately: 万元 so far, one a time.
        works, planned_works: by network, share of the network's works done, one a time.
        won: number of promises won elsewhere so far.
        service_lost: discounted unit-years, one an indicator.
        queued: by network, days that its packages lost in the queues of agencies.
    """

    service: Floats
    stocks: Floats
    paid: Floats
    paid_privately: Floats
    works: Mapping[str, Floats]
    planned_works: Mapping[str, Floats]
    won: Floats
    service_lost: Floats
    queued: Mapping[str, float]


def times_of(programme: Programme) -> Times:
    """Return when outcomes of a programme are looked at."""
    day = programme.start
    ends: dict[str, date] = {}
    while day <= programme.horizon:
        after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        is_end = after.month in (1, 4, 7, 10) if after <= programme.deadline + timedelta(days=1) else after.month == 1
        if is_end:
            ends.setdefault(_quarter(day), after)
        day = after
    for last in (programme.deadline, programme.horizon):
        ends[_quarter(last)] = last + timedelta(days=1)
    names = tuple(sorted(ends))
    days = tuple((ends[name] - programme.start).days * MICRO for name in names)
    return Times(names, days, names.index(_quarter(programme.deadline)))


def _quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def links_of(plan: Plan) -> tuple[tuple[int, int], ...]:
    """Return the cross-network links of *plan*: what each package waits for or is slowed by in another network.

    What no network has (packages of safeguards) links nothing.
    """
    place_of = {name: place for place, name in enumerate(plan.packages)}
    found = [
        (place_of[name], place_of[other])
        for name, package in plan.packages.items()
        for other in dict.fromkeys([*package.after, *package.slowed_by])
        if {plan.network_of(name), plan.network_of(other)} <= set(plan.networks)
        and plan.network_of(name) != plan.network_of(other)
    ]
    return tuple(found)


def _weighed(places: Sequence[int], plan: Plan) -> tuple[tuple[int, ...], tuple[float, ...]]:
    packages = list(plan.packages.values())
    costs = [packages[place].cost_cny_10k for place in places]
    whole = sum(costs)
    weights = [cost / whole if whole else 1 / len(costs) for cost in costs]
    return tuple(places), tuple(weights)


def service_of(frame: Frame, trace: Trace) -> Floats:
    """Return the share of each package's lots in service at each time, packages x times."""
    days = np.array(frame.times.days)
    lots = np.array(frame.lots)
    added = np.zeros((len(lots), len(days) + 1))
    finished = np.array(trace.finished)
    alone = np.flatnonzero((lots == 1) & (finished != NEVER))
    added[alone, np.searchsorted(days, finished[alone])] = 1.0
    if trace.lots_finished:
        package, _, day = np.array(trace.lots_finished).T
        of_several = lots[package] > 1
        package, day = package[of_several], day[of_several]
        np.add.at(added, (package, np.searchsorted(days, day)), 1.0 / lots[package])
    return np.asarray(np.minimum(np.cumsum(added[:, :-1], axis=1), 1.0), dtype=np.float64)


def stocks_of(frame: Frame, delivered: Sequence[Sequence[Delivery]]) -> Floats:
    """Return the stock of each indicator at each time in smallest units, indicators x times."""
    days = np.array(frame.times.days)
    stocks = np.zeros((len(frame.indicators), len(days)))
    for place, (line, deliveries) in enumerate(zip(frame.indicators, delivered, strict=True)):
        added = np.zeros(len(days) + 1)
        if deliveries:
            day, units = np.array(deliveries).T
            np.add.at(added, np.searchsorted(days, day), units)
        stocks[place] = line.baseline + np.cumsum(added[:-1])
    return stocks


def paid_by(frame: Frame, payments: Places, source_of: Sequence[int]) -> tuple[Floats, Floats]:
    """Return what was paid so far at each time, in all and privately, in 万元.

    Shapes and units
        payments: a table of day, package, purse and 万元.
    """
    days = np.array(frame.times.days)
    every, private = np.zeros(len(days) + 1), np.zeros(len(days) + 1)
    if len(payments):
        day, _, purse, cny_10k = payments.T
        at = np.searchsorted(days, day)
        is_private = np.array([frame.payers[source] == PRIVATE for source in source_of])[purse]
        np.add.at(every, at, cny_10k)
        np.add.at(private, at, cny_10k * is_private)
    return np.cumsum(every[:-1]), np.cumsum(private[:-1])


def won_by(frame: Frame, milestone_rows: Sequence[tuple[Any, ...]]) -> Floats:
    """Return how many of the promises that are won elsewhere were won so far at each time."""
    days = np.array(frame.times.days)
    events = [milestone_rows[place][5] for place in frame.strive]
    happened = np.array([round(day * MICRO) for day in events if day is not None], dtype=np.int64)
    return np.asarray((happened[:, None] <= days[None, :]).sum(axis=0), dtype=np.float64)
