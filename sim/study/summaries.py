"""The summaries of a study: estimates, differences, rates and the price of a month, from its tables."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from sim.analysis.estimates import differences, estimates
from sim.analysis.month_late import month_late
from sim.analysis.rates import rates
from sim.analysis.yardstick import Yardstick
from sim.study.rows import Study

NEEDED = {
    "targets": None,
    "delay_cost": ["scenario", "replication", "account", "component", "cost_cny_10k"],
    "networks": ["scenario", "replication", "network", "days"],
}
"""Tables that estimates are made from, and which of their columns (none named: all)."""

REPEATED = ["month", "network", "indicator", "unit"]
"""Texts of `progress` that are the same in every replication, read as numbers for their words."""


def write_summaries(folder: Path, study: Study, yardstick: Yardstick) -> None:
    """Write the summaries of the tables in *folder* beside them; *yardstick* is the base's."""
    plans = {row.name: row.plan for row in study.rows}
    frames = {name: pd.read_parquet(folder / f"{name}.parquet", columns=columns) for name, columns in NEEDED.items()}
    if any(not plan.targets for plan in plans.values()):
        frames["progress"] = pd.read_parquet(folder / "progress.parquet", columns=["scenario", "replication"])
    _write(estimates(frames, plans), folder / "estimates.csv")
    _write(differences(frames, study.base, plans), folder / "differences.csv")
    del frames
    _write(pd.concat(_rates(folder / "progress.parquet", study)), folder / "rates.csv")
    _write(month_late(yardstick), folder / "month_late.csv")


def _rates(progress: Path, study: Study) -> Iterator[pd.DataFrame]:
    """Yield the rates of each row; the table of all rows at once would be large."""
    for row in study.rows:
        table = pq.read_table(progress, filters=[("scenario", "==", row.name)], read_dictionary=REPEATED)
        yield rates(table.to_pandas())


def _write(frame: pd.DataFrame, file: Path) -> None:
    frame.to_csv(file, index=False, lineterminator="\n")
