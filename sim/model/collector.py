"""The garbage collector, held back: while a story is written all stays, while one is performed nearly all goes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Hold the collector back, and let it go on afterwards if it was on before.

    What was made goes straight to the old objects, which are seldom gone through, unless somebody holds some frozen.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@contextmanager
def collected_afterwards() -> Iterator[None]:
    """Hold the collector back, and collect what was made and dropped meanwhile at the end, if it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(0)
