"""Runs a study: performs what the store lacks, streams the tables into a folder, and estimates."""

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from sim.plan.problems import StudyError
from sim.study.aside import Taken
from sim.study.executors import Workers
from sim.study.folder import put, unfinished_folder
from sim.study.gather import Batch, Group, Watcher, gather, tables_of_batch
from sim.study.of_the_base import OfTheBase, ask_of_the_base
from sim.study.provenance import Origin, Tally, provenance_of
from sim.study.rows import RunSettings, Study
from sim.study.stages import prepare
from sim.study.store import Store
from sim.study.summaries import write_summaries
from sim.study.tables import FAILURES, TableWriters, rows_in, write_csv
from sim.study.written import study_yaml

FAILED = "failed"
"""The folder, while results are written, of batches in which replications failed."""


class Unwatched:
    """A watcher who does not look."""

    def begin(self, replications: int, taken: int) -> None:
        """Take no notice."""

    def advance(self, replications: int) -> None:
        """Take no notice."""


def run(study: Study, settings: RunSettings, origin: Origin | None = None, watcher: Watcher | None = None) -> Path:
    """Run *study* and return its results folder.

    Raises
        PlanError: nothing answers at the address of the workers.
        StudyError: no replication of some row could be performed, or a cluster went away.
    """
    results = Path(settings.results)
    store = Store(results / "store")
    with Workers(settings.workers) as workers, unfinished_folder(results) as folder:
        asked = ask_of_the_base(study, settings, workers)  # made ready by the workers while this process does the rows
        rows = Group(prepare(study), settings)
        aside = {name: ready.group(settings) for name, ready in asked.items()}
        taken = {name: Taken(group) for name, group in aside.items()}
        store.sweep()
        beside = [(group, taken[name].add) for name, group in aside.items()]
        tally = write_tables(rows, workers, store, folder, watcher or Unwatched(), beside)
        write_summaries(folder, study, settings, rows.prepared[study.base].yardstick, OfTheBase.of(taken))
        (folder / "study.yaml").write_text(study_yaml(study, settings), encoding="utf-8")
        _write_provenance(folder, provenance_of(study, settings, rows.prepared, origin or Origin(), tally, folder))
        return put(folder, study.name)


def simulate_into(
    place: Path, study: Study, settings: RunSettings, origin: Origin, csv: bool, watcher: Watcher | None = None
) -> Tally:
    """Run a study of one plan into the folder *place*: only the tables that have rows, also as CSV if asked for.

    Raises
        StudyError: no replication could be performed.
    """
    with Workers(settings.workers) as workers, unfinished_folder(place.parent) as folder:
        store, prepared = Store(folder / "store"), prepare(study)
        tally = write_tables(Group(prepared, settings), workers, store, folder, watcher or Unwatched())
        shutil.rmtree(store.folder, ignore_errors=True)
        for file in folder.glob("*.parquet"):
            _keep_if_of_use(file, csv)
        _write_provenance(folder, provenance_of(study, settings, prepared, origin, tally, folder))
        folder.rename(place)
    return tally


def write_tables(
    rows: Group,
    workers: Workers,
    store: Store,
    folder: Path,
    watcher: Watcher,
    aside: Sequence[tuple[Group, Callable[[Batch], None]]] = (),
) -> Tally:
    """Perform what *store* lacks and write the tables of all rows into *folder*, sorted by row and replication.

    Shapes and units
        aside: groups that are performed as well, and who takes their batches.
    Raises
        StudyError: no replication of some row could be performed.
    """
    began = time.monotonic()
    names, settings = list(rows.prepared), rows.settings
    errors, taken = {name: list[str]() for name in names}, 0
    with TableWriters(folder, names) as writers:
        for batch in gather([rows, *(group for group, _ in aside)], workers, store, folder / FAILED, watcher):
            if batch.group:
                aside[batch.group - 1][1](batch)
                continue
            errors[batch.row] += _add(batch, names.index(batch.row), settings, writers)
            taken += batch.piece.replications if batch.piece.is_stored else 0
    shutil.rmtree(folder / FAILED, ignore_errors=True)
    for row, of_row in errors.items():
        if len(of_row) == settings.replications:
            raise StudyError(f"{row}: all {len(of_row)} replications failed, the first with {of_row[0]}")
    failed, seconds = sum(map(len, errors.values())), round(time.monotonic() - began, 3)
    return Tally(settings.replications * len(names), taken, failed, seconds)


def _add(batch: Batch, place: int, settings: RunSettings, writers: TableWriters) -> list[str]:
    """Add the tables of a batch of the row at a place, and return the errors of those that failed."""
    errors: list[str] = []
    for name, table in tables_of_batch(batch, settings):
        writers.add(place, name, table)
        pa.default_memory_pool().release_unused()  # else what is freed stays with the process, batch after batch
        if name == FAILURES:
            errors += table["error"].to_pylist()
    return errors


def _write_provenance(folder: Path, provenance: Mapping[str, Any]) -> None:
    text = json.dumps(provenance, indent=2, ensure_ascii=False)
    (folder / "provenance.json").write_text(text + "\n", encoding="utf-8")


def _keep_if_of_use(file: Path, csv: bool) -> None:
    """Remove a table without rows; write one with rows as CSV too if asked for."""
    if rows_in(file) == 0:
        file.unlink()
    elif csv:
        write_csv(file)
