"""Every milestone of the plan in one picture: the chance that its promise is kept in time, network by network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.report.charts.frame import BAND, BLUE, FAINT, GREY, GRID, INK, SMALL_POINTS, Sheet, fonts
from sim.report.layout import display_width
from sim.report.readings import Readings, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, spell_date

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = 4
"""Columns of milestones on the sheet."""

LABEL_SHARE = 0.72
"""Share of a column's width that the names take."""

GAP = 0.008
"""Share of the sheet between two columns."""

LABEL_COLUMNS = 37
LABEL_POINTS = 9

LIKELY, UNLIKELY = 0.8, 0.2


class Line(NamedTuple):
    """A heading (no milestone), or a milestone with its label."""

    milestone: str
    label: str


def milestones(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the chance of each milestone in the base with its interval, in the plan's order, by network."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        estimates = readings(results)
        deadline = spell_date(results.words["deadline"], lang)
        sheet.head(finding(results, estimates, lang), say("milestones.subtitle", lang, deadline=deadline))
        lines = _lines(results, lang)
        rows = -(-len(lines) // COLUMNS)
        for column in range(COLUMNS):
            left = column / COLUMNS
            panel = sheet.panel(left + LABEL_SHARE / COLUMNS, 0.02, (1 - LABEL_SHARE) / COLUMNS - GAP, 0.96)
            _draw(panel, lines[column * rows : (column + 1) * rows], rows, results, estimates)
        return sheet.ax


def finding(results: Results, estimates: Readings, lang: Lang) -> str:
    """Return how many promises are likely kept, and how many likely not."""
    base = results.words["base"]
    chances = [
        one.estimate
        for (scenario, measure, _), one in estimates.items()
        if (scenario, measure) == (base, "milestone_chance")
    ]
    return say(
        "milestones.title",
        lang,
        scenario=name_of(results.words, "scenarios", base, lang),
        count=len(chances),
        likely=sum(chance >= LIKELY for chance in chances),
        unlikely=sum(chance <= UNLIKELY for chance in chances),
    )


def _lines(results: Results, lang: Lang) -> list[Line]:
    words = results.words
    by_network: dict[str, list[Line]] = {}
    for key, one in words["milestones"].items():
        name = pick(one, lang) or key
        by_network.setdefault(one["network"], []).append(Line(key, _shortened(f"{key}  {name}")))
    lines = []
    for network, of_network in by_network.items():
        heading = (
            say("milestones.safeguards", lang) if network == "programme" else name_of(words, "networks", network, lang)
        )
        lines += [Line("", heading), *of_network]
    return lines


def _shortened(label: str) -> str:
    if display_width(label) <= LABEL_COLUMNS:
        return label
    while display_width(label) >= LABEL_COLUMNS:
        label = label[:-1]
    return label.rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _draw(panel: Axes, lines: list[Line], rows: int, results: Results, estimates: Readings) -> None:
    across = panel.get_yaxis_transform()
    panel.set_xlim(0, 100)
    panel.set_ylim(-rows, 0)
    panel.set_xticks([0, 50, 100])
    panel.set_yticks([])
    panel.tick_params(labelsize=LABEL_POINTS, top=True, labeltop=True, labelbottom=False, bottom=False)
    panel.spines["left"].set_color(GRID)
    panel.spines["bottom"].set_visible(False)
    panel.grid(axis="x", color=GRID, lw=0.7, zorder=0)
    edge = -LABEL_SHARE / (1 - LABEL_SHARE - GAP * COLUMNS)
    for place, line in enumerate(lines):
        y = -place - 0.5
        if not line.milestone:
            panel.text(edge, y, line.label, transform=across, va="center", fontsize=SMALL_POINTS - 0.5, color=GREY)
            panel.plot([edge, 1], [y - 0.45] * 2, transform=across, color=FAINT, lw=0.7, clip_on=False)
            continue
        if place % 2:
            panel.axhspan(y - 0.5, y + 0.5, color=BAND, lw=0, zorder=0)
        panel.text(edge, y, line.label, transform=across, va="center", fontsize=LABEL_POINTS, color=INK)
        one = estimates.get((results.words["base"], "milestone_chance", line.milestone))
        if one is None:
            continue
        panel.plot([100 * one.low, 100 * one.high], [y, y], color=BLUE, lw=1.6, solid_capstyle="butt", zorder=3)
        panel.plot(
            [100 * one.estimate], [y], marker="o", color=BLUE, ms=3.8, mec="white", mew=0.4, zorder=4, clip_on=False
        )
