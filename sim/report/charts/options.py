"""Ways of funding on the plane: the city's money against the chance of all targets and the cost of delay.

Options that promise as much of the city's money as the base stand in panels of their own, one beside another: on the
plane they would lie on one upright line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.analysis.options import ALIKE_CNY_10K, MEASURES, Offer, marked, offers_of
from sim.report.charts.frame import (
    BLUE,
    GREY,
    GRID,
    INK,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    fonts,
    round_ticks,
)
from sim.report.numbers import Money, money_for
from sim.report.printed.layout import wrap
from sim.report.readings.estimates import Reading, Readings, readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, say_counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHANCE, DELAY, MONEY = MEASURES
MET = ("targets_met_mean", "all_targets")
"""Shown in place of the chance where no option has any."""

SIZES = {CHANCE: 100.0, MET: 1.0}
"""What the numbers of a measure that is no money are multiplied by."""

ROWS = ((0.56, 0.37), (0.085, 0.37))
"""Bottom and height of the panels of each measure."""

PLANE, ALIKE, ALONE = (0.045, 0.43), (0.5, 0.33), (0.045, 0.785)
"""Left edge and width: of the plane, of the options of the same money beside it, and of one of them alone."""

NAMES_AT, NAME_COLUMNS = 0.862, 24

ACCENT, NEUTRAL = BLUE, GREY
"""Colours of the options that no other beats, and of the others."""

MARK_POINTS = 7.0

DIAGONALS = ((0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8))
NEAR, FAR = (
    tuple((radius * right, radius * up) for radius in radii for right, up in ways)
    for radii, ways in (((11, 17), ((1, 0), (-1, 0), *DIAGONALS)), ((26, 34, 42), DIAGONALS))
)
"""Where a number may stand beside its mark, and where with a line to it, in points, the best first."""


class Mark(NamedTuple):
    """An option as it is drawn in a panel."""

    number: int
    x: float
    shown: Reading
    is_unbeaten: bool


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Box) -> bool:
        """Return whether the two have any place in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


def options_plane(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw each scenario by the city money that it promises; filled where no other beats it."""
    with fonts():
        estimates, offers = readings(results), offers_of(results.table("estimates"))
        stars = marked(offers)
        sheet = Sheet(results, lang, ax)
        sheet.head(options_finding(results, lang), say("options_plane.subtitle", lang))
        on_plane, same = apart(offers, results.words["base"])
        money = money_for([estimates[name, *MONEY].estimate for name in offers], lang)
        first = CHANCE if any(estimates[name, *CHANCE].estimate for name in offers) else MET
        for place, (measure, (bottom, height)) in enumerate(zip((first, DELAY), ROWS, strict=True)):
            is_last = place == len(ROWS) - 1
            size, unit = _size_of(measure, estimates, list(offers), results, lang)
            marks = {
                name: Mark(
                    number,
                    offer.city_money_cny_10k / money.cny_10k,
                    Reading(*(size * bound for bound in estimates[name, *measure])),
                    name in stars,
                )
                for number, (name, offer) in enumerate(offers.items(), 1)
            }
            head = say(
                "beside", lang, left=say(f"options_plane.{measure[0]}", lang), right=say("bracket", lang, text=unit)
            )
            drawn = []
            if on_plane:
                shown = [marks[name] for name in on_plane]
                drawn.append((sheet.panel(*_across(PLANE if same else ALONE, bottom, height)), shown))
                _plane(*drawn[-1], money, lang, is_last)
            if same:
                shown = [marks[name]._replace(x=float(place)) for place, name in enumerate(same)]
                drawn.append((sheet.panel(*_across(ALIKE if on_plane else ALONE, bottom, height)), shown))
                amount = money.amount(estimates[same[0], *MONEY].estimate)
                _side_by_side(*drawn[-1], say("options_plane.same", lang, amount=amount) if is_last else "")
            panels = [panel for panel, _ in drawn]
            panels[0].set_title(head, loc="left", fontsize=TEXT_POINTS, color=INK, pad=8)
            _on_one_scale(panels, list(marks.values()), from_zero=measure == CHANCE)
            for panel, shown in drawn:
                _number(panel, shown)
        _names(sheet, results, list(offers), stars)
        return sheet.ax


def apart(offers: Mapping[str, Offer], base: str) -> tuple[list[str], list[str]]:
    """Return the options of the plane, and those that promise the base's city money; the base is in both.

    Where no other option promises the same there is none of these, where all do none of the plane.
    """
    same = [name for name, offer in offers.items() if base in offers and is_alike(offer, offers[base])]
    if len(same) < 2:
        return list(offers), []
    others = [name for name in offers if name not in same]
    return [name for name in offers if name == base or name in others] if others else [], same


def _across(across: tuple[float, float], bottom: float, height: float) -> tuple[float, float, float, float]:
    left, width = across
    return left, bottom, width, height


def _size_of(
    measure: tuple[str, str], estimates: Readings, names: Sequence[str], results: Results, lang: Lang
) -> tuple[float, str]:
    """Return what the numbers of a measure are multiplied by, and the unit they then have."""
    if measure == DELAY:
        money = money_for([estimates[name, *DELAY].estimate for name in names], lang)
        return 1 / money.cny_10k, money.unit
    of_all = say("options.met.unit", lang, targets=len(results.words["targets"]))
    return SIZES[measure], "%" if measure == CHANCE else of_all


def _plane(panel: Axes, marks: Sequence[Mark], money: Money, lang: Lang, is_last: bool) -> None:
    """Draw options by their city money."""
    _draw(panel, marks)
    panel.margins(x=0.06)
    round_ticks(panel.xaxis, 7)
    if is_last:
        panel.set_xlabel(say("options_plane.axis", lang, unit=money.unit), fontsize=TEXT_POINTS)
    panel.grid(color=GRID, lw=0.8, zorder=0)


def _side_by_side(panel: Axes, marks: Sequence[Mark], label: str) -> None:
    """Draw options of the same money one beside another."""
    _draw(panel, marks)
    panel.set_xlim(-0.6, len(marks) - 0.4)
    panel.set_xticks([])
    panel.set_xlabel(label, fontsize=TEXT_POINTS, labelpad=20)
    panel.grid(axis="y", color=GRID, lw=0.8, zorder=0)


def _draw(panel: Axes, marks: Sequence[Mark]) -> None:
    for mark in marks:
        colour = ACCENT if mark.is_unbeaten else NEUTRAL
        face = colour if mark.is_unbeaten else "white"
        over = 2 if mark.is_unbeaten else 0
        panel.plot([mark.x, mark.x], [mark.shown.low, mark.shown.high], color=colour, lw=1.6, zorder=3 + over)
        panel.plot(
            [mark.x],
            [mark.shown.estimate],
            marker="o",
            color=colour,
            mfc=face,
            mec=colour,
            mew=1.6,
            ms=MARK_POINTS,
            zorder=4 + over,
        )


def _on_one_scale(panels: Sequence[Axes], marks: Sequence[Mark], *, from_zero: bool) -> None:
    """Give the panels of a measure one upright scale, written at the first."""
    low, high = min(mark.shown.low for mark in marks), max(mark.shown.high for mark in marks)
    room = 0.1 * (high - low) or 0.5
    low, high = low - room, high + room
    if from_zero:
        low, high = min(0.0, low), max(high, 5.0)
    for panel in panels:
        panel.set_ylim(low, high)
        round_ticks(panel.yaxis, 6)
        panel.tick_params(labelleft=panel is panels[0])


def _number(panel: Axes, marks: Sequence[Mark]) -> None:
    """Write each option's number where it covers nothing and is nearest to its own mark, else with a line to it."""
    point = panel.figure.dpi / 72
    at = {mark: tuple(panel.transData.transform((mark.x, mark.shown.estimate))) for mark in marks}
    taken = [box for mark in marks for box in _boxes(panel, mark, point)]
    for mark in marks:
        half = (0.34 * len(str(mark.number)) * SMALL_POINTS + 1) * point, 0.5 * SMALL_POINTS * point
        free = []
        for right, up in (*NEAR, *FAR):
            x, y = at[mark][0] + right * point, at[mark][1] + up * point
            box = Box(x - half[0], y - half[1], x + half[0], y + half[1])
            nearest = min(at, key=lambda one, x=x, y=y: math.dist(at[one], (x, y)))  # type: ignore[misc]
            if not any(map(box.touches, taken)) and (nearest == mark or (right, up) in FAR):
                free.append(((right, up), box))
        place = free[0][0] if free else NEAR[0]
        taken += [box for _, box in free[:1]]
        line = {"arrowstyle": "-", "color": INK, "lw": 0.7, "shrinkA": 5, "shrinkB": 0, "relpos": (0.5, 0.5)}
        panel.annotate(
            str(mark.number),
            (mark.x, mark.shown.estimate),
            xytext=place,
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=SMALL_POINTS,
            color=ACCENT if mark.is_unbeaten else INK,
            arrowprops=line if place in FAR else None,
            zorder=7,
        )


def _boxes(panel: Axes, mark: Mark, point: float) -> Iterator[Box]:
    """Yield what a mark and its interval take."""
    half = (MARK_POINTS / 2 + 1) * point
    x, y = panel.transData.transform((mark.x, mark.shown.estimate))
    yield Box(x - half, y - half, x + half, y + half)
    (_, low), (_, high) = panel.transData.transform([(mark.x, mark.shown.low), (mark.x, mark.shown.high)])
    yield Box(x - point, low, x + point, high)


def options_finding(results: Results, lang: Lang) -> str:
    """Return which options no other beats."""
    offers = offers_of(results.table("estimates"))
    names = [name_of(results.words, "scenarios", name, lang) for name in marked(offers)]
    left = len(offers) - len(names)
    said = {"options": len(offers), "names": few(names, lang, 5)}
    if any(offer.chance for offer in offers.values()):
        return say_counted("options_plane.title", left, lang, **said)
    beaten = say_counted("options_plane.never.beaten", left, lang, **said)
    return say("options_plane.never", lang, targets=len(results.words["targets"]), said=beaten)


def is_alike(offer: Offer, other: Offer) -> bool:
    """Return whether two options promise the same city money."""
    return abs(offer.city_money_cny_10k - other.city_money_cny_10k) <= ALIKE_CNY_10K


def _names(sheet: Sheet, results: Results, offers: list[str], stars: tuple[str, ...]) -> None:
    """Write the numbered names of the options beside the panels."""
    panel = sheet.panel(NAMES_AT, 0.085, 1 - NAMES_AT, 0.85)
    panel.set_axis_off()
    lines = [
        (wrap(f"{number} {name_of(results.words, 'scenarios', name, sheet.lang)}", NAME_COLUMNS, "   "), name in stars)
        for number, name in enumerate([name for name in scenarios_of(results) if name in offers], 1)
    ]
    y = 1.0
    for wrapped, is_marked in lines:
        panel.text(
            0,
            y,
            "\n".join(wrapped),
            transform=panel.transAxes,
            va="top",
            fontsize=SMALL_POINTS,
            color=ACCENT if is_marked else INK,
            fontweight="bold" if is_marked and sheet.lang == "en" else "normal",
        )
        y -= (len(wrapped) * 0.029) + 0.013
