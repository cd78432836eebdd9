"""Rows aside: performed like those of the study, by the same batches, workers and store, but kept out of its tables."""

import pickle
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future

import pandas as pd
import pyarrow as pa

from sim.plan.problems import StudyError
from sim.study.executors import Workers
from sim.study.gather import Batch, Group, tables_of_batch
from sim.study.rows import LaterRow, Row, RunSettings, Study
from sim.study.stages import Prepared, prepare
from sim.study.tables import FAILURES

WANTED: dict[str, tuple[str, ...]] = {
    "targets": ("target", "value_at_deadline", "met", "margin_days"),
    "delay_cost_sums": ("account", "component", "cost_cny_10k"),
}
"""Tables and columns that are wanted of rows aside."""

Frames = dict[str, pd.DataFrame]
"""Table to its rows, `scenario` and `replication` in front."""


class Asked:
    """Rows aside that workers make ready, each measured against its own planned run."""

    def __init__(self, rows: Sequence[Row | LaterRow], replications: int, workers: Workers) -> None:
        """Hand the rows to the workers; of each as many replications are wanted."""
        self.replications = replications
        self._ready: dict[str, Future[Prepared]] = {}
        for row in rows:
            written = pickle.dumps(row, protocol=pickle.HIGHEST_PROTOCOL)
            self._ready[row.name] = workers.executor.submit(prepare_alone, written)

    def group(self, settings: RunSettings) -> Group:
        """Return the rows, ready to be performed as *settings* say.

        Raises
            PlanError: a row cannot be read.
            StudyError: a worker was lost, or a cluster went away.
        """
        of_these = settings.model_copy(update={"replications": self.replications, "keep": 0})
        try:
            return Group({name: future.result() for name, future in self._ready.items()}, of_these)
        except (BrokenExecutor, CancelledError):
            raise StudyError(
                "a worker was lost while it prepared a row, expected it to stay: run the same again"
            ) from None


class Taken:
    """What is wanted of the rows of a group, taken from its batches as they come."""

    def __init__(self, group: Group) -> None:
        self._settings = group.settings
        self._parts: dict[str, list[pd.DataFrame]] = {name: [] for name in WANTED}
        self._failed: set[int] = set()

    def add(self, batch: Batch) -> None:
        """Take the tables of one batch."""
        for name, table in tables_of_batch(batch, self._settings):
            if name == FAILURES:
                self._failed |= set(table["replication"].to_pylist())
            elif name in WANTED:
                frame = table.select(["replication", *WANTED[name]]).to_pandas()
                frame.insert(0, "scenario", batch.row)
                self._parts[name].append(frame)
        pa.default_memory_pool().release_unused()

    def frames(self) -> Frames:
        """Return all that was taken; a replication that fails in one row is left out of all, so that all have the same.

        Raises
            StudyError: no replication was performed in all rows.
        """
        if len(self._failed) >= self._settings.replications:
            raise StudyError("rows beside the study: every replication failed in one of them, expected some to stand")
        joined = {name: pd.concat(frames, ignore_index=True) for name, frames in self._parts.items()}
        return {name: frame[~frame["replication"].isin(self._failed)] for name, frame in joined.items()}


def prepare_alone(written: bytes) -> Prepared:
    """Return a pickled row ready to be performed, measured against its own planned run."""
    row: Row | LaterRow = pickle.loads(written)
    return prepare(Study("aside", (Row("alone", row.plan),), "alone"), WANTED)["alone"]


def replications_in(settings: RunSettings, asked: int) -> int:
    """Return how many replications rows aside have: *asked*, and never more than the study's."""
    return min(asked, settings.replications)
