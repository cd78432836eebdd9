"""What was seen by the end of 2020, beside the forecast before and after it was calibrated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sim.plan.observation import Observation
from sim.report.charts.frame import (
    BLUE,
    FAINT,
    FAMILIES,
    GREY,
    INK,
    RED,
    SMALL_POINTS,
    TEXT_POINTS,
    balanced,
    fonts,
    typeset,
)
from sim.report.words import Lang, pick, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_COLUMNS = 30
ROWS = (("before", 0.65, GREY), ("after", 0.25, BLUE))


def calibration(
    table: Mapping[str, Any],
    observations: Mapping[str, Observation],
    seen: Mapping[str, float],
    shown: Callable[[Observation, float, Lang], str],
    lang: Lang,
    *,
    ax: Axes,
) -> Axes:
    """Draw a panel for each observation: central 90 % (thin) and 50 % (thick), median, and what was seen.

    Shapes and units
        table: `before` and `after`, by observation `quantiles` P5, P25, P50, P75, P95.
        seen: by observation, a number on the same scale.
    """
    with fonts():
        ax.set_axis_off()
        inside = sum(table["after"][n]["quantiles"][0] <= seen[n] <= table["after"][n]["quantiles"][-1] for n in seen)
        before = sum(table["before"][n]["quantiles"][0] <= seen[n] <= table["before"][n]["quantiles"][-1] for n in seen)
        title = say("calibration.title", lang, inside=inside, count=len(seen), before=before)
        ax.text(0, 1, typeset(title), va="top", fontsize=20, color=INK)
        ax.text(0, 0.94, say("calibration.subtitle", lang), va="top", fontsize=13, color=GREY)
        height = 0.86 / len(observations)
        for place, (name, one) in enumerate(observations.items()):
            panel = ax.inset_axes((0.32, 0.88 - (place + 1) * height + 0.065, 0.66, height - 0.075))
            _draw(panel, table, name, one, seen[name], shown, lang)
        footer = say("calibration.footer", lang, replications=f"{table['replications']:,}", seed=table["seed"])
        ax.text(0, -0.02, footer, va="bottom", fontsize=SMALL_POINTS, color=GREY)
        return ax


def _draw(
    panel: Axes,
    table: Mapping[str, Any],
    name: str,
    one: Observation,
    seen: float,
    shown: Callable[[Observation, float, Lang], str],
    lang: Lang,
) -> None:
    ends = [seen]
    for kind, y, colour in ROWS:
        p5, p25, p50, p75, p95 = table[kind][name]["quantiles"]
        ends += [p5, p95]
        panel.plot([p5, p95], [y, y], color=colour, lw=1.6, solid_capstyle="butt")
        panel.plot([p25, p75], [y, y], color=colour, lw=7, solid_capstyle="butt")
        panel.plot([p50], [y], "o", color="white", mec=colour, ms=7, mew=1.8)
        panel.text(-0.015, y, say(f"calibration.{kind}", lang), transform=panel.get_yaxis_transform(), ha="right",
                   va="center", fontsize=SMALL_POINTS, color=colour, family=FAMILIES)  # fmt: skip
    room = (max(ends) - min(ends)) * 0.06
    panel.set_xlim(min(ends) - room, max(ends) + room)
    panel.set_ylim(0, 0.9)
    panel.axvline(seen, color=RED, lw=1.8)
    label = "\n".join([*balanced(pick(one.name.model_dump(), lang), LABEL_COLUMNS), shown(one, seen, lang)])
    panel.text(-0.1, 0.45, label, transform=panel.get_yaxis_transform(), ha="right", va="center",
               fontsize=TEXT_POINTS, color=INK, linespacing=1.4)  # fmt: skip
    ticks = sorted({min(ends), max(ends)})
    panel.set_xticks(ticks, [shown(one, tick, lang) for tick in ticks])
    panel.tick_params(labelfontfamily=FAMILIES, labelsize=SMALL_POINTS, color=FAINT)
    panel.set_yticks([])
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(FAINT)
