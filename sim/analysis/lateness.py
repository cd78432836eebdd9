"""Lateness: a package as planned, the same package late, and how money over time is valued."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from sim.analysis.finance import DAYS_A_MONTH, Drawn, continuous_rate
from sim.plan.causes import CauseKind
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.plan.trace import Stop

SOCIETY = "society"
"""Who bears the economic account: users who wait, and whoever gives up the resources."""

BUILDERS_CAUSES = frozenset({CauseKind.CREW, CauseKind.WORK, CauseKind.REWORK})
"""Causes of delay that a builder answers for."""

NOBODYS_CAUSES = frozenset({CauseKind.SEASON, CauseKind.HOLIDAY, CauseKind.SHOCK, CauseKind.FLOAT})
"""Causes that give a builder time and nobody money; all others are the owner's.

Source
    The standard form of construction contract in China (GF-2017-0201): delay by the owner, its
    permits and its payments gives time and cost (7.5.1), delay by the builder costs it liquidated
    damages (7.5.2), force majeure gives time, each side bearing its own cost (17.3).
"""


Shares = Sequence[tuple[str, float]]
"""Payers, each with a share of one whole."""


class Money(NamedTuple):
    """What was paid for a package.

    Shapes and units
        first: micro-day of the first payment.
        cny_10k: in all; worth: its present value.
        dearer_real, dearer: present value of what prices that grow at the real and at the nominal rate have added
            by paying on other days than planned.
        shares: of its payers.
    """

    first: int
    cny_10k: float
    worth: float
    dearer_real: float
    dearer: float
    shares: Shares


class Terms(NamedTuple):
    """How money over time is valued, and what lateness is priced with.

    Shapes and units
        rate: continuous, a year.
        standby_most: micro-days of one stop after which standing costs no more.
        interest_rates, payers: one a source; payers "" where none is stated.
        escalation_rate, real_escalation_rate: a year.
        missed: by target, 万元.
    """

    rate: float
    interest_rule: str
    interest_rates: tuple[float, ...]
    payers: tuple[str, ...] = ()
    prolongation_share: float = 0.0
    standby_share_a_month: float = 0.0
    standby_most: float = inf
    real_share: float = 1.0
    escalation_rate: float = 0.0
    real_escalation_rate: float = 0.0
    damages_share_a_day: float = 0.0
    damages_cap: float = 0.0
    missed: Mapping[str, int] = {}


def terms_of(plan: Plan) -> Terms:
    """Return at what prices and rates being late is counted in *plan*."""
    priced, sources = plan.delay_cost, plan.funding.values()
    return Terms(
        rate=continuous_rate(plan.programme.discount_rate),
        interest_rule=plan.programme.interest_rule,
        interest_rates=tuple(source.interest_rate for source in sources),
        payers=tuple(source.payer for source in sources),
        prolongation_share=priced.prolongation_share,
        standby_share_a_month=priced.standby_share_a_month,
        standby_most=inf if priced.standby_most_months is None else priced.standby_most_months * DAYS_A_MONTH * MICRO,
        real_share=priced.real_share,
        escalation_rate=priced.escalation_rate,
        real_escalation_rate=max(0.0, priced.escalation_rate - priced.inflation_rate),
        damages_share_a_day=priced.damages_share_a_day,
        damages_cap=priced.damages_cap,
        missed=dict(priced.missed_target_cny_10k),
    )


class Service(NamedTuple):
    """What a package puts into service of one indicator, and the target on that indicator ("" when none).

    Shapes and units
        units: of the indicator, one a lot, in the order in which lots are planned to open.
        cny_10k_a_unit_year: 0 where service has no stated value; growth: of it, continuous, a year.
    """

    indicator: int
    target: str
    units: tuple[float, ...]
    cny_10k_a_unit_year: float
    life_years: float | None
    growth: float = 0.0


class PlannedPackage(NamedTuple):
    """A package as planned.

    Shapes and units
        target: the first target that the package delivers to, "" when none.
        started, finish, lots: micro-days; the lots in order of time.
        contract: sum of its planned payments.
        drawn: planned payments, in order of time; drawn_by: the same by place of source.
        shares: of its payers, of what is planned.
        worth: present value of 1 万元 paid as planned.
        interest: by place of source, interest on 1 万元 of it drawn as planned; only of its sources.
    """

    name: str
    network: str
    target: str
    started: int
    finish: int
    lots: tuple[int, ...]
    services: tuple[Service, ...]
    contract: float
    drawn: tuple[Drawn, ...]
    drawn_by: Mapping[int, tuple[Drawn, ...]]
    shares: Shares
    worth: float
    interest: Mapping[int, float]

    @property
    def has_value(self) -> bool:
        """Whether any of its service is valued."""
        return any(service.cny_10k_a_unit_year for service in self.services)


class Late(NamedTuple):
    """A late package: when it and its lots (in order of time) opened, what was paid when, and whose doing it is.

    Shapes and units
        started: micro-day; that of the finish where works never began.
        payments: by place of source that bears interest, what it paid when.
        paid: all that was paid, None where nothing was.
        stops: of its lots.
        owners_share, builders_share: of the days late.
    """

    planned: PlannedPackage
    started: int
    finish: int
    lots: Sequence[int]
    payments: Mapping[int, Sequence[Drawn]]
    paid: Money | None = None
    stops: Sequence[Stop] = ()
    owners_share: float = 1.0
    builders_share: float = 0.0

    @property
    def shares(self) -> Shares:
        """Payers with their shares of what was paid, or of what is planned where nothing was."""
        return self.planned.shares if self.paid is None else self.paid.shares

    @property
    def days_late(self) -> float:
        """Days from the planned to the actual finish."""
        return (self.finish - self.planned.finish) / MICRO

    def days_stood(self) -> float:
        """Return the days on which works stood for money; of a lot, its part of the package."""
        if not self.stops:
            return 0.0
        return sum(stop.until - stop.since for stop in self.stops) / MICRO / len(self.planned.lots)

    def days_prolonged(self) -> float:
        """Return by how many days works took longer than planned, those aside on which they stood for money."""
        longer = (self.finish - self.started) - (self.planned.finish - self.planned.started)
        return max(0.0, min(longer / MICRO, self.days_late) - self.days_stood()) if longer > 0 else 0.0


def late_by(planned: PlannedPackage, delay: int) -> Late:
    """Return a package whose works take *delay* micro-days longer by the owner's doing, paid as planned."""
    lots = [day + delay for day in planned.lots]
    paid = None
    if planned.drawn:
        worth = planned.contract * planned.worth
        paid = Money(planned.drawn[0][0], planned.contract, worth, 0.0, 0.0, planned.shares)
    return Late(planned, planned.started, planned.finish + delay, lots, planned.drawn_by, paid)


def shares_of_payers(payments: Mapping[int, Sequence[Drawn]], payers: Sequence[str]) -> Shares:
    """Return each payer with its share of payments (by place of source)."""
    sums: dict[str, float] = {}
    for source, drawn in payments.items():
        payer = payers[source]
        sums[payer] = sums.get(payer, 0) + sum([money for _, money in drawn])
    total = sum(sums.values())
    return [(payer, money / total) for payer, money in sums.items()]


def shares_of_blame(days_by_cause: Mapping[int, int], kinds: Sequence[str]) -> tuple[float, float]:
    """Return which shares of the days lost by a ledger are the owner's and the builder's doing.

    Shapes and units
        days_by_cause: micro-days; kinds: of each cause by place.
    """
    owners = builders = all_lost = 0
    for cause, days in days_by_cause.items():
        if days > 0:
            all_lost += days
            kind = kinds[cause]
            if kind in BUILDERS_CAUSES:
                builders += days
            elif kind not in NOBODYS_CAUSES:
                owners += days
    return (owners / all_lost, builders / all_lost) if all_lost else (0.0, 0.0)
