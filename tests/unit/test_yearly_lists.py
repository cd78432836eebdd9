"""Yearly lists: works that are ready a day after the closing wait for the list of the year after."""

from typing import Any

import pytest

from sim.model.delivery import tell
from sim.model.planned import planned_run
from sim.plan.time import MICRO
from tests.builders import PROGRAMME, a_plan, finish_days, ledger_of, performed, work

CLOSES = 334
"""Day number of 2020-11-30; the programme starts on 2020-01-01."""


def listed(ready: float, closes: str = "11-30", published: str = "02-02", **more: Any) -> Any:
    """Return a plan of one package that is ready for its list on a day, and whose works take a day."""
    package = {"not_before_day": ready, "listed_in": "yearly", "activities": work(1), **more}
    return a_plan(lists={"yearly": {"closes": closes, "published": published}}, packages={"a": package})


@pytest.mark.parametrize(
    ("ready", "begins"),
    [
        (0, 398),
        (CLOSES, 398),
        (CLOSES + 1, 398),
        (CLOSES + 1.000001, 763),
        (398, 763),
        (699, 763),
        (700, 763),
        (701, 1128),
    ],
)
def test_the_first_list_that_closes_on_the_day_or_after_is_waited_for(ready: float, begins: float) -> None:
    """The closing day counts to its end; published on 2 February of the year after, day 398 and 365 days on."""
    assert finish_days(listed(ready)) == {"a": begins + 1}


def test_a_list_is_published_in_the_year_it_closes_if_that_day_is_still_to_come() -> None:
    """Closed on 31 March, published on 1 May 2020; from 1 April on that of 2021."""
    assert finish_days(listed(0, "03-31", "05-01")) == {"a": 122}
    assert finish_days(listed(92, "03-31", "05-01")) == {"a": 487}


def test_a_list_published_on_its_closing_day_is_published_a_year_later() -> None:
    """That day is over when it closes."""
    assert finish_days(listed(0, "03-31", "03-31")) == {"a": 456}


def test_a_list_that_closed_before_the_data_date_is_no_more() -> None:
    """A plan that starts on 1 December 2020 waits for the list that closes in 2021."""
    plan = listed(0)
    mapping = {
        "programme": {**PROGRAMME, "start": "2020-12-01"},
        "lists": {"yearly": {"closes": "11-30", "published": "02-02"}},
    }
    later = a_plan(**mapping, packages={"a": {"listed_in": "yearly", "activities": work(1)}})
    assert finish_days(plan) == {"a": 399}
    assert finish_days(later) == {"a": 428 + 1}


def test_the_list_is_waited_for_after_the_files_and_before_predecessors_of_the_works() -> None:
    """The file is reviewed first; a predecessor that ends meanwhile holds no more."""
    package = {
        "permits": {"file": "desk"},
        "listed_in": "yearly",
        "after": {"b": {"holds": "works"}},
        "activities": work(1),
    }
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": CLOSES + 2}},
        lists={"yearly": {"closes": "11-30", "published": "02-02"}},
        packages={"a": package, "b": {"activities": work(400)}},
    )
    assert finish_days(plan) == {"a": 764, "b": 400}


def test_works_under_way_need_no_list() -> None:
    """They began before."""
    assert finish_days(listed(0, progress=0.5)) == {"a": 0.5}


def test_a_list_is_inherited_from_the_class_unless_the_package_names_none() -> None:
    """An empty name is none."""
    plan = a_plan(
        lists={"yearly": {"closes": "11-30", "published": "02-02"}},
        reference_classes={"hall": {"listed_in": "yearly", "activities": work(1)}},
        packages={"a": {"reference_class": "hall"}, "b": {"reference_class": "hall", "listed_in": ""}},
    )
    assert finish_days(plan) == {"a": 399, "b": 1}


def test_who_comes_after_the_last_closing_waits_to_the_horizon_for_the_list() -> None:
    """Closed on 30 November 2023, a month before the horizon; planned, it is published in 2025."""
    late = 4 * 365 + 1 - 20
    plan = listed(late)
    trace = performed(plan)
    assert trace.finished == [-1]
    (wait,) = trace.waits
    assert (wait.since / MICRO, tell(plan).causes[wait.cause]) == (late, ("outside", "yearly"))
    assert planned_run(plan)[0].finished == {"a": 1860 * MICRO}


def test_the_wait_is_booked_to_the_list_and_the_planned_run_waits_too() -> None:
    """A file that is reviewed a week longer than planned costs a year, of which the review itself is a week."""
    review = {"discrete": {CLOSES + 3: 1}, "planned": CLOSES - 4}
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": review}},
        lists={"yearly": {"closes": "11-30", "published": "02-02"}},
        packages={"a": {"permits": {"file": "desk"}, "listed_in": "yearly", "activities": work(1)}},
    )
    assert finish_days(plan) == {"a": 764}
    assert ledger_of(plan, "a") == {("review", "desk"): 7, ("outside", "yearly"): 358}
