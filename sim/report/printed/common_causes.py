"""Joint chances with and without common causes as a table for a terminal."""

from sim.report.numbers import percent, points, with_interval
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.printed.measures import stacked, titled
from sim.report.readings.common_causes import (
    can_move,
    causes_finding,
    if_independent,
    joint_key,
    joint_name,
    joint_subjects,
    rows_without,
    spreads_of,
)
from sim.report.readings.estimates import differs, readings
from sim.report.readings.measures import counted
from sim.report.results import Results
from sim.report.words import Lang, name_of, say


def common_causes_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return one block a joint chance: the rows that differ from the base, and those without all of a kind."""
    lines = titled(say("drivers.heading", lang), causes_finding(results, lang), width)
    for subject in joint_subjects(results):
        lines += ["", joint_name(results, subject, lang)]
        if can_move(results, subject):
            lines += _block(results, subject, lang, width)
        else:
            lines += wrap(say("drivers.never", lang), width)
        lines += _spread_block(results, subject, lang, width)
    legend = say("drivers.legend", lang, replications=f"{results.words['replications']:,}")
    if spreads_of(results):
        legend = say("sentences", lang, first=say("drivers.spread.legend", lang), second=legend)
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _block(results: Results, subject: str, lang: Lang, width: int) -> list[str]:
    base, estimates, differences = results.words["base"], readings(results), readings(results, "differences")
    key = joint_key(subject)
    heads = [
        ["", *(say(f"drivers.{column}", lang) for column in ("chance", "independent", "difference"))],
        ["", say("table.interval", lang), "", say("table.interval", lang)],
    ]
    rows = rows_without(results, lang)
    named = {base: name_of(results.words, "scenarios", base, lang)}
    named |= {row.scenario: row.label for row in rows if row.is_all or differs(differences.get((row.scenario, *key)))}
    body = []
    for scenario, label in named.items():
        change = differences.get((scenario, *key))
        bounds = say("range", lang, low=points(change.low), high=points(change.high)) if change else ""
        spread = say("bracket", lang, text=bounds)
        body.append(
            [
                label,
                with_interval(*estimates[scenario, *key]),
                percent(if_independent(results, estimates, scenario, subject)),
                say("beside", lang, left=points(change.estimate), right=spread) if change else "",
            ]
        )
    widths = column_widths([*heads, *body], width)
    right = [False, True, True, True]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    left_out = len(rows) + 1 - len(named)
    rest = wrap(say("drivers.rest", lang, count=left_out), width) if left_out else []
    return [*table(heads, widths, right), rule, *table(body, widths, right), *rest]


def _spread_block(results: Results, subject: str, lang: Lang, width: int) -> list[str]:
    """Return how many targets are met by row and how far that swings; rows in which no difference is seen are left."""
    base, spreads = results.words["base"], spreads_of(results)
    if (base, subject) not in spreads:
        return []
    heads = [
        ["", *(say(f"drivers.{column}", lang) for column in ("met", "spread", "independent", "more"))],
        ["", *(say("table.interval", lang) for _ in range(2)), "", say("table.interval", lang)],
    ]
    rows = rows_without(results, lang)
    named = {base: name_of(results.words, "scenarios", base, lang)}
    named |= {row.scenario: row.label for row in rows if row.is_all or differs(spreads[row.scenario, subject].more)}
    if not any(one.spread.estimate for (_, of), one in spreads.items() if of == subject):
        return wrap(say("drivers.spread.none", lang, count=f"{spreads[base, subject].met.estimate:g}"), width)
    body = []
    for scenario, label in named.items():
        one = spreads[scenario, subject]
        estimates = [f"{of.estimate:.2f}" for of in one[:2]]
        bounds = [_bounds(f"{of.low:.2f}", f"{of.high:.2f}", lang) for of in one[:2]]
        more = [counted(one.more.estimate), _bounds(counted(one.more.low), counted(one.more.high), lang)]
        if scenario == base:
            more = ["", ""]
        body.append([[label, *estimates, f"{one.if_independent:.2f}", more[0]], ["", *bounds, "", more[1]]])
    widths = column_widths([*heads, *(line for cells in body for line in cells)], width)
    right = [False, True, True, True, True]
    lines = [line for cells in body for line in table(stacked(cells, widths[0]), widths, right)]
    left_out = len(rows) + 1 - len(named)
    rest = wrap(say("drivers.rest", lang, count=left_out), width) if left_out else []
    return ["", *table(heads, widths, right), "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines, *rest]


def _bounds(low: str, high: str, lang: Lang) -> str:
    return say("bracket", lang, text=say("range", lang, low=low, high=high))
