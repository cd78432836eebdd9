"""Luck and quantities: all chance is drawn before a replication runs, as tables of named columns.

Each column of luck has its own stream, `PCG64(sha256(seed, name))`, and replication r takes its
r-th number: adding a package moves no other draw, more replications keep the first ones, and a
scenario that changes a law keeps the luck. Quantities are luck through the inverse of each law.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from sim.model.families import Comes, Cost, Days, Decision, Family, Joint, Strikes, Tries, families_of, most_tries
from sim.model.inverse import inverse
from sim.model.steps import PPM
from sim.plan.plan import Plan
from sim.plan.time import MICRO

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MOST = 0.5
"""A file goes as most do in the planned run."""

RANGES_HELD = 4
"""Ranges of replications whose luck is held in a process, as all rows of a study ask for the same."""

LARGEST = 2.0**62
"""A whole number beyond all micro-days and money of a plan; a longer time would not fit and turn into none."""


class QuantitiesRow(NamedTuple):
    """One replication's quantities: `values[at[family] + try]`; days are whole micro-days, money 万元."""

    values: list[int]
    at: list[int]


class Quantities(NamedTuple):
    """The quantities of a batch of replications.

    Shapes and units
        names: one a column; times carry their try (`package/activity/days#1`).
        at: place of a family's first column, by the order of `families_of`.
        values: replications x columns; days in micro-days, money in 万元, decisions as parts per million
            of what is left of their window, -1 for "does not come".
        first: the number of the first replication.
    """

    names: tuple[str, ...]
    at: tuple[int, ...]
    values: Whole
    first: int

    def row(self, replication: int) -> QuantitiesRow:
        """Return the row of a replication, counted from 0 over the whole study."""
        return QuantitiesRow(self.values[replication - self.first].tolist(), list(self.at))


def uniforms(seed: int, name: str, first: int, count: int) -> Floats:
    """Return the numbers *first* to *first* + *count* of the stream of *name*, strictly between 0 and 1.

    Shapes and units
        first: counted from 0.
        returns: one number a replication; the same for the same seed and name, whatever else is drawn.
    """
    key = int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:16], "big")
    stream = np.random.PCG64(key)
    if first:
        stream.advance(first)
    raw: NDArray[np.uint64] = stream.random_raw(count)
    return np.asarray(((raw >> np.uint64(11)) + 0.5) * 2.0**-53, dtype=np.float64)


@lru_cache(maxsize=RANGES_HELD)
def _luck_held(seed: int, first: int, count: int) -> dict[str, Floats]:
    """Return where the luck of a range of replications is held by name; at first there is none."""
    return {}


def draw(plan: Plan, seed: int, replications: int, first: int = 0) -> Quantities:
    """Return the table of quantities of *plan* for replications *first* to *first* + *replications*.

    Shapes and units
        returns: one row a replication, as `Quantities` says.
    """
    return _Batch(plan, seed, first, replications).table()


class _Batch:
    def __init__(self, plan: Plan, seed: int, first: int, count: int) -> None:
        self.plan, self.seed, self.first, self.count = plan, seed, first, count
        self.luck = _luck_held(seed, first, count)
        self.drivers: dict[str, Floats] = {}
        self.products: dict[tuple[str, ...], Floats] = {}
        self.tries: dict[str, Whole] = {}

    def table(self) -> Quantities:
        names: list[str] = []
        at: list[int] = []
        columns: list[Whole] = []
        for family in families_of(self.plan):
            at.append(len(columns))
            drawn = self.columns(family)
            columns += drawn
            repeats = isinstance(family, Days)
            names += [f"{family.name}#{number}" if repeats else family.name for number in range(1, len(drawn) + 1)]
        values = np.column_stack(columns) if columns else np.zeros((self.count, 0), dtype=np.int64)
        return Quantities(tuple(names), tuple(at), values, self.first)

    def columns(self, family: Family) -> Sequence[Whole]:
        """Return the columns of a family, one a try that the batch reaches."""
        match family:
            case Days():
                return self._days(family)
            case Tries():
                return [self._tries(family)]
            case Cost():
                factor = self._factor(family.factor, f"{family.name}_factor", np.arange(self.count))
                return [_whole(family.owed_cny_10k * factor * self._driven(family.drivers))]
            case Decision():
                when = self._luck(f"{family.name}/day") * PPM
                return [_if_below(family.chance, self._decided_by(family), when)]
            case Strikes():
                u = self._luck(f"{family.name}/day")
                day = family.first_day + (family.end_day - family.first_day) * u
                return [_if_below(family.chance, self._luck(family.name), day * MICRO)]
            case Comes() | Joint():
                return [(self._luck(family.name) < family.chance).astype(np.int64)]

    def _luck(self, name: str) -> Floats:
        held = self.luck.get(name)
        if held is None:
            held = self.luck[name] = uniforms(self.seed, name, self.first, self.count)
            held.flags.writeable = False
        return held

    def _decided_by(self, family: Decision) -> Floats:
        """Return the uniform numbers that decide a window: its own luck, or a normal sum of common and own luck."""
        own = self._luck(family.name)
        if not family.common or not family.common_share:
            return own
        common = special.ndtri(self._luck(f"gate_common/{family.common}"))
        share = family.common_share
        return special.ndtr(np.sqrt(share) * common + np.sqrt(1 - share) * special.ndtri(own))

    def _days(self, family: Days) -> list[Whole]:
        reached = self.tries[family.tries_of] if family.tries_of else None
        drawn = []
        for number in range(1, 2 if reached is None else int(reached.max()) + 1):
            name = f"{family.name}#{number}"
            who = np.arange(self.count) if reached is None or number == 1 else np.flatnonzero(reached >= number)
            days = inverse(family.law, self._luck(name)[who]) * family.scale
            days = days * self._factor(family.factor, f"{name}/factor", who) * self._driven(family.drivers)[who]
            days = days / family.conservatism
            column = np.zeros(self.count, dtype=np.int64)
            column[who] = _whole(days * MICRO)
            drawn.append(column)
        return drawn

    def _tries(self, family: Tries) -> Whole:
        tries = np.ones(self.count, dtype=np.int64)
        again = np.ones(self.count, dtype=bool)
        for number in range(1, most_tries(family.chance)):
            again &= self._luck(f"{family.name}#{number}") < family.chance
            if not again.any():
                break
            tries[again] += 1
        self.tries[family.name] = tries
        return tries

    def _factor(self, law: object, name: str, who: Whole) -> Floats | float:
        return 1.0 if law is None else inverse(law, self._luck(name)[who])

    def _driven(self, names: tuple[str, ...]) -> Floats:
        if names not in self.products:
            product = np.ones(self.count)
            for name in names:
                if name not in self.drivers:
                    driver = self.plan.drivers[name]
                    luck = self._luck(f"driver/{name}")
                    planned = driver.factor.planned_value()
                    self.drivers[name] = inverse(driver.factor, luck) if driver.is_on else np.full(self.count, planned)
                product = product * self.drivers[name]
            self.products[names] = product
        return self.products[names]


def _if_below(chance: float, u: Floats, when: Floats) -> Whole:
    """Return when something comes, in whole numbers; -1 where *u* is not below its chance."""
    return np.where(u < chance, _whole(when), -1)


def _whole(numbers: Floats) -> Whole:
    """Return the nearest whole numbers, none beyond the largest."""
    return np.rint(np.minimum(numbers, LARGEST)).astype(np.int64)


def planned_quantities(plan: Plan) -> QuantitiesRow:
    """Return the row of the planned run: planned values, nothing returned or reworked, decisions won, no shock.

    Shapes and units
        returns: one value a family, days in micro-days, money in 万元; decisions fall in the middle of their window.
    """
    values = []
    for family in families_of(plan):
        match family:
            case Days():
                factor = 1.0 if family.factor is None else family.factor.planned_value()
                values.append(round(family.law.planned_value() * family.scale * factor * MICRO))
            case Tries() | Comes():
                values.append(1)
            case Joint():
                values.append(1 if family.chance >= MOST else 0)
            case Cost():
                factor = 1.0 if family.factor is None else family.factor.planned_value()
                values.append(round(family.owed_cny_10k * factor))
            case Decision():
                values.append(PPM // 2)
            case Strikes():
                values.append(-1)
    return QuantitiesRow(values, list(range(len(values))))
