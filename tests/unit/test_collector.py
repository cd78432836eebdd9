"""The garbage collector while a story is written or performed: held back, then as before; what is frozen stays so."""

import gc
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sim.model.collector import collected_afterwards, frozen_afterwards, nothing_collected

OLD = 2
"""The generation that the collector seldom goes through."""


def test_what_is_made_meanwhile_is_not_gone_through_afterwards() -> None:
    """A story's rows are with the old objects when the collector goes on."""
    with nothing_collected():
        assert not gc.isenabled()
        rows = [[number] for number in range(10_000)]
    assert gc.isenabled()
    assert any(one is rows for one in gc.get_objects(generation=OLD))
    assert not gc.get_freeze_count()


class Knot:
    """An object that refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_dropped_while_a_story_is_performed_is_gone_afterwards() -> None:
    """A replication leaves no garbage to the next."""
    with collected_afterwards():
        assert not gc.isenabled()
        dropped = weakref.ref(Knot())
        assert dropped() is not None
    assert gc.isenabled()
    assert dropped() is None


def test_the_rows_of_a_replication_are_not_gone_through_any_more() -> None:
    """They are frozen, and the collector goes on."""
    before = gc.get_freeze_count()
    try:
        with frozen_afterwards():
            assert not gc.isenabled()
            rows = [[number] for number in range(10_000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(rows)
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("held_back", [nothing_collected, collected_afterwards, frozen_afterwards])
def test_a_collector_that_was_off_stays_off(held_back: Callable[[], AbstractContextManager[None]]) -> None:
    """Who holds it back for longer is not overruled."""
    gc.disable()
    try:
        with held_back():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("raises", [False, True])
def test_what_somebody_holds_frozen_stays_frozen(raises: bool) -> None:
    """A worker freezes plan and story while it performs; writing another story must not thaw them."""
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        try:
            with nothing_collected():
                if raises:
                    raise ValueError
        except ValueError:
            pass
        # A few frozen objects may have gone since, of their own accord.
        assert gc.get_freeze_count() > frozen / 2
    finally:
        gc.unfreeze()
