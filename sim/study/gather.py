"""Performs what the store lacks of a study, and says where the tables of each batch lie."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa

from sim.study.batches import Piece, pieces_of, unit_size
from sim.study.performing import KEPT_TABLES, Unit
from sim.study.rows import RunSettings
from sim.study.stages import Prepared
from sim.study.store import Store, key_of, read_batch, write_batch
from sim.study.tables import ALL_TABLES, FAILURES, arrow_table, of_replications
from sim.study.workers import outcomes_of


class Watcher(Protocol):
    """Who is told how far a study has come."""

    def begin(self, replications: int, taken: int) -> None:
        """Learn how many replications there are in all, and how many of them the store has."""

    def advance(self, replications: int) -> None:
        """Learn that so many more are done."""


class Batch(NamedTuple):
    """A piece of a row, the key by which it is stored, and the folder of its tables once it is performed."""

    row: str
    piece: Piece
    key: str
    folder: Path


def gather(
    prepared: Mapping[str, Prepared], settings: RunSettings, slots: int, store: Store, failed: Path, watcher: Watcher
) -> list[Batch]:
    """Perform what *store* lacks and return all batches, by row and replication.

    Batches with failures lie in the folder *failed*, so that the store holds whole ones only.

    Shapes and units
        slots: how many units can be performed at once.
    """
    batches = _batches(prepared, settings, slots, store)
    done = sum(batch.piece.replications for batch in batches if batch.piece.is_stored)
    watcher.begin(sum(batch.piece.replications for batch in batches), done)
    missing = [batch for batch in batches if not batch.piece.is_stored]
    units = {batch.key: _unit(batch, prepared, settings) for batch in missing}
    asked_for = Counter(batch.key for batch in missing)
    for key, outcome in outcomes_of(units, settings.workers):
        unit = units[key]
        tables = failures_of(unit, outcome) if isinstance(outcome, str) else outcome
        if len(tables[FAILURES]):
            (failed / key).mkdir(parents=True)
            write_batch(failed / key, tables)
        else:
            says = {"seed": unit.seed, "first": unit.first, "replications": unit.replications, "kept": unit.kept}
            store.write(key, tables, says)
        watcher.advance(unit.replications * asked_for[key])
        del outcome, tables  # else they stay while the next unit is performed
    return [batch._replace(folder=failed / batch.key) if (failed / batch.key).is_dir() else batch for batch in batches]


def tables_of_batch(batch: Batch, settings: RunSettings) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables of *batch* with their names; of a block that holds more, only what is asked for."""
    end = batch.piece.first + batch.piece.replications
    for name, table in read_batch(batch.folder):
        kept_to = min(end, settings.keep) if name in KEPT_TABLES else end
        yield name, table if kept_to == batch.piece.first + batch.piece.size else of_replications(table, kept_to)


def failures_of(unit: Unit, error: str) -> dict[str, pa.Table]:
    """Return the tables of a unit that failed as a whole: every replication is named."""
    numbers = range(unit.first, unit.first + unit.replications)
    tables = {name: arrow_table(name, [], []) for name in ALL_TABLES}
    return tables | {FAILURES: arrow_table(FAILURES, numbers, [(error,)] * unit.replications)}


def _batches(prepared: Mapping[str, Prepared], settings: RunSettings, slots: int, store: Store) -> list[Batch]:
    unit = unit_size(settings.replications, len(prepared), slots, settings.batch)
    batches = []
    for row, stage in prepared.items():
        key = partial(_key, stage.digest, settings)
        for piece in pieces_of(settings.replications, settings.batch, unit, partial(_is_stored, store, key)):
            name = key(piece.first, piece.size)
            batches.append(Batch(row, piece, name, store.place(name)))
    return batches


def _key(digest: str, settings: RunSettings, first: int, size: int) -> str:
    return key_of(digest, settings.seed, first, size, _kept(settings, first, size))


def _is_stored(store: Store, key: Callable[[int, int], str], first: int, size: int) -> bool:
    return key(first, size) in store


def _unit(batch: Batch, prepared: Mapping[str, Prepared], settings: RunSettings) -> Unit:
    first, count = batch.piece.first, batch.piece.size
    return Unit(prepared[batch.row].stage, settings.seed, first, count, _kept(settings, first, count))


def _kept(settings: RunSettings, first: int, count: int) -> int:
    return min(max(settings.keep - first, 0), count)
