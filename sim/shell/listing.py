"""What `fournets list` shows: scenarios, studies, levers, targets and packages, each as a table of a few columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sim.config import load_mapping
from sim.config.blocks import read_block
from sim.plan.evidence import Fact
from sim.plan.noun import Name, Named
from sim.plan.problems import PlanError
from sim.report.printed.layout import display_width, longest_words, shrunk, table
from sim.report.words import LANGS, Lang, pick, say
from sim.shell.composing import facts_beside, overlay_of, study_of
from sim.shell.places import SCENARIOS, STUDIES, files_of
from sim.study.rows import ScenarioBlock, StudyBlock

LEVERS = ("coordination", "crews", "agencies", "funding")
"""Sections of the plan that somebody decides on, beside the levers of the safeguards; what chance decides is none."""

HEADS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "scenarios": (("Scenario", "Kind", "Name", "Question"), ("情景", "类别", "名称", "问题")),
    "studies": (("Study", "Rows", "Name", "Question"), ("研究", "行数", "名称", "问题")),
    "levers": (("Lever", "Value", "Range", "Unit", "Evidence"), ("杠杆", "取值", "范围", "单位", "依据")),
    "targets": (
        ("Target", "Name", "Needed", "Unit", "Who decides", "Evidence"),
        ("目标", "名称", "目标值", "单位", "谁决定", "依据"),
    ),
    "packages": (
        ("Package", "Name", "Task", "Class", "Cost, 10,000 CNY", "Evidence"),
        ("工作包", "名称", "任务", "类别", "投资（万元）", "依据"),
    ),
}
KINDS = {"world": ("world", "外部"), "lever": ("lever", "杠杆"), None: ("", "")}

GAP = 2

Rows = Iterator[Sequence[str]]


def listed(what: str, overrides: Sequence[str], lang: Lang, width: int) -> str:
    """Return the list of *what* as a table.

    Raises
        PlanError: a file that is to be listed is wrong.
    """
    rows = [HEADS[what][LANGS.index(lang)], *LISTS[what](overrides, lang)]
    return "\n".join(rows_as_lines(rows, width))


def _scenarios(_: Sequence[str], lang: Lang) -> Rows:
    problems: list[str] = []
    for scenario, _file in files_of(SCENARIOS):
        block = read_block(ScenarioBlock, overlay_of(scenario).get("scenario"), f"{scenario}: scenario", problems)
        if block is not None:
            kind = KINDS[block.kind][LANGS.index(lang)]
            yield scenario, kind, _in(block.name, lang), _in(block.question, lang)
    if problems:
        raise PlanError(problems)


def _studies(_: Sequence[str], lang: Lang) -> Rows:
    problems: list[str] = []
    for study, file in files_of(STUDIES):
        block = read_block(StudyBlock, load_mapping(file), study, problems)
        if block is not None:
            rows = len(block.rows) + sum(len(sweep.levels) for sweep in block.sweeps.values())
            yield study, str(rows), _in(block.name, lang), _in(block.question, lang)
    if problems:
        raise PlanError(problems)


def _levers(overrides: Sequence[str], lang: Lang) -> Rows:
    asked = study_of(overrides)
    mapping, facts = asked.study.base_row.mapping or {}, facts_beside(asked)
    for name, lever in asked.study.base_row.plan.levers.items():
        if not lever.left_out:
            yield f"levers.{name}.at", f"{lever.at:g}", *_known(facts, lever.evidence.get("at"), lang)
    for section in LEVERS:
        found = mapping.get(section) or {}
        blocks = {section: found} if section == "coordination" else {f"{section}.{k}": v for k, v in found.items()}
        for where, block in blocks.items():
            if not isinstance(block, Mapping):
                yield where, _shown(block), "", "", ""
                continue
            evidence = block.get("evidence") or {}
            for key, value in block.items():
                if key not in ("name", "note", "evidence", "kind", "payer"):
                    yield f"{where}.{key}", _shown(value), *_known(facts, evidence.get(key), lang)


def _targets(overrides: Sequence[str], lang: Lang) -> Rows:
    asked = study_of(overrides)
    plan, facts = asked.study.base_row.plan, facts_beside(asked)
    for name, target in plan.targets.items():
        indicator = plan.indicators[target.indicator]
        unit = _in(indicator.unit_name, lang) or indicator.unit
        decides = say(f"decides.{target.who_decides}", lang)
        yield name, _named(target, lang), f"{target.at_least:,.10g}", unit, decides, _grades(target, facts)


def _packages(overrides: Sequence[str], lang: Lang) -> Rows:
    asked = study_of(overrides)
    plan, facts = asked.study.base_row.plan, facts_beside(asked)
    for name, package in plan.packages.items():
        cost = f"{package.cost_cny_10k:,}"
        family = package.reference_class or ""
        yield name, _named(package, lang), package.task or "", family, cost, _grades(package, facts)


LISTS: dict[str, Callable[[Sequence[str], Lang], Rows]] = {
    "scenarios": _scenarios,
    "studies": _studies,
    "levers": _levers,
    "targets": _targets,
    "packages": _packages,
}


def _in(name: Name | None, lang: Lang) -> str:
    return pick({"en": name.en, "zh": name.zh}, lang) if name else ""


def _named(noun: Named, lang: Lang) -> str:
    return _in(noun.name, lang)


def _grades(noun: Named, facts: Mapping[str, Fact]) -> str:
    grades = dict.fromkeys(facts[name].grade for name in noun.evidence.values() if name in facts)
    return ", ".join(grades)


def _known(facts: Mapping[str, Fact], name: str | None, lang: Lang) -> tuple[str, str, str]:
    """Return the range, unit and id of the evidence of a number."""
    if name is None or name not in facts:
        return "", "", ""
    fact = facts[name]
    is_between = fact.low is not None and fact.high is not None
    between = say("range", lang, low=f"{fact.low:g}", high=f"{fact.high:g}") if is_between else ""
    return between, fact.unit, f"{name} ({fact.grade})"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_shown, value))}]"
    return str(value)


def rows_as_lines(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return rows as lines; the first cell, which people copy from, is never cut.

    Where it leaves too little room for the words of the others, they stand below it.
    """
    first = max(display_width(row[0]) for row in rows)
    others, left = [row[1:] for row in rows], [False] * len(rows[0])
    gaps = GAP * (len(rows[0]) - 1)
    if first + sum(longest_words(others)) + gaps <= width:
        return table(rows, [first, *shrunk(others, width - first - gaps)], left)
    widths = shrunk(others, width - GAP - GAP * (len(rows[0]) - 2))
    lines = []
    for name, *cells in rows:
        lines += [name, *(" " * GAP + line for line in table([cells], widths, left[1:]))]
    return lines
