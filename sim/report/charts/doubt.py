"""How charts show the spread over assumed inputs: a band of its own under what the runs say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sim.report.charts.frame import FAINT, SMALL_POINTS
from sim.report.readings.doubt import AllBounds, Bounds
from sim.report.words import Lang, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BOUNDS_STYLE: dict[str, Any] = {"color": FAINT, "lw": 4.0, "solid_capstyle": "butt"}
END_STYLE: dict[str, Any] = {"marker": "|", "ms": 9, "mew": 1.4}
"""A thin band, and its ends."""

BELOW_AXIS_POINTS = 49


def draw_bounds(panel: Axes, ends: Iterable[float], y: float) -> None:
    """Draw the bounds of an estimate over the assumed inputs at height *y*."""
    panel.plot(list(ends), [y, y], zorder=2, clip_on=False, **BOUNDS_STYLE, **END_STYLE)


def bounds_below(
    panel: Axes, bounds: AllBounds, scenario: str, measure: str, ends_of: Callable[[Bounds], Iterable[float]]
) -> Callable[[str, float], None] | None:
    """Return what draws the bounds of a subject under its row, on the scale that *ends_of* gives; none without any."""

    def draw(subject: str, y: float) -> None:
        if found := bounds.get((scenario, measure, subject)):
            draw_bounds(panel, ends_of(found), y)

    return draw if any(key[:2] == (scenario, measure) for key in bounds) else None


def with_bounds(subtitle: str, bounds: Collection[object], lang: Lang) -> str:
    """Return *subtitle*, and why these bands need not hold the estimate where there are any."""
    return subtitle + say("assumed.why", lang) if bounds else subtitle


def bounds_key(bounds: Collection[object], lang: Lang) -> list[tuple[str, dict[str, Any]]]:
    """Return the entry of a key to these bands, none where there are none."""
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
