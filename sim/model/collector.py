"""The garbage collector, held back: while a story is written all stays, while one is performed nearly all goes."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Hold the collector back, and let it go on afterwards if it was on before.

    What was made goes straight to the old objects, which are seldom gone through, unless somebody holds some frozen.
    """
    with _held_back(_age_all):
        yield


@contextmanager
def collected_afterwards() -> Iterator[None]:
    """Hold the collector back, and collect what was made and dropped meanwhile at the end, if it was on before."""
    with _held_back(lambda: gc.collect(0)):
        yield


@contextmanager
def frozen_afterwards() -> Iterator[None]:
    """Hold the collector back, and freeze all there is at the end, if it was on before: it has to hold no cycle."""
    with _held_back(gc.freeze):
        yield


@contextmanager
def _held_back(then: Callable[[], object]) -> Iterator[None]:
    """Hold the collector back; at the end do something and let it go on, if it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            then()
            gc.enable()


def _age_all() -> None:
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
