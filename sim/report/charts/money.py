"""The city's money over time, option beside option: what its budgets pay each year, and its debt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.intervals import empty_if_infinite, mean, quantile
from sim.analysis.public_money import CITY, OUTLAYS
from sim.report.charts.frame import (
    BLUE,
    FAINT,
    GREEN,
    GRID,
    INK,
    ORANGE,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    fonts,
    key_row,
    round_ticks,
)
from sim.report.layout import wrap
from sim.report.numbers import Money, money_for
from sim.report.readings import scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAYER_COLOURS = {"general_budget": BLUE, "fund_budget": ORANGE, "districts": GREEN}
"""Payers that are shown, from the bottom up, with their colours: the city's two budgets and its districts."""

MOST_COLUMNS = 7
FEW = 3
"""Up to so many options stand in one row of panels."""

HEAD_COLUMNS = {"en": 24, "zh": 22}


def city_money(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw what the city and its districts pay by year and payer in each scenario, the sum with its interval."""
    with fonts():
        by_payer, in_all = outlays_by_payer(results), outlays(results)
        money = money_for(in_all["high"], lang)
        sheet = Sheet(results, lang, ax)
        sheet.head(money_finding(results, in_all, money, lang), say("city_money.subtitle", lang))
        shown = [payer for payer in PAYER_COLOURS if payer in set(by_payer["payer"])]

        def draw(panel: Axes, scenario: str) -> None:
            own = by_payer[by_payer["scenario"] == scenario].pivot(index="year", columns="payer", values="cny_10k")
            below = 0 * own.sum(axis=1)
            for payer in shown:
                heights = own.get(payer, below).fillna(0) / money.cny_10k
                panel.bar(own.index, heights, bottom=below, width=0.75, color=PAYER_COLOURS[payer], zorder=2)
                below = below + heights
            sums = in_all[in_all["scenario"] == scenario]
            bounds = [sums[bound] / money.cny_10k for bound in ("low", "high")]
            panel.vlines(sums["year"], *bounds, color=INK, lw=1.6, zorder=4)

        key: list[tuple[str, dict[str, object]]] = [
            (say(f"payer.{payer}", lang), {"color": PAYER_COLOURS[payer], "lw": 10, "solid_capstyle": "butt"})
            for payer in shown
        ]
        key.append((say("money.interval", lang), {"color": INK, "lw": 1.6}))
        _panels(sheet, results, draw, float(in_all["high"].max()) / money.cny_10k, money, key)
        return sheet.ax


def city_debt(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the city's debt at the end of each year in each scenario, beside that of the base."""
    with fonts():
        debt = debts(results)
        money = money_for(debt[["high", "p90"]].max(axis=1), lang)
        sheet = Sheet(results, lang, ax)
        sheet.head(debt_finding(results, debt, money, lang), say("city_debt.subtitle", lang))
        base = debt[debt["scenario"] == results.words["base"]]

        def draw(panel: Axes, scenario: str) -> None:
            own = debt[debt["scenario"] == scenario]
            in_unit = {column: own[column] / money.cny_10k for column in ("estimate", "low", "high", "p10", "p90")}
            panel.fill_between(own["year"], in_unit["p10"], in_unit["p90"], color=BLUE, alpha=0.15, lw=0, zorder=1)
            panel.fill_between(own["year"], in_unit["low"], in_unit["high"], color=BLUE, alpha=0.4, lw=0, zorder=2)
            panel.plot(base["year"], base["estimate"] / money.cny_10k, color=INK, lw=1.4, ls=(0, (4, 2)), zorder=3)
            panel.plot(own["year"], in_unit["estimate"], color=BLUE, lw=2.2, zorder=4)

        named = name_of(results.words, "scenarios", results.words["base"], lang)
        key: list[tuple[str, dict[str, object]]] = [
            (say("city_debt.mean", lang), {"color": BLUE, "lw": 2.2}),
            (say("city_debt.interval", lang), {"color": BLUE, "alpha": 0.45, "lw": 9, "solid_capstyle": "butt"}),
            (say("city_debt.band", lang), {"color": BLUE, "alpha": 0.15, "lw": 9, "solid_capstyle": "butt"}),
            (named, {"color": INK, "lw": 1.4, "ls": (0, (4, 2))}),
        ]
        _panels(sheet, results, draw, float(debt[["high", "p90"]].max(axis=None)) / money.cny_10k, money, key)
        return sheet.ax


def outlays_by_payer(results: Results) -> pd.DataFrame:
    """Return the mean of what passes through the budgets, 万元: scenario, year, payer, cny_10k."""
    return results.sql(
        f"""
        SELECT scenario, year, payer, sum(cny_10k) / count(DISTINCT replication) AS cny_10k FROM fiscal
        WHERE payer IN {tuple(PAYER_COLOURS)} AND item IN {OUTLAYS} GROUP BY ALL ORDER BY scenario, payer, year
        """
    )


def outlays(results: Results) -> pd.DataFrame:
    """Return the mean of their sum with its 95 % interval, 万元: scenario, year, estimate, low, high."""
    return _means(results, f"payer IN {tuple(PAYER_COLOURS)} AND item IN {OUTLAYS}")


def debts(results: Results) -> pd.DataFrame:
    """Return the city's debt at the end of each year, 万元: scenario, year, estimate, low, high, p10, p90."""
    return _means(results, f"payer IN {CITY} AND item = 'debt'")


def _means(results: Results, which: str) -> pd.DataFrame:
    of_year = results.sql(
        f"""
        SELECT scenario, replication, year, sum(cny_10k)::DOUBLE AS cny_10k FROM fiscal
        WHERE {which} GROUP BY ALL ORDER BY scenario, year, replication
        """
    )
    rows = []
    for (scenario, year), of_one in of_year.groupby(["scenario", "year"], observed=True):
        values = of_one["cny_10k"].to_numpy()
        tails = [quantile(values, share).estimate for share in (0.1, 0.9)]
        rows.append((scenario, year, *empty_if_infinite(mean(values)), *tails))
    frame = pd.DataFrame(rows, columns=["scenario", "year", "estimate", "low", "high", "p10", "p90"])
    return frame.assign(low=frame["low"].fillna(frame["estimate"]), high=frame["high"].fillna(frame["estimate"]))


def money_finding(results: Results, in_all: pd.DataFrame, money: Money, lang: Lang) -> str:
    """Return which scenario has the dearest year, and what it is in the base."""
    base = in_all[in_all["scenario"] == results.words["base"]]
    dearest, of_base = in_all.loc[in_all["estimate"].idxmax()], base.loc[base["estimate"].idxmax()]
    said = {
        "base": name_of(results.words, "scenarios", results.words["base"], lang),
        "year": str(of_base["year"]),
        "amount": money.amount(float(of_base["estimate"])),
    }
    if dearest["low"] <= of_base["high"]:
        return say("city_money.title.base", lang, **said)
    return say(
        "city_money.title",
        lang,
        **said,
        scenario=name_of(results.words, "scenarios", str(dearest["scenario"]), lang),
        other_year=str(dearest["year"]),
        other_amount=money.amount(float(dearest["estimate"])),
    )


def debt_finding(results: Results, debt: pd.DataFrame, money: Money, lang: Lang) -> str:
    """Return what the city owes at the end of the forecast in the base, and where it owes most and least."""
    at_end = debt[debt["year"] == debt["year"].max()].set_index("scenario")["estimate"]
    base = results.words["base"]
    order = [name for name in scenarios_of(results) if name in at_end.index]
    most, least = max(order, key=lambda name: at_end[name]), min(order, key=lambda name: at_end[name])
    if not at_end[most]:
        return say("city_debt.title.none", lang)
    named = {key: name_of(results.words, "scenarios", name, lang) for key, name in (("most", most), ("least", least))}
    amounts = {
        key: money.amount(float(at_end[name])) for key, name in (("high", most), ("low", least), ("amount", base))
    }
    base_name = name_of(results.words, "scenarios", base, lang)
    return say("city_debt.title", lang, **named, **amounts, base=base_name, year=str(debt["year"].max()))


def _panels(
    sheet: Sheet,
    results: Results,
    draw: Callable[[Axes, str], None],
    highest: float,
    money: Money,
    key: list[tuple[str, dict[str, object]]],
) -> None:
    """Draw a panel a scenario, all on the same scales."""
    scenarios, lang = scenarios_of(results), sheet.lang
    years = [int(results.words[day][:4]) for day in ("data_date", "horizon")]
    columns = len(scenarios) if len(scenarios) <= FEW else min(MOST_COLUMNS, -(-len(scenarios) // 2))
    panels = sheet.grid(len(scenarios), columns, gap=(0.022, 0.15), top=0.95)
    for place, (panel, scenario) in enumerate(zip(panels, scenarios, strict=True)):
        draw(panel, scenario)
        head = "\n".join(wrap(name_of(results.words, "scenarios", scenario, lang), HEAD_COLUMNS[lang]))
        panel.set_title(head, loc="left", fontsize=TEXT_POINTS, color=INK, pad=5)
        panel.set_ylim(0, 1.06 * highest or 1)
        round_ticks(panel.yaxis, 7)
        panel.set_xticks(range(years[0], years[1] + 1, 2 if columns <= FEW else 4))
        panel.grid(axis="y", color=GRID, lw=0.8, zorder=0)
        panel.axvline(int(results.words["deadline"][:4]) + 0.5, color=FAINT, lw=1.2, ls=(0, (4, 3)), zorder=1)
        if place % columns:
            panel.tick_params(labelleft=False)
        else:
            panel.set_ylabel(money.unit, fontsize=SMALL_POINTS)
    key_row(panels[0], key, above=44)
