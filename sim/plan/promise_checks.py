"""Problems between what a plan promises and what carries it: milestones, dependencies, districts, zones, fields."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sim.plan.dependency import rests_on
from sim.plan.problems import unknown

Parts = Mapping[str, Any]
Unread = Mapping[str, Mapping[str, frozenset[str]]]
Mention = tuple[str, str, str, Collection[str]]


def mentions(parts: Parts) -> Iterator[Mention]:
    """Yield (where, section, what it is, names) for all names that must stand in another section."""
    for name, milestone in parts["milestones"].items():
        where = f"milestones.{name}"
        if milestone.task:
            yield f"{where}.task", "tasks", "task", (milestone.task,)
        if milestone.safeguard:
            yield f"{where}.safeguard", "safeguards", "safeguard", (milestone.safeguard,)
        if milestone.packages:
            yield f"{where}.packages", "packages", "package", milestone.packages
    for name, package in parts["packages"].items():
        if package.milestones:
            yield f"packages.{name}.milestones", "milestones", "milestone", package.milestones
    for name, dependency in parts["dependencies"].items():
        carriers = [package for package, _ in dependency.carried_by]
        yield f"dependencies.{name}.carried_by", "packages", "package", carriers
    yield from _of_territory(parts)


def _of_territory(parts: Parts) -> Iterator[Mention]:
    for name, district in parts["districts"].items():
        if district.agency:
            yield f"districts.{name}.agency", "agencies", "agency", (district.agency,)
    for name, zone in parts["zones"].items():
        where = f"zones.{name}"
        if zone.district:
            yield f"{where}.district", "districts", "district", (zone.district,)
        if zone.ecosystem:
            yield f"{where}.ecosystem", "ecosystems", "ecosystem", (zone.ecosystem,)
        yield f"{where}.packages", "packages", "package", zone.packages
    for name, field in parts["fields_of_use"].items():
        yield f"fields_of_use.{name}.packages", "packages", "package", field.packages


def promise_problems(parts: Parts, carried_by_wrong: set[str], unread: Unread) -> Iterator[str]:
    """Yield a line for each promise that nothing carries, choice that is no option, and dependency that is not there.

    Shapes and units
        carried_by_wrong: milestones that packages name which are wrong themselves.
        unread: section to its wrong nouns, each with its keys that could not be read.
    """
    wrong_milestones, wrong_packages = unread.get("milestones", {}), unread.get("packages", {})
    named = {milestone for package in parts["packages"].values() for milestone in package.milestones}
    for name, milestone in parts["milestones"].items():
        is_carried = bool(milestone.packages) or name in named or name in carried_by_wrong
        if milestone.left_out and name in named:
            yield f"milestones.{name}: found it left out and carried by a package, expected one of them: take one out"
        elif not is_carried and not milestone.left_out and name not in wrong_milestones:
            yield (
                f"milestones.{name}: found no package that carries it, expected one, or left_out with the reason: "
                "name it in a package"
            )
    for name, definition in parts["definitions"].items():
        if definition.choice not in definition.options:
            yield unknown(f"definitions.{name}.choice", "option", definition.choice, definition.options)
    for name, dependency in parts["dependencies"].items():
        for package, other in dependency.carried_by:
            found = parts["packages"].get(package)
            if found is not None and package not in wrong_packages and not rests_on(found, other):
                yield (
                    f"dependencies.{name}.carried_by: found {package} without {other}, expected it to wait for it, be "
                    "slowed by it or share it: add it to the package or correct the row"
                )
