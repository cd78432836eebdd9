"""The construction rate month by month: what is built, what was planned, and what is needed from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.report.charts.frame import GREEN, RED, Sheet, chance_said, fonts, key_row
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
    years,
)
from sim.report.numbers import percent, scale_of
from sim.report.readings.estimates import WORKS, Reading, curves, readings
from sim.report.results import Results
from sim.report.words import Lang, few, name_of, say, spell_date, target_name, unit_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS_SMOOTHED = 6
"""Indicators come in lumps (a metro line opens as a whole), so their rates are means of so many months."""

NO_NETWORK = "programme"
"""What packages belong to that serve no network, such as those of the safeguards: not shown beside networks."""

PERCENT = 0.01
NEEDED_SHOWN_UP_TO = 1.6
"""The needed rate runs to infinity at the deadline; it is cut at so many times the largest other rate."""


def network_rates(results: Results, lang: Lang = "en", *, ax: Axes | None = None, scenario: str | None = None) -> Axes:
    """Draw the works done in each month by network, by default in the base."""
    with fonts():
        words = results.words
        scenario = scenario or words["base"]
        built = {network: rows for (network, what), rows in curves(results, scenario).items() if what == WORKS}
        if len(built) > 1:
            built.pop(NO_NETWORK, None)
        at_deadline = {network: _at_deadline(results, rows) for network, rows in built.items()}
        built_of_planned = {network: _of_planned(row) for network, row in at_deadline.items() if row["planned_stock"]}
        sheet = Sheet(results, lang, ax)
        named = name_of(words, "scenarios", scenario, lang)
        deadline = spell_date(words["deadline"], lang)
        sheet.head(
            network_finding(results, named, {network: one.estimate for network, one in built_of_planned.items()}, lang),
            say("network_rates.subtitle", lang, deadline=deadline),
        )
        shown = [network for network in words["networks"] if network in built]
        shown += [network for network in built if network not in shown]
        panels = sheet.grid(len(shown), 2 if len(shown) > 1 else 1, gap=(0.06, 0.13), top=0.95)
        for panel, network in zip(panels, shown, strict=True):
            done = built_of_planned.get(network)
            right = say("network_rates.share", lang, share=chance_said(done, lang)) if done else ""
            panel_head(panel, name_of(words, "networks", network, lang), say("network_rates.unit", lang), right)
            _draw_rates(panel, results, built[network], PERCENT)
        highest = max((panel.get_ylim()[1] for panel in panels), default=1)
        for panel in panels:
            panel.set_ylim(0, highest)
        if panels:
            key_row(panels[0], _key(lang), above=KEY_ABOVE)
        return sheet.ax


def indicator_rates(
    results: Results, lang: Lang = "en", *, ax: Axes | None = None, scenario: str | None = None
) -> Axes:
    """Draw what is added to each target's indicator in a month, and what is needed, by default in the base."""
    with fonts():
        words = results.words
        scenario = scenario or words["base"]
        built = curves(results, scenario, MONTHS_SMOOTHED)
        paces = _paces(results, scenario)
        sheet = Sheet(results, lang, ax)
        named = name_of(words, "scenarios", scenario, lang)
        sheet.head(
            indicator_finding(results, named, paces, lang),
            say("indicator_rates.subtitle", lang, months=MONTHS_SMOOTHED),
        )
        panels = sheet.grid(len(words["targets"]), 3, top=0.955)
        for panel, (target, noun) in zip(panels, words["targets"].items(), strict=True):
            indicator = words["indicators"][noun["indicator"]]
            rows = built.get((indicator["network"] or "", noun["indicator"]))
            if rows is None:
                continue
            largest = float(rows[["rate_p90", "planned_rate"]].max().max())
            scale = scale_of(NEEDED_SHOWN_UP_TO * largest, 1e-9, unit_name(words, noun["indicator"], lang), lang)
            unit = say("indicator_rates.unit", lang, unit=scale.unit)
            share = say("indicator_rates.share", lang, share=percent(paces[target])) if target in paces else ""
            panel_head(panel, target_name(words, target, lang), unit, share)
            _draw_rates(panel, results, rows, scale.divisor)
        if panels:
            key_row(panels[0], _key(lang), above=KEY_ABOVE)
        return sheet.ax


def network_finding(results: Results, scenario: str, shares: dict[str, float], lang: Lang) -> str:
    """Return which network has built least of what was planned by the deadline, and which most."""
    if not shares:
        return scenario
    names = {network: name_of(results.words, "networks", network, lang) for network in shares}
    worst, best = min(shares, key=lambda one: shares[one]), max(shares, key=lambda one: shares[one])
    if shares[worst] >= 1:
        return say("network_rates.title.ahead", lang, scenario=scenario)
    return say(
        "network_rates.title.behind" if len(shares) > 1 else "network_rates.title.one",
        lang,
        scenario=scenario,
        name=names[worst],
        share=percent(shares[worst]),
        count=len(shares),
        best=names[best],
        best_share=percent(shares[best]),
    )


def indicator_finding(results: Results, scenario: str, paces: dict[str, float], lang: Lang) -> str:
    """Return which indicators are built too slowly at the median, and which by most."""
    slow = sorted((target for target in paces if paces[target] < 1), key=lambda target: paces[target])
    if not slow:
        return say("indicator_rates.title.enough", lang, scenario=scenario)
    names = [target_name(results.words, target, lang) for target in slow]
    share = percent(paces[slow[0]])
    key = "indicator_rates.title.short" if len(slow) > 1 else "indicator_rates.title.short_one"
    return say(key, lang, scenario=scenario, names=few(names, lang), name=names[0], share=share)


def _paces(results: Results, scenario: str) -> dict[str, float]:
    """Return the median of what is added by the deadline over what is needed; nothing where none is needed."""
    words, estimates, paces = results.words, readings(results), {}
    for target, noun in words["targets"].items():
        baseline = words["indicators"][noun["indicator"]]["baseline"]
        needed = noun["at_least"] - baseline
        if needed > 0:
            paces[target] = (estimates[scenario, "value_p50", target].estimate - baseline) / needed
    return paces


def _of_planned(row: pd.Series) -> Reading:
    """Return the works built by then as a share of those planned by then: median, P10 and P90."""
    return Reading(*(float(row[f"stock_{tail}"] / row["planned_stock"]) for tail in ("p50", "p10", "p90")))


def _at_deadline(results: Results, rows: pd.DataFrame) -> pd.Series:
    """Return the row of the month that ends with the deadline, or of the last month before it."""
    end = pd.Timestamp(results.words["deadline"]) + pd.Timedelta(days=1)
    return rows[rows["month_end"] <= end].iloc[-1]


def _draw_rates(panel: Axes, results: Results, rows: pd.DataFrame, divisor: float) -> None:
    x = years(rows["month_end"])
    shown = x <= shown_to(results) + 0.01
    low, middle, high, planned, needed = (
        rows[column].to_numpy(dtype=float)[shown] / divisor
        for column in ("rate_p10", "rate_p50", "rate_p90", "planned_rate", "needed_rate")
    )
    band(panel, x[shown], low, middle, high, GREEN)
    dash_planned(panel, x[shown], planned)
    # What is needed is reckoned at the start of a month, all else over the month.
    panel.plot(x[shown] - 1 / 12, needed, color=RED, lw=1.8, ls=(0, (1, 1.2)), zorder=3)
    time_axis(panel, results, shown_to(results))
    top = max(high.max(), planned.max(), 1e-12)
    panel.set_ylim(0, min(NEEDED_SHOWN_UP_TO * top, 1.08 * max([top, *needed[needed == needed]])))


def _key(lang: Lang) -> list[tuple[str, dict[str, object]]]:
    return [
        (say("line.median", lang), {"color": GREEN, "lw": 2.2}),
        (say("line.band", lang), {"color": GREEN, **BAND_KEY}),
        (say("line.planned", lang), PLANNED_KEY),
        (say("line.needed", lang), {"color": RED, "lw": 1.8, "ls": (0, (1, 1.2))}),
        (say("line.deadline", lang), DEADLINE_KEY),
    ]
