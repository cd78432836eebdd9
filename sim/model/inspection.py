"""Inspections: which packages are behind plan, and by how much more than their network is as a rule."""

from collections.abc import Sequence

from sim.model.story import Inspections
from sim.plan.marks import finishes, starts
from sim.plan.trace import NEVER


def most_behind(inspections: Inspections, mark_day: Sequence[int], now: int) -> list[int]:
    """Return the packages on the list of an inspection, the most behind first, of equals the first in the plan.

    A package is behind by the days since the latest planned mark that it has not reached, less the
    median of these days in its network.
    """
    late = _late(inspections, mark_day, now)
    networks = inspections.networks
    in_network: dict[int, list[int]] = {}
    for package, days in late.items():
        in_network.setdefault(networks[package], []).append(days)
    usual = {network: median(days) for network, days in in_network.items()}
    behind = [(usual[networks[package]] - days, package) for package, days in late.items()]
    return [package for less, package in sorted(behind)[: inspections.list_size] if less < 0]


def _late(inspections: Inspections, mark_day: Sequence[int], now: int) -> dict[int, int]:
    """Return by package the micro-days since its latest planned mark that has passed and is not reached."""
    late = {}
    packages = len(inspections.planned)
    reached = zip(starts(mark_day, packages), finishes(mark_day, packages), inspections.planned, strict=True)
    for package, (started, finished, (start, finish)) in enumerate(reached):
        if finished == NEVER:
            if NEVER < finish < now:
                late[package] = now - finish
            elif started == NEVER < start < now:
                late[package] = now - start
    return late


def median(numbers: Sequence[int]) -> int:
    """Return the middle of whole numbers; of an even number of them the mean of the two in the middle, rounded down."""
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) // 2
