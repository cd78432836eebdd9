"""Cost of delay is verified: its days from the packages, its sums, and the worth of the service that is lost."""

import json
import shutil
from collections.abc import Callable
from math import exp, log
from pathlib import Path

import pandas as pd
import pytest

from sim import run_study
from sim.report.results import Results, open_results
from sim.report.verification.check import Check
from sim.report.verification.verify import verify
from tests.builders import a_plan, work

DAYS, SUMS, BENEFITS = "days of cost", "costs of packages", "service lost"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A plan with a line that is late or open at the horizon and one that may be early; one indicator has no target."""
    plan = a_plan(
        delay_cost={"missed_target_cny_10k": {"length": 500}},
        indicators={
            "km": {
                "unit": "km",
                "smallest_unit": 0.1,
                "benefit_cny_10k_per_unit_year": 7,
                "benefit_growth": 0.02,
                "life_years": 20,
            },
            "sites": {"unit": "sites", "benefit_cny_10k_per_unit_year": 3},
        },
        targets={"length": {"indicator": "km", "at_least": 4, "who_decides": "city"}},
        packages={
            "line": {"delivers": {"km": 3.3}, "activities": work({"pert": [300, 600, 2500]})},
            "spur": {"delivers": {"km": 0.9, "sites": 2}, "activities": work({"uniform": [100, 400]})},
        },
    )
    place = tmp_path_factory.mktemp("cost")
    return run_study({"base": plan}, replications=12, results=place)


def of(results: Results, what: str) -> Check:
    """Return the check whose words begin so."""
    (check,) = [one for one in verify(results) if one.what.startswith(what)]
    return check


@pytest.mark.parametrize("what", [DAYS, SUMS, BENEFITS])
def test_cost_as_it_was_written_is_all_right(results: Results, what: str) -> None:
    """All checks look at something: rows late, early and open, and two indicators of which one has no target."""
    check = of(results, what)
    assert check.looked_at > 0
    assert check.off == ()
    rows = results.table("delay_cost")
    assert (rows["days_late"] > 0).any() and (rows["days_early"] > 0).any() and rows["is_open"].any()
    lost = results.table("outcomes").query("outcome.str.startswith('service_lost/')")
    assert set(lost[lost["value"] > 0]["outcome"]) == {"service_lost/km", "service_lost/sites"}


def test_a_benefit_that_grows_by_a_share_a_year_is_forgone_at_the_rate_less_its_growth(results: Results) -> None:
    """Each late line of 3.3 km, at 7 a km and year growing by 2 %, for 20 years, at 8 %."""
    lines = results.sql(
        "SELECT * FROM delay_cost JOIN packages USING (scenario, replication, package) "
        "WHERE package = 'line' AND component = 'benefits_forgone'"
    )
    net = log(1.08 / 1.02)
    for row in lines.itertuples():
        opening, late = row.planned_finish_day / 365.25, row.days_late / 365.25
        expected = 7 * 3.3 * (1 - exp(-net * 20)) / net * exp(-net * opening) * (1 - exp(-net * late))
        assert row.cost_cny_10k == pytest.approx(expected, rel=1e-6)
    assert len(lines) > 0


Tamper = Callable[[pd.DataFrame], pd.DataFrame]


def changed(results: Results, folder: Path, table: str, tamper: Tamper) -> Results:
    """Return a copy of the folder with one table changed."""
    shutil.copytree(results.folder, folder)
    tamper(results.table(table).copy()).to_parquet(folder / f"{table}.parquet")
    return open_results(folder)


def more(column: str, by: float, first: str = "replication == 0") -> Tamper:
    """Return what adds to a number of the first row of which something is true."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table.query(first, engine="python").index[0], column] += by
        return table

    return tamper


def without_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table less its first row."""
    return table.iloc[1:]


def all_finished(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows of cost that say that no package is open."""
    return table.assign(is_open=table["is_open"] & (table["package"] == ""))


@pytest.mark.parametrize(
    ("what", "table", "tamper", "says"),
    [
        (DAYS, "delay_cost", more("days_late", 2e-6, "days_late > 0 and package != ''"), "delay_cost: "),
        (DAYS, "delay_cost", more("days_early", 1, "days_early > 0"), "days late, "),
        (DAYS, "delay_cost", all_finished, "finished, expected"),
        (DAYS, "packages", more("planned_finish_day", -1), "delay_cost: "),
        (SUMS, "delay_cost_sums", more("cost_cny_10k", 1), "delay_cost: programme / "),
        (SUMS, "delay_cost_sums", without_first, "expected 0"),
        (BENEFITS, "outcomes", more("value", 1e-3, "outcome == 'service_lost/km'"), "delay_cost_sums: length / "),
        (BENEFITS, "outcomes", more("value", 1e-3, "outcome == 'service_lost/sites'"), "delay_cost_sums:  / "),
        (BENEFITS, "delay_cost_sums", more("cost_cny_10k", 0.01, "component == 'benefits_forgone'"), "by outcomes"),
    ],
)
def test_a_number_of_cost_that_was_changed_is_named_in_a_plain_line(
    results: Results, tmp_path: Path, what: str, table: str, tamper: Tamper, says: str
) -> None:
    """However little: two micro-days, a hundredth of 万元, a row that went."""
    lines = of(changed(results, tmp_path / "copy", table, tamper), what).off
    assert lines
    assert any(says in line for line in lines)
    assert all(line.startswith("base, replication ") and "\n" not in line for line in lines)


def test_a_benefit_of_a_unit_that_was_changed_is_found(results: Results, tmp_path: Path) -> None:
    """The words of the provenance say what a unit is worth a year."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    benefits = provenance["words"]["scenarios"]["base"]["benefits"]
    assert benefits == {
        "km": {"target": "length", "cny_10k_per_unit_year": 7},
        "sites": {"target": "", "cny_10k_per_unit_year": 3},
    }
    benefits["km"]["cny_10k_per_unit_year"] = 8
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    assert of(open_results(folder), BENEFITS).off
