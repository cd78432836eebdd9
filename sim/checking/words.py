"""What `fournets check` says, in both languages, and how its tables stand on the page."""

from collections.abc import Sequence

from sim.plan.noun import Name
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.words import LANGS, Lang

WORDS: dict[str, tuple[str, str]] = {
    "coverage": ("Coverage", "覆盖情况"),
    "network": ("Network", "网络"),
    "packages": ("Packages", "工作包"),
    "tasks": ("Tasks", "任务"),
    "of": ("{part} of {whole}", "{part}/{whole}"),
    "milestones": ("Milestones", "里程碑"),
    "cost": ("Cost, {unit}", "投资，{unit}"),
    "programme": ("Safeguards", "保障措施"),
    "left_out.milestones": (
        "{carried} of {all} milestones are carried by packages; {count} are left out, with reasons:",
        "{all}个里程碑中{carried}个有工作包承接；{count}个未纳入，原因如下：",
    ),
    "all_carried": ("All {all} milestones are carried by packages.", "全部{all}个里程碑均有工作包承接。"),
    "commitments": ("Milestones by commitment", "按承诺强度划分的里程碑"),
    "commitment": ("Commitment", "承诺"),
    "event": ("Kept when", "完成标志"),
    "already": ("Kept by the data date", "基准日已完成"),
    "by_commitment": ("Packages by commitment and grade", "按承诺强度和依据等级划分的工作包"),
    "classes": ("Packages by reference class", "按参照类划分的工作包"),
    "class": ("Reference class", "参照类"),
    "lots": ("Lots", "批次"),
    "grades": ("What the numbers rest on", "数据依据等级"),
    "grade": ("Grade", "等级"),
    "stated": ("Stated in a source", "有出处"),
    "derived": ("Derived from stated numbers", "推算"),
    "assumed": ("Assumed, with a range", "假设（带区间）"),
    "none": ("No evidence", "无依据"),
    "grade.stated": ("Stated", "有出处"),
    "grade.derived": ("Derived", "推算"),
    "grade.assumed": ("Assumed", "假设"),
    "grade.none": ("None", "无"),
    "share_of_cost": ("Share of cost", "占投资"),
    "for_targets": ("Of the targets' packages", "其中目标相关"),
    "load": (
        "Load of agencies: share of their desks' working days that the files of works planned to begin in a year need",
        "审批负荷：当年计划开工项目的审批所需窗口工作日占比",
    ),
    "agency": ("Agency", "部门"),
    "files": ("Files", "件数"),
    "because": ("Desks that are nearly idle, or overrun, and why", "审批窗口接近闲置或超负荷的部门及原因"),
    "unexplained": (
        "{agency}: {load} of its desks' days in its busiest year, and no reason given",
        "{agency}：最忙年份负荷{load}，未说明原因",
    ),
    "money": (
        "Money, {unit}: needed by the planned dates / brought, each under the first source that a package calls",
        "资金，{unit}：按计划进度所需／到位，所需计入首选来源",
    ),
    "source": ("Source", "来源"),
    "total": ("All sources", "合计"),
    "money_by_network": (
        "Money by network, {unit}: needed by the planned dates / brought by all sources open to it, and their ratio",
        "各网络资金，{unit}：按计划进度所需／可用来源到位及比率",
    ),
    "rests": (
        "Sources open to several networks count in each. Amounts of {years} by grade: {grades}.",
        "可用于多个网络的来源在各网络重复计入。{years}年资金额按依据等级：{grades}。",
    ),
    "free": (
        "Packages with a cost that call no source, so that they never wait for money ({count}): {packages}.",
        "有投资而未列资金来源、因此不等待资金的工作包（{count}个）：{packages}。",
    ),
    "dependencies": (
        "{carried} of the plan's {all} dependencies are in the model; {count} are left out, with reasons:",
        "方案的{all}条依赖关系中{carried}条已纳入模型；{count}条未纳入，原因如下：",
    ),
    "dependencies.short": (
        "{carried} of the plan's {all} dependencies are in the model; {count} are left out with reasons.",
        "方案的{all}条依赖关系中{carried}条已纳入模型；{count}条未纳入，原因另列。",
    ),
    "districts": (
        "Innovation space by district, m2: share of the plan / carried",
        "各区（市）县科创空间，平方米：方案份额／承接",
    ),
    "district": ("District", "区（市）县"),
    "share": ("Share", "份额"),
    "carried": ("Carried", "承接"),
    "elsewhere": ("No district named", "未列明区县"),
    "named": (
        "{zones} functional zones, {ecosystems} ecosystems and {fields} fields of 5G use are named in the plan.",
        "方案列名{zones}个功能区、{ecosystems}个产业生态圈、{fields}个5G应用领域。",
    ),
    "definitions": ("Definitions that decide results", "决定结果的口径"),
    "definition": ("Question", "口径问题"),
    "choice": ("In use", "当前采用"),
    "others": ("Others", "其他选项"),
    "evidence": ("Evidence", "依据"),
    "no_evidence": ("No evidence given.", "未给出依据。"),
    "numbers": (
        "{stated} numbers are stated in a source, {derived} are derived, {assumed} are assumed with a range.",
        "{stated}个数有出处，{derived}个由推算得出，{assumed}个为带区间的假设。",
    ),
    "traced": (
        "{numbers} numbers trace to a clause or an address ({stated} stated, {derived} derived, {assumed} assumed); "
        "{quotes} quotations stand in the plan's text; {untraced} lead nowhere.",
        "{numbers}个数可追溯到条款或地址（有出处{stated}，推算{derived}，假设{assumed}）；{quotes}处引文见于方案原文；无法追溯{untraced}处。",
    ),
    "fine": ("No problem found.", "未发现问题。"),
}


def say(key: str, lang: Lang, **parts: object) -> str:
    """Return words of this page, their brackets filled in."""
    return WORDS[key][LANGS.index(lang)].format(**parts)


def named(name: Name | None, key: str, lang: Lang) -> str:
    """Return a noun's name, its key with spaces where it has none."""
    return ((name.zh if lang == "zh" else "") or name.en) if name else key.replace("_", " ")


def titled(title: str, rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return a table below its title, its first column to the left and the others to the right."""
    right = [False] + [True] * (len(rows[0]) - 1)
    return [*wrap(title, width), *("  " + line for line in table(rows, column_widths(rows, width - 2), right))]


def reasons(title: str, given: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return a title and below it one paragraph for each name and its reason."""
    lines = wrap(title, width)
    for name, reason in given:
        lines += ["  " + line for line in wrap(f"{name}: {reason}", width - 2, "  ")]
    return lines
