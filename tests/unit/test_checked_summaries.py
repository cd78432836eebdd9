"""Summaries over replications and over settings are verified: a number that was changed is named in a plain line."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.plan.plan import Plan
from sim.report.results import Results, open_results
from sim.report.verification.check import Check
from sim.report.verification.verify import verify
from sim.study.rows import Row, RunSettings, Study
from sim.study.run import run
from tests.builders import a_plan, work

OUTCOMES, RATES, BUILT = "means of outcomes", "the four rates", "construction rates"
SHIPPED, BOUNDS, VARIANCE, TAKEN = "settings begin", "bounds over", "shares of variance", "what mechanisms take"


def _plan(days: Any, review_days: float = 300) -> Plan:
    return a_plan(
        networks={"rail": {"name": "Rail"}},
        agencies={"bureau": {"desks": 1, "review_days": review_days}},
        indicators={"km": {"unit": "km", "network": "rail", "baseline": 10, "benefit_cny_10k_per_unit_year": 7}},
        targets={"line": {"indicator": "km", "at_least": 15, "who_decides": "city"}},
        packages={
            "p": {
                "network": "rail",
                "activities": work(days),
                "permits": {"lead": "bureau"},
                "delivers": {"km": 5},
            }
        },
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A base with settings of its inputs and mechanisms left out, and another scenario."""
    days = {"uniform": [400, 800]}
    study = Study(
        "asked",
        (Row("base", _plan(days)), Row("other", _plan(days, 200))),
        "base",
        of_the_base=("assumptions", "base_rates"),
        settings=tuple(Row(f"s{more}", _plan({"uniform": [350 + 60 * more, 900]}, 250)) for more in range(4)),
        inputs=1,
    )
    asked = {"replications": 20, "settings_replications": 12, "without_replications": 15}
    return open_results(run(study, RunSettings(results=str(tmp_path_factory.mktemp("asked")), **asked)))


def of(results: Results, what: str) -> Check:
    """Return the check whose words begin so."""
    (check,) = [one for one in verify(results) if one.what.startswith(what)]
    return check


@pytest.mark.parametrize("what", [OUTCOMES, RATES, BUILT, SHIPPED, BOUNDS, VARIANCE, TAKEN])
def test_summaries_as_they_were_written_are_all_right(results: Results, what: str) -> None:
    """Every check looks at something."""
    check = of(results, what)
    assert check.looked_at > 0
    assert check.off == ()


Tamper = Callable[[pd.DataFrame], pd.DataFrame]


def moved(column: str, where: str = "index >= 0", by: float = 1e-6) -> Tamper:
    """Return what moves the last number of a column that is there, among the rows of which something is true."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        table[column] = table[column].astype(float)
        table.loc[table.query(where, engine="python")[column].last_valid_index(), column] += by
        return table

    return tamper


def without_last(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table less its last row."""
    return table.iloc[:-1]


def of_another_quarter(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a row more, of a quarter that is not there."""
    return pd.concat([table, table.tail(1).assign(quarter="1999Q1")])


def bounded_in_other(table: pd.DataFrame) -> pd.DataFrame:
    """Return estimates of which another scenario than the base has bounds too."""
    return table.assign(low_assumed=table["low_assumed"].fillna(0.0))


def set_apart(table: pd.DataFrame) -> pd.DataFrame:
    """Return settings of which each says more than the one before it."""
    return table.assign(number=table["number"] + table["setting"])


MET_AS_SHIPPED = "setting == 0 and quantity == 'met' and subject == 'line'"
TAKES = "measure == 'chance_taken'"


@pytest.mark.parametrize(
    ("what", "table", "tamper", "says"),
    [
        *[
            (OUTCOMES, "outcome_means", moved(column), f"found {column} ")
            for column in ("mean", "low", "high", "p10", "p90", "replications")
        ],
        (OUTCOMES, "outcome_means", without_last, "found no such row"),
        (OUTCOMES, "outcome_means", of_another_quarter, "1999Q1"),
        *[
            (RATES, "four_rates", moved(column), f"found {column} ")
            for column in ("mean", "low", "high", "p10", "p50", "p90", "planned", "replications")
        ],
        (RATES, "four_rates", without_last, "found no such row"),
        *[
            (BUILT, "rates", moved(column, by=1), f"found {column} ")
            for column in (
                *("rate_p10", "rate_p50", "rate_p90", "planned_rate", "needed_rate"),
                *("cumulative_p10", "cumulative_p50", "cumulative_p90", "planned_cumulative"),
            )
        ],
        (BUILT, "rates", without_last, "found no such row"),
        (SHIPPED, "settings", moved("number", "setting == 0 and quantity == 'margin'"), "margin of line: found"),
        (
            SHIPPED,
            "settings",
            moved("number", "setting == 0 and quantity == 'met' and subject == 'line'"),
            "met of line: found",
        ),
        *[
            (BOUNDS, "estimates", moved(column, f"measure == '{measure}'"), f"/ {measure} / ")
            for measure in ("chance", "margin_p50", "value_p50", "delay_cost_mean", "delay_cost_p80")
            for column in ("low_assumed", "high_assumed")
        ],
        (BOUNDS, "estimates", bounded_in_other, "estimates: other / chance / "),
        (
            BOUNDS,
            "settings",
            lambda table: table.assign(number=table["number"] + table["setting"]),
            "found low_assumed",
        ),
        *[(VARIANCE, "assumptions", moved(column), f"found {column} ") for column in ("first", "total", "middle")],
        *[(TAKEN, "estimates", moved(column, TAKES), f"found {column} ") for column in ("estimate", "low", "high")],
        (TAKEN, "estimates", lambda table: table.query("measure != 'chance_taken'"), "found no such row"),
        (TAKEN, "left_out", lambda table: table.assign(met=~table["met"]), "chance_taken / line/"),
    ],
)
def test_a_number_that_was_changed_is_named_in_a_plain_line(
    results: Results, tmp_path: Path, what: str, table: str, tamper: Tamper, says: str
) -> None:
    """However little; and a row that went, or that is of nothing."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    changed = tamper(results.table(table).copy())
    file = open_results(folder).file_of(table)
    if file.suffix == ".csv":
        changed.to_csv(file, index=False)
    else:
        changed.to_parquet(file)
    lines = of(open_results(folder), what).off
    assert any(says in line for line in lines), lines[:3]
    assert all(line.startswith(("estimates: ", f"{table}: ")) and "\n" not in line for line in lines)
