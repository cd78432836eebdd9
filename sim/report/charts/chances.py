"""How likely each target is, scenario beside scenario: a dot plot with Wilson intervals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sim.report.charts.doubt import bounds_below, bounds_key, key_below, with_bounds
from sim.report.charts.frame import (
    FAINT,
    RED,
    Sheet,
    chance_said,
    dot_with_interval,
    fonts,
    key_row,
    percent_axis,
    scenario_key,
    scenario_style,
)
from sim.report.charts.rows import ChartRow, Style, draw_rows, target_rows
from sim.report.numbers import percent
from sim.report.readings.doubt import LOST, SAFE, Bounds, assumed_bounds, base_rate, is_lost, is_safe
from sim.report.readings.estimates import Reading, Readings, readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, say_counted, spell_date, target_name, upper_first

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BASE_RATE_STYLE: dict[str, Any] = {"marker": "|", "color": RED, "ms": 13, "mew": 2.4}
TREND_STYLE: dict[str, Any] = {"marker": "x", "color": RED, "ms": 7, "mew": 2.0}


def chances(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the chance of each target in every scenario, grouped by who decides."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        estimates, bounds, base = readings(results), assumed_bounds(results), results.words["base"]
        deadline = spell_date(results.words["deadline"], lang)
        whole = say("chances.whole.bounds" if bounds else "chances.whole", lang)
        subtitle = with_bounds(say("chances.subtitle", lang, deadline=deadline, whole=whole), bounds, lang)
        sheet.head(chances_finding(results, lang), subtitle)
        panel = sheet.panel(0.2, 0.115, 0.68, 0.825)

        def mark(scenario: str, subject: str, y: float, style: Style) -> None:
            if scenario == base:
                _mark_beside(panel, results, estimates, subject, y)
            dot_with_interval(panel, estimates[scenario, "chance", subject], y, *style, size=100)

        beside = {
            subject: chance_said(one, lang)
            for (scenario, measure, subject), one in estimates.items()
            if (scenario, measure) == (base, "chance")
        }
        rows = [*target_rows(results, lang, beside), *_joint_rows(results, lang, beside)]
        named = name_of(results.words, "scenarios", base, lang)
        below = bounds_below(panel, bounds, base, "chance", lambda ends: [100 * end for end in ends])
        draw_rows(panel, rows, scenario_style(results), mark, named, below=below)
        for edge in (LOST, SAFE):
            panel.axvline(100 * edge, color=FAINT, lw=1.2, ls=(0, (4, 3)), zorder=1)
        percent_axis(panel, say("chances.axis", lang), step=10)
        key_row(panel, scenario_key(results, lang))
        key_below(panel, [*bounds_key(bounds, lang), *_beside_key(results, estimates, lang)])
        return sheet.ax


def _mark_beside(panel: Axes, results: Results, estimates: Readings, subject: str, y: float) -> None:
    """Mark the base rate of a target, and where the trend puts it: at all or at none."""
    base = results.words["base"]
    if rate := base_rate(estimates, base, subject):
        panel.plot([100 * rate.estimate], [y], clip_on=False, zorder=5, **BASE_RATE_STYLE)
    if stock := estimates.get((base, "value_trend", subject)):
        is_met = stock.estimate >= results.words["targets"][subject]["at_least"]
        panel.plot([100.0 * is_met], [y], clip_on=False, zorder=5, **TREND_STYLE)


def _beside_key(results: Results, estimates: Readings, lang: Lang) -> list[tuple[str, dict[str, Any]]]:
    base, measures = results.words["base"], {measure for _, measure, _ in estimates}
    entries = [("chances.key.base_rate", "chance_base_rate", BASE_RATE_STYLE)]
    entries.append(("chances.key.trend", "value_trend", TREND_STYLE))
    named = name_of(results.words, "scenarios", base, lang)
    return [
        (say(key, lang, scenario=named), {"lw": 0, **style}) for key, measure, style in entries if measure in measures
    ]


def chances_finding(results: Results, lang: Lang) -> str:
    """Return what the chances say: who is safe everywhere, who is lost, and where scenarios differ most."""
    words, estimates, bounds = results.words, readings(results), assumed_bounds(results)
    scenarios, targets = scenarios_of(results), list(words["targets"])

    def everywhere(settled: Callable[[Reading, Bounds | None], bool]) -> list[str]:
        keys = {target: [(scenario, "chance", target) for scenario in scenarios] for target in targets}
        return [
            target_name(words, target, lang)
            for target in targets
            if all(settled(estimates[key], bounds.get(key)) for key in keys[target])
        ]

    is_one = len(scenarios) == 1
    said = [
        say_counted(f"chances.title.{which}{'_one' if is_one else ''}", len(names), lang, names=few(names, lang))
        for which, settled in (("safe", is_safe), ("missed", is_lost))
        if (names := everywhere(settled))
    ]
    if is_one:
        told = say("semicolon", lang).join(said or [say("chances.title.open", lang)])
        return say("chances.title.of_one", lang, scenario=name_of(words, "scenarios", scenarios[0], lang), said=told)
    of = {target: [estimates[scenario, "chance", target] for scenario in scenarios] for target in targets}
    spread = {target: _spread(of[target]) for target in targets}
    widest = max(targets, key=lambda target: spread[target][1] - spread[target][0])
    if any(one.low > other.high for one in of[widest] for other in of[widest]):
        low, high = map(percent, spread[widest])
        key = "chances.title.differ" if said else "chances.title.differ_alone"
        said.append(say(key, lang, name=target_name(words, widest, lang), low=low, high=high))
    return upper_first(say("semicolon", lang).join(said or [say("chances.title.same", lang)]))


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
