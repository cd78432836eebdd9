"""Dates between bounds: with nothing scarce exactly the critical path, with scarcity never before it."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.package import Package, Permit
from sim.plan.plan import Plan
from sim.plan.time import MICRO, micro
from sim.plan.trace import NEVER
from tests.random_plans import random_mapping

ENDLESS = 10**7


def with_enough_of_all(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the same plan with crews, desks, quotas and money for everybody, open until all is finished."""
    plan = deepcopy(mapping)
    plan["programme"]["horizon"] = "2050-12-31"
    plan["crews"] = dict.fromkeys(plan["crews"], ENDLESS)
    for agency in plan["agencies"].values():
        agency["desks"] = ENDLESS
    for quota in plan["quotas"].values():
        quota |= {"opening": ENDLESS}
    plan["funding"] = {name: {"kind": "equity", "opening_cny_10k": ENDLESS} for name in plan["funding"]}
    return plan


def without_luck(mapping: dict[str, Any], times: int = 1) -> dict[str, Any]:
    """Return a plan with enough of all, on a calendar without days off, whose days are all fixed: *times* as long."""
    plan = with_enough_of_all(mapping)
    luck = Random(str(mapping))
    plan |= {"calendar": "continuous", "shocks": {}, "drivers": {}, "gates": {}}
    plan["coordination"]["intake_days"] *= times
    plan["coordination"]["handover_days"] *= times
    plan["coordination"]["joint_share"] = luck.choice([0, 1])
    plan["coordination"]["task_force"]["interval_days"] = 0
    for agency in plan["agencies"].values():
        agency |= {"review_days": times * luck.randint(0, 9), "return_chance": 0}
    for package in plan["packages"].values():
        package |= {"gates": {}, "listed_in": "", "slowed_by": {}, "progress": 0}
        package["not_before_day"] *= times
        if isinstance(package["lots"], dict):
            package["lots"]["from_day"] *= times
            package["lots"]["to_day"] *= times
        for activity in package["activities"].values():
            activity |= {"days": times * luck.randint(0, 20), "factor": None, "rework": 0}
        for permit in package.get("permits", {}).values():
            permit |= {"review_days": None, "return_chance": 0}
        for dependency in package.get("after", {}).values():
            dependency["lag_days"] *= times
    return plan


def dates_of(plan: Plan, seed: int = 1) -> dict[str, tuple[int, int]]:
    """Return when each package starts and finishes in the first replication."""
    trace = perform(tell(plan), draw(plan, seed, 1).row(0))
    return dict(zip(plan.packages, zip(trace.started, trace.finished, strict=True), strict=True))


class CriticalPath:
    """The dates of a plan without luck or scarcity, worked out package by package; later ones need earlier ones."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.started: dict[str, int] = {}
        self.finished: dict[str, int] = {}
        self.lots: dict[str, list[int]] = {}
        for name, package in plan.packages.items():
            self.reckon(name, package)

    def dates(self) -> dict[str, tuple[int, int]]:
        """Return start and finish by package."""
        return {name: (self.started[name], self.finished[name]) for name in self.plan.packages}

    def reckon(self, name: str, package: Package) -> None:
        """Reckon the dates of a package from those before it."""
        begun = max(self.held_until(package, "permits"), micro(package.not_before_day))
        filed = begun + self.days_of_files(name, "package")
        ready = max(filed, self.held_until(package, "works"))
        lots = [self.lot(name, package, number, ready) for number in range(package.lots.count)]
        self.started[name] = min(start for start, _ in lots)
        self.lots[name] = sorted(finish for _, finish in lots)
        self.finished[name] = max(self.lots[name][-1], self.held_until(package, "finish"))

    def lot(self, name: str, package: Package, number: int, ready: int) -> tuple[int, int]:
        """Return start of works and finish of a lot."""
        if package.lots.count > 1:
            first, last = package.lots.from_day or 0, package.lots.to_day or 0
            ready = max(ready, micro(first + (last - first) * number / (package.lots.count - 1)))
        filed = max(ready, self.held_until(package, "permits", number))
        filed += self.days_of_files(name, "lot")
        start = max(filed, self.held_until(package, "works", number))
        finish = start + sum(micro(activity.planned_days()) for activity in package.activities.values())
        return start, max(finish, self.held_until(package, "finish", number))

    def days_of_files(self, name: str, each: str) -> int:
        """Return how long the files of a package or lot take, with what passes between each and the next step."""
        handover = self.plan.coordination.handover_days
        handover *= self.plan.effects.factor("handover_days", *self.plan.names_of(name))
        permits = self.plan.packages[name].permits.values()
        return sum(self.days_of(permit) + micro(handover) for permit in permits if permit.each == each)

    def days_of(self, permit: Permit) -> int:
        """Return how long a file takes: the sum of its reviews in series, intake and the longest when joint."""
        reviews = [micro(self.plan.agencies[unit].review_days.planned_value()) for unit in self.units(permit)]
        coordination = self.plan.coordination
        if (permit.mode or coordination.review_mode) == "series" or (len(reviews) > 1 and not coordination.joint_share):
            return sum(reviews)
        return micro(coordination.intake_days) + max(reviews)

    @staticmethod
    def units(permit: Permit) -> Iterator[str]:
        """Yield the agencies that review a file."""
        yield permit.lead
        yield from permit.supporters

    def held_until(self, package: Package, part: str, lot: int | None = None) -> int:
        """Return until when that part of the package is held, or of that lot if it is one of the last lots held."""
        until = 0
        for other, dependency in package.after.items():
            count = package.lots.count
            held_lots = next(n for n in range(1, count + 1) if n / count >= dependency.held_lots_share)
            holds = "finish" if dependency.kind == "FF" else dependency.holds
            holds_whole = dependency.held_lots_share == 1
            if holds != part or holds_whole != (lot is None) or (lot is not None and lot < count - held_lots):
                continue
            lots = self.lots[other]
            reached = self.started[other] if dependency.kind == "SS" else self.finished[other]
            if dependency.share < 1:
                reached = next(day for n, day in enumerate(lots, 1) if n / len(lots) >= dependency.share)
            until = max(until, reached + micro(dependency.lag_days))
        return until


@pytest.mark.parametrize("seed", range(60))
def test_with_nothing_scarce_and_no_luck_dates_are_the_critical_path(seed: int) -> None:
    """Start and finish of every package are those of the critical path, to the micro-day; the planned ones too."""
    plan = read_plan(without_luck(random_mapping(seed)))
    reckoned = CriticalPath(plan).dates()
    assert dates_of(plan) == reckoned
    planned, _ = planned_run(plan)
    assert {name: (planned.started[name], planned.finished[name]) for name in plan.packages} == reckoned


@pytest.mark.parametrize("seed", range(40))
def test_days_times_seven_give_dates_times_seven(seed: int) -> None:
    """On a calendar without days off the scale of time does not matter."""
    once, seven = (dates_of(read_plan(without_luck(random_mapping(seed), times))) for times in (1, 7))
    assert seven == {name: (7 * start, 7 * finish) for name, (start, finish) in once.items()}


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_packages_changes_nothing_when_nothing_is_scarce(seed: int) -> None:
    """The same packages in another order have the same luck and the same dates, with every law, calendar and shock."""
    mapping = with_enough_of_all(random_mapping(seed))
    names = list(mapping["packages"])
    Random(seed).shuffle(names)
    shuffled = {**mapping, "packages": {name: mapping["packages"][name] for name in names}}
    assert dates_of(read_plan(shuffled)) == dates_of(read_plan(mapping))


@pytest.mark.parametrize("seed", range(60))
def test_scarcity_makes_nothing_earlier_than_enough_of_all(seed: int) -> None:
    """With the same luck no package is earlier than with enough of all.

    Soft providers are left out: who waits for one works faster after it, and may gain by waiting. So
    are meetings: a file that waits for a desk may be decided there before its review would end.
    """
    mapping = random_mapping(seed)
    mapping["coordination"]["task_force"]["interval_days"] = 0
    for package in mapping["packages"].values():
        package["slowed_by"] = {}
    scarce, enough = dates_of(read_plan(mapping)), dates_of(read_plan(with_enough_of_all(mapping)))
    for name, found in scarce.items():
        for day, bound in zip(found, enough[name], strict=True):
            assert day == NEVER or NEVER < bound <= day, name


def test_days_scaled_by_a_tenth_keep_ties_tied() -> None:
    """Three times a tenth of a day is exactly three tenths: what should coincide does."""
    packages = {
        "a": {"activities": {f"w{number}": {"days": 0.1} for number in range(3)}},
        "b": {"activities": {"w": {"days": 0.3}}},
    }
    programme = {"name": "Tenths", "start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2021-12-31"}
    dates = dates_of(read_plan({"programme": programme, "calendar": "continuous", "packages": packages}))
    assert dates == {"a": (0, 3 * MICRO // 10), "b": (0, 3 * MICRO // 10)}
