"""How likely each target is, scenario beside scenario: a dot plot with Wilson intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.charts.frame import (
    FAINT,
    GRID,
    TEXT_POINTS,
    Sheet,
    fonts,
    key_row,
    scenario_key,
    scenario_style,
    typeset,
)
from sim.report.charts.rows import ChartRow, Style, draw_rows, target_rows
from sim.report.numbers import percent, with_interval
from sim.report.readings import Reading, Readings, readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, spell_date, target_name, upper_first

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SAFE, LOST = 0.8, 0.2
"""A target is safe when its whole interval is at or above the first, likely missed when at or below the second."""


def chances(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the chance of each target in every scenario, grouped by who decides."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        estimates = readings(results)
        deadline = spell_date(results.words["deadline"], lang)
        sheet.head(finding(results, estimates, lang), say("chances.subtitle", lang, deadline=deadline))
        panel = sheet.panel(0.2, 0.06, 0.68, 0.88)

        def mark(scenario: str, subject: str, y: float, style: Style) -> None:
            share, low, high = (100 * number for number in estimates[scenario, "chance", subject])
            colour, marker = style
            panel.plot([low, high], [y, y], color=colour, lw=2.2, solid_capstyle="butt", zorder=3)
            panel.plot([share], [y], marker=marker, color=colour, ms=6.5, mec="white", mew=0.6, zorder=4, clip_on=False)

        base = results.words["base"]
        beside = {
            subject: typeset(with_interval(*one))
            for (scenario, measure, subject), one in estimates.items()
            if (scenario, measure) == (base, "chance")
        }
        rows = [*target_rows(results, lang, beside), *_joint_rows(results, lang, beside)]
        draw_rows(panel, rows, scenario_style(results), mark, name_of(results.words, "scenarios", base, lang))
        for edge in (LOST, SAFE):
            panel.axvline(100 * edge, color=FAINT, lw=1.2, ls=(0, (4, 3)), zorder=1)
        panel.set_xlim(0, 100)
        panel.set_xticks(range(0, 101, 10))
        panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)
        panel.set_xlabel(say("chances.axis", lang), fontsize=TEXT_POINTS)
        key_row(panel, scenario_key(results, lang))
        return sheet.ax


def finding(results: Results, estimates: Readings, lang: Lang) -> str:
    """Return what the chances say: who is safe everywhere, who is lost, and where scenarios differ most."""
    words = results.words
    scenarios, targets = scenarios_of(results), list(words["targets"])
    of = {target: [estimates[scenario, "chance", target] for scenario in scenarios] for target in targets}
    safe = [target_name(words, target, lang) for target in targets if all(one.low >= SAFE for one in of[target])]
    lost = [target_name(words, target, lang) for target in targets if all(one.high <= LOST for one in of[target])]
    if len(scenarios) == 1:
        return _finding_of_one(name_of(words, "scenarios", scenarios[0], lang), safe, lost, lang)
    said = [say("chances.title.safe", lang, names=few(safe, lang))] if safe else []
    said += [say("chances.title.missed", lang, names=few(lost, lang))] if lost else []
    spread = {target: _spread(of[target]) for target in targets}
    widest = max(targets, key=lambda target: spread[target][1] - spread[target][0])
    if any(one.low > other.high for one in of[widest] for other in of[widest]):
        low, high = map(percent, spread[widest])
        key = "chances.title.differ" if said else "chances.title.differ_alone"
        said.append(say(key, lang, name=target_name(words, widest, lang), low=low, high=high))
    return upper_first(say("semicolon", lang).join(said or [say("chances.title.same", lang)]))


def _finding_of_one(scenario: str, safe: list[str], lost: list[str], lang: Lang) -> str:
    said = [say("chances.title.safe_one", lang, scenario=scenario, names=few(safe, lang))] if safe else []
    if lost:
        key = "chances.title.missed_one" if safe else "chances.title.missed_one_alone"
        said.append(say(key, lang, scenario=scenario, names=few(lost, lang)))
    return say("semicolon", lang).join(said or [say("chances.title.open", lang, scenario=scenario)])


def _spread(of_target: list[Reading]) -> tuple[float, float]:
    return min(one.estimate for one in of_target), max(one.estimate for one in of_target)


def _joint_rows(results: Results, lang: Lang, beside: dict[str, str]) -> list[ChartRow]:
    """Return the rows of joint chances: the targets that the city decides, then all."""
    nouns = results.words["targets"].values()
    counts = {"city_targets": sum(noun["who_decides"] == "city" for noun in nouns), "all_targets": len(nouns)}
    rows = [
        ChartRow(subject, say(f"chances.joint.{subject.removesuffix('_targets')}", lang, count=count), beside[subject])
        for subject, count in counts.items()
        if count and subject in beside
    ]
    return [ChartRow("", say("chances.joint", lang)), *rows] if rows else []
