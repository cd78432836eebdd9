"""Money by the planned dates: what is needed and what sources bring, by source and by network."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sim.checking.words import named, say, titled
from sim.plan.evidence import Fact
from sim.plan.plan import Plan
from sim.report.numbers import money_for, percent
from sim.report.printed.layout import wrap
from sim.report.words import Lang
from sim.study.inputs import Demands, Money


def money_by_source(plan: Plan, demands: Demands, lang: Lang, width: int) -> list[str]:
    """Return what is needed and brought by year, each under the first source that a package calls."""
    by_source = demands.money()
    if not by_source:
        return []
    total = Money(
        {year: sum(one.needed[year] for one in by_source.values()) for year in demands.years},
        {year: sum(one.brought[year] for one in by_source.values()) for year in demands.years},
    )
    unit = money_for([*total.needed.values(), *total.brought.values()], lang)

    def shown(one: Money) -> Iterator[str]:
        for year in demands.years:
            yield f"{unit.bare(one.needed[year])} / {unit.bare(one.brought[year])}"

    rows = [[say("source", lang), *map(str, demands.years)]]
    rows += [[named(plan.funding[name].name, name, lang), *shown(one)] for name, one in by_source.items()]
    rows.append([say("total", lang), *shown(total)])
    return titled(say("money", lang, unit=unit.unit), rows, width)


def money_by_network(
    plan: Plan, mapping: Mapping[str, Any], facts: Mapping[str, Fact], demands: Demands, lang: Lang, width: int
) -> list[str]:
    """Return what each network needs and what the sources open to it bring by year, and what the amounts rest on."""
    by_network = demands.money_by_network()
    if not by_network:
        return []
    unit = money_for([n for one in by_network.values() for n in (*one.needed.values(), *one.brought.values())], lang)
    rows = [[say("network", lang), *map(str, demands.years)]]
    for network, one in by_network.items():
        name = plan.networks[network].name if network in plan.networks else None
        label = say("programme", lang) if name is None and network == "programme" else named(name, network, lang)
        cells = []
        for year in demands.years:
            ratio = f" ({one.brought[year] / one.needed[year]:.1f})" if one.needed[year] else ""
            cells.append(f"{unit.bare(one.needed[year])} / {unit.bare(one.brought[year])}{ratio}")
        rows.append([label, *cells])
    lines = titled(say("money_by_network", lang, unit=unit.unit), rows, width)
    by_grade = _amounts_by_grade(plan, mapping, facts, demands)
    total = sum(by_grade.values())
    if total:
        shares = ", ".join(f"{say(grade, lang)} {percent(amount / total)}" for grade, amount in by_grade.items())
        years = f"{demands.years[0]}-{demands.years[-1]}"
        lines += ["  " + line for line in wrap(say("rests", lang, grades=shares, years=years), width - 2)]
    return lines


def built_without_money(plan: Plan, lang: Lang, width: int) -> list[str]:
    """Return which packages cost something and call no source, in a plan that has sources."""
    free = [name for name, package in plan.packages.items() if package.cost_cny_10k and not package.funding]
    if not free or not plan.funding:
        return []
    names = ("、" if lang == "zh" else ", ").join(named(plan.packages[name].name, name, lang) for name in free)
    return wrap(say("free", lang, count=len(free), packages=names), width)


def _amounts_by_grade(
    plan: Plan, mapping: Mapping[str, Any], facts: Mapping[str, Fact], demands: Demands
) -> Counter[str]:
    """Return the amounts of all sources by the grade of their evidence."""
    by_grade: Counter[str] = Counter()
    written = mapping.get("funding") or {}
    for name, one in demands.money().items():
        evidence = (written.get(name) or {}).get("evidence") or {}
        ids = [evidence[key] for key in ("amounts_cny_10k", "tranches_cny_10k", "opening_cny_10k") if key in evidence]
        grade = facts[ids[0]].grade if ids and ids[0] in facts else None
        if grade:
            by_grade[grade] += sum(one.brought.values())
    return by_grade
