"""A story: what every package of a scenario will go through, as tables of numbers.

`delivery.tell` writes it once a scenario; `engine.perform` runs it with one row of quantities.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sim.model.clocks import Clock
from sim.model.steps import Row
from sim.plan.trace import Cast

Cause = tuple[str, str]
"""What a day is booked to: the kind of cause, and by whom."""

SEASON, HOLIDAY, SHOCK, FLOAT = range(4)
FIXED_CAUSES: tuple[Cause, ...] = (("season", ""), ("holiday", ""), ("shock", ""), ("float", ""))
"""Causes that stand at the same place in every story."""

Book = dict[int, int]
"""Place of a cause to micro-days."""


class Need(NamedTuple):
    """A mark that a step awaits, its lag, its cause, and what to book when it is the last to come."""

    mark: int
    lag: int
    cause: int
    adjustment: Book | None


class Life(NamedTuple):
    """A package's course, a lot's, or one branch of a joint review."""

    name: str
    package: int
    lot: int
    priority: float
    steps: tuple[Row, ...]


class Bill(NamedTuple):
    """One equal part of a drawn cost (the rest stands on the last), who may pay it, and what a restart adds.

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
    """A funding source as the treasury sees it.

    `gaps` is the family of drawn gaps of a grant (-1: none), `gap_count` and `gap_cny_10k` its
    tranches. `year_ends` are the days on which only `carry_over_permille` of the balance stays.
    """

    name: str
    strict: bool
    inflows: tuple[Inflow, ...]
    year_ends: tuple[int, ...]
    carry_over_permille: int
    gaps: int
    gap_count: int
    gap_cny_10k: int
    lag: int

    def sure_flows(self) -> list[Flow]:
        """Return what lapses and arrives whatever the luck, in order."""
        arrivals = [(inflow.day, ARRIVE, inflow.cny_10k) for inflow in self.inflows if inflow.conversion < 0]
        return sorted([*((day, LAPSE, 0) for day in self.year_ends), *arrivals])


class Watched(NamedTuple):
    """A share of a package's works whose day is wanted, and its mark (NEVER: done on the data date)."""

    package: int
    share: float
    mark: int


class Strike(NamedTuple):
    """One window of a shock: families of its start (-1: does not strike) and length, rate left, clocks hit."""

    start: int
    length: int
    rate_permille: int
    clocks: tuple[int, ...]


@dataclass(frozen=True)
class Story:
    """Everything the engine needs beside a row of quantities.

    Marks 2p and 2p + 1 are the start of works and the finish of package p. `claims` are (pool,
    number) pairs taken at once; `shares` says which marks a counter reaches at which count.
    `planned_books` are the books of the planned run that ledgers are measured against; `labels`
    say what a wait for predecessors (life, place) holds. `lists` are the (last micro-day, day of
    publication) of each yearly list, in order, `gates` the (first, last) micro-day of the windows of
    each outside decision.
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
    slowdowns: tuple[tuple[tuple[int, int, int], ...], ...]
    shares: dict[tuple[int, int], tuple[int, ...]]
    counters: int
    lists: tuple[tuple[tuple[int, int], ...], ...]
    gates: tuple[tuple[tuple[int, int], ...], ...]
    watched: tuple[Watched, ...]
    clocks: tuple[Clock, ...]
    strikes: tuple[Strike, ...]
    causes: tuple[Cause, ...]
    planned_books: tuple[Book, ...]
    horizon: int
    month_starts: tuple[int, ...]
    labels: dict[tuple[int, int], str]

    @cached_property
    def sure_flows(self) -> tuple[list[Flow], ...]:
        """The flows of each source that luck does not touch, the same in all replications."""
        return tuple(purse.sure_flows() for purse in self.purses)

    def cast(self) -> Cast:
        """Return the names behind the numbers of this story's traces."""
        return Cast(
            self.packages,
            tuple(purse.name for purse in self.purses),
            self.causes,
            tuple(life.package for life in self.lives),
            tuple(life.lot for life in self.lives),
            self.month_starts,
            tuple((watched.package, watched.share) for watched in self.watched),
        )
