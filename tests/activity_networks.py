"""Activity networks as plans: one package an activity, crews as they stand, every day worked."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.plan.trace import NEVER

PROGRAMME = {"name": "Known answers", "start": "2020-01-01", "deadline": "2022-12-31", "horizon": "2030-12-31"}


class Activity(NamedTuple):
    """An activity of a network: its days (a number or a law), what it follows, and what it needs while it runs."""

    name: str
    days: Any
    after: Sequence[str] = ()
    crew: Mapping[str, int] = {}
    priority: float = 0
    rework: float = 0


def plan_of(activities: Sequence[Activity], crews: Mapping[str, int], queue: str = "skip_ahead") -> Plan:
    """Return the plan of a network, its packages in the order of *activities*."""
    return read_plan(
        {
            "programme": PROGRAMME,
            "calendar": "continuous",
            "coordination": {"crew_queue": queue},
            "crews": dict(crews),
            "packages": {
                one.name: {
                    "priority": one.priority,
                    "after": list(one.after),
                    "activities": {"work": {"days": one.days, "crew": dict(one.crew), "rework": one.rework}},
                }
                for one in activities
            },
        }
    )


def schedule_of(plan: Plan) -> dict[str, tuple[int, int]]:
    """Return when each package of a plan without luck starts and finishes, in micro-days."""
    trace = perform(tell(plan), draw(plan, 1, 1).row(0))
    return dict(zip(plan.packages, zip(trace.started, trace.finished, strict=True), strict=True))


def finish_days(plan: Plan, seed: int, replications: int) -> list[float]:
    """Return the day on which the last package finishes, for each replication."""
    story = tell(plan)
    quantities = draw(plan, seed, replications)
    days = []
    for replication in range(replications):
        finished = perform(story, quantities.row(replication)).finished
        assert NEVER not in finished
        days.append(max(finished) / MICRO)
    return days
