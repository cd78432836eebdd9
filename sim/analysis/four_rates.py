"""The four rates by which works are watched in China: started, invested, money in place, physical progress.

Each is told by network at the end of each quarter to the deadline, as it is and as planned:

- started (开工率): packages whose works have begun, of all packages of the network.
- invested (投资完成率): works done in the calendar year so far, valued at planned cost, of the annual plan: what is
  planned for the whole year; a year without a plan has no such rate.
- in_place (资金到位率): money that has reached the network's packages, of all that the plan pays for them; more than 1
  where they turn out dearer. A network that is planned to be paid nothing has no such rate.
- progress (形象进度): share of the network's works done, packages weighted by planned cost.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.analysis.lateness import PlannedPackage
from sim.analysis.outcomes.frame import Times
from sim.analysis.progress import PPM, Curve
from sim.analysis.tables import Row
from sim.plan.trace import NEVER

Whole = NDArray[np.int64]

STARTED, INVESTED, IN_PLACE, PROGRESS = "started", "invested", "in_place", "progress"
RATES = (STARTED, INVESTED, IN_PLACE, PROGRESS)

DIGITS = 9


class QuarterlyPlan:
    """What the four rates are measured against, network by network.

    Shapes and units
        quarters: names; days: micro-days on which they end.
        places: by network, of its packages.
        planned: by network and rate, one number a quarter; a rate that a network has not is left out.
        month_of: of each quarter, the place of its last month, -1 before the first; year_of: of the month before its
            calendar year.
        annual_plan: by network, works of the year of each quarter, ppm; in_all: money that is planned, 万元.
    """

    def __init__(
        self,
        times: Times,
        month_starts: Sequence[int],
        year_ends: Sequence[int],
        networks: Sequence[tuple[str, Sequence[int]]],
        packages: Sequence[PlannedPackage],
        works: Sequence[Curve],
    ) -> None:
        last = times.at_deadline + 1
        self.quarters, self.days = times.names[:last], np.array(times.days[:last], dtype=np.int64)
        year_starts = [0, *year_ends]
        begins = [year_starts[bisect_left(year_ends, day)] for day in times.days[:last]]
        ends = [year_ends[bisect_left(year_ends, day)] for day in times.days[:last]]
        self.month_of = [bisect_right(month_starts, day) - 2 for day in times.days[:last]]
        self.year_of = [bisect_right(month_starts, day) - 2 for day in begins]
        year_end = [bisect_right(month_starts, day) - 2 for day in ends]
        self.places = {network: np.array(places, dtype=np.int64) for network, places in networks}
        self.annual_plan, self.in_all, self.planned = {}, {}, {}
        started = np.array([package.started for package in packages])
        for (network, places), curve in zip(networks, works, strict=True):
            drawn = [payment for place in places for payment in packages[place].drawn]
            money = np.array(drawn, dtype=np.float64).reshape(-1, 2)
            self.in_all[network] = float(money[:, 1].sum())
            self.annual_plan[network] = _at(curve, year_end) - _at(curve, self.year_of)
            paid = np.array([money[money[:, 0] <= day, 1].sum() for day in self.days])
            self.planned[network] = self._rates(
                network, started, _at(curve, self.month_of), _at(curve, self.year_of), paid
            )

    def __repr__(self) -> str:
        plain = {
            key: {name: np.asarray(one).tolist() for name, one in found.items()}
            for key, found in (("places", self.places), ("annual_plan", self.annual_plan))
        }
        planned = {name: {rate: one.tolist() for rate, one in rates.items()} for name, rates in self.planned.items()}
        return f"QuarterlyPlan({self.quarters}, {self.days.tolist()}, {plain}, {self.in_all}, {planned})"

    def _rates(
        self, network: str, started: Whole, works: Whole, works_before: Whole, paid: NDArray[np.float64]
    ) -> dict[str, NDArray[np.float64]]:
        """Return the rates of a network, one number a quarter, not a number where a quarter has none."""
        own = started[self.places[network]]
        begun = ((own != NEVER)[:, None] & (own[:, None] <= self.days)).mean(axis=0)
        rates = {STARTED: begun, PROGRESS: works / PPM}
        plan = self.annual_plan[network]
        if plan.any():
            rates[INVESTED] = np.where(plan > 0, (works - works_before) / np.maximum(plan, 1), np.nan)
        if self.in_all[network]:
            rates[IN_PLACE] = paid / self.in_all[network]
        return {rate: rates[rate] for rate in RATES if rate in rates}

    def rows(self, started: Sequence[int], works: Mapping[str, Curve], payments: Whole) -> list[Row]:
        """Return the rows of `quarters`: quarter, network, rate, value, planned.

        Shapes and units
            payments: a table of day, package, purse and 万元.
        """
        rows: list[Row] = []
        begun = np.array(started, dtype=np.int64)
        at = np.searchsorted(self.days, payments[:, 0])
        paid = np.zeros((len(begun), len(self.days) + 1))
        np.add.at(paid, (payments[:, 1], at), payments[:, 3])
        so_far = np.cumsum(paid[:, :-1], axis=1)
        for network, places in self.places.items():
            curve = works[network]
            own = self._rates(
                network, begun, _at(curve, self.month_of), _at(curve, self.year_of), so_far[places].sum(axis=0)
            )
            for rate, numbers in own.items():
                rows += [
                    (quarter, network, rate, round(value, DIGITS), round(planned, DIGITS))
                    for quarter, value, planned in zip(
                        self.quarters, numbers.tolist(), self.planned[network][rate].tolist(), strict=True
                    )
                    if planned == planned
                ]
        return rows


def _at(curve: Curve, months: Sequence[int]) -> Whole:
    """Return a curve at the ends of months; before the first it is where it starts."""
    ends = np.array([curve.start, *curve.ends], dtype=np.int64)
    return np.asarray(ends[np.array(months, dtype=np.int64) + 1], dtype=np.int64)
