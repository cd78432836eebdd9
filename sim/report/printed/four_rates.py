"""The four rates as a table for a terminal: by network and quarter to the deadline, beside what was planned."""

from sim.analysis.four_rates import RATES
from sim.report.numbers import bare_percent
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.results import Results
from sim.report.words import Lang, name_of, say


def four_rates_table(results: Results, lang: Lang = "en", width: int = 80, scenario: str | None = None) -> str:
    """Return the four rates of a scenario (the base if none is named), one block a network."""
    words = results.words
    scenario = scenario or words["base"]
    frame = results.table("four_rates")
    own = frame[frame["scenario"] == scenario]
    title = wrap(say("four_rates.title", lang, scenario=name_of(words, "scenarios", scenario, lang)), width)
    lines = [*title, "=" * min(width, max(map(display_width, title)))]
    head = [say("four_rates.quarter", lang), *(say(f"four_rates.{rate}", lang) for rate in RATES)]
    blocks = {}
    for network in dict.fromkeys(own["network"]):
        of_network = own[own["network"] == network]
        cells = {(row.quarter, row.rate): row for row in of_network.itertuples()}
        blocks[network] = [
            [quarter, *(_cell(cells.get((quarter, rate)), lang) for rate in RATES)]
            for quarter in dict.fromkeys(of_network["quarter"])
        ]
    widths = column_widths([head, *(row for rows in blocks.values() for row in rows)], width)
    right = [False, True, True, True, True]
    for network, rows in blocks.items():
        named = name_of(words, "networks", network, lang)
        rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
        lines += ["", named, *table([head], widths, right), rule, *table(rows, widths, right)]
    legend = say("four_rates.legend", lang, replications=f"{words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _cell(row: object, lang: Lang) -> str:
    if row is None:
        return ""
    said = {
        key: bare_percent(float(getattr(row, column)))
        for key, column in (("mean", "mean"), ("low", "p10"), ("high", "p90"), ("planned", "planned"))
    }
    return say("four_rates.cell", lang, **said)
