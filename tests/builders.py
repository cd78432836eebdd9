"""Small plans for tests: a mapping with sensible defaults, read by the real reader."""

from collections.abc import Mapping
from typing import Any

from sim.config import read_plan
from sim.model import steps
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.plan.trace import Trace

PROGRAMME = {"name": "Small", "start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2023-12-31"}

PRINTED = """\
schema: 1
programme: {name: Two crews, start: 2020-01-01, deadline: 2020-12-31, horizon: 2021-12-31}
calendar: continuous                 # every day is a working day, no season
crews: {r1: 4, r2: {2020-01-01: 2, 2020-07-01: 3}}
agencies: {desk: {desks: 2, review_days: {exponential: 1}}}
packages:
  a: {activities: {work: {days: 5, crew: {r1: 2}}}}
  b:
    not_before_day: 3.5              # or not_before: 2020-01-04
    priority: 2                      # lower is served first; ties by arrival
    after: {a: {kind: FS, lag_days: 0}}    # or after: [a]
    permits: {lead: desk}
    activities: {work: {days: {pert: [4, 6, 11]}, crew: {r1: 1, r2: 1}, rework: 0.1}}
"""
"""The small plan that the documentation prints."""


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


def happenings(plan: Plan, *only: str, seed: int = 1, replication: int = 0) -> list[tuple[float, str, str]]:
    """Return what happens, in order, as (day, happened, who); *only* keeps what begins with one of these words.

    Who is a package, a lot (`p/lot_01`) or one branch of a joint review (`p/file/desk`). What happened:
    `starts`, `finishes`, `lot done`, `review at U`, `returned by U`, `gets N C`, `lets N C go`, `pays N`,
    `stops`, `remobilises`, `works`, `reworks`, `gives up`, `waits for the meeting`.
    """
    story = tell(plan, planned_run(plan)[0])
    row = draw(plan, seed, replication + 1).row(replication)
    trace = perform(story, row, log=True)
    paid = {(payment.day, payment.package): 0 for payment in trace.payments}
    for payment in trace.payments:
        paid[payment.day, payment.package] += payment.cny_10k
    told: list[tuple[float, str, str]] = []
    claimed: dict[int, tuple[int, ...]] = {}
    for day, _, number, place in trace.events:
        life = story.lives[number]
        row_before = claimed.pop(number, None)
        if row_before is not None:
            for what in _answered(story, row_before, int(place), paid.get((day, life.package), 0)):
                told.append((day / MICRO, what, life.name))
        step = life.steps[int(place)]
        if step[0] in (steps.ACQUIRE, steps.QUEUE, steps.PAY, steps.ASK):
            claimed[number] = step
        else:
            told += [(day / MICRO, what, life.name) for what in _begun(story, step)]
    told = [one for one in told if one[1] != "lot done" or "/" in one[2]]
    return [one for one in told if not only or one[1].startswith(only)]


def _answered(story: Story, step: steps.Row, place: int, paid: int) -> list[str]:
    """Say what came of a claim or a bill, once the life goes on at *place*."""
    if step[0] == steps.QUEUE and place == step[4]:
        return ["gives up"]
    if step[0] in (steps.ACQUIRE, steps.QUEUE):
        return [f"gets {said}" for said in _pools(story, step[2])]
    if step[0] == steps.ASK and place != step[3]:
        return ["stops"]
    return [f"pays {paid}"]


def _begun(story: Story, step: steps.Row) -> list[str]:
    """Say what begins with a step that needs no answer."""
    if step[0] == steps.RELEASE:
        return [f"lets {said} go" for said in _pools(story, step[1])]
    if step[0] == steps.MARK:
        return ["starts" if step[1] % 2 == 0 else "finishes"]
    if step[0] == steps.MEET:
        return ["waits for the meeting"]
    if step[0] == steps.COUNT:
        return ["lot done"]
    if step[0] == steps.HOLD:
        kind, by = story.causes[step[1]]
        said = {"work": "works", "rework": "reworks", "restart": "remobilises"}
        return [said.get(kind, f"{kind} {'by' if kind == 'returned' else 'at'} {by}")]
    return []


def _pools(story: Story, claim: int) -> list[str]:
    return [f"{number} {story.pools[pool].name.split('.')[1]}" for pool, number in story.claims[claim]]


def totals(plan: Plan, trace: Trace) -> list[tuple[int, int, int, int]]:
    """Return what arrived, was paid and lapsed of each purse over all years, and what is left in it at the end."""
    years = len(plan.programme.years)
    of_purses = [trace.cash[first : first + years] for first in range(0, len(trace.cash), years)]
    return [(*map(sum, list(zip(*purse, strict=True))[:3]), purse[-1].balance) for purse in of_purses]


def measured_against(base: Plan, plan: Plan, seed: int = 1, replication: int = 0) -> dict[str, dict[Any, float]]:
    """Return each package's ledger by cause in days, measured against the planned run of *base*."""
    story = tell(plan, planned_run(base)[0].with_missing(planned_run(plan)[0]))
    trace = perform(story, draw(plan, seed, replication + 1).row(replication))
    return {
        name: {story.causes[cause]: days / MICRO for cause, days in ledger.items()}
        for name, ledger in zip(plan.packages, trace.ledgers, strict=True)
    }


def replication_where(plan: Plan, wanted: Mapping[str, int], seed: int = 1, among: int = 200) -> int:
    """Return the first replication whose drawn quantities (such as `p/work/rework`) are as wanted."""
    drawn = draw(plan, seed, among)
    columns = {name: drawn.values[:, drawn.names.index(name)] for name in wanted}
    return next(
        number for number in range(among) if all(columns[name][number] == quantity for name, quantity in wanted.items())
    )
