"""Small plans for tests: a mapping with sensible defaults, read by the real reader."""

from typing import Any

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from sim.plan.trace import Trace

PROGRAMME = {"name": "Small", "start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2023-12-31"}


def a_mapping(**sections: Any) -> dict[str, Any]:
    """Return a plan's mapping on a continuous calendar with these sections."""
    return {"schema": 1, "programme": PROGRAMME, "calendar": "continuous", **sections}


def a_plan(**sections: Any) -> Plan:
    """Return the plan of `a_mapping`."""
    return read_plan(a_mapping(**sections))


def performed(plan: Plan, seed: int = 1, replication: int = 0, log: bool = False) -> Trace:
    """Return one replication of *plan*, measured against its own planned run."""
    story = tell(plan, planned_run(plan)[0])
    return perform(story, draw(plan, seed, replication + 1).row(replication), log)


def finish_days(plan: Plan, **options: Any) -> dict[str, float]:
    """Return the day each package finishes, -1 when not by the horizon."""
    finished = performed(plan, **options).finished
    return {name: day / 1e6 if day >= 0 else -1 for name, day in zip(plan.packages, finished, strict=True)}


def ledger_of(plan: Plan, package: str, **options: Any) -> dict[tuple[str, str], float]:
    """Return a package's ledger by cause, in days."""
    story = tell(plan, planned_run(plan)[0])
    trace = performed(plan, **options)
    ledger = trace.ledgers[story.packages.index(package)]
    return {story.causes[cause]: days / 1e6 for cause, days in ledger.items()}


def work(days: Any, **more: Any) -> dict[str, Any]:
    """Return the activities of a package with one piece of work."""
    return {"work": {"days": days, **more}}
