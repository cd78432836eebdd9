"""The price of a month: what each target costs when all its packages open 30 days late."""

from collections.abc import Iterator

import pandas as pd

from sim.analysis.delay_cost import COMPONENTS, Late, PlannedPackage, costs_of
from sim.analysis.finance import Drawn
from sim.analysis.yardstick import Yardstick
from sim.plan.time import MICRO

A_MONTH = 30 * MICRO

COLUMNS = ["target", "account", "component", "cost_cny_10k"]


def month_late(yardstick: Yardstick) -> pd.DataFrame:
    """Return the price of each target 30 days late, by account and component, zeros included.

    All its packages and their lots open 30 days later than planned and nothing else is changed:
    the money is spent as planned, so there is no credit for deferred capital. A package that
    serves several targets counts whole in the price of each.
    """
    rows = []
    for target, places in zip(yardstick.targets, yardstick.deliverers, strict=True):
        price = {(account, component.__name__): 0.0 for account, component in COMPONENTS}
        for place in places:
            for account, component, cost in _priced(yardstick, yardstick.packages[place]):
                price[account, component] += cost
        rows += [(target.name, account, component, cost) for (account, component), cost in price.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _priced(yardstick: Yardstick, planned: PlannedPackage) -> Iterator[tuple[str, str, float]]:
    late = late_by(planned, A_MONTH)
    for _, account, component, cost in costs_of(late, yardstick.terms):
        yield account, component, cost


def late_by(planned: PlannedPackage, delay: int) -> Late:
    """Return a package that opens *delay* micro-days late with its lots, paid as planned by its first source."""
    payments: dict[int, tuple[Drawn, ...]] = {}
    if planned.drawn and planned.first_source >= 0:
        payments[planned.first_source] = planned.drawn
    return Late(planned, planned.finish + delay, [day + delay for day in planned.lots], payments)
