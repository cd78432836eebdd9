"""The fiscal footprint: what each payer draws, owes, pays back and leaves idle, by calendar year.

Money is whole 万元. A year of a debt is counted from the day of drawing to the same day a year
later, so its k-th interest and repayment fall into the k-th calendar year after that of drawing;
so do the payments owed to partners, counted from the day a package enters service. Amounts that
are no whole numbers are rounded once: interest a source and year, the others a payer and year.
Debt is what was borrowed less what was repaid, exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sim.analysis.debts import Debts, Instrument, instrument_of, level_payment, life_service
from sim.analysis.finance import YEAR, continuous_rate
from sim.analysis.tables import Row
from sim.plan.plan import Plan
from sim.plan.trace import NEVER, Payment, YearOfCash

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

HOLD_NO_MONEY = ("credit_line", "ppp")
"""Kinds of source whose balance is what may still be called, so that nothing lies idle."""

OWED_BY = "general_budget"
"""Who pays what is owed to partners: the limit on it is a share of the general budget."""


@dataclass(frozen=True)
class Footprint:
    """What footprints of one scenario have in common.

    Shapes and units
        year_ends: micro-days on which each year after the first begins, the last one ends the horizon's year.
        instruments: one a source.
        revenue: what each package earns in a year of service.
        discount_rate: continuous.
    """

    first_year: int
    year_ends: tuple[int, ...]
    instruments: tuple[Instrument, ...]
    revenue: tuple[float, ...]
    discount_rate: float


def footprint_of(plan: Plan) -> Footprint:
    """Return what is needed to measure footprints of *plan*."""
    programme = plan.programme
    return Footprint(
        programme.start.year,
        programme.year_ends_micro,
        tuple(instrument_of(source) for source in plan.funding.values()),
        tuple(package.revenue_share * package.cost_cny_10k for package in plan.packages.values()),
        continuous_rate(programme.discount_rate),
    )


def fiscal_rows(
    footprint: Footprint,
    source_of: tuple[int, ...],
    payments: Sequence[Payment],
    finished: Sequence[int],
    cash: Sequence[YearOfCash],
) -> list[Row]:
    """Return the rows of `fiscal` of one replication, the same keys in every one of a scenario.

    Items, each by year and payer: `drawn` (paid to packages), `borrowed` (what of it must be paid back), `interest`
    and `repayment` due, `debt` (at the end of the year), `ppp_owed` (the city's share of a level payment
    that gives partners their capital back with interest over the term, from service on), `idle` (on balance at the
    end of the year, credit not called and partners' promises aside), `bond_raised` (what bonds brought),
    `bond_service` (their interest and repayment), `bond_revenue` (what packages in service earn, as far as bonds
    paid for them), `bond_life_service` and `bond_life_revenue` (both over the whole term of what was drawn of bonds in
    the year; a package open at the horizon enters service there), `city_money` (present value of the city's share of
    what was drawn).

    Shapes and units
        source_of, payments, finished, cash: as in `Cast` and `Trace`.
    """
    if not source_of:
        return []
    ledger = _ledger_of(footprint, source_of)
    drawn = _Drawn(ledger, payments, finished)
    columns = np.fromiter(chain.from_iterable(cash), np.int64, 4 * len(cash))
    arrived, _, _, balance = columns.reshape(len(source_of), ledger.years, 4).transpose(2, 0, 1)
    interest, repayment, debt = ledger.debts.service(drawn.by_purse)
    borrowed = np.where(ledger.is_debt[:, None], drawn.by_purse, 0)
    by_purse = {
        "drawn": drawn.by_purse,
        "borrowed": borrowed,
        "interest": interest,
        "repayment": repayment,
        "debt": debt,
        "idle": balance,
        "bond_raised": arrived,
        "bond_service": interest + repayment,
        "bond_life_service": ledger.life_service(drawn.by_purse),
    }
    amounts = {item: ledger.member[item] @ of_purses for item, of_purses in by_purse.items()}
    amounts["ppp_owed"] = drawn.owed_to_partners()
    amounts["bond_revenue"] = drawn.bond_revenue()
    amounts["bond_life_revenue"] = drawn.bond_life_revenue()
    amounts["city_money"] = drawn.city_money()
    together = np.concatenate([amounts[item].ravel() for item in ITEMS]).tolist()
    return [(*key, cny_10k) for key, cny_10k in zip(ledger.keys, together, strict=True)]


ITEMS = (
    "drawn",
    "borrowed",
    "interest",
    "repayment",
    "debt",
    "ppp_owed",
    "idle",
    "bond_raised",
    "bond_service",
    "bond_revenue",
    "bond_life_service",
    "bond_life_revenue",
    "city_money",
)
"""Items of the table, in its order."""


class _Ledger:
    """The arrays that all replications with the same purses need.

    Shapes and units
        member: by item, payers x purses, 1 where what a purse has counts under a payer.
    """

    def __init__(self, footprint: Footprint, source_of: tuple[int, ...]) -> None:
        self.footprint = footprint
        self.instruments = [footprint.instruments[source] for source in source_of]
        purses = len(self.instruments)
        self.years = len(footprint.year_ends)
        self.ends = np.array(footprint.year_ends, dtype=np.int64)
        self.starts = np.concatenate([[0], self.ends[:-1]])
        kinds = np.array([one.kind for one in self.instruments])
        self.is_partner = kinds == "ppp"
        self.is_bond = kinds == "bond"
        self.is_debt = np.array([one.term_years > 0 for one in self.instruments]) & ~self.is_partner
        self.city_share = np.array([one.city_share for one in self.instruments])
        self.terms = np.array([one.term_years for one in self.instruments], dtype=np.int64)
        self.life_service_rates = np.array([life_service(one) for one in self.instruments])
        self.revenue = np.array(footprint.revenue)
        every = np.ones(purses, dtype=bool)
        held = {
            **dict.fromkeys(ITEMS, every),
            **dict.fromkeys(("borrowed", "interest", "repayment", "debt"), self.is_debt),
            "idle": ~np.isin(kinds, HOLD_NO_MONEY),
            **dict.fromkeys((item for item in ITEMS if item.startswith("bond_")), self.is_bond),
            "city_money": self.city_share > 0,
        }
        payers = {item: self._payers(held[item]) for item in ITEMS}
        payers["ppp_owed"] = (OWED_BY,) if self.is_partner.any() else ()
        of_purse = np.array([one.payer for one in self.instruments])
        self.member = {
            item: np.array([(of_purse == payer) & held[item] for payer in payers[item]], dtype=np.int64).reshape(
                -1, purses
            )
            for item in ITEMS
        }
        self.keys = [
            (footprint.first_year + year, payer, item)
            for item in ITEMS
            for payer in payers[item]
            for year in range(self.years)
        ]
        self.debts = Debts(self.instruments, self.is_debt, self.years)

    def _payers(self, of: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.payer for one, is_in in zip(self.instruments, of, strict=True) if is_in))

    def life_service(self, drawn: Whole) -> Whole:
        """Return interest and repayment over the whole term of what is drawn in each year, purses x years."""
        return np.rint(self.life_service_rates[:, None] * drawn).astype(np.int64)


@lru_cache(maxsize=8)
def _ledger_of(footprint: Footprint, source_of: tuple[int, ...]) -> _Ledger:
    return _Ledger(footprint, source_of)


class _Drawn:
    """The payments of one replication as columns."""

    def __init__(self, ledger: _Ledger, payments: Sequence[Payment], finished: Sequence[int]) -> None:
        self.ledger = ledger
        columns = np.fromiter(chain.from_iterable(payments), np.int64, 4 * len(payments)).reshape(-1, 4)
        self.day, self.package, self.purse, self.cny_10k = columns.T
        years = ledger.years
        self.year = np.minimum(np.searchsorted(ledger.ends, self.day, side="right"), years - 1)
        purses = len(ledger.instruments)
        sums = np.bincount(self.purse * years + self.year, weights=self.cny_10k, minlength=purses * years)
        self.by_purse = np.rint(sums).astype(np.int64).reshape(purses, years)
        self.finished = np.array(finished, dtype=np.int64)

    def _by_package(self, share: Whole | NDArray[np.bool_] | None = None) -> Floats:
        """Return what was paid for each package, or the *share* of each payment that counts."""
        counted = self.cny_10k if share is None else self.cny_10k * share
        return np.bincount(self.package, weights=counted, minlength=len(self.finished)).astype(np.float64)

    def owed_to_partners(self) -> Whole:
        """Return what the city owes partners, 1 x years (0 x years in a plan without partners)."""
        ledger = self.ledger
        owed = np.zeros((len(ledger.member["ppp_owed"]), ledger.years))
        if not len(owed):
            return owed.astype(np.int64)
        service_year = np.searchsorted(ledger.ends, self.finished)
        since = np.arange(ledger.years)[None, :] - service_year[:, None]
        since[self.finished == NEVER] = 0
        of_partners = [one for one in dict.fromkeys(ledger.instruments) if one.kind == "ppp" and one.term_years]
        for one in of_partners:
            is_own = np.array([other == one for other in ledger.instruments])[self.purse]
            yearly = self._by_package(is_own) * one.city_share * level_payment(one.rate, one.term_years)
            owed[0] += yearly @ ((since > 0) & (since <= one.term_years))
        return np.rint(owed).astype(np.int64)

    def bond_revenue(self) -> Whole:
        """Return what packages in service earn, as far as bonds paid for them, payers x years."""
        ledger = self.ledger
        bonds = ledger.member["bond_revenue"]
        if not len(bonds):
            return np.zeros((0, ledger.years), dtype=np.int64)
        opened = self._opened()[:, None]
        in_service = np.clip(ledger.ends - np.maximum(ledger.starts, opened), 0, None) / (ledger.ends - ledger.starts)
        by_bonds = np.array([self._by_package(of_payer[self.purse]) for of_payer in bonds])
        return np.rint(by_bonds * self._earned_a_year() @ in_service).astype(np.int64)

    def bond_life_revenue(self) -> Whole:
        """Return what packages earn in service until the term of what bonds paid for them ends, payers x years drawn.

        Each payment runs for the term of its bonds from its own day.
        """
        ledger = self.ledger
        bonds = ledger.member["bond_life_revenue"]
        ends = self.day + ledger.terms[self.purse] * YEAR
        years_of_service = np.clip(ends - self._opened()[self.package], 0, None) / YEAR
        earned = self.cny_10k * self._earned_a_year()[self.package] * years_of_service
        by_payer = [
            np.bincount(self.year, weights=earned * of_payer[self.purse], minlength=ledger.years) for of_payer in bonds
        ]
        return np.rint(by_payer).astype(np.int64).reshape(-1, ledger.years)

    def _opened(self) -> Whole:
        """Return when each package enters service, the horizon's year over for those that do not by then."""
        return np.where(self.finished == NEVER, self.ledger.ends[-1], self.finished)

    def _earned_a_year(self) -> Floats:
        """Return what a package earns in a year of service for each 万元 that was paid for it."""
        paid = self._by_package()
        return np.divide(self.ledger.revenue, paid, out=np.zeros(len(paid)), where=paid > 0)

    def city_money(self) -> Whole:
        """Return the present value of the city's share of what was drawn, payers x years."""
        ledger = self.ledger
        worth = self.cny_10k * ledger.city_share[self.purse] * np.exp(-ledger.footprint.discount_rate / YEAR * self.day)
        years = ledger.years
        return np.array(
            [
                np.rint(np.bincount(self.year, weights=worth * of_payer[self.purse], minlength=years))
                for of_payer in ledger.member["city_money"]
            ],
            dtype=np.int64,
        ).reshape(-1, years)
