"""Headroom: how far one number of the plan can move before the chance of a target falls to 80 %.

At each level of a sweep the same replications are performed. Chances over the levels are fitted so that they
never fall in the direction that is meant to help, and between two levels they are taken to run straight.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.intervals import Floats

NEEDED_CHANCE = 0.8
RESAMPLES = 400
LEVEL = 0.95

COLUMNS = [
    "sweep",
    "target",
    "shipped_level",
    "chance_as_shipped",
    "answer",
    "level",
    "low",
    "high",
    "replications",
]

FALLS, NEVER_IN_RANGE, REACHED, ALREADY_BELOW = "falls", "never_in_range", "reached", "already_below"
"""The chance falls to 80 % at the level; it stays above over the whole range; it is below as shipped and comes to
80 % at the level; it is below over the whole range."""

ANSWERS = {
    (False, True): FALLS,
    (True, True): NEVER_IN_RANGE,
    (False, False): REACHED,
    (True, False): ALREADY_BELOW,
}
"""(Whether 80 % lies beyond the range, whether it is held as shipped) to the answer."""


class Sweeping(NamedTuple):
    """A sweep to be read from the table of targets.

    Shapes and units
        rows: level to the scenario that stands on it, in order of levels; the base is one of them.
        shipped: the level of the base.
        is_higher_better: whether targets are meant to be met more often at higher levels.
    """

    rows: Mapping[float, str]
    shipped: float
    is_higher_better: bool


def headroom(targets: pd.DataFrame, sweeps: Mapping[str, Sweeping], names: Sequence[str], seed: int) -> pd.DataFrame:
    """Return for each sweep and target the level at which the chance is 80 %, with its 95 % interval.

    The interval is by bootstrap over replications, all levels together since they share their luck. A bound that lies
    beyond the range is empty, and so is the level of an answer that has none.

    Shapes and units
        targets: of the table of this name, `scenario`, `replication`, `target` and `met`.
        names: the targets to look at.
    """
    by_target = {
        str(target): rows.pivot(index="replication", columns="scenario", values="met")
        for target, rows in targets[targets["target"].isin(list(names))].groupby("target", observed=True)
    }
    found = [
        (sweep, target, *_read(by_target[target], sweeping, seed))
        for sweep, sweeping in sweeps.items()
        for target in names
        if target in by_target
    ]
    return pd.DataFrame(found, columns=COLUMNS)


def _read(met: pd.DataFrame, sweep: Sweeping, seed: int) -> tuple[float, float, str, float, float, float, int]:
    levels = np.array(list(sweep.rows), dtype=np.float64)
    every = met[list(sweep.rows.values())].dropna().to_numpy(dtype=np.float64)
    fitted = fit(every.mean(axis=0), sweep.is_higher_better)
    chance = float(fitted[list(sweep.rows).index(sweep.shipped)])
    level = crossing(levels, fitted, sweep.is_higher_better)
    answer = ANSWERS[bool(np.isinf(level)), chance >= NEEDED_CHANCE]
    resampled = list(_resampled(every, levels, sweep.is_higher_better, seed))
    # With infinite levels among them: the number that stands at the place, none between two.
    tails = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    low, high = np.quantile(resampled, tails, method="closest_observation")
    shown = [value if np.isfinite(value) else np.nan for value in (level, low, high)]
    return (sweep.shipped, chance, answer, *shown, len(every))  # type: ignore[return-value]


def _resampled(met: Floats, levels: Floats, is_higher_better: bool, seed: int) -> Iterator[float]:
    """Yield the crossing of each resample of replications."""
    luck = np.random.Generator(np.random.PCG64(seed))
    for _ in range(RESAMPLES):
        counts: NDArray[np.int64] = luck.multinomial(len(met), np.full(len(met), 1 / len(met)))
        yield crossing(levels, fit(counts @ met / len(met), is_higher_better), is_higher_better)


def fit(chances: Floats, is_higher_better: bool) -> Floats:
    """Return the least-squares fit to *chances* that never falls, or never rises, from level to level.

    Source
        Pool-adjacent-violators, `scipy.optimize.isotonic_regression`.
    """
    from scipy.optimize import isotonic_regression  # few studies need it, all charts would wait for it

    return np.asarray(isotonic_regression(chances, increasing=is_higher_better).x)


def crossing(levels: Floats, fitted: Floats, is_higher_better: bool) -> float:
    """Return the level at which a monotone fit is 80 %, seen from the worse end: the first at which it is so high.

    Infinite on the side where the level would lie when it is not within the range.
    """
    if not is_higher_better:
        return -crossing(-levels[::-1], fitted[::-1], True)
    if fitted[0] >= NEEDED_CHANCE:
        return -np.inf
    if fitted[-1] < NEEDED_CHANCE:
        return np.inf
    above = int(np.argmax(fitted >= NEEDED_CHANCE))
    part = (NEEDED_CHANCE - fitted[above - 1]) / (fitted[above] - fitted[above - 1])
    return float(levels[above - 1] + part * (levels[above] - levels[above - 1]))
