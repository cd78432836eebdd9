"""What `fournets check` says of a right plan: coverage, grades, loads, money, dependencies, definitions."""

from typing import Any

from sim.checking import report_of
from sim.checking.agencies import unexplained
from sim.config import read_plan
from sim.plan.evidence import Fact
from sim.plan.plan import Plan
from sim.study.inputs import Demands
from tests.builders import a_mapping, work

FACTS = {
    "stated": Fact(what="printed", grade="stated", address="https://example.org"),
    "assumed": Fact(what="judged", grade="assumed", clause="2.1", low=1, high=9, analogue="another city"),
}


def mapping(**more: Any) -> dict[str, Any]:
    """Return a plan of two networks with everything that a check speaks of."""
    desk = {"desks": 1, "review_days": 20}
    sections = {
        "networks": {"rail": {"name": "Rail"}, "grid": {"name": "Grid"}},
        "agencies": {"busy": desk, "idle": {**desk, "load_because": "it only gives its opinion"}, "unasked": desk},
        "funding": {
            "budget": {
                "kind": "appropriation",
                "amounts_cny_10k": {2020: 300, 2021: 300},
                "evidence": {"amounts_cny_10k": "stated"},
            },
            "loan": {
                "kind": "credit_line",
                "amounts_cny_10k": {2020: 100},
                "evidence": {"amounts_cny_10k": "assumed"},
            },
        },
        "indicators": {"length": {"unit": "km"}},
        "targets": {"length": {"indicator": "length", "at_least": 5, "who_decides": "city"}},
        "milestones": {
            "M1": {"commitment": "start", "packages": ["line"]},
            "M2": {"commitment": "build", "left_out": "a remark, nothing to build"},
        },
        "dependencies": {
            "D1": {
                "provider": "grid",
                "receiver": "rail",
                "kind": "hard",
                "what": "Trains need power",
                "in_the_text": "inferred",
                "carried_by": [["line", "power"]],
            },
            "D2": {
                "provider": "rail",
                "receiver": "grid",
                "kind": "soft",
                "what": "Nothing",
                "in_the_text": "inferred",
                "left_out": "no mechanism by the deadline",
            },
        },
        "definitions": {
            "length": {
                "question": "Do trams count?",
                "because": "they are none",
                "choice": "without",
                "options": {"without": {}, "with": {"sets": {"indicators": {"length": {"baseline": 2}}}}},
            }
        },
        "districts": {"north": {"name": "North", "innovation_space_m2": 1000}},
        "packages": {
            "line": {
                "network": "rail",
                "district": "north",
                "after": ["power"],
                "permits": {"lead": "busy"},
                "activities": work(100),
                "cost_cny_10k": 300,
                "funding": ["budget", "loan"],
                "delivers": {"length": 5},
                "evidence": {"cost_cny_10k": "assumed", "delivers": "stated"},
            },
            "power": {
                "network": "grid",
                "activities": work(50),
                "cost_cny_10k": 100,
                "funding": ["loan"],
                "evidence": {"cost_cny_10k": "stated"},
            },
        },
    }
    return a_mapping(**{**sections, **more})


def said(full: bool = False) -> str:
    """Return the report in English on one line."""
    read = mapping()
    return " ".join(report_of(read_plan(read), read, FACTS, "en", 100, full).split())


def read() -> Plan:
    return read_plan(mapping())


def test_what_is_left_out_is_said_with_its_reason() -> None:
    """Milestones and dependencies."""
    assert "1 of 2 milestones are carried by packages; 1 are left out, with reasons: M2: a remark" in said()
    assert "1 of the plan's 2 dependencies are in the model; 1 are left out with reasons." in said()
    assert "D2: no mechanism by the deadline" in said(full=True)


def test_cost_and_target_packages_are_shared_out_by_grade() -> None:
    """300 of 400 rest on an assumed cost; the one package of the target on a stated length."""
    assert "Stated in a source 25% 1 of 1 Assumed, with a range 75% 0 of 1" in said()


def test_money_by_network_counts_the_sources_that_its_packages_call() -> None:
    """Grid calls the loan alone, rail both; in 2020 both need all of theirs."""
    money = Demands(read()).money_by_network()
    assert (money["rail"].needed[2020], money["rail"].brought[2020]) == (300, 400)
    assert (money["grid"].needed[2020], money["grid"].brought[2020]) == (100, 100)
    assert "by grade: Stated in a source 86%, Assumed, with a range 14%" in said()


def test_a_cost_that_calls_no_source_is_told() -> None:
    """It is built without money, which is right for what others pay and wrong for a forgotten key."""
    assert "call no source" not in said()
    changed = mapping()
    del changed["packages"]["power"]["funding"]
    lines = report_of(read_plan(changed), changed, FACTS, "en", 100)
    assert "Packages with a cost that call no source, so that they never wait for money (1): power." in lines


def test_an_idle_agency_needs_a_reason() -> None:
    """The busy one has its file; one without a file has a reason, the other none."""
    plan = read()
    assert unexplained(plan, Demands(plan)) == ["unasked"]
    assert "idle: it only gives its opinion" in said(full=True)
    assert "unasked: unasked: 0% of its desks' days in its busiest year, and no reason given" in said()


def test_definitions_are_shown_with_the_reading_in_use() -> None:
    """And with the others."""
    assert "Question In use Others length without with" in said()


def test_the_shares_of_districts_stand_beside_what_is_carried() -> None:
    """In the full report."""
    assert "North 1,000 0 No district named 0" in said(full=True)
    assert "North" not in said()
