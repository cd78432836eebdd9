"""The shipped case: what it carries, that every number has evidence, and that its desks carry a load."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sim.app import read_line
from sim.checking.agencies import unexplained
from sim.config import load_mapping, read_plan
from sim.config.evidence import evidence_problems, load_facts, load_known_by, paths_set
from sim.config.overlay import merged
from sim.config.tracing import trace_numbers
from sim.model.planned import planned_run
from sim.plan.evidence import Fact, KnownBy
from sim.plan.plan import Plan
from sim.plan.time import micro
from sim.study.inputs import Demands

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
    return load_facts(ROOT / "configs" / "evidence")


def known_by() -> KnownBy:
    return load_known_by(ROOT / "configs" / "known_by.yaml")


def overlay(name: str) -> dict[str, Any]:
    """Return a scenario's overlay."""
    return load_mapping(ROOT / "scenarios" / f"{name}.yaml")


def test_every_number_has_evidence() -> None:
    """No number of the case stands without an id, and none differs from its evidence."""
    assert evidence_problems(base(), facts(), known_by()) == ()


def ids_in_the_plan() -> set[str]:
    """The evidence that stands beside numbers of the case."""
    ids: set[str] = set()

    def walk(found: Any) -> None:
        if isinstance(found, dict):
            ids.update((found.get("evidence") or {}).values())
            for inner in found.values():
                walk(inner)

    walk({key: block for key, block in base().items() if key != "study"})
    return ids


def ids_of_naive_forecasts() -> set[str]:
    """The evidence of six months that go on, beside what calibration agrees with."""
    observations = load_mapping(ROOT / "configs" / "observations.yaml")["observations"]
    return {name for seen in observations.values() for name in seen["continued_rests_on"]}


def with_all_below(ids: set[str]) -> set[str]:
    """These facts with those that they rest on, to the end."""
    found, ahead = set(ids), sorted(ids)
    for name in ahead:
        below = set(facts()[name].rests_on) - found
        found |= below
        ahead += sorted(below)
    return found


def test_every_fact_is_used() -> None:
    """The evidence holds nothing that no number of plan or naive forecast rests on, itself or by the facts between."""
    assert set(facts()) == with_all_below(ids_in_the_plan() | ids_of_naive_forecasts())


def test_no_number_of_the_plan_rests_on_what_only_a_naive_forecast_reads() -> None:
    """The province's half-year, from a page of 2021."""
    assert set(facts()) - with_all_below(ids_in_the_plan()) == {"figure.key_works_half_year"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_a_plan_and_keeps_its_evidence(name: str) -> None:
    """Every overlay is read, and only what it sets lacks evidence."""
    mapping = merged(base(), overlay(name))
    read_plan(mapping)
    assert evidence_problems(mapping, facts(), known_by(), paths_set(mapping, base())) == ()


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
    """16 tasks, each with its main works; what is left serves a safeguard."""
    by_task = Counter(package.task for package in plan().packages.values() if package.task)
    assert set(by_task) == set(plan().tasks)
    assert len(by_task) == 16
    assert min(by_task.values()) >= 2
    assert all(package.task or package.safeguard for package in plan().packages.values())


def test_all_170_milestones_are_carried_or_left_out_with_a_reason() -> None:
    """161 in tasks, 9 in safeguards; at most 16 are left out."""
    milestones = plan().milestones
    assert Counter("task" if one.task else "safeguard" for one in milestones.values()) == {"task": 161, "safeguard": 9}
    assert sum(bool(one.left_out) for one in milestones.values()) <= 16
    assert all(one.left_out or plan().carriers[name] for name, one in milestones.items())
    assert all(one.note for one in milestones.values() if one.event or one.works_share or one.rule != "all")


def test_all_85_dependencies_are_in_the_model_or_left_out_with_a_reason() -> None:
    """At most 15 are left out; that the others are where they say is part of reading the plan."""
    assert list(plan().dependencies) == [f"D{number:02d}" for number in range(1, 86)]
    assert sum(bool(one.left_out) for one in plan().dependencies.values()) <= 15


def test_the_39_responsible_units_have_their_132_links() -> None:
    """Leads, second leads and supporters of 16 tasks and 6 safeguards."""
    duties = [*plan().tasks.values(), *plan().safeguards.values()]
    links = [unit for duty in duties for unit in (duty.lead, duty.co_lead, *duty.supporters) if unit]
    assert (len(plan().safeguards), len(links), len(set(links))) == (6, 132, 39)
    assert sum(bool(duty.co_lead) for duty in duties) == 4


def test_many_classes_are_in_use_and_packages_differ() -> None:
    """At least 25 classes; no eight packages share class, days and cost."""
    packages = plan().packages.values()
    assert len({package.reference_class for package in packages}) >= 25
    alike = Counter(
        (package.reference_class, package.planned_work_days(), package.works_days, package.cost_cny_10k)
        for package in packages
    )
    assert max(alike.values()) < 8


def test_districts_carry_the_shares_of_space_that_the_plan_gives_them() -> None:
    """14 shares add up to 8.2 million m2; what is without a district makes 10."""
    carried: dict[str | None, float] = defaultdict(float)
    for package in plan().packages.values():
        carried[package.district] += package.delivers.get("innovation_space", 0)
    shares = {name: one.innovation_space_m2 for name, one in plan().districts.items() if one.innovation_space_m2}
    assert (len(shares), sum(shares.values())) == (14, 8_200_000)
    assert {name: carried[name] for name in shares} == shares
    assert carried[None] == 1_800_000


def test_the_ten_fields_of_5g_are_served_by_packages() -> None:
    """Zones and ecosystems stand as far as the text names them."""
    assert len(plan().fields_of_use) == 10
    assert all(field.packages for field in plan().fields_of_use.values())
    assert plan().zones and plan().ecosystems


def test_outside_decisions_of_a_kind_move_together() -> None:
    """Each keeps its base rate and shares part of its luck; one that stands alone says why."""
    assert all(bool(gate.common_share) if gate.common else gate.note for gate in plan().gates.values())
    by_cause = Counter(gate.common for gate in plan().gates.values())
    assert by_cause["national_decisions"] > 20 and by_cause["neighbour_cities"] > 1


def test_somebody_can_take_part_in_every_round_of_an_outside_decision() -> None:
    """By the planned dates each package is ready before the first window of its gates closes."""
    planned, _ = planned_run(plan())
    rounds = 0
    for name, package in plan().packages.items():
        for gate, hold in package.gates.items():
            if hold.holds != "permits":
                rounds += 1
                came = (planned.finished if hold.holds == "finish" else planned.started)[name]
                alike = {other for other, held in package.gates.items() if held.holds == hold.holds}
                waited = sum(planned.books[name].get(("outside", other), 0) for other in alike)
                assert came - waited < micro(plan().gates[gate].windows[0][1]), (name, gate)
    assert rounds > 20


def test_every_number_traces_to_a_clause_or_an_address() -> None:
    """And every quotation stands in the plan's text, which is shipped."""
    traced = trace_numbers(base(), facts(), (ROOT / "configs" / "action_plan.txt").read_text(encoding="utf-8"))
    assert traced.untraced == ()
    assert traced.quotes >= 170


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
        "safeguards",
        "districts",
        "ecosystems",
        "zones",
        "fields_of_use",
        "milestones",
        "quotas",
        "lists",
    ):
        for name, noun in getattr(plan(), section).items():
            assert noun.name and noun.name.en and noun.name.zh, f"{section}.{name}"


def test_the_case_stays_small() -> None:
    """Lots are coarse, so that a replication stays well below 30,000 events."""
    assert sum(package.lots.count for package in plan().packages.values()) <= 600


def test_a_desk_that_is_nearly_idle_or_overrun_says_why() -> None:
    """By the planned dates, every other is between a twentieth and all of its days in its busiest year."""
    assert unexplained(plan(), Demands(plan())) == []


def test_works_outside_the_approval_reform_keep_their_series() -> None:
    """Major transport, power and gas works state their mode; only pipes and cables in the way are a joint review."""
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
        assert permits, name
        for permit_name, permit in permits.items():
            assert permit.mode == ("joint" if permit_name == "utility_diversion" else "series"), name


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
    under_way = {name: package for name, package in plan().packages.items() if package.progress > 0}
    assert len(under_way) > 10
    assert [name for name, one in under_way.items() if one.not_before_day or one.lots.from_day] == []
