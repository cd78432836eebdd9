"""Root causes: a wait for another package gives way to what made that one late, and the days still add up."""

from typing import Any

import pytest

from sim.analysis.root_causes import Roots
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.plan.trace import Trace
from tests.builders import a_plan, work
from tests.measured import Measured, measured, works

SHORT = {"name": "Short", "start": "2020-01-01", "deadline": "2020-02-29", "horizon": "2020-02-29"}
"""A programme of 60 days."""

Root = dict[tuple[str, str, str], float]
"""(package where days arose, cause, by) to days."""


def takes(days: float, planned: float) -> dict[str, Any]:
    """Return activities that take *days* where *planned* were planned."""
    return work({"discrete": {days: 1}, "planned": planned})


def told(plan: Plan) -> tuple[Story, Trace]:
    story = tell(plan, planned_run(plan)[0])
    return story, perform(story, draw(plan, 1, 1).row(0))


def root_of(plan: Plan, package: str) -> Root:
    """Return the root ledger of a package in days."""
    story, trace = told(plan)
    root = Roots(story.cast(), trace).of(story.packages.index(package))
    return {
        (story.packages[other], *story.causes[cause]): days / MICRO
        for other, ledger in root.items()
        for cause, days in ledger.items()
        if days
    }


def test_a_chain_of_waits_leads_to_the_package_where_the_days_arose() -> None:
    """c waits for b, b for a; a took 30 days longer, b 5: c is late by both, by nothing of its own."""
    plan = a_plan(
        packages={
            "a": {"activities": takes(40, 10)},
            "b": {"after": ["a"], "activities": takes(15, 10)},
            "c": {"after": ["b"], "activities": work(10)},
        }
    )
    assert root_of(plan, "c") == {("a", "work", ""): 30, ("b", "work", ""): 5}


def test_what_a_package_had_lost_before_it_waited_is_in_hand() -> None:
    """Its own works begin 20 days late, its predecessor is 30 late: 10 days of waiting, 20 were in hand."""
    plan = a_plan(
        packages={
            "a": {"activities": takes(70, 40)},
            "p": {
                "activities": {**takes(40, 20), "last": {"days": 5}},
                "after": {"a": {"kind": "FF"}},
            },
        }
    )
    assert root_of(plan, "p") == {("a", "work", ""): 30, ("p", "work", ""): 20, ("p", "float", ""): -20}


def test_what_a_package_had_gained_before_it_waited_is_waited_away() -> None:
    """Its works end 10 days early, its predecessor comes as planned: nothing is gained in the end."""
    plan = a_plan(
        packages={
            "a": {"activities": work(40)},
            "p": {"after": {"a": {"kind": "FF"}}, "activities": takes(10, 20)},
        }
    )
    assert root_of(plan, "p") == {("p", "work", ""): -10, ("p", "float", ""): 10}


def test_a_wait_that_takes_no_time_leads_nowhere() -> None:
    """Planned to wait 20 days for a, p comes 30 days late and waits for nobody: 20 days were in hand, a is no root."""
    plan = a_plan(
        packages={
            "a": {"activities": takes(45, 40)},
            "p": {"after": {"a": {"kind": "FF"}}, "activities": takes(50, 20)},
        }
    )
    assert root_of(plan, "p") == {("p", "work", ""): 30, ("p", "float", ""): -20}


def test_of_predecessors_awaited_together_the_last_to_come_is_followed() -> None:
    """b comes last where the plan had a: b's 35 days, less the 30 that the plan had in hand there."""
    plan = a_plan(
        packages={
            "a": {"activities": work(40)},
            "b": {"activities": takes(45, 10)},
            "p": {"after": ["a", "b"], "activities": work(1)},
        }
    )
    assert root_of(plan, "p") == {("b", "work", ""): 35, ("p", "float", ""): -30}


def test_who_waits_for_the_start_of_works_is_not_late_by_the_works() -> None:
    """a begins 15 days late behind its review and then builds 90 days too long: p waits only for the first."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": {"discrete": {20: 1}, "planned": 5}}},
        packages={
            "a": {"permits": {"file": "desk"}, "activities": takes(100, 10)},
            "p": {"after": {"a": {"kind": "SS"}}, "activities": work(1)},
        },
    )
    assert root_of(plan, "p") == {("a", "review", "desk"): 15}


def test_who_waits_for_a_share_of_lots_is_late_by_the_lot_that_made_it() -> None:
    """The first of two lots is done in time, the second comes 30 days later than planned: p waits for the first."""
    plan = a_plan(
        crews={"gang": {"2020-01-01": 1, "2020-01-21": 0, "2020-03-01": 1}},
        packages={
            "a": {
                "lots": {"count": 2, "from_day": 0, "to_day": 25},
                "activities": takes(15, 10) | {"end": {"days": 1, "crew": {"gang": 1}}},
            },
            "half": {"after": {"a": {"share": 0.5}}, "activities": work(1)},
            "whole": {"after": ["a"], "activities": work(1)},
        },
    )
    assert root_of(plan, "half") == {("a", "work", ""): 5}
    assert root_of(plan, "whole") == {("a", "work", ""): 5, ("a", "crew", "gang"): 20}


def test_of_lots_that_make_a_share_together_the_first_in_the_plan_counts() -> None:
    """Both lots are done on day 20; the first was planned for day 5, the second for day 20."""
    plan = a_plan(
        crews={"gang": 2},
        packages={
            "a": {"lots": {"count": 2, "from_day": 0, "to_day": 15}, "activities": {"w": {"days": 5}}},
            "p": {"after": {"a": {"share": 0.5}}, "activities": work(1)},
        },
    )
    late = {"not_before_day": 15}
    row = a_plan(
        crews={"gang": 2},
        packages={
            "a": {"lots": {"count": 2, "from_day": 0, "to_day": 0}, "activities": {"w": {"days": 5}}, **late},
            "p": {"after": {"a": {"share": 0.5}}, "activities": work(1)},
        },
    )
    story = tell(row, planned_run(plan)[0])
    trace = perform(story, draw(row, 1, 1).row(0))
    (until,) = trace.until.values()
    assert until.day == 20 * MICRO
    assert {story.causes[cause]: days / MICRO for cause, days in until.ledger.items()} == {("release", ""): 15}


def test_a_predecessor_that_never_comes_is_followed_up_to_the_horizon_and_marked_open() -> None:
    """a is never decided: the 50 days from its works to the horizon are its decision's, and they are still open."""
    replication = measured(
        {
            "gates": {"never": {"chance": 0, "windows": [["2020-01-05", "2020-01-06"]]}},
            "programme": SHORT,
            "packages": {
                "a": {"gates": {"never": "finish"}, "activities": work(10)},
                "p": {"after": ["a"], "activities": work(5)},
            },
        }
    )
    assert rows_of(replication, "p") == {
        ("a", "outside", "never"): (50, True),
        ("p", "work", ""): (-5, False),
    }


def test_who_waits_for_the_start_of_works_that_never_begin_is_late_by_what_holds_them() -> None:
    """Planned for the middle of day 5, never decided: 55.5 days late, and no works of a that are still to come."""
    replication = measured(
        {
            "gates": {"never": {"chance": 0, "windows": [["2020-01-05", "2020-01-06"]]}},
            "programme": SHORT,
            "packages": {
                "a": {"gates": {"never": "permits"}, "activities": work(10)},
                "p": {"after": {"a": {"kind": "SS"}}, "activities": work(5)},
            },
        }
    )
    assert rows_of(replication, "p") == {("a", "outside", "never"): (55.5, True), ("p", "work", ""): (-5, False)}


def test_what_is_open_after_the_mark_that_was_awaited_is_not_open_to_who_awaited_it() -> None:
    """a began 10 days late and is never done; p waited for its start and is done."""
    replication = measured(
        {
            "programme": SHORT,
            "packages": {
                "a": works(100, 10, not_before_day=10),
                "p": {"after": {"a": {"kind": "SS"}}, "activities": work(5)},
            },
        },
        base={
            "programme": SHORT,
            "packages": {
                "a": works(10),
                "p": {"after": {"a": {"kind": "SS"}}, "activities": work(5)},
            },
        },
    )
    assert rows_of(replication, "p") == {("a", "release", ""): (10, False)}


def test_what_was_done_on_the_data_date_is_late_by_nothing() -> None:
    """Works under way are begun on the data date: who waits for their start waits for nothing."""
    plan = a_plan(
        packages={
            "a": {"progress": 0.5, "activities": takes(80, 20)},
            "p": {"after": {"a": {"kind": "SS"}}, "activities": takes(12, 10)},
        }
    )
    assert root_of(plan, "p") == {("p", "work", ""): 2}


def test_a_row_that_awaits_what_its_base_does_not_is_measured_against_the_planned_run_of_the_base() -> None:
    """The base awaits nothing; in the row p waits for the start of works of a, 15 days later than planned there."""
    section = {"agencies": {"desk": {"desks": 1, "review_days": {"discrete": {20: 1}, "planned": 5}}}}
    a = {"permits": {"file": "desk"}, "activities": work(10)}
    base = a_plan(**section, packages={"a": a, "p": {"activities": work(1)}})
    row = a_plan(**section, packages={"a": a, "p": {"after": {"a": {"kind": "SS"}}, "activities": work(1)}})
    story = tell(row, planned_run(base)[0])
    trace = perform(story, draw(row, 1, 1).row(0))
    root = Roots(story.cast(), trace).of(1)
    assert {(other, *story.causes[cause]): days / MICRO for other in root for cause, days in root[other].items()} == {
        (0, "review", "desk"): 15,
        (1, "float", ""): 5,
    }


def rows_of(replication: Measured, package: str) -> dict[tuple[str, str, str], tuple[float, bool]]:
    """Return the rows of `root_causes` of a package: where, cause and by whom to days and whether still open."""
    return {
        (where, cause, by): (days, still_open)
        for one, where, _, cause, by, days, still_open in replication.tables["root_causes"]
        if one == package
    }


@pytest.fixture
def across_networks() -> Measured:
    """A line that waits for a substation of another network, and misses its target by its delay."""
    return measured(
        {
            "networks": {"transport": {}, "energy": {}},
            "indicators": {"rail": {"unit": "km"}},
            "targets": {"rail": {"indicator": "rail", "at_least": 10, "who_decides": "city"}},
            "packages": {
                "substation": works(800, 100, network="energy"),
                "line": works(60, 50, network="transport", after=["substation"], delivers={"rail": 10}),
            },
        }
    )


def test_root_causes_name_the_network_where_days_arose(across_networks: Measured) -> None:
    """The line is late by the substation's 700 days in energy and by 10 of its own."""
    rows = [row for row in across_networks.tables["root_causes"] if row[0] == "line"]
    assert rows == [
        ("line", "substation", "energy", "work", "", 700, False),
        ("line", "line", "transport", "work", "", 10, False),
    ]


def test_causes_at_root_are_summed_over_the_packages_of_a_missed_target(across_networks: Measured) -> None:
    """Directly the target waits for the substation; at the root energy lost 700 days and transport 10."""
    assert across_networks.tables["causes"] == [
        ("rail", "work", "", 10),
        ("rail", "predecessor", "substation", 700),
    ]
    assert across_networks.tables["causes_at_root"] == [
        ("rail", "energy", "work", "", 700),
        ("rail", "transport", "work", "", 10),
    ]
