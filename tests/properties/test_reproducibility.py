"""Same plan, seed and version give the same bytes, whatever the workers or the batches."""

from pathlib import Path

import pytest

from sim import draw, run_study
from tests.builders import a_plan, work

TABLES = ("targets", "packages", "progress", "delay_cost", "ledger", "causes", "networks", "sources")


def small(**more):
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
