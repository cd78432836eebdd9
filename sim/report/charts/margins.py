"""How early or late each target is attained, scenario beside scenario."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.report.charts.doubt import bounds_below, bounds_key, key_below, with_bounds
from sim.report.charts.frame import (
    GREY,
    GRID,
    INK,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    fonts,
    key_row,
    scenario_key,
    scenario_style,
    typeset,
)
from sim.report.charts.rows import Style, draw_rows, target_rows
from sim.report.numbers import DAYS_PER_MONTH, months
from sim.report.printed.targets import after_horizon, margin_text
from sim.report.readings.doubt import Bounds, assumed_bounds
from sim.report.readings.estimates import Reading, Readings, differs, readings
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, spell_date, target_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TAILS = ("margin_p10", "margin_p50", "margin_p90")
ROOM_MONTHS = 2.0
"""Room on both sides of what is drawn."""


def margins(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw P10, P50 and P90 of the months before or after the deadline; what never comes is an arrow at the edge."""
    with fonts():
        words, estimates, bounds = results.words, readings(results), assumed_bounds(results)
        base = name_of(words, "scenarios", words["base"], lang)
        sheet = Sheet(results, lang, ax)
        deadline = spell_date(words["deadline"], lang)
        subtitle = with_bounds(say("margins.subtitle", lang, deadline=deadline), bounds, lang)
        sheet.head(finding(results, estimates, lang), subtitle)
        panel = sheet.panel(0.2, 0.115, 0.6, 0.825)
        known = [
            one.estimate / DAYS_PER_MONTH for key, one in estimates.items() if key[1] in TAILS and one.is_known
        ] or [0.0]
        known += [
            end / DAYS_PER_MONTH for key, ends in bounds.items() if key[1] == TAILS[1] for end in ends if end == end
        ]
        left, right = min(*known, 0) - ROOM_MONTHS, max(*known, 0) + ROOM_MONTHS

        def mark(scenario: str, target: str, y: float, style: Style) -> None:
            _mark(panel, [estimates[scenario, tail, target] for tail in TAILS], y, style, left)

        def ends_of(found: Bounds) -> list[float]:
            return [left if math.isnan(end) else end / DAYS_PER_MONTH for end in found]

        beyond = after_horizon(words, lang)
        beside = {
            target: typeset(
                margin_text([estimates[words["base"], tail, target] for tail in TAILS], beyond, say("semicolon", lang))
            ).replace("/", " / ")
            for target in words["targets"]
        }
        panel.set_xlim(left, right)
        below = bounds_below(panel, bounds, words["base"], "margin_p50", ends_of)
        draw_rows(panel, target_rows(results, lang, beside), scenario_style(results), mark, base, below=below)
        panel.axvline(0, color=INK, lw=1.4, zorder=2)
        across = panel.get_xaxis_transform()
        heads = [(0.0, -5, "right", say("margins.late", lang)), (0.0, 5, "left", say("margins.early", lang))]
        if not all(one.is_known for key, one in estimates.items() if key[1] in TAILS):
            heads.append((left, 0, "left", "\N{BLACK LEFT-POINTING TRIANGLE} " + beyond))
        for x, points, align, said in heads:
            panel.annotate(
                said,
                (x, 0.985),
                xytext=(points, 0),
                xycoords=across,
                textcoords="offset points",
                ha=align,
                va="center",
                fontsize=SMALL_POINTS,
                color=GREY,
            )
        panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)
        panel.set_xlabel(say("margins.axis", lang), fontsize=TEXT_POINTS)
        key_row(panel, scenario_key(results, lang))
        key_below(panel, bounds_key(bounds, lang))
        return sheet.ax


def finding(results: Results, estimates: Readings, lang: Lang) -> str:
    """Return how many targets the base has late at the median, which most, and which scenario moves one most."""
    words = results.words
    base = name_of(words, "scenarios", words["base"], lang)
    medians = {target: estimates[words["base"], "margin_p50", target] for target in words["targets"]}
    never = [target_name(words, target, lang) for target, one in medians.items() if not one.is_known]
    known = {target: one.estimate for target, one in medians.items() if one.is_known}
    late = len(never) + sum(days < 0 for days in known.values())
    count = len(medians)
    if never:
        year = words["horizon"][:4]
        said = say_late("never", lang, scenario=base, late=late, count=count, names=few(never, lang), year=year)
    else:
        worst = min(known, key=lambda target: known[target])
        key, name = ("late" if late else "early"), target_name(words, worst, lang)
        spelled = months(known[worst]).lstrip("+-")
        said = say_late(key, lang, scenario=base, late=late, count=count, name=name, months=spelled)
    shifts = {
        (scenario, target): one.estimate
        for (scenario, measure, target), one in readings(results, "differences").items()
        if measure == "margin_p50" and one.is_known and differs(one)
    }
    if not shifts:
        return said
    scenario, target = max(shifts, key=lambda key: abs(shifts[key]))
    moved = say(
        "margins.title.later" if shifts[scenario, target] < 0 else "margins.title.sooner",
        lang,
        scenario=name_of(words, "scenarios", scenario, lang),
        name=target_name(words, target, lang),
        months=months(shifts[scenario, target]).lstrip("+-"),
    )
    return said + say("semicolon", lang) + moved


def say_late(key: str, lang: Lang, *, late: int, **parts: object) -> str:
    """Return a title about how many targets are late, in the singular for one."""
    return say(f"margins.title.{key}{'.one' if late == 1 else ''}", lang, late=late, **parts)


def _mark(panel: Axes, tails: list[Reading], y: float, style: Style, edge: float) -> None:
    colour, marker = style
    late, middle, early = (one.estimate / DAYS_PER_MONTH if one.is_known else edge for one in tails)
    panel.plot([late, early], [y, y], color=colour, lw=1.6, solid_capstyle="butt", zorder=3)
    median = tails[1]
    if median.is_known:
        # A bound below may lie beyond the horizon; one above is only missing where replications are few.
        low, high = (median.low / DAYS_PER_MONTH, median.high / DAYS_PER_MONTH)
        ends = [edge if math.isnan(low) else low, middle if math.isnan(high) else high]
        panel.plot(ends, [y, y], color=colour, lw=4.5, solid_capstyle="butt", zorder=3, alpha=0.55)
        panel.plot([middle], [y], marker=marker, color=colour, ms=6.5, mec="white", mew=0.6, zorder=4)
    if not all(one.is_known for one in tails):
        panel.plot([edge], [y], marker="<", color=colour, ms=8, mec="white", mew=0.6, clip_on=False, zorder=4)
