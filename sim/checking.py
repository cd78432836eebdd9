"""What `fournets check` says of a plan that is not wrong: coverage, loads, money and evidence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.plan.evidence import Fact
from sim.plan.noun import Name
from sim.plan.plan import Plan
from sim.report.layout import column_widths, table, wrap
from sim.report.numbers import money_for, percent
from sim.report.words import LANGS, Lang
from sim.study.inputs import Demands, Load, Money, coverage

MOST_AGENCIES = 12
"""Agencies shown, the busiest first."""

WORDS: dict[str, tuple[str, str]] = {
    "coverage": ("Coverage", "覆盖情况"),
    "network": ("Network", "网络"),
    "packages": ("Packages", "工作包"),
    "tasks": ("Tasks", "任务"),
    "of": ("{part} of {whole}", "{part}/{whole}"),
    "milestones": ("Milestones", "里程碑"),
    "cost": ("Cost, {unit}", "投资，{unit}"),
    "load": (
        "Load of agencies: share of their desks' working days that the files of works planned to begin in a year need",
        "审批负荷：当年计划开工项目的审批所需窗口工作日占比",
    ),
    "agency": ("Agency", "部门"),
    "files": ("Files", "件数"),
    "fewer": ("{count} others are less busy.", "其余{count}个部门负荷更低。"),
    "money": (
        "Money, {unit}: needed by the planned dates / brought, each under the first source that a package calls",
        "资金，{unit}：按计划进度所需／到位，所需计入首选来源",
    ),
    "source": ("Source", "来源"),
    "total": ("All sources", "合计"),
    "evidence": ("Evidence", "依据"),
    "none": ("No evidence given.", "未给出依据。"),
    "grades": (
        "{stated} numbers are stated in a source, {derived} are derived, {assumed} are assumed with a range.",
        "{stated}个数有出处，{derived}个由推算得出，{assumed}个为带区间的假设。",
    ),
    "fine": ("No problem found.", "未发现问题。"),
}


def report_of(plan: Plan, mapping: Mapping[str, Any], facts: Mapping[str, Fact], lang: Lang, width: int) -> str:
    """Return what is worth knowing of the inputs before they are run.

    Shapes and units
        mapping: the keys that the plan was read from; facts: by id, none for a plan of one's own.
    """
    demands = Demands(plan)
    parts = [
        _coverage(plan, lang, width),
        _loads(plan, demands, lang, width),
        _money(plan, demands, lang, width),
        _evidence(mapping, facts, lang, width),
        [_say("fine", lang)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _say(key: str, lang: Lang, **parts: object) -> str:
    return WORDS[key][LANGS.index(lang)].format(**parts)


def _named(name: Name | None, key: str, lang: Lang) -> str:
    return ((name.zh if lang == "zh" else "") or name.en) if name else key.replace("_", " ")


def _titled(title: str, rows: Sequence[Sequence[str]], width: int) -> list[str]:
    right = [False] + [True] * (len(rows[0]) - 1)
    return [*wrap(title, width), *("  " + line for line in table(rows, column_widths(rows, width - 2), right))]


def _coverage(plan: Plan, lang: Lang, width: int) -> list[str]:
    found = coverage(plan)
    unit = money_for([one.cost_cny_10k for one in found.values()], lang)
    head = [_say(key, lang) for key in ("network", "packages", "tasks", "milestones")]
    rows = [[*head, _say("cost", lang, unit=unit.unit)]]
    for network, one in found.items():
        name = plan.networks[network].name if network in plan.networks else None
        tasks = _say("of", lang, part=one.tasks, whole=one.tasks_of_network)
        shown = [str(one.packages), tasks, str(one.milestones), unit.bare(one.cost_cny_10k)]
        rows.append([_named(name, network, lang), *shown])
    return _titled(_say("coverage", lang), rows, width)


def _loads(plan: Plan, demands: Demands, lang: Lang, width: int) -> list[str]:
    def most(one: tuple[str, Load]) -> float:
        return -max(one[1].by_year.values())

    loads = sorted(demands.loads().items(), key=most)
    if not loads:
        return []
    rows = [[_say("agency", lang), _say("files", lang), *map(str, demands.years)]]
    for unit, load in loads[:MOST_AGENCIES]:
        shares = [percent(load.by_year[year]) for year in demands.years]
        rows.append([_named(plan.agencies[unit].name, unit, lang), str(load.files), *shares])
    others = len(loads) - MOST_AGENCIES
    more = ["  " + _say("fewer", lang, count=others)] if others > 0 else []
    return [*_titled(_say("load", lang), rows, width), *more]


def _money(plan: Plan, demands: Demands, lang: Lang, width: int) -> list[str]:
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

    rows = [[_say("source", lang), *map(str, demands.years)]]
    rows += [[_named(plan.funding[name].name, name, lang), *shown(one)] for name, one in by_source.items()]
    rows.append([_say("total", lang), *shown(total)])
    return _titled(_say("money", lang, unit=unit.unit), rows, width)


def _evidence(mapping: Mapping[str, Any], facts: Mapping[str, Fact], lang: Lang, width: int) -> list[str]:
    used = Counter(facts[name].grade for name in _ids_in(mapping) if name in facts)
    grades = {grade: used[grade] for grade in ("stated", "derived", "assumed")}
    said = _say("grades", lang, **grades) if used else _say("none", lang)
    return [_say("evidence", lang), *("  " + line for line in wrap(said, width - 2))]


def _ids_in(found: object) -> Iterator[str]:
    """Yield the id of the evidence of every number that carries one."""
    if not isinstance(found, Mapping):
        return
    for key, value in found.items():
        if key == "evidence" and isinstance(value, Mapping):
            yield from map(str, value.values())
        else:
            yield from _ids_in(value)
