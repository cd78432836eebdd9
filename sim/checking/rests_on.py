"""What the numbers of a plan rest on: shares by grade, and how far each was traced."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sim.checking.words import say, titled
from sim.config.grades import GRADES, UNGRADED, Grades
from sim.config.tracing import Traced, trace_numbers
from sim.plan.evidence import Fact
from sim.plan.plan import Plan
from sim.report.numbers import percent
from sim.report.printed.layout import wrap
from sim.report.words import Lang


def grades(plan: Plan, graded: Mapping[str, Grades], lang: Lang, width: int) -> list[str]:
    """Return the share of all cost, and of the targets' packages, whose numbers are stated, derived or assumed.

    A package that serves a target counts once, by the grade of what it delivers.
    """
    total = sum(package.cost_cny_10k for package in plan.packages.values())
    if all(one.weakest == UNGRADED for one in graded.values()) or not total:
        return []
    cost: Counter[str] = Counter()
    serving: Counter[str] = Counter()
    indicators = {target.indicator for target in plan.targets.values()}
    for name, package in plan.packages.items():
        cost[graded[name].cost] += package.cost_cny_10k
        if any(quantity and indicator in indicators for indicator, quantity in package.delivers.items()):
            serving[graded[name].quantity] += 1
    rows = [[say(key, lang) for key in ("grade", "share_of_cost", "for_targets")]]
    for grade in (*GRADES, UNGRADED):
        if cost[grade] or serving[grade]:
            of_serving = say("of", lang, part=serving[grade], whole=sum(serving.values()))
            rows.append([say(grade, lang), percent(cost[grade] / total), of_serving])
    return titled(say("grades", lang), rows, width)


def numbers(mapping: Mapping[str, Any], facts: Mapping[str, Fact], lang: Lang, width: int) -> list[str]:
    """Return how many numbers carry evidence of each grade."""
    used = trace_numbers(mapping, facts, "").numbers
    by_grade = {grade: used[grade] for grade in GRADES}
    said = say("numbers", lang, **by_grade) if used else say("no_evidence", lang)
    return [say("evidence", lang), *("  " + line for line in wrap(said, width - 2))]


def tracing(traced: Traced, lang: Lang, width: int) -> str:
    """Return how far numbers and quotations were traced, in a sentence."""
    by_grade = {grade: traced.numbers[grade] for grade in GRADES}
    said = say(
        "traced",
        lang,
        numbers=sum(traced.numbers.values()),
        quotes=traced.quotes,
        untraced=len(traced.untraced),
        **by_grade,
    )
    return "\n".join(wrap(said, width))
