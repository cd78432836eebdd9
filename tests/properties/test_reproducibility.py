"""Same plan, seed and version give the same bytes, whatever the workers or the batches."""

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sim import draw, run_study
from sim.model.draws import QuantitiesRow
from sim.model.engine import perform
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.problems import StudyError
from sim.plan.trace import Trace
from sim.study import performing
from sim.study.aside import Asked
from sim.study.executors import Workers
from sim.study.performing import Unit
from sim.study.rows import LaterRow, Row, RunSettings, Study
from sim.study.stages import prepare
from sim.study.workers import outcomes_of
from tests.builders import a_plan, work

TABLES = (
    *("targets", "packages", "progress", "delay_cost", "delay_cost_sums", "ledger", "root_causes", "causes"),
    *("causes_at_root", "networks", "cash", "fiscal", "open_waits", "unused_days"),
)


def small(**more: Any) -> Plan:
    return a_plan(
        crews={"gang": 1},
        agencies={"desk": {"desks": 1, "review_days": {"exponential": 5}, "return_chance": 0.3}},
        indicators={"tram": {"unit": "km", "benefit_cny_10k_per_unit_year": 10}},
        targets={"tram": {"indicator": "tram", "at_least": 3, "who_decides": "city"}},
        packages={
            "p": {
                "permits": {"lead": "desk"},
                "activities": work({"uniform": [200, 400]}, crew={"gang": 1}),
                "delivers": {"tram": 1},
                "lots": 1,
            },
            "q": {"activities": work({"pert": [200, 250, 600]}, crew={"gang": 1}), "delivers": {"tram": 2}},
            **more,
        },
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = [folder / f"{table}.parquet" for table in TABLES] + [folder / "estimates.csv", folder / "differences.csv"]
    return {file.name: file.read_bytes() for file in files if file.exists()}


def test_workers_and_batches_change_no_byte(tmp_path: Path) -> None:
    """One and two workers and three batch sizes give byte-identical tables."""
    rows = {"base": small(), "other": small(r={"activities": work(10, crew={"gang": 1})})}
    settings = [(1, 256), (2, 256), (1, 7), (2, 16)]
    found = [
        run_study(rows, replications=40, seed=5, workers=workers, batch=batch, results=tmp_path / f"{place}")
        for place, (workers, batch) in enumerate(settings)
    ]
    first, *others = [bytes_of(one.folder) for one in found]
    assert len(first) >= 6
    for other in others:
        assert other == first


def test_a_stopped_study_resumes_from_its_store(tmp_path: Path) -> None:
    """A larger study takes the batches that are there and gives the same answer as one from nothing."""
    rows = {"base": small()}
    run_study(rows, replications=20, seed=5, batch=10, results=tmp_path / "a")
    before = {folder.name for folder in (tmp_path / "a" / "store").iterdir()}
    grown = run_study(rows, replications=40, seed=5, batch=10, results=tmp_path / "a")
    fresh = run_study(rows, replications=40, seed=5, batch=10, results=tmp_path / "b")
    after = {folder.name for folder in (tmp_path / "a" / "store").iterdir()}
    assert before < after
    assert bytes_of(grown.folder) == bytes_of(fresh.folder)


@pytest.mark.parametrize("seed", [1, 2])
def test_adding_a_package_or_more_replications_moves_no_other_draw(seed: int) -> None:
    """Every column that both plans have holds the same numbers, and more replications keep the first ones."""
    before, after = draw(small(), seed, 20), draw(small(r={"activities": work({"uniform": [1, 2]})}), seed, 30)
    shared = [name for name in before.names if name in after.names]
    assert "q/work/days#1" in shared
    for name in shared:
        ours, theirs = before.values[:, before.names.index(name)], after.values[:, after.names.index(name)]
        assert (ours == theirs[:20]).all()


def test_another_row_in_the_study_changes_no_byte_of_the_others(tmp_path: Path) -> None:
    """A row's replications know nothing of the rows beside it, only of the base."""
    late = small(r={"activities": work(10, crew={"gang": 1})})
    two = run_study({"base": small(), "late": late}, replications=20, seed=5, results=tmp_path / "a")
    three = run_study({"base": small(), "new": small(), "late": late}, replications=20, seed=5, results=tmp_path / "b")
    for row in ("base", "late"):
        ours, theirs = (found.targets[found.targets.scenario == row].drop(columns="scenario") for found in (two, three))
        assert ours.reset_index(drop=True).equals(theirs.reset_index(drop=True))


def test_rows_are_known_by_their_plan_and_not_by_their_name(tmp_path: Path) -> None:
    """A renamed row, or a second one with the same plan, is taken from the store."""
    run_study({"base": small()}, replications=20, seed=5, results=tmp_path)
    before = set((tmp_path / "store").iterdir())
    again = run_study({"renamed": small(), "twin": small()}, replications=20, seed=5, results=tmp_path)
    assert set((tmp_path / "store").iterdir()) == before
    assert again.provenance["tally"]["taken"] == 40


def test_a_smaller_study_takes_its_part_of_what_a_larger_one_has_stored(tmp_path: Path) -> None:
    """Of a stored block only the replications that are asked for come into the tables."""
    run_study({"base": small()}, replications=64, seed=5, keep=40, results=tmp_path / "a")
    smaller = run_study({"base": small()}, replications=50, seed=5, keep=40, results=tmp_path / "a")
    fresh = run_study({"base": small()}, replications=50, seed=5, keep=40, results=tmp_path / "b")
    assert bytes_of(smaller.folder) == bytes_of(fresh.folder)
    assert smaller.packages.replication.max() == 39


def test_another_seed_is_another_study(tmp_path: Path) -> None:
    """Nothing of one seed is taken for another."""
    one, other = (run_study({"base": small()}, replications=20, seed=seed, results=tmp_path) for seed in (1, 2))
    assert other.provenance["tally"]["taken"] == 0
    assert bytes_of(one.folder) != bytes_of(other.folder)


def test_two_studies_of_the_same_second_lie_beside_each_other(tmp_path: Path) -> None:
    """A results folder is never written over."""
    folders = {run_study({"base": small()}, replications=2, seed=1, results=tmp_path).folder for _ in range(3)}
    assert len(folders) == 3


STUDY = """
from pathlib import Path
from sim import run_study
from tests.properties.test_reproducibility import small
print("begun", flush=True)
run_study({"base": small()}, replications=4000, seed=5, batch=16, results=Path("stopped"))
"""


def test_a_killed_study_leaves_no_results_and_goes_on_from_its_store(tmp_path: Path) -> None:
    """kill -9 in the middle: no results folder, whole batches only, and the same bytes in the end."""
    root = Path(__file__).parents[2]
    study = subprocess.Popen([sys.executable, "-c", STUDY], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)})
    store = tmp_path / "stopped" / "store"
    for _ in range(6000):
        if store.is_dir() and len(list(store.glob("[0-9a-f]*"))) > 2:
            break
        time.sleep(0.05)
    study.kill()
    study.wait()
    left = {folder for folder in store.iterdir() if not folder.name.startswith(".")}
    assert left
    assert not list((tmp_path / "stopped").glob("study_*"))
    resumed = run_study({"base": small()}, replications=128, seed=5, batch=16, results=tmp_path / "stopped")
    fresh = run_study({"base": small()}, replications=128, seed=5, batch=16, results=tmp_path / "fresh")
    assert resumed.provenance["tally"]["taken"] >= 16
    assert bytes_of(resumed.folder) == bytes_of(fresh.folder)


def test_a_replication_that_fails_is_named_and_loses_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in `failures` with its error; the others are whole, and the store holds no batch with a gap."""
    unlucky = draw(small(), 5, 40).row(17).values

    def perform_or_fail(story: Story, row: QuantitiesRow, log: bool = False) -> Trace:
        if row.values[: len(unlucky)] == unlucky:
            raise ZeroDivisionError("nothing to divide")
        return perform(story, row, log)

    monkeypatch.setattr(performing, "perform", perform_or_fail)
    found = run_study({"base": small()}, replications=40, batch=40, seed=5, results=tmp_path)
    assert found.failures.replication.tolist() == [17]
    assert found.failures.error[0].startswith("ZeroDivisionError: nothing to divide")
    assert sorted(set(found.targets.replication)) == [number for number in range(40) if number != 17]
    assert found.provenance["tally"]["failed"] == 1
    monkeypatch.undo()
    healed = run_study({"base": small()}, replications=40, batch=40, seed=5, results=tmp_path)
    assert healed.targets.replication.nunique() == 40


def test_a_study_in_which_nothing_can_be_performed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the row and the first error, and writes no results."""

    def fail(story: Story, row: QuantitiesRow, log: bool = False) -> Trace:
        raise ZeroDivisionError("nothing to divide")

    monkeypatch.setattr(performing, "perform", fail)
    with pytest.raises(StudyError, match="base: all 4 replications failed, the first with ZeroDivisionError"):
        run_study({"base": small()}, replications=4, seed=5, results=tmp_path)
    assert not list(tmp_path.glob("study_*"))


class Deadly:
    """Ends the process that reads it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def test_a_unit_that_kills_its_workers_loses_no_other() -> None:
    """It is given up after three workers; the units beside it have their tables."""
    stage = prepare(Study("s", (Row("base", small()),), "base"))["base"].stage
    units = {f"unit {place}": Unit(stage, 5, 4 * place, 4, 4) for place in range(4)}
    with Workers(2) as workers:
        outcomes = dict(outcomes_of({"deadly": Unit(pickle.dumps(Deadly()), 5, 0, 4, 4), **units}, workers))
    assert isinstance(outcomes["deadly"], str)
    assert "lost 3 times" in outcomes["deadly"]
    assert all(len(outcomes[name]["targets"]) == 4 for name in units)


def test_a_worker_that_is_lost_while_it_prepares_a_row_is_said_in_one_line() -> None:
    with Workers(2) as workers:
        rows = Asked([LaterRow("deadly", Deadly())], 4, workers)  # type: ignore[arg-type]  ends who reads it
        with pytest.raises(StudyError, match="a worker was lost while it prepared a row"):
            rows.group(RunSettings())
