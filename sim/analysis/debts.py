"""Debts of funding sources: what is owed, paid back and borne in interest, year by year and over the whole term.

A year of a debt is counted from the day of drawing to the same day a year later.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.plan.funding import Source

Whole = NDArray[np.int64]


class Instrument(NamedTuple):
    """A funding source as its payer sees it; `term_years` is 0 where nothing is paid back."""

    payer: str
    kind: str
    rate: float
    city_share: float
    term_years: int
    grace_years: int
    is_repaid_at_end: bool

    @property
    def years_before_repayment(self) -> int:
        """How many years of the term end before the first in which anything is paid back."""
        return self.term_years - 1 if self.is_repaid_at_end else self.grace_years


def instrument_of(source: Source) -> Instrument:
    """Return a source as its payer sees it."""
    debt = source.debt
    terms = (debt.term_years, debt.grace_years, debt.repaid == "at_end") if debt else (0, 0, False)
    return Instrument(source.payer, source.kind, source.interest_rate, source.city_share, *terms)


class Debts:
    """How the debts of purses are paid back.

    Shapes and units
        instruments: one a purse.
        is_debt: of each purse, whether what is drawn of it is paid back.
    """

    def __init__(self, instruments: Sequence[Instrument], is_debt: NDArray[np.bool_], years: int) -> None:
        self._years = years
        self._rates = np.array([one.rate for one in instruments])
        self._parts, self._repaid_parts = _repayment(instruments, is_debt, years)

    def service(self, drawn: Whole) -> tuple[Whole, Whole, Whole]:
        """Return interest, repayment and debt, purses x years; those of purses without debt are of no use."""
        repaid = drawn[:, :, None] * self._repaid_parts // self._parts[:, None, None]
        owed = np.where(np.tri(self._years, dtype=bool).T, drawn[:, :, None] - repaid, 0)
        debt = owed.sum(axis=1)
        before = np.zeros_like(debt)
        before[:, 1:] = debt[:, :-1]
        interest = np.rint(self._rates[:, None] * before).astype(np.int64)
        return interest, np.diff(repaid.sum(axis=1), axis=1, prepend=0), debt


def _repayment(instruments: Sequence[Instrument], is_debt: NDArray[np.bool_], years: int) -> tuple[Whole, Whole]:
    """Return in how many parts each purse is paid back, and how many of them are by the end of a year.

    Shapes and units
        returns: one a purse; purses x years of drawing x years.
    """
    age = np.arange(years)[None, :] - np.arange(years)[:, None]
    parts, repaid = [], []
    for one, is_owed in zip(instruments, is_debt, strict=True):
        first = one.years_before_repayment
        parts.append(one.term_years - first if is_owed else 1)
        repaid.append(np.clip(age - first, 0, parts[-1]))
    return np.array(parts, dtype=np.int64), np.array(repaid, dtype=np.int64)


def life_service(one: Instrument) -> float:
    """Return interest and repayment over the whole term for 1 drawn; 0 where nothing is paid back."""
    if not one.term_years:
        return 0.0
    first = one.years_before_repayment
    parts = one.term_years - first
    years_owed = first + sum(part / parts for part in range(1, parts + 1))
    return 1 + one.rate * years_owed


def level_payment(rate: float, years: int) -> float:
    """Return what is paid at the end of each of so many years for 1 now."""
    return rate / -np.expm1(-years * np.log1p(rate)) if rate else 1 / years
