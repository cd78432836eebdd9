"""What a worker does: performs some replications of one row and returns their tables."""

import gc
import pickle
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from sim.analysis.replication import Yardstick, tables_of
from sim.model.books import Planned
from sim.model.collector import frozen_afterwards
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.trace import Cast
from sim.study.tables import FAILURES, arrow_table

KEPT_TABLES = frozenset({"packages", "ledger", "root_causes", "delay_cost"})
"""Tables that only the first `run.keep` replications have."""


ROWS_HELD = 32
"""Replications whose rows are held as Python tuples before they become Arrow columns."""


class Stage(NamedTuple):
    """All that the replications of one row have in common.

    Shapes and units
        wanted: the tables that are asked of them, of `tables.TABLES`; `failures` comes with them.
    """

    plan: Plan
    planned: Planned
    yardstick: Yardstick
    wanted: tuple[str, ...]


class Unit(NamedTuple):
    """Replications of one row from *first* on; of the first *kept* of them the kept tables too.

    `stage` is a pickled `Stage`, so that it is pickled once and not once a unit.
    """

    stage: bytes
    seed: int
    first: int
    replications: int
    kept: int


def perform_unit(unit: Unit) -> dict[str, pa.Table]:
    """Return the wanted tables of a unit, without the scenario; a replication that raises is named in `failures`."""
    told = _told(unit.stage)
    plan, wanted = told.stage.plan, told.stage.wanted
    of_all = [table for table in wanted if table not in KEPT_TABLES]
    quantities = draw(plan, unit.seed, unit.replications, unit.first)
    parts: dict[str, list[pa.Table]] = {name: [] for name in (*wanted, FAILURES)}
    end = unit.first + unit.replications
    with _all_thawed_afterwards():
        for first in range(unit.first, end, ROWS_HELD):
            numbers: dict[str, list[int]] = {name: [] for name in parts}
            rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in parts}
            for replication in range(first, min(first + ROWS_HELD, end)):
                tables = wanted if replication < unit.first + unit.kept else of_all
                try:
                    trace = perform(told.story, quantities.row(replication))
                    with frozen_afterwards():  # rows are many, and stay until the batch is done
                        of_one = tables_of(told.stage.yardstick, told.cast, trace, tables)
                except Exception as error:
                    of_one = {FAILURES: [(said(error),)]}
                for name, more in of_one.items():
                    rows[name] += more
                    numbers[name] += [replication] * len(more)
            for name, part in parts.items():
                part.append(arrow_table(name, numbers[name], rows[name]))
    return {name: pa.concat_tables(part) for name, part in parts.items()}


@contextmanager
def _all_thawed_afterwards() -> Iterator[None]:
    """Keep the garbage collector from going through plan and story again and again: they stay."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def said(error: BaseException) -> str:
    """Return an error in one line: what it is, what it says, and where it was raised."""
    where = traceback.extract_tb(error.__traceback__)
    at = f" ({where[-1].filename.rsplit('/', 1)[-1]}, line {where[-1].lineno})" if where else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{at}"


class _Told(NamedTuple):
    stage: Stage
    story: Story
    cast: Cast


@lru_cache(maxsize=8)
def _told(pickled: bytes) -> _Told:
    """Tell the story of a row, once for all its units in this process."""
    stage: Stage = pickle.loads(pickled)
    story = tell(stage.plan, stage.planned)
    return _Told(stage, story, story.cast())
