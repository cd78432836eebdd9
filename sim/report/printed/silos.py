"""The price of silos as a table for a terminal: what each way of review changes, network by network."""

from collections.abc import Iterator

from sim.report.printed.layout import wrap
from sim.report.printed.measures import block, titled
from sim.report.readings.cost_reasons import most_of_it
from sim.report.readings.estimates import differs, readings
from sim.report.readings.measures import (
    ACCOUNTS,
    ALL,
    Writer,
    difference,
    measures_of,
    never_said,
    subject_name,
    subjects_of,
)
from sim.report.readings.ways_of_review import SERIES, silos_finding, way_name, ways_of
from sim.report.results import Results
from sim.report.words import Lang, say


def silos_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return one block a network: each way of review less the base, with intervals."""
    base, differences = results.words["base"], readings(results, "differences")
    ways = ways_of(results)
    lines = titled(say("silos.heading", lang), silos_finding(results, lang), width)
    of_base = next((way for way, row in ways.items() if row == base), None)
    if of_base:
        lines += wrap(say("silos.base", lang, way=way_name(of_base, lang)), width)
    for subject in subjects_of(results):
        measures = measures_of(results, subject)
        rows = [
            (
                way_name(way, lang),
                {measure: difference(differences, base, row, measure, subject) for measure in measures},
            )
            for way, row in ways.items()
            if row != base
        ]
        name, head = subject_name(results, subject, lang), say("silos.way", lang)
        lines += ["", *block(name, head, rows, lang, width, measures=measures)]
        for sentence in never_said(results, subject, lang):
            lines += wrap(sentence, width)
        for sentence in _dearer_or_cheaper(results, subject, lang):
            lines += wrap(sentence, width)
    legend = say("silos.legend", lang, replications=f"{results.words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _dearer_or_cheaper(results: Results, subject: str, lang: Lang) -> Iterator[str]:
    """Yield, of all networks, each account in which reviews in series are seen to differ from the base, and why."""
    differences = readings(results, "differences")
    in_series = next((row for way, row in ways_of(results).items() if way.mode == SERIES), "")
    for account in ACCOUNTS:
        one = difference(differences, results.words["base"], in_series, account, subject)
        if subject != ALL or not differs(one) or one is None:
            continue
        writer = Writer([one], lang)
        reason = most_of_it(results, differences, in_series, account, writer.money, lang)
        yield say(
            "silos.cheaper" if one.estimate < 0 else "silos.dearer",
            lang,
            account=say(f"account.{account}", lang),
            amount=writer.amount(one.estimate, account),
            reason=reason,
        )
