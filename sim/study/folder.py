"""A results folder: built beside its place and renamed into it, never over another."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sim.study.store import UNFINISHED, sweep


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """Yield a folder in *parent* to write into; it is removed unless it was put into its place."""
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent)
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=parent))
    beside.chmod(0o755)
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put(finished: Path, study: str) -> Path:
    """Rename a finished folder to *study* and the UTC time, numbered where that is taken, and return its place."""
    name = f"{study}_{datetime.now(UTC):%Y%m%d_%H%M%S}"
    place, number = finished.with_name(name), 1
    while True:
        try:
            return finished.rename(place)
        except OSError:
            if not place.exists():
                raise
        number += 1
        place = finished.with_name(f"{name}_{number}")
