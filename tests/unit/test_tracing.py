"""Tracing: every number leads to a clause or an address, every quotation stands in the plan's text."""

from typing import Any

from sim.config.grades import grades_of
from sim.config.tracing import trace_numbers
from sim.plan.evidence import Fact

TEXT = "到2022年,建成5G基站 6.5万座,率先在全国实现规模商用。"

FACTS = {
    "clause": Fact(what="in the plan", grade="stated", clause="1.3", quote="建成5G基站6.5万座"),
    "address": Fact(what="printed", grade="derived", address="https://example.org/a"),
    "nowhere": Fact(what="said", grade="assumed"),
    "false_quote": Fact(what="in the plan", grade="stated", clause="1.3", quote="建成5G基站7万座"),
}


def mapping(**evidence: str) -> dict[str, Any]:
    """Return a plan whose package has a cost and two sizes."""
    package = {"cost_cny_10k": 10, "activities": {"work": {"days": 5}}, "delivers": {"stations": 3}}
    return {"packages": {"sites": {**package, "evidence": evidence}}}


def test_numbers_with_a_clause_or_an_address_are_traced() -> None:
    """Each is counted under the grade of its evidence, and quotations are found whatever the white space."""
    traced = trace_numbers(mapping(cost_cny_10k="clause", activities="address", delivers="address"), FACTS, TEXT)
    assert traced.untraced == ()
    assert dict(traced.numbers) == {"stated": 1, "derived": 2}
    assert traced.quotes == 1


def test_what_leads_nowhere_is_named() -> None:
    """A number without evidence, evidence without a place, a quotation that is not in the text."""
    traced = trace_numbers(mapping(cost_cny_10k="false_quote", activities="nowhere"), FACTS, TEXT)
    assert traced.untraced == (
        "packages.sites.delivers.stations: found 3 without evidence, expected an id: add it",
        "evidence nowhere: found neither clause nor address, expected one of them: say where it comes from",
        "evidence false_quote: found a quote that is not in the plan's text (建成5G基站7万座): correct it",
    )


def test_a_milestone_without_words_of_the_plan_leads_nowhere() -> None:
    """Its place is named."""
    traced = trace_numbers({"milestones": {"M1": {"commitment": "build"}}}, {}, TEXT)
    assert traced.untraced == ("milestones.M1: found no quote, expected words of the plan's text: add them",)


def test_the_nearest_evidence_above_a_number_stands_for_it() -> None:
    """A path of its own comes before that of the block around it."""
    traced = trace_numbers(
        mapping(cost_cny_10k="clause", delivers="clause", activities="clause", **{"activities.work.days": "address"}),
        FACTS,
        TEXT,
    )
    assert dict(traced.numbers) == {"stated": 2, "derived": 1}


def test_a_package_is_graded_by_its_cost_and_by_what_it_delivers() -> None:
    """The weakest of both is the package's; a class's unit cost counts with the size."""
    plan = mapping(cost_cny_10k="clause", delivers="nowhere")
    plan["reference_classes"] = {
        "rollout": {"sized_by": "sites", "unit_cost_cny_10k": 2, "evidence": {"unit_cost_cny_10k": "clause"}}
    }
    plan["packages"]["by_class"] = {"reference_class": "rollout", "sites": 5, "evidence": {"sites": "address"}}
    plan["packages"]["bare"] = {"cost_cny_10k": 1}
    grades = grades_of(plan, FACTS)
    assert grades["sites"] == ("stated", "assumed")
    assert grades["sites"].weakest == "assumed"
    assert grades["by_class"] == ("derived", "derived")
    assert grades["bare"].weakest == "none"
