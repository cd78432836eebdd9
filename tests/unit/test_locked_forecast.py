"""The locked forecast: made by one command, never edited."""

import hashlib
import shutil
from pathlib import Path

import pytest

from sim.report.locked import FILES, SUMS, milestones_table, sums_of, targets_table
from sim.report.results import Results, open_results
from tests.pages import ROOT, renewer
from tests.unit.results_folder import make_results_folder

FOLDER = ROOT / "results" / "forecast_2020"


def sha256_of_the_scenario() -> str:
    return hashlib.sha256((ROOT / "scenarios" / "calibrated_2020.yaml").read_bytes()).hexdigest()


def test_no_file_was_edited() -> None:
    """Each has the sum that stands beside it."""
    beside = dict(line.split("  ")[::-1] for line in (FOLDER / SUMS).read_text(encoding="utf-8").splitlines())
    assert beside == sums_of(FOLDER)


def test_the_changelog_has_the_sums() -> None:
    """Word for word."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert renewer("renew_forecast").with_sums(changelog, FOLDER) == changelog
    assert [name for name, digest in sums_of(FOLDER).items() if digest not in changelog] == []


def test_the_readme_says_when_figures_were_printed_and_what_the_forecast_was_made_from() -> None:
    """What happened by the end of 2020 was printed up to 12 March 2021; the scenario's file has its sum."""
    words = {"seed": 2020, "data_date": "2020-07-01", "horizon": "2028-12-31"}
    written = " ".join(renewer("renew_forecast").readme(words, "0.1.0", 1000).split())
    assert "what had happened by 2020-12-31, and were printed up to 2021-03-12, or on pages that tell no day" in written
    assert f"`scenarios/calibrated_2020.yaml` with sha256 `{sha256_of_the_scenario()}`" in written


def test_the_scenario_is_the_one_that_the_forecast_was_made_from() -> None:
    """Else `docs/renew_forecast.py --replace` is due."""
    written = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    assert f"`scenarios/calibrated_2020.yaml` with sha256 `{sha256_of_the_scenario()}`" in written


def test_an_edited_file_has_another_sum(tmp_path: Path) -> None:
    """A blank at its end is enough."""
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    with (tmp_path / "targets.csv").open("a", encoding="utf-8") as opened:
        opened.write(" ")
    assert sums_of(tmp_path)["targets.csv"] != sums_of(FOLDER)["targets.csv"]


def test_a_forecast_that_is_there_is_not_overwritten() -> None:
    """Unless it is asked for."""
    maker = renewer("renew_forecast")
    with pytest.raises(SystemExit, match="found a locked forecast"):
        maker.refuse_to_overwrite(FOLDER, replace=False)
    maker.refuse_to_overwrite(FOLDER, replace=True)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """One scenario with 40 replications."""
    return open_results(make_results_folder(tmp_path_factory.mktemp("results"), ("as_published",)))


def test_the_chance_of_a_target_is_the_share_that_met_it(results: Results) -> None:
    """With the number of replications behind it."""
    met = results.targets.groupby("target").met.mean()
    table = targets_table(results).set_index("target")
    assert table.chance.to_dict() == pytest.approx(met.to_dict(), abs=5e-5)
    assert set(table.replications) == {40}


def test_a_quantile_of_a_day_that_does_not_come_is_after_the_horizon(results: Results) -> None:
    """The worst day of a target that is not always attained, and a date where it comes."""
    never = results.targets[results.targets.attained_day.isna()].target.value_counts()
    name = next(key for key, count in never.items() if count >= 3)
    row = targets_table(results).set_index("target").loc[name]
    assert row.day_p95 == f"after {results.words['horizon']}"


def test_a_promise_without_a_day_of_its_own_is_marked(results: Results) -> None:
    """All promises of the made-up folder have the deadline's."""
    table = milestones_table(results)
    assert set(table.due_is) == {"inherited"}
    assert len(table) == results.milestones.milestone.nunique()
