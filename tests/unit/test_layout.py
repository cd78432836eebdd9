"""Text on a grid: widths of columns, wrapped cells, and lists whose first cell is never cut."""

import pytest

from sim.report.printed.layout import column_widths, display_width, shrunk, table
from sim.report.words import LANGS, Lang
from sim.shell.listing import HEADS, listed, rows_as_lines

LONG = {"en": "waiting for crews of the network operators", "zh": "等待通信运营企业的施工队伍完成前一批工程"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [2, 4, 6])
def test_a_table_is_never_wider_than_asked(lang: Lang, columns: int) -> None:
    """When the first column is at its least, the others give way; nothing is lost."""
    rows = [[LONG[lang]] * columns, ["a", *["12"] * (columns - 1)]]
    lines = table(rows, column_widths(rows, 80), [False] * columns)
    assert max(map(display_width, lines)) <= 80
    assert sorted("".join("".join(lines).split())) == sorted("".join("".join(map("".join, rows)).split()))


def test_a_table_that_fits_takes_a_line_a_row() -> None:
    """Columns are as wide as what stands in them; a number stands at the right."""
    rows = [["Target", "Needed"], ["充电桩", "45,000"], ["Rail", "515"]]
    lines = table(rows, column_widths(rows, 80), [False, True])
    assert lines == ["Target    Needed", "充电桩    45,000", "Rail         515"]


def test_columns_shrink_from_the_widest_down_to_their_longest_word() -> None:
    """A word is cut only where all of them would not fit otherwise."""
    rows = [["one two three four", "number", "ab cd"]]
    assert shrunk(rows, 29) == [18, 6, 5]
    assert shrunk(rows, 20) == [9, 6, 5]
    assert shrunk([["indivisible", "indivisible"]], 18) == [9, 9]


def test_what_a_reader_copies_from_a_list_is_never_cut() -> None:
    """Where the others do not fit beside it they stand below it, in the same columns in every row."""
    name = "funding.municipal_budget_digital_energy.eligible_networks"
    long = "information and innovation_networks " * 3
    rows = [("Lever", "Value", "Unit"), ("short", "30", "days"), (name, long, "a number of networks")]
    lines = rows_as_lines(rows, 80)
    assert lines[0] == "Lever" and name in lines
    assert max(map(display_width, lines)) <= 80
    assert lines[1].index("Unit") == lines[3].index("days") == lines[5].index("a number")


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_of_levers_is_aligned_and_fits_a_terminal(lang: Lang) -> None:
    """Names begin a line, what is known of them stands below in columns."""
    lines = listed("levers", (), lang, 80).splitlines()
    assert max(map(display_width, lines)) <= 80
    head, value = lines[0], HEADS["levers"][LANGS.index(lang)][1]
    assert not head.startswith(" ") and lines[1].startswith(f"  {value} ")
    assert "levers.task_force.at" in lines
