"""What `simulate` and `run` say at their end of what is still open at the horizon."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim import run_study
from sim.cli import status_of
from sim.config import read_plan
from sim.plan.causes import CauseKind
from sim.report.catalogue import CATALOGUE
from sim.report.printed.layout import display_width
from sim.report.printed.open_waits import open_waits_lines
from sim.report.readings.open_waits import still_open
from sim.report.results import Results
from sim.report.words import LANGS, Lang
from tests.builders import work
from tests.unit.test_open_waits import ALL_WELL, NEVER_WON, NO_END, NO_MONEY, mapping_of

NEVER_BEGIN = (CauseKind.SLOWED, CauseKind.SEASON, CauseKind.HOLIDAY, CauseKind.SHOCK, CauseKind.FLOAT)
"""Kinds of cause that no step of a package is under: they share the days of others."""


def said_by_simulate(folder: Path, sections: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what `simulate` says of a plan on stderr once it is done."""
    (folder / "plan.yaml").write_text(yaml.safe_dump(mapping_of(sections)))
    options = ["--replications", "4", "--seed", "1", "--out", str(folder / "out"), "--csv"]
    assert status_of(["simulate", str(folder / "plan.yaml"), *options]) == 0
    said = capsys.readouterr().err.splitlines()
    (done,) = [place for place, line in enumerate(said) if line.startswith("done in ")]
    return said[done + 1 :]


@pytest.mark.parametrize(
    ("sections", "waits"),
    [
        (NO_MONEY, "p waits for money: fund (4 runs)"),
        (NEVER_WON, "p waits for an outside decision: award (4 runs)"),
        (NO_END, "line is still at work (4 runs); p waits for line (4 runs)"),
    ],
)
def test_simulate_says_who_waits_for_what_when_the_plan_ends_with_something_open(
    tmp_path: Path, sections: dict[str, Any], waits: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many runs, and what; the table is there, as CSV too."""
    *runs, last = said_by_simulate(tmp_path, sections, capsys)
    assert " ".join(runs) == (
        "4 of 4 runs end on 29 February 2020 with something still open "
        "(the table open_waits lists it all, with its age):"
    )
    assert last.strip() == waits
    assert (tmp_path / "out" / "open_waits.csv").exists()


def test_simulate_says_nothing_where_all_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And writes no table of it."""
    assert said_by_simulate(tmp_path, ALL_WELL, capsys) == []
    assert not list((tmp_path / "out").glob("open_waits.*"))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Two rows of twenty runs: five packages wait for a line, which in one of the rows is done in half the runs."""
    late = {"w": {"days": {"discrete": {8: 0.5, 80: 0.5}, "planned": 8}}}
    line = {"name": {"en": "The line", "zh": "线路"}}
    users = {f"user_{number}": {"after": ["line"], "activities": work(1)} for number in range(5)}
    rows = {
        name: read_plan(mapping_of({"packages": {"line": {**line, "activities": works}, **users}}))
        for name, works in {"base": late, "never": work(500)}.items()
    }
    return run_study(rows, replications=20, seed=3, results=tmp_path_factory.mktemp("open"))


def test_runs_of_all_rows_are_counted_and_what_holds_up_others_comes_first(results: Results) -> None:
    """The line is open as often as those that wait for it."""
    found = still_open(results)
    assert found.of_runs == 40
    assert 24 < found.runs < 36
    assert [(wait.package, wait.kind, wait.runs) for wait in found.waits] == [
        ("line", "work", found.runs),
        *((f"user_{number}", "predecessor", found.runs) for number in range(5)),
    ]


def test_three_waits_are_told_and_the_others_counted(results: Results) -> None:
    """Packages go by their names."""
    runs = still_open(results).runs
    said = {lang: " ".join(line.strip() for line in open_waits_lines(results, lang)) for lang in LANGS}
    assert said["en"].endswith(
        f"Most often: The line is still at work ({runs} runs); user 0 waits for The line ({runs} runs); "
        f"user 1 waits for The line ({runs} runs); and 3 more"
    )
    assert f"线路尚在施工（{runs}次）；" in said["zh"]
    assert said["zh"].endswith("；另有3项")


@pytest.mark.parametrize("lang", LANGS)
def test_the_lines_fit_eighty_columns_and_have_words_for_every_kind(results: Results, lang: Lang) -> None:
    """No key of a program stands there but the name of the table."""
    lines = open_waits_lines(results, lang)
    assert max(map(display_width, lines)) <= 80
    assert not re.search(r"[a-z]_[a-z]|\{", "".join(lines).replace("open_waits", ""))
    assert all(f"open_wait.{kind}" in CATALOGUE for kind in CauseKind if kind not in NEVER_BEGIN)
