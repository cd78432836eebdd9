"""README says what the shipped answer says. Rewritten by `.venv/bin/python docs/renew_reference.py`."""

import re
from pathlib import Path

import pandas as pd

from sim.report.numbers import with_interval

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "results" / "reference"


def block_of(name: str) -> str:
    """Return what a command has written between two marks of README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.split(f"<!-- {name}: begin -->")[1].split(f"<!-- {name}: end -->")[0]


def test_readme_shows_the_reference_table() -> None:
    """The answer in README is the base scenario's part of the reference table, all of it, and the table's legend."""
    (block,) = re.findall(r"```text\n(.*?)\n```", block_of("answer"), flags=re.DOTALL)
    answer, legend, rest = block.partition("\nHow to read the table\n")
    table = (REFERENCE / "table_en.txt").read_text(encoding="utf-8")
    _, second_title, *_ = re.finditer(r"^.+\n=+$", table, flags=re.MULTILINE)
    assert answer.rstrip() == table[: second_title.start()].rstrip()
    assert legend + rest in table


def test_readme_says_in_short_what_the_table_says() -> None:
    """Each chance in the sentences at the top stands in the table below, and each scenario has its line."""
    chances = re.findall(r"\S+% \([^)]*\d\)", block_of("short"))
    answer = " ".join(block_of("answer").split())
    assert chances and all(chance in answer for chance in chances)
    scenarios = pd.read_csv(REFERENCE / "differences.csv").scenario.nunique()
    assert block_of("scenarios").count("\n- **") == scenarios


def test_the_chances_in_readme_are_those_of_the_reference_estimates() -> None:
    """Every chance printed in README is the rounded estimate of the shipped table."""
    printed = re.findall(r"\S+% \([^)]*\d\)", block_of("answer"))
    estimates = pd.read_csv(REFERENCE / "estimates.csv")
    chances = estimates[(estimates.scenario == "as_published") & (estimates.measure == "chance")]
    assert len(printed) == len(chances) == 11
    intervals = zip(chances.estimate, chances.low, chances.high, strict=True)
    assert sorted(printed) == sorted(with_interval(*interval) for interval in intervals)


def test_the_reference_has_charts_in_both_languages() -> None:
    """The shipped charts are there in English and in Chinese, the same set."""
    english, chinese = ({file.name for file in (REFERENCE / "charts" / lang).iterdir()} for lang in ("en", "zh"))
    assert english == chinese
    assert "chances.png" in english


def test_every_line_of_the_reference_table_fits_eighty_columns() -> None:
    """The printed table never needs more than 80 columns."""
    assert all(len(line) <= 80 for line in (REFERENCE / "table_en.txt").read_text(encoding="utf-8").splitlines())
