"""What a worker does: performs some replications of one row and returns their tables."""

import pickle
import traceback
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from sim.analysis.replication import Yardstick, tables_of
from sim.model.books import Planned
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.trace import Cast
from sim.study.tables import ALL_TABLES, arrow_table

KEPT_TABLES = frozenset({"packages", "ledger"})
"""Tables that only the first `run.keep` replications have."""


class Stage(NamedTuple):
    """All that the replications of one row have in common."""

    plan: Plan
    planned: Planned
    yardstick: Yardstick


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
    """Return the tables of a unit, without the scenario; a replication that raises is named in `failures`."""
    plan, story, cast, yardstick = _on_stage(unit.stage)
    quantities = draw(plan, unit.seed, unit.replications, unit.first)
    numbers: dict[str, list[int]] = {name: [] for name in ALL_TABLES}
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ALL_TABLES}
    for replication in range(unit.first, unit.first + unit.replications):
        keep = replication < unit.first + unit.kept
        try:
            trace = perform(story, quantities.row(replication))
            of_one = tables_of(yardstick, cast, trace, keep)
        except Exception as error:
            of_one = {"failures": [(said(error),)]}
        for name, more in of_one.items():
            rows[name] += more
            numbers[name] += [replication] * len(more)
    return {name: arrow_table(name, numbers[name], rows[name]) for name in ALL_TABLES}


def said(error: BaseException) -> str:
    """Return an error in one line: what it is, what it says, and where it was raised."""
    where = traceback.extract_tb(error.__traceback__)
    at = f" ({where[-1].filename.rsplit('/', 1)[-1]}, line {where[-1].lineno})" if where else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{at}"


@lru_cache(maxsize=8)
def _on_stage(stage: bytes) -> tuple[Plan, Story, Cast, Yardstick]:
    """Tell the story of a row, once for all its units in this process."""
    plan, planned, yardstick = pickle.loads(stage)
    story = tell(plan, planned)
    return plan, story, story.cast(), yardstick
