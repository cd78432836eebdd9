"""Construction rates over all replications: quantiles of rate and stock, by scenario, month, network and indicator."""

import numpy as np
import pandas as pd

from sim.analysis.intervals import place_of

KEYS = ["month", "network", "indicator"]
QUANTILES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}


def rates(progress: pd.DataFrame) -> pd.DataFrame:
    """Return P10, P50 and P90 of the table `progress`, one row a scenario, month, network and indicator.

    A quantile is the least number that so many replications do not exceed, so whole numbers stay
    whole. `needed_rate` is the median.

    Shapes and units
        returns: scenario, month, network, indicator, rate_p10|p50|p90, planned_rate, needed_rate,
            cumulative_p10|p50|p90, planned_cumulative, unit; a month's row holds the stock at its end.
    """
    scenarios = progress["scenario"].unique()
    frames = [_of_scenario(progress[progress["scenario"] == scenario]) for scenario in scenarios]
    return pd.concat(frames, ignore_index=True) if frames else _of_scenario(progress)


def _of_scenario(progress: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one scenario, in the order of its first replication."""
    groups = progress.groupby(KEYS, sort=False, observed=True).ngroup().to_numpy()
    sizes = np.bincount(groups)
    firsts = np.cumsum(sizes) - sizes

    def places(share: float) -> np.ndarray:
        return firsts + np.array([place_of(share, size) for size in sizes], dtype=np.intp)

    def in_order(column: str) -> np.ndarray:
        values = progress[column].to_numpy()
        return np.asarray(values[np.lexsort((values, groups))])

    table = progress.iloc[np.unique(groups, return_index=True)[1]]
    frame = table[["scenario", *KEYS]].reset_index(drop=True).astype({"scenario": "str"})
    rate, needed, cumulative = map(in_order, ("rate", "needed_rate", "cumulative"))
    for name, share in QUANTILES.items():
        frame[f"rate_{name}"] = rate[places(share)]
    frame["planned_rate"] = table["planned_rate"].to_numpy()
    frame["needed_rate"] = needed[places(0.5)]
    for name, share in QUANTILES.items():
        frame[f"cumulative_{name}"] = cumulative[places(share)]
    frame["planned_cumulative"] = table["planned_cumulative"].to_numpy()
    frame["unit"] = table["unit"].to_numpy()
    return frame
