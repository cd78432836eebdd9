"""Charts of a results folder: each a function that draws on the axes given and never saves; `draw_in` saves them.

matplotlib is imported when a chart is drawn, not before.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sim.report.charts.causes_of_missing import causes_of_missing
from sim.report.charts.chances import chances
from sim.report.charts.commitments import commitments, open_in
from sim.report.charts.common_causes import common_causes
from sim.report.charts.delay_cost import delay_cost, month_late
from sim.report.charts.exceedance import exceedance
from sim.report.charts.headroom import headroom
from sim.report.charts.indicators import indicators
from sim.report.charts.margins import margins
from sim.report.charts.milestones import milestones, network_name, networks_promised
from sim.report.charts.money import city_debt, city_money
from sim.report.charts.options import options_plane
from sim.report.charts.outcomes import outcomes
from sim.report.charts.rates import indicator_rates, network_rates
from sim.report.charts.safeguards import safeguards, safeguards_by_network
from sim.report.charts.silos import silos
from sim.report.readings.estimates import scenarios_of
from sim.report.results import Results, open_results
from sim.report.words import Lang, say

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
    causes_of_missing,
    delay_cost,
    exceedance,
    month_late,
    outcomes,
    city_money,
    city_debt,
    options_plane,
    silos,
    safeguards,
    safeguards_by_network,
    common_causes,
    headroom,
)

TABLES_NEEDED: dict[Chart, tuple[str, ...]] = {
    chances: ("estimates",),
    margins: ("estimates",),
    indicators: ("estimates", "progress"),
    network_rates: ("progress",),
    indicator_rates: ("estimates", "progress"),
    commitments: ("estimates", "milestones"),
    milestones: ("estimates", "milestones"),
    causes_of_missing: ("estimates", "targets", "causes_at_root"),
    delay_cost: ("estimates",),
    exceedance: ("estimates", "delay_cost_sums", "progress"),
    month_late: ("month_late",),
    outcomes: ("outcome_means",),
    city_money: ("fiscal",),
    city_debt: ("fiscal",),
    options_plane: ("estimates",),
    silos: ("estimates", "differences"),
    safeguards: ("estimates", "differences"),
    safeguards_by_network: ("estimates", "differences"),
    common_causes: ("estimates", "differences"),
    headroom: ("headroom",),
}

TITLE = "Title"
"""Under what a picture's file has the finding that it states."""

OF_STUDY: dict[Chart, str] = {
    options_plane: "options",
    silos: "silos",
    safeguards: "safeguards",
    safeguards_by_network: "safeguards",
    common_causes: "drivers",
    headroom: "headroom",
}
"""Charts of one kind of study, and what its `table` is."""

OF_FEW = frozenset({chances, margins, commitments, causes_of_missing, delay_cost, exceedance})
"""Charts that set scenario beside scenario: a study of many ways has a chart of its own instead."""

OF_MONEY = frozenset({city_money, city_debt})
"""Charts of options side by side, where the city has any money in the plan."""

WITH_MONEY = ("targets", "options")
"""What studies are printed in whose rows may differ in money."""

OF_TARGETS = frozenset({chances, margins, indicators, indicator_rates, causes_of_missing, month_late})
"""Charts that show targets: a plan without any has none of them."""


OF_MILESTONES = frozenset({commitments, milestones})
"""Charts that show milestones: a plan without any that was open on the data date has none of them."""


BY_NETWORK = frozenset({milestones})
"""Charts saved as one picture a network, by their parameter `network`: on one sheet their rows could not be read."""


def charts_of(results: Results) -> tuple[Chart, ...]:
    """Return the charts that the folder has the tables for."""
    has_targets = bool(results.words["targets"])
    has_promises = "estimates" in results.tables and bool(open_in(results))
    table = results.words.get("table", "targets")
    return tuple(
        chart
        for chart in CHARTS
        if set(TABLES_NEEDED[chart]) <= set(results.tables)
        and (has_targets or chart not in OF_TARGETS)
        and (has_promises or chart not in OF_MILESTONES)
        and (OF_STUDY.get(chart, table) == table)
        and (table == "targets" or chart not in OF_FEW)
        and (chart not in OF_MONEY or (table in WITH_MONEY and has_city_money(results)))
    )


def pictures_of(results: Results) -> dict[str, Chart]:
    """Return what is drawn in each picture that the folder has the tables for, by its name without `.png`."""
    pictures: dict[str, Chart] = {}
    for chart in charts_of(results):
        if chart in BY_NETWORK:
            for network in networks_promised(results):
                pictures[f"{chart.__name__}_{network}"] = partial(chart, network=network)
        else:
            pictures[chart.__name__] = chart
    return pictures


def said_of(picture: str, results: Results, lang: Lang) -> str:
    """Return in a few words what the picture of this name shows."""
    for chart in BY_NETWORK:
        if picture.startswith(f"{chart.__name__}_"):
            network = network_name(results, picture.removeprefix(f"{chart.__name__}_"), lang)
            return say(f"file.chart.{chart.__name__}", lang, network=network)
    return say(f"file.chart.{picture}", lang)


def has_city_money(results: Results) -> bool:
    """Return whether several scenarios have any of the city's money to show."""
    measured = results.table("estimates")["measure"] if "estimates" in results.tables else ()
    return len(scenarios_of(results)) > 1 and "city_debt_mean" in set(measured)


def draw_in(lang: Lang, results: Results, folder: Path) -> list[Path]:
    """Save every picture in one language as `<folder>/<lang>/<name>.png`; return the files."""
    from sim.report.charts.frame import fonts

    (folder / lang).mkdir(parents=True, exist_ok=True)
    files = []
    for name, chart in pictures_of(results).items():
        file = folder / lang / f"{name}.png"
        with fonts():
            ax = chart(results, lang)
            # Without the name and version of the software the same results give the same bytes.
            ax.figure.savefig(file, metadata={"Software": None, TITLE: ax.get_label()})
        files.append(file)
    return files


def title_in(picture: Path) -> str:
    """Return the finding that a saved picture states, as its file has it; empty where it has none."""
    from PIL import Image

    with Image.open(picture) as image:
        return str(image.info.get(TITLE, ""))


def draw_beside(place: Path, lang: Lang) -> list[Path]:
    """Open the results folder *place* and save its charts in one language, for a process that does nothing else."""
    return draw_in(lang, open_results(place), place / "charts")
