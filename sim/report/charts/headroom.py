"""Headroom: a strip for each target and lever, blue where the chance is 80 % or more, and that level, with interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.report.charts.frame import BLUE, GREY, INK, ORANGE, SMALL_POINTS, Sheet, fonts, key_row
from sim.report.numbers import percent
from sim.report.printed.layout import wrap
from sim.report.readings.headroom import (
    Answer,
    answers_by_target,
    answers_of,
    chances_as_shipped,
    headroom_finding,
    met_in,
    range_of,
)
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, target_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, TOP = 0.2, 0.78
STRIP, HEIGHT = 0.86, 0.34
"""Width and height of a strip in its cell of 1 x 1."""

HEAD_COLUMNS, LABEL_COLUMNS = 17, 28


def headroom(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw where on the range of each lever each target is met with a chance of 80 % or more."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        sheet.head(headroom_finding(results, lang), say("headroom.subtitle", lang))
        by_target, sweeps = answers_by_target(answers_of(results)), list(results.words["sweeps"])
        chances = chances_as_shipped(results)
        panel = sheet.panel(LEFT, 0.06, 1 - LEFT, TOP)
        panel.set_axis_off()
        panel.set_xlim(0, len(sweeps))
        panel.set_ylim(len(by_target), 0)
        for column, sweep in enumerate(sweeps):
            _head(panel, results, sweep, column, len(by_target), lang)
        for row, (target, answers) in enumerate(by_target.items()):
            for answer in answers:
                _strip(panel, results, answer, sweeps.index(answer.sweep), row)
            name, chance = target_name(results.words, target, lang), percent(chances[target].estimate)
            label = say("headroom.label", lang, target=name, chance=chance)
            text = "\n".join(wrap(label, LABEL_COLUMNS))
            panel.text(-0.08, row + 0.5, text, ha="right", va="center", fontsize=SMALL_POINTS, color=INK)
        key_row(panel, _key(lang), above=54)
        return sheet.ax


def _strip(panel: Axes, results: Results, answer: Answer, column: int, row: int) -> None:
    low, high = range_of(results, answer.sweep)

    def at(level: float) -> float:
        return column + (1 - STRIP) / 2 + STRIP * (level - low) / (high - low)

    y = row + 0.5
    panel.barh(y, STRIP, HEIGHT, left=at(low), color=ORANGE, alpha=0.3, lw=0, zorder=1)
    met = met_in(results, answer)
    if met:
        panel.barh(y, at(met[1]) - at(met[0]), HEIGHT, left=at(met[0]), color=BLUE, alpha=0.85, lw=0, zorder=2)
    shipped = at(results.words["sweeps"][answer.sweep]["shipped"])
    panel.plot([shipped, shipped], [y - 0.3, y + 0.3], color=INK, lw=1.6, zorder=4)
    if not math.isnan(answer.level):
        bounds = [
            at(low if math.isnan(answer.low) else answer.low),
            at(high if math.isnan(answer.high) else answer.high),
        ]
        panel.plot(bounds, [y, y], color="white", lw=5, solid_capstyle="butt", zorder=5)
        panel.plot(bounds, [y, y], color=INK, lw=2, solid_capstyle="butt", zorder=6)
        panel.plot([at(answer.level)], [y], marker="o", ms=7, mfc="white", mec=INK, mew=1.6, zorder=7)


def _head(panel: Axes, results: Results, sweep: str, column: int, bottom: int, lang: Lang) -> None:
    name = "\n".join(wrap(name_of(results.words, "sweeps", sweep, lang), HEAD_COLUMNS))
    panel.text(column + 0.5, -0.06, name, ha="center", va="bottom", fontsize=SMALL_POINTS, color=INK)
    low, high = range_of(results, sweep)
    unit = pick(results.words["sweeps"][sweep]["unit"], lang)
    for x, level, side in ((column + (1 - STRIP) / 2, low, "left"), (column + (1 + STRIP) / 2, high, "right")):
        panel.text(x, bottom + 0.08, f"{level:g}", ha=side, va="top", fontsize=SMALL_POINTS, color=GREY)
    panel.text(column + 0.5, bottom + 0.08, unit, ha="center", va="top", fontsize=SMALL_POINTS, color=GREY)


def _key(lang: Lang) -> list[tuple[str, dict[str, object]]]:
    square = {"marker": "s", "lw": 0, "ms": 10}
    return [
        (say("headroom.key.met", lang), {"color": BLUE, "alpha": 0.85, **square}),
        (say("headroom.key.below", lang), {"color": ORANGE, "alpha": 0.3, **square}),
        (say("headroom.key.shipped", lang), {"color": INK, "marker": "|", "lw": 0, "ms": 13, "mew": 1.6}),
        (say("headroom.key.level", lang), {"color": INK, "marker": "o", "mfc": "white", "lw": 2, "ms": 7}),
    ]
