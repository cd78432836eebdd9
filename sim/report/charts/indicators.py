"""Each target's indicator over time: the forecast as a fan, against plan, target and deadline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sim.report.charts.frame import BLUE, RED, Sheet, chance_said, fonts, key_row
from sim.report.charts.times import (
    BAND_KEY,
    DEADLINE_KEY,
    KEY_ABOVE,
    PLANNED_KEY,
    band,
    dash_planned,
    panel_head,
    shown_to,
    time_axis,
    year_of,
    years,
)
from sim.report.numbers import percent
from sim.report.printed.targets import target_scale
from sim.report.readings.estimates import Reading, curves, readings
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, spell_date, target_name

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = 3


def indicators(results: Results, lang: Lang = "en", *, ax: Axes | None = None, scenario: str | None = None) -> Axes:
    """Draw the stock of each target's indicator, by default in the base."""
    with fonts():
        words = results.words
        scenario = scenario or words["base"]
        estimates, built = readings(results), curves(results, scenario)
        sheet = Sheet(results, lang, ax)
        named = name_of(words, "scenarios", scenario, lang)
        deadline = spell_date(words["deadline"], lang)
        medians = {target: estimates[scenario, "value_p50", target] for target in words["targets"]}
        sheet.head(finding(results, named, medians, lang), say("indicators.subtitle", lang, deadline=deadline))
        panels = sheet.grid(len(words["targets"]), COLUMNS, top=0.955)
        for panel, (target, noun) in zip(panels, words["targets"].items(), strict=True):
            scale = target_scale(words, target, lang)
            chance = chance_said(estimates[scenario, "chance", target], lang)
            needed = say("line.target.at", lang, target=scale.write_short(noun["at_least"]))
            panel_head(panel, target_name(words, target, lang), scale.unit, chance, needed)
            indicator = words["indicators"][noun["indicator"]]
            rows = built.get((indicator["network"] or "", noun["indicator"]))
            if rows is not None:
                _draw_fan(panel, results, rows, indicator["baseline"], scale.divisor)
            time_axis(panel, results, shown_to(results))
            panel.axhline(noun["at_least"] / scale.divisor, color=RED, lw=1.4, zorder=3)
            panel.margins(y=0.12)
        key_row(panels[0], _key(lang), above=KEY_ABOVE)
        return sheet.ax


def _draw_fan(panel: Axes, results: Results, rows: pd.DataFrame, baseline: float, divisor: float) -> None:
    start = year_of(date.fromisoformat(results.words["data_date"]))
    x = np.concatenate([[start], years(rows["month_end"])])
    shown = x <= shown_to(results) + 0.01
    low, middle, high, planned = (
        np.concatenate([[baseline], rows[f"{column}"].to_numpy(dtype=float)])[shown] / divisor
        for column in ("stock_p10", "stock_p50", "stock_p90", "planned_stock")
    )
    band(panel, x[shown], low, middle, high, BLUE)
    dash_planned(panel, x[shown], planned)


def _key(lang: Lang) -> list[tuple[str, dict[str, object]]]:
    return [
        (say("line.median", lang), {"color": BLUE, "lw": 2.2}),
        (say("line.band", lang), {"color": BLUE, **BAND_KEY}),
        (say("line.planned", lang), PLANNED_KEY),
        (say("line.target", lang), {"color": RED, "lw": 1.4}),
        (say("line.deadline", lang), DEADLINE_KEY),
    ]


def finding(results: Results, scenario: str, medians: dict[str, Reading], lang: Lang) -> str:
    """Return how many targets the median reaches by the deadline, and which it does not."""
    words = results.words
    shares = {target: one.estimate / words["targets"][target]["at_least"] for target, one in medians.items()}
    short = [target for target, share in shares.items() if share < 1]
    count = len(shares)
    if short and len(short) < count:
        names = few([target_name(words, target, lang) for target in short], lang, most=4)
        met = count - len(short)
        return say("indicators.title.some", lang, scenario=scenario, met=met, count=count, names=names)
    # All or none: the one nearest to its target is named.
    nearest = (
        max(shares, key=lambda target: shares[target]) if short else min(shares, key=lambda target: shares[target])
    )
    key, name = ("none" if short else "all"), target_name(words, nearest, lang)
    return say(
        f"indicators.title.{key}", lang, scenario=scenario, count=count, name=name, share=percent(shares[nearest])
    )
