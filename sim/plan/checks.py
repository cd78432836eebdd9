"""Problems between the nouns of a plan: names that meet nothing, cycles, demands that nothing can serve."""

from collections.abc import Collection, Iterator, Mapping, Set
from math import isclose
from typing import Any

from sim.plan.date_checks import days_outside
from sim.plan.lever_checks import lever_problems
from sim.plan.money_checks import money_mentions, money_problems
from sim.plan.outcomes import Outcomes
from sim.plan.package import Package
from sim.plan.problems import unknown
from sim.plan.programme import Programme
from sim.plan.promise_checks import mentions, promise_problems

Parts = Mapping[str, Any]
Names = Mapping[str, set[str]]
Mention = tuple[str, str, str, Collection[str]]


def problems_between(parts: Parts, names: Names) -> list[str]:
    """Return one line for each problem that no noun can see alone.

    Shapes and units
        parts: section to its validated nouns by name; `programme` may be None when it is wrong.
        names: section to all names in the file, those of wrong nouns included, so that one
            wrong entry does not make every mention of it another problem; `delivered` holds the
            indicators that wrong packages deliver, `carried` the milestones that they name.
    """
    lines = [*_unknown_names(parts, names), *_cycles(parts["packages"]), *_targets(parts, names["delivered"])]
    lines += promise_problems(parts, names["carried"]) if names["packages"] else ()
    lines += [*lever_problems(parts, names), *money_problems(parts, names)]
    lines += _coordination(parts)
    most_crews = {crew: max(number for _, number in noun.capacity) for crew, noun in parts["crews"].items()}
    without_desk = {unit for unit, agency in parts["agencies"].items() if not any(desks for _, desks in agency.desks)}
    for name, package in parts["packages"].items():
        lines += [*_crews(name, package, most_crews), *_desks(name, package, without_desk)]
        lines += [*_lots(name, package, parts), *_deliveries(name, package, parts), *_quotas(name, package, parts)]
        lines += _own_pace(name, package)
    if isinstance(parts["programme"], Programme):
        lines += _growing_benefits(parts, parts["programme"])
        lines += days_outside(parts, parts["programme"])
    return lines


def _unknown_names(parts: Parts, names: Names) -> Iterator[str]:
    for where, section, what, words in _mentions(parts):
        known = names[section]
        if known.issuperset(words) or (section == "packages" and not known):
            continue  # that there is no package is said once
        for word in words:
            if word not in known:
                yield unknown(where, what, word, sorted(known))


def _mentions(parts: Parts) -> Iterator[Mention]:
    """Yield (where, section, what it is, names) for all names that must stand in another section."""
    for name, task in parts["tasks"].items():
        yield f"tasks.{name}.network", "networks", "network", (task.network,)
    for section in ("tasks", "safeguards"):
        for name, duty in parts[section].items():
            units = (duty.lead, *([duty.co_lead] if duty.co_lead else []), *duty.supporters)
            yield f"{section}.{name}", "agencies", "agency", units
    for name, indicator in parts["indicators"].items():
        if indicator.network:
            yield f"indicators.{name}.network", "networks", "network", (indicator.network,)
    for name, target in parts["targets"].items():
        yield f"targets.{name}.indicator", "indicators", "indicator", (target.indicator,)
    if parts["delay_cost"]:
        missed = parts["delay_cost"].missed_target_cny_10k
        yield "delay_cost.missed_target_cny_10k", "targets", "target", tuple(missed)
    yield from _counted(parts["outcomes"])
    for name, season in parts["calendar"].seasons.items():
        yield from _scope(f"calendar.seasons.{name}", season.networks, (), season.reference_classes)
    for name, shock in parts["shocks"].items():
        yield from _scope(f"shocks.{name}", shock.networks, (), shock.reference_classes)
        yield f"shocks.{name}", "funding", "source", shock.sources
    for name, driver in parts["drivers"].items():
        yield from _scope(f"drivers.{name}", driver.networks, driver.tasks, driver.reference_classes)
    for name, source in parts["funding"].items():
        where = f"funding.{name}"
        yield from _scope(where, source.eligible_networks, source.eligible_tasks, source.eligible_classes)
    for name, package in parts["packages"].items():
        yield from _package_mentions(f"packages.{name}", package)
    yield from money_mentions(parts)
    yield from mentions(parts)


def _counted(outcomes: Outcomes | None) -> Iterator[Mention]:
    if outcomes:
        yield "outcomes.backbone", "indicators", "indicator", tuple(outcomes.backbone)
        for key in ("energy_security", "seamless_transfer"):
            yield f"outcomes.{key}", "packages", "package", tuple(getattr(outcomes, key))


def _scope(
    where: str, networks: tuple[str, ...], tasks: tuple[str, ...], classes: tuple[str, ...]
) -> Iterator[Mention]:
    yield where, "networks", "network", networks
    yield where, "tasks", "task", tasks
    yield where, "reference_classes", "reference class", classes


def _package_mentions(where: str, package: Package) -> Iterator[Mention]:
    if package.network:
        yield f"{where}.network", "networks", "network", (package.network,)
    if package.task:
        yield f"{where}.task", "tasks", "task", (package.task,)
    if package.safeguard:
        yield f"{where}.safeguard", "safeguards", "safeguard", (package.safeguard,)
    if package.district:
        yield f"{where}.district", "districts", "district", (package.district,)
    if package.reference_class:
        yield f"{where}.reference_class", "reference_classes", "reference class", (package.reference_class,)
    if package.after:
        yield f"{where}.after", "packages", "package", package.after
    if package.slowed_by:
        yield f"{where}.slowed_by", "packages", "package", package.slowed_by
    if package.gates:
        yield f"{where}.gates", "gates", "gate", package.gates
    if package.funding:
        yield f"{where}.funding", "funding", "source", package.funding
    if package.delivers:
        yield f"{where}.delivers", "indicators", "indicator", package.delivers
    for permit_name, permit in package.permits.items():
        yield f"{where}.permits.{permit_name}", "agencies", "agency", (permit.lead, *permit.supporters)
        if permit.quota:
            yield f"{where}.permits.{permit_name}.quota", "quotas", "quota", permit.quota
    if package.listed_in:
        yield f"{where}.listed_in", "lists", "yearly list", (package.listed_in,)
    for activity_name, activity in package.activities.items():
        if activity.crew:
            yield f"{where}.activities.{activity_name}.crew", "crews", "crew", activity.crew


def _cycles(packages: Mapping[str, Package]) -> Iterator[str]:
    """Yield each cycle of hard dependencies once, as a path."""
    done: set[str] = set()
    for first in packages:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack: list[Iterator[str]] = []
        _step_into(first, packages, path, on_path, stack, done)
        while stack:
            following = next(stack[-1], None)
            if following is None:
                stack.pop()
                left = path.pop()
                del on_path[left]
                done.add(left)
            elif following in on_path:
                cycle = [*path[on_path[following] :], following]
                shown = " -> ".join(cycle)
                yield f"packages.{following}.after: found the cycle {shown}, expected none: cut one of them"
            else:
                _step_into(following, packages, path, on_path, stack, done)


def _step_into(
    name: str,
    packages: Mapping[str, Package],
    path: list[str],
    on_path: dict[str, int],
    stack: list[Iterator[str]],
    done: set[str],
) -> None:
    if name in done or name not in packages:
        return
    on_path[name] = len(path)
    path.append(name)
    stack.append(iter(packages[name].after))


def _targets(parts: Parts, delivered_by_wrong: set[str]) -> Iterator[str]:
    packages = parts["packages"].values()
    delivered = {indicator for package in packages for indicator, quantity in package.delivers.items() if quantity}
    delivered |= delivered_by_wrong
    for name, target in parts["targets"].items():
        if target.indicator in parts["indicators"] and target.indicator not in delivered:
            yield (
                f"targets.{name}: found no package that delivers {target.indicator}, expected at least one: "
                "add delivers to a package"
            )


def _growing_benefits(parts: Parts, programme: Programme) -> Iterator[str]:
    """Yield a line for each benefit that grows so fast that it would pay to be late."""
    for name, indicator in parts["indicators"].items():
        if 0 < indicator.benefit_growth >= programme.discount_rate:
            yield (
                f"indicators.{name}.benefit_growth: found {indicator.benefit_growth:g}, expected less than the "
                f"discount rate {programme.discount_rate:g} of the programme, else waiting would be a gain: lower it"
            )


def _crews(name: str, package: Package, most_crews: Mapping[str, int]) -> Iterator[str]:
    for activity_name, activity in package.activities.items():
        for crew, number in activity.crew.items():
            if number > most_crews.get(crew, number):
                yield (
                    f"packages.{name}.activities.{activity_name}.crew.{crew}: found {number}, expected at most "
                    f"{most_crews[crew]}, the most there ever are: lower it or raise the crew's capacity"
                )


def _coordination(parts: Parts) -> Iterator[str]:
    coordination = parts["coordination"]
    if coordination and coordination.review_mode == "task_force" and not coordination.task_force:
        yield (
            "coordination.review_mode: found 'task_force' without coordination.task_force, expected its slots and its "
            "meetings: add it, or take another mode"
        )


def _desks(name: str, package: Package, without_desk: Set[str]) -> Iterator[str]:
    for permit_name, permit in package.permits.items() if without_desk else ():
        for unit in (permit.lead, *permit.supporters):
            if unit in without_desk:
                yield (
                    f"packages.{name}.permits.{permit_name}: found agency '{unit}' without a desk, expected one at "
                    "some time: give it desks or take it out"
                )


def _quotas(name: str, package: Package, parts: Parts) -> Iterator[str]:
    if package.progress > 0:
        return
    wanted: dict[str, int] = {}
    for permit in package.permits.values():
        for quota, number in permit.quota.items():
            files = package.lots.count if permit.each == "lot" else 1
            wanted[quota] = wanted.get(quota, 0) + number * files
    for quota, number in wanted.items():
        if quota in parts["quotas"]:
            noun = parts["quotas"][quota]
            most = noun.opening + sum(noun.amounts.values())
            if number > most:
                yield (
                    f"packages.{name}.permits: found {number} {noun.unit} of quota '{quota}', expected at most {most}, "
                    "all that ever comes: lower it or raise the quota's amounts"
                )


def _lots(name: str, package: Package, parts: Parts) -> Iterator[str]:
    for other, dependency in package.after.items():
        provider = parts["packages"].get(other)
        if provider is not None and dependency.share < 1 and provider.lots.count == 1:
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


def _deliveries(name: str, package: Package, parts: Parts) -> Iterator[str]:
    shared = parts["reference_classes"].get(package.reference_class)
    for key, quantity in package.delivers.items():
        indicator = parts["indicators"].get(key)
        if indicator is None:
            continue
        steps = quantity / indicator.smallest_unit
        if not isclose(steps, round(steps), abs_tol=1e-6):
            yield (
                f"packages.{name}.delivers.{key}: found {quantity:g} {indicator.unit}, expected whole multiples of "
                f"{indicator.smallest_unit:g}: round it"
            )
        by_size = shared is not None and shared.delivers.get(key) == "size" and quantity == package.size
        if by_size and not _same_unit(shared.sized_by, indicator.unit):
            yield (
                f"packages.{name}.delivers.{key}: found a size in {shared.sized_by}, expected {indicator.unit}: "
                "state the quantity in the indicator's unit"
            )


def _same_unit(sized_by: str, unit: str) -> bool:
    return sized_by == unit or sized_by.endswith(f"_{unit}")
