"""Purses: every funding source, and what is kept apart in it, with all that comes in and when.

Each source has a purse at its place in the plan. Behind them stand what is earmarked in a source
(`source/name`) and the contracts of packages with partners (`source/package`).
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import starmap

from sim.model.clocks import FULL
from sim.model.setting import ENDLESS, in_year
from sim.model.steps import PPM
from sim.model.story import Inflow, Purse
from sim.plan.funding import Source
from sim.plan.marks import finish_mark
from sim.plan.package import Package
from sim.plan.plan import Plan
from sim.plan.programme import Programme
from sim.plan.time import MICRO, day_number, micro

AT_ONCE, NEVER_KEPT = 0, -1
"""When a waiting bill may no longer be passed."""

OWN = ""
"""What is not earmarked for anything."""

Part = tuple[str, int, int]
"""Earmark, micro-days later, 万元."""


class Purses:
    """The purses of a plan by name, and which of them each package calls."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sources = {name: source.turned(name, plan.effects) for name, source in plan.funding.items()}
        apart = [(name, mark) for name, source in self.sources.items() for mark in source.earmarks]
        contracts = [
            (source, name)
            for name, package in plan.packages.items()
            for source in package.funding
            if self.sources[source].kind == "ppp" and package.cost_cny_10k
        ]
        self.contracts = frozenset(contracts)
        self.names = [(name, OWN) for name in self.sources] + apart + contracts
        self.place = {name: place for place, name in enumerate(self.names)}
        self.own_place = {name: self.place[name, OWN] for name in self.sources}
        self.earmarks = {name: source.earmarks for name, source in self.sources.items() if source.earmarks}

    def called_by(self, name: str) -> tuple[int, ...]:
        """Return the purses that a package calls, in order: of each source first what is kept for it."""
        called = []
        for source in self.plan.packages[name].funding:
            if (source, name) in self.contracts:
                called.append(self.place[source, name])
                continue
            if source in self.earmarks:
                own_names = self.plan.names_of(name)
                called += [self.place[source, mark] for mark in self.earmarks[source] if mark in own_names]
            called.append(self.own_place[source])
        return tuple(called)

    def booked_to(self, purse: int) -> str:
        """Return what a wait for money that calls this purse first is booked to: its name, of a contract its source."""
        source, mark = self.names[purse]
        return source if (source, mark) in self.contracts else named(source, mark)

    def told(self, scarce: bool, family: Callable[[str], int]) -> tuple[Purse, ...]:
        """Return all purses as the treasury sees them; in the planned run none of them ends."""
        inflows = self._inflows(family) if scarce else None
        return tuple(self._told(source, mark, inflows, family) for source, mark in self.names)

    def _inflows(self, family: Callable[[str], int]) -> dict[tuple[str, str], list[Inflow]]:
        """Return what comes into each purse, sorted."""
        inflows: dict[tuple[str, str], list[Inflow]] = {name: [] for name in self.names}
        for name, source in self.sources.items():
            amounts = _amounts(name, source, self.plan.programme, family)
            if not (source.earmarks or source.idle_share):
                inflows[name, OWN] += starmap(Inflow, amounts)
                continue
            for day, amount, comes in amounts:
                for mark, later, part in parts_of(source, amount):
                    inflows[name, mark].append(Inflow(day + later, part, comes))
        for name, package in self.contracts:
            inflows[name, package] = [
                _of_contract(name, self.sources[name], package, self.plan.packages[package], family)
            ]
        return {name: sorted(coming) for name, coming in inflows.items()}

    def _told(
        self, name: str, mark: str, inflows: dict[tuple[str, str], list[Inflow]] | None, family: Callable[[str], int]
    ) -> Purse:
        source, programme = self.sources[name], self.plan.programme
        owner, most_ppm = self.place[name, OWN], round(source.most_share * PPM)
        if inflows is None:
            endless = (Inflow(0, ENDLESS, -1),)
            return Purse(named(name, mark), owner, NEVER_KEPT, False, most_ppm, endless, (), FULL, -1, 0, ())
        year_ends = programme.year_ends_micro if source.carry_over < 1 else ()
        lag = micro(source.lag_days)
        return Purse(
            named(name, mark),
            owner,
            _reserve(source),
            source.queue == "pro_rata",
            most_ppm,
            tuple(inflows[name, mark]),
            year_ends,
            round(source.carry_over * FULL),
            family(f"funding/{name}/gap_1") if source.gap_days is not None else -1,
            source.gap_tranches or 1,
            tuple((lag + later, part) for of, later, part in parts_of(source, source.gap_amount_cny_10k) if of == mark),
        )

    def releases(self) -> dict[int, tuple[tuple[int, int, int], ...]]:
        """Return what comes (purse, lag, 万元) after the mark of a package's finish."""
        place = {name: number for number, name in enumerate(self.plan.packages)}
        released: dict[int, list[tuple[int, int, int]]] = {}
        for name, source in self.sources.items():
            for package, amount in source.released_by.items():
                released.setdefault(finish_mark(place[package]), []).extend(
                    (self.place[name, mark], micro(source.lag_days) + later, part)
                    for mark, later, part in parts_of(source, amount)
                )
        return {mark: tuple(parts) for mark, parts in released.items()}


def named(source: str, mark: str) -> str:
    """Return the name of a purse."""
    return f"{source}/{mark}" if mark else source


def has_tender(package: Package, source: Source) -> bool:
    """Return whether a package spends a tender before its first works, to close a contract with partners."""
    return source.kind == "ppp" and package.cost_cny_10k > 0 and package.progress == 0


def parts_of(source: Source, amount: int) -> Iterator[Part]:
    """Yield the parts of what comes in: on its day and idle, of both each earmark's share and then the rest."""
    idle = amount * round(source.idle_share * PPM) // PPM
    for later, part in [(0, amount - idle), *([(micro(source.idle_days), idle)] if idle else [])]:
        rest = part
        for mark, share in source.earmarks.items():
            kept = min(part * round(share * PPM) // PPM, rest)
            rest -= kept
            yield mark, later, kept
        yield OWN, later, rest


def _reserve(source: Source) -> int:
    if source.queue == "strict":
        return AT_ONCE
    return NEVER_KEPT if source.reserve_after_days is None else micro(source.reserve_after_days)


def _of_contract(name: str, source: Source, package: str, noun: Package, family: Callable[[str], int]) -> Inflow:
    """Return what partners put up if the contract closes: their share of the planned cost still to pay."""
    is_sure = not has_tender(noun, source) or source.conversion == 1
    amount = round(source.most_share * noun.cost_cny_10k * (1 - noun.progress))
    return Inflow(0, amount, -1 if is_sure else family(f"funding/{name}/{package}"))


def _amounts(
    name: str, source: Source, programme: Programme, family: Callable[[str], int]
) -> Iterator[tuple[int, int, int]]:
    """Yield (micro-day, 万元, family of its conversion or -1) of all that comes on a known day."""
    lag, start, calendar = micro(source.lag_days), programme.start, tuple(source.calendar.items())
    if source.opening_cny_10k:
        yield 0, source.opening_cny_10k, -1
    for when, amount in source.tranches_cny_10k:
        yield micro(when) + lag, amount, -1
    for year, amount in source.amounts_cny_10k.items():
        comes = family(f"funding/{name}/{year}") if source.conversion < 1 else -1
        before = 0
        for day, share in _by_calendar(year, start, calendar) if calendar else _by_month(year, start):
            until = round(amount * share)
            yield day * MICRO + lag, until - before, comes
            before = until


@lru_cache(maxsize=256)
def _by_calendar(year: int, start: date, calendar: tuple[tuple[str, float], ...]) -> list[tuple[int, float]]:
    """Return the days of a source's calendar in a year, and the share of the year's money that has come by each.

    What is dated before the data date comes on it.
    """
    dated = sorted((in_year(year, day), share) for day, share in calendar)
    return [(max(day_number(when, start), 0), share) for when, share in dated]


@lru_cache(maxsize=64)
def _by_month(year: int, start: date) -> list[tuple[int, float]]:
    """Return the days on which a year's money comes in equal parts, and the share that has come by each.

    It comes on the first of each month; the year of the data date holds what is left of it, so it
    comes on the data date and on the first of each month still to begin.
    """
    months = [date(year, month, 1) for month in range(1, 13)]
    if year == start.year:
        months = [max(month, start) for month in months if month.month >= start.month]
    return [(max(day_number(month, start), 0), (place + 1) / len(months)) for place, month in enumerate(months)]
