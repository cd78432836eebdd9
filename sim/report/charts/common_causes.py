"""Joint chances with and without common causes: dots with intervals, a panel a group of targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.report.charts.frame import BLUE, FAINT, GRID, INK, SMALL_POINTS, TEXT_POINTS, Sheet, fonts
from sim.report.charts.rows import ChartRow, Style, draw_rows
from sim.report.common_causes import GROUPS, causes_finding, joint_key, joint_name, joint_subjects, rows_without
from sim.report.layout import wrap
from sim.report.readings import differs, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, GAP = 0.285, 0.022
HEAD_COLUMNS, LABEL_COLUMNS = 22, 50
STYLES: Mapping[str, Style] = {"row": (BLUE, "o")}


def common_causes(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the joint chances of each row; filled where the paired difference to the base is seen."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        sheet.head(causes_finding(results, lang), say("drivers.subtitle", lang))
        subjects, rows = joint_subjects(results), _rows(results, lang)
        width = (1 - LEFT - GAP * (len(subjects) - 1) - 0.012) / max(len(subjects), 1)
        for place, subject in enumerate(subjects):
            panel = sheet.panel(LEFT + place * (width + GAP), 0.075, width, 0.83)
            shown = rows if place == 0 else [row._replace(label="" if row.subject else " ") for row in rows]
            _draw(panel, shown, results, subject)
            head = "\n".join(wrap(joint_name(results, subject, lang), HEAD_COLUMNS))
            panel.set_title(head, loc="left", fontsize=TEXT_POINTS, color=INK, pad=6)
            panel.set_xlabel(say("drivers.axis", lang), fontsize=SMALL_POINTS)
        return sheet.ax


def _rows(results: Results, lang: Lang) -> list[ChartRow]:
    base = results.words["base"]
    rows = [ChartRow(base, name_of(results.words, "scenarios", base, lang))]
    found = rows_without(results, lang)
    for group in GROUPS:
        members = [ChartRow(row.scenario, row.label) for row in found if row.group == group]
        if members:
            rows += [ChartRow("", say(f"drivers.group.{group}", lang)), *members]
    return rows


def _draw(panel: Axes, rows: list[ChartRow], results: Results, subject: str) -> None:
    base, estimates, differences = results.words["base"], readings(results), readings(results, "differences")
    key = joint_key(subject)

    def mark(_: str, row: str, y: float, style: Style) -> None:
        share, low, high = (100 * number for number in estimates[row, *key])
        colour, marker = (INK, "D") if row == base else style
        is_seen = row == base or differs(differences.get((row, *key)))
        panel.plot([low, high], [y, y], color=colour, lw=2, solid_capstyle="butt", zorder=3)
        panel.plot(
            [share],
            [y],
            marker=marker,
            color=colour,
            ms=7,
            mfc=colour if is_seen else "white",
            mec=colour,
            mew=1.4,
            zorder=4,
            clip_on=False,
        )

    draw_rows(panel, rows, STYLES, mark, "", label_columns=LABEL_COLUMNS, label_points=SMALL_POINTS)
    of_base = estimates[base, *key]
    panel.axvline(100 * of_base.estimate, color=FAINT, lw=1.4, zorder=1)
    panel.set_xlim(-4, 104)  # so that marks at 0 stand clear of the labels
    panel.set_xticks(range(0, 101, 25))
    panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)
