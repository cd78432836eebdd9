"""Every milestone of the plan: the chance that its promise is kept on time, one sheet a network or all on one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sim.report.charts.frame import (
    BAND,
    BLUE,
    FAINT,
    GREY,
    GRID,
    INK,
    TEXT_POINTS,
    Sheet,
    chance_said,
    dot_with_interval,
    fonts,
    new_sheet,
    percent_axis,
)
from sim.report.readings.doubt import is_lost, is_safe
from sim.report.readings.estimates import Readings, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, say_counted, spell_date

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_POINTS, LEAST_POINTS, TICKS_POINTS = 14.0, 5.0, 44.0
"""Letters, the smallest on axes that are given, and room over the panel for its axis with its label.

A sheet is 16 inches wide, so on the width of an A4 page its names are printed in 7 points.
"""

ROW_INCHES, HEAD_INCHES = 0.33, 2.3
"""Height of a row, and of title, subtitle and footer with the margins."""

NAMES, CHANCES = 0.6, 0.27
"""Shares of the sheet's width that the names and the panel take; the chance in figures stands at the right."""

FIGURES = 1.04
"""Where the chance in figures begins, in widths of the panel."""

CODE_SHARE = 0.065
"""Share of the sheet's width that a milestone's code takes."""

SAFEGUARDS = "programme"
"""What milestones belong to that serve no network."""


class Line(NamedTuple):
    """A heading (no milestone), or a milestone with its name."""

    milestone: str
    label: str


def milestones(results: Results, lang: Lang = "en", *, ax: Axes | None = None, network: str | None = None) -> Axes:
    """Draw the chance of each milestone in the base with its interval, in the plan's order; by default of all networks.

    The sheet is as high as its rows need; on axes that are given they are as high as fits.
    """
    with fonts():
        estimates = readings(results)
        networks = networks_promised(results) if network is None else [network]
        lines = [line for one in networks for line in _lines(results, one, lang)]
        sheet = Sheet(results, lang, new_sheet(HEAD_INCHES + ROW_INCHES * len(lines))[1] if ax is None else ax)
        deadline = spell_date(results.words["deadline"], lang)
        sheet.head(finding(results, estimates, lang, network), say("milestones.subtitle", lang, deadline=deadline))
        panel = sheet.panel(NAMES, 0, CHANCES, 1 - TICKS_POINTS * sheet.point / sheet.body_top)
        _draw(panel, lines, results, estimates, lang)
        return sheet.ax


def networks_promised(results: Results) -> list[str]:
    """Return the networks that have milestones, in the plan's order."""
    return list(dict.fromkeys(one["network"] for one in results.words["milestones"].values()))


def network_name(results: Results, network: str, lang: Lang) -> str:
    """Return the network's name, or that its milestones are those of the safeguards."""
    if network == SAFEGUARDS:
        return say("milestones.safeguards", lang)
    return name_of(results.words, "networks", network, lang)


def finding(results: Results, estimates: Readings, lang: Lang, network: str | None = None) -> str:
    """Return how many promises (of a *network*) are safe, how many likely broken, and how many open."""
    base, of_plan = results.words["base"], results.words["milestones"]
    known = {
        milestone: one
        for (scenario, measure, milestone), one in estimates.items()
        if (scenario, measure) == (base, "milestone_chance")
    }
    chances = [known[name] for name in known if network is None or of_plan[name]["network"] == network]
    scenario = name_of(results.words, "scenarios", base, lang)
    safe, broken = (sum(map(settled, chances)) for settled in (is_safe, is_lost))
    counts = {"safe": safe, "broken": broken, "open": len(chances) - safe - broken}
    alike = next((what for what, count in counts.items() if count == len(chances)), "")
    each = {what: say_counted(f"milestones.{what}", count, lang) for what, count in counts.items()}
    said = say(f"milestones.all.{alike}" if alike else "milestones.said", lang, count=len(chances), **each)
    return say(
        "milestones.title" if network is None else "milestones.title.network",
        lang,
        scenario=scenario,
        network="" if network is None else network_name(results, network, lang),
        said=said,
    )


def _lines(results: Results, network: str, lang: Lang) -> Iterable[Line]:
    yield Line("", network_name(results, network, lang))
    for milestone, one in results.words["milestones"].items():
        if one["network"] == network:
            yield Line(milestone, pick(one, lang) or "")


def _draw(panel: Axes, lines: list[Line], results: Results, estimates: Readings, lang: Lang) -> None:
    across = panel.get_yaxis_transform()
    percent_axis(panel, say("milestones.axis", lang), step=20)
    panel.xaxis.set_label_position("top")
    panel.set_ylim(-len(lines), 0)
    panel.set_yticks([])
    panel.tick_params(labelsize=TEXT_POINTS, top=True, labeltop=True, labelbottom=False, bottom=False)
    panel.spines["left"].set_color(GRID)
    panel.spines["bottom"].set_visible(False)
    row_points = panel.get_window_extent().height / len(lines) * 72 / panel.figure.dpi
    size = max(LEAST_POINTS, min(LABEL_POINTS, 0.72 * row_points))
    code, name, edge = (share / CHANCES for share in (-NAMES, CODE_SHARE - NAMES, 1 - NAMES))
    for place, (milestone, label) in enumerate(lines):
        y = -place - 0.5
        if not milestone:
            panel.text(code, y, label, transform=across, va="center", fontsize=size, color=GREY)
            panel.plot([code, edge], [y - 0.5] * 2, transform=across, color=FAINT, lw=0.8, clip_on=False)
            continue
        if place % 2:
            ends, (low, high) = [code, edge], (y - 0.5, y + 0.5)
            panel.fill_between(ends, low, high, transform=across, color=BAND, lw=0, clip_on=False)
        panel.text(code, y, milestone, transform=across, va="center", fontsize=size, color=GREY)
        panel.text(name, y, label, transform=across, va="center", fontsize=size, color=INK)
        one = estimates.get((results.words["base"], "milestone_chance", milestone))
        if one is None:
            continue
        dot_with_interval(panel, one, y, BLUE, size=100)
        said = chance_said(one, lang)
        panel.text(FIGURES, y, said, transform=across, va="center", fontsize=size, color=INK)
