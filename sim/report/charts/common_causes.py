"""Joint chances with and without common causes: dots with intervals, a panel a group of targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from sim.report.charts.frame import (
    BLUE,
    FAINT,
    GRID,
    INK,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    balanced,
    dot_with_interval,
    fonts,
    percent_axis,
    round_ticks,
    typeset,
)
from sim.report.charts.rows import ChartRow, Style, draw_rows
from sim.report.readings.common_causes import (
    GROUPS,
    can_move,
    causes_finding,
    joint_key,
    joint_name,
    joint_subjects,
    rows_without,
    spreads_of,
    unmovable_said,
)
from sim.report.readings.estimates import Reading, differs, readings
from sim.report.readings.measures import ALL, OF_ALL
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, GAP, BOTTOM = 0.285, 0.03, 0.1
TALLEST, LINE_HEIGHT = 0.9, 0.03
LABEL_COLUMNS = 50
HEAD_COLUMN_PIXELS: dict[Lang, int] = {"en": 11, "zh": 9}
MOST_TICKS, FEW = 5, 3
"""Ticks of an axis that counts, at most; where there are more than few panels, few."""

HEADING_HEIGHT = 1.35
"""A heading is as high as its words in a chart of so many rows."""
STYLES: Mapping[str, Style] = {"row": (BLUE, "o")}


class Shown(NamedTuple):
    """A panel: its head and axis, and by row what was found and whether a difference to the base is seen."""

    head: str
    axis: str
    found: Mapping[str, tuple[Reading, bool]]
    is_chance: bool


def common_causes(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw how many targets are met and how far that swings, and the joint chances that are not 0 in every row."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        said = [say("drivers.subtitle", lang), unmovable_said(results, lang)]
        sheet.head(causes_finding(results, lang), say("semicolon", lang).join(one for one in said if one))
        shown, rows = [*_counts(results, lang), *_chances(results, lang)], _rows(results, lang)
        width = (1 - LEFT - GAP * (len(shown) - 1) - 0.012) / max(len(shown), 1)
        columns = int(width * sheet.width / HEAD_COLUMN_PIXELS[lang])
        heads = [[line for part in one.head.split("\n") for line in balanced(typeset(part), columns)] for one in shown]
        height = TALLEST - LINE_HEIGHT * max(map(len, heads), default=0)
        for place, one in enumerate(shown):
            panel = sheet.panel(LEFT + place * (width + GAP), BOTTOM, width, height)
            labelled = rows if place == 0 else [row._replace(label="" if row.subject else " ") for row in rows]
            axis = "\n".join(balanced(one.axis, columns + 2))
            _draw(
                panel,
                labelled,
                one._replace(axis=axis),
                results.words["base"],
                MOST_TICKS if len(shown) <= FEW else FEW,
            )
            panel.set_title("\n".join(heads[place]), loc="left", fontsize=TEXT_POINTS, color=INK, pad=6)
        return sheet.ax


def _counts(results: Results, lang: Lang) -> Iterator[Shown]:
    """Yield mean and spread of the number of all targets that are met, where the folder has them."""
    spreads, differences = spreads_of(results), readings(results, "differences")
    of_all = {row: one for (row, subject), one in spreads.items() if subject == ALL}
    if of_all:
        name = joint_name(results, ALL, lang)
        means = {row: (one.met, differs(differences.get((row, *OF_ALL["met"])))) for row, one in of_all.items()}
        yield Shown(say("drivers.met.panel", lang, name=name), say("drivers.met.axis", lang), means, False)
        swings = {row: (one.spread, differs(one.more)) for row, one in of_all.items()}
        yield Shown(say("drivers.spread.panel", lang, name=name), say("drivers.spread.axis", lang), swings, False)


def _chances(results: Results, lang: Lang) -> Iterator[Shown]:
    """Yield the joint chances that some run of some row gives."""
    estimates, differences = readings(results), readings(results, "differences")
    for subject in joint_subjects(results):
        key = joint_key(subject)
        if can_move(results, subject):
            found = {
                row: (one, differs(differences.get((row, *key))))
                for (row, *own), one in estimates.items()
                if tuple(own) == key
            }
            yield Shown(joint_name(results, subject, lang), say("drivers.axis", lang), found, True)


def _rows(results: Results, lang: Lang) -> list[ChartRow]:
    base = results.words["base"]
    rows = [ChartRow(base, name_of(results.words, "scenarios", base, lang))]
    found = rows_without(results, lang)
    for group in GROUPS:
        members = [ChartRow(row.scenario, row.label) for row in found if row.group == group]
        if members:
            rows += [ChartRow("", say(f"drivers.group.{group}", lang)), *members]
    return rows


def _draw(panel: Axes, rows: list[ChartRow], shown: Shown, base: str, most_ticks: int) -> None:
    size = 100 if shown.is_chance else 1

    def mark(_: str, row: str, y: float, style: Style) -> None:
        if row not in shown.found:
            return
        one, is_seen = shown.found[row]
        own_style = (INK, "D") if row == base else style
        dot_with_interval(panel, one, y, *own_style, is_filled=is_seen or row == base, size=size)

    draw_rows(
        panel, rows, STYLES, mark, "", label_columns=LABEL_COLUMNS, label_points=SMALL_POINTS, heading=HEADING_HEIGHT
    )
    panel.axvline(size * shown.found[base][0].estimate, color=FAINT, lw=1.4, zorder=1)
    if shown.is_chance:
        # With room at the ends, so that marks at 0 stand clear of the labels.
        percent_axis(panel, shown.axis, step=50 if most_ticks == FEW else 25, room=4)
    else:
        round_ticks(panel.xaxis, most_ticks)
        panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)
    panel.set_xlabel(shown.axis, fontsize=SMALL_POINTS)
