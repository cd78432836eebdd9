"""Reading a plan like one that was read before gives the very plan that reading it afresh gives, only sooner."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.config import Source, read_plan
from sim.plan.problems import PlanError
from sim.shell.composing import study_of
from sim.shell.places import SCENARIOS, files_of
from sim.study.rows import Row
from tests.mutations import ODD, Mutation, mutated, mutations
from tests.whole_mapping import whole_mapping

Change = Callable[[dict[str, Any]], None]


def put(path: str, value: Any) -> Change:
    """Return the change that sets a key."""

    def change(mapping: dict[str, Any]) -> None:
        *above, key = path.split(".")
        for name in above:
            mapping = mapping[name]
        mapping[key] = value

    return change


def scenarios_beside_the_base() -> tuple[Row, ...]:
    """Return a row for each shipped scenario, read beside the base."""
    names = ",".join(name for name, _ in files_of(SCENARIOS))
    return study_of([f"scenario={names}"], multirun=True).study.rows


def drop(section: str, name: str) -> Change:
    return lambda mapping: mapping[section].pop(name)


def together(*changes: Change) -> Change:
    """Return the change that makes several."""

    def change(mapping: dict[str, Any]) -> None:
        for one in changes:
            one(mapping)

    return change


CHANGES: dict[str, Change] = {
    "nothing": lambda mapping: None,
    "the start": put("programme.start", "2020-01-02"),
    "the horizon": put("programme.horizon", "2022-12-31"),
    "the calendar": put("calendar", "continuous"),
    "the mode of review": put("coordination.review_mode", "series"),
    "a class's days": put("reference_classes.line.activities.dig.days", 99),
    "a class's funding": put("reference_classes.line.funding", ["bonds", "budget"]),
    "a class's retainer": put("reference_classes.line.restart_cost_share", 0.5),
    "a class's retainer, no longer stated": lambda mapping: mapping["reference_classes"]["line"].pop("restart_days"),
    "a class's own funding, stated by its package too": put("packages.line_1.funding", ["bonds", "budget"]),
    "a class's funding and days": together(
        put("reference_classes.line.funding", ["bonds", "budget"]), put("reference_classes.line.activities.dig.days", 9)
    ),
    "a class's scale": put("reference_classes.line.days_exponent", 1),
    "a task's lead": put("tasks.T1.lead", "office"),
    "a task's supporters": put("tasks.T1.supporters", []),
    "a task's second lead": put("tasks.T1.co_lead", "office"),
    "a safeguard's switch": put("safeguards.S1.is_on", False),
    "a safeguard's lead": put("safeguards.S1.lead", "office"),
    "a district's agency": put("districts.north.agency", "bureau"),
    "an agency that works in districts": put("agencies.office.own_district", True),
    "a package's size": put("packages.line_1.length_km", 9),
    "a package's days": put("packages.plan.activities.write.days", 7),
    "a package more": put("packages.more", {"activities": {"do": {"days": 3}}}),
    "a source's lag": put("funding.budget.lag_days", 180),
    "a source's amounts": put("funding.bonds.amounts_cny_10k", {2021: 50}),
    "a crew": put("crews.gang", 9),
    "an agency's law": put("agencies.office.review_days", 5),
    "a gate": put("gates.title.chance", 1),
    "a shock less": drop("shocks", "flood"),
    "a driver less": drop("drivers", "haste"),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_reading_a_like_plan_gives_the_plan_that_reading_it_afresh_gives(changed: str) -> None:
    """Whatever changed, and whatever depends on it: every noun is equal, in the same order."""
    before = Source(whole_mapping(), read_plan(whole_mapping()))
    mapping = whole_mapping()
    CHANGES[changed](mapping)
    afresh, like = read_plan(mapping), read_plan(mapping, like=before)
    assert like == afresh
    assert [*like.packages] == [*afresh.packages]
    assert like.model_dump() == afresh.model_dump()
    assert (afresh == before.plan) == (changed == "nothing")


def test_what_did_not_change_is_taken_over_not_read_again() -> None:
    """The noun is the very same object; the one that changed is another."""
    before = Source(whole_mapping(), read_plan(whole_mapping()))
    mapping = whole_mapping()
    CHANGES["a package's days"](mapping)
    like = read_plan(mapping, like=before)
    assert like.packages["depot"] is before.plan.packages["depot"]
    assert like.packages["plan"] is not before.plan.packages["plan"]


@pytest.mark.parametrize("changed", ["a safeguard's switch", "a class's days", "an agency's law"])
def test_a_package_is_taken_over_if_nothing_that_it_leans_on_changed(changed: str) -> None:
    """A package without a class is the very same object whatever happens to a class, a switch or a law."""
    before = Source(whole_mapping(), read_plan(whole_mapping()))
    mapping = whole_mapping()
    CHANGES[changed](mapping)
    like = read_plan(mapping, like=before)
    assert like.packages["depot"] is before.plan.packages["depot"]
    assert (like.packages["line_1"] is before.plan.packages["line_1"]) == (changed != "a class's days")


def test_a_class_reaches_its_packages_though_they_did_not_change() -> None:
    """The package says the same as before and is another one all the same."""
    before = Source(whole_mapping(), read_plan(whole_mapping()))
    mapping = whole_mapping()
    CHANGES["a class's funding"](mapping)
    assert read_plan(mapping, like=before).packages["line_1"].funding == ("bonds", "budget")


def test_what_was_taken_over_is_checked_against_what_changed() -> None:
    """A crew that shrinks below what an unchanged package asks is a problem."""
    before = Source(whole_mapping(), read_plan(whole_mapping()))
    mapping = whole_mapping()
    put("crews.team", 0)(mapping)
    with pytest.raises(PlanError) as caught:
        read_plan(mapping, like=before)
    assert caught.value.problems == (
        "packages.depot.activities.build.crew.team: found 1, expected at most 0, the most there ever are: lower it or "
        "raise the crew's capacity",
    )


@pytest.mark.parametrize(("before", "after"), [(1, True), (0, False), (1, 1.0)])
def test_numbers_and_truth_values_that_python_holds_equal_read_as_they_do_afresh(before: Any, after: Any) -> None:
    """`1 == True` in Python, not in a plan."""
    mapping = whole_mapping()
    put("agencies.office.review_days", before)(mapping)
    like = Source(mapping, read_plan(mapping))
    changed = whole_mapping()
    put("agencies.office.review_days", after)(changed)
    assert said(changed, like) == said(changed, None)


def test_activities_in_another_order_are_another_package() -> None:
    """Mappings that Python holds equal run in the order written."""
    activities = {"dig": {"days": 1}, "fit": {"days": 2}}
    mapping, turned = whole_mapping(), whole_mapping()
    put("packages.plan.activities", activities)(mapping)
    put("packages.plan.activities", dict(reversed(activities.items())))(turned)
    like = read_plan(turned, like=Source(mapping, read_plan(mapping)))
    assert [*like.packages["plan"].activities] == ["fit", "dig"]


def said(mapping: dict[str, Any], like: Source | None) -> Any:
    """Return the plan's content, or its problems."""
    try:
        return read_plan(mapping, like).model_dump()
    except PlanError as error:
        return error.problems


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=5))
def test_a_plan_read_after_others_is_the_plan_that_is_read_alone(changed: list[str]) -> None:
    """Each is read beside the one before it, itself read so: nothing of an earlier one stays in a later one."""
    before = Source(whole_mapping(), read_plan(whole_mapping()))
    for name in changed:
        mapping = whole_mapping()
        CHANGES[name](mapping)
        before = Source(mapping, read_plan(mapping, like=before))
        assert before.plan.model_dump() == read_plan(mapping).model_dump()


@settings(max_examples=60)
@given(st.sampled_from(sorted(CHANGES)), st.lists(mutations(ODD), min_size=1, max_size=2))
def test_a_mutated_mapping_says_the_same_beside_any_like_plan(changed: str, found: list[Mutation]) -> None:
    """The like plan differs from it in more than the mutation."""
    before = whole_mapping()
    CHANGES[changed](before)
    like = Source(before, read_plan(before))
    assert repr(said(mutated(*found), like)) == repr(said(mutated(*found), None))


@pytest.mark.parametrize("row", scenarios_beside_the_base(), ids=lambda row: row.name)
def test_each_scenario_is_the_same_plan_beside_the_base_and_alone(row: Row) -> None:
    """What the study holds, read beside its base, is what its mapping says when it is read afresh."""
    assert row.mapping is not None
    assert row.plan.model_dump() == read_plan(row.mapping).model_dump()


@settings(max_examples=150)
@given(st.lists(mutations(ODD), min_size=1, max_size=2))
def test_a_mutated_mapping_says_the_same_with_and_without_a_like_plan(found: list[Mutation]) -> None:
    """The same plan, or the same problems in the same order."""
    like = Source(whole_mapping(), read_plan(whole_mapping()))
    assert repr(said(mutated(*found), like)) == repr(said(mutated(*found), None))
