"""How charts show the spread over assumed inputs: a broad pale line behind the interval of the runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sim.report.charts.frame import INK, SMALL_POINTS
from sim.report.doubt import AllBounds
from sim.report.words import Lang, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PALE = 0.22
LINE = 8.0
"""Transparency and width in points of the line."""

BOUNDS_STYLE: dict[str, Any] = {"color": INK, "lw": LINE, "alpha": PALE, "solid_capstyle": "butt"}

BELOW_AXIS_POINTS = 49


def draw_bounds(panel: Axes, ends: Iterable[float], y: float, colour: str) -> None:
    """Draw the bounds of an estimate over the assumed inputs at height *y*."""
    panel.plot(list(ends), [y, y], color=colour, lw=LINE, alpha=PALE, solid_capstyle="butt", zorder=2)


def bounds_key(bounds: AllBounds, lang: Lang) -> list[tuple[str, dict[str, Any]]]:
    """Return the entry of a key to these lines, none where there are none."""
    return [(say("assumed.key", lang), BOUNDS_STYLE)] if bounds else []


def key_below(panel: Axes, entries: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Write a further key under the axis of *panel*, at its right end, nothing where there are no entries."""
    if not entries:
        return
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], label=label, **style) for label, style in entries]
    y = -BELOW_AXIS_POINTS * panel.figure.dpi / 72 / panel.get_window_extent().height
    legend = Legend(
        panel,
        handles,
        [label for label, _ in entries],
        loc="center right",
        bbox_to_anchor=(1, y),
        bbox_transform=panel.transAxes,
        ncols=len(handles),
        frameon=False,
        fontsize=SMALL_POINTS,
        borderaxespad=0,
        handletextpad=0.4,
        columnspacing=1.6,
    )
    panel.add_artist(legend)
