"""What being late costs: one function a component, in two accounts that are never added up.

The economic account holds real resources: benefits that come later or never, less the capital
that is tied up later. The financial account holds what the builders pay: interest. Only packages
that finish after their planned finish cost anything; one still open at the horizon is late up to
it. Costs are present values on the data date, in 万元.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from sim.analysis.finance import INTEREST_RULES, YEAR, Drawn, benefits_lost, present_value
from sim.analysis.tables import Row
from sim.plan.time import MICRO
from sim.plan.trace import NEVER

DIGITS = 6
"""Decimals of 万元 that costs are rounded to."""


class Terms(NamedTuple):
    """How money over time is valued: the continuous social rate, the interest rule, each source's yearly rate."""

    rate: float
    interest_rule: str
    interest_rates: tuple[float, ...]


class Benefit(NamedTuple):
    """What a package is worth a year through one indicator, and the target on that indicator ("" when none).

    Shapes and units
        cny_10k_a_year: one a lot, in the order in which lots are planned to open.
    """

    target: str
    cny_10k_a_year: tuple[float, ...]
    life_years: float | None


class PlannedPackage(NamedTuple):
    """A package as planned.

    Shapes and units
        target: the first target that the package delivers to, "" when none.
        finish, lots: micro-days; the lots in order of time.
        drawn: planned payments.
        worth: present value of 1 万元 paid as planned.
        interest: by place of source, interest on 1 万元 of it drawn as planned; only of its sources.
    """

    name: str
    network: str
    target: str
    finish: int
    lots: tuple[int, ...]
    benefits: tuple[Benefit, ...]
    first_source: int
    drawn: tuple[Drawn, ...]
    worth: float
    interest: Mapping[int, float]


class Late(NamedTuple):
    """A late package: when it and its lots (in order of time) opened, and what each source (by place) paid when."""

    planned: PlannedPackage
    finish: int
    lots: Sequence[int]
    payments: Mapping[int, Sequence[Drawn]]


Costs = Iterable[tuple[str, float]]
"""Target and cost."""


def benefits_forgone(late: Late, terms: Terms) -> Costs:
    """Yield the benefits lost through each indicator.

    Lots are alike, so the k-th to open is compared with the k-th planned to open: what is lost is
    the shortfall of the number in service below the plan; a lot that opens early earns nothing here.
    """
    for benefit in late.planned.benefits:
        lost = 0.0
        for benefit_a_year, planned, opened in zip(benefit.cny_10k_a_year, late.planned.lots, late.lots, strict=True):
            if opened > planned:
                lost += benefits_lost(benefit_a_year, planned, opened - planned, terms.rate, benefit.life_years)
        yield benefit.target, lost


def deferred_capital(late: Late, terms: Terms) -> Costs:
    """Yield the credit for capital spent later than planned, below zero; above where it was spent sooner.

    What was paid is valued on the days it was paid and at the days of the planned payments, scaled
    to the same total, so that only the timing differs. Money spent on time earns no credit, and
    neither does a package without a valued benefit: its delay would look like a gain.
    """
    if late.planned.drawn and late.planned.benefits:
        paid = [payment for drawn in late.payments.values() for payment in drawn]
        as_planned = sum(money for _, money in paid) * late.planned.worth
        yield late.planned.target, present_value(paid, terms.rate) - as_planned


def interest_during_construction(late: Late, terms: Terms) -> Costs:
    """Yield the interest on what was paid beyond that on the same money paid as planned, due at the finish.

    Each source's money bears its own rate. Interest saved by paying late is no gain of being late:
    the component is never below zero.
    """
    payments = late.payments
    if not (late.planned.drawn and payments):
        return
    first = min(drawn[0][0] for drawn in payments.values())
    rule = INTEREST_RULES[terms.interest_rule]
    extra = 0.0
    for source, drawn in payments.items():
        yearly_rate = terms.interest_rates[source]
        if yearly_rate:
            total = sum(money for _, money in drawn)
            extra += rule(drawn, first, late.finish, yearly_rate) - total * late.planned.interest[source]
    yield late.planned.target, max(0.0, extra) * exp(-terms.rate * late.finish / YEAR)


COMPONENTS: tuple[tuple[str, Callable[[Late, Terms], Costs]], ...] = (
    ("economic", benefits_forgone),
    ("economic", deferred_capital),
    ("financial", interest_during_construction),
)
"""Account and function of each component; the component is named as its function."""

ACCOUNTS = tuple(dict.fromkeys(account for account, _ in COMPONENTS))


def costs_of(late: Late, terms: Terms) -> Iterator[tuple[str, str, str, float]]:
    """Yield (target, account, component, cost) of one late package; what costs nothing is left out."""
    for account, component in COMPONENTS:
        for target, cost in component(late, terms):
            rounded = round(cost, DIGITS)
            if rounded:
                yield target, account, component.__name__, rounded


def delay_cost_rows(
    packages: Sequence[PlannedPackage],
    terms: Terms,
    finished: Sequence[int],
    lots: Mapping[int, Sequence[int]],
    payments: Mapping[int, Mapping[int, Sequence[Drawn]]],
    horizon: int,
) -> list[Row]:
    """Return the rows of `delay_cost` of one replication.

    Shapes and units
        finished: one a package, NEVER when not by the horizon.
        lots: place of a package of several lots to the days on which they opened, in order of time.
        payments: place of a package to what each source (by place) paid for it, in order of time.
    """
    rows: list[Row] = []
    for place, (planned, finish) in enumerate(zip(packages, finished, strict=True)):
        end = horizon if finish == NEVER else finish
        if end <= planned.finish or planned.finish == NEVER:
            continue
        opened: Sequence[int] = (end,)
        number = len(planned.lots)
        if number > 1:
            done = lots.get(place, ())
            opened = [*done, *([horizon] * (number - len(done)))]
        late = Late(planned, end, opened, payments.get(place, {}))
        days_late = (end - planned.finish) / MICRO
        for target, account, component, cost in costs_of(late, terms):
            rows.append((planned.name, planned.network, target, account, component, days_late, cost))
    return rows
