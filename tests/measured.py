"""Small plans performed once and measured: a mapping in, the rows of every table out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.analysis.replication import tables_of
from sim.analysis.tables import TABLES
from sim.analysis.yardstick import Yardstick, yardstick_of
from sim.config import read_plan
from sim.model.delivery import tell, tell_planned
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from sim.plan.trace import Cast, Trace

PROGRAMME = {"name": "Small", "start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2022-12-31"}
DEADLINE_DAY, HORIZON_DAY = 366, 366 + 365 + 365


class Measured(NamedTuple):
    """A replication with all that it was measured by."""

    plan: Plan
    yardstick: Yardstick
    cast: Cast
    trace: Trace
    tables: dict[str, list[tuple[Any, ...]]]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table, each by name of its columns."""
        names = [name for name, _ in TABLES[table]]
        return [dict(zip(names, row, strict=True)) for row in self.tables[table]]

    def row(self, table: str, **wanted: Any) -> dict[str, Any]:
        """Return the one row that has these values."""
        (row,) = [row for row in self.rows(table) if all(row[key] == value for key, value in wanted.items())]
        return row


def measured(mapping: Mapping[str, Any], base: Mapping[str, Any] | None = None, replication: int = 0) -> Measured:
    """Perform one replication of a plan and measure it against the planned run of *base* (default: its own)."""
    plan = read_plan({"programme": PROGRAMME, **mapping})
    base_plan = plan if base is None else read_plan({"programme": PROGRAMME, **base})
    planned, trace_of_planned = planned_run(base_plan)
    own_planned, own_trace = planned_run(plan)
    own = (tell_planned(plan).cast(), own_trace)
    yardstick = yardstick_of(plan, tell_planned(base_plan).cast(), trace_of_planned, base_plan, own)
    story = tell(plan, planned.with_missing(own_planned))
    trace = perform(story, draw(plan, 1, replication + 1).row(replication))
    cast = story.cast()
    return Measured(plan, yardstick, cast, trace, tables_of(yardstick, cast, trace))


def works(days: float, planned: float | None = None, **more: Any) -> dict[str, Any]:
    """Return a package of one activity that takes *days* where *planned* were planned."""
    law = days if planned is None else {"discrete": {days: 1}, "planned": planned}
    return {"activities": {"works": {"days": law}}, **more}
