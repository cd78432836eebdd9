"""Inspections: who is behind plan by more than its network gains priority until the next; whom it passes waits."""

from dataclasses import replace
from typing import Any

import pytest

from sim.model.delivery import tell, tell_planned
from sim.model.draws import draw
from sim.model.engine import Performance, perform
from sim.model.inspection import median, most_behind
from sim.model.planned import planned_run
from sim.model.story import Inspections
from sim.plan.plan import Plan
from sim.plan.trace import NEVER
from tests.builders import a_plan, finish_days, work

LONGER = {"triangular": [29.999999, 30, 30.000001], "planned": 1}
"""Thirty days of review where the plan counts on one."""


def with_one_for_two(scarce: str, free_day: float = 50, **inspection: Any) -> Plan:
    """Return a plan in which `other` comes on day 20, then `slow` on day 30, for what is scarce and free on a day.

    What is scarce: the desk, the crew or the money. `slow` has a review that takes longer than
    planned first; by plan it would finish on day 11 or 12, `other` on day 30 or 31.
    """
    agencies = {"counter": {"desks": 2, "review_days": 1}, "desk": {"desks": 1, "review_days": 10}}
    funding = {"own": {"kind": "equity", "tranches_cny_10k": {free_day: 10, free_day + 10: 10}}}
    first = {"first": {"lead": "counter", "review_days": LONGER}}
    packages: dict[str, Any] = {"holder": {}, "slow": {"permits": first}, "other": {"not_before_day": 20}}
    if scarce == "desk":
        packages["holder"] |= {"permits": {"desk": {"lead": "desk", "review_days": free_day}}, "activities": work(1)}
        packages["slow"] |= {"permits": {**first, "desk": {"lead": "desk"}}, "activities": work(1)}
        packages["other"] |= {"permits": {"desk": {"lead": "desk"}}, "activities": work(1)}
    elif scarce == "crew":
        packages["holder"] |= {"activities": work(free_day, crew={"gang": 1})}
        for name in ("slow", "other"):
            packages[name] |= {"activities": work(10, crew={"gang": 1})}
    else:
        packages["holder"] |= {"activities": work(free_day)}
        for name in ("slow", "other"):
            packages[name] |= {"cost_cny_10k": 10, "funding": ["own"], "instalments": 1, "activities": work(10)}
    return a_plan(
        coordination={"inspection": {"interval_days": 45, **inspection}},
        agencies=agencies,
        crews={"gang": 1},
        funding=funding,
        packages=packages,
    )


@pytest.mark.parametrize(("scarce", "first", "second"), [("desk", 61, 71), ("crew", 60, 70), ("money", 60, 70)])
def test_a_package_behind_passes_another_which_waits(scarce: str, first: int, second: int) -> None:
    """On day 45 `slow` is behind by 33 or 34 days and `other` by 14 or 15, the network by their mean: it goes first."""
    watched = finish_days(with_one_for_two(scarce))
    unwatched = finish_days(with_one_for_two(scarce, interval_days=0))
    assert (watched["slow"], watched["other"]) == (first, second)
    assert (unwatched["slow"], unwatched["other"]) == (second, first)


def test_a_package_passes_only_those_within_its_boost() -> None:
    """A boost of 1 does not lift it over one that comes two before it."""
    plan = with_one_for_two("crew", boost=1)
    packages = {**plan.packages, "other": plan.packages["other"].model_copy(update={"priority": -2})}
    assert finish_days(plan.model_copy(update={"packages": packages}))["other"] == 60


def test_a_boost_ends_with_the_next_inspection() -> None:
    """`slow` is the most behind on day 45; by day 90 its finish is due, on day 56, and `other` is further behind.

    What is free on day 60 goes to `slow`, what is free on day 100 to `other`.
    """

    def finishes(free_day: float) -> tuple[float, float]:
        plan = with_one_for_two("crew", free_day, list_size=1)
        longer = (
            plan.packages["slow"]
            .activities["work"]
            .model_copy(update={"days": plan.packages["holder"].activities["work"].days, "days_scale": 55 / free_day})
        )
        slow = plan.packages["slow"].model_copy(update={"activities": {"work": longer}})
        found = finish_days(plan.model_copy(update={"packages": {**plan.packages, "slow": slow}}))
        return found["slow"], found["other"]

    assert finishes(60) == (115, 125)
    assert finishes(100) == (165, 110)


def test_who_works_is_not_stopped_by_an_inspection() -> None:
    """The holder keeps its crew to the end, whoever is put ahead."""
    assert finish_days(with_one_for_two("crew"))["holder"] == 50


def watched(*planned: tuple[int, int], list_size: int = 20, networks: tuple[int, ...] | None = None) -> Inspections:
    """Return inspections of packages with these planned starts and finishes, all of one network if none is given."""
    return Inspections(10, list_size, 1000.0, networks or (0,) * len(planned), planned)


def test_a_package_is_behind_by_more_than_the_median_of_its_network() -> None:
    """On day 100 three are late by 90, 50 and 10 days: the first alone is behind, by 40."""
    assert most_behind(watched((0, 10), (0, 50), (0, 90)), [0, NEVER] * 3, 100) == [0]
    assert most_behind(watched((0, 10), (0, 50), (0, 90), networks=(0, 1, 1)), [0, NEVER] * 3, 100) == [1]


def test_those_as_late_as_their_network_are_not_behind() -> None:
    """A wave that is late as a whole has no list; nor has a package that is alone in its network."""
    assert most_behind(watched((0, 10), (0, 10), (0, 10)), [0, NEVER] * 3, 100) == []
    assert most_behind(watched((0, 10)), [0, NEVER], 100) == []


def test_the_list_holds_the_most_behind_and_of_equals_the_first_in_the_plan() -> None:
    """Late by 70, 90, 70, 10, 10, 10 days, median 40: behind by 30, 50, 30."""
    planned = ((0, 30), (0, 10), (0, 30), (0, 90), (0, 90), (0, 90))
    marks = [0, NEVER] * 6
    assert most_behind(watched(*planned), marks, 100) == [1, 0, 2]
    assert most_behind(watched(*planned, list_size=2), marks, 100) == [1, 0]


def test_only_marks_that_are_due_and_not_reached_count_and_the_latest_of_them() -> None:
    """One has finished, one is not due, one started late, and one has missed its start and its finish, of day 60."""
    planned = ((0, 10), (0, 100), (0, 50), (5, 60))
    marks = [0, 90, 0, NEVER, 80, NEVER, NEVER, NEVER]
    assert most_behind(watched(*planned), marks, 100) == [2]


def test_a_package_without_planned_marks_is_never_behind() -> None:
    """It counts for nothing in its network either."""
    assert most_behind(watched((NEVER, NEVER), (0, 40), (0, 60)), [NEVER] * 6, 100) == [1]


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_rounded_down() -> None:
    """Of one, two, three and four numbers."""
    assert [median([5]), median([4, 1]), median([9, 1, 3]), median([1, 9, 4, 8])] == [5, 2, 3, 6]


def test_without_inspections_nothing_is_watched() -> None:
    """The story has none, and neither has the story of the planned run."""
    assert tell(with_one_for_two("crew", interval_days=0)).inspections is None
    assert tell_planned(with_one_for_two("crew")).inspections is None


def test_a_plan_in_which_nothing_is_late_is_told_and_performed_as_without_inspections() -> None:
    """All goes as planned; every fact of the trace is the same."""
    packages = {name: {"activities": work(100), "not_before_day": day} for day, name in enumerate("abc")}
    plan = a_plan(coordination={"inspection": {"interval_days": 30}}, packages=packages)
    story, row = tell(plan, planned_run(plan)[0]), draw(plan, 1, 1).row(0)
    assert repr(perform(story, row, log=True)) == repr(perform(replace(story, inspections=None), row, log=True))


def test_there_are_inspections_until_the_horizon() -> None:
    """From day 45 on, every 45 days: 32 in the four years less a day, the last with nobody on its list."""
    plan = with_one_for_two("crew")
    performance = Performance(tell(plan, planned_run(plan)[0]), draw(plan, 1, 1).row(0))
    days: list[float] = []
    inspect = performance.settlement._inspect

    def counted() -> None:
        days.append(performance.env.now / 1e6)
        inspect()

    performance.settlement._inspect = counted  # type: ignore[method-assign]
    performance.run(performance.story.horizon)
    assert days == [45.0 * number for number in range(1, 33)]
    assert not any(performance.settlement.ahead)
