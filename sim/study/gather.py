"""Performs what the store lacks of a study, and says where the tables of each batch lie."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa

from sim.study.batches import Piece, pieces_of, unit_size
from sim.study.executors import Workers
from sim.study.performing import KEPT_TABLES, Unit
from sim.study.rows import RunSettings
from sim.study.stages import Prepared
from sim.study.store import Store, key_of, read_batch, write_batch
from sim.study.tables import ALL_TABLES, FAILURES, arrow_table, of_replications
from sim.study.workers import Outcome, outcomes_of


class Watcher(Protocol):
    """Who is told how far a study has come."""

    def begin(self, replications: int, taken: int) -> None:
        """Learn how many replications there are in all, and how many of them the store has."""

    def advance(self, replications: int) -> None:
        """Learn that so many more are done."""


class Group(NamedTuple):
    """Rows of which as many replications are performed, as *settings* say."""

    prepared: Mapping[str, Prepared]
    settings: RunSettings


class Batch(NamedTuple):
    """A piece of a row, the key by which it is stored, and the folder of its tables once it is performed.

    Shapes and units
        group: place of the group that the row is of.
    """

    group: int
    row: str
    piece: Piece
    key: str
    folder: Path


def gather(groups: Sequence[Group], workers: Workers, store: Store, failed: Path, watcher: Watcher) -> Iterator[Batch]:
    """Perform what *store* lacks; yield all batches by group, row and replication, each as soon as it is there.

    Batches with failures lie in the folder *failed*, so that the store holds whole ones only.
    """
    batches = [batch for place, group in enumerate(groups) for batch in _batches(place, group, workers.slots, store)]
    missing = [batch for batch in batches if not batch.piece.is_stored]
    lacking = sum(batch.piece.replications for batch in missing)
    replications = sum(batch.piece.replications for batch in batches)
    watcher.begin(replications, replications - lacking)
    units = {batch.key: _unit(batch, groups[batch.group]) for batch in missing}
    asked_for = Counter(batch.key for batch in missing)
    done, outcomes = 0, outcomes_of(units, workers)
    while done < len(batches):
        batch = batches[done]
        if batch.key not in units:
            is_failed = (failed / batch.key).is_dir()
            yield batch._replace(folder=failed / batch.key) if is_failed else batch
            done += 1
            continue
        key, outcome = next(outcomes)
        unit = units.pop(key)
        _keep(key, unit, outcome, store, failed)
        watcher.advance(unit.replications * asked_for[key])
        del outcome  # else its tables stay while the next unit is performed


def _keep(key: str, unit: Unit, outcome: Outcome, store: Store, failed: Path) -> None:
    """Write the tables of a unit into the store, or where it failed into the folder *failed*."""
    tables = failures_of(unit, outcome) if isinstance(outcome, str) else outcome
    if len(tables[FAILURES]):
        (failed / key).mkdir(parents=True)
        write_batch(failed / key, tables)
    else:
        says = {"seed": unit.seed, "first": unit.first, "replications": unit.replications, "kept": unit.kept}
        store.write(key, tables, says)


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


def _batches(place: int, group: Group, slots: int, store: Store) -> Iterator[Batch]:
    settings = group.settings
    unit = unit_size(settings.replications, len(group.prepared), slots, settings.batch)
    for row, stage in group.prepared.items():
        key = partial(_key, stage.digest, settings)
        for piece in pieces_of(settings.replications, settings.batch, unit, partial(_is_stored, store, key)):
            name = key(piece.first, piece.size)
            yield Batch(place, row, piece, name, store.place(name))


def _key(digest: str, settings: RunSettings, first: int, size: int) -> str:
    return key_of(digest, settings.seed, first, size, _kept(settings, first, size))


def _is_stored(store: Store, key: Callable[[int, int], str], first: int, size: int) -> bool:
    return key(first, size) in store


def _unit(batch: Batch, group: Group) -> Unit:
    first, count, settings = batch.piece.first, batch.piece.size, group.settings
    return Unit(group.prepared[batch.row].stage, settings.seed, first, count, _kept(settings, first, count))


def _kept(settings: RunSettings, first: int, count: int) -> int:
    return min(max(settings.keep - first, 0), count)
