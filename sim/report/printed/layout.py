"""Text on a grid of columns, in which a Chinese character is two columns wide."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

WIDE = ("W", "F")
CLOSING = "，。；：、）！？”》,.;:)!?%"
"""Marks that do not begin a line."""

LEAST = 8
"""Columns that the first column of a table keeps at least."""
AMOUNT = re.compile(r"\d(?:个百分点|[亿万]?元|个月|次模拟|项目标|[年月日天项次个倍家])")
"""A number's last digit and the unit after it, which stay on one line."""


def display_width(text: str) -> int:
    """Return how many columns *text* takes on a terminal (East Asian Width)."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Return *text* filled with spaces to *width* columns."""
    gap = " " * max(0, width - display_width(text))
    return gap + text if align == "right" else text + gap


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return *text* in lines of at most *width* columns, broken at spaces or beside wide characters.

    Lines after the first begin with *indent*. A single word longer than a line is cut.
    """
    lines = [""]
    for piece in _pieces(text):
        room = width - display_width(lines[-1])
        if display_width(piece.rstrip()) <= room:
            lines[-1] += piece
            continue
        lines.append(indent)
        for character in piece:
            if display_width(lines[-1]) + _width(character) > width and character != " ":
                lines.append(indent)
            lines[-1] += character
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _pieces(text: str) -> list[str]:
    """Return the parts of *text* that stay together: words with their space, wide characters with closing marks."""
    pieces: list[str] = []
    amounts = {place for amount in AMOUNT.finditer(text) for place in range(amount.start() + 1, amount.end())}
    for place, character in enumerate(text):
        before = pieces[-1][-1] if pieces else ""
        breaks_before = _width(character) == 2 or _width(before or " ") == 2 or before == " "
        if pieces and (
            place in amounts or character in CLOSING or character == " " or before in "（“《" or not breaks_before
        ):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[bool], gap: int = 2) -> list[str]:
    """Return *rows* as lines, each cell filled to its width or, where it is wider, wrapped onto further lines."""
    lines = []
    for row in rows:
        cells = [
            wrap(cell, width) if display_width(cell) > width else [cell]
            for cell, width in zip(row, widths, strict=True)
        ]
        for place in range(max(map(len, cells))):
            padded = [
                pad(cell[place] if place < len(cell) else "", width, "right" if flushed else "left")
                for cell, width, flushed in zip(cells, widths, right, strict=True)
            ]
            lines.append((" " * gap).join(padded).rstrip())
    return lines


def column_widths(rows: Sequence[Sequence[str]], width: int, gap: int = 2) -> list[int]:
    """Return the width of each column, the first taking what the others leave of *width*, as far as it needs.

    Where they leave less than it can do with, they shrink too, so that no line is wider than *width*.
    """
    needed = [max(display_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    room = width - gap * (len(needed) - 1)
    first = max(LEAST, min(needed[0], room - sum(needed[1:])))
    others = [row[1:] for row in rows]
    return [first, *shrunk(others, room - first)]


def shrunk(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return widths of columns that fit into *room* together.

    They shrink from the widest down, to their longest word as long as that fits, then below it.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(display_width, column)) for column in columns]
    for floors in (longest_words(rows), [LEAST] * len(widths)):
        while sum(widths) > room and any(has > floor for has, floor in zip(widths, floors, strict=True)):
            widest = max(range(len(widths)), key=lambda place: (widths[place] > floors[place], widths[place]))
            widths[widest] -= 1
    return widths


def longest_words(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of each column's longest part that stays together."""
    return [
        max(display_width(piece.rstrip()) for cell in column for piece in _pieces(cell) or [""])
        for column in zip(*rows, strict=True)
    ]
