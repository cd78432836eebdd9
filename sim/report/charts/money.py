"""The city's money over time, option beside option: what its two budgets pay each year, and their debt.

What the districts pay is no money of these budgets: it stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from sim.analysis.intervals import empty_if_infinite, mean, value_at
from sim.analysis.public_money import CITY, OUTLAYS
from sim.report.charts.frame import (
    BLUE,
    FAINT,
    GREY,
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
from sim.report.charts.times import DEADLINE_KEY, deadline_year
from sim.report.numbers import Money, money_for
from sim.report.printed.layout import wrap
from sim.report.readings.estimates import Reading, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BUDGET_COLOURS = dict(zip(CITY, (BLUE, ORANGE), strict=True))
"""The city's two budgets, from the bottom up, with their colours."""

BESIDE, BESIDE_COLOUR = "districts", FAINT
"""Who is shown beside them, not in their sum."""

BAR, BESIDE_AT, BESIDE_WIDTH = (-0.12, 0.56), 0.32, 0.22
"""Middle and width of the bars of the budgets and of those beside them, in years."""

MIDDLE_OF_YEAR, END_OF_YEAR = 0.5, 1.0
"""Where in its year a number stands: what is paid over the year in its middle, a debt at its end."""

MOST_COLUMNS = 7
FEW = 3
"""Up to so many options stand in one row of panels."""

HEAD_COLUMNS = {"en": 24, "zh": 22}


def city_money(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw what the city's two budgets pay by year in each scenario, their sum with its interval; districts beside."""
    with fonts():
        by_payer, in_all = outlays_by_payer(results), outlays(results)
        of_districts = by_payer[by_payer["payer"] == BESIDE]
        money = money_for([*in_all["high"], *of_districts["cny_10k"]], lang)
        sheet = Sheet(results, lang, ax)
        sheet.head(money_finding(results, dearest_years(results), money, lang), say("city_money.subtitle", lang))
        shown = [payer for payer in BUDGET_COLOURS if payer in set(by_payer["payer"])]

        def draw(panel: Axes, scenario: str) -> None:
            own = by_payer[by_payer["scenario"] == scenario].pivot(index="year", columns="payer", values="cny_10k")
            below = 0 * own.sum(axis=1)
            middle, width = BAR
            for payer in shown:
                heights = own.get(payer, below).fillna(0) / money.cny_10k
                panel.bar(own.index + middle, heights, bottom=below, width=width, color=BUDGET_COLOURS[payer], zorder=2)
                below = below + heights
            if BESIDE in own:
                heights = own[BESIDE].fillna(0) / money.cny_10k
                panel.bar(own.index + BESIDE_AT, heights, width=BESIDE_WIDTH, color=BESIDE_COLOUR, zorder=2)
            sums = in_all[in_all["scenario"] == scenario]
            bounds = [sums[bound] / money.cny_10k for bound in ("low", "high")]
            panel.vlines(sums["year"] + middle, *bounds, color=INK, lw=1.6, zorder=4)

        block: dict[str, object] = {"lw": 10, "solid_capstyle": "butt"}
        key = [(say(f"payer.{payer}", lang), {"color": BUDGET_COLOURS[payer], **block}) for payer in shown]
        key.append((say("money.interval", lang), {"color": INK, "lw": 1.6}))
        if len(of_districts):
            key.append((say("city_money.beside", lang), {"color": BESIDE_COLOUR, **block}))
        highest = max(in_all["high"].max(), of_districts["cny_10k"].max() if len(of_districts) else 0.0)
        _panels(sheet, results, draw, float(highest) / money.cny_10k, money, key, MIDDLE_OF_YEAR)
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
        highest = float(debt[["high", "p90"]].max(axis=None))
        _panels(sheet, results, draw, highest / money.cny_10k, money, key, END_OF_YEAR)
        return sheet.ax


def outlays_by_payer(results: Results) -> pd.DataFrame:
    """Return the mean of what the two budgets and the districts pay, 万元: scenario, year, payer, cny_10k."""
    return results.sql(
        f"""
        SELECT scenario, year, payer, sum(cny_10k) / count(DISTINCT replication) AS cny_10k FROM fiscal
        WHERE payer IN {(*CITY, BESIDE)} AND item IN {OUTLAYS} GROUP BY ALL ORDER BY scenario, payer, year
        """
    )


def outlays(results: Results) -> pd.DataFrame:
    """Return the mean of their sum with its 95 % interval, 万元: scenario, year, estimate, low, high, p10, p90."""
    return _means(results, f"payer IN {CITY} AND item IN {OUTLAYS}")


class Dearest(NamedTuple):
    """What the dearest year of a run takes of the two budgets, the mean in 万元, and which year that is most often."""

    cny_10k: Reading
    year: int


def dearest_years(results: Results) -> dict[str, Dearest]:
    """Return the dearest year of the two budgets by scenario, as `city_money_mean` of `peak_year` has it."""
    of_run = results.sql(
        f"""
        WITH outlays AS (
            SELECT scenario, replication, year, sum(cny_10k)::DOUBLE AS cny_10k FROM fiscal
            WHERE payer IN {CITY} AND item IN {OUTLAYS} GROUP BY ALL
        )
        SELECT scenario, replication, max(cny_10k) AS cny_10k, arg_max(year, (cny_10k, -year)) AS year
        FROM outlays GROUP BY ALL ORDER BY scenario, replication
        """
    )
    return {
        str(scenario): Dearest(Reading(*mean(runs["cny_10k"].to_numpy())), int(runs["year"].mode().iloc[0]))
        for scenario, runs in of_run.groupby("scenario", observed=True)
    }


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
        tails = [value_at(values, share) for share in (0.1, 0.9)]
        rows.append((scenario, year, *empty_if_infinite(mean(values)), *tails))
    frame = pd.DataFrame(rows, columns=["scenario", "year", "estimate", "low", "high", "p10", "p90"])
    return frame.assign(low=frame["low"].fillna(frame["estimate"]), high=frame["high"].fillna(frame["estimate"]))


def money_finding(results: Results, dearest: Mapping[str, Dearest], money: Money, lang: Lang) -> str:
    """Return what the dearest year takes in the base, and which scenario has the dearest of all."""
    of_base = dearest[results.words["base"]]
    other = max(dearest, key=lambda scenario: dearest[scenario].cny_10k.estimate)
    of_other = dearest[other]
    said = {
        "base": name_of(results.words, "scenarios", results.words["base"], lang),
        "year": str(of_base.year),
        "amount": money.amount(of_base.cny_10k.estimate),
    }
    if not of_other.cny_10k.low > of_base.cny_10k.high:
        return say("city_money.title.base", lang, **said)
    return say(
        "city_money.title",
        lang,
        **said,
        scenario=name_of(results.words, "scenarios", other, lang),
        other_year=str(of_other.year),
        other_amount=money.amount(of_other.cny_10k.estimate),
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
    key = "city_debt.title.alike" if at_end[most] == at_end[least] else "city_debt.title"
    return say(key, lang, **named, **amounts, base=base_name, year=str(debt["year"].max()))


def _panels(
    sheet: Sheet,
    results: Results,
    draw: Callable[[Axes, str], None],
    highest: float,
    money: Money,
    key: list[tuple[str, dict[str, object]]],
    shown_at: float,
) -> None:
    """Draw a panel a scenario, all on the same scales; a year's number stands at *shown_at* of the year."""
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
        panel.axvline(deadline_year(results) - shown_at, color=GREY, lw=1.1, zorder=1)
        if place % columns:
            panel.tick_params(labelleft=False)
        else:
            panel.set_ylabel(money.unit, fontsize=SMALL_POINTS)
    key_row(panels[0], [*key, (say("line.deadline", lang), DEADLINE_KEY)], above=44)
