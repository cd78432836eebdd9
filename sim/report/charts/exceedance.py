"""How likely delay costs more than so much: the share of runs above each amount, by scenario and account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.intervals import wilson
from sim.report.charts.frame import (
    FAINT,
    GRID,
    INK,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    dot_with_interval,
    fonts,
    key_row,
    round_ticks,
    scenario_key,
    scenario_style,
    typeset,
)
from sim.report.numbers import Money, money_for
from sim.report.readings.estimates import readings, scenarios_of
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PANELS = ((0.045, 0.43), (0.545, 0.43))
"""Left edge and width of the panel of each account."""

MARKED = {"p80": 6, "p95": 20}
"""Quantiles that are marked, and how many points above the panel their amounts stand, so that neither hides another."""


def exceedance(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the share of runs in which delay costs more than so much, a line a scenario."""
    with fonts():
        costs = costs_by_run(results)
        money = money_for([float(np.max(one)) for one in costs.values()], lang)
        sheet = Sheet(results, lang, ax)
        sheet.head(exceedance_finding(results, lang), say("exceedance.subtitle", lang))
        for place, ((left, width), account) in enumerate(zip(PANELS, ACCOUNTS, strict=True)):
            panel = sheet.panel(left, 0.085, width, 0.74)
            panel.set_title(
                say(f"account.{account}.title", lang), loc="left", fontsize=TEXT_POINTS + 1, color=INK, pad=36
            )
            _draw(panel, results, account, costs, money)
            panel.set_xlabel(money.unit, fontsize=TEXT_POINTS)
            if place == 0:
                panel.set_ylabel(say("exceedance.axis", lang), fontsize=TEXT_POINTS)
                entries = [(label, style | {"marker": ""}) for label, style in scenario_key(results, lang)]
                key_row(panel, entries, above=56)
        return sheet.ax


def costs_by_run(results: Results) -> dict[tuple[str, str], np.ndarray]:
    """Return the cost of delay of each run in order of size, 万元, by scenario and account; 0 where nothing is late."""
    frame = results.sql(
        """
        WITH runs AS (SELECT DISTINCT scenario, replication FROM progress),
        costs AS (
            SELECT scenario, replication, account, sum(cost_cny_10k) AS cost FROM delay_cost_sums GROUP BY ALL
        ), accounts AS (SELECT unnest(['economic', 'financial']) AS account)
        SELECT scenario, account, coalesce(cost, 0) AS cost
        FROM runs CROSS JOIN accounts LEFT JOIN costs USING (scenario, replication, account) ORDER BY ALL
        """
    )
    return {
        (str(scenario), str(account)): rows["cost"].to_numpy(dtype=float)
        for (scenario, account), rows in frame.groupby(["scenario", "account"], observed=True)
    }


def exceedance_finding(results: Results, lang: Lang) -> str:
    """Return what delay costs in bad runs of the base."""
    base, estimates = results.words["base"], readings(results)
    found = [estimates.get((base, f"delay_cost_{name}", "economic")) for name in MARKED]
    if any(one is None for one in found):
        return say("chart.missing", lang)
    amounts = [one.estimate for one in found if one is not None]
    money = money_for(amounts, lang)
    p80, p95 = map(money.amount, amounts)
    named = name_of(results.words, "scenarios", base, lang)
    return say("exceedance.title", lang, base=named, p80=p80, p95=p95)


def _draw(panel: Axes, results: Results, account: str, costs: dict[tuple[str, str], np.ndarray], money: Money) -> None:
    estimates, base = readings(results), results.words["base"]
    for scenario in reversed(scenarios_of(results)):
        if (scenario, account) not in costs:
            continue
        amounts = costs[scenario, account] / money.cny_10k
        above = 1 - np.arange(len(amounts) + 1) / len(amounts)
        x = np.concatenate([[amounts[0]], amounts])
        colour, _ = scenario_style(results)[scenario]
        if scenario == base:
            bounds = np.array([wilson(len(amounts) - place, len(amounts))[1:] for place in range(len(amounts) + 1)])
            low, high = 100 * bounds.T
            panel.fill_between(x, low, high, step="post", color=colour, alpha=0.12, lw=0, zorder=1)
        panel.step(x, 100 * above, where="post", color=colour, lw=2.6 if scenario == base else 1.8, zorder=3)
        mean = estimates.get((scenario, "delay_cost_mean", account))
        if mean is not None:
            at = float(np.interp(mean.estimate / money.cny_10k, x, 100 * above))
            panel.plot([mean.low / money.cny_10k, mean.high / money.cny_10k], [at, at], color=colour, lw=2, zorder=4)
            panel.plot([mean.estimate / money.cny_10k], [at], marker="o", color=colour, ms=7, mec="white", zorder=5)
    for name, points in MARKED.items():
        one = estimates.get((base, f"delay_cost_{name}", account))
        if one is not None:
            panel.axvline(one.estimate / money.cny_10k, color=FAINT, lw=1.2, ls=(0, (1, 1.5)), zorder=2)
            dot_with_interval(panel, one, 100, INK, "|", is_filled=False, size=1 / money.cny_10k)
            said = typeset(f"{name.upper()} {money.bare(one.estimate)}")
            panel.annotate(
                said,
                (one.estimate / money.cny_10k, 100),
                xytext=(0, points),
                textcoords="offset points",
                ha="center",
                fontsize=SMALL_POINTS,
                color=INK,
            )
    panel.set_ylim(0, 100)
    round_ticks(panel.xaxis, 7)
    panel.grid(color=GRID, lw=0.8, zorder=0)
