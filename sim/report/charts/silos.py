"""The price of silos: small panels of what each way of review changes, over the share of joint review."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

from sim.report.charts.frame import (
    BLUE,
    GREY,
    GRID,
    INK,
    ORANGE,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    fonts,
    key_row,
    round_ticks,
    typeset,
)
from sim.report.printed.layout import wrap
from sim.report.readings.estimates import Reading, differs, readings
from sim.report.readings.measures import ACCOUNTS, ALL, MEASURES, Writer, key_of, never_said, subject_name, subjects_of
from sim.report.readings.ways_of_review import CURVES, JOINT, SERIES, TASK_FORCE, curve_of, silos_finding
from sim.report.results import Results
from sim.report.words import Lang, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {SERIES: GREY, JOINT: BLUE, TASK_FORCE: ORANGE}
MARKERS = {JOINT: "o", TASK_FORCE: "s"}

LEAST_SPAN = {"chance": 2.0, "met": 0.1, "margin": 5.0}
"""A panel shows at least so many points, targets or days, so that nothing looks large for being alone."""

LEFT, GAP_ACROSS, GAP_DOWN, TOP, BOTTOM = 0.165, 0.042, 0.05, 0.87, 0.065
LABEL_COLUMNS, LABEL_POINTS_AWAY = 18, 42

Curve = list[tuple[float, Reading]]
"""(Share of joint review, difference to the base)."""


def silos(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw for each network and measure the difference to the base: in series as a level, the others as curves."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        sheet.head(silos_finding(results, lang), say("silos.subtitle", lang))
        differences, subjects = readings(results, "differences"), subjects_of(results)
        curves = {
            (subject, measure): {
                mode: curve_of(results, differences, mode, measure, subject) for mode in (SERIES, *CURVES)
            }
            for subject in subjects
            for measure in MEASURES
        }
        writer = Writer(_amounts(curves), lang)
        is_never_all = bool(never_said(results, ALL, lang))
        shown = [
            measure
            for measure in MEASURES
            if any(any(curves[subject, measure].values()) for subject in subjects)
            and not (measure == "met" and is_never_all)
        ]
        limits = {measure: _limits(curves, measure, drawn_size(writer, measure)) for measure in MEASURES}
        height = (TOP - BOTTOM - GAP_DOWN * (len(subjects) - 1)) / len(subjects)
        width = (1 - LEFT - GAP_ACROSS * (len(shown) - 1)) / len(shown)
        for place, (subject, column_of) in enumerate(product(subjects, shown)):
            measure = "met" if is_never_all and (subject, column_of) == (ALL, "chance") else column_of
            row, column = divmod(place, len(shown))
            left, bottom = LEFT + column * (width + GAP_ACROSS), TOP - height - row * (height + GAP_DOWN)
            panel = sheet.panel(left, bottom, width, height)
            of_panel = curves[subject, measure]
            if is_moved(of_panel):
                panel.set_ylim(limits[measure])
                _draw(panel, of_panel, drawn_size(writer, measure))
                _draw_base(panel, results)
            else:
                _say_unmoved(panel, results, measure, subject, lang)
            if row == 0 or measure != column_of:
                panel.set_title(measure_head(writer, measure, lang), loc="left", fontsize=TEXT_POINTS, pad=6)
            if column == 0:
                label = "\n".join(wrap(subject_name(results, subject, lang), LABEL_COLUMNS))
                panel.annotate(
                    label,
                    (0, 0.5),
                    xytext=(-LABEL_POINTS_AWAY, 0),
                    xycoords="axes fraction",
                    textcoords="offset points",
                    ha="right",
                    va="center",
                    fontsize=TEXT_POINTS,
                )
            if place == 0:
                key_row(panel, _key(lang), above=30)
            if row == len(subjects) - 1:
                panel.set_xlabel(say("silos.axis", lang), fontsize=SMALL_POINTS)
            else:
                panel.tick_params(labelbottom=False)
        return sheet.ax


def is_moved(curves: Mapping[str, Curve]) -> bool:
    """Return whether a difference to the base is seen at any share of any way of review."""
    return any(differs(one) for curve in curves.values() for _, one in curve)


def _limits(curves: Mapping[tuple[str, str], Mapping[str, Curve]], measure: str, size: float) -> tuple[float, float]:
    """Return the bounds that all panels of a measure share, as drawn: their numbers can be set beside one another."""
    moved = [of_panel for (_, of), of_panel in curves.items() if of == measure and is_moved(of_panel)]
    ends = [size * end for of_panel in moved for curve in of_panel.values() for _, one in curve for end in one[1:]]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    short = max(0.05 * (high - low), (LEAST_SPAN.get(measure, 0.0) - (high - low)) / 2)
    return (low - short, high + short) if high + short > low - short else (-1.0, 1.0)


def _say_unmoved(panel: Axes, results: Results, measure: str, subject: str, lang: Lang) -> None:
    """Write in place of an empty panel that nothing is seen to move, or that networks have no such measure."""
    panel.set_axis_off()
    if key_of(measure, subject) is None:
        return
    is_none = measure == "chance" and bool(never_said(results, subject, lang))
    noun = say(f"silos.noun.{measure}", lang)
    said = say("silos.never.panel", lang) if is_none else say("silos.unmoved.panel", lang, measure=noun)
    panel.text(0, 0.5, said, transform=panel.transAxes, va="center", fontsize=SMALL_POINTS, color=GREY)


def drawn_size(writer: Writer, measure: str) -> float:
    """Return what a number of *measure* is multiplied by to be drawn in the unit that *writer* names."""
    return 1 / writer.money.cny_10k if measure in ACCOUNTS else 100.0 if measure == "chance" else 1.0


def measure_head(writer: Writer, measure: str, lang: Lang, columns: str = "measure") -> str:
    """Return the head of a measure with its unit."""
    unit = say("bracket", lang, text=writer.unit(measure))
    return typeset(say("beside", lang, left=say(f"{columns}.{measure}.head", lang), right=unit))


def _amounts(curves: Mapping[tuple[str, str], Mapping[str, Curve]]) -> list[Reading | None]:
    return [
        one
        for (_, measure), of_panel in curves.items()
        if measure in ACCOUNTS
        for curve in of_panel.values()
        for _, one in curve
    ]


def _draw(panel: Axes, curves: Mapping[str, Curve], size: float) -> None:
    panel.axhline(0, color=INK, lw=0.9, zorder=2)
    for _, level in curves[SERIES]:
        estimate, low, high = (size * number for number in level)
        panel.axhspan(low, high, color=COLOURS[SERIES], alpha=0.18, lw=0, zorder=1)
        panel.axhline(estimate, color=COLOURS[SERIES], lw=2, ls=(0, (5, 2)), zorder=3)
    for mode in CURVES:
        shares = [100 * share for share, _ in curves[mode]]
        estimates, lows, highs = ([size * one[bound] for _, one in curves[mode]] for bound in range(3))
        panel.fill_between(shares, lows, highs, color=COLOURS[mode], alpha=0.2, lw=0, zorder=1)
        panel.plot(shares, estimates, color=COLOURS[mode], marker=MARKERS[mode], ms=4.5, lw=2, zorder=4)
    panel.set_xlim(-3, 103)
    panel.set_xticks(range(0, 101, 20))
    round_ticks(panel.yaxis, 4)
    panel.grid(axis="y", color=GRID, lw=0.8, zorder=0)


def _draw_base(panel: Axes, results: Results) -> None:
    position = results.words["scenarios"][results.words["base"]].get("position") or {}
    if position.get("review_mode") in CURVES:
        panel.plot([100 * position["joint_share"]], [0], marker="o", color=INK, ms=6.5, zorder=6)


def _key(lang: Lang) -> list[tuple[str, dict[str, object]]]:
    return [
        (say("silos.key.series", lang), {"color": COLOURS[SERIES], "lw": 2, "ls": (0, (5, 2))}),
        *(
            (say(f"silos.key.{mode}", lang), {"color": COLOURS[mode], "marker": MARKERS[mode], "lw": 2, "ms": 6})
            for mode in CURVES
        ),
        (say("silos.key.base", lang), {"color": INK, "marker": "o", "lw": 0, "ms": 6.5}),
    ]
