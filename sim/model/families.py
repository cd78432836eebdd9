"""Every uncertain quantity of a plan, by name: its law, what multiplies it, and how often it may repeat."""

from collections.abc import Iterator
from math import floor, log
from typing import NamedTuple

from sim.plan.laws import Fixed, Law
from sim.plan.package import Package, Permit
from sim.plan.plan import Plan

MISSED = 1e-6
"""Repeats end at the least try k with chance ** k below this; the last try succeeds."""


class Days(NamedTuple):
    """A time: law x scale x factor x drivers, a value for each try up to those of `tries_of`."""

    name: str
    law: Law
    scale: float = 1
    factor: Law | None = None
    drivers: tuple[str, ...] = ()
    tries_of: str = ""


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


Family = Days | Tries | Cost | Decision | Strikes | Comes


def most_tries(chance: float) -> int:
    """Return the least k with chance ** k below one in a million."""
    if chance <= 0:
        return 1
    tries = max(1, floor(log(MISSED) / log(chance)))
    return tries if chance**tries < MISSED else tries + 1


def families_of(plan: Plan) -> list[Family]:
    """Return all uncertain quantities of *plan*; the same plan gives the same order."""
    intake_days = plan.coordination.intake_days
    return [
        *([Days("coordination/intake_days", Fixed(number=intake_days))] if intake_days else []),
        *_of_gates(plan),
        *_of_shocks(plan),
        *_of_funding(plan),
        *(family for name in plan.packages for family in _of_package(plan, name)),
    ]


def lives_of(name: str, package: Package) -> list[str]:
    """Return the names of a package's lots; a package of one lot is its own."""
    count = package.lots.count
    return [name] if count == 1 else [f"{name}/lot_{lot + 1:02d}" for lot in range(count)]


def units_of(permit: Permit) -> tuple[str, ...]:
    """Return the agencies that review a file, the lead first, none twice."""
    return tuple(dict.fromkeys((permit.lead, *permit.supporters)))


def _of_gates(plan: Plan) -> Iterator[Family]:
    for name, gate in plan.gates.items():
        for number in range(1, len(gate.windows) + 1):
            yield Decision(f"gate/{name}/window_{number}", gate.chance, gate.common, gate.common_share)


def _of_shocks(plan: Plan) -> Iterator[Family]:
    start = plan.programme.start
    for name, shock in plan.shocks.items():
        for number, (first, last) in enumerate(shock.windows, 1):
            where = f"shock/{name}/window_{number}"
            yield Strikes(f"{where}/start", shock.probability, (first - start).days, (last - start).days + 1)
            yield Days(f"{where}/days", shock.days)


def _of_funding(plan: Plan) -> Iterator[Family]:
    for name, source in plan.funding.items():
        if source.conversion < 1:
            for year in source.amounts_cny_10k:
                yield Comes(f"funding/{name}/{year}", source.conversion)
        if source.gap_days is not None:
            for number in range(1, (source.gap_tranches or 1) + 1):
                yield Days(f"funding/{name}/gap_{number}", source.gap_days)


def _of_package(plan: Plan, name: str) -> Iterator[Family]:
    package = plan.packages[name]
    if package.cost_cny_10k:
        owed = package.cost_cny_10k * (1 - package.progress)
        yield Cost(f"{name}/cost", owed, package.cost_factor, _drivers(plan, name, "cost"))
    if package.restart_days:
        yield Days(f"{name}/restart_days", Fixed(number=package.restart_days))
    lots = lives_of(name, package)
    if package.progress == 0:
        of_reviews = _drivers(plan, name, "review_days")
        for permit_name, permit in package.permits.items():
            for filed_by in [name] if permit.each == "package" else lots:
                yield from _of_permit(plan, filed_by, permit_name, permit, of_reviews)
    scale = work_scale(package)
    drivers = _drivers(plan, name, "work_days")
    for lot in lots:
        for activity_name, activity in package.activities.items():
            where = f"{lot}/{activity_name}"
            tries = f"{where}/rework" if activity.rework else ""
            if tries:
                yield Tries(tries, activity.rework)
            on = drivers if activity.clock == "works" else ()
            yield Days(f"{where}/days", activity.days, activity.days_scale * scale, activity.factor, on, tries)


def _of_permit(
    plan: Plan, filed_by: str, permit_name: str, permit: Permit, drivers: tuple[str, ...]
) -> Iterator[Family]:
    for unit in units_of(permit):
        agency = plan.agencies[unit]
        where = f"{filed_by}/{permit_name}/{unit}"
        chance = agency.return_chance if permit.return_chance is None else permit.return_chance
        tries = f"{where}/returned" if chance else ""
        if tries:
            yield Tries(tries, min(chance, 0.999))
        yield Days(f"{where}/days", permit.review_days or agency.review_days, 1, None, drivers, tries)
        if tries:
            yield Days(f"{where}/resubmission", agency.resubmission_days, 1, None, (), tries)


def work_scale(package: Package) -> float:
    """Return what the activities' days are multiplied by so that they add up to the stated `works_days`."""
    planned = package.planned_work_days()
    return package.works_days / planned if package.works_days and planned else 1.0


def _drivers(plan: Plan, name: str, multiplies: str) -> tuple[str, ...]:
    package, network = plan.packages[name], plan.network_of(name)
    return tuple(
        driver_name
        for driver_name, driver in plan.drivers.items()
        if driver.multiplies == multiplies
        and (
            not (driver.networks or driver.tasks or driver.reference_classes)
            or network in driver.networks
            or package.task in driver.tasks
            or package.reference_class in driver.reference_classes
        )
    )
