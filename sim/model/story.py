"""A story: what every package of a scenario will go through, as tables of numbers.

`delivery.tell` writes it once a scenario; `engine.perform` runs it with one row of quantities.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import NamedTuple, TypeVar

from sim.model.clocks import Clock
from sim.model.steps import PPM, Row
from sim.plan.causes import Cause, CauseKind
from sim.plan.trace import Cast

Key = TypeVar("Key")

SEASON, HOLIDAY, SHOCK, FLOAT = range(4)
FIXED_CAUSES: tuple[Cause, ...] = (
    (CauseKind.SEASON, ""),
    (CauseKind.HOLIDAY, ""),
    (CauseKind.SHOCK, ""),
    (CauseKind.FLOAT, ""),
)
"""Causes that stand at the same place in every story."""

Book = dict[int, int]
"""Place of a cause to micro-days."""


class Places(dict[Key, int]):
    """The places of what stands in a table, by what it is: what is not there yet takes the next one."""

    def __missing__(self, key: Key) -> int:
        place = self[key] = len(self)
        return place


class Need(NamedTuple):
    """A mark that a step awaits, its lag, its cause, and what to book when it is the last to come."""

    mark: int
    lag: int
    cause: int
    adjustment: Book | None


class Awaited(NamedTuple):
    """A start of works or share of lots that others wait for, and the planned book of each life up to it."""

    package: int
    is_start: bool
    planned: dict[int, Book]


class Life(NamedTuple):
    """A package's course, a lot's, or one branch of a joint review; its bills have a priority of their own."""

    name: str
    package: int
    lot: int
    priority: float
    money_priority: float
    steps: tuple[Row, ...]


class Bill(NamedTuple):
    """One equal part of a drawn cost (the rest stands on the last), which purses may pay it, and what a restart adds.

    `restart_ppm` is the share of the whole cost that starting one lot again takes.
    """

    family: int
    part: int
    parts: int
    sources: tuple[int, ...]
    restart_ppm: int


class Pool(NamedTuple):
    """Crews, desks or a quota: how many there are from each micro-day on, of a quota the used ones counted in."""

    name: str
    profile: tuple[tuple[int, int], ...]


class Inflow(NamedTuple):
    """Money that comes to a source: on a day or a lag after drawn gaps, if its conversion is drawn."""

    day: int
    cny_10k: int
    conversion: int


LAPSE, ARRIVE = 0, 1

Flow = tuple[int, int, int]
"""Day, lapse or arrival, 万元; at one instant money lapses before it arrives."""


class Purse(NamedTuple):
    """Money that the treasury keeps apart: a funding source's own, what of it is earmarked, or a contract's.

    `source` is the place of the source's own purse. Behind a bill that has waited `reserve`
    micro-days nobody takes from it (-1: anybody may), or what comes in `is_pro_rata` set aside. The
    source pays at most `most_ppm` of a bill. `gaps` is the family of drawn gaps of a grant (-1:
    none), `gap_count` its tranches, each in `gap_parts` of (lag, 万元). `year_ends` are the days on
    which only `carry_over_permille` of the balance stays.
    """

    name: str
    source: int
    reserve: int
    is_pro_rata: bool
    most_ppm: int
    inflows: tuple[Inflow, ...]
    year_ends: tuple[int, ...]
    carry_over_permille: int
    gaps: int
    gap_count: int
    gap_parts: tuple[tuple[int, int], ...]

    def sure_flows(self) -> list[Flow]:
        """Return what lapses and arrives whatever the luck, in order."""
        arrivals = [(inflow.day, ARRIVE, inflow.cny_10k) for inflow in self.inflows if inflow.conversion < 0]
        return sorted([*((day, LAPSE, 0) for day in self.year_ends), *arrivals])


def arrivals(flows: Iterable[Flow], year_starts: Sequence[int]) -> list[int]:
    """Return what flows bring by year; the last year takes all that follows."""
    by_year = [0] * len(year_starts)
    for day, what, cny_10k in flows:
        if what == ARRIVE:
            by_year[bisect_right(year_starts, day) - 1] += cny_10k
    return by_year


class Rules(NamedTuple):
    """What is out of the ordinary in how bills are met; without any of it the treasury need not look.

    Shapes and units
        reserve: place of a purse to the micro-days after which a waiting bill is not passed.
        soonest: the shortest of these times; infinite without any.
        pro_rata: purses that set aside what comes in.
        ruled_orders: orders of call with a purse of either rule.
        one_by_one: orders of call whose bills are each looked at: with a reserve later than at once, or pro rata.
        in_parts: orders of call with a purse that pays a part of a bill at most, or pro rata.
        source_of, most_ppm: one a purse.
    """

    reserve: dict[int, int]
    soonest: float
    pro_rata: tuple[int, ...]
    ruled_orders: frozenset[tuple[int, ...]]
    one_by_one: frozenset[tuple[int, ...]]
    in_parts: frozenset[tuple[int, ...]]
    source_of: tuple[int, ...]
    most_ppm: tuple[int, ...]

    def most_of(self, sources: tuple[int, ...], owed: int) -> dict[int, int]:
        """Return the most that each source (by its own purse) may pay of a bill."""
        return {self.source_of[place]: owed * self.most_ppm[place] // PPM for place in sources}


class Watched(NamedTuple):
    """A share of a package's works whose day is wanted, and its mark (NEVER: done on the data date)."""

    package: int
    share: float
    mark: int


class Strike(NamedTuple):
    """One window of a shock: families of its start (-1: does not strike) and length, rate left, clocks hit.

    What would come to its `purses` while it lasts comes at its end.
    """

    start: int
    length: int
    rate_permille: int
    clocks: tuple[int, ...]
    purses: tuple[int, ...]


class Inspections(NamedTuple):
    """A check every `interval` micro-days; those on its list are `boost` ahead in all queues until the next.

    Shapes and units
        networks: place of the network of each package.
        planned: start of works and finish of each package in the planned run, NEVER where it has none.
    """

    interval: int
    list_size: int
    boost: float
    networks: tuple[int, ...]
    planned: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Story:
    """Everything the engine needs beside a row of quantities.

    `marks` counts the marks that `sim/plan/marks.py` numbers. `claims` are (pool,
    number) pairs taken at once; `shares` says which marks a counter reaches at which count.
    `planned_books` are the books of the planned run that ledgers are measured against; `labels`
    say what a wait for predecessors (life, place) holds. `releases` are the (purse, lag, 万元) that
    come after a mark is reached, `year_starts` the micro-days on which `years` begin. `lists` are the
    (last micro-day, day of publication) of each yearly list, in order, `gates` the (first, last)
    micro-day of the windows of each outside decision. `awaits` is that of `Cast`; of the `awaited`
    marks, the starts `noted_starts` and the packages `noted_lots`, what was booked up to them is noted.
    """

    packages: tuple[str, ...]
    trunks: tuple[int, ...]
    lives: tuple[Life, ...]
    marks: int
    needs: tuple[Need, ...]
    forks: tuple[tuple[Book | None, ...] | None, ...]
    claims: tuple[tuple[tuple[int, int], ...], ...]
    crew_claims: frozenset[int]
    strict_crews: bool
    pools: tuple[Pool, ...]
    bills: tuple[Bill, ...]
    purses: tuple[Purse, ...]
    releases: dict[int, tuple[tuple[int, int, int], ...]]
    slowdowns: tuple[tuple[tuple[int, int, int], ...], ...]
    shares: dict[tuple[int, int], tuple[int, ...]]
    counters: int
    lists: tuple[tuple[tuple[int, int], ...], ...]
    gates: tuple[tuple[tuple[int, int], ...], ...]
    watched: tuple[Watched, ...]
    clocks: tuple[Clock, ...]
    strikes: tuple[Strike, ...]
    inspections: Inspections | None
    causes: tuple[Cause, ...]
    planned_books: tuple[Book, ...]
    horizon: int
    month_starts: tuple[int, ...]
    years: tuple[int, ...]
    year_starts: tuple[int, ...]
    labels: dict[tuple[int, int], str]
    awaits: tuple[dict[int, tuple[int, int]], ...]
    awaited: dict[int, Awaited]
    noted_starts: frozenset[int]
    noted_lots: frozenset[int]

    @cached_property
    def sure_flows(self) -> tuple[list[Flow], ...]:
        """The flows of each purse that luck does not touch, the same in all replications."""
        return tuple(purse.sure_flows() for purse in self.purses)

    @cached_property
    def sure_arrivals(self) -> tuple[tuple[int, list[int]], ...]:
        """How many of the sure flows of each purse are due by the horizon, and what they bring by year."""
        due = [[flow for flow in flows if flow[0] <= self.horizon] for flows in self.sure_flows]
        return tuple((len(flows), arrivals(flows, self.year_starts)) for flows in due)

    @cached_property
    def month_bounds(self) -> tuple[int, ...]:
        """The micro-days on which months begin, but the last of them ends with the horizon day."""
        return (*self.month_starts[:-1], min(self.month_starts[-1], self.horizon))

    @cached_property
    def rules(self) -> Rules:
        """What is out of the ordinary in how bills are met."""
        reserve = {place: purse.reserve for place, purse in enumerate(self.purses) if purse.reserve >= 0}
        pro_rata = tuple(place for place, purse in enumerate(self.purses) if purse.is_pro_rata)
        orders = {bill.sources for bill in self.bills}
        ruled = {*reserve, *pro_rata}
        each = {place for place, waited in reserve.items() if waited} | set(pro_rata)
        most_ppm = tuple(purse.most_ppm for purse in self.purses)
        parted = {place for place, most in enumerate(most_ppm) if most < PPM} | set(pro_rata)
        return Rules(
            reserve,
            min(reserve.values(), default=inf),
            pro_rata,
            frozenset(order for order in orders if not ruled.isdisjoint(order)),
            frozenset(order for order in orders if not each.isdisjoint(order)),
            frozenset(order for order in orders if not parted.isdisjoint(order)),
            tuple(purse.source for purse in self.purses),
            most_ppm,
        )

    def cast(self) -> Cast:
        """Return the names behind the numbers of this story's traces."""
        return Cast(
            self.packages,
            tuple(purse.name for purse in self.purses),
            self.causes,
            tuple(life.package for life in self.lives),
            tuple(life.lot for life in self.lives),
            self.month_starts,
            self.years,
            tuple(purse.source for purse in self.purses),
            tuple((watched.package, watched.share) for watched in self.watched),
            self.awaits,
        )
