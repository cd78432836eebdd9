"""The commands as a stranger calls them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from sim import open_results, run_study
from sim.cli import objective_of
from sim.plan.problems import PlanError
from sim.shell.composing import study_of
from sim.study.run import run as perform_study
from tests.builders import PRINTED, a_plan, work
from tests.working_folders import Said, results_in, write_study

FOURNETS = Path(sys.executable).parent / "fournets"


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([FOURNETS, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder with a sim.py of somebody's own, and what a run of two scenarios in it says."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "sim.py").write_text("raise RuntimeError('not this one')\n")
    return folder, call(folder, "run", "-m", "scenario=bonds_late,severe_shocks", "run.replications=2")


def test_a_run_prints_the_table_and_writes_the_folder(run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """Scenarios against the base: table, charts in both languages, tables; beside a sim.py of somebody's own."""
    folder, done = run
    assert done.returncode == 0, done.stderr
    assert "5G stations" in done.stdout
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80
    results = results_in(folder)
    for name in (
        "targets.parquet",
        "estimates.csv",
        "provenance.json",
        "charts/en/chances.png",
        "charts/zh/chances.png",
    ):
        assert (results / name).exists(), name
    assert {one.name for one in folder.iterdir()} == {"sim.py", "results"}


@pytest.mark.parametrize("what", ["rates", "cost", "ledger"])
def test_tables_of_a_results_folder_are_shown(
    run: tuple[Path, subprocess.CompletedProcess[str]], said: Said, what: str
) -> None:
    """Without a word on stderr."""
    status, out, err = said("show", str(results_in(run[0])), what)
    assert (status, err) == (0, [])
    assert out


def test_a_results_folder_is_shown_in_chinese(run: tuple[Path, subprocess.CompletedProcess[str]], said: Said) -> None:
    """The table of targets."""
    status, out, _ = said("show", str(results_in(run[0])), "targets", "--lang", "zh")
    assert status == 0
    assert "轨道" in "".join(out)


def test_several_scenarios_are_rows_of_one_study_and_the_next_run_takes_them_from_the_store(
    run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    """`-m scenario=a,b` is the base, a and b; the same again performs nothing."""
    folder, first = run
    assert "6 replications, 0 of them taken from the store" in first.stderr
    one = open_results(folder / first.stdout.splitlines()[-1])
    assert list(one.words["scenarios"]) == ["as_published", "bonds_late", "severe_shocks"]
    results = one.folder.parent
    line = ["scenario=bonds_late,severe_shocks", "run.replications=2", f"run.results={results}"]
    asked = study_of(line, multirun=True)
    again = open_results(perform_study(asked.study, asked.settings))
    assert again.provenance["tally"]["taken"] == 6
    assert one.provenance["tables_sha256"] == again.provenance["tables_sha256"]
    assert one.folder != again.folder
    shutil.rmtree(again.folder)


def test_a_mistake_ends_a_process_with_one_line_and_status_2(tmp_path: Path) -> None:
    """No traceback, no folder."""
    done = call(tmp_path, "check", "nowhere.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nowhere.yaml: no such file: check the path\n"
    assert not list(tmp_path.iterdir())


def test_chinese_needs_no_quotes(said: Said) -> None:
    """An override in Chinese is taken as it is."""
    assert said("check", "programme.name.zh=成都方案")[0] == 0


def test_hydra_shows_the_job(tmp_path: Path) -> None:
    """`python -m sim` is a plain Hydra application."""
    job = subprocess.run(
        [sys.executable, "-m", "sim", "--cfg", "job"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert job.returncode == 0, job.stderr
    assert "special_purpose_bonds" in job.stdout


def test_one_can_write_and_run_a_scenario_of_ones_own(said: Said, tmp_path: Path) -> None:
    """From an empty folder: a new overlay, found before the shipped ones, runs."""
    assert said("new", "scenario", "mine", "--like", "bonds_late")[0] == 0
    assert (tmp_path / "scenarios" / "mine.yaml").read_text().startswith("# @package _global_")
    assert said("check", "scenario=mine")[0] == 0


WRONG_PLAN = """
programme: {name: Wrong, start: 2020-01-01, deadline: 2020-12-31, horizon: 2021-12-31}
packages:
  a: {activities: {work: {days: soon}}}
  b: {after: [c], activities: {work: {dayz: 3}}}
"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", "arguments are required: VERB"),
        ("frobnicate", "invalid choice: 'frobnicate'"),
        ("run --cfg job", "--cfg: no such option here"),
        ("run scenario=疫情", "no such scenario '疫情'; known are"),
        ("run scenario=bonds_lat", "did you mean 'bonds_late'?"),
        ("run funding.special_purpose_bonds.lag_dys=3", "did you mean 'lag_days'?"),
        ("run run.replications=-1", "run.replications: found -1, expected at least 1"),
        ("run study=four_options", "study: no such choice 'four_options'"),
        ("run run.workers=0", "run.workers: found 0, expected a number of processes"),
        ("run run.workers=tcp://127.0.0.1:9", "run.workers: found no scheduler at tcp://127.0.0.1:9"),
        ("run -m run.seed=1,2", "only scenarios and the plan are swept"),
        ("run scenario=a,b", "add -m"),
        ("run networks.information=", "networks.information: found '', expected a mapping"),
        ("check coordination.review_mode=slow", "expected one of 'series', 'joint' or 'task_force'"),
        ("check programme.discount_rate=${nowhere}", "found a reference that leads nowhere"),
        ("simulate", "arguments are required: PLAN.yaml"),
        ("simulate no.yaml --replications 1 --seed 1 --out o", "no.yaml: no such file"),
        ("simulate no.yaml --replications 0 --seed 1 --out o", "simulate.replications: found 0"),
        ("simulate no.yaml --replications -5 --seed 1 --out o", "simulate.replications: found -5"),
        ("simulate no.yaml --replications 1 --seed 1 --out /proc/o", "--out /proc/o: found a place where no folder"),
        ("simulate no.yaml --replications many --seed 1 --out o", "invalid int value: 'many'"),
        ("list dreams", "invalid choice: 'dreams'"),
        ("new scenario Mine", "Mine: found no name for a scenario"),
        ("new scenario bonds_late", "expected a new one: choose another"),
        ("new scenario mine --like bonds_lte", "did you mean 'bonds_late'?"),
        ("show nowhere targets", "no provenance.json, expected a results folder"),
        ("show nowhere targets more", "more: found one word too many"),
        ("run --lang fr", "argument --lang: invalid choice: 'fr'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(
    said: Said, tmp_path: Path, line: str, expected: str
) -> None:
    """Exit status 2, one line on stderr, nothing on stdout, an empty folder."""
    status, out, err = said(*line.split())
    assert status == 2
    assert not out
    assert len(err) == 1
    assert expected in err[0]
    assert not list(tmp_path.iterdir())


def test_every_problem_of_a_plan_file_is_a_line(said: Said, tmp_path: Path) -> None:
    """All at once, by `check` and by `simulate`."""
    (tmp_path / "plan.yaml").write_text(WRONG_PLAN)
    options = ["--replications", "1", "--seed", "1", "--out", "out"]
    for arguments in (["check", "plan.yaml"], ["simulate", "plan.yaml", *options]):
        status, _, err = said(*arguments)
        assert status == 2
        assert len(err) >= 3
        assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


def test_check_says_what_the_plan_covers_needs_and_rests_on(said: Said) -> None:
    """Packages and tasks by network, loads of agencies, money and grades of evidence, in both languages."""
    for lang, words in (("en", ("Coverage", "6 of 6", "Load", "assumed")), ("zh", ("覆盖情况", "6/6", "负荷", "假设"))):
        status, out, err = said("check", "scenario=bonds_late", "--lang", lang)
        assert (status, err) == (0, [])
        assert all(word in "\n".join(out) for word in words)


def test_check_traces_every_number_of_the_shipped_case(said: Said) -> None:
    """To a clause or an address, and finds every quotation in the plan's text."""
    status, out, err = said("check", "--evidence")
    assert (status, err) == (0, [])
    assert "0 lead nowhere" in " ".join(out)


def test_check_ends_with_2_where_a_number_leads_nowhere(said: Said, tmp_path: Path) -> None:
    """Each is named."""
    (tmp_path / "plan.yaml").write_text(PRINTED)
    status, out, err = said("check", "plan.yaml", "--evidence")
    assert status == 2
    assert "0 numbers trace" in out[0]
    assert any(line.startswith("packages.a.activities.work.days: found 5 without evidence") for line in err)


def test_check_in_full_says_more(said: Said) -> None:
    """Reasons, sources and districts."""
    status, out, err = said("check", "--full")
    assert (status, err) == (0, [])
    assert len(out) > len(said("check")[1]) + 50


def test_check_of_a_plan_without_evidence_says_so(said: Said, tmp_path: Path) -> None:
    """It is fine, and marked."""
    (tmp_path / "plan.yaml").write_text(PRINTED)
    status, out, _ = said("check", "plan.yaml")
    assert status == 0
    assert "  No evidence given." in out


@pytest.mark.parametrize("what", ["scenarios", "studies", "levers", "targets", "packages"])
def test_what_there_is_can_be_listed(said: Said, what: str) -> None:
    """Each list has a head and rows in both languages, and fits the page."""
    for lang in ("en", "zh"):
        status, out, err = said("list", what, "--lang", lang)
        assert (status, err) == (0, [])
        assert len(out) > 1


def test_somebody_elses_configuration_is_left_out_and_told(said: Said, tmp_path: Path) -> None:
    """A config.yaml in ./configs is another program's."""
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "config.yaml").write_text("theirs: 1\n")
    status, out, err = said("list", "studies")
    assert status == 0
    assert "left out" in err[0]
    assert len(out) > 1


def test_a_folder_with_something_in_it_is_not_written_to(said: Said, tmp_path: Path) -> None:
    """`simulate` takes a new folder or an empty one, and leaves any other as it is."""
    (tmp_path / "plan.yaml").write_text(PRINTED)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    options = ["--replications", "5", "--seed", "1", "--out"]
    status, _, err = said("simulate", "plan.yaml", *options, "full")
    assert (status, [path.name for path in (tmp_path / "full").iterdir()]) == (2, ["mine.txt"])
    assert "expected a new or empty folder" in err[0]
    assert said("simulate", "plan.yaml", *options, "empty")[0] == 0
    assert (tmp_path / "empty" / "packages.parquet").exists()
    assert not (tmp_path / "empty" / "targets.parquet").exists(), "a plan without targets has no use for the table"


def test_simulate_writes_the_same_bytes_with_any_workers(said: Said, tmp_path: Path) -> None:
    """And the CSV says what the Parquet file says."""
    (tmp_path / "plan.yaml").write_text(PRINTED)
    for workers in ("1", "2"):
        options = ["--replications", "40", "--seed", "1", "--csv", "--workers", workers, "--out", workers]
        assert said("simulate", "plan.yaml", *options)[0] == 0
    for file in (tmp_path / "1").glob("*.[pc]*"):
        assert file.suffix == ".json" or file.read_bytes() == (tmp_path / "2" / file.name).read_bytes(), file.name
    written, read = (pd.read_parquet(tmp_path / "1" / "packages.parquet"), pd.read_csv(tmp_path / "1" / "packages.csv"))
    assert read.finished_day.tolist() == written.finished_day.tolist()
    assert read.package.tolist() == written.package.tolist()


@pytest.mark.slow
def test_a_plain_hydra_application_leaves_nothing_behind_but_results(tmp_path: Path) -> None:
    """`python -m sim study=x` runs the study."""
    write_study(tmp_path)
    arguments = ["study=mine", "run.replications=2", "run.workers=1", "programme.name.zh=疫情"]
    done = subprocess.run(
        [sys.executable, "-m", "sim", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"configs", "results"}
    assert open_results(results_in(tmp_path)).words["programme"]["zh"] == "疫情"


def test_what_is_wrong_ends_a_plain_hydra_application_with_our_line_and_status_2(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """As it ends the command."""
    with pytest.raises(SystemExit) as ended:
        objective_of(["run.replications=0"])
    assert ended.value.code == 2
    assert capfd.readouterr().err.splitlines() == ["run.replications: found 0, expected at least 1: correct it"]


@pytest.mark.slow
def test_ctrl_c_ends_a_run_in_one_line_and_leaves_no_process(tmp_path: Path) -> None:
    """Status 130, finished batches in the store, no results folder, no worker left."""
    line = [FOURNETS, "run", "scenario=bonds_late", "run.replications=4000", "run.workers=2", "run.batch=16"]
    # What is started in the background ignores Ctrl-C, and hands that down: the run is to hear it wherever tests run.
    run = subprocess.Popen(
        line,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    store = tmp_path / "results" / "store"
    try:
        for _ in range(6000):
            if list(store.glob("[0-9a-f]*")):
                break
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        raise
    assert run.returncode == 130, err
    assert err.splitlines()[-1].startswith("interrupted:")
    assert "Traceback" not in err
    assert [path.name for path in (tmp_path / "results").iterdir()] == ["store"]
    assert list(store.glob("[0-9a-f]*"))


@pytest.mark.slow
def test_a_dask_cluster_gives_the_bytes_of_one_process(tmp_path: Path) -> None:
    """`run.workers=tcp://...` is the same study on a cluster; without a worker it says so."""
    distributed = pytest.importorskip("distributed", reason="needs the package distributed")
    rows = {"small": a_plan(packages={name: {"activities": work({"uniform": [20, 60]})} for name in "pq"})}
    here = run_study(rows, replications=20, batch=16, results=tmp_path / "here")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        there = run_study(rows, replications=20, batch=16, results=tmp_path / "there", workers=address)
        cluster.scale(0)
        cluster.sync(cluster._correct_state)
        with pytest.raises(PlanError, match="found no worker at"):
            run_study(rows, replications=20, results=tmp_path / "nobody", workers=address)
    assert here.provenance["tables_sha256"] == there.provenance["tables_sha256"]
    assert not (tmp_path / "nobody").exists()
