"""Outcomes over all replications: mean with its interval, P10 and P90, by scenario, quarter and place."""

import pandas as pd

from sim.analysis.intervals import empty_if_infinite, mean, quantile

KEYS = ["scenario", "quarter", "outcome", "network", "district"]
COLUMNS = [*KEYS, "mean", "low", "high", "p10", "p90", "unit", "replications"]


def outcome_means(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the means of the table `outcomes`, in its order; *outcomes* is of one scenario.

    Shapes and units
        returns: COLUMNS; low and high are the 95 % interval of the mean, p10 and p90 quantiles of replications.
    """
    rows = []
    for key, of_one in outcomes.groupby(KEYS, sort=False, observed=True):
        numbers = of_one["value"].to_numpy(dtype=float)
        tails = [quantile(numbers, share).estimate for share in (0.1, 0.9)]
        rows.append((*key, *empty_if_infinite(mean(numbers)), *tails, of_one["unit"].iloc[0], len(numbers)))
    return pd.DataFrame(rows, columns=COLUMNS)
