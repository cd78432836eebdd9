"""What being late costs: one function a component, in accounts that are never added up.

The economic account holds real resources: benefits that come later or never, works that stand or
drag on, dearer prices, less the capital that is tied up later. The financial account holds what
payers pay: interest, dearer prices, works that stand or drag on, less the damages received from
builders. Interest and damages are transfers: they stand in the financial account alone. What a
missed target is made to cost stands apart. Only packages that finish after their planned finish
cost anything; one still open at the horizon is late up to it. Costs are present values on the data
date, in 万元.

A stop for money is billed its restart by the model. Payments are compared with planned ones of the
same total, so the restart is no cost of timing there: it counts once, in `stop_start`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp, fsum
from typing import NamedTuple

from sim.analysis.finance import (
    INTEREST_RULES,
    YEAR,
    Drawn,
    benefits_lost,
    damages_in_days,
    dragging_on,
    evenly_paid,
    standing,
)
from sim.analysis.lateness import SOCIETY, Late, Money, PlannedPackage, Service, Terms, shares_of_blame
from sim.analysis.tables import Row
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Stop

DIGITS = 6
"""Decimals of 万元 that costs are rounded to."""

ASSESSMENT, MISSED_TARGET = "assessment", "missed_target"
"""The account and component of what missing a target is made to cost."""

ECONOMIC, FINANCIAL = "economic", "financial"

Cost = tuple[str, str, str, float]
"""Account, target, payer and cost."""

Costs = Sequence[Cost]


def service_lost(late: Late, service: Service, rate: float) -> float:
    """Return the service that is lost by opening late, in discounted years of a unit in service.

    A year whose benefit has grown counts for that much more. Lots are alike, so the k-th to open is
    compared with the k-th planned to open: what is lost is the shortfall of the number in service below
    the plan; a lot that opens early earns nothing here.
    """
    return sum(
        [
            benefits_lost(units, planned, opened - planned, rate, service.life_years, service.growth)
            for units, planned, opened in zip(service.units, late.planned.lots, late.lots, strict=True)
            if opened > planned
        ]
    )


def benefits_forgone(late: Late, terms: Terms) -> Costs:
    """Return the value of the service lost, indicator by indicator."""
    return [
        (ECONOMIC, service.target, SOCIETY, service.cny_10k_a_unit_year * service_lost(late, service, terms.rate))
        for service in late.planned.services
        if service.cny_10k_a_unit_year
    ]


def deferred_capital(late: Late, _: Terms) -> Costs:
    """Return the credit for capital spent later than planned, below zero; above where it was spent sooner.

    What was paid is valued on the days it was paid and at the days of the planned payments, scaled
    to the same total, so that only the timing differs. Money spent on time earns no credit, and
    neither does a package without a valued benefit: its delay would look like a gain.
    """
    if late.paid and late.planned.drawn and late.planned.has_value:
        later = late.paid.worth - late.paid.cny_10k * late.planned.worth
        return [(ECONOMIC, late.planned.target, SOCIETY, later)]
    return ()


def interest_during_construction(late: Late, terms: Terms) -> Costs:
    """Return the interest on what was paid beyond that on the same money paid as planned, due at the finish.

    Each source's money bears its own rate, and its payer the interest. Interest saved by paying late
    is no gain of being late: the component is never below zero.
    """
    if not (late.planned.drawn and late.paid and late.payments):
        return ()
    rule = INTEREST_RULES[terms.interest_rule]
    extra: dict[str, float] = {}
    for source, drawn in late.payments.items():
        yearly_rate = terms.interest_rates[source]
        if yearly_rate:
            total = sum([money for _, money in drawn])
            more = rule(drawn, late.paid.first, late.finish, yearly_rate) - total * late.planned.interest[source]
            extra[terms.payers[source]] = extra.get(terms.payers[source], 0.0) + more
    due = sum(extra.values()) * exp(-terms.rate * late.finish / YEAR)
    if due > 0:
        bearers = {payer: more for payer, more in extra.items() if more > 0}
        whole = sum(bearers.values())
        return [(FINANCIAL, late.planned.target, payer, due * more / whole) for payer, more in bearers.items()]
    return ()


def escalation(late: Late, _: Terms) -> Costs:
    """Return what growing prices add to money spent later: only growth beyond that of all prices is real.

    Never below zero: what is saved by spending sooner is no gain of being late.
    """
    if not late.paid:
        return ()
    return _in_both_accounts(late, max(0.0, late.paid.dearer_real), max(0.0, late.paid.dearer))


def prolongation(late: Late, terms: Terms) -> Costs:
    """Return what works cost that take longer, spread evenly over them: the real part, and what the owner has caused.

    What a builder has caused it bears itself, so that it is no cost to payers.
    """
    planned_days = (late.planned.finish - late.planned.started) / MICRO
    days = late.days_prolonged()
    if not (days and terms.prolongation_share and planned_days > 0):
        return ()
    money = dragging_on(late.planned.contract, terms.prolongation_share, planned_days, days)
    cost = evenly_paid(money, late.started, late.finish, terms.rate)
    return _in_both_accounts(late, terms.real_share * cost, late.owners_share * cost)


def stop_start(late: Late, terms: Terms) -> Costs:
    """Return what works cost that stand for money: restarts as billed, and standing until they go on or are cleared."""
    if not late.stops:
        return ()
    contract = late.planned.contract / len(late.planned.lots)
    cost = 0.0
    for _, since, until, restart_cny_10k in late.stops:
        cleared = round(min(until, since + terms.standby_most))
        standby = standing(contract, terms.standby_share_a_month, (cleared - since) / MICRO)
        cost += evenly_paid(standby, since, cleared, terms.rate) + restart_cny_10k * exp(-terms.rate * until / YEAR)
    return _in_both_accounts(late, terms.real_share * cost, cost)


def damages_received(late: Late, terms: Terms) -> Costs:
    """Return the damages that builders pay for the days that are their own doing, below zero.

    They fall due day by day from the planned finish on, until the cap is reached.
    """
    if not (terms.damages_share_a_day and late.builders_share):
        return ()
    days = damages_in_days(terms.damages_share_a_day, terms.damages_cap, late.builders_share * late.days_late)
    money = late.planned.contract * terms.damages_share_a_day * days
    begin = late.planned.finish
    return _in_both_accounts(late, 0.0, -evenly_paid(money, begin, begin + round(days * MICRO), terms.rate))


COMPONENTS: tuple[tuple[Callable[[Late, Terms], Costs], tuple[str, ...]], ...] = (
    (benefits_forgone, (ECONOMIC,)),
    (deferred_capital, (ECONOMIC,)),
    (interest_during_construction, (FINANCIAL,)),
    (escalation, (ECONOMIC, FINANCIAL)),
    (prolongation, (ECONOMIC, FINANCIAL)),
    (stop_start, (ECONOMIC, FINANCIAL)),
    (damages_received, (FINANCIAL,)),
)
"""The function of each component, which is named as it is, and the accounts it stands in."""

ACCOUNTS = (ECONOMIC, FINANCIAL)

PARTS = tuple((account, one.__name__) for account in ACCOUNTS for one, accounts in COMPONENTS if account in accounts)
"""Account and component, account by account."""


def _in_both_accounts(late: Late, economic: float, financial: float) -> Costs:
    """Return what society bears, and what payers bear by what they pay."""
    target = late.planned.target
    costs = [(ECONOMIC, target, SOCIETY, economic)] if economic else []
    if financial:
        costs += [(FINANCIAL, target, payer, financial * share) for payer, share in late.shares]
    return costs


def costs_of(late: Late, terms: Terms) -> list[tuple[str, str, str, str, float]]:
    """Return (target, account, component, payer, cost) of one late package; what costs nothing is left out."""
    return [
        (target, account, component.__name__, payer, rounded)
        for component, _ in COMPONENTS
        for account, target, payer, cost in component(late, terms)
        if (rounded := round(cost, DIGITS))
    ]


class Replication(NamedTuple):
    """What lateness is read off, by place of a package.

    Shapes and units
        started, finished: one micro-day a package, NEVER when not by the horizon.
        lots: of packages of several lots, the days on which they opened, in order of time.
        payments: what each source (by place) that bears interest paid when.
        paid: what was paid in all, one a package.
        ledgers: micro-days by place of cause; kinds: of the causes.
    """

    started: Sequence[int]
    finished: Sequence[int]
    lots: Mapping[int, Sequence[int]]
    payments: Mapping[int, Mapping[int, Sequence[Drawn]]]
    paid: Sequence[Money | None]
    stops: Mapping[int, Sequence[Stop]]
    ledgers: Sequence[Mapping[int, int]]
    kinds: Sequence[str]

    def late(self, place: int, planned: PlannedPackage, horizon: int) -> Late | None:
        """Return a package as it came late, or none where it did not."""
        finish = self.finished[place]
        end = horizon if finish == NEVER else finish
        if end <= planned.finish or planned.finish == NEVER:
            return None
        opened: Sequence[int] = (end,)
        number = len(planned.lots)
        if number > 1:
            done = self.lots.get(place, ())
            opened = [*done, *([horizon] * (number - len(done)))]
        return Late(
            planned,
            end if self.started[place] == NEVER else self.started[place],
            end,
            opened,
            self.payments.get(place, {}),
            self.paid[place],
            self.stops.get(place, ()),
            *shares_of_blame(self.ledgers[place], self.kinds),
        )


def late_packages(packages: Sequence[PlannedPackage], replication: Replication, horizon: int) -> list[Late | None]:
    """Return each package as it came late, None where it did not."""
    return [replication.late(place, planned, horizon) for place, planned in enumerate(packages)]


def delay_cost_rows(
    packages: Sequence[PlannedPackage], late_ones: Sequence[Late | None], finished: Sequence[int], terms: Terms
) -> list[Row]:
    """Return the rows of `delay_cost` of one replication.

    A late package has a row for each target, component and payer that it costs anything; an early
    one has a single row without account, component and cost, which holds its days early.
    """
    rows: list[Row] = []
    for planned, late, finish in zip(packages, late_ones, finished, strict=True):
        if late is not None:
            days, is_open = late.days_late, finish == NEVER
            name, network = planned.name, planned.network
            rows += [
                (name, network, target, account, component, payer, days, 0.0, is_open, cost)
                for target, account, component, payer, cost in costs_of(late, terms)
            ]
        elif NEVER < finish < planned.finish:
            early = (planned.finish - finish) / MICRO
            rows.append((planned.name, planned.network, planned.target, "", "", "", 0.0, early, False, 0.0))
    return rows


def all_service_lost(late_ones: Iterable[Late | None], indicators: int, rate: float) -> list[float]:
    """Return the service lost of each indicator, over all packages."""
    lost: list[list[float]] = [[] for _ in range(indicators)]
    for late in late_ones:
        for service in late.planned.services if late else ():
            assert late is not None
            lost[service.indicator].append(service_lost(late, service, rate))
    return [fsum(of_indicator) for of_indicator in lost]


def sums_of(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of `delay_cost_sums`: the costs of `delay_cost` added up over packages."""
    sums: dict[tuple[str, ...], list[float]] = {}
    for _, network, target, account, component, payer, _, _, _, cost in rows:
        if account:
            sums.setdefault((network, target, account, component, payer), []).append(cost)
    return [(*key, fsum(costs)) for key, costs in sums.items()]


def missed_rows(missed: Iterable[tuple[str, str, int]], terms: Terms, deadline: int, horizon: int) -> list[Row]:
    """Return a row for each missed target that is made to cost something, due at the deadline.

    Shapes and units
        missed: target, network of its indicator, micro-day attained (NEVER when not by the horizon).
    """
    rows: list[Row] = []
    for target, network, attained in missed:
        cny_10k = terms.missed.get(target, 0)
        if cny_10k:
            days = ((horizon if attained == NEVER else attained) - deadline) / MICRO
            cost = round(cny_10k * exp(-terms.rate * deadline / YEAR), DIGITS)
            rows.append(("", network, target, ASSESSMENT, MISSED_TARGET, "", days, 0.0, attained == NEVER, cost))
    return rows
