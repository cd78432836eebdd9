"""The commands as a stranger calls them."""

import subprocess
import sys
from pathlib import Path

import pytest

FOURNETS = Path(sys.executable).parent / "fournets"
SMALL = """
schema: 1
programme: {name: Two crews, start: 2020-01-01, deadline: 2020-12-31, horizon: 2021-12-31}
calendar: continuous                 # every day is a working day, no season
crews: {r1: 4, r2: {2020-01-01: 2, 2020-07-01: 3}}
agencies: {desk: {desks: 2, review_days: {exponential: 1}}}
packages:
  a: {activities: {work: {days: 5, crew: {r1: 2}}}}
  b:
    not_before_day: 3.5              # or not_before: 2020-01-04
    priority: 2                      # lower is served first; ties by arrival
    after: {a: {kind: FS, lag_days: 0}}    # or after: [a]
    permits: {lead: desk}
    activities: {work: {days: {pert: [4, 6, 11]}, crew: {r1: 1, r2: 1}, rework: 0.1}}
"""


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([FOURNETS, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_a_run_prints_the_table_and_writes_the_folder(tmp_path: Path) -> None:
    """One scenario against the base: table, charts in both languages, tables; beside a sim.py of somebody's own."""
    (tmp_path / "sim.py").write_text("raise RuntimeError('not this one')\n")
    done = call(tmp_path, "run", "scenario=bonds_late", "run.replications=4")
    assert done.returncode == 0, done.stderr
    assert "5G stations" in done.stdout
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80
    (folder,) = [one for one in (tmp_path / "results").iterdir() if one.name != "store"]
    for name in (
        "targets.parquet",
        "estimates.csv",
        "provenance.json",
        "charts/en/chances.png",
        "charts/zh/chances.png",
    ):
        assert (folder / name).exists(), name
    assert {one.name for one in tmp_path.iterdir()} == {"sim.py", "results"}
    shown = call(tmp_path, "show", str(folder), "targets", "--lang", "zh")
    assert shown.returncode == 0
    assert "轨道" in shown.stdout


def test_the_small_plan_of_the_documents_simulates(tmp_path: Path) -> None:
    """Any plan file runs without Hydra and gets its tables, as Parquet and CSV."""
    (tmp_path / "plan.yaml").write_text(SMALL)
    done = call(tmp_path, "simulate", "plan.yaml", "--replications", "20", "--seed", "1", "--out", "out", "--csv")
    assert done.returncode == 0, done.stderr
    assert {"packages.parquet", "packages.csv"} <= {one.name for one in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "scenario=bonds_lat"), "bonds_late"),
        (("run", "funding.special_purpose_bonds.lag_dys=3"), "lag_days"),
        (("run", "run.replications=-1"), "run.replications"),
        (("check", "nowhere.yaml"), "no such file"),
    ],
)
def test_a_mistake_gives_one_line_status_2_and_nothing_written(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """No traceback, no folder: where, what was found, what was expected, what to do."""
    done = call(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_chinese_needs_no_quotes_and_hydra_shows_the_job(tmp_path: Path) -> None:
    """An override in Chinese is taken as it is; `python -m sim` is a plain Hydra application."""
    done = call(tmp_path, "check", "programme.name.zh=成都方案")
    assert done.returncode == 0, done.stderr
    job = subprocess.run(
        [sys.executable, "-m", "sim", "--cfg", "job"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert job.returncode == 0, job.stderr
    assert "special_purpose_bonds" in job.stdout


def test_one_can_write_and_run_a_scenario_of_ones_own(tmp_path: Path) -> None:
    """From an empty folder: a new overlay, found before the shipped ones, runs."""
    assert call(tmp_path, "new", "scenario", "mine", "--like", "bonds_late").returncode == 0
    assert (tmp_path / "scenarios" / "mine.yaml").read_text().startswith("# @package _global_")
    assert call(tmp_path, "check", "scenario=mine").returncode == 0
