"""Levers at work: each effect moves the one parameter it names, for what it names, and nothing at neutral."""

from typing import Any

import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.plan.time import MICRO
from tests.builders import a_mapping, a_plan, finish_days, work

DUTY = {"lead": "desk"}


def lever(of: str, slope: float, at: float = 1, on: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Return a lever that moves one thing, neutral at 0."""
    effects = {"it": {"of": of, "slope": slope, "acts_on": list(on)}}
    return {"l": {"safeguard": "S1", "at": at, "low": -9, "high": 9, "effects": effects, **more}}


def turned(of: str, slope: float, at: float = 1, on: tuple[str, ...] = (), **sections: Any) -> Plan:
    """Return a plan with one lever of one safeguard turned."""
    agencies = {"desk": {"desks": 1, "review_days": 10}} | sections.pop("agencies", {})
    return a_plan(levers=lever(of, slope, at, on), safeguards={"S1": DUTY}, agencies=agencies, **sections)


def test_days_of_work_are_multiplied_for_whom_the_effect_names() -> None:
    """By 1 + slope x distance from neutral: package, class, task, network or all."""
    packages = {"a": {"activities": work(10)}, "b": {"activities": work(10)}}
    assert finish_days(turned("work_days", -0.25, 2, packages=packages)) == {"a": 5, "b": 5}
    assert finish_days(turned("work_days", -0.25, 2, ("b",), packages=packages)) == {"a": 10, "b": 5}


def test_review_days_are_multiplied_by_agency_or_by_package() -> None:
    """The file of the package that is named, or every file of the agency."""
    packages = {
        "a": {"permits": {"lead": "desk"}, "activities": work(1)},
        "b": {"permits": {"lead": "other"}, "activities": work(1)},
    }
    agencies = {"other": {"desks": 1, "review_days": 10}}
    by_agency = turned("review_days", 0.5, 1, ("other",), packages=packages, agencies=agencies)
    assert finish_days(by_agency) == {"a": 11, "b": 16}
    by_package = turned("review_days", 0.5, 1, ("a",), packages=packages, agencies=agencies)
    assert finish_days(by_package) == {"a": 16, "b": 11}


def test_files_come_back_as_often_as_the_lever_has_it() -> None:
    """A factor of 0 on the chance of return: none comes back."""
    packages = {"a": {"permits": {"file": {"lead": "desk", "return_chance": 0.9}}, "activities": work(1)}}
    agencies = {"desk": {"desks": 1, "review_days": 10, "resubmission_days": 5}}
    assert finish_days(turned("return_chance", -1, packages=packages, agencies=agencies)) == {"a": 11}


def test_haste_adds_to_the_chance_of_rework() -> None:
    """Where none was stated, too; the number of repeats is a geometric draw."""
    packages = {"a": {"activities": work(10)}}
    plan = turned("rework", 0.5, packages=packages)
    story, drawn = tell(plan), draw(plan, 1, 400)
    days = [perform(story, drawn.row(number)).finished[0] / MICRO for number in range(400)]
    assert min(days) == 10 and 18 < sum(days) / 400 < 22


def test_a_lever_on_crews_changes_how_many_there_are() -> None:
    """In whole crews."""
    packages = {name: {"activities": work(10, crew={"team": 1})} for name in "abc"}
    assert finish_days(turned("crew_capacity", 0.5, 1, packages=packages, crews={"team": 2})) == dict.fromkeys(
        "abc", 10
    )
    assert finish_days(turned("crew_capacity", 0.1, 1, packages=packages, crews={"team": 2}))["c"] == 20


def test_a_lever_on_decisions_makes_them_surer_or_less_sure() -> None:
    """A chance is at most 1, and 0 is never."""
    packages = {"a": {"gates": ["title"], "activities": work(1)}}
    gates = {"title": {"chance": 0.5, "windows": [[5, 5]], "common": "ministry"}}
    assert finish_days(turned("gate_chance", 3, 1, ("ministry",), packages=packages, gates=gates)) == {"a": 6}
    assert finish_days(turned("gate_chance", -1, 1, ("title",), packages=packages, gates=gates)) == {"a": -1}


def test_lots_are_released_sooner_or_later() -> None:
    """Each at its share of the window, times the factor."""
    packages = {"a": {"lots": {"count": 3, "from_day": 10, "to_day": 30}, "activities": work(1)}}
    assert finish_days(turned("release_days", -0.5, packages=packages)) == {"a": 16}


def test_later_lots_take_less_when_their_builders_learn() -> None:
    """Each doubling takes the learnt share off: the second lot takes 80 %, the fourth 64 %."""
    packages = {"a": {"lots": 4, "activities": work(100, crew={"team": 1})}}
    plan = turned("learning", 0.2, packages=packages, crews={"team": 1})
    story = tell(plan)
    ends = [day / MICRO for _, _, day in perform(story, draw(plan, 1, 1).row(0)).lots_finished]
    assert ends[0] == 100 and ends[1] - ends[0] == 80 and ends[3] - ends[2] == pytest.approx(64)


def test_drafting_comes_before_anything_else() -> None:
    """In working days, for packages that are not under way."""
    packages = {
        "a": {"permits": {"lead": "desk"}, "activities": work(10)},
        "begun": {"progress": 0.5, "activities": work(10)},
    }
    assert finish_days(turned("preparation_days", 7, packages=packages)) == {"a": 27, "begun": 5}


def test_of_packages_that_are_ready_the_list_takes_in_a_share() -> None:
    """Whoever is not taken in waits a year for the next list."""
    lists = {"annual": {"closes": "06-30", "published": "09-01"}}
    packages = {f"p{number}": {"listed_in": "annual", "activities": work(10)} for number in range(40)}
    ends = finish_days(turned("listed_share", -0.5, lists=lists, packages=packages)).values()
    first, second = 244 + 10, 244 + 365 + 10
    assert set(ends) >= {first, second} and 8 <= sum(end == first for end in ends) <= 32
    assert set(finish_days(turned("listed_share", -0.5, 0, lists=lists, packages=packages)).values()) == {first}


def test_of_a_list_with_too_little_room_a_lever_makes_room() -> None:
    """Half are taken in; a lever that doubles the share takes in all."""
    lists = {"annual": {"closes": "06-30", "published": "09-01", "takes_in": 0.5}}
    packages = {f"p{number}": {"listed_in": "annual", "activities": work(10)} for number in range(40)}
    assert len(set(finish_days(turned("listed_share", 1, 0, lists=lists, packages=packages)).values())) > 1
    assert len(set(finish_days(turned("listed_share", 1, 1, lists=lists, packages=packages)).values())) == 1


def test_what_is_paid_each_time_goes_by_how_often_a_year_it_comes_round() -> None:
    """A lever at every 73 days comes round five times a year: 5 x 0.1 on reviews of 10 days."""
    effects = {"it": {"of": "review_days", "slope": 0.1, "each_time": True}}
    levers = {"l": {"safeguard": "S1", "at": 73, "low": 7, "high": 90, "effects": effects}}
    packages = {"a": {"permits": {"lead": "desk"}, "activities": work(1)}}
    agencies = {"desk": {"desks": 1, "review_days": 10}}
    plan = a_plan(levers=levers, safeguards={"S1": DUTY}, agencies=agencies, packages=packages)
    assert finish_days(plan) == {"a": 16}


def test_a_lever_that_comes_round_each_time_has_days_above_nothing() -> None:
    """A position of 0 would come round for ever."""
    effects = {"it": {"of": "review_days", "slope": 0.1, "each_time": True}}
    with pytest.raises(PlanError, match="expected days above 0"):
        a_plan(
            levers={"l": {"at": 0, "neutral": 30, "low": 0, "high": 90, "effects": effects}},
            packages={"a": {"activities": work(1)}},
        )


def test_a_lever_sets_what_a_look_beforehand_leaves_of_returned_files() -> None:
    """Of the files that the task force looks after; at neutral the stated factor stands."""
    packages = {"a": {"permits": {"file": {"lead": "desk", "return_chance": 0.9}}, "activities": work(1)}}
    sections: dict[str, Any] = {
        "coordination": {"review_mode": "task_force", "task_force": {}},
        "safeguards": {"S1": DUTY},
        "agencies": {"desk": {"desks": 1, "review_days": 10, "resubmission_days": 5}},
        "packages": packages,
    }
    effects = {"it": {"of": "return_factor"}}
    looked_over = {"l": {"safeguard": "S1", "at": 0, "neutral": 1, "low": 0, "high": 1, "effects": effects}}
    assert finish_days(a_plan(levers=looked_over, **sections)) == {"a": 11}
    assert finish_days(a_plan(**sections))["a"] > 11


def test_costs_are_multiplied() -> None:
    """What is paid is what the lever has made of the cost."""
    packages = {"a": {"cost_cny_10k": 100, "funding": ["purse"], "activities": work(10)}}
    plan = turned("cost", -0.2, packages=packages, funding={"purse": {"kind": "equity", "opening_cny_10k": 100}})
    assert sum(payment.cny_10k for payment in perform(tell(plan), draw(plan, 1, 1).row(0)).payments) == 80


def test_works_are_shorter_than_planned_where_the_plan_is_conservative() -> None:
    """The drawn days of works are divided; desk work and the planned run are not."""
    programme = {"name": "Small", "start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2023-12-31"}
    packages = {"a": {"activities": {"draw": {"days": 10, "clock": "office"}, "build": {"days": 100}}}}
    plan = a_plan(programme={**programme, "plan_conservatism": 1.25}, packages=packages)
    assert finish_days(plan) == {"a": 90}


def test_a_shock_that_is_off_does_not_strike_and_a_driver_that_is_off_has_its_planned_factor() -> None:
    """Nor does either move another draw."""
    packages = {"a": {"activities": work(10)}}
    shock = {"probability": 1, "windows": [["2020-01-02", "2020-01-02"]], "days": 30}
    assert finish_days(a_plan(shocks={"flood": shock}, packages=packages)) == {"a": 40}
    assert finish_days(a_plan(shocks={"flood": {**shock, "is_on": False}}, packages=packages)) == {"a": 10}
    driver = {"multiplies": "work_days", "factor": {"discrete": {2: 0.5, 4: 0.5}, "planned": 1}}
    assert finish_days(a_plan(drivers={"pace": driver}, packages=packages))["a"] in (20, 40)
    assert finish_days(a_plan(drivers={"pace": {**driver, "is_on": False}}, packages=packages)) == {"a": 10}


def test_a_shock_may_hit_one_class() -> None:
    """Works of other classes go on."""
    classes = {name: {"activities": work(10)} for name in ("metro", "other")}
    shock = {"probability": 1, "windows": [["2020-01-02", "2020-01-02"]], "days": 30, "reference_classes": ["metro"]}
    packages = {"a": {"reference_class": "metro"}, "b": {"reference_class": "other"}}
    plan = a_plan(reference_classes=classes, shocks={"flood": shock}, packages=packages)
    assert finish_days(plan) == {"a": 40, "b": 10}


KINDS = (
    "work_days",
    "review_days",
    "return_chance",
    "rework",
    "crew_capacity",
    "gate_chance",
    "release_days",
    "learning",
    "preparation_days",
    "listed_share",
    "cost",
)


@pytest.mark.parametrize("of", KINDS)
@pytest.mark.parametrize("off", ["neutral", "safeguard off", "price at no price"])
def test_what_is_neutral_off_or_free_moves_nothing(of: str, off: str) -> None:
    """To the byte: the drawn quantities and the story are those of the plan without the lever."""
    without = whole(of, None)
    with_it = whole(of, off)
    assert draw(without, 1, 20).names == draw(with_it, 1, 20).names
    assert (draw(without, 1, 20).values == draw(with_it, 1, 20).values).all()
    assert tell(without) == tell(with_it)


def whole(of: str, off: str | None) -> Plan:
    """Return a plan that every effect could move, with a lever that is off in that way."""
    effect = {"it": {"of": of, "slope": 0.3}}
    neutral = {"it": {"of": "work_days", "slope": 0}}
    said: dict[str, Any] = {"safeguard": "S1", "low": 0, "high": 2, "at": 0 if off == "neutral" else 1}
    said |= {"effects": neutral, "price": effect} if off == "price at no price" else {"effects": effect}
    safeguard = {**DUTY, "is_on": off != "safeguard off", "price_share": 0 if off == "price at no price" else 1}
    packages = {
        "a": {
            "permits": {"file": {"lead": "desk", "return_chance": 0.3}},
            "gates": ["title"],
            "listed_in": "annual",
            "lots": {"count": 3, "from_day": 10, "to_day": 30},
            "cost_cny_10k": 90,
            "funding": ["purse"],
            "activities": work({"uniform": [5, 20]}, crew={"team": 1}),
        }
    }
    return a_plan(
        levers={"l": said} if off else {},
        safeguards={"S1": safeguard if off else DUTY},
        agencies={"desk": {"desks": 1, "review_days": 10, "resubmission_days": 5}},
        crews={"team": 2},
        gates={"title": {"chance": 0.5, "windows": [[50, 90]]}},
        lists={"annual": {"closes": "06-30", "published": "09-01"}},
        funding={"purse": {"kind": "equity", "opening_cny_10k": 200}},
        packages=packages,
    )


def test_a_lever_that_names_nothing_known_says_so() -> None:
    """Its safeguard and what it acts on, each with the nearest name."""
    said = lever("crew_capacity", 1, 1, ("taem",), safeguard="S2")
    mapping = a_mapping(
        levers=said,
        safeguards={"S1": DUTY},
        agencies={"desk": {"desks": 1, "review_days": 1}},
        crews={"team": 1},
        packages={"a": {"activities": work(1, crew={"team": 1})}},
    )
    with pytest.raises(PlanError) as found:
        read_plan(mapping)
    assert set(found.value.problems) == {
        "levers.l.safeguard: no such safeguard 'S2'; known are S1",
        "levers.l.effects.it.acts_on: no such name for crew_capacity 'taem'; did you mean 'team'?",
    }
