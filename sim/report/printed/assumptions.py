"""How much of the doubt rests on assumed inputs, as a table for a terminal."""

import pandas as pd

from sim.report.numbers import Money, money_for, months, percent, with_interval
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.printed.measures import titled
from sim.report.readings.doubt import BOUNDS_OF, Bounds, assumed_bounds, assumed_middles
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results
from sim.report.words import Lang, say, target_name


def printed_assumptions(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return the indices of the assumed inputs for each headline, and the bounds of its estimate."""
    frame, bounds, middles = results.table("assumptions"), assumed_bounds(results), assumed_middles(results)
    base = results.words["base"]
    costs = [number for key, both in bounds.items() if key[1] == "delay_cost_mean" for number in both]
    money = money_for(costs, lang)
    head = ["", *(say(f"assumed.{name}", lang) for name in ("first", "total", "between", "median"))]
    rows: list[list[str]] = [head]
    for measure, of_measure in frame.groupby("measure", sort=False):
        rows.append([say(f"assumed.of.{measure}", lang, unit=money.unit), "", "", "", ""])
        for row in of_measure.itertuples():
            subject = str(row.subject)
            key = base, BOUNDS_OF[str(measure)], subject
            shares = [
                _share(row.first, row.first_low, row.first_high, lang),
                _share(row.total, row.total_low, row.total_high, lang),
            ]
            between = _between(bounds.get(key), str(measure), money, lang)
            middle = _written(middles[key], str(measure), money, lang) if key in middles else "-"
            rows.append(["  " + _name(results, subject, lang), *shares, between, middle])
    widths = column_widths(rows, width)
    lines = table(rows, widths, [False, False, False, False, True])
    lines.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    legend = say(
        "assumed.legend",
        lang,
        **{name: f"{int(frame[name].iloc[0]):,}" for name in ("settings", "inputs", "replications")},
    )
    top = titled(say("assumed.title", lang), assumptions_finding(results, lang), width)
    return "\n".join([*top, "", *lines, "", *wrap(legend, width)]) + "\n"


def assumptions_finding(results: Results, lang: Lang) -> str:
    """Return which chance rests most on assumed inputs, in one sentence."""
    frame = results.table("assumptions")
    known = frame[(frame["measure"] == "chance") & frame["first"].notna()]
    known = known[known["subject"].isin(results.words["targets"])]
    if known.empty:
        return say("assumed.nothing", lang)
    most = known.loc[known["first"].idxmax()]
    name = target_name(results.words, str(most["subject"]), lang)
    return say("assumed.finding", lang, name=name, first=percent(most["first"]), total=percent(most["total"]))


def _name(results: Results, subject: str, lang: Lang) -> str:
    if subject in results.words["targets"]:
        return target_name(results.words, subject, lang)
    if subject in ACCOUNTS:
        return say(f"account.{subject}", lang)
    nouns = results.words["targets"].values()
    count = len(nouns) if subject == "all_targets" else sum(noun["who_decides"] == "city" for noun in nouns)
    return say(f"table.joint.{subject.removesuffix('_targets')}", lang, count=count)


def _share(estimate: float, low: float, high: float, lang: Lang) -> str:
    if pd.isna(estimate):
        return say("assumed.none", lang)
    return with_interval(estimate, low, high)


def _between(found: Bounds | None, measure: str, money: Money, lang: Lang) -> str:
    if found is None:
        return "-"
    return say(
        "range", lang, **{end: _written(number, measure, money, lang) for end, number in found._asdict().items()}
    )


def _written(number: float, measure: str, money: Money, lang: Lang) -> str:
    if number != number:
        return say("assumed.beyond", lang)
    if measure == "chance":
        return percent(number)
    return months(number) if measure == "margin" else money.bare(number)
