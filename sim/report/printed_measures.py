"""Differences in the four measures as lines for a terminal: each estimate above its interval."""

from collections.abc import Mapping, Sequence

from sim.report.layout import column_widths, display_width, table, wrap
from sim.report.measures import COSTS, MEASURES, Writer
from sim.report.readings import Reading
from sim.report.words import Lang, say

Row = tuple[str, Mapping[str, Reading | None]]
"""A label and what it says by measure; a row that says nothing is a heading."""


def titled(heading: str, finding: str, width: int) -> list[str]:
    """Return the head of a table: its name underlined, and what it shows in a sentence."""
    lines = wrap(heading, width)
    return [*lines, "=" * min(width, max(map(display_width, lines))), *wrap(finding, width)]


def block(name: str, head: str, rows: Sequence[Row], lang: Lang, width: int, columns: str = "measure") -> list[str]:
    """Return a table of differences by measure, with *name* above it and *head* over its labels.

    *columns* is where the catalogue has the heads of the measures.
    """
    writer = Writer([by_measure.get(measure) for _, by_measure in rows for measure in COSTS], lang)
    heads = [
        [head, *(say(f"{columns}.{measure}.head", lang) for measure in MEASURES)],
        ["", *(say("bracket", lang, text=writer.unit(measure)) for measure in MEASURES)],
    ]
    body = [(label, _cells(label, by_measure, writer) if by_measure else []) for label, by_measure in rows]
    widths = column_widths([*heads, *(line for _, cells in body for line in cells)], width)
    right = [False, *[True] * len(MEASURES)]
    lines = [*wrap(name, width), *table(heads, widths, right), "-" * (sum(widths) + 2 * (len(widths) - 1))]
    for label, cells in body:
        lines += table(_beside(cells, widths[0]), widths, right) if cells else wrap(label, width)
    return lines


def _cells(label: str, by_measure: Mapping[str, Reading | None], writer: Writer) -> list[list[str]]:
    """Return the line of estimates and the line of intervals."""
    found = [(measure, by_measure.get(measure)) for measure in MEASURES]
    return [
        [label, *(writer.number(one.estimate, measure) if one else "-" for measure, one in found)],
        ["", *(writer.interval(one, measure) if one else "" for measure, one in found)],
    ]


def _beside(cells: list[list[str]], width: int) -> list[list[str]]:
    """Return the lines of a row, a label that is long going on beside the intervals."""
    label = cells[0][0]
    indent = label[: len(label) - len(label.lstrip())]
    pieces = wrap(label, width, indent)
    pieces += [""] * (len(cells) - len(pieces))
    numbers = [line[1:] for line in cells] + [[""] * len(MEASURES)] * (len(pieces) - len(cells))
    return [[piece, *line] for piece, line in zip(pieces, numbers, strict=True)]
