"""What is prepared once a row: its planned run, its yardstick, and the hash of all that determines it."""

import hashlib
import json
import pickle
from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from sim.analysis.tables import TABLES
from sim.analysis.yardstick import Yardstick, yardstick_of
from sim.model.planned import planned_run_and_cast
from sim.plan.noun import Noun
from sim.plan.plan import Plan
from sim.study.performing import Stage
from sim.study.rows import Study

SHOWN_ONLY = frozenset(
    {
        *("name", "note", "evidence", "short_name", "unit_name", "clause", "decided_because", "stated"),
        *("quote", "outside", "left_out", "load_because", "dependencies", "definitions"),
    }
)
"""Fields of nouns that readers see and replications do not."""

PLAIN = frozenset({str, int, float, bool, type(None)})
"""What most entries of a plan are, and JSON as they are."""


class Prepared(NamedTuple):
    """A row ready to be performed.

    Shapes and units
        stage: the pickled `Stage`.
        plan_hash: of the plan, without what only readers see.
        digest: of the plan, of the planned run and yardstick that it is measured against, and of the wanted tables.
    """

    stage: bytes
    yardstick: Yardstick
    plan_hash: str
    digest: str


def prepare(study: Study, wanted: Iterable[str] = TABLES) -> dict[str, Prepared]:
    """Return each row of *study* ready to be performed, measured against the planned run of the base.

    Shapes and units
        wanted: the tables that are asked of its replications.
    """
    tables = tuple(wanted)
    base = study.base_row.plan
    base_planned, base_trace, base_cast = planned_run_and_cast(base)
    prepared = {}
    for row in study.rows:
        planned, own = base_planned, None
        if row.plan != base:
            own_planned, own_trace, own_cast = planned_run_and_cast(row.plan)
            planned = base_planned.with_missing(own_planned)
            own = (own_cast, own_trace)
        yardstick = yardstick_of(row.plan, base_cast, base_trace, base, own)
        own_hash = plan_hash(row.plan)
        # The text of plain tuples, mappings and numbers is the same in every process; their pickle is not.
        digest = hashlib.sha256(repr((own_hash, planned, yardstick, tables)).encode()).hexdigest()
        stage = pickle.dumps(Stage(row.plan, planned, yardstick, tables), protocol=pickle.HIGHEST_PROTOCOL)
        prepared[row.name] = Prepared(stage, yardstick, own_hash, digest)
    return prepared


def plan_hash(plan: Plan) -> str:
    """Return the hash of what determines the replications of *plan*; the order of its entries counts."""
    return hashlib.sha256(json.dumps(_plain(plan), ensure_ascii=False).encode()).hexdigest()


def _plain(found: Any) -> Any:
    kind = type(found)
    if kind in PLAIN:
        return found
    if issubclass(kind, Noun):
        return {name: _plain(getattr(found, name)) for name in _hashed_fields(kind)}
    if isinstance(found, dict):
        return [[_plain(key), _plain(value)] for key, value in found.items()]
    if isinstance(found, tuple | list):
        return [_plain(item) for item in found]
    if isinstance(found, Enum):
        return found.value
    return found.isoformat() if isinstance(found, date) else found


@cache
def _hashed_fields(kind: type[Noun]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in SHOWN_ONLY)
