"""Charts over time: months as years on an axis, bands, deadlines and small panels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.report.charts.frame import GREY, GRID, INK, RED, SMALL_POINTS, TEXT_POINTS, typeset
from sim.report.printed.layout import display_width, wrap
from sim.report.results import Results
from sim.report.words import upper_first

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DAYS_A_YEAR = 365.25
YEARS_SHOWN_AFTER_DEADLINE = 2
LEAST_OF_YEAR = 0.2
"""A first year of which less is shown before its middle is not named."""

NAME_POINTS = 13
NAME_ABOVE, UNIT_ABOVE, KEY_ABOVE = 17, 3, 38
"""Points above a panel at which its name, its unit and a key stand."""


def year_of(day: date) -> float:
    """Return a date as years: 2021.5 is the middle of 2021."""
    return day.year + (day - date(day.year, 1, 1)).days / DAYS_A_YEAR


def years(dates: pd.Series) -> np.ndarray:
    """Return dates as years."""
    return np.array([year_of(day.date()) for day in dates])


def deadline_year(results: Results) -> float:
    """Return the end of the deadline day as years."""
    return year_of(date.fromisoformat(results.words["deadline"])) + 1 / DAYS_A_YEAR


def shown_to(results: Results) -> float:
    """Return up to which year the future is shown: some years after the deadline, or the horizon."""
    horizon = year_of(date.fromisoformat(results.words["horizon"])) + 1 / DAYS_A_YEAR
    return min(horizon, deadline_year(results) + YEARS_SHOWN_AFTER_DEADLINE)


def time_axis(panel: Axes, results: Results, last: float) -> None:
    """Let *panel* run from the data date to *last*, each year named in its middle, with the deadline marked."""
    first = year_of(date.fromisoformat(results.words["data_date"]))
    panel.set_xlim(first, last)
    ticks = range(int(np.ceil(first - 1e-9)), int(last + 0.01) + 1)
    panel.set_xticks(list(ticks), [""] * len(ticks))
    middles = [year + 0.5 for year in range(int(first), ticks[-1]) if year + 0.5 > first + LEAST_OF_YEAR]
    panel.set_xticks(middles, [str(int(middle)) for middle in middles], minor=True)
    panel.tick_params(axis="x", which="minor", length=0, labelsize=SMALL_POINTS, labelcolor=INK)
    panel.yaxis.set_major_formatter(lambda number, _: typeset(f"{number:,.10g}"))
    panel.grid(axis="y", color=GRID, lw=0.8, zorder=0)
    panel.axvline(deadline_year(results), color=GREY, lw=1.1, zorder=2)


def panel_head(panel: Axes, name: str, unit: str, right: str = "", target: str = "") -> None:
    """Write what a panel shows above it, with its unit; at the right a figure and the target."""
    columns = (
        int(panel.get_window_extent().width / (TEXT_POINTS * 0.6 * panel.figure.dpi / 72)) - display_width(right) - 2
    )
    lines = wrap(name, max(columns, 12))
    shown = lines[0] if len(lines) == 1 else lines[0] + "\N{HORIZONTAL ELLIPSIS}"
    said = (
        (0, NAME_ABOVE, upper_first(shown), NAME_POINTS, INK, "left"),
        (1, UNIT_ABOVE, target, SMALL_POINTS, RED, "right"),
        (0, UNIT_ABOVE, unit, SMALL_POINTS, GREY, "left"),
        (1, NAME_ABOVE, right, TEXT_POINTS, INK, "right"),
    )
    for x, above, text, size, colour, align in said:
        panel.annotate(
            typeset(text),
            (x, 1),
            xytext=(0, above),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=size,
            color=colour,
            ha=align,
            va="bottom",
        )


def band(panel: Axes, x: np.ndarray, low: np.ndarray, middle: np.ndarray, high: np.ndarray, colour: str) -> None:
    """Draw a median with the band around it."""
    panel.fill_between(x, low, high, color=colour, alpha=0.22, lw=0, zorder=2)
    panel.plot(x, middle, color=colour, lw=2.2, zorder=4)


def dash_planned(panel: Axes, x: np.ndarray, planned: np.ndarray) -> None:
    """Draw what was planned."""
    panel.plot(x, planned, color=INK, lw=1.3, ls=(0, (4, 2.5)), zorder=3)


PLANNED_KEY: dict[str, object] = {"color": INK, "lw": 1.3, "ls": (0, (4, 2.5))}
DEADLINE_KEY: dict[str, object] = {"color": GREY, "lw": 1.1, "marker": "|", "ms": 12, "ls": "none", "mew": 1.3}
BAND_KEY: dict[str, object] = {"lw": 9, "alpha": 0.3, "solid_capstyle": "butt"}
