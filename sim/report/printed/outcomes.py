"""Outcomes of a scenario as a table for a terminal: at the ends of years to the deadline, and at the horizon."""

import pandas as pd

from sim.report.numbers import Money, bare_percent, money_for
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.readings.outcomes import outcome_means
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, unit_name

INDENT = "  "
LOST = "service_lost/"
MOST_COLUMNS = 4
MONEY = ("cny_10k", "cny_10k_a_year")


def outcomes_table(results: Results, lang: Lang = "en", width: int = 80, scenario: str | None = None) -> str:
    """Return the outcomes of a scenario (the base's if none is named), of the whole city and by network."""
    words = results.words
    scenario = scenario or words["base"]
    means = outcome_means(results, scenario)
    named = name_of(words, "scenarios", scenario, lang)
    title = wrap(say("outcomes.title", lang, scenario=named), width)
    lines = [*title, "=" * min(width, max(map(display_width, title)))]
    at_deadline = _quarter_of(words["deadline"])
    quarters = _shown(at_deadline, list(dict.fromkeys(means["quarter"])))
    over_time = means[~means["outcome"].str.startswith(LOST) & (means["district"] == "")]
    for network in ["", *words["networks"], *sorted(set(over_time["network"]) - {"", *words["networks"]})]:
        rows = _rows(over_time[over_time["network"] == network], quarters, at_deadline, lang)
        if rows:
            heading = name_of(words, "networks", network, lang) if network else say("outcomes.city", lang)
            lines += ["", *_block(heading, quarters, rows, width)]
    lines += _at_horizon(results, means, lang, width)
    legend = say("outcomes.legend", lang, replications=f"{words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _quarter_of(day: str) -> str:
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


def _shown(last: str, quarters: list[str]) -> list[str]:
    """Return the ends of years to the deadline, which is in the quarter *last*, and the horizon, as there is room."""
    years = [quarter for quarter in quarters if quarter <= last and (quarter.endswith("Q4") or quarter == last)]
    return [*dict.fromkeys([*years[-(MOST_COLUMNS - 1) :], quarters[-1]])]


def _rows(means: pd.DataFrame, quarters: list[str], with_range: str, lang: Lang) -> list[list[str]]:
    rows = []
    for outcome, of_one in means.groupby("outcome", sort=False):
        by_quarter = of_one.set_index("quarter")
        unit = str(by_quarter["unit"].iloc[0])
        money = money_for(by_quarter["p90"], lang) if unit in MONEY else None
        cells = [_cell(by_quarter, quarter, unit, money, lang, quarter == with_range) for quarter in quarters]
        label = say(f"outcome.{outcome}", lang)
        if money or unit == "share":
            spelled = say("bracket", lang, text=money.unit if money else "%")
            label = say("beside", lang, left=label, right=spelled)
        rows.append([INDENT + label, *cells])
    return rows


def _cell(by_quarter: pd.DataFrame, quarter: str, unit: str, money: Money | None, lang: Lang, has_range: bool) -> str:
    if quarter not in by_quarter.index:
        return ""
    row = by_quarter.loc[quarter]
    mean, low, high = (_written(float(row[column]), unit, money) for column in ("mean", "p10", "p90"))
    if low == high or not has_range:
        return mean
    return say("beside", lang, left=mean, right=say("bracket", lang, text=f"{low}-{high}"))


def _written(number: float, unit: str, money: Money | None) -> str:
    if money:
        return money.bare(number)
    if unit == "share":
        return bare_percent(number) if number >= 0 else f"-{bare_percent(-number)}"
    return f"{number:,.1f}" if abs(number) < 100 else f"{number:,.0f}"


def _block(heading: str, quarters: list[str], rows: list[list[str]], width: int) -> list[str]:
    head = ["", *quarters]
    widths = column_widths([head, *rows], width)
    right = [False] + [True] * len(quarters)
    line = "-" * (sum(widths) + 2 * (len(widths) - 1))
    return [*wrap(heading, width), *table([head], widths, right), line, *table(rows, widths, right)]


def _at_horizon(results: Results, means: pd.DataFrame, lang: Lang, width: int) -> list[str]:
    """Return the service lost, and the share in service of each district."""
    words, lines = results.words, []
    year = words["horizon"][:4]
    lost = means[means["outcome"].str.startswith(LOST)]
    rows = []
    for row in lost.itertuples():
        indicator = str(row.outcome).removeprefix(LOST)
        unit = unit_name(words, indicator, lang)
        named = name_of(words, "indicators", indicator, lang)
        cells = [_written(number, "", None) for number in (row.mean, row.p10, row.p90)]
        label = INDENT + say("outcomes.lost.unit", lang, name=named, unit=unit)
        rows.append([label, cells[0], say("bracket", lang, text=f"{cells[1]}-{cells[2]}")])
    if rows:
        heading = say("outcomes.lost", lang, year=year)
        lines += ["", heading, *table(rows, column_widths(rows, width), [False, True, True])]
    districts = means[means["district"] != ""]
    rows = []
    for row in districts.itertuples():
        cells = [bare_percent(number) for number in (row.mean, row.p10, row.p90)]
        named = name_of(words, "districts", str(row.district), lang)
        spread = say("bracket", lang, text=f"{cells[1]}-{cells[2]}") if cells[1] != cells[2] else ""
        rows.append([INDENT + named, cells[0] + "%", spread])
    if rows:
        lines += ["", *wrap(say("outcomes.districts", lang, year=year), width)]
        lines += table(rows, column_widths(rows, width), [False, True, True])
    return lines
