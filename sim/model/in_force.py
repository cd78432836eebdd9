"""What is in force for a package: its lots, who reviews its files and how, and what levers and common causes move.

The plan states it for many; here it is read for one, as it is told, drawn and counted.
"""

from collections.abc import Sequence
from math import log2

from sim.plan.package import Package, Permit
from sim.plan.plan import Plan
from sim.plan.programme import Coordination, TaskForce
from sim.plan.time import micro


def lives_of(name: str, package: Package) -> list[str]:
    """Return the names of a package's lots; a package of one lot is its own."""
    count = package.lots.count
    return [name] if count == 1 else [f"{name}/lot_{lot + 1:02d}" for lot in range(count)]


def units_of(permit: Permit) -> tuple[str, ...]:
    """Return the agencies that review a file, the lead first, none twice."""
    return tuple(dict.fromkeys((permit.lead, *permit.supporters)))


def joint_share(mode: str | None, units: Sequence[str], coordination: Coordination) -> float:
    """Return the share of files of this mode that go to all these units at once; 0 is in series, 1 jointly."""
    if (mode or coordination.review_mode) == "series":
        return 0.0
    return coordination.joint_share if len(units) > 1 else 1.0


def task_force_for(permit: Permit, coordination: Coordination) -> TaskForce | None:
    """Return the task force if it looks after files like this one: a permit that names its mode keeps to it."""
    return coordination.task_force if (permit.mode or coordination.review_mode) == "task_force" else None


def meetings_of(coordination: Coordination) -> TaskForce | None:
    """Return the task force if it meets."""
    task_force = coordination.task_force if coordination.review_mode == "task_force" else None
    return task_force if task_force and micro(task_force.interval_days) > 0 else None


def preparation_days(plan: Plan, name: str) -> float:
    """Return the working days that levers put before anything else of a package that is not under way."""
    if plan.packages[name].progress:
        return 0.0
    return max(0.0, plan.effects.added("preparation_days", *plan.names_of(name)))


def handover_days(plan: Plan, name: str, coordination: Coordination) -> float:
    """Return the working days between a permit of a package and its next step."""
    return coordination.handover_days * plan.effects.factor("handover_days", *plan.names_of(name))


def listed_share(plan: Plan, name: str) -> float:
    """Return the share of packages like this one that the yearly list takes in when they are ready.

    Raises
        KeyError: the package is on no list.
    """
    listed_in = plan.packages[name].listed_in
    share = plan.lists[listed_in].takes_in * plan.effects.factor("listed_share", listed_in, *plan.names_of(name))
    return min(1.0, max(share, 0.001))


def rework_chance(own: float, haste: float) -> float:
    """Return the chance that an activity is done again after a try: its own, and what haste adds."""
    return min(0.999, max(0.0, own + haste))


def learning(share: float, number: int) -> float:
    """Return what the days of a lot are multiplied by, because of the *number* of lots before it.

    Each doubling of lots takes the share that is learnt off the days (Wright's law).
    """
    return float((number + 1) ** log2(1 - share)) if share else 1.0


def drivers_of(plan: Plan, name: str, multiplies: str) -> tuple[str, ...]:
    """Return the drivers that multiply a quantity of a package (`work_days`, `review_days` or `cost`)."""
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
