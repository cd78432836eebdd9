"""How files go round: jointly, one after another or either by luck, and what a task force does with what is stuck."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from sim.plan.time import micro
from tests.builders import a_plan, finish_days, happenings, ledger_of, performed, work

UNITS = ("a", "b", "c")


def three_reviews(**coordination: Any) -> Plan:
    """Return a plan in which one file needs 20 days at each of three units."""
    return a_plan(
        coordination=coordination,
        agencies={unit: {"desks": 1, "review_days": 20} for unit in UNITS},
        packages={"p": {"permits": {"file": {"lead": "a", "supporters": ["b", "c"]}}, "activities": work(5)}},
    )


def stuck(
    files: int = 1, review_days: float = 20, mode: str | None = None, return_chance: float = 0, **task_force: Any
) -> Plan:
    """Return a plan in which a package keeps the only desk for a hundred days while files come for it on day 0."""
    file = {"file": {"lead": "desk", "mode": mode}}
    packages: dict[str, Any] = {
        "first": {
            "permits": {"file": {"lead": "desk", "mode": "joint", "review_days": 100}},
            "activities": work(1),
        }
    }
    packages |= {f"file_{number}": {"permits": file, "activities": work(5)} for number in range(1, files + 1)}
    return a_plan(
        coordination={
            "review_mode": "task_force",
            "task_force": {"slots": 2, "interval_days": 30, "patience_days": 7, **task_force},
        },
        agencies={"desk": {"desks": 1, "review_days": review_days, "return_chance": return_chance}},
        packages=packages,
    )


@pytest.mark.parametrize(("share", "mode"), [(0, "series"), (1, "joint")])
def test_a_share_of_none_or_all_is_series_or_joint_without_a_draw(share: float, mode: str) -> None:
    """Steps and drawn quantities are the same."""
    shared, plain = three_reviews(review_mode="joint", joint_share=share), three_reviews(review_mode=mode)
    assert tell(shared) == tell(plain)
    assert draw(shared, 1, 5).names == draw(plain, 1, 5).names


def test_a_file_whose_luck_is_below_the_share_goes_to_all_at_once() -> None:
    """It then takes 20 days, else 60: one or the other in each replication, about as often as the share says."""
    plan = three_reviews(review_mode="joint", joint_share=0.3)
    drawn = draw(plan, 1, 100)
    at_once = drawn.values[:, drawn.names.index("p/file/joint")]
    days = [finish_days(plan, replication=number)["p"] for number in range(100)]
    assert days == [25 if joint else 65 for joint in at_once]
    assert 15 <= sum(at_once) <= 45


def test_a_larger_share_only_turns_files_from_series_to_joint() -> None:
    """And nothing else that is drawn moves."""
    tables = [draw(three_reviews(review_mode="joint", joint_share=share), 1, 200) for share in (0.2, 0.5, 0.9)]
    columns = [table.values[:, table.names.index("p/file/joint")] for table in tables]
    assert all((few <= more).all() and (few < more).any() for few, more in pairwise(columns))
    others = [np.delete(table.values, table.names.index("p/file/joint"), axis=1) for table in tables]
    assert all((other == others[0]).all() for other in others)


def test_the_planned_run_goes_as_most_files_do() -> None:
    """Below a half in series, from a half on to all at once."""
    planned = [planned_run(three_reviews(review_mode="joint", joint_share=share))[0] for share in (0.49, 0.5)]
    assert [run.finished["p"] for run in planned] == [65_000_000, 25_000_000]


def test_with_one_agency_a_package_no_way_of_review_changes_a_trace() -> None:
    """In series, jointly and with every share the traces are the same, byte for byte."""

    def trace_of(**coordination: Any) -> str:
        desk = {"desks": 1, "review_days": {"exponential": 9}, "return_chance": 0.3, "resubmission_days": 4}
        package = {"permits": {"one": {"lead": "a"}, "two": {"lead": "b"}}, "activities": work({"uniform": [3, 9]})}
        plan = a_plan(
            coordination=coordination,
            agencies={"a": desk, "b": desk},
            packages={f"p{number}": package for number in range(4)},
        )
        return repr([performed(plan, replication=number, log=True) for number in range(5)])

    in_series = trace_of(review_mode="series")
    assert trace_of(review_mode="joint") == in_series
    for share in (0, 0.2, 0.5, 0.8, 1):
        assert trace_of(review_mode="joint", joint_share=share) == in_series


def test_who_has_waited_for_its_patience_goes_to_the_next_meeting() -> None:
    """No desk for seven days, then a slot, then the meeting of day 30: decided there."""
    assert happenings(stuck(), "gives", "waits", "starts") == [
        (7, "gives up", "file_1"),
        (7, "waits for the meeting", "file_1"),
        (30, "starts", "file_1"),
        (100, "starts", "first"),
    ]
    assert ledger_of(stuck(), "file_1") == {
        ("queue", "desk"): 7,
        ("meeting", "task_force"): 23,
        ("review", "desk"): -20,
    }


def test_a_desk_that_is_free_on_the_day_the_patience_ends_is_still_taken() -> None:
    """The desk comes back on day 100, and the patience ends with it: reviewed. A day less, and the meeting decides."""
    assert finish_days(stuck(review_days=10, patience_days=100))["file_1"] == 115
    assert finish_days(stuck(review_days=10, patience_days=99))["file_1"] == 125


def test_without_patience_only_a_desk_that_is_free_at_once_is_taken() -> None:
    """One finds it taken and goes on the agenda on the same day; once it is free the next is reviewed."""
    plan = stuck(patience_days=0)
    assert happenings(plan, "gives", "waits")[:2] == [
        (0, "gives up", "file_1"),
        (0, "waits for the meeting", "file_1"),
    ]
    alone = stuck(files=0, patience_days=0)
    assert finish_days(alone) == {"first": 101}


def test_a_review_beyond_the_threshold_ends_at_the_next_meeting() -> None:
    """Of 40 days it takes 20, gives the desk back, and is decided on day 30; one of 20 days is reviewed."""

    def finish_of(review_days: float) -> list[tuple[float, str, str]]:
        plan = a_plan(
            coordination={"review_mode": "task_force", "task_force": {"interval_days": 30, "patience_days": 99}},
            agencies={"desk": {"desks": 1, "review_days": review_days}},
            packages={"p": {"permits": {"file": {"lead": "desk"}}, "activities": work(5)}},
        )
        return happenings(plan, "lets 1 desk", "starts")

    assert finish_of(40) == [(20, "lets 1 desk go", "p"), (30, "starts", "p")]
    assert finish_of(20) == [(20, "lets 1 desk go", "p"), (20, "starts", "p")]


def test_a_returned_file_keeps_to_the_threshold_too() -> None:
    """Ten days, five to mend it, then twenty of forty: on the agenda on day 35, decided on day 60."""
    plan = a_plan(
        coordination={
            "review_mode": "task_force",
            "task_force": {"interval_days": 30, "patience_days": 99, "return_factor": 1},
        },
        agencies={
            "desk": {
                "desks": 1,
                "review_days": {"discrete": {10: 0.5, 40: 0.5}},
                "return_chance": 0.5,
                "resubmission_days": 5,
            }
        },
        packages={"p": {"permits": {"file": {"lead": "desk"}}, "activities": work(5)}},
    )
    table = draw(plan, 1, 100)
    tries, first, second = (
        table.values[:, table.names.index(f"p/file/desk/{name}")] for name in ("returned", "days#1", "days#2")
    )
    chosen = int(np.flatnonzero((tries == 2) & (first == micro(10)) & (second == micro(40)))[0])
    trace = perform(tell(plan), table.row(chosen))
    assert trace.started == [micro(60)]


def test_a_file_more_than_there_are_slots_waits_for_the_meeting_after() -> None:
    """Two slots: the third file finds one on day 30, for the meeting of day 60; the fourth too, the fifth on day 90."""
    finishes = finish_days(stuck(files=5))
    assert [finishes[f"file_{number}"] for number in range(1, 6)] == [35, 35, 65, 65, 95]


def test_who_is_stuck_on_the_day_of_a_meeting_waits_for_the_next() -> None:
    """The patience ends on day 30, when the task force meets: it is decided on day 60."""
    assert finish_days(stuck(patience_days=30))["file_1"] == 65


def test_a_task_force_that_does_not_meet_only_looks_files_over() -> None:
    """Everything waits for the desk, as in a joint review."""
    assert finish_days(stuck(interval_days=0)) == {"first": 101, "file_1": 125}


def test_a_permit_that_names_its_mode_does_not_go_to_the_task_force() -> None:
    """It waits for the desk however long."""
    assert finish_days(stuck(mode="series"))["file_1"] == 125
    assert finish_days(stuck(mode="joint"))["file_1"] == 125


def test_what_a_meeting_decides_is_not_returned() -> None:
    """Files are always returned at the desk; the one that goes to the meeting passes at once."""
    assert finish_days(stuck(return_chance=1))["file_1"] == 35


def test_fewer_of_the_files_that_were_looked_over_are_returned() -> None:
    """With the same luck: who is not returned without the task force is not returned with it; at a factor of 0 none."""

    def tries(**coordination: Any) -> Any:
        plan = a_plan(
            coordination=coordination,
            agencies={"desk": {"desks": 1, "review_days": 5, "return_chance": 0.6}},
            packages={"p": {"permits": {"file": {"lead": "desk"}}, "activities": work(5)}},
        )
        table = draw(plan, 1, 500)
        name = "p/file/desk/returned"
        return table.values[:, table.names.index(name)] if name in table.names else np.ones(500)

    plain = tries(review_mode="joint")
    half = tries(review_mode="task_force", task_force={"return_factor": 0.5})
    none = tries(review_mode="task_force", task_force={"return_factor": 0})
    assert (half <= plain).all()
    assert 0.2 < (half > 1).mean() < 0.4 < (plain > 1).mean()
    assert (none == 1).all()


def test_the_plan_counts_on_no_meeting() -> None:
    """In the planned run a desk is there at once and a long review takes as long as planned."""
    planned, _ = planned_run(stuck(review_days=70))
    assert planned.finished["file_1"] == 75_000_000


def handed_over(days: float, **sections: Any) -> Plan:
    """Return a plan with two permits of ten days each, and so many days between a permit and the next step."""
    return a_plan(
        coordination={"handover_days": days},
        agencies={"a": {"desks": 1, "review_days": 10}},
        packages={"p": {"permits": {"one": {"lead": "a"}, "two": {"lead": "a"}}, "activities": work(5)}},
        **sections,
    )


def test_days_pass_between_a_permit_and_the_next_step() -> None:
    """Three after each of two permits, in the plan as well; none adds no step."""
    assert finish_days(handed_over(3)) == {"p": 31}
    assert ledger_of(handed_over(3), "p") == {}
    assert tell(handed_over(0)) == tell(a_plan(**_without_handover()))


def _without_handover() -> dict[str, Any]:
    permits = {"one": {"lead": "a"}, "two": {"lead": "a"}}
    return {
        "agencies": {"a": {"desks": 1, "review_days": 10}},
        "packages": {"p": {"permits": permits, "activities": work(5)}},
    }


def test_a_lever_shortens_what_passes_between_permits() -> None:
    """Half the handover of a package that is named; nothing of another."""

    def finish(on: str) -> float:
        effects = {"handover": {"of": "handover_days", "acts_on": [on], "slope": -0.5}}
        plan = handed_over(4, levers={"list": {"at": 1, "high": 1, "effects": effects}}, networks={"n": {}})
        return finish_days(plan)["p"]

    assert finish("p") == 29
    assert finish("n") == 33


def test_a_lever_moves_a_package_ahead_in_the_queues() -> None:
    """The last of three at a desk comes second when its priority is lowered by one."""
    file = {"permits": {"lead": "desk"}, "activities": work(0)}
    packages = {name: file for name in ("first", "second", "third")}
    sections = {"agencies": {"desk": {"desks": 1, "review_days": 10}}, "packages": packages}
    effects = {"ahead": {"of": "queue_priority", "acts_on": ["third"], "slope": -1}}
    packages["first"] = {**file, "priority": -5}
    assert finish_days(a_plan(**sections)) == {"first": 10, "second": 20, "third": 30}
    levers = {"land": {"at": 1, "high": 1, "effects": effects}}
    assert finish_days(a_plan(**sections, levers=levers)) == {"first": 10, "second": 30, "third": 20}
