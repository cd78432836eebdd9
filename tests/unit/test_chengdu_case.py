"""The shipped case: what it carries, that every number has evidence, and that its desks carry a load."""

from collections import defaultdict
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sim.app import read_line
from sim.config import load_mapping, read_plan
from sim.config.evidence import evidence_problems, load_facts, paths_set
from sim.config.overlay import merged
from sim.model.families import units_of
from sim.plan.evidence import Fact
from sim.plan.plan import Plan

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))


@cache
def base() -> dict[str, Any]:
    """Return the composed mapping of the case without a scenario."""
    _, composed = read_line([])
    return composed.mapping


@cache
def plan() -> Plan:
    """Return the case as a plan."""
    return read_plan(base())


@cache
def facts() -> dict[str, Fact]:
    """Return the shipped evidence."""
    return load_facts(ROOT / "configs" / "evidence.yaml")


def overlay(name: str) -> dict[str, Any]:
    """Return a scenario's overlay."""
    return load_mapping(ROOT / "scenarios" / f"{name}.yaml")


def test_every_number_has_evidence() -> None:
    """No number of the case stands without an id, and none differs from its evidence."""
    assert evidence_problems(base(), facts()) == ()


def test_every_fact_is_used() -> None:
    """The evidence file holds nothing that no number rests on."""
    used: set[str] = set()

    def walk(found: Any) -> None:
        if isinstance(found, dict):
            used.update((found.get("evidence") or {}).values())
            for inner in found.values():
                walk(inner)

    walk({key: block for key, block in base().items() if key != "study"})
    assert set(facts()) == used


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_a_plan_and_keeps_its_evidence(name: str) -> None:
    """Every overlay is read, and only what it sets lacks evidence."""
    mapping = merged(base(), overlay(name))
    read_plan(mapping)
    assert evidence_problems(mapping, facts(), paths_set(mapping, base())) == ()


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_says_what_it_asks_and_moves(name: str) -> None:
    """Each overlay opens with its package, asks in two languages, and says what it should move."""
    lines = (ROOT / "scenarios" / f"{name}.yaml").read_text().splitlines()
    assert lines[0] == "# @package _global_"
    assert any(f"fournets run scenario={name}" in line for line in lines[:4])
    found = overlay(name)
    assert "defaults" not in found
    scenario = found["scenario"]
    assert scenario["kind"] in ("world", "lever")
    assert all(scenario[key][language] for key in ("name", "question") for language in ("en", "zh"))
    assert ("moves" in scenario) != ("no_effect_expected" in scenario)
    assert set(scenario.get("moves", ())) <= {*plan().targets, "joint", "joint_city"}


def test_the_default_study_asks_five_questions() -> None:
    """Its rows name scenarios that are shipped; the first is the base."""
    study = base()["study"]
    assert list(study["rows"]) == [
        "as_published",
        "bonds_late",
        "bonds_front_loaded",
        "reviews_in_series",
        "severe_shocks",
    ]
    assert study["base"] == "as_published"
    assert {row["scenario"] for row in study["rows"].values()} <= set(SCENARIOS)


def test_the_nine_targets_are_as_the_plan_states_them() -> None:
    """Numbers of the plan, and why at least differs where it does."""
    assert {name: target.stated for name, target in plan().targets.items()} == {
        "base_stations_5g": 65_000,
        "iip_platforms": 2,
        "cloud_firms": 10_000,
        "ix_bandwidth": 1_000,
        "egress_bandwidth": 22,
        "urban_rail": 515,
        "charging_piles": 45_000,
        "gas_capacity": 30,
        "innovation_space": 10_000_000,
    }
    assert all(target.decided_because for target in plan().targets.values())
    assert plan().targets["urban_rail"].at_least == 514.5


def test_every_target_can_be_reached_by_its_packages() -> None:
    """What is planned adds up to the target; a target missed is missed by time, not by a lack of packages."""
    for name, target in plan().targets.items():
        planned = sum(package.delivers.get(target.indicator, 0) for package in plan().packages.values())
        assert plan().indicators[target.indicator].baseline + planned >= target.at_least - 1e-6, name


def test_the_space_of_the_plan_is_carried_whole() -> None:
    """The packages add up to the 10 million m2, those of named districts and the rest."""
    space = [package for package in plan().packages.values() if "innovation_space" in package.delivers]
    assert sum(package.delivers["innovation_space"] for package in space) == 10_000_000


def test_the_five_lines_of_2020_are_213_km() -> None:
    """302 km in operation and 213.03 km under way are the target."""
    lines = [package for package in plan().packages.values() if package.reference_class == "metro_line_opening"]
    assert len(lines) == 6
    assert sum(package.delivers["urban_rail"] for package in lines) == pytest.approx(213.03)


def test_every_task_has_at_least_two_packages() -> None:
    """16 tasks, each with its main works."""
    by_task: dict[str | None, int] = defaultdict(int)
    for package in plan().packages.values():
        by_task[package.task] += 1
    assert set(by_task) == set(plan().tasks)
    assert len(by_task) == 16
    assert min(by_task.values()) >= 2


def test_names_are_given_in_both_languages() -> None:
    """Charts and tables are drawn in English and Chinese."""
    for section in (
        "networks",
        "tasks",
        "agencies",
        "crews",
        "funding",
        "reference_classes",
        "gates",
        "shocks",
        "drivers",
        "indicators",
        "targets",
        "packages",
    ):
        for name, noun in getattr(plan(), section).items():
            assert noun.name and noun.name.en and noun.name.zh, f"{section}.{name}"


def test_the_case_stays_small() -> None:
    """Lots are coarse, so that a replication stays well below 8,000 events."""
    assert sum(package.lots.count for package in plan().packages.values()) <= 260


def test_every_desk_carries_between_a_twentieth_and_all_of_its_days() -> None:
    """Review days filed at an agency, returned files included, over its desk-days to the deadline."""
    programme, off = plan().programme, set(plan().calendar.days_off)
    days = range((programme.deadline - programme.start).days + 1)
    working_days = sum(programme.start + timedelta(day) not in off for day in days)
    filed: dict[str, float] = defaultdict(float)
    for package in plan().packages.values():
        if package.progress > 0:
            continue
        for permit in package.permits.values():
            files = package.lots.count if permit.each == "lot" else 1
            for unit in units_of(permit):
                agency = plan().agencies[unit]
                law = permit.review_days or agency.review_days
                filed[unit] += files * law.planned_value() / (1 - agency.return_chance)
    for name, agency in plan().agencies.items():
        load = filed[name] / (agency.desks[0][1] * working_days)
        assert 0.05 <= load <= 1, f"{name}: {load:.3f}"


def test_works_outside_the_approval_reform_keep_their_series() -> None:
    """Major transport, power and gas works state their mode, so no scenario of coordination changes them."""
    for name in (
        "suburban_rail",
        "national_rail_line",
        "rail_hub_station",
        "substation_500kv",
        "substation_220kv",
        "substation_110kv",
        "uhv_line",
        "gas_pipeline",
    ):
        permits = plan().reference_classes[name].permits
        assert permits and all(permit.mode == "series" for permit in permits.values()), name


def test_purses_are_kept_apart() -> None:
    """Urban rail, networks 1 and 3, and the others do not draw on one municipal purse."""
    funding = plan().funding
    assert funding["rail_capital"].eligible_tasks == ("T2.2",)
    assert set(funding["municipal_budget_digital_energy"].eligible_networks) == {"information", "energy"}
    assert "T2.2" not in funding["municipal_budget"].eligible_tasks
    assert not funding["municipal_budget"].eligible_tasks or set(funding["municipal_budget"].eligible_networks) == {
        "innovation"
    }


def test_a_package_under_way_is_not_released_later() -> None:
    """What was begun on the data date waits for no release."""
    for name, package in plan().packages.items():
        if package.progress > 0:
            assert package.not_before_day == 0 and not package.lots.from_day, name
