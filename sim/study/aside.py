"""Rows aside: performed like those of the study, by the same batches, workers and store, but kept out of its tables."""

import pickle
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sim.plan.plan import Plan
from sim.plan.problems import StudyError
from sim.study.executors import executor_on
from sim.study.gather import Watcher, gather, tables_of_batch
from sim.study.rows import Row, RunSettings, Study
from sim.study.stages import Prepared, prepare
from sim.study.store import Store
from sim.study.tables import FAILURES

FAILED_ASIDE = "failed_aside"
"""The folder, while results are written, of batches aside in which replications failed."""

WANTED: dict[str, tuple[str, ...]] = {
    "targets": ("target", "value_at_deadline", "met", "margin_days"),
    "delay_cost_sums": ("account", "component", "cost_cny_10k"),
}
"""Tables and columns that are wanted of rows aside."""

Aside = dict[str, pd.DataFrame]
"""Table to its rows, `scenario` and `replication` in front."""


def perform_aside(
    rows: Sequence[Row], replications: int, settings: RunSettings, store: Store, folder: Path, watcher: Watcher
) -> Aside:
    """Perform *rows*, each measured against its own planned run, and return what is wanted of them.

    A replication that fails in one row is left out of all, so that all have the same.

    Raises
        StudyError: no replication was performed in all rows.
    """
    of_these = settings.model_copy(update={"replications": replications, "keep": 0})
    prepared, slots = _prepared(rows, settings.workers)
    batches = gather(prepared, of_these, slots, store, folder / FAILED_ASIDE, watcher)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in WANTED}
    failed: set[int] = set()
    for batch in batches:
        for name, table in tables_of_batch(batch, of_these):
            if name == FAILURES:
                failed |= set(table["replication"].to_pylist())
            elif name in WANTED:
                frame = table.select(["replication", *WANTED[name]]).to_pandas()
                frame.insert(0, "scenario", batch.row)
                parts[name].append(frame)
        pa.default_memory_pool().release_unused()
    if len(failed) >= replications:
        raise StudyError("rows beside the study: every replication failed in one of them, expected some to stand")
    joined = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    return {name: frame[~frame["replication"].isin(failed)] for name, frame in joined.items()}


def prepare_alone(plan: bytes) -> Prepared:
    """Return a pickled plan ready to be performed, measured against its own planned run."""
    found: Plan = pickle.loads(plan)
    return prepare(Study("aside", (Row("alone", found),), "alone"), WANTED)["alone"]


def _prepared(rows: Sequence[Row], workers: int | str) -> tuple[dict[str, Prepared], int]:
    """Return the rows ready to be performed, in their order, and how many units can be performed at once."""
    with executor_on(workers) as (executor, slots):
        plans = (pickle.dumps(row.plan, protocol=pickle.HIGHEST_PROTOCOL) for row in rows)
        futures = [executor.submit(prepare_alone, plan) for plan in plans]
        return {row.name: future.result() for row, future in zip(rows, futures, strict=True)}, slots


def replications_in(settings: RunSettings, asked: int) -> int:
    """Return how many replications rows aside have: *asked*, and never more than the study's."""
    return min(asked, settings.replications)
