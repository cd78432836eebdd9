"""Safeguards as a table for a terminal: what each is worth, what it costs, and what they do together."""

from collections.abc import Mapping

from sim.report.printed.layout import wrap
from sim.report.printed.measures import Row, block, titled
from sim.report.readings.measures import ALL, measures_of, never_said, subject_name, subjects_of
from sim.report.readings.safeguards import (
    REST,
    SINGLY,
    Worth,
    hurting_said,
    parts_of,
    safeguard_name,
    safeguards_finding,
    worth_together,
    worths_of,
)
from sim.report.results import Results
from sim.report.words import Lang, say

INDENT = "  "


def safeguards_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return one block for all networks, then one a network; more is better throughout."""
    lines = titled(say("safeguards.heading", lang), safeguards_finding(results, lang), width)
    for subject in sorted(subjects_of(results), key=lambda one: one != ALL):
        rows = _rows(results, subject, lang)
        name, head = subject_name(results, subject, lang), say("safeguards.column", lang)
        measures = measures_of(results, subject)
        lines += ["", *block(name, head, rows, lang, width, measures=measures, columns="gain")]
        for sentence in never_said(results, subject, lang):
            lines += wrap(sentence, width)
        for sentence in hurting_said(results, subject, lang):
            lines += wrap(sentence, width)
    legend = say("safeguards.legend", lang, replications=f"{results.words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _rows(results: Results, subject: str, lang: Lang) -> list[Row]:
    measures = measures_of(results, subject)
    by_measure = {measure: worths_of(results, measure, subject) for measure in measures}
    together = {measure: worth_together(results, measure, subject) for measure in measures}
    rows: list[Row] = []
    for name in by_measure[measures[0]]:
        rows.append((safeguard_name(results, name, lang), {}))
        rows += _worth_and_price({measure: by_measure[measure][name] for measure in measures}, lang)
    rows.append((say("safeguards.all", lang), {}))
    rows += _worth_and_price(together, lang)
    parts = {measure: parts_of(results, measure, subject) for measure in measures}
    for part in (SINGLY, REST):
        found = {measure: by_part[part] for measure, by_part in parts.items() if part in by_part}
        if found:
            rows.append((INDENT + say(f"safeguards.part.{part}", lang), found))
    return rows


def _worth_and_price(by_measure: Mapping[str, Worth], lang: Lang) -> list[Row]:
    rows = [
        (INDENT + say("safeguards.worth", lang), {measure: one.worth for measure, one in by_measure.items()}),
        (INDENT + say("safeguards.price", lang), {measure: one.price for measure, one in by_measure.items()}),
    ]
    return [(label, found) for label, found in rows if any(found.values())]
