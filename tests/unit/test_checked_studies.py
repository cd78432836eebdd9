"""What studies of common causes, options and sweeps find is verified, resamples and all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim.plan.noun import Name
from sim.plan.plan import Plan
from sim.report.results import Results, open_results
from sim.report.verification.check import Check
from sim.report.verification.studies import headroom_of_sweeps, swings, unbeaten_options
from sim.report.verification.verify import verify
from sim.study.rows import Row, RunSettings, Study, StudyTable
from sim.study.run import run
from sim.study.sweeps import Sweep
from tests.builders import a_plan, work

SPREAD, UNBEATEN, HEADROOM = "swings follow", "options are unbeaten", "headroom follows"

CHECKS = {SPREAD: swings, UNBEATEN: unbeaten_options, HEADROOM: headroom_of_sweeps}

TIMES = {0.6: "shorter", 0.8: "short", 1.0: "base", 1.2: "long", 1.4: "longer"}


def _plan(times: float, money_cny_10k: int = 900) -> Plan:
    days = {"pert": [300 * times, 700 * times, 1300 * times]}
    return a_plan(
        networks={"rail": {"name": "Rail"}},
        funding={
            "bonds": {
                "kind": "bond",
                "payer": "fund_budget",
                "debt": {"term_years": 2},
                "city_share": 1,
                "tranches_cny_10k": {"2020-01-01": money_cny_10k},
            }
        },
        indicators={
            "km": {"unit": "km", "network": "rail", "benefit_cny_10k_per_unit_year": 100},
            "sites": {"unit": "sites", "network": "rail"},
        },
        targets={
            "line": {"indicator": "km", "at_least": 1, "who_decides": "city"},
            "huts": {"indicator": "sites", "at_least": 1, "who_decides": "city"},
        },
        packages={
            "p": {
                "network": "rail",
                "cost_cny_10k": 400,
                "funding": ["bonds"],
                "delivers": {"km": 1},
                "activities": work(days),
            },
            "q": {"network": "rail", "delivers": {"sites": 1}, "activities": work(days)},
        },
    )


def _study(table: StudyTable, place: Path) -> Results:
    name = Name(en="Works")
    levels = {level: row for level, row in TIMES.items()}
    study = Study(
        table,
        tuple(Row(row, _plan(times, 900 + round(100 * times))) for times, row in TIMES.items()),
        "base",
        table=table,
        sweeps={
            "days": Sweep(name, name, "lower", 1.0, levels),
            "the_other_way": Sweep(name, name, "higher", 1.0, levels),
        },
    )
    return open_results(run(study, RunSettings(results=str(place), replications=40, seed=3)))


@pytest.fixture(scope="module")
def drivers(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return _study("drivers", tmp_path_factory.mktemp("drivers"))


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return _study("options", tmp_path_factory.mktemp("options"))


def of(results: Results, what: str) -> Check:
    """Return the check whose words begin so."""
    (check,) = [one for one in verify(results) if one.what.startswith(what)]
    return check


@pytest.mark.parametrize(
    ("study", "what"), [("drivers", SPREAD), ("drivers", HEADROOM), ("options", UNBEATEN), ("options", HEADROOM)]
)
def test_what_studies_find_as_it_was_written_is_all_right(
    study: str, what: str, request: pytest.FixtureRequest
) -> None:
    """Every check looks at something."""
    check = of(request.getfixturevalue(study), what)
    assert check.looked_at > 0
    assert check.off == ()


def _moved(column: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        table[column] = table[column].astype(float)
        table.loc[table[column].last_valid_index(), column] += 1e-6
        return table

    return tamper


@pytest.mark.parametrize(
    ("study", "what", "table", "column"),
    [
        *[
            ("drivers", SPREAD, "spread", column)
            for column in (
                *("targets", "mean", "mean_low", "mean_high", "spread", "low", "high", "if_independent"),
                *("difference", "difference_low", "difference_high", "replications"),
            )
        ],
        *[
            ("drivers", HEADROOM, "headroom", column)
            for column in ("chance_as_shipped", "level", "low", "high", "replications")
        ],
        *[
            ("options", UNBEATEN, "unbeaten", column)
            for column in ("is_unbeaten", "share_unbeaten", "resamples", "replications")
        ],
    ],
)
def test_a_number_that_was_changed_is_named(
    study: str, what: str, table: str, column: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """By a millionth."""
    results: Results = request.getfixturevalue(study)
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    _moved(column)(results.table(table).copy()).to_csv(folder / f"{table}.csv", index=False)
    lines = CHECKS[what](open_results(folder)).off
    assert len(lines) == 1
    assert lines[0].startswith(f"{table}: ") and f"found {column} " in lines[0]


def test_an_answer_of_another_kind_is_named(drivers: Results, tmp_path: Path) -> None:
    """Such as one that never falls in the range."""
    folder = tmp_path / "copy"
    shutil.copytree(drivers.folder, folder)
    drivers.table("headroom").assign(answer="nothing").to_csv(folder / "headroom.csv", index=False)
    lines = CHECKS[HEADROOM](open_results(folder)).off
    assert len(lines) == len(drivers.table("headroom"))
    assert all(": found nothing, expected " in line for line in lines)
