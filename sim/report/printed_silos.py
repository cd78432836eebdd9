"""The price of silos as a table for a terminal: what each way of review changes, network by network."""

from sim.report.layout import wrap
from sim.report.measures import MEASURES, difference, subject_name, subjects_of
from sim.report.printed_measures import block, titled
from sim.report.readings import readings
from sim.report.results import Results
from sim.report.ways import silos_finding, way_name, ways_of
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
        rows = [
            (
                way_name(way, lang),
                {measure: difference(differences, base, row, measure, subject) for measure in MEASURES},
            )
            for way, row in ways.items()
            if row != base
        ]
        lines += ["", *block(subject_name(results, subject, lang), say("silos.way", lang), rows, lang, width)]
    legend = say("silos.legend", lang, replications=f"{results.words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"
