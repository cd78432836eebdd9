"""Headroom: the level at which a chance is 80 %, what is answered when there is none, and the sweeps behind it."""

import math
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.analysis.headroom import Sweeping, crossing, fit, headroom
from sim.plan.problems import PlanError
from sim.report.printed.headroom import headroom_table
from sim.report.printed.layout import display_width
from sim.report.printed.study import study_table
from sim.report.readings.headroom import answers_of, headroom_finding, met_in
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang
from sim.shell.composing import study_of
from tests.unit.results_folder import TARGETS
from tests.unit.study_folders import headroom_folder

LEVELS = np.array([1.0, 2.0, 3.0, 4.0])


def test_the_level_lies_on_the_straight_line_between_two_levels() -> None:
    """From 0.7 at 2 to 0.9 at 3 the chance is 80 % at 2.5; in the other direction it is the mirror."""
    rising = np.array([0.1, 0.7, 0.9, 1.0])
    assert crossing(LEVELS, rising, True) == pytest.approx(2.5)
    assert crossing(LEVELS, rising[::-1], False) == pytest.approx(2.5)


def test_a_level_beyond_the_range_is_infinite_on_its_side() -> None:
    """More would be needed than the range has, or less than it has."""
    low, high = np.full(4, 0.3), np.full(4, 0.95)
    assert (crossing(LEVELS, low, True), crossing(LEVELS, high, True)) == (math.inf, -math.inf)
    assert (crossing(LEVELS, low, False), crossing(LEVELS, high, False)) == (-math.inf, math.inf)


def test_the_fit_never_falls_in_the_direction_that_helps() -> None:
    """What falls is pooled with its neighbour, weighed alike."""
    assert fit(np.array([0.2, 0.6, 0.4, 0.9]), True).tolist() == pytest.approx([0.2, 0.5, 0.5, 0.9])
    assert fit(np.array([0.9, 0.4, 0.6, 0.2]), False).tolist() == pytest.approx([0.9, 0.5, 0.5, 0.2])


@pytest.mark.parametrize(
    ("met_at", "answer", "level"),
    [
        ({1: 10, 2: 10, 3: 10}, "never_in_range", None),
        ({1: 1, 2: 2, 3: 3}, "already_below", None),
        ({1: 7, 2: 9, 3: 10}, "falls", 1.5),
        ({1: 5, 2: 7, 3: 9}, "reached", 2.5),
    ],
)
def test_each_of_the_four_answers_is_given(met_at: dict[int, int], answer: str, level: float | None) -> None:
    """Ten replications at three levels of which the middle one is shipped; more helps."""
    rows = [(f"at_{step}", number, "line", number < met) for step, met in met_at.items() for number in range(10)]
    frame = pd.DataFrame(rows, columns=["scenario", "replication", "target", "met"])
    sweep = Sweeping({float(step): f"at_{step}" for step in met_at}, 2.0, is_higher_better=True)
    (found,) = headroom(frame, {"crews": sweep}, ["line"], 1).to_dict("records")
    assert found["answer"] == answer
    assert found["level"] == pytest.approx(level) if level else math.isnan(found["level"])


def test_a_sweep_adds_a_row_for_each_level_and_knows_where_the_base_stands() -> None:
    """Eight levers at eight levels beside the shipped one, on all works alike but for the last."""
    study = study_of(["study=headroom"]).study
    assert len(study.sweeps) == 8 and all(len(sweep.levels) == 9 for sweep in study.sweeps.values())
    assert len(study.rows) == 1 + 8 * 8
    for sweep in study.sweeps.values():
        assert sweep.levels[sweep.shipped] == study.base == "as_published"
    quick = next(row for row in study.rows if row.name == "work_days_0.6")
    assert quick.plan.levers["all_work_days"].at == 0.6


@pytest.mark.parametrize(
    "wrong",
    [
        {
            "{setting: levers.no_such.at, levels: [1, 2], better: lower}": "levers.no_such",
            "{setting: programme.start, levels: [1, 2], better: lower}": "programme.start",
        },
        {
            "{setting: levers.all_money.at, levels: [2, 1], better: lower}": "expected each above the last",
            "{setting: levers.all_money.at, levels: [1, 2], better: more}": "better",
        },
    ],
    ids=["settings", "words"],
)
def test_wrong_sweeps_are_refused_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    """A setting that is none, no number, levels out of order, a direction that is none."""
    monkeypatch.chdir(tmp_path)
    study = tmp_path / "configs" / "study" / "mine.yaml"
    study.parent.mkdir(parents=True)
    sweeps = ", ".join(f"s{number}: {sweep}" for number, sweep in enumerate(wrong))
    study.write_text(f"rows: {{as_is: {{}}}}\nsweeps: {{{sweeps}}}\n", encoding="utf-8")
    with pytest.raises(PlanError) as raised:
        study_of(["study=mine"])
    problems = raised.value.problems
    for message in wrong.values():
        assert any(message in problem for problem in problems)
    assert not any("\n" in problem for problem in problems)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A folder with two sweeps."""
    return open_results(headroom_folder(tmp_path_factory.mktemp("headroom") / "study"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_gives_every_target_and_lever_in_plain_words(results: Results, lang: Lang) -> None:
    """No line is too wide, none has an identifier or a number that is missing."""
    printed = headroom_table(results, lang)
    assert printed == study_table(results, lang)
    assert max(map(display_width, printed.splitlines())) <= 80
    assert "_" not in printed and "nan" not in printed.lower()
    assert "80%" in printed


def test_the_part_of_a_range_with_80_percent_lies_on_the_better_side(results: Results) -> None:
    """Up to the level where lower is better, from it on where higher is; all or nothing where there is no level."""
    answers = answers_of(results)
    parts = {key: met_in(results, answer) for key, answer in answers.items()}
    for (target, sweep), answer in answers.items():
        low, high = (0.5, 2.0)
        expected = {
            "never_in_range": (low, high),
            "already_below": None,
            "falls": (low, answer.level) if sweep == "days" else (answer.level, high),
            "reached": (low, answer.level) if sweep == "days" else (answer.level, high),
        }
        assert parts[target, sweep] == expected[answer.answer]
    assert {answer.answer for answer in answers.values()} == {"never_in_range", "already_below", "falls", "reached"}


def _with_chances(results: Results, folder: Path, chances: Mapping[str, tuple[float, float, float]]) -> Results:
    """Return the folder with these chances as shipped, with their intervals."""
    shutil.copytree(results.folder, folder)
    estimates = results.table("estimates")
    base = results.words["base"]
    for target, interval in chances.items():
        of_target = (estimates["scenario"] == base) & (estimates["measure"] == "chance")
        estimates.loc[of_target & (estimates["subject"] == target), ["estimate", "low", "high"]] = interval
    estimates.to_csv(folder / "estimates.csv", index=False)
    return open_results(folder)


SAFE, CLOSE, LOST = (1.0, 0.93, 1.0), (0.84, 0.71, 0.92), (0.1, 0.04, 0.2)


def test_a_target_holds_80_percent_only_where_its_whole_interval_does(results: Results, tmp_path: Path) -> None:
    """84 % of 50 runs may be 70 %: it is no safe target and no lost one."""
    first, second, *others = TARGETS
    chances = {first: SAFE, second: CLOSE} | dict.fromkeys(others, LOST)
    said = headroom_finding(_with_chances(results, tmp_path / "close", chances), "en")
    name = TARGETS[second][2]
    assert said.startswith(f"1 of {len(TARGETS)} targets holds a chance of 80% as published; ")
    assert f"1 cannot be told from 80% in {results.words['replications']} runs: {name}" in said


def test_a_target_that_is_told_from_80_percent_is_not_called_unclear(results: Results, tmp_path: Path) -> None:
    """All hold it: nothing is unclear and no other is left to be brought there."""
    said = headroom_finding(_with_chances(results, tmp_path / "safe", dict.fromkeys(TARGETS, SAFE)), "en")
    assert said == f"{len(TARGETS)} of {len(TARGETS)} targets hold a chance of 80% as published"


@pytest.mark.parametrize(
    ("lang", "line"), [("en", "no lever alone reaches 80%"), ("zh", "单独调整任何一项因素都达不到80%")]
)
def test_a_target_that_no_lever_brings_there_has_one_line(
    results: Results, tmp_path: Path, lang: Lang, line: str
) -> None:
    """Instead of one row a lever that all say the same."""
    folder = tmp_path / "below"
    shutil.copytree(results.folder, folder)
    headroom = results.table("headroom")
    lost = next(iter(TARGETS))
    headroom.loc[headroom["target"] == lost, ["answer", "level", "low", "high"]] = ["already_below", *[math.nan] * 3]
    headroom.to_csv(folder / "headroom.csv", index=False)
    blocks = headroom_table(open_results(folder), lang).split("\n\n")
    (block,) = (block for block in blocks if line in block)
    assert len(block.splitlines()) == 2
    assert block.startswith(TARGETS[lost][2 if lang == "en" else 3])


def test_the_range_of_a_lever_has_its_unit(results: Results) -> None:
    """0.5 to 2 of what is in the words of the study."""
    assert "0.5 to 2 times" in headroom_table(results, "en")
    assert "0.5至2倍" in headroom_table(results, "zh")
