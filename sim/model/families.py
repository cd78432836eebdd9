"""Every uncertain quantity of a plan, by name: its law, what multiplies it, and how often it may repeat."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import floor, log
from typing import NamedTuple

from sim.model.in_force import (
    drivers_of,
    handover_days,
    joint_share,
    learning,
    listed_share,
    lives_of,
    meetings_of,
    preparation_days,
    rework_chance,
    task_force_for,
    units_of,
)
from sim.model.same import Same
from sim.plan.instalments import work_scale
from sim.plan.laws import Fixed, Law
from sim.plan.package import Permit
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.plan.programme import Coordination

MISSED = 1e-6
"""Repeats end at the least try k with chance ** k below this; the last try succeeds."""


class Days(NamedTuple):
    """A time: law x scale x factor x drivers, a value for each try up to those of `tries_of`.

    `conservatism` is how many times longer than needed the plan takes it to be.
    """

    name: str
    law: Law
    scale: float = 1
    factor: Law | None = None
    drivers: tuple[str, ...] = ()
    tries_of: str = ""
    conservatism: float = 1


class Tries(NamedTuple):
    """How many tries a repeated step takes: after each, another with this chance."""

    name: str
    chance: float


class Cost(NamedTuple):
    """Money still to pay for a package: planned cost x factor x drivers, whole 万元."""

    name: str
    owed_cny_10k: float
    factor: Law | None
    drivers: tuple[str, ...]


class Decision(NamedTuple):
    """When in what is left of its window an outside decision is won, in parts per million; -1 when it is lost.

    Decisions with the same `common` have `common_share` of what decides them in common.
    """

    name: str
    chance: float
    common: str = ""
    common_share: float = 0


class Strikes(NamedTuple):
    """The day on which a shock strikes in a window; -1 when it does not."""

    name: str
    chance: float
    first_day: float
    end_day: float


class Comes(NamedTuple):
    """1 when a year's amount of a source comes, else 0."""

    name: str
    chance: float


class Joint(NamedTuple):
    """1 when a file goes to all its units at once, 0 when it goes from one to the next."""

    name: str
    chance: float


Family = Days | Tries | Cost | Decision | Strikes | Comes | Joint


def most_tries(chance: float) -> int:
    """Return the least k with chance ** k below one in a million.

    Raises
        ZeroDivisionError: the chance is 1, which no plan may state.
    """
    if chance <= 0:
        return 1
    tries = max(1, floor(log(MISSED) / log(chance)))
    return tries if chance**tries < MISSED else tries + 1


def families_of(plan: Plan) -> tuple[Family, ...]:
    """Return all uncertain quantities of *plan*; the same plan gives the same order.

    Shapes and units
        returns: in the order in which stories and rows number them.
    Raises
        PlanError: two of them have one name.
    """
    return _families_of(Same(plan))


@lru_cache(maxsize=2)
def _families_of(same: Same[Plan]) -> tuple[Family, ...]:
    """Find them once: telling, the planned run and every batch of draws go by the same ones."""
    plan = same.part
    coordination = plan.effects.coordination(plan.coordination)
    families: tuple[Family, ...] = (
        *_of_coordination(coordination),
        *_of_gates(plan),
        *_of_shocks(plan),
        *_of_funding(plan),
        *(family for name in plan.packages for family in _of_package(plan, name, coordination)),
    )
    _refuse_namesakes(families)
    return families


def _refuse_namesakes(families: Sequence[Family]) -> None:
    """Raise if two quantities have one name, and so would have one luck.

    Raises
        PlanError: names of the plan, joined, are alike; every such name is told.
    """
    times = Counter(family.name for family in families)
    if len(times) < len(families):
        raise PlanError(
            f"{name}: found {count} uncertain quantities of this name, expected one: rename what it is joined of"
            for name, count in times.items()
            if count > 1
        )


@lru_cache(maxsize=256)
def _always(days: float) -> Fixed:
    """Return the law of a time that is always the same."""
    return Fixed(number=days)


def _of_coordination(coordination: Coordination) -> Iterator[Family]:
    if coordination.intake_days:
        yield Days("coordination/intake_days", _always(coordination.intake_days))
    meetings = meetings_of(coordination)
    if meetings:
        yield Days("coordination/threshold_days", _always(meetings.threshold_days))


def _of_gates(plan: Plan) -> Iterator[Family]:
    for name, gate in plan.gates.items():
        chance = min(1.0, gate.chance * plan.effects.factor("gate_chance", name, gate.common))
        for number in range(1, len(gate.windows) + 1):
            yield Decision(f"gate/{name}/window_{number}", chance, gate.common, gate.common_share)


def _of_shocks(plan: Plan) -> Iterator[Family]:
    start = plan.programme.start
    for name, shock in plan.shocks.items():
        if not shock.is_on:
            continue
        for number, (first, last) in enumerate(shock.windows, 1):
            where = f"shock/{name}/window_{number}"
            yield Strikes(f"{where}/start", shock.probability, (first - start).days, (last - start).days + 1)
            yield Days(f"{where}/days", shock.days)


def _of_funding(plan: Plan) -> Iterator[Family]:
    for name, stated in plan.funding.items():
        source = stated.turned(name, plan.effects)
        if source.conversion < 1:
            for year in source.amounts_cny_10k:
                yield Comes(f"funding/{name}/{year}", source.conversion)
        if source.gap_days is not None:
            for number in range(1, (source.gap_tranches or 1) + 1):
                yield Days(f"funding/{name}/gap_{number}", source.gap_days)


def _of_package(plan: Plan, name: str, coordination: Coordination) -> Iterator[Family]:
    package = plan.packages[name]
    if package.cost_cny_10k:
        owed = package.cost_cny_10k * (1 - package.progress) * plan.effects.factor("cost", *plan.names_of(name))
        yield Cost(f"{name}/cost", owed, package.cost_factor, drivers_of(plan, name, "cost"))
    if package.restart_days:
        yield Days(f"{name}/restart_days", _always(package.restart_days))
    yield from _of_contracts(plan, name)
    lots = lives_of(name, package)
    preparation = preparation_days(plan, name)
    if preparation:
        yield Days(f"{name}/preparation_days", _always(preparation))
    if package.listed_in and package.progress == 0 and listed_share(plan, name) < 1:
        yield Tries(f"{name}/{package.listed_in}/listed", 1 - listed_share(plan, name))
    if package.progress == 0:
        of_reviews = drivers_of(plan, name, "review_days")
        for permit_name, permit in package.permits.items():
            filed_by = [name] if permit.each == "package" else lots
            files = [f"{one}/{permit_name}" for one in filed_by]
            yield from _of_files(plan, name, files, permit, of_reviews, coordination)
        handover = handover_days(plan, name, coordination)
        if package.permits and handover:
            yield Days(f"{name}/handover_days", _always(handover))
    scale = work_scale(package, package.planned_work_days()) * plan.effects.factor("work_days", *plan.names_of(name))
    drivers = drivers_of(plan, name, "work_days")
    haste = plan.effects.added("rework", *plan.names_of(name))
    again = {activity: rework_chance(one.rework, haste) for activity, one in package.activities.items()}
    share_learnt = plan.effects.added("learning", *plan.names_of(name))
    for number, lot in enumerate(lots):
        learnt = scale * learning(share_learnt, number)
        for activity_name, activity in package.activities.items():
            where = f"{lot}/{activity_name}"
            tries = f"{where}/rework" if again[activity_name] else ""
            if tries:
                yield Tries(tries, again[activity_name])
            is_works = activity.clock == "works"
            on, longer = (drivers, plan.programme.plan_conservatism) if is_works else ((), 1.0)
            of_lot = activity.days_scale * learnt
            yield Days(f"{where}/days", activity.days, of_lot, activity.factor, on, tries, longer)


def _of_contracts(plan: Plan, name: str) -> Iterator[Family]:
    """Yield the tender and the close of each contract with partners, unless the package is under way."""
    package = plan.packages[name]
    if package.progress or not package.cost_cny_10k:
        return
    for called in package.funding:
        stated = plan.funding[called]
        if stated.close_days is None:
            continue
        source = stated.turned(called, plan.effects)
        if source.conversion < 1:
            yield Comes(f"funding/{called}/{name}", source.conversion)
        slower = plan.effects.factor("close_days", called, *plan.names_of(name))
        yield Days(f"{name}/{called}/close_days", stated.close_days, slower)


def _of_files(
    plan: Plan, name: str, files: list[str], permit: Permit, drivers: tuple[str, ...], coordination: Coordination
) -> Iterator[Family]:
    """Yield what is uncertain about the files of a package, or of its lots, for one permit."""
    names = plan.names_of(name)
    units = units_of(permit)
    share = joint_share(permit.mode, units, coordination)
    task_force = task_force_for(permit, coordination)
    returns = 1.0 if task_force is None else task_force.return_factor
    reviews = []
    for unit in units:
        agency = plan.agencies[unit]
        chance = agency.return_chance if permit.return_chance is None else permit.return_chance
        chance *= returns * plan.effects.factor("return_chance", unit, *names)
        scale = plan.effects.factor("review_days", unit, *names)
        reviews.append((unit, min(chance, 0.999), permit.review_days or agency.review_days, scale))
    for file in files:
        if 0 < share < 1:
            yield Joint(f"{file}/joint", share)
        for unit, chance, days, scale in reviews:
            where = f"{file}/{unit}"
            tries = f"{where}/returned" if chance else ""
            if tries:
                yield Tries(tries, chance)
            yield Days(f"{where}/days", days, scale, None, drivers, tries)
            if tries:
                yield Days(f"{where}/resubmission", plan.agencies[unit].resubmission_days, 1, None, (), tries)
