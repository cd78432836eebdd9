"""Differences in measures as lines for a terminal: each estimate above its interval."""

from collections.abc import Mapping, Sequence

from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.readings.estimates import Reading
from sim.report.readings.measures import ACCOUNTS, Writer
from sim.report.words import Lang, say

LEAST_LABEL = 12
"""Labels have so many columns at least, or money stands in a table of its own."""

Row = tuple[str, Mapping[str, Reading | None]]
"""A label and what it says by measure; a row that says nothing is a heading."""


def titled(heading: str, finding: str, width: int) -> list[str]:
    """Return the head of a table: its name underlined, and what it shows in a sentence."""
    lines = wrap(heading, width)
    return [*lines, "=" * min(width, max(map(display_width, lines))), *wrap(finding, width)]


def block(
    name: str,
    head: str,
    rows: Sequence[Row],
    lang: Lang,
    width: int,
    *,
    measures: Sequence[str],
    columns: str = "measure",
) -> list[str]:
    """Return a table of differences by measure, with *name* above it and *head* over its labels.

    Money stands in a table of its own below the rest where all *measures* would leave labels no room. *columns* is
    where the catalogue has the heads of the measures.
    """
    whole = _Table(head, rows, lang, measures, columns)
    parts = [whole]
    if whole.room_for_labels(width) < LEAST_LABEL:
        split = [[one for one in measures if (one in ACCOUNTS) == is_money] for is_money in (False, True)]
        parts = [_Table(head, rows, lang, part, columns) for part in split if part]
    return [*wrap(name, width), *(line for part in parts for line in part.lines(width))]


class _Table:
    """The cells of one table: a row's numbers in a line, their intervals below."""

    def __init__(self, head: str, rows: Sequence[Row], lang: Lang, measures: Sequence[str], columns: str) -> None:
        writer = Writer([by_measure.get(measure) for _, by_measure in rows for measure in ACCOUNTS], lang)
        self.heads = [
            [head, *(say(f"{columns}.{measure}.head", lang) for measure in measures)],
            ["", *(say("bracket", lang, text=writer.unit(measure)) for measure in measures)],
        ]
        self.body = [
            (label, _cells(label, by_measure, writer, measures) if by_measure else []) for label, by_measure in rows
        ]
        self.grid = [*self.heads, *(line for _, cells in self.body for line in cells)]

    def room_for_labels(self, width: int) -> int:
        """Return how many columns the numbers leave to the labels."""
        numbers = [max(map(display_width, column)) + 2 for column in list(zip(*self.grid, strict=True))[1:]]
        return width - sum(numbers)

    def lines(self, width: int) -> list[str]:
        """Return the table, at most *width* columns wide."""
        widths = column_widths(self.grid, width)
        right = [False, *[True] * (len(widths) - 1)]
        lines = [*table(self.heads, widths, right), "-" * (sum(widths) + 2 * (len(widths) - 1))]
        for label, cells in self.body:
            lines += table(stacked(cells, widths[0]), widths, right) if cells else wrap(label, width)
        return lines


def _cells(
    label: str, by_measure: Mapping[str, Reading | None], writer: Writer, measures: Sequence[str]
) -> list[list[str]]:
    """Return the line of estimates and the line of intervals."""
    found = [(measure, by_measure.get(measure)) for measure in measures]
    return [
        [label, *(writer.number(one.estimate, measure) if one else "-" for measure, one in found)],
        ["", *(writer.interval(one, measure) if one else "" for measure, one in found)],
    ]


def stacked(cells: list[list[str]], width: int) -> list[list[str]]:
    """Return the lines of a row, a label that is long going on beside the intervals."""
    label = cells[0][0]
    indent = label[: len(label) - len(label.lstrip())]
    pieces = wrap(label, width, indent)
    pieces += [""] * (len(cells) - len(pieces))
    numbers = [line[1:] for line in cells] + [[""] * (len(cells[0]) - 1)] * (len(pieces) - len(cells))
    return [[piece, *line] for piece, line in zip(pieces, numbers, strict=True)]
