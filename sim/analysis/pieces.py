"""Numbers by key out of a table that is read in pieces, so that only the numbers are held in memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray


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
        for key, rows in piece.groupby(list(keys), sort=False, observed=True):
            collected.setdefault(key, []).append(rows["value"].to_numpy(dtype=np.float64))
            said.setdefault(key, rows[beside].iloc[0])
    for key, parts in collected.items():
        yield Numbers(key, np.concatenate(parts), said[key])
