"""Construction rates as a table for a terminal: built, planned and needed, by network and half-year."""

from datetime import date

import pandas as pd

from sim.report.numbers import Scale, scale_of
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.readings.estimates import WORKS, curves
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, unit_name

MONTHS_A_PERIOD = 6
PERCENT = Scale(0.01, 2, "%")


def rates_table(results: Results, lang: Lang = "en", width: int = 80, scenario: str | None = None) -> str:
    """Return the pace of building to the deadline, one block a network: its works, then its indicators."""
    words = results.words
    scenario = scenario or words["base"]
    built = curves(results, scenario, MONTHS_A_PERIOD)
    title = wrap(say("rates.title", lang, scenario=name_of(words, "scenarios", scenario, lang)), width)
    lines = [*title, "=" * min(width, max(map(display_width, title)))]
    networks = dict.fromkeys([*words["networks"], *(network for network, _ in built)])
    for network in networks:
        sections = {
            _heading(results, indicator, rows, lang): _rows(results, indicator, rows, lang)
            for (of_network, indicator), rows in sorted(built.items(), key=lambda one: one[0][1] != WORKS)
            if of_network == network
        }
        if sections:
            lines += ["", *_block(name_of(words, "networks", network, lang), sections, lang, width)]
    return "\n".join([*lines, "", *wrap(say("rates.legend", lang), width)]) + "\n"


def _block(name: str, sections: dict[str, list[list[str]]], lang: Lang, width: int) -> list[str]:
    head = [say(f"rates.{column}", lang) for column in ("period", "built", "band", "planned", "needed")]
    widths = column_widths([head, *(row for rows in sections.values() for row in rows)], width)
    right = [False, True, True, True, True]
    lines = [name, *table([head], widths, right), "-" * (sum(widths) + 2 * (len(widths) - 1))]
    for heading, rows in sections.items():
        lines += [*wrap(heading, width), *table(rows, widths, right)]
    return lines


def _scale(results: Results, indicator: str, rows: pd.DataFrame, lang: Lang) -> Scale:
    if indicator == WORKS:
        return PERCENT
    fastest = float(rows[["rate_p90", "planned_rate"]].max().max())
    return scale_of(fastest, 1e-9, unit_name(results.words, indicator, lang), lang)


def _heading(results: Results, indicator: str, rows: pd.DataFrame, lang: Lang) -> str:
    if indicator == WORKS:
        return say("rates.works", lang)
    unit = _scale(results, indicator, rows, lang).unit
    return say("rates.indicator", lang, name=name_of(results.words, "indicators", indicator, lang), unit=unit)


def _rows(results: Results, indicator: str, rows: pd.DataFrame, lang: Lang) -> list[list[str]]:
    scale = _scale(results, indicator, rows, lang)
    deadline = date.fromisoformat(results.words["deadline"])
    to_deadline = rows[rows["month_end"] <= pd.Timestamp(deadline) + pd.Timedelta(days=1)].reset_index(drop=True)
    printed = []
    for last in range(MONTHS_A_PERIOD - 1, len(to_deadline), MONTHS_A_PERIOD):
        end, begin = to_deadline.loc[last], to_deadline.loc[last - MONTHS_A_PERIOD + 1]
        first, final = (month - pd.Timedelta(days=1) for month in (begin["month_end"], end["month_end"]))
        needed = begin["needed_rate"]
        printed.append(
            [
                "  " + say("rates.from_to", lang, first=f"{first:%Y-%m}", last=f"{final:%Y-%m}"),
                scale.round(end["rate_p50"]),
                f"{scale.round(end['rate_p10'])}-{scale.round(end['rate_p90'])}",
                scale.round(end["planned_rate"]),
                "" if pd.isna(needed) else scale.round(needed),
            ]
        )
    return printed
