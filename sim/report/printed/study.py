"""The table that a study is printed in: its targets, unless it asks something else."""

from collections.abc import Callable

from sim.report.charts.chances import chances_finding
from sim.report.charts.options import options_finding
from sim.report.printed.common_causes import common_causes_table
from sim.report.printed.headroom import headroom_table
from sim.report.printed.options import options_table
from sim.report.printed.safeguards import safeguards_table
from sim.report.printed.silos import silos_table
from sim.report.printed.targets import targets_table
from sim.report.readings.common_causes import causes_finding
from sim.report.readings.headroom import headroom_finding
from sim.report.readings.safeguards import safeguards_finding
from sim.report.readings.ways_of_review import silos_finding
from sim.report.results import Results
from sim.report.words import Lang

Printed = Callable[[Results, Lang, int], str]

PRINTED: dict[str, Printed] = {
    "targets": targets_table,
    "options": options_table,
    "silos": silos_table,
    "safeguards": safeguards_table,
    "drivers": common_causes_table,
    "headroom": headroom_table,
}
"""What a study says it is printed in (`table`) to what writes it."""

FINDINGS: dict[str, Callable[[Results, Lang], str]] = {
    "silos": silos_finding,
    "safeguards": safeguards_finding,
    "drivers": causes_finding,
    "options": options_finding,
    "headroom": headroom_finding,
}


def table_of(results: Results) -> str:
    """Return the name of the table that the study asks for."""
    return str(results.words.get("table", "targets"))


def study_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return what the study found as the table that it asks for."""
    return PRINTED[table_of(results)](results, lang, width)


def study_finding(results: Results, lang: Lang) -> str:
    """Return what the study found in one sentence."""
    return FINDINGS.get(table_of(results), chances_finding)(results, lang)
