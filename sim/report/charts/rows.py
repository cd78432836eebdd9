"""Targets as rows, in groups by who decides, with a mark for each scenario in every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.report.charts.frame import BAND, FAINT, GREY, INK, SMALL_POINTS, TEXT_POINTS
from sim.report.printed.layout import wrap
from sim.report.results import Results
from sim.report.words import Lang, say, target_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEADING = 0.65
"""Height of a heading's row; a target's is 1."""

SPREAD = 0.8
"""Share of a row's height over which scenarios are spread."""

PLACES_BELOW = 1.5
"""Room for what stands under the scenarios of a row, in places of a scenario."""

DECIDERS = ("city", "builders", "outside")

LABEL_COLUMNS = 28
"""A longer label goes on a further line."""

Style = tuple[str, str]
"""Colour and marker of a scenario."""


class ChartRow(NamedTuple):
    """A row: what it is about (nothing for a heading), its label, and what stands at its right end."""

    subject: str
    label: str
    beside: str = ""


def target_rows(results: Results, lang: Lang, beside: Mapping[str, str]) -> list[ChartRow]:
    """Return the targets under headings that say who decides, the city first."""
    rows = []
    for decider in DECIDERS:
        members = [name for name, noun in results.words["targets"].items() if noun["who_decides"] == decider]
        if members:
            rows.append(ChartRow("", say(f"decides.group.{decider}", lang)))
            rows += [ChartRow(name, target_name(results.words, name, lang), beside.get(name, "")) for name in members]
    return rows


def draw_rows(
    panel: Axes,
    rows: Sequence[ChartRow],
    styles: Mapping[str, Style],
    mark: Callable[[str, str, float, Style], None],
    beside_head: str,
    *,
    label_columns: int = LABEL_COLUMNS,
    label_points: float = TEXT_POINTS,
    heading: float = HEADING,
    below: Callable[[str, float], None] | None = None,
) -> None:
    """Draw *rows* from the top down and call *mark* (scenario, subject, y, style) for each scenario in each.

    A row of a subject is 1 high, one of a heading *heading*. With *below* each row has a place under its
    scenarios, for which that is called (subject, y).
    """
    across = panel.get_yaxis_transform()
    places = len(styles) + (PLACES_BELOW if below is not None else 0)
    step = SPREAD / max(places, 1)
    top, shaded = 0.0, False
    panel.text(1.02, heading / 2, beside_head, transform=across, fontsize=SMALL_POINTS, color=GREY, va="center")
    for subject, label, beside in rows:
        if not subject:
            panel.text(
                -0.015,
                top - heading / 2,
                label,
                transform=across,
                ha="right",
                va="center",
                fontsize=SMALL_POINTS,
                color=GREY,
            )
            panel.plot([-0.28, 1], [top, top], transform=across, color=FAINT, lw=0.8, clip_on=False, zorder=2)
            top, shaded = top - heading, False
            continue
        middle, shaded = top - 0.5, not shaded
        if shaded:
            panel.axhspan(top - 1, top, color=BAND, lw=0, zorder=0)
        panel.text(
            -0.015,
            middle,
            "\n".join(wrap(label, label_columns)),
            transform=across,
            ha="right",
            va="center",
            fontsize=label_points,
            color=INK,
        )
        panel.text(1.02, middle, beside, transform=across, va="center", fontsize=TEXT_POINTS, color=INK)
        for place, (scenario, style) in enumerate(styles.items()):
            mark(scenario, subject, middle + step * ((places - 1) / 2 - place), style)
        if below is not None:
            below(subject, middle - step * (places - 1) / 2)
        top -= 1
    panel.set_ylim(top, heading)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
