"""Problems between the nouns of a plan: names that meet nothing, cycles, demands that nothing can serve."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sim.plan.date_checks import days_outside
from sim.plan.lever_checks import lever_problems
from sim.plan.money_checks import money_problems
from sim.plan.name_checks import unknown_names
from sim.plan.package import Package
from sim.plan.package_checks import delivery_problems, ground_of, package_problems
from sim.plan.plan import Plan
from sim.plan.programme import Programme
from sim.plan.promise_checks import promise_problems
from sim.plan.since import Since

Parts = Mapping[str, Any]
Names = Mapping[str, set[str]]
Unread = Mapping[str, Mapping[str, frozenset[str]]]


def problems_between(parts: Parts, names: Names, before: Plan | None = None, unread: Unread | None = None) -> list[str]:
    """Return one line for each problem that no noun can see alone.

    What is the very same noun in *before*, a plan without problems, is not checked again unless what it is held
    against has changed.

    Shapes and units
        parts: section to its validated nouns by name; `programme` may be None when it is wrong.
        names: section to all names in the file, those of wrong nouns included, so that one
            wrong entry does not make every mention of it another problem; `delivered` holds the
            indicators that wrong packages deliver, `carried` the milestones that they name.
        unread: section to the wrong nouns in it by name, each with its keys that could not be read
            and stand at their defaults: nothing is said that hangs on one of them.
    """
    unread = unread or {}
    since = Since(parts, names, before)
    lines = [*unknown_names(since.to_check(since.is_named_alike), names)]
    after = _predecessors(parts["packages"])
    if before is None or after != _predecessors(before.packages):
        lines += _cycles(after)
    if not since.is_same("packages", "indicators", "targets"):
        lines += _targets(parts, names["delivered"])
    if names["packages"] and not since.is_same("packages", "milestones", "definitions", "dependencies"):
        lines += promise_problems(parts, names["carried"], unread)
    if not (since.is_named_alike and since.is_same("levers", "gates")):
        lines += lever_problems(parts, names)
    lines += [*money_problems(parts, names, since, unread), *_coordination(parts)]
    ground = ground_of(parts, unread)
    is_ground_same = before is not None and ground == ground_of(vars(before), {})
    packages = since.to_check(is_ground_same)["packages"]
    lines += delivery_problems(packages, ground)
    for name, package in packages.items():
        lines += package_problems(name, package, ground, unread.get("packages", {}).get(name, frozenset()))
    if isinstance(parts["programme"], Programme):
        lines += _growing_benefits(parts, parts["programme"])
        lines += days_outside(since.to_check(since.is_same("programme")), parts["programme"])
    return lines


def _predecessors(packages: Mapping[str, Package]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(package.after) for name, package in packages.items()}


def _cycles(after: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield each cycle of hard dependencies once, as a path."""
    done: set[str] = set()
    for first in after:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack: list[Iterator[str]] = []
        _step_into(first, after, path, on_path, stack, done)
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
                _step_into(following, after, path, on_path, stack, done)


def _step_into(
    name: str,
    after: Mapping[str, Collection[str]],
    path: list[str],
    on_path: dict[str, int],
    stack: list[Iterator[str]],
    done: set[str],
) -> None:
    if name in done or name not in after:
        return
    on_path[name] = len(path)
    path.append(name)
    stack.append(iter(after[name]))


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


def _coordination(parts: Parts) -> Iterator[str]:
    coordination = parts["coordination"]
    if coordination and coordination.review_mode == "task_force" and not coordination.task_force:
        yield (
            "coordination.review_mode: found 'task_force' without coordination.task_force, expected its slots and its "
            "meetings: add it, or take another mode"
        )
