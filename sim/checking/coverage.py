"""Coverage: what of the plan the packages carry, by network, commitment and reference class."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sim.analysis.milestones import kept_already, milestone_lines
from sim.checking.words import named, reasons, say, titled
from sim.config.grades import GRADES, UNGRADED, Grades
from sim.plan.plan import Plan
from sim.report.numbers import money_for
from sim.report.words import Lang
from sim.report.words import say as say_in_report
from sim.study.inputs import coverage


def networks(plan: Plan, lang: Lang, width: int) -> list[str]:
    """Return packages, tasks, milestones and cost by network."""
    found = coverage(plan)
    unit = money_for([one.cost_cny_10k for one in found.values()], lang)
    head = [say(key, lang) for key in ("network", "packages", "tasks", "milestones")]
    rows = [[*head, say("cost", lang, unit=unit.unit)]]
    for network, one in found.items():
        name = plan.networks[network].name if network in plan.networks else None
        label = say("programme", lang) if name is None and network == "programme" else named(name, network, lang)
        tasks = say("of", lang, part=one.tasks, whole=one.tasks_of_network)
        rows.append([label, str(one.packages), tasks, str(one.milestones), unit.bare(one.cost_cny_10k)])
    return titled(say("coverage", lang), rows, width)


def milestones_left_out(plan: Plan, lang: Lang, width: int) -> list[str]:
    """Return how many milestones are carried, and why the others are not."""
    if not plan.milestones:
        return []
    left = [(name, milestone.left_out) for name, milestone in plan.milestones.items() if milestone.left_out]
    if not left:
        return [say("all_carried", lang, all=len(plan.milestones))]
    carried = len(plan.milestones) - len(left)
    title = say("left_out.milestones", lang, carried=carried, all=len(plan.milestones), count=len(left))
    return reasons(title, left, width)


def commitments(plan: Plan, lang: Lang, width: int) -> list[str]:
    """Return how many milestones there are of each commitment and event, and how many were kept by the data date."""
    lines = milestone_lines(plan)
    if not lines:
        return []
    past = {name for names in kept_already(plan).values() for name in names}
    counts: Counter[tuple[str, str]] = Counter((line.commitment, line.event) for line in lines)
    already = Counter((line.commitment, line.event) for line in lines if line.name in past)
    rows = [[say(key, lang) for key in ("commitment", "event", "milestones", "already")]]
    for (commitment, event), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        label = say_in_report(f"commitment.{commitment}", lang)
        kept_when = say_in_report(f"event.{event}", lang)
        rows.append([label, kept_when, str(count), str(already[commitment, event])])
    return titled(say("commitments", lang), rows, width)


def by_commitment(plan: Plan, graded: Mapping[str, Grades], lang: Lang, width: int) -> list[str]:
    """Return how many packages there are of each commitment, by grade."""
    found: dict[str, list[str]] = {}
    for name, package in plan.packages.items():
        if package.commitment:
            found.setdefault(package.commitment.value, []).append(name)
    if not found:
        return []
    rows = [[say("commitment", lang), say("packages", lang), *_grade_heads(graded, lang)]]
    for commitment, names in sorted(found.items(), key=lambda one: -len(one[1])):
        label = say_in_report(f"commitment.{commitment}", lang)
        rows.append([label, str(len(names)), *_by_grade(names, graded)])
    return titled(say("by_commitment", lang), rows, width)


def classes(plan: Plan, graded: Mapping[str, Grades], lang: Lang, width: int) -> list[str]:
    """Return packages, lots, cost and grades of each reference class in use."""
    used: dict[str, list[str]] = {}
    for name, package in plan.packages.items():
        if package.reference_class:
            used.setdefault(package.reference_class, []).append(name)
    if not used:
        return []
    costs = {key: sum(plan.packages[name].cost_cny_10k for name in names) for key, names in used.items()}
    unit = money_for(list(costs.values()), lang)
    head = [*(say(key, lang) for key in ("class", "packages", "lots")), say("cost", lang, unit=unit.unit)]
    rows = [[*head, *_grade_heads(graded, lang)]]
    for key, names in used.items():
        label = named(plan.reference_classes[key].name, key, lang)
        lots = sum(plan.packages[name].lots.count for name in names)
        rows.append([label, str(len(names)), str(lots), unit.bare(costs[key]), *_by_grade(names, graded)])
    return titled(say("classes", lang), rows, width)


def _shown(graded: Mapping[str, Grades]) -> list[str]:
    """Return the grades that packages have, the best known first."""
    return [grade for grade in (*GRADES, UNGRADED) if any(one.weakest == grade for one in graded.values())]


def _grade_heads(graded: Mapping[str, Grades], lang: Lang) -> list[str]:
    return [say(f"grade.{grade}", lang) for grade in _shown(graded)]


def _by_grade(names: Sequence[str], graded: Mapping[str, Grades]) -> list[str]:
    """Return how many packages have each grade, their weakest number counting."""
    counts = Counter(graded[name].weakest for name in names if name in graded)
    return [str(counts[grade]) for grade in _shown(graded)]
