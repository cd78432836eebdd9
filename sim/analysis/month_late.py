"""The price of a month: what each target costs when all its packages open 30 days late."""

from collections.abc import Iterator

import pandas as pd

from sim.analysis.delay_cost import PARTS, costs_of
from sim.analysis.lateness import PlannedPackage, late_by
from sim.analysis.yardstick import Yardstick
from sim.plan.time import MICRO

A_MONTH = 30 * MICRO

COLUMNS = ["target", "account", "component", "cost_cny_10k"]


def month_late(yardstick: Yardstick) -> pd.DataFrame:
    """Return the price of each target 30 days late, by account and component, zeros included.

    All its packages and their lots open 30 days later than planned, by the owner's doing while works
    are under way, and nothing else is changed: the money is spent as planned and by the sources that
    pay in the planned run (each as far down the order of call as its share of a bill lets it), so
    there is neither a credit for deferred capital nor dearer prices, and builders pay no damages. A
    package that serves several targets counts whole in the price of each.
    """
    rows = []
    for target, places in zip(yardstick.targets, yardstick.deliverers, strict=True):
        price = dict.fromkeys(PARTS, 0.0)
        for place in places:
            for account, component, cost in _priced(yardstick, yardstick.packages[place]):
                price[account, component] += cost
        rows += [(target.name, account, component, cost) for (account, component), cost in price.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _priced(yardstick: Yardstick, planned: PlannedPackage) -> Iterator[tuple[str, str, float]]:
    late = late_by(planned, A_MONTH)
    for _, account, component, _, cost in costs_of(late, yardstick.terms):
        yield account, component, cost
