"""Which replications are performed together: batches, cut in halves where that helps.

Batches begin at multiples of their size and are only ever halved, so that two studies cut the
same replications in the same places: what one has stored another can take, whatever the number
of its replications or workers. Where the cuts are never changes what the tables say.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

SMALLEST = 16
"""A batch of this many replications, or of an odd number, is not halved any more."""

LARGEST_UNIT = 128
"""More replications at once are no faster each, and their tables take more memory."""

UNITS_A_WORKER = 2
"""A study is cut until each worker has this many units, so that no worker is idle for long."""


class Piece(NamedTuple):
    """Replications of a row from *first* on, found in (or to be stored as) a block of *size*."""

    first: int
    replications: int
    size: int
    is_stored: bool


def unit_size(replications: int, rows: int, workers: int, batch: int) -> int:
    """Return how many replications one unit of work holds: the batch, halved while large or workers would be idle."""
    size = batch
    while _halves(size) and (size > LARGEST_UNIT or rows * -(-replications // size) < UNITS_A_WORKER * workers):
        size //= 2
    return size


def pieces_of(replications: int, batch: int, unit: int, is_stored: Callable[[int, int], bool]) -> Iterator[Piece]:
    """Yield the pieces of a row's replications in order, each stored already or to be performed as one unit.

    Shapes and units
        is_stored: whether the block of *size* replications from *first* on is in the store.
    """
    for first in range(0, replications, batch):
        yield from _pieces(first, batch, replications, unit, is_stored)


def _pieces(first: int, size: int, end: int, unit: int, is_stored: Callable[[int, int], bool]) -> list[Piece]:
    count = min(size, end - first)
    if count <= 0:
        return []
    if is_stored(first, size):
        return [Piece(first, count, size, True)]
    if not _halves(size):
        return [Piece(first, count, count, count < size and is_stored(first, count))]
    half = size // 2
    parts = [
        *_pieces(first, half, end, unit, is_stored),
        *_pieces(first + half, half, end, unit, is_stored),
    ]
    if count == size <= unit and not any(part.is_stored for part in parts):
        return [Piece(first, size, size, False)]
    return parts


def _halves(size: int) -> bool:
    return size > SMALLEST and size % 2 == 0
