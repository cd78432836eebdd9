"""Replications of a results folder are performed again, and what differs in any row is said in a plain line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import yaml

from sim import run_study
from sim.cli import status_of
from sim.report.results import Results, open_results
from sim.shell.rerunning import chosen_replications, rerun
from tests.builders import a_plan, work

KEPT, ALL = 4, 6


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Two scenarios, the second slower, of six replications of which four keep their packages."""
    plans = {
        name: a_plan(
            delay_cost={"prolongation_share": 0.1},
            funding={"bank": {"payer": "builders", "kind": "credit_line", "opening_cny_10k": 900}},
            indicators={"km": {"unit": "km", "benefit_cny_10k_per_unit_year": 7, "life_years": 20}},
            targets={"length": {"indicator": "km", "at_least": 3, "who_decides": "city"}},
            packages={
                "line": {
                    "cost_cny_10k": 800,
                    "funding": ["bank"],
                    "delivers": {"km": 3},
                    "activities": work({"pert": [300, longest / 2, longest]}),
                }
            },
        )
        for name, longest in (("base", 1200), ("slower", 1900))
    }
    return run_study(plans, replications=ALL, keep=KEPT, seed=7, results=tmp_path_factory.mktemp("again"))


def copy_of(results: Results, folder: Path) -> Path:
    """Return a copy of the folder."""
    shutil.copytree(results.folder, folder)
    return folder


def test_what_is_performed_again_is_the_same_to_the_last_digit(results: Results) -> None:
    """Five replications of both scenarios unless asked otherwise, and never more than there are."""
    few, every = rerun(results, 5), rerun(results, 1000)
    assert few.off == every.off == ()
    assert (few.replications, few.scenarios) == (5, 2)
    assert (every.replications, every.scenarios) == (2 * KEPT, 2)
    assert few.tables >= 15
    assert every.rows > few.rows > 1000


@pytest.mark.parametrize(
    ("scenarios", "replications", "asked"), [(2, 6, 5), (5, 200, 5), (3, 2, 6), (1, 9, 4), (4, 1, 9)]
)
def test_replications_are_chosen_by_a_rule_and_spread_over_scenarios(
    scenarios: int, replications: int, asked: int
) -> None:
    """None twice, of each scenario as many as of the others, and not all of them the first."""
    names = [f"s{number}" for number in range(scenarios)]
    chosen = chosen_replications(names, replications, asked)
    assert chosen == chosen_replications(names, replications, asked)
    assert len(set(chosen)) == len(chosen) == min(asked, scenarios * replications)
    assert all(0 <= number < replications for _, number in chosen)
    counts = [sum(scenario == name for scenario, _ in chosen) for name in names]
    assert max(counts) - min(counts) <= 1
    assert replications == 1 or len({number for _, number in chosen}) > 1


def nudged(column: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return what changes a number by as little as it can be stored."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(**{column: table[column] * (1 + 2**-52)})

    return tamper


@pytest.mark.parametrize(
    ("table", "tamper", "says"),
    [
        ("packages", nudged("started_day"), None),
        ("packages", nudged("finished_day"), "packages: base, replication 0, row 1 (line): found finished_day "),
        ("targets", nudged("margin_days"), "targets: base, replication 0, row 1 (length): found margin_days "),
        ("targets", lambda table: table.assign(met=~table["met"]), "found met "),
        ("ledger", nudged("days"), "ledger: base, replication 0, row 1 (line): found days "),
        ("ledger", lambda table: table.assign(cause="shock"), "found cause 'shock', expected "),
        ("delay_cost", nudged("cost_cny_10k"), "delay_cost: "),
        ("delay_cost", lambda table: table.iloc[:0], "found nothing, expected package 'line'"),
        ("progress", lambda table: pd.concat([table, table.tail(1)]), None),
        ("progress", lambda table: table.assign(unit="m"), "more rows like these"),
        ("cash", lambda table: table.drop(columns="source"), "found no column source, expected it"),
    ],
)
def test_a_row_that_differs_is_named(
    results: Results, tmp_path: Path, table: str, tamper: Callable[[pd.DataFrame], pd.DataFrame], says: str | None
) -> None:
    """By table, scenario, replication and row; a replication that is not performed again stays as it was."""
    folder = copy_of(results, tmp_path / "copy")
    tamper(results.table(table).copy()).to_parquet(folder / f"{table}.parquet")
    off = rerun(open_results(folder), 5).off
    assert all("\n" not in line for line in off)
    if says is None:
        assert off == ()
    else:
        assert any(says in line for line in off), off[:2]


def test_differences_end_with_status_1_and_none_with_0(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is the same is said in one line; a difference is a line on stderr."""
    assert status_of(["verify", str(results.folder), "--rerun"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("performed again: 5 replications of 2 scenarios, ")
    assert said.out.endswith("tables, all the same\n") and said.err == ""
    folder = copy_of(results, tmp_path / "copy")
    results.table("targets").assign(value_at_deadline=9.0).to_parquet(folder / "targets.parquet")
    assert status_of(["verify", str(folder), "--rerun", "2"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("performed again: 2 replications") and said.out.endswith("not the same\n")
    assert said.err.splitlines()[0].startswith(
        "targets: base, replication 0, row 1 (length): found value_at_deadline 9"
    )


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "study.yaml").unlink(), "study.yaml: no such file"),
        (lambda folder: (folder / "study.yaml").write_text("a: ["), "study.yaml: found no rows"),
        (lambda folder: (folder / "study.yaml").write_text("a: 1"), "study.yaml: found no rows"),
        (lambda folder: (folder / "provenance.json").unlink(), "no provenance.json"),
        (lambda folder: (folder / "provenance.json").write_text('{"words": {}}'), "provenance.json: no key versions"),
    ],
)
def test_a_folder_that_does_not_hold_a_study_ends_with_status_2(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], object], says: str
) -> None:
    """In one line."""
    folder = copy_of(results, tmp_path / "copy")
    spoil(folder)
    assert status_of(["verify", str(folder), "--rerun"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line


def test_a_row_that_study_yaml_lacks_or_has_otherwise_is_named(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan that cannot be read says where; one that can is performed as it stands, and differs."""
    folder = copy_of(results, tmp_path / "copy")
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    slower = written["study"]["rows"].pop("slower")
    file.write_text(yaml.safe_dump(written), encoding="utf-8")
    assert status_of(["verify", str(folder), "--rerun"]) == 2
    assert "found no row 'slower'" in capsys.readouterr().err
    written["study"]["rows"]["slower"] = slower | {"changes": {"programme": {"deadline": "soon"}}}
    file.write_text(yaml.safe_dump(written), encoding="utf-8")
    assert status_of(["verify", str(folder), "--rerun"]) == 2
    assert "study.yaml: slower: programme.deadline: " in capsys.readouterr().err
    written["study"]["rows"]["slower"] = slower | {"changes": {}}
    file.write_text(yaml.safe_dump(written), encoding="utf-8")
    assert status_of(["verify", str(folder), "--rerun"]) == 1
    assert "slower, replication " in capsys.readouterr().err


def test_another_version_of_the_model_is_said_first(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then what it made is compared all the same."""
    folder = copy_of(results, tmp_path / "copy")
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    provenance["versions"]["model"] = "0.0.1+abc"
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    assert status_of(["verify", str(folder), "--rerun", "1"]) == 0
    assert "made by version 0.0.1+abc of the model, this is " in capsys.readouterr().err
    results.table("targets").assign(value_at_deadline=9.0).to_parquet(folder / "targets.parquet")
    assert status_of(["verify", str(folder), "--rerun", "1"]) == 1
    assert "made by version 0.0.1+abc" in capsys.readouterr().err.splitlines()[0]


def test_fewer_than_one_replication_is_refused(results: Results, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    assert status_of(["verify", str(results.folder), "--rerun", "0"]) == 2
    assert "--rerun 0: found no number of replications" in capsys.readouterr().err
