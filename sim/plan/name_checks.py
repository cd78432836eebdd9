"""Problems of names: those that meet nothing in the section in which they must stand."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sim.plan.money_checks import money_mentions
from sim.plan.outcomes import Outcomes
from sim.plan.package import Package
from sim.plan.problems import unknown
from sim.plan.promise_checks import mentions

Parts = Mapping[str, Any]
Names = Mapping[str, set[str]]
Mention = tuple[str, str, str, Collection[str]]

MAY_BE_NONE = ("packages", "milestones")
"""Sections whose names are not looked for while they are empty: that there is no package is said once."""


def unknown_names(parts: Parts, names: Names) -> Iterator[str]:
    """Yield one line for each name in *parts* that stands nowhere among *names*."""
    for where, section, what, words in _mentions(parts):
        known = names[section]
        if known.issuperset(words) or (section in MAY_BE_NONE and not known):
            continue
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
