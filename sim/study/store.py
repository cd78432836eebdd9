"""The store: finished batches as folders named by the hash of what determines them.

A folder is written beside its place and renamed into it, so that what has a name is whole; a
study that was stopped takes from the store what it had finished, a larger one what a smaller one
left. Copying folders merges two machines' stores.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.study.tables import ROWS_A_GROUP

KEY_LENGTH = 20
STALE_SECONDS = 3600
"""Folders that were being written so long ago belong to runs that are no more."""

UNFINISHED = ".tmp-"
"""What the names of folders begin with that are being written."""

DETERMINING = ("plan", "model", "analysis", "study/performing.py", "study/tables.py")
"""The sources on which the tables of a replication depend."""


class Store:
    """Finished batches in one folder, each by its key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __contains__(self, key: str) -> bool:
        return (self.folder / key).is_dir()

    def place(self, key: str) -> Path:
        """Return the folder of a batch."""
        return self.folder / key

    def write(self, key: str, tables: Mapping[str, pa.Table], says: Mapping[str, object]) -> None:
        """Keep the tables of a batch, with what the key was made from for people to read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))
        write_batch(beside, tables)
        _write_through(beside / "batch.json", json.dumps(says, indent=2, ensure_ascii=False).encode() + b"\n")
        beside.chmod(0o755)
        _sync_folder(beside)
        try:
            beside.rename(self.place(key))
        except OSError:
            if key not in self:
                raise
            shutil.rmtree(beside)  # another run has finished the same batch meanwhile
        _sync_folder(self.folder)

    def sweep(self) -> None:
        """Remove what runs that are no more left unfinished."""
        sweep(self.folder)


def write_batch(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """Write the tables of a batch into an existing folder, through to the disk."""
    for name, table in tables.items():
        with (folder / f"{name}.parquet").open("wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())


def read_batch(folder: Path) -> Iterator[tuple[str, pa.Table]]:
    """Yield the tables of a batch with their names; a long one in pieces, so that one piece is held in memory."""
    for file in sorted(folder.glob("*.parquet")):
        with pq.ParquetFile(file, memory_map=True) as table:
            if not table.metadata.num_rows:
                yield file.stem, table.read()
            for piece in table.iter_batches(ROWS_A_GROUP):
                yield file.stem, pa.Table.from_batches([piece])


def key_of(stage: str, seed: int, first: int, count: int, kept: int) -> str:
    """Return the name of a batch: the hash of what determines it."""
    said = json.dumps([stage, seed, first, count, kept, model_version()])
    return hashlib.sha256(said.encode()).hexdigest()[:KEY_LENGTH]


@lru_cache(maxsize=1)
def model_version() -> str:
    """Return the version of the package and the hash of the sources on which replications depend."""
    house = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for name in DETERMINING:
        place = house / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(file.relative_to(house).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{package_version()}+{digest.hexdigest()[:12]}"


def package_version() -> str:
    """Return the version of the installed package, `0` where it is not installed."""
    try:
        return version("fournets")
    except PackageNotFoundError:
        return "0"


def sweep(folder: Path) -> None:
    """Remove folders in *folder* that were begun more than an hour ago and never finished."""
    if not folder.is_dir():
        return
    for place in folder.glob(f"{UNFINISHED}*"):
        try:
            if time.time() - place.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(place)
        except FileNotFoundError:
            continue  # another run is sweeping too


def _write_through(file: Path, content: bytes) -> None:
    with file.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # folders cannot be opened elsewhere
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
