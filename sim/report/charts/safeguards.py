"""Safeguards: what each is worth and what it costs side by side, for all networks and by network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sim.report.charts.frame import (
    BLUE,
    GREY,
    GRID,
    INK,
    ORANGE,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
    dot_with_interval,
    fonts,
    key_row,
    round_ticks,
)
from sim.report.charts.rows import ChartRow, Style, draw_rows
from sim.report.charts.silos import drawn_size, measure_head
from sim.report.printed.layout import wrap
from sim.report.readings.estimates import Reading, differs
from sim.report.readings.measures import (
    ACCOUNTS,
    ALL,
    MEASURES,
    Writer,
    measures_of,
    never_said,
    subject_name,
    subjects_of,
)
from sim.report.readings.safeguards import (
    REST,
    SINGLY,
    parts_of,
    safeguard_name,
    safeguards_finding,
    worth_together,
    worths_of,
)
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, upper_first

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORTH, PRICE = "worth", "price"
STYLES: Mapping[str, Style] = {WORTH: (BLUE, "o"), PRICE: (ORANGE, "s")}

TOGETHER = "together"
"""The row of all safeguards."""

BY_NETWORK = ("chance", "margin", "economic")
"""Measures that are drawn network by network."""

LEFT, GAP, TOP, BOTTOM = 0.22, 0.028, 0.86, 0.075
NETWORKS_LEFT, GAP_DOWN = 0.235, 0.085
"""Left edge where there is a column a network, and what lies between lines of panels."""

HEAD_COLUMNS, NEVER_COLUMNS, NAME_COLUMNS = 22, 26, 45

Found = Mapping[tuple[str, str], Reading]
"""(`worth` or `price`, row) to what was found; more is better."""


def safeguards(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw worth and price of each safeguard for all networks together, a panel a measure."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        sheet.head(safeguards_finding(results, lang), say("safeguards.subtitle", lang))
        measures = measures_of(results, ALL)
        found = {measure: found_in(results, measure, ALL) for measure in measures}
        writer = _writer([of for measure, of in found.items() if measure in ACCOUNTS], lang)
        width = (1 - LEFT - GAP * (len(measures) - 1)) / len(measures)
        has_parts = any(parts_of(results, measure, ALL) for measure in measures)
        for place, measure in enumerate(measures):
            panel = sheet.panel(LEFT + place * (width + GAP), BOTTOM, width, TOP - BOTTOM)
            rows = _rows(results, lang, has_labels=place == 0, has_parts=has_parts)
            _draw(panel, rows, found[measure], drawn_size(writer, measure))
            head = "\n".join(wrap(measure_head(writer, measure, lang, "gain"), HEAD_COLUMNS))
            panel.set_title(head, loc="left", fontsize=TEXT_POINTS, pad=6)
            if place == 0:
                key_row(panel, _key(lang), above=44)
        return sheet.ax


def safeguards_by_network(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw worth and price of each safeguard, a column a network and a line of panels a measure."""
    with fonts():
        sheet = Sheet(results, lang, ax)
        sheet.head(network_finding(results, lang), say("safeguards.networks.subtitle", lang))
        networks = [subject for subject in subjects_of(results) if subject != ALL]
        measures = [one for one in BY_NETWORK if any(one in measures_of(results, network) for network in networks)]
        found = {
            (measure, network): found_in(results, measure, network) for measure in measures for network in networks
        }
        writer = _writer([of for (measure, _), of in found.items() if measure in ACCOUNTS], lang)
        width = (1 - NETWORKS_LEFT - GAP * (len(networks) - 1)) / max(len(networks), 1)
        height = (TOP - BOTTOM - GAP_DOWN * (len(measures) - 1)) / len(measures)
        for place, ((measure, network), of_panel) in enumerate(found.items()):
            line, column = divmod(place, len(networks))
            bottom = TOP - height - line * (height + GAP_DOWN)
            panel = sheet.panel(NETWORKS_LEFT + column * (width + GAP), bottom, width, height)
            if measure in measures_of(results, network):
                rows = _rows(results, lang, has_labels=column == 0)
                _draw(panel, rows, of_panel, drawn_size(writer, measure), is_small=True)
                panel.set_xlabel(measure_head(writer, measure, lang, "gain"), fontsize=SMALL_POINTS, labelpad=1)
            else:
                panel.set_axis_off()
                said = "\n".join(wrap(" ".join(never_said(results, network, lang)), NEVER_COLUMNS))
                panel.text(0.02, 0.5, said, transform=panel.transAxes, va="center", fontsize=SMALL_POINTS, color=GREY)
            if line == 0:
                head = "\n".join(wrap(subject_name(results, network, lang), HEAD_COLUMNS))
                panel.set_title(head, loc="left", fontsize=TEXT_POINTS, pad=6)
            if place == 0:
                key_row(panel, _key(lang), above=44)
        return sheet.ax


def found_in(results: Results, measure: str, subject: str) -> dict[tuple[str, str], Reading]:
    """Return worth and price by row: each safeguard, all together, and the parts of what all are worth."""
    rows = worths_of(results, measure, subject) | {TOGETHER: worth_together(results, measure, subject)}
    found = {(WORTH, name): one.worth for name, one in rows.items()}
    found |= {(PRICE, name): one.price for name, one in rows.items()}
    parts = parts_of(results, measure, subject)
    return {key: one for key, one in found.items() if one} | {
        (WORTH, part): parts[part] for part in (SINGLY, REST) if part in parts
    }


def network_finding(results: Results, lang: Lang) -> str:
    """Return which safeguard is worth most to which network, by the first measure in which any is seen."""
    for measure in BY_NETWORK:
        seen = {
            (network, name): one.worth
            for network in subjects_of(results)
            if network != ALL
            for name, one in worths_of(results, measure, network).items()
            if one.worth and differs(one.worth) and one.worth.estimate > 0
        }
        if seen:
            network, name = max(seen, key=lambda key: seen[key].estimate)
            amount = Writer(seen.values() if measure in ACCOUNTS else [], lang).amount(
                seen[network, name].estimate, measure
            )
            return upper_first(
                say(
                    "safeguards.networks.title",
                    lang,
                    safeguard=say("quoted", lang, text=name_of(results.words, "safeguards", name, lang)),
                    network=subject_name(results, network, lang),
                    amount=say(f"gain.network.{measure}.of", lang, amount=amount),
                )
            )
    return say("safeguards.networks.title.none", lang)


def _rows(results: Results, lang: Lang, *, has_labels: bool, has_parts: bool = False) -> list[ChartRow]:
    labels = {name: safeguard_name(results, name, lang) for name in results.words["safeguards"]}
    shown = worths_of(results, MEASURES[0], ALL) or worths_of(results, MEASURES[1], ALL)
    labels = {name: label for name, label in labels.items() if name in shown}
    labels[TOGETHER] = say("safeguards.all", lang)
    if has_parts:
        labels |= {part: say(f"safeguards.chart.{part}", lang) for part in (SINGLY, REST)}
    return [ChartRow(name, label if has_labels else "") for name, label in labels.items()]


def _draw(panel: Axes, rows: Sequence[ChartRow], found: Found, size: float, *, is_small: bool = False) -> None:
    def mark(what: str, row: str, y: float, style: Style) -> None:
        if one := found.get((what, row)):
            dot_with_interval(panel, one, y, *style, size=size)

    if is_small:
        draw_rows(panel, rows, STYLES, mark, "", label_columns=NAME_COLUMNS, label_points=SMALL_POINTS)
    else:
        draw_rows(panel, rows, STYLES, mark, "")
    panel.axvline(0, color=INK, lw=1, zorder=2)
    round_ticks(panel.xaxis, 4 if is_small else 5)
    panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)


def _writer(found: Sequence[Found], lang: Lang) -> Writer:
    return Writer([one for of_panel in found for one in of_panel.values()], lang)


def _key(lang: Lang) -> list[tuple[str, dict[str, object]]]:
    return [
        (say(f"safeguards.{what}", lang), {"color": colour, "marker": marker, "lw": 2, "ms": 7})
        for what, (colour, marker) in STYLES.items()
    ]
