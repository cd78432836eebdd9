"""Runs a study: performs what the store lacks, streams the tables into a folder, and estimates."""

import json
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from sim.plan.problems import StudyError
from sim.study.aside import FAILED_ASIDE
from sim.study.executors import slots_on
from sim.study.folder import put, unfinished_folder
from sim.study.gather import Batch, Watcher, gather, tables_of_batch
from sim.study.of_the_base import perform_of_the_base
from sim.study.provenance import Origin, Tally, provenance_of
from sim.study.rows import RunSettings, Study
from sim.study.stages import Prepared, prepare
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
    slots, prepared = slots_on(settings.workers), prepare(study)
    store.sweep()
    with unfinished_folder(results) as folder:
        tally = write_tables(prepared, settings, slots, store, folder, watcher or Unwatched())
        of_the_base = perform_of_the_base(study, settings, store, folder, watcher or Unwatched())
        shutil.rmtree(folder / FAILED_ASIDE, ignore_errors=True)
        write_summaries(folder, study, settings, prepared[study.base].yardstick, of_the_base)
        (folder / "study.yaml").write_text(study_yaml(study, settings), encoding="utf-8")
        _write_provenance(folder, provenance_of(study, settings, prepared, origin or Origin(), tally, folder))
        return put(folder, study.name)


def simulate_into(
    place: Path, study: Study, settings: RunSettings, origin: Origin, csv: bool, watcher: Watcher | None = None
) -> Tally:
    """Run a study of one plan into the folder *place*: only the tables that have rows, also as CSV if asked for.

    Raises
        StudyError: no replication could be performed.
    """
    slots, prepared = slots_on(settings.workers), prepare(study)
    with unfinished_folder(place.parent) as folder:
        store = Store(folder / "store")
        tally = write_tables(prepared, settings, slots, store, folder, watcher or Unwatched())
        shutil.rmtree(store.folder, ignore_errors=True)
        for file in folder.glob("*.parquet"):
            _keep_if_of_use(file, csv)
        _write_provenance(folder, provenance_of(study, settings, prepared, origin, tally, folder))
        folder.rename(place)
    return tally


def write_tables(
    prepared: Mapping[str, Prepared],
    settings: RunSettings,
    slots: int,
    store: Store,
    folder: Path,
    watcher: Watcher,
) -> Tally:
    """Perform what *store* lacks and write the tables of all rows into *folder*, sorted by row and replication.

    Raises
        StudyError: no replication of some row could be performed.
    """
    began = time.monotonic()
    batches = gather(prepared, settings, slots, store, folder / FAILED, watcher)
    with TableWriters(folder, list(prepared)) as writers:
        failed = [_add(batches, row, number, settings, writers) for number, row in enumerate(prepared)]
    pa.default_memory_pool().release_unused()
    shutil.rmtree(folder / FAILED, ignore_errors=True)
    taken = sum(batch.piece.replications for batch in batches if batch.piece.is_stored)
    return Tally(settings.replications * len(prepared), taken, sum(failed), round(time.monotonic() - began, 3))


def _add(batches: Sequence[Batch], row: str, number: int, settings: RunSettings, writers: TableWriters) -> int:
    """Add the tables of one row and return how many of its replications failed."""
    failed, first_error = 0, ""
    for batch in batches:
        if batch.row != row:
            continue
        for name, table in tables_of_batch(batch, settings):
            writers.add(number, name, table)
            pa.default_memory_pool().release_unused()  # else what is freed stays with the process, batch after batch
            if name == FAILURES and len(table):
                failed += len(table)
                first_error = first_error or table["error"][0].as_py()
    if failed == settings.replications:
        raise StudyError(f"{row}: all {failed} replications failed, the first with {first_error}")
    return failed


def _write_provenance(folder: Path, provenance: Mapping[str, Any]) -> None:
    text = json.dumps(provenance, indent=2, ensure_ascii=False)
    (folder / "provenance.json").write_text(text + "\n", encoding="utf-8")


def _keep_if_of_use(file: Path, csv: bool) -> None:
    """Remove a table without rows; write one with rows as CSV too if asked for."""
    if rows_in(file) == 0:
        file.unlink()
    elif csv:
        write_csv(file)
