"""Outcomes over all replications: mean with its interval, P10 and P90, by scenario, quarter and place."""

from collections.abc import Iterable

import pandas as pd

from sim.analysis.intervals import empty_if_infinite, mean, quantile
from sim.analysis.pieces import numbers_by_key

KEYS = ["scenario", "quarter", "outcome", "network", "district"]
COLUMNS = [*KEYS, "mean", "low", "high", "p10", "p90", "unit", "replications"]


def outcome_means(outcomes: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the means of the table `outcomes`, which comes in pieces, in its order.

    Shapes and units
        returns: COLUMNS; low and high are the 95 % interval of the mean, p10 and p90 quantiles of replications.
    """
    rows = []
    for key, numbers, unit in numbers_by_key(outcomes, KEYS, "unit"):
        tails = [quantile(numbers, share).estimate for share in (0.1, 0.9)]
        rows.append((*key, *empty_if_infinite(mean(numbers)), *tails, unit, len(numbers)))
    return pd.DataFrame(rows, columns=COLUMNS)
