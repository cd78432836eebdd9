"""Targets and packages: what counts by the deadline, when a target is attained, and what is left empty."""

import subprocess
import sys
from typing import Any

import pytest

from tests.measured import DEADLINE_DAY, HORIZON_DAY, Measured, measured, works


def one_line(days: float, length_km: float = 212.5, at_least: float = 514.5, **indicator: Any) -> Measured:
    """Measure a line that opens after *days* beside 302 km in operation."""
    return measured(
        {
            "indicators": {"rail": {"unit": "km", "smallest_unit": 0.01, "baseline": 302, **indicator}},
            "targets": {"rail_2020": {"indicator": "rail", "at_least": at_least, "who_decides": "city"}},
            "packages": {"line": works(days, delivers={"rail": length_km})},
        }
    )


def test_a_target_attained_at_the_midnight_that_ends_the_deadline_day_is_met() -> None:
    """302 km and 212.5 km make exactly 514.5 km, in whole multiples of 10 m, on the last day."""
    assert one_line(DEADLINE_DAY).tables["targets"] == [("rail_2020", 514.5, DEADLINE_DAY, True, 0)]


def test_what_comes_a_moment_after_the_deadline_does_not_count() -> None:
    """The value at the deadline leaves it out, and the margin is below zero."""
    row = one_line(DEADLINE_DAY + 0.5).row("targets")
    assert row == {
        "target": "rail_2020",
        "value_at_deadline": 302,
        "attained_day": DEADLINE_DAY + 0.5,
        "met": False,
        "margin_days": -0.5,
    }


def test_a_target_not_attained_by_the_horizon_has_neither_day_nor_margin() -> None:
    """They are left empty."""
    assert one_line(HORIZON_DAY + 1).tables["targets"] == [("rail_2020", 302, None, False, None)]


def test_a_target_that_falls_ten_metres_short_is_never_attained() -> None:
    """514.49 km are not 514.5 km."""
    assert one_line(100, length_km=212.49).tables["targets"] == [("rail_2020", 514.49, None, False, None)]


def test_a_target_met_by_the_stock_on_the_data_date_is_attained_on_day_0() -> None:
    """Its margin is all the time to the deadline."""
    assert one_line(100, at_least=302).tables["targets"] == [("rail_2020", 514.5, 0, True, DEADLINE_DAY)]


def test_a_target_between_two_smallest_units_needs_the_next_one() -> None:
    """514.495 km ask for 514.50 km."""
    assert one_line(100, at_least=514.495).row("targets")["met"]
    assert not one_line(100, length_km=212.49, at_least=514.495).row("targets")["met"]


def rollout(lots: int, stations: int, at_least: int) -> Measured:
    """Measure a rollout whose lots are released evenly over 200 days and take 10 days each."""
    package = works(10, delivers={"stations": stations}, lots={"count": lots, "from_day": 0, "to_day": 200})
    return measured(
        {
            "indicators": {"stations": {"unit": "stations"}},
            "targets": {"built": {"indicator": "stations", "at_least": at_least, "who_decides": "builders"}},
            "packages": {"rollout": package},
        }
    )


@pytest.mark.parametrize(("at_least", "day"), [(1, 10), (33, 10), (34, 110), (66, 110), (67, 210), (100, 210)])
def test_lots_deliver_equal_whole_parts_and_the_rest_comes_last(at_least: int, day: float) -> None:
    """Of 100 stations in three lots, 33, 33 and 34 are built on days 10, 110 and 210."""
    assert rollout(3, 100, at_least).row("targets")["attained_day"] == day


def test_all_packages_that_deliver_count_together() -> None:
    """The target is attained by the package that makes the number full, whichever it is."""
    replication = measured(
        {
            "indicators": {"piles": {"unit": "piles", "counts": "new", "baseline": 5}},
            "targets": {"piles": {"indicator": "piles", "at_least": 30, "who_decides": "city"}},
            "packages": {
                "east": works(300, delivers={"piles": 10}),
                "west": works(200, delivers={"piles": 10}),
                "south": works(100, delivers={"piles": 10}),
                "other": works(50),
            },
        }
    )
    assert replication.tables["targets"] == [("piles", 35, 300, True, DEADLINE_DAY - 300)]


def test_a_package_open_at_the_horizon_has_no_finish() -> None:
    """Its planned finish stands beside the empty day."""
    replication = measured({"packages": {"done": works(30, 20), "open": works(2000, 90)}})
    assert replication.tables["packages"] == [
        ("done", "programme", 0, 30, 20),
        ("open", "programme", 0, None, 90),
    ]


def test_a_row_is_measured_against_the_planned_run_of_the_base() -> None:
    """A row that plans 120 days for a package keeps the base's 100; what the base lacks goes by the row's own plan."""
    base = {"packages": {"line": works(100)}}
    row = {"packages": {"line": works(120), "station": works(40)}}
    assert [package["planned_finish_day"] for package in measured(row, base).rows("packages")] == [100, 40]


def test_what_became_of_each_source_stands_in_whole_money_by_year() -> None:
    """What arrives is paid or on balance; of later years only the balance is left to tell."""
    replication = measured(
        {
            "funding": {"city": {"kind": "appropriation", "opening_cny_10k": 100}},
            "packages": {"line": works(100, cost_cny_10k=60, funding=["city"])},
        }
    )
    assert replication.tables["cash"] == [
        (2020, "city", 100, 60, 0, 40),
        (2021, "city", 0, 0, 0, 40),
        (2022, "city", 0, 0, 0, 40),
    ]


def test_measuring_a_replication_loads_neither_pandas_nor_scipy() -> None:
    """Worker processes start fast: what measures is plain Python."""
    script = "import sys, sim.analysis.replication; print(sorted({'pandas', 'scipy', 'simpy'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
