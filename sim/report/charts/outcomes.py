"""A few outcomes over time: integration, service by network, zones, fields, private money, districts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.report.charts.frame import BLUE, Sheet, fonts, key_row
from sim.report.charts.times import BAND_KEY, DEADLINE_KEY, KEY_ABOVE, panel_head, time_axis, year_of
from sim.report.numbers import percent
from sim.report.readings.outcomes import outcome_means
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, spell_date

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = (
    "integration_index",
    "target_attainment",
    "backbone_capacity",
    "energy_security",
    "networks_per_zone",
    "fields_in_use",
    "items_won",
    "private_share",
    "spatial_balance",
)
"""Outcomes of the whole city that have a panel, as far as the plan has them."""

COLUMNS = 3
LED_BY = "integration_index"


def outcomes(results: Results, lang: Lang = "en", *, ax: Axes | None = None, scenario: str | None = None) -> Axes:
    """Draw a few outcomes over time, by default in the base."""
    with fonts():
        words = results.words
        scenario = scenario or words["base"]
        means = outcome_means(results, scenario)
        own = means[(means["network"] == "") & (means["district"] == "")]
        found = {name: own[own["outcome"] == name] for name in SHOWN}
        found = {name: rows for name, rows in found.items() if len(rows) > 1}
        sheet = Sheet(results, lang, ax)
        subtitle = say("outcomes.chart.subtitle", lang, deadline=spell_date(words["deadline"], lang))
        sheet.head(outcomes_finding(results, scenario, found, lang), subtitle)
        panels = sheet.grid(len(found), min(COLUMNS, max(len(found), 1)), top=0.955)
        for panel, (name, rows) in zip(panels, found.items(), strict=True):
            unit = str(rows["unit"].iloc[0])
            in_words = "%" if unit == "share" else say(f"outcomes.unit.{unit}", lang)
            panel_head(panel, say(f"outcome.{name}", lang), in_words)
            _draw(panel, results, rows, 100 if unit == "share" else 1)
        if panels:
            entries: list[tuple[str, dict[str, object]]] = [
                (say("outcomes.chart.mean", lang), {"color": BLUE, "lw": 2.2}),
                (say("line.band", lang), {"color": BLUE, **BAND_KEY}),
                (say("line.deadline", lang), DEADLINE_KEY),
            ]
            key_row(panels[0], entries, above=KEY_ABOVE)
        return sheet.ax


def outcomes_finding(results: Results, scenario: str, found: dict[str, pd.DataFrame], lang: Lang) -> str:
    """Return how far the networks work together at the deadline and at the horizon."""
    named = name_of(results.words, "scenarios", scenario, lang)
    rows = found.get(LED_BY)
    if rows is None:
        return named
    deadline = date.fromisoformat(results.words["deadline"])
    last = f"{deadline.year}Q{(deadline.month + 2) // 3}"
    at_deadline = float(rows.loc[rows["quarter"] == last, "mean"].iloc[0])
    said = {"scenario": named, "share": percent(at_deadline), "later": percent(float(rows["mean"].iloc[-1]))}
    return say("outcomes.chart.title", lang, **said, year=results.words["horizon"][:4])


def _draw(panel: Axes, results: Results, rows: pd.DataFrame, factor: float) -> None:
    x = np.array([int(quarter[:4]) + int(quarter[-1]) / 4 for quarter in rows["quarter"]])
    middle, p10, p90 = (factor * rows[column].to_numpy(dtype=float) for column in ("mean", "p10", "p90"))
    low, high = (factor * rows[column].fillna(rows["mean"]).to_numpy(dtype=float) for column in ("low", "high"))
    panel.fill_between(x, p10, p90, color=BLUE, alpha=0.18, lw=0, zorder=2)
    panel.fill_between(x, low, high, color=BLUE, alpha=0.45, lw=0, zorder=3)
    panel.plot(x, middle, color=BLUE, lw=2.2, zorder=4, marker="o", ms=3)
    time_axis(panel, results, year_of(date.fromisoformat(results.words["horizon"])) + 0.01)
    panel.set_ylim(0, 1.08 * max(float(p90.max()), float(high.max()), 1e-9))
