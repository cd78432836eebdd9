"""What `fournets check` says of a plan that is not wrong: coverage, loads, money and evidence."""

from collections.abc import Mapping
from typing import Any

from sim.checking.agencies import loads
from sim.checking.coverage import by_commitment, classes, commitments, milestones_left_out, networks
from sim.checking.money import built_without_money, money_by_network, money_by_source
from sim.checking.relations import definitions, dependencies, territory
from sim.checking.rests_on import grades, numbers
from sim.checking.words import say
from sim.config.grades import grades_of
from sim.plan.evidence import Fact
from sim.plan.plan import Plan
from sim.report.words import Lang
from sim.study.inputs import Demands


def report_of(
    plan: Plan, mapping: Mapping[str, Any], facts: Mapping[str, Fact], lang: Lang, width: int, full: bool = False
) -> str:
    """Return what is worth knowing of the inputs before they are run.

    Shapes and units
        mapping: the keys that the plan was read from; facts: by id, none for a plan of one's own.
        full: everything; else without reasons, sources and districts.
    """
    demands = Demands(plan)
    graded = grades_of(mapping, facts)
    parts = [
        networks(plan, lang, width),
        milestones_left_out(plan, lang, width),
        commitments(plan, lang, width),
        by_commitment(plan, graded, lang, width),
        classes(plan, graded, lang, width),
        grades(plan, graded, lang, width),
        loads(plan, demands, lang, width, full),
        money_by_source(plan, demands, lang, width) if full else [],
        money_by_network(plan, mapping, facts, demands, lang, width),
        built_without_money(plan, lang, width),
        dependencies(plan, lang, width, full),
        territory(plan, lang, width) if full else [],
        definitions(plan, lang, width),
        numbers(mapping, facts, lang, width),
        [say("fine", lang)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)
