"""README says what the shipped answer says. Rewritten by `.venv/bin/python docs/renew_reference.py`."""

import re
from pathlib import Path

import pandas as pd

from sim.report.numbers import with_interval

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "results" / "reference"


def test_readme_shows_the_reference_table() -> None:
    """The answer in README is the base scenario's part of the reference table and its legend, word for word."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- answer: begin -->\n```text\n(.*?)\n```", readme, flags=re.DOTALL)
    answer, legend, rest = block.partition("\nHow to read the table\n")
    table = (REFERENCE / "table_en.txt").read_text(encoding="utf-8")
    assert answer and table.startswith(answer)
    assert legend + rest in table


def test_the_chances_in_readme_are_those_of_the_reference_estimates() -> None:
    """Every chance printed in README is the rounded estimate of the shipped table."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("<!-- answer: begin -->")[1].split("<!-- answer: end -->")[0]
    printed = re.findall(r"\S+% \([^)]*\d\)", block)
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
