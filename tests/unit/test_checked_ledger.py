"""Where late days went is verified to the micro-day: package by package, by network, and by missed target."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim import run_study
from sim.plan.plan import Plan
from sim.report.results import Results, open_results
from sim.report.verification.check import Check
from sim.report.verification.verify import verify
from tests.builders import a_plan, work

BY_CAUSE, AT_ROOT = "days late add up by cause", "days late add up at the root"
NETWORKS, TARGETS = "days of networks", "targets lose"
DELIVERERS = "days of targets"
OPEN, UNUSED = "who is not finished waits", "unused days are of"


def plan() -> Plan:
    """Return a plan of two networks: one waits for the other, both have a target, and a second package is late."""
    return a_plan(
        networks={"rail": {"name": "Rail"}, "grid": {"name": "Grid"}},
        indicators={"km": {"unit": "km", "network": "rail"}, "sites": {"unit": "sites", "network": "grid"}},
        targets={
            "length": {"indicator": "km", "at_least": 5, "who_decides": "city"},
            "stations": {"indicator": "sites", "at_least": 1, "who_decides": "city"},
        },
        packages={
            "substation": {"network": "grid", "delivers": {"sites": 1}, "activities": work({"pert": [300, 400, 2500]})},
            "line": {
                "network": "rail",
                "after": ["substation"],
                "delivers": {"km": 3},
                "activities": work({"pert": [200, 300, 900]}),
            },
            "spur": {"network": "rail", "delivers": {"km": 2}, "activities": work({"uniform": [100, 400]})},
        },
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Thirty runs, of which the first twenty keep their packages."""
    return run_study({"base": plan()}, replications=30, keep=20, results=tmp_path_factory.mktemp("ledger"))


def of(results: Results, what: str) -> Check:
    """Return the check whose words begin so."""
    (check,) = [one for one in verify(results, {"base": plan()}) if one.what.startswith(what)]
    return check


@pytest.mark.parametrize("what", [BY_CAUSE, AT_ROOT, NETWORKS, TARGETS, DELIVERERS, OPEN, UNUSED])
def test_days_as_they_were_written_are_all_right(results: Results, what: str) -> None:
    """Every check looks at something."""
    check = of(results, what)
    assert check.looked_at > 0
    assert check.off == ()


Tamper = Callable[[pd.DataFrame], pd.DataFrame]


def more(by: float, first: str = "replication == 0") -> Tamper:
    """Return what adds days to the first row of which something is true."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table.query(first, engine="python").index[0], "days"] += by
        return table

    return tamper


def without_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table less its first row."""
    return table.iloc[1:]


def a_day_more_each(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a day more in every row."""
    return table.assign(days=table["days"] + 1)


def set_in_first(column: str, to: object) -> Tamper:
    """Return what puts something else in the first row."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table.index[0], column] = to
        return table

    return tamper


def moved_between_causes(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of the same days, the first two of one network under each other's cause."""
    first, second = table.index[table["network"] == table["network"].iloc[0]][:2]
    table.loc[[first, second], "days"] = table.loc[[second, first], "days"].to_numpy()
    return table


@pytest.mark.parametrize(
    ("what", "table", "tamper", "says"),
    [
        (BY_CAUSE, "ledger", more(1e-6), "ledger: "),
        (BY_CAUSE, "ledger", more(1e-7), "ledger: "),
        (BY_CAUSE, "ledger", without_first, "ledger: "),
        (BY_CAUSE, "ledger", set_in_first("package", "nobody"), "ledger: nobody: found"),
        (BY_CAUSE, "packages", without_first, "expected the nan"),
        (AT_ROOT, "root_causes", more(1e-6), "root_causes: "),
        (AT_ROOT, "root_causes", set_in_first("cause", "predecessor"), "1 waits for predecessors"),
        (NETWORKS, "networks", more(1e-6), "networks: "),
        (NETWORKS, "networks", without_first, "found 0.0 days"),
        (NETWORKS, "networks", moved_between_causes, "networks: "),
        (NETWORKS, "networks", set_in_first("by", "somebody"), "/ somebody: found"),
        (TARGETS, "causes", more(1e-6, "replication >= 20"), "causes: "),
        (TARGETS, "causes_at_root", without_first, "causes: "),
        (DELIVERERS, "causes", more(1e-6, "replication < 20"), "causes: "),
        (DELIVERERS, "causes", set_in_first("cause", "holiday"), "/ holiday / "),
        (DELIVERERS, "causes_at_root", set_in_first("root_network", "rail"), "causes_at_root: "),
        (DELIVERERS, "root_causes", a_day_more_each, "causes_at_root: "),
        (OPEN, "open_waits", set_in_first("age_days", 1.0), "1 of them of a wrong age"),
        (OPEN, "open_waits", set_in_first("package", "spur"), "open_waits: spur, which is finished: found 1 rows"),
        (OPEN, "ledger", lambda table: table.assign(open=True), "rows of ledger marked open"),
        (UNUSED, "unused_days", more(1e-6, "network != ''"), "unused_days: "),
        (UNUSED, "unused_days", without_first, "found 0.0 days"),
    ],
)
def test_days_that_were_changed_are_named_in_a_plain_line(
    results: Results, tmp_path: Path, what: str, table: str, tamper: Tamper, says: str
) -> None:
    """However few: one micro-day, a tenth of one, a row that went or stands under another name."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    tamper(results.table(table).copy()).to_parquet(folder / f"{table}.parquet")
    lines = of(open_results(folder), what).off
    assert any(says in line for line in lines), lines[:3]
    assert all(line.startswith("base, replication ") and "\n" not in line for line in lines)


def test_a_target_that_is_met_has_lost_no_days(results: Results, tmp_path: Path) -> None:
    """Days of one that is said to be met are off."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    results.table("targets").assign(met=True).to_parquet(folder / "targets.parquet")
    lines = of(open_results(folder), TARGETS).off
    assert lines and all("which is met" in line for line in lines)
