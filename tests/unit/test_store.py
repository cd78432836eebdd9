"""The store holds whole batches under the name of what determines them, and nothing else."""

import os
import time
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.batches import Piece, pieces_of, unit_size
from sim.study.store import STALE_SECONDS, UNFINISHED, Store, key_of, model_version, read_batch
from sim.study.tables import ROWS_A_GROUP, TableWriter, arrow_table


def tables(rows: int = 3) -> dict[str, pa.Table]:
    """Return the tables of a batch: one with rows, one without."""
    return {
        "cash": arrow_table("cash", range(rows), [(2020, "bonds", 5, 3, 1, row) for row in range(rows)]),
        "failures": arrow_table("failures", [], []),
    }


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A batch comes back table by table, with its rows."""
    store = Store(tmp_path / "store")
    store.write("key", tables(), {"seed": 1})
    assert dict(read_batch(store.place("key"))) == tables()


def test_a_batch_that_another_run_has_written_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    """Two runs may finish the same batch: the second finds it there, and leaves nothing beside it."""
    store = Store(tmp_path / "store")
    store.write("key", tables(), {})
    store.write("key", tables(), {})
    assert [place.name for place in store.folder.iterdir()] == ["key"]


def test_a_batch_that_could_not_be_written_has_no_name(tmp_path: Path) -> None:
    """What was interrupted is not taken for a batch."""
    store = Store(tmp_path / "store")
    with pytest.raises(AttributeError, match="NoneType"):
        store.write("key", tables() | {"broken": None}, {})
    assert "key" not in store
    (left,) = store.folder.iterdir()
    assert left.name.startswith(UNFINISHED)


def test_only_what_was_left_unfinished_long_ago_is_swept(tmp_path: Path) -> None:
    """An hour is the limit: younger folders may still be written."""
    old, young, whole = tmp_path / f"{UNFINISHED}old", tmp_path / f"{UNFINISHED}young", tmp_path / "whole"
    for folder in (old, young, whole):
        folder.mkdir()
    long_ago = time.time() - STALE_SECONDS - 60
    for folder in (old, whole):
        os.utime(folder, (long_ago, long_ago))
    Store(tmp_path).sweep()
    assert (old.exists(), young.exists(), whole.exists()) == (False, True, True)


def test_a_key_tells_apart_all_that_determines_a_batch() -> None:
    """Another plan, seed, range or number of kept replications is another batch; the same is the same."""
    keys = {
        key_of("plan", 1, 0, 256, 256),
        key_of("other", 1, 0, 256, 256),
        key_of("plan", 2, 0, 256, 256),
        key_of("plan", 1, 256, 256, 256),
        key_of("plan", 1, 0, 128, 128),
        key_of("plan", 1, 0, 256, 0),
    }
    assert len(keys) == 6
    assert key_of("plan", 1, 0, 256, 256) in keys


def test_the_version_of_the_model_says_the_package_and_its_sources() -> None:
    """Results of another model are never taken for ours."""
    package, _, sources = model_version().partition("+")
    assert package[0].isdecimal()
    assert len(sources) == 12


def test_a_study_is_cut_until_no_worker_is_idle() -> None:
    """200 replications of one row are many units for two workers; large studies have units of 128."""
    assert unit_size(1000, rows=5, workers=1, batch=256) == 128
    assert unit_size(1000, rows=5, workers=2, batch=64) == 64
    assert unit_size(200, rows=1, workers=2, batch=256) == 64
    assert unit_size(8, rows=1, workers=8, batch=256) == 16
    assert unit_size(1000, rows=1, workers=64, batch=7) == 7


BLOCKS = st.tuples(st.integers(0, 43).map(lambda place: 16 * place), st.sampled_from([16, 32, 64, 128, 256]))


@given(replications=st.integers(1, 700), batch=st.integers(1, 300), unit=st.integers(1, 300), stored=st.sets(BLOCKS))
def test_pieces_hold_every_replication_once_and_in_order(
    replications: int, batch: int, unit: int, stored: set[tuple[int, int]]
) -> None:
    """Whatever is stored already, the pieces are the replications, from the first to the last."""
    pieces = list(pieces_of(replications, batch, unit, lambda first, size: (first, size) in stored))
    held = [number for piece in pieces for number in range(piece.first, piece.first + piece.replications)]
    assert held == list(range(replications))
    assert all(((piece.first, piece.size) in stored) == piece.is_stored for piece in pieces)


def test_a_larger_study_takes_what_a_smaller_one_has_stored() -> None:
    """200 replications, then 400: the first 192 are there, cut where the larger study looks for them."""
    small = list(pieces_of(200, 256, 64, lambda *_: False))
    stored = {(piece.first, piece.size) for piece in small}
    large = list(pieces_of(400, 256, 256, lambda first, size: (first, size) in stored))
    assert sum(piece.replications for piece in large if piece.is_stored) == 192


def test_a_smaller_study_takes_its_part_of_a_larger_block() -> None:
    """A block of 256 serves a study of 200."""
    (piece,) = pieces_of(200, 256, 64, lambda first, size: (first, size) == (0, 256))
    assert piece == Piece(first=0, replications=200, size=256, is_stored=True)


@pytest.mark.parametrize("cut", [1, 1000, ROWS_A_GROUP - 1, 3 * ROWS_A_GROUP])
def test_a_table_is_the_same_file_however_its_rows_came_in(tmp_path: Path, cut: int) -> None:
    """Rows that came one by one or all at once make the same bytes."""
    number = 300 if cut == 1 else 2 * ROWS_A_GROUP + 11
    rows = arrow_table("failures", range(number), [(f"error {row % 7}",) for row in range(number)])
    files = []
    for name, size in (("whole", number), ("cut", cut)):
        files.append(tmp_path / f"{name}.parquet")
        writer = TableWriter(files[-1], "failures", ["a", "b"])
        for scenario in (0, 1):
            for first in range(0, number, size):
                writer.add(scenario, rows.slice(first, size))
        writer.close()
    assert files[0].read_bytes() == files[1].read_bytes()
