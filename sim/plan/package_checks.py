"""Problems of a package beside what it leans on: crews, desks, quotas, lots, units of what it delivers."""

from collections.abc import Iterator, Mapping, Set
from math import isclose
from typing import Any, NamedTuple

from sim.plan.package import Package
from sim.plan.reference_class import ReferenceClass
from sim.plan.target import Indicator

Parts = Mapping[str, Any]
Unread = Mapping[str, Mapping[str, frozenset[str]]]


SEVERAL = 3
"""From so many packages on that share a mistake it is told once, of what they have in common."""


class Ground(NamedTuple):
    """All that a package is held against; while it is the same, a package that has no problem keeps having none."""

    most_crews: Mapping[str, int]
    without_desk: Set[str]
    most_of_quota: Mapping[str, tuple[int, str]]
    lots: Mapping[str, int]
    indicators: Mapping[str, Indicator]
    delivered_by_size: Mapping[str, tuple[str, frozenset[str]]]


def ground_of(parts: Parts, unread: Unread) -> Ground:
    """Return what the packages of a plan are held against, without what could not be read of it."""
    return Ground(
        {
            crew: max(number for _, number in noun.capacity)
            for crew, noun in _read(parts, unread, "crews", "capacity").items()
        },
        {
            unit
            for unit, agency in _read(parts, unread, "agencies", "desks").items()
            if not any(desks for _, desks in agency.desks)
        },
        {
            name: (noun.opening + sum(noun.amounts.values()), noun.unit)
            for name, noun in _read(parts, unread, "quotas", "opening", "amounts").items()
        },
        {name: package.lots.count for name, package in _read(parts, unread, "packages", "lots").items()},
        _read(parts, unread, "indicators", "smallest_unit"),
        {name: (noun.sized_by, _by_size(noun)) for name, noun in parts["reference_classes"].items()},
    )


def _read(parts: Parts, unread: Unread, section: str, *keys: str) -> Mapping[str, Any]:
    """Return the entries of a section of which these keys could be read."""
    entries: Mapping[str, Any] = parts[section]
    wrong = {name for name, missing in unread.get(section, {}).items() if not missing.isdisjoint(keys)}
    return {name: noun for name, noun in entries.items() if name not in wrong} if wrong else entries


def package_problems(name: str, package: Package, ground: Ground, unread: Set[str]) -> Iterator[str]:
    """Yield one line for each problem that a package has beside its ground, but for what hangs on *unread* keys."""
    yield from _crews(name, package, ground.most_crews)
    yield from _desks(name, package, ground.without_desk)
    if "lots" not in unread:
        yield from _lots(name, package, ground.lots)
    if unread.isdisjoint({"lots", "progress"}):
        yield from _quotas(name, package, ground.most_of_quota)
    yield from _own_pace(name, package)


def _crews(name: str, package: Package, most_crews: Mapping[str, int]) -> Iterator[str]:
    for activity_name, activity in package.activities.items():
        for crew, number in activity.crew.items():
            if number > most_crews.get(crew, number):
                yield (
                    f"packages.{name}.activities.{activity_name}.crew.{crew}: found {number}, expected at most "
                    f"{most_crews[crew]}, the most there ever are: lower it or raise the crew's capacity"
                )


def _desks(name: str, package: Package, without_desk: Set[str]) -> Iterator[str]:
    for permit_name, permit in package.permits.items() if without_desk else ():
        for unit in (permit.lead, *permit.supporters):
            if unit in without_desk:
                yield (
                    f"packages.{name}.permits.{permit_name}: found agency '{unit}' without a desk, expected one at "
                    "some time: give it desks or take it out"
                )


def _quotas(name: str, package: Package, most_of_quota: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    if package.progress > 0:
        return
    wanted: dict[str, int] = {}
    for permit in package.permits.values():
        for quota, number in permit.quota.items():
            files = package.lots.count if permit.each == "lot" else 1
            wanted[quota] = wanted.get(quota, 0) + number * files
    for quota, number in wanted.items():
        most, unit = most_of_quota.get(quota, (number, ""))
        if number > most:
            yield (
                f"packages.{name}.permits: found {number} {unit} of quota '{quota}', expected at most {most}, "
                "all that ever comes: lower it or raise the quota's amounts"
            )


def _lots(name: str, package: Package, lots: Mapping[str, int]) -> Iterator[str]:
    for other, dependency in package.after.items():
        if dependency.share < 1 and lots.get(other) == 1:
            yield (
                f"packages.{name}.after.{other}.share: found {dependency.share:g} of a package with one lot, "
                "expected a package with several lots: take the share out"
            )
        if dependency.held_lots_share < 1 and package.lots.count == 1:
            yield (
                f"packages.{name}.after.{other}.held_lots_share: found {dependency.held_lots_share:g} for a package "
                "with one lot, expected several lots: take it out"
            )


def _own_pace(name: str, package: Package) -> Iterator[str]:
    if name in package.slowed_by:
        yield f"packages.{name}.slowed_by: found the package itself, expected another: take it out"
    for other, pace in package.slowed_by.items():
        if pace > 1:
            yield (
                f"packages.{name}.slowed_by.{other}: found a pace of {pace:g}, expected at most 1, the share of normal "
                "pace that is left: correct it"
            )


def delivery_problems(packages: Mapping[str, Package], ground: Ground) -> Iterator[str]:
    """Yield one line for each quantity that its indicator cannot count, or one in all where several share a mistake."""
    in_parts: dict[str, dict[str, float]] = {}
    other_unit: dict[str, dict[str, str]] = {}
    for name, package in packages.items():
        sized_by, by_size = ground.delivered_by_size.get(package.reference_class or "", ("", frozenset()))
        for key, quantity in package.delivers.items():
            indicator = ground.indicators.get(key)
            if indicator is None:
                continue
            steps = quantity / indicator.smallest_unit
            if not isclose(steps, round(steps), abs_tol=1e-6):
                in_parts.setdefault(key, {})[name] = quantity
            if key in by_size and quantity == package.size and not _same_unit(sized_by, indicator.unit):
                other_unit.setdefault(key, {})[name] = sized_by
    for key, quantities in in_parts.items():
        yield from _not_whole(key, ground.indicators[key], quantities)
    for key, sizes in other_unit.items():
        yield from _of_another_unit(key, ground.indicators[key], sizes)


def _not_whole(key: str, indicator: Indicator, quantities: Mapping[str, float]) -> Iterator[str]:
    if len(quantities) >= SEVERAL:
        yield (
            f"indicators.{key}.smallest_unit: found {indicator.smallest_unit:g}, expected one of which the "
            f"{', '.join(f'{quantity:g}' for quantity in dict.fromkeys(quantities.values()))} of {len(quantities)} "
            "packages are whole multiples: lower it, or round what they deliver"
        )
        return
    for name, quantity in quantities.items():
        yield (
            f"packages.{name}.delivers.{key}: found {quantity:g} {indicator.unit}, expected whole multiples of "
            f"{indicator.smallest_unit:g}: round it"
        )


def _of_another_unit(key: str, indicator: Indicator, sizes: Mapping[str, str]) -> Iterator[str]:
    if len(sizes) >= SEVERAL:
        yield (
            f"indicators.{key}.unit: found {indicator.unit}, expected the unit of the size that {len(sizes)} packages "
            f"deliver ({', '.join(dict.fromkeys(sizes.values()))}): correct it, or state their quantities in it"
        )
        return
    for name, sized_by in sizes.items():
        yield (
            f"packages.{name}.delivers.{key}: found a size in {sized_by}, expected {indicator.unit}: "
            "state the quantity in the indicator's unit"
        )


def _by_size(shared: ReferenceClass) -> frozenset[str]:
    return frozenset(key for key, quantity in shared.delivers.items() if quantity == "size")


def _same_unit(sized_by: str, unit: str) -> bool:
    return sized_by == unit or sized_by.endswith(f"_{unit}")
