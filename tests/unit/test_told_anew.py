"""Stories told one after another: what is kept from one plan for the next shows in none of them."""

import gc
import weakref

from sim.config import read_plan
from sim.model.delivery import tell, tell_package
from sim.model.package_facts import PackageFacts
from sim.model.planned import planned_run
from sim.model.tables import Tables
from sim.model.works import cut_of
from sim.plan.plan import Plan
from tests.random_plans import random_mapping


def changed(plan: Plan) -> Plan:
    """Return *plan* with its packages half done and without permits, all else the very same."""
    half_done = {"progress": 0.5, "permits": {}}
    packages = {name: package.model_copy(update=half_done) for name, package in plan.packages.items()}
    return plan.model_copy(update={"packages": packages})


def test_a_story_is_the_same_whatever_is_told_before_it() -> None:
    """Plans that share calendar and agencies but not packages are told in turn, and read anew."""
    for seed in range(10):
        plan = read_plan(random_mapping(seed))
        planned, lives = planned_run(plan)[0], tell(plan).lives
        other = tell(changed(plan))
        assert other.lives != lives
        assert tell(plan).lives == lives
        assert tell(read_plan(random_mapping(seed)), planned).bills == tell(plan, planned).bills


def test_works_are_cut_by_the_package_and_calendar_at_hand() -> None:
    """A copy with other works is not taken for the package it was copied from."""
    plan = read_plan(random_mapping(1))
    for name, package in plan.packages.items():
        whole = cut_of(package, plan.calendar)
        half_done = cut_of(changed(plan).packages[name], plan.calendar)
        assert cut_of(package, plan.calendar) is whole
        assert half_done != whole or package.progress == 0.5


def test_the_tables_go_with_their_story_and_leave_nothing_to_the_collector() -> None:
    """They hold no circle of references, so that a study of many scenarios does not pile stories up."""
    tables = Tables(read_plan(random_mapping(3)), None, scarce=True)
    for name in tables.plan.packages:
        tell_package(PackageFacts(tables, name))
    seen = weakref.ref(tables)
    gc.disable()
    try:
        del tables
        assert seen() is None
    finally:
        gc.enable()
