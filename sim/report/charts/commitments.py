"""How many of the plan's promises are kept, by how strongly each is made, scenario beside scenario."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sim.report.charts.frame import (
    Sheet,
    chance_said,
    dot_with_interval,
    fonts,
    key_row,
    percent_axis,
    scenario_key,
    scenario_style,
)
from sim.report.charts.rows import ChartRow, Style, draw_rows
from sim.report.numbers import percent
from sim.report.readings.estimates import Reading, Readings, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, spell_date

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SEVERAL = 5
"""The title speaks of commitments with so many promises: of one or two it would say little."""

KEPT, ALREADY = "milestones_kept", "milestones_kept_already"


def commitments(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the share of promises kept on time by commitment; those kept by the data date are counted apart."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        words, estimates = results.words, readings(results)
        base = words["base"]
        days = {day: spell_date(words[day], lang) for day in ("deadline", "data_date")}
        sheet.head(finding(results, estimates, lang), say("commitments.subtitle", lang, **days))
        panel = sheet.panel(0.24, 0.06, 0.62, 0.88)

        def mark(scenario: str, subject: str, y: float, style: Style) -> None:
            if one := estimates.get((scenario, KEPT, subject)):
                dot_with_interval(panel, one, y, *style, size=100)

        rows = [
            ChartRow(one, _label(results, estimates, one, lang), _beside(estimates, base, one, lang))
            for one in open_in(results)
        ]
        draw_rows(panel, rows, scenario_style(results), mark, name_of(words, "scenarios", base, lang))
        percent_axis(panel, say("commitments.axis", lang), step=10)
        key_row(panel, scenario_key(results, lang))
        return sheet.ax


def finding(results: Results, estimates: Readings, lang: Lang) -> str:
    """Return which promises are kept most and least in the base."""
    base = results.words["base"]
    counts = Counter(one["commitment"] for one in results.words["milestones"].values())
    several = [one for one in open_in(results) if counts[one] >= SEVERAL]
    named = several or open_in(results)
    kept = {one: estimates[base, KEPT, one] for one in named}
    best = max(kept, key=lambda one: kept[one].estimate)
    worst = min(kept, key=lambda one: kept[one].estimate)
    key = "commitments.title.several" if 0 < len(several) < len(open_in(results)) else "commitments.title"
    return say(
        "commitments.title.alike" if kept[best].estimate == kept[worst].estimate else key,
        lang,
        several=SEVERAL,
        scenario=name_of(results.words, "scenarios", base, lang),
        best=_spoken(best, lang),
        best_share=percent(kept[best].estimate),
        worst=_spoken(worst, lang),
        worst_share=percent(kept[worst].estimate),
    )


def open_in(results: Results) -> list[str]:
    """Return the commitments with promises that were open on the data date, the best kept in the base first."""
    estimates, base = readings(results), results.words["base"]
    found = {
        subject: one for (scenario, measure, subject), one in estimates.items() if (scenario, measure) == (base, KEPT)
    }
    return sorted(found, key=lambda subject: -found[subject].estimate)


def _spoken(commitment: str, lang: Lang) -> str:
    return say("quoted", lang, text=say(f"commitment.{commitment}", lang))


def _label(results: Results, estimates: Readings, commitment: str, lang: Lang) -> str:
    """Return the commitment, how many of its promises were open, and how many had been kept."""
    base = results.words["base"]
    of_commitment = [one for one in results.words["milestones"].values() if one["commitment"] == commitment]
    already = estimates.get((base, ALREADY, commitment), Reading(0, 0, 0)).estimate
    return say(
        "commitments.row.already" if already else "commitments.row",
        lang,
        commitment=say(f"commitment.{commitment}", lang),
        count=round(len(of_commitment) - already),
        already=round(already),
    )


def _beside(estimates: Readings, base: str, commitment: str, lang: Lang) -> str:
    return chance_said(estimates[base, KEPT, commitment], lang)
