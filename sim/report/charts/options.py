"""Ways of funding on the plane: the city's money against the chance of all targets and the cost of delay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.analysis.options import ALIKE_CNY_10K, MEASURES, Offer, marked, offers_of
from sim.report.charts.frame import (
    GREY,
    GRID,
    INK,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    fonts,
    round_ticks,
    scenario_style,
)
from sim.report.layout import wrap
from sim.report.numbers import money_for
from sim.report.readings import readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHANCE, DELAY, MONEY = MEASURES
MET = ("targets_met_mean", "all_targets")
"""Shown in place of the chance where no option has any."""

SIZES = {CHANCE: 100.0, MET: 1.0}
"""What the numbers of a measure that is no money are multiplied by."""

PANELS = ((0.055, 0.36), (0.475, 0.36))
"""Left edge and width of each panel; the numbered names stand at the right."""

NAMES_AT, NAME_COLUMNS = 0.862, 24

STEP = 0.02
"""Share of the range of amounts by which options are moved apart that promise the same."""

LINES, LINE_POINTS = 3, 12
"""Numbers stand above the intervals on so many lines in turn, that far apart."""


def options_plane(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw each scenario by the city money that it promises; filled where no other beats it."""
    with fonts():
        estimates, offers = readings(results), offers_of(results.table("estimates"))
        stars = marked(offers)
        sheet = Sheet(results, lang, ax)
        sheet.head(options_finding(results, lang), say("options_plane.subtitle", lang))
        first = CHANCE if any(estimates[name, *CHANCE].estimate for name in offers) else MET
        moneys = {DELAY: money_for([estimates[name, *DELAY].estimate for name in offers], lang)}
        promised = money_for([estimates[name, *MONEY].estimate for name in offers], lang)
        for (left, width), measure in zip(PANELS, (first, DELAY), strict=True):
            panel = sheet.panel(left, 0.085, width, 0.85)
            money = moneys.get(measure)
            size = 1 / money.cny_10k if money else SIZES[measure]
            at = _apart(offers, promised.cny_10k)
            ranks = sorted(offers, key=lambda name, at=at: at[name])  # type: ignore[misc]
            for number, name in enumerate(offers, 1):
                colour, x = scenario_style(results)[name][0], at[name]
                y, low, high = (size * bound for bound in estimates[name, *measure])
                panel.plot([x, x], [low, high], color=colour, lw=1.8, zorder=3)
                face = colour if name in stars else "white"
                panel.plot([x], [y], marker="o", color=colour, mfc=face, mec=colour, mew=1.6, ms=9, zorder=4)
                above = LINE_POINTS * (0.3 + ranks.index(name) % LINES)
                panel.annotate(
                    str(number),
                    (x, high),
                    xytext=(0, above),
                    textcoords="offset points",
                    ha="center",
                    fontsize=SMALL_POINTS,
                    color=INK,
                )
            of_all = say("options.met.unit", lang, targets=len(results.words["targets"]))
            unit = money.unit if money else "%" if measure == CHANCE else of_all
            head = say(
                "beside", lang, left=say(f"options_plane.{measure[0]}", lang), right=say("bracket", lang, text=unit)
            )
            panel.set_title(head, loc="left", fontsize=TEXT_POINTS, color=INK, pad=8)
            panel.set_xlabel(say("options_plane.axis", lang, unit=promised.unit), fontsize=TEXT_POINTS)
            panel.margins(x=0.12, y=0.1)
            panel.grid(color=GRID, lw=0.8, zorder=0)
            if measure == CHANCE:
                low, high = panel.get_ylim()
                panel.set_ylim(min(0.0, low), max(high, 5.0))
            for axis in (panel.xaxis, panel.yaxis):
                round_ticks(axis, 7)
        _names(sheet, results, list(offers), stars)
        return sheet.ax


def options_finding(results: Results, lang: Lang) -> str:
    """Return which options no other beats."""
    offers = offers_of(results.table("estimates"))
    stars = [name_of(results.words, "scenarios", name, lang) for name in marked(offers)]
    return say("options_plane.title", lang, count=len(offers), names=few(stars, lang, 5), left=len(offers) - len(stars))


def _apart(offers: Mapping[str, Offer], size: float) -> dict[str, float]:
    """Return where options are drawn, in money of *size*: those that promise the same are moved apart around it."""
    amounts = [offer.city_money_cny_10k for offer in offers.values()]
    most, least = max(amounts, default=0.0), min(amounts, default=0.0)
    step = (most - least or most) * STEP
    found = {}
    for name, offer in offers.items():
        alike = [one for one, other in offers.items() if is_alike(offer, other)]
        found[name] = (offer.city_money_cny_10k + step * (alike.index(name) - (len(alike) - 1) / 2)) / size
    return found


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
            color=INK if is_marked else GREY,
            fontweight="bold" if is_marked and sheet.lang == "en" else "normal",
        )
        y -= (len(wrapped) * 0.029) + 0.013
