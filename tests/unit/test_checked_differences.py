"""Estimates and differences between scenarios are verified with both bounds, and what they say of them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim import run_study
from sim.report.results import Results, open_results
from sim.report.verification.check import Check
from sim.report.verification.differences import differences_to_series
from sim.report.verification.verify import verify
from tests.builders import a_plan, work

PAIRED, OF_ESTIMATES, ESTIMATES = "differences follow pair", "differences follow from", "estimates follow"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Two networks with a target each; the second scenario is slower."""
    plans = {
        name: a_plan(
            networks={"rail": {"name": "Rail"}, "grid": {"name": "Grid"}},
            indicators={
                "km": {"unit": "km", "network": "rail", "benefit_cny_10k_per_unit_year": 7},
                "sites": {"unit": "sites", "network": "grid"},
            },
            targets={
                "length": {"indicator": "km", "at_least": 3, "who_decides": "city"},
                "stations": {"indicator": "sites", "at_least": 1, "who_decides": "builders"},
            },
            packages={
                "line": {"network": "rail", "delivers": {"km": 3}, "activities": work({"pert": [300, 600, longest]})},
                "hut": {"network": "grid", "delivers": {"sites": 1}, "activities": work({"pert": [300, 600, 1700]})},
            },
        )
        for name, longest in (("base", 1200), ("slower", 1900))
    }
    return run_study(plans, replications=40, keep=9, results=tmp_path_factory.mktemp("pairs"))


def of(results: Results, what: str) -> Check:
    """Return the check whose words begin so."""
    (check,) = [one for one in verify(results) if one.what.startswith(what)]
    return check


@pytest.mark.parametrize("what", [PAIRED, OF_ESTIMATES, ESTIMATES])
def test_what_was_written_is_all_right(results: Results, what: str) -> None:
    """Every check looks at something."""
    check = of(results, what)
    assert check.looked_at > 0
    assert check.off == ()


Tamper = Callable[[pd.DataFrame], pd.DataFrame]


def off_by(measure: str, column: str, by: float = 1e-6) -> Tamper:
    """Return what moves a number of the last row of a measure a little."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table.index[table["measure"] == measure][-1], column] += by
        return table

    return tamper


def without(measure: str) -> Tamper:
    """Return what takes the rows of a measure out."""
    return lambda table: table[table["measure"] != measure]


def always_seen(table: pd.DataFrame) -> pd.DataFrame:
    """Return differences that say that each is seen."""
    return table.assign(says="")


def of_nobody(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a row more, of a target that is not there."""
    return pd.concat([table, table[table["measure"] == "chance"].head(1).assign(subject="nobody")])


@pytest.mark.parametrize(
    ("what", "table", "tamper", "says"),
    [
        *[
            (PAIRED, "differences", off_by(measure, column), f"slower / {measure} / ")
            for measure in (
                *("chance", "margin_p50", "days_late_mean", "network_chance", "network_margin_mean"),
                *("margin_mean", "targets_met_mean", "delay_cost_mean"),
            )
            for column in ("estimate", "low", "high")
        ],
        (PAIRED, "differences", off_by("network_delay_cost_mean", "low", 1.0), "found low 1, expected 0"),
        (PAIRED, "differences", without("network_chance"), "found no such row"),
        (PAIRED, "differences", of_nobody, "chance / nobody: found a row"),
        (PAIRED, "differences", always_seen, "found nothing said from "),
        (OF_ESTIMATES, "estimates", off_by("margin_mean", "estimate"), "differences: slower / margin_mean"),
        *[
            (ESTIMATES, "estimates", off_by(measure, column), f"slower / {measure} / ")
            for measure in (
                *("chance", "value_p10", "margin_p90", "days_late_mean", "network_chance", "network_margin_mean"),
                *("margin_mean", "targets_met_mean"),
            )
            for column in ("estimate", "low", "high")
        ],
        (ESTIMATES, "estimates", without("network_chance"), "found no such row"),
    ],
)
def test_a_number_that_was_changed_is_named(
    results: Results, tmp_path: Path, what: str, table: str, tamper: Tamper, says: str
) -> None:
    """Estimate or bound, however little; a row that went or that nobody knows."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    tamper(results.table(table).copy()).to_csv(folder / f"{table}.csv", index=False)
    lines = of(open_results(folder), what).off
    assert any(says in line for line in lines), lines[:3]
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("column", ["", "estimate", "low", "high"])
def test_what_a_way_of_review_is_ahead_of_reviews_in_series_is_checked(
    results: Results, tmp_path: Path, column: str
) -> None:
    """As differences are, to the row whose reviews are in series."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    provenance["words"]["scenarios"]["base"]["position"]["review_mode"] = "series"
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    silos = results.table("differences").drop(columns="says")
    (off_by("margin_mean", column)(silos) if column else silos).to_csv(folder / "silos.csv", index=False)
    check = differences_to_series(open_results(folder))
    assert check.looked_at > 0
    assert len(check.off) == bool(column)
    assert all(line.startswith(f"silos: slower / margin_mean / all_targets: found {column} ") for line in check.off)
