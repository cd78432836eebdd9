"""Joint chances with and without common causes as a table for a terminal."""

from sim.report.common_causes import (
    causes_finding,
    if_independent,
    joint_key,
    joint_name,
    joint_subjects,
    rows_without,
)
from sim.report.layout import column_widths, table, wrap
from sim.report.numbers import percent, points, with_interval
from sim.report.printed_measures import titled
from sim.report.readings import differs, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, say


def common_causes_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return one block a joint chance: the rows that differ from the base, and those without all of a kind."""
    lines = titled(say("drivers.heading", lang), causes_finding(results, lang), width)
    for subject in joint_subjects(results):
        lines += ["", joint_name(results, subject, lang), *_block(results, subject, lang, width)]
    legend = say("drivers.legend", lang, replications=f"{results.words['replications']:,}")
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
