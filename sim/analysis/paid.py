"""What was paid for each package: how much, what it was worth, by whom, and what growing prices added; all at once.

Packages go by place. The k-th yuan paid is set against the k-th yuan planned, the plan scaled to
what was paid in all, so that only the days differ.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sim.analysis.finance import YEAR, Drawn, continuous_rate
from sim.analysis.lateness import Money, Shares, Terms
from sim.plan.trace import Payment

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


class PlannedMoney:
    """Planned payments of all packages as columns; *drawn* has one list a package, in order of time.

    Shapes and units
        ends: place of the package plus the share of its money that is planned by then, one a payment.
        days: micro-days.
        has_any: one a package.
    """

    def __init__(self, drawn: Sequence[Sequence[Drawn]]) -> None:
        rows = [(place, day, money) for place, of_package in enumerate(drawn) for day, money in of_package]
        columns = np.array(rows, dtype=np.float64).reshape(-1, 3)
        places, self.days = columns[:, 0].astype(np.int64), columns[:, 1]
        self.ends = _ends(places, columns[:, 2], len(drawn))
        self.has_any = np.bincount(places, minlength=len(drawn)) > 0

    def __repr__(self) -> str:
        return f"PlannedMoney({self.ends.tolist()}, {self.days.tolist()})"


def columns_of(payments: Sequence[Payment]) -> Whole:
    """Return payments as a table of day, package, purse and 万元, payments x 4."""
    return np.fromiter(chain.from_iterable(payments), np.int64, 4 * len(payments)).reshape(-1, 4)


def money_paid(planned: PlannedMoney, payments: Whole, source_of: Sequence[int], terms: Terms) -> list[Money | None]:
    """Return what was paid for each package in one replication, None where nothing was.

    Shapes and units
        payments: as of `columns_of`, in order of time.
        source_of: place of the source of each purse.

    Source
        Money M planned for the day of the prices and paid after d years costs M [(1 + f)^d - 1] more; each
        sum is valued on the day it is paid.
    """
    packages = len(planned.has_any)
    columns = payments[np.argsort(payments[:, 1], kind="stable")]
    day, package, purse, cny_10k = columns.T
    money = cny_10k.astype(np.float64)
    total: Floats = np.bincount(package, money, packages).astype(np.float64)
    by_day = -terms.rate / YEAR
    worth = np.bincount(package, money * np.exp(by_day * day), packages).tolist()
    nothing = np.zeros(packages)
    real = nominal = nothing
    if terms.escalation_rate and len(day) and len(planned.days):
        real, nominal = _dearer(planned, day, package, money, total, terms)
    names = list(dict.fromkeys(terms.payers))
    of_source = np.array([names.index(payer) for payer in terms.payers], dtype=np.int64)
    payer = of_source[np.array(source_of, dtype=np.int64)[purse]] if len(day) else day
    by_payer = np.bincount(package * len(names) + payer, money, packages * len(names)).reshape(packages, -1)
    first = np.zeros(packages, dtype=np.int64)
    first[package[::-1]] = day[::-1]
    rows = zip(first.tolist(), total.tolist(), worth, real.tolist(), nominal.tolist(), by_payer.tolist(), strict=True)
    return [
        Money(begun, whole, value, more_real, more, _shares(names, of_package, whole)) if whole else None
        for begun, whole, value, more_real, more, of_package in rows
    ]


def _shares(names: Sequence[str], of_package: Sequence[float], whole: float) -> Shares:
    return [(name, paid / whole) for name, paid in zip(names, of_package, strict=True) if paid]


def _dearer(
    planned: PlannedMoney, day: Whole, package: Whole, money: Floats, total: Floats, terms: Terms
) -> tuple[Floats, Floats]:
    """Return what prices growing at the real and at the nominal rate add, one a package."""
    counted = planned.has_any[package]
    day, package, money = day[counted], package[counted], money[counted]
    ends = _ends(package, money, len(total))
    of_plan = np.floor(planned.ends - 1e-9).astype(np.int64)
    both = np.sort(np.concatenate([ends, planned.ends[total[of_plan] > 0]]))
    paid_at, planned_at = np.searchsorted(ends, both), np.searchsorted(planned.ends, both)
    place = package[paid_at]
    part = (both - np.maximum(np.concatenate([[0.0], both[:-1]]), place)) * total[place]
    paid_day, planned_day = day[paid_at], planned.days[planned_at]
    part = part * np.exp(-terms.rate / YEAR * paid_day)
    extra = []
    for yearly_rate in (terms.real_escalation_rate, terms.escalation_rate):
        grows = continuous_rate(yearly_rate) / YEAR
        dearer = part * (np.exp(grows * paid_day) - np.exp(grows * planned_day))
        extra.append(np.bincount(place, dearer, len(total)).astype(np.float64))
    return extra[0], extra[1]


def _ends(package: Whole, money: Floats, packages: int) -> Floats:
    """Return package plus the share of its money so far, exactly one more at its last payment; sorted by package."""
    if not len(package):
        return np.zeros(0)
    sums = np.bincount(package, money, packages)
    so_far = np.cumsum(money)
    before = np.concatenate([[0.0], np.cumsum(sums)[:-1]])
    ends = package + np.minimum((so_far - before[package]) / sums[package], 1.0)
    last = np.append(package[1:] != package[:-1], True)
    ends[last] = package[last] + 1.0
    return np.asarray(ends, dtype=np.float64)
