"""Charts of a results folder: each a function that draws on the axes given and never saves; `draw_all` saves them.

matplotlib is imported when a chart is drawn, not before.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.report.charts.chances import chances
from sim.report.charts.commitments import commitments, open_in
from sim.report.charts.delay_cost import delay_cost, month_late
from sim.report.charts.indicators import indicators
from sim.report.charts.margins import margins
from sim.report.charts.milestones import milestones
from sim.report.charts.rates import indicator_rates, network_rates
from sim.report.results import Results
from sim.report.words import LANGS

Chart = Callable[..., Any]
"""`chart(results, lang="en", *, ax=None)` returns the axes drawn on."""

CHARTS: tuple[Chart, ...] = (
    chances,
    margins,
    indicators,
    network_rates,
    indicator_rates,
    commitments,
    milestones,
    delay_cost,
    month_late,
)

TABLES_NEEDED: dict[Chart, tuple[str, ...]] = {
    chances: ("estimates",),
    margins: ("estimates",),
    indicators: ("estimates", "progress"),
    network_rates: ("progress",),
    indicator_rates: ("estimates", "progress"),
    commitments: ("estimates", "milestones"),
    milestones: ("estimates", "milestones"),
    delay_cost: ("estimates",),
    month_late: ("month_late",),
}

OF_TARGETS = frozenset({chances, margins, indicators, indicator_rates, month_late})
"""Charts that show targets: a plan without any has none of them."""


OF_MILESTONES = frozenset({commitments, milestones})
"""Charts that show milestones: a plan without any that was open on the data date has none of them."""


def charts_of(results: Results) -> tuple[Chart, ...]:
    """Return the charts that the folder has the tables for."""
    has_targets = bool(results.words["targets"])
    has_promises = "estimates" in results.tables and bool(open_in(results))
    return tuple(
        chart
        for chart in CHARTS
        if set(TABLES_NEEDED[chart]) <= set(results.tables)
        and (has_targets or chart not in OF_TARGETS)
        and (has_promises or chart not in OF_MILESTONES)
    )


def draw_all(results: Results, folder: Path | None = None) -> list[Path]:
    """Save every chart in both languages as `<folder>/en/<chart>.png` and `<folder>/zh/<chart>.png`; return the files.

    The folder is by default `charts` in the results folder.
    """
    from sim.report.charts.frame import fonts

    folder = folder or results.folder / "charts"
    files = []
    for lang in LANGS:
        (folder / lang).mkdir(parents=True, exist_ok=True)
        for chart in charts_of(results):
            file = folder / lang / f"{chart.__name__}.png"
            with fonts():
                # Without the name and version of the software the same results give the same bytes.
                chart(results, lang).figure.savefig(file, metadata={"Software": None})
            files.append(file)
    return files
