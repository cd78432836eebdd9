"""Cash by source and the fiscal footprint by payer, as tables for a terminal: means over replications, by year."""

from collections.abc import Sequence

import pandas as pd

from sim.report.numbers import Money, bare_percent, money_for
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.readings.estimates import Readings, readings
from sim.report.readings.public_money import LIMITS, PAYERS, cash_by_year, fiscal_by_year
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

LEAST_OF_NAMES = 17
"""Columns that are kept for what a row is about; years that leave no more are not shown."""

GAP, INDENT = 2, "  "

YEARS_OF_SOURCES = 4
"""Years in which payments of single sources are shown at most, before what comes later."""

LEFT = {
    "balance": ("cash.left",),
    "on_account": ("cash.on_account.head", "cash.on_account.short"),
    "may_be_called": ("cash.may_be_called.head", "cash.may_be_called.short"),
}
"""Columns of what is left at the end, and the lines of their heads."""

SHOWN = ("drawn", "borrowed", "interest", "repayment", "debt", "ppp_owed", "idle")
OF_BONDS = ("bond_raised", "bond_service", "bond_revenue")
CITY = (
    ("city_money_mean", "promised"),
    ("city_money_mean", "drawn"),
    ("city_money_mean", "peak_year"),
    ("city_debt_mean", "deadline"),
    ("city_debt_mean", "horizon"),
)


def cash_table(results: Results, lang: Lang = "en", width: int = 80, scenario: str | None = None) -> str:
    """Return what came in, was paid, lapsed and is left of a scenario's money (the base's if none is named)."""
    scenario = scenario or results.words["base"]
    cash = cash_by_year(results, scenario)
    together = cash.groupby("year").sum()
    money = money_for(together.max(), lang)
    lines = _titled("cash.title", results, scenario, money, lang, width)
    rows = [[say(f"cash.{what}", lang), *map(money.bare, together[what])] for what in together.columns]
    lines += ["", *_by_year(say("cash.together", lang), list(together.index), rows, width, lang)]
    lines += ["", *_by_source(results, cash, money, lang, width)]
    return "\n".join([*lines, "", *_legend("cash.legend", results, lang, width)]) + "\n"


def fiscal_table(results: Results, lang: Lang = "en", width: int = 80, scenario: str | None = None) -> str:
    """Return who pays, owes and leaves idle what by year in a scenario (the base if none is named), and its limits."""
    scenario = scenario or results.words["base"]
    fiscal = fiscal_by_year(results, scenario)
    money = money_for([float(fiscal.max(axis=None))] if len(fiscal) else [], lang)
    lines = _titled("fiscal.title", results, scenario, money, lang, width)
    for payer in PAYERS:
        rows = [
            [say(f"fiscal.{item}", lang), *map(money.bare, fiscal.loc[payer, item])]
            for item in (*SHOWN, *OF_BONDS)
            if (payer, item) in fiscal.index and fiscal.loc[(payer, item)].any()
        ]
        if rows:
            lines += ["", *_by_year(say(f"payer.{payer}", lang), list(fiscal.columns), rows, width, lang)]
    estimates = readings(results)
    limits = _limits(estimates, scenario, list(fiscal.columns), lang)
    if limits:
        lines += ["", *_by_year(say("fiscal.limits", lang), list(fiscal.columns), limits, width, lang)]
    lines += _city(results, estimates, scenario, lang, width)
    return "\n".join([*lines, "", *_legend("fiscal.legend", results, lang, width)]) + "\n"


def _titled(key: str, results: Results, scenario: str, money: Money, lang: Lang, width: int) -> list[str]:
    named = name_of(results.words, "scenarios", scenario, lang)
    title = wrap(say(key, lang, scenario=named, unit=money.unit), width)
    return [*title, "=" * min(width, max(map(display_width, title)))]


def _legend(key: str, results: Results, lang: Lang, width: int) -> list[str]:
    words = results.words
    said = say(key, lang, replications=f"{words['replications']:,}", horizon=words["horizon"][:4])
    return wrap(said, width)


def _by_year(heading: str, years: Sequence[int], rows: Sequence[list[str]], width: int, lang: Lang) -> list[str]:
    """Return rows of a name and a cell a year under a heading; what years do not fit is said."""
    head = [heading, *map(str, years)]
    cells = [max(display_width(row[place]) for row in [head, *rows]) for place in range(1, len(head))]
    fitting = len(cells)
    while fitting > 1 and sum(cells[:fitting]) + GAP * fitting + LEAST_OF_NAMES > width:
        fitting -= 1
    indented = [[INDENT + name, *row[:fitting]] for name, *row in rows]
    widths = column_widths([["", *head[1 : fitting + 1]], *indented], width)
    right = [False] + [True] * fitting
    lines = wrap(heading, width)
    lines += [*table([["", *head[1 : fitting + 1]]], widths, right), "-" * (sum(widths) + GAP * fitting)]
    lines += table(indented, widths, right)
    if fitting < len(cells):
        lines += wrap(INDENT + say("fiscal.years_left_out", lang, year=years[fitting - 1]), width, INDENT)
    return lines


def _by_source(results: Results, cash: pd.DataFrame, money: Money, lang: Lang, width: int) -> list[str]:
    """Return what came in of each source, when it was paid, and what lapsed or is left."""
    deadline = int(results.words["deadline"][:4])
    left = [column for column in cash.columns if column in LEFT]
    years = [year for year in cash.index.unique("year") if year <= deadline][:YEARS_OF_SOURCES]
    heads = [
        ["", say("cash.arrived.short", lang), say("cash.paid_in", lang), *[""] * len(years)],
        [say("cash.source", lang), "", *map(str, years), say("cash.later", lang)],
    ]
    heads[0] += [say("cash.lapsed.short", lang), *(say(LEFT[column][0], lang) for column in left)]
    heads[1] += ["", *("".join(say(key, lang) for key in LEFT[column][1:]) for column in left)]
    rows = []
    for source, of_source in cash.groupby(level="source", sort=False):
        by_year = of_source.droplevel("source")
        paid = [by_year["paid"].get(year, 0.0) for year in years]
        amounts = [by_year["arrived"].sum(), *paid, by_year["paid"].sum() - sum(paid), by_year["lapsed"].sum()]
        if any(amounts):
            named = name_of(results.words, "sources", str(source), lang)
            rows.append([named, *map(money.bare, [*amounts, *by_year[left].iloc[-1]])])
    widths = column_widths([*heads, *rows], width)
    right = [False] + [True] * (len(widths) - 1)
    line = "-" * (sum(widths) + GAP * (len(widths) - 1))
    return [*table(heads, widths, right), line, *table(rows, widths, right)]


def _limits(estimates: Readings, scenario: str, years: Sequence[int], lang: Lang) -> list[list[str]]:
    """Return the chance by year that a limit is broken, for each that is stated; years that have none are empty."""
    rows = []
    for limit in LIMITS:
        if (scenario, "breach_chance", limit) in estimates:
            by_year = [estimates.get((scenario, "breach_chance", f"{limit}/{year}")) for year in years]
            shares = ["" if one is None else bare_percent(one.estimate) for one in by_year]
            rows.append([say(f"limit.{limit}", lang), *shares])
    return rows


def _city(results: Results, estimates: Readings, scenario: str, lang: Lang, width: int) -> list[str]:
    """Return what is asked of the city's own budgets in all."""
    found = [(key, estimates[scenario, *key]) for key in CITY if (scenario, *key) in estimates]
    if not found:
        return []
    money = money_for([one.estimate for _, one in found], lang)
    rows = []
    for (_, subject), one in found:
        named = say(f"fiscal.city.{subject}", lang, year=str(results.words.get(subject, ""))[:4])
        spread = say("range", lang, low=money.bare(one.low), high=money.bare(one.high)) if one.low != one.high else ""
        rows.append([INDENT + named, money.amount(one.estimate), say("bracket", lang, text=spread) if spread else ""])
    return ["", say("fiscal.city", lang), *table(rows, column_widths(rows, width), [False, True, False])]
