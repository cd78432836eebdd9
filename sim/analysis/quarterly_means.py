"""Outcomes and the four rates over all replications: mean with its interval, and quantiles, by quarter.

Tables are read in pieces, so that only the numbers are held in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.intervals import empty_if_infinite, mean, value_at

OUTCOME_KEYS = ["scenario", "quarter", "outcome", "network", "district"]
OUTCOME_COLUMNS = [*OUTCOME_KEYS, "mean", "low", "high", "p10", "p90", "unit", "replications"]

RATE_KEYS = ["scenario", "network", "quarter", "rate"]
RATE_COLUMNS = [*RATE_KEYS, "mean", "low", "high", "p10", "p50", "p90", "planned", "replications"]


def outcome_means(outcomes: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the means of the table `outcomes`, which comes in pieces, in its order.

    Shapes and units
        returns: OUTCOME_COLUMNS; low and high are the 95 % interval of the mean, p10 and p90 quantiles of replications.
    """
    rows = []
    for key, numbers, unit in numbers_by_key(outcomes, OUTCOME_KEYS, "unit"):
        tails = [value_at(numbers, share) for share in (0.1, 0.9)]
        rows.append((*key, *empty_if_infinite(mean(numbers)), *tails, unit, len(numbers)))
    return pd.DataFrame(rows, columns=OUTCOME_COLUMNS)


def four_rates(quarters: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the four rates over all replications: the table `quarters`, which comes in pieces, in its order.

    Shapes and units
        returns: RATE_COLUMNS; low and high are the 95 % interval of the mean, the quantiles those of replications.
    """
    rows = []
    for key, numbers, planned in numbers_by_key(quarters, RATE_KEYS, "planned"):
        tails = [value_at(numbers, share) for share in (0.1, 0.5, 0.9)]
        rows.append((*key, *empty_if_infinite(mean(numbers)), *tails, planned, len(numbers)))
    return pd.DataFrame(rows, columns=RATE_COLUMNS)


class Numbers(NamedTuple):
    """The numbers of one key, in the order of the table, and what stands beside the first of them."""

    key: tuple[str, ...]
    numbers: NDArray[np.float64]
    beside: Any


def numbers_by_key(pieces: Iterable[pd.DataFrame], keys: Sequence[str], beside: str) -> Iterator[Numbers]:
    """Yield the column `value` by *keys*, in the order of their first appearance.

    Shapes and units
        beside: a column that is the same in all rows of a key.
    """
    collected: dict[tuple[str, ...], list[NDArray[np.float64]]] = {}
    said: dict[tuple[str, ...], Any] = {}
    for piece in pieces:
        groups = piece.groupby(list(keys), sort=False, observed=True).ngroup().to_numpy()
        sizes = np.bincount(groups)
        values = piece["value"].to_numpy(dtype=np.float64)[np.argsort(groups, kind="stable")]
        parts = np.split(values, np.cumsum(sizes) - sizes)[1:]
        firsts = piece.iloc[np.unique(groups, return_index=True)[1]]
        found = firsts[list(keys)].itertuples(index=False, name=None)
        for key, part, word in zip(found, parts, firsts[beside], strict=True):
            collected.setdefault(key, []).append(part)
            said.setdefault(key, word)
    for key, parts in collected.items():
        yield Numbers(key, np.concatenate(parts), said[key])
