"""Beside the chance: base rate, trend and the plan's own date of each target, as a table for a terminal."""

from collections.abc import Iterator

from sim.report.numbers import months, percent, scale_of, with_interval
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.readings.doubt import PLANNED, apart, base_rate, base_rate_runs, has_base_rates
from sim.report.readings.estimates import Readings, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, spell_date, spell_month, target_name, unit_name

INDENT = "  "


def beside_table(results: Results, lang: Lang, width: int) -> list[str]:
    """Return the lines of the table, none where the study has no base rates."""
    if not has_base_rates(results):
        return []
    words, estimates, base = results.words, readings(results), results.words["base"]
    title = wrap(say("beside.title", lang, scenario=name_of(words, "scenarios", base, lang)), width)
    heads = [
        [
            say("table.target", lang),
            *(say(f"beside.{name}", lang) for name in ("chance", "base_rate", "trend", "planned")),
        ]
    ]
    rows = {target: _row(results, estimates, target, lang) for target in words["targets"]}
    widths = column_widths([*heads, *rows.values()], width)
    right = [False, True, False, False, True]
    lines = [*title, "=" * min(width, max(map(display_width, title))), "", *table(heads, widths, right)]
    lines.append("-" * (sum(widths) + 2 * (len(widths) - 1)))
    for target, row in rows.items():
        lines += table([row], widths, right)
        for said in said_beside(results, estimates, target, lang):
            lines += wrap(INDENT + said, width, INDENT)
    return [*lines, "", *_legend(results, lang, width)]


def said_beside(results: Results, estimates: Readings, target: str, lang: Lang) -> list[str]:
    """Return what stands below a row: since when its trend was counted, why it is far from its base rate."""
    base = results.words["base"]
    since = _since(results, estimates, target, lang)
    return [said for said in (since, _why(estimates, base, target, base_rate_runs(results), lang)) if said]


def _row(results: Results, estimates: Readings, target: str, lang: Lang) -> list[str]:
    base = results.words["base"]
    rate, planned = base_rate(estimates, base, target), estimates.get((base, PLANNED, target))
    beyond = say("after", lang, year=results.words["horizon"][:4])
    return [
        target_name(results.words, target, lang),
        percent(estimates[base, "chance", target].estimate),
        with_interval(*rate) if rate else "-",
        _trend(results, estimates, target, lang),
        months(planned.estimate) if planned else beyond,
    ]


def _trend(results: Results, estimates: Readings, target: str, lang: Lang) -> str:
    stock = estimates.get((results.words["base"], "value_trend", target))
    if stock is None:
        return say("beside.no_trend", lang)
    noun = results.words["targets"][target]
    indicator = noun["indicator"]
    smallest = results.words["indicators"][indicator]["smallest_unit"]
    scale = scale_of(max(stock.estimate, noun["at_least"]), smallest, unit_name(results.words, indicator, lang), lang)
    key = "beside.trend.met" if stock.estimate >= noun["at_least"] else "beside.trend.missed"
    return say(key, lang, stock=scale.write(stock.estimate))


def _since(results: Results, estimates: Readings, target: str, lang: Lang) -> str:
    """Return since when the pace of the trend was counted; nothing where there is no trend."""
    indicator = results.words["targets"][target]["indicator"]
    counted_on = results.words["indicators"][indicator].get("earlier_count")
    if counted_on is None or (results.words["base"], "value_trend", target) not in estimates:
        return ""
    return say("beside.trend.since", lang, month=spell_month(counted_on, lang))


def _why(estimates: Readings, base: str, target: str, runs: int, lang: Lang) -> str:
    found = apart(estimates, base, target)
    if found is None:
        return ""
    key = "beside.apart" if found.mechanism else "beside.apart.none"
    mechanism = say(f"mechanism.{found.mechanism}", lang) if found.mechanism else ""
    shares = {name: percent(getattr(found, name)) for name in ("chance", "rate", "without")}
    return say(key, lang, runs=f"{runs:,}", mechanism=mechanism, **shares)


def _legend(results: Results, lang: Lang, width: int) -> Iterator[str]:
    data_date = spell_date(results.words["data_date"], lang)
    count = f"{base_rate_runs(results):,}"
    yield from wrap(say("beside.legend", lang, data_date=data_date, replications=count), width)
