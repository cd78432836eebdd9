"""What a replication hands over: rows of plain tuples with declared columns, and totals.

Days are whole micro-days since the data date, money whole 万元. -1 stands for "not by the horizon".
"""

from array import array
from typing import NamedTuple

NEVER = -1
"""A day that did not come by the horizon."""


class Payment(NamedTuple):
    """Money that a source paid for a package; the source by the place of its purse in `Cast.sources`."""

    day: int
    package: int
    source: int
    cny_10k: int


class Stop(NamedTuple):
    """Works of a lot that stood for money, from a micro-day until another, and what starting them again was billed.

    A stop that is open at the horizon ends there and has no bill.
    """

    package: int
    since: int
    until: int
    cny_10k: int


class Wait(NamedTuple):
    """Who still waits at the horizon, since when, and for what (`cause` is a place in `Trace.causes`)."""

    life: int
    since: int
    cause: int


class Until(NamedTuple):
    """What led up to a mark that others wait for, the start of works or a share of lots.

    Shapes and units
        day: micro-day on which the mark is reached, NEVER when not by the horizon.
        ledger: cause to micro-days late or early, of the life that reached the mark, from the data date up to it.
        waited: causes of the waits for predecessors that took it any time.
    """

    day: int
    ledger: dict[int, int]
    waited: tuple[int, ...]


class YearOfCash(NamedTuple):
    """What became of a purse's money in a year: balance before + arrived = paid + lapsed + balance at its end."""

    arrived: int
    paid: int
    lapsed: int
    balance: int


class Cast(NamedTuple):
    """The names behind the numbers of a trace, and which package and lot a life is.

    Shapes and units
        package_of_life, lot_of_life: one a life; the lot counts from 0, also for a package of one lot.
        sources: names of purses: of each source at its place in the plan, then of what is kept apart in them.
        month_starts: micro-days on which months begin, the first is 0, the last ends the horizon's month.
        years: calendar years from the data date's to the horizon's.
        source_of: place of the source of each purse.
        watched: (package, share of its works) of the entries of `Trace.reached`.
        awaits: of each package, the cause of a wait for a predecessor to (mark, package) that is awaited; what a
            mark is stands in `sim/plan/marks.py`.
    """

    packages: tuple[str, ...]
    sources: tuple[str, ...]
    causes: tuple[tuple[str, str], ...]
    package_of_life: tuple[int, ...]
    lot_of_life: tuple[int, ...]
    month_starts: tuple[int, ...]
    years: tuple[int, ...]
    source_of: tuple[int, ...]
    watched: tuple[tuple[int, float], ...]
    awaits: tuple[dict[int, tuple[int, int]], ...]


class Trace(NamedTuple):
    """The facts of one replication; its numbers are places in the names of its `Cast`.

    Shapes and units
        started, finished: one micro-day a package, NEVER when not by the horizon.
        reached: one micro-day for each watched share of works, 0 if it was done on the data date.
        lots_finished: (package, life, micro-day) of finished lots, in order of time.
        work_by_month: packages x months, the months of the first package first: parts per million of
            one lot's works done in the month, summed over lots; the last of `Cast.month_starts` begins none.
        ledgers: one mapping a package from cause to micro-days late or early; they add up to
            finish (or horizon) minus planned finish.
        stops: in order of time of their end, those open at the horizon last.
        waited: for each package the causes of the waits for predecessors that took it any time, open ones too.
        until: awaited mark (starts of works and shares of lots) to what led up to it, or to the horizon.
        waits: who still waits at the horizon.
        open: package that is not finished by the horizon to the cause that its book ends with there.
        cash: purses x years, the years of the first purse first.
        events: (micro-day, what, life, detail) when asked for, else empty.
    """

    started: list[int]
    finished: list[int]
    reached: list[int]
    lots_finished: list[tuple[int, int, int]]
    work_by_month: "array[int]"
    payments: list[Payment]
    stops: list[Stop]
    ledgers: list[dict[int, int]]
    waited: list[tuple[int, ...]]
    until: dict[int, Until]
    waits: list[Wait]
    open: dict[int, int]
    cash: list[YearOfCash]
    events: list[tuple[int, str, int, str]]
