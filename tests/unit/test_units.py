"""Who reviews: placeholders of permits become the agencies of the task, of the safeguard or of the own district."""

from typing import Any

from sim.config import read_plan
from sim.plan.package import Permit
from tests.builders import a_mapping, work

DESK = {"desks": 1, "review_days": 5}


def permit_of(permit: dict[str, Any], **package: Any) -> Permit:
    """Return the permit of a package in a plan with two bureaus, two districts and the districts as a whole."""
    plan = read_plan(
        a_mapping(
            networks={"rail": {}},
            agencies={
                "bureau": DESK,
                "office": DESK,
                "north_desk": DESK,
                "districts": {**DESK, "own_district": True},
            },
            districts={"north": {"agency": "north_desk"}, "south": {}},
            tasks={"T1": {"network": "rail", "lead": "bureau", "co_lead": "office", "supporters": ["districts"]}},
            safeguards={"S1": {"lead": "office", "supporters": ["bureau"]}},
            packages={"line": {"activities": work(10), "permits": {"file": permit}, **package}},
        )
    )
    return plan.packages["line"].permits["file"]


BY_TASK = {"lead": "task_lead", "supporters": "task_supporters"}


def test_the_units_of_a_task_review_with_the_second_lead_first_among_the_supporters() -> None:
    """In the plan's order."""
    permit = permit_of(BY_TASK, task="T1")
    assert (permit.lead, permit.supporters) == ("bureau", ("office", "districts"))


def test_the_units_of_a_safeguard_review_its_packages() -> None:
    """A package of a safeguard has no task."""
    permit = permit_of(BY_TASK, safeguard="S1")
    assert (permit.lead, permit.supporters) == ("office", ("bureau",))


def test_a_file_for_the_districts_goes_to_the_own_district_where_there_is_one() -> None:
    """Not to one desk for all of them."""
    assert permit_of(BY_TASK, task="T1", district="north").supporters == ("office", "north_desk")
    assert permit_of(BY_TASK, task="T1", district="south").supporters == ("office", "districts")


def test_own_district_is_the_agency_of_the_district_and_reviews_once() -> None:
    """Also where the task names the districts as supporters."""
    permit = permit_of({"lead": "own_district", "supporters": "task_supporters"}, task="T1", district="north")
    assert (permit.lead, permit.supporters) == ("north_desk", ("office",))
