"""What every chart shares: the sheet with title, subtitle and footer, the fonts and the colours.

A chart draws inside the axes it is given: they become an empty sheet that holds the panels. Nothing
global is changed: fonts are set in a context, and figures are made without pyplot.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.report.numbers import with_interval
from sim.report.printed.layout import display_width, wrap
from sim.report.readings.estimates import scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

FONT_FILE = Path(__file__).parent.parent / "fonts" / "NotoSansSC-GB2312.otf"
FAMILIES = ["DejaVu Sans", "Noto Sans SC"]
"""Latin letters and signs from the first, Chinese from the second."""

SHEET_INCHES, DOTS_PER_INCH = (16.0, 9.0), 100
"""1600 x 900 pixels."""
MARGIN_INCHES = (0.4, 0.225, 0.27)
"""Left and right of the sheet in the figure, below it and above it."""

TITLE_LINES, TITLE_SIZES = 2, (20.0, 18.0, 16.0, 14.0)
"""A title that needs more lines is written in the next smaller size.

The bundled Chinese font has one weight, so titles are bold in neither language."""

SUBTITLE_POINTS, TEXT_POINTS, SMALL_POINTS = 13, 12, 10.5

INK, GREY, FAINT, GRID, BAND = "#222222", "#5f6368", "#9aa0a6", "#e3e5e8", "#f5f6f7"
BLUE, ORANGE, GREEN, RED, PINK, SKY, YELLOW = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#B8A500",
)  # Okabe and Ito's colours, told apart by colour-blind readers; the yellow darkened to show on white
SCENARIO_COLOURS = (INK, BLUE, ORANGE, GREEN, PINK, RED, SKY, YELLOW)
QUOTED_NAME = r'"(?=\S)[^"]{1,24}(?<=\S)"'
POWERS = {"2": "\N{SUPERSCRIPT TWO}", "3": "\N{SUPERSCRIPT THREE}"}
SCENARIO_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p")


@cache
def bundled_font() -> str:
    """Make the bundled Chinese font known to matplotlib, once; return its file."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    manager.addfont(FONT_FILE)
    regular = next(font for font in manager.ttflist if Path(font.fname) == FONT_FILE)
    # There is one weight only; without this entry every bold text would warn that it is not found.
    manager.ttflist.append(replace(regular, weight=700))
    return str(FONT_FILE)


@contextmanager
def fonts() -> Iterator[None]:
    """Let texts made in this context use the report's fonts."""
    import matplotlib

    bundled_font()
    with matplotlib.rc_context({"font.family": FAMILIES, "font.size": TEXT_POINTS, "axes.unicode_minus": True}):
        yield


def new_sheet(height_inches: float = SHEET_INCHES[1]) -> tuple[Figure, Axes]:
    """Return a figure for the Agg backend, 1600 pixels wide and by default 900 high, and axes that fill it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width = SHEET_INCHES[0]
    figure = Figure(figsize=(width, height_inches), dpi=DOTS_PER_INCH, facecolor="white")
    FigureCanvasAgg(figure)
    side, below, above = MARGIN_INCHES
    room = (side / width, below / height_inches, 1 - 2 * side / width, 1 - (below + above) / height_inches)
    return figure, figure.add_axes(room)


class Sheet:
    """The axes a chart was given (or new ones), emptied, with room for title, panels and footer."""

    def __init__(self, results: Results, lang: Lang, ax: Axes | None) -> None:
        self.ax: Axes = new_sheet()[1] if ax is None else ax
        self.lang = lang
        self.ax.set_axis_off()
        box = self.ax.get_window_extent()
        self.width, self.height = box.width, box.height
        self.point = self.ax.figure.dpi / 72 / box.height
        self.body_top = 1.0
        self._footer(results)

    def head(self, title: str, subtitle: str) -> None:
        """Write the finding and, below it, what is shown; panels lie below both.

        The sheet is labelled with the finding, so that a picture can carry it as its title.
        """
        self.ax.set_label(title)
        rest = self._lines(typeset(title), 1.0, TITLE_SIZES, INK)
        rest = self._lines(typeset(subtitle), rest - 4 * self.point, (SUBTITLE_POINTS,), GREY)
        self.body_top = rest - 10 * self.point

    def _lines(self, text: str, top: float, sizes: Sequence[float], colour: str) -> float:
        """Write *text* below *top*, in the first of *sizes* that needs few lines; return where they end."""
        drawn = self.ax.text(
            0,
            top,
            text,
            transform=self.ax.transAxes,
            va="top",
            ha="left",
            color=colour,
            linespacing=1.2,
        )
        for size in sizes:
            drawn.set(text=text, fontsize=size)
            columns = int(display_width(text) * self.width * 0.96 / drawn.get_window_extent().width)
            lines = balanced(text, columns)
            if len(lines) <= TITLE_LINES:
                break
        drawn.set_text("\n".join(lines))
        return top - len(lines) * size * 1.32 * self.point

    def _footer(self, results: Results) -> None:
        words = results.words
        footer = say(
            "chart.footer",
            self.lang,
            study=pick(words.get("title"), self.lang) or words["study"],
            replications=f"{words['replications']:,}",
            seed=words["seed"],
        )
        self.ax.text(
            0, 0, footer, transform=self.ax.transAxes, va="bottom", ha="left", fontsize=SMALL_POINTS, color=GREY
        )

    def panel(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Return axes inside the sheet, in shares of the room between subtitle and footer."""
        low, high = 22 * self.point, self.body_top
        panel = self.ax.inset_axes((left, low + bottom * (high - low), width, height * (high - low)))
        panel.tick_params(labelfontfamily=FAMILIES, labelsize=SMALL_POINTS, length=3, color=FAINT, labelcolor=INK)
        for side in ("top", "right"):
            panel.spines[side].set_visible(False)
        for side in ("left", "bottom"):
            panel.spines[side].set_color(FAINT)
        return panel

    def grid(
        self,
        count: int,
        columns: int,
        *,
        gap: tuple[float, float] = (0.055, 0.12),
        bottom: float = 0.0,
        top: float = 1.0,
    ) -> list[Axes]:
        """Return *count* panels in rows of *columns*, from the top left."""
        rows = -(-count // columns)
        width = (1 - 0.035 - gap[0] * (columns - 1)) / columns
        height = (top - bottom - gap[1] * rows) / rows
        return [
            self.panel(
                0.035 + (place % columns) * (width + gap[0]),
                top - (place // columns + 1) * (height + gap[1]) + gap[1] * 0.32,
                width,
                height,
            )
            for place in range(count)
        ]


PAUSES = re.compile(r"[，；。、]|; ")
SHORTEST = 0.4
"""The shorter line is at least so long where text is parted at a pause, as a share of the other."""


def balanced(text: str, columns: int) -> list[str]:
    """Return *text* in as few lines of at most *columns* as hold it, about equally long: no word alone on the last.

    Two lines are parted at a pause where that leaves both of them about equally long.
    """
    least = wrap(text, columns)
    if len(least) == 2:
        ends = [pause.end() for pause in PAUSES.finditer(text)]
        parted = sorted(([text[:end].rstrip(), text[end:]] for end in ends), key=_longest)
        longest = _longest(parted[0]) if parted else columns + 1
        if longest <= columns and min(map(display_width, parted[0])) >= SHORTEST * longest:
            return parted[0]
    narrowest = next(
        width for width in range(display_width(text) // len(least), columns + 1) if len(wrap(text, width)) <= len(least)
    )
    return wrap(text, narrowest)


def _longest(lines: Sequence[str]) -> int:
    return max(map(display_width, lines))


def typeset(text: str) -> str:
    """Return *text* as charts show it: minus signs, dashes, square and cubic metres, amounts and quoted names whole."""
    text = re.sub(r"(?<=\d)-(?=[\d<>])", "\N{EN DASH}", text)
    text = re.sub(r"(?<![A-Za-z0-9])-(?=\d)", "\N{MINUS SIGN}", text)
    text = re.sub(QUOTED_NAME, lambda name: name[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
    text = re.sub(r"(?<=\bm)[23]\b", lambda power: POWERS[power[0]], text)
    return re.sub(r"(?<=CNY) (?=\S)|(?<=\d) (?=[bm]illion|points|days|months|targets|\()", "\N{NO-BREAK SPACE}", text)


def dot_with_interval(
    panel: Axes,
    one: tuple[float, float, float],
    y: float,
    colour: str,
    marker: str = "o",
    *,
    is_filled: bool = True,
    size: float = 1.0,
) -> None:
    """Draw an estimate (then low, high), times *size*, as a dot at height *y*, with a line over its interval."""
    estimate, low, high = (size * number for number in one)
    if math.isfinite(low) and math.isfinite(high):
        panel.plot([low, high], [y, y], color=colour, lw=2.2, solid_capstyle="butt", zorder=3, clip_on=False)
    face: dict[str, Any] = {"mec": "white", "mew": 0.6} if is_filled else {"mfc": "white", "mec": colour, "mew": 1.4}
    panel.plot([estimate], [y], marker=marker, color=colour, ms=6.5, zorder=4, clip_on=False, **face)


def percent_axis(panel: Axes, label: str, *, step: int, room: float = 0) -> None:
    """Let *panel* run across from 0 to 100 %, with *room* beyond both ends, and a line every *step*."""
    panel.set_xlim(-room, 100 + room)
    panel.set_xticks(range(0, 101, step))
    panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)
    panel.set_xlabel(label, fontsize=TEXT_POINTS)


def chance_said(one: tuple[float, float, float], lang: Lang) -> str:
    """Return a chance with its interval as charts write it: "42% (39–45)", in Chinese with wide brackets."""
    said = typeset(with_interval(*one))
    return said if lang == "en" else said.replace(" (", "（").replace(")", "）")


def round_ticks(axis: Axis, most: int) -> None:
    """Give *axis* at most so many ticks at round numbers within its limits, which stay as they are."""
    from matplotlib.ticker import MaxNLocator

    low, high = sorted(axis.get_view_interval())
    ticks = [tick for tick in MaxNLocator(nbins=most).tick_values(low, high) if low <= tick <= high]
    axis.set_ticks(ticks, [typeset(f"{tick:,.10g}") for tick in ticks])


def scenario_style(results: Results) -> dict[str, tuple[str, str]]:
    """Return colour and marker by scenario; the base is dark."""
    return {
        name: (SCENARIO_COLOURS[place % len(SCENARIO_COLOURS)], SCENARIO_MARKERS[place % len(SCENARIO_MARKERS)])
        for place, name in enumerate(scenarios_of(results))
    }


def scenario_key(results: Results, lang: Lang) -> list[tuple[str, dict[str, object]]]:
    """Return the entries of a key to the scenarios."""
    return [
        (name_of(results.words, "scenarios", scenario, lang), {"color": colour, "marker": marker, "lw": 2, "ms": 8})
        for scenario, (colour, marker) in scenario_style(results).items()
    ]


def key_row(
    panel: Axes, entries: Sequence[tuple[str, dict[str, object]]], *, above: float = 0, columns: int | None = None
) -> None:
    """Write a key *above* points over *panel*; each entry is a label and how its mark is drawn.

    All stand in one row, or in rows of so many *columns*.
    """
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], label=label, **style) for label, style in entries]  # type: ignore[arg-type]
    y = 1 + above * panel.figure.dpi / 72 / panel.get_window_extent().height
    panel.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, y),
        ncols=columns or len(handles),
        frameon=False,
        fontsize=TEXT_POINTS,
        borderaxespad=0,
        handletextpad=0.4,
        columnspacing=1.6,
        borderpad=0.2,
    )
