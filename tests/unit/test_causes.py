"""Where the days went: ledgers add up to lateness, and their sums to targets and networks."""

from collections import defaultdict
from typing import Any

import pytest

from tests.measured import HORIZON_DAY, Measured, measured, works
from tests.synthetic_plan import synthetic_mapping


def late_line(days: float = 500, **line: Any) -> Measured:
    """Measure a line that was planned to open on day 100, and a package on time in another network."""
    return measured(
        {
            "networks": {"transport": {}, "energy": {}},
            "indicators": {"rail": {"unit": "km"}, "piles": {"unit": "piles"}},
            "targets": {
                "rail": {"indicator": "rail", "at_least": 10, "who_decides": "city"},
                "piles": {"indicator": "piles", "at_least": 10, "who_decides": "city"},
            },
            "packages": {
                "line": works(days, 100, network="transport", delivers={"rail": 10}, **line),
                "piles": works(50, network="energy", delivers={"piles": 10}),
                "depot": works(30, 20, network="transport", after=["line"]),
            },
        }
    )


def test_a_ledger_names_each_cause_and_whose_it_is() -> None:
    """The line took 400 days longer; the depot waited for it, then took 10 days longer itself."""
    assert late_line().tables["ledger"] == [
        ("line", "work", "", 400, False),
        ("depot", "work", "", 10, False),
        ("depot", "predecessor", "line", 400, False),
    ]


def test_only_missed_targets_have_causes() -> None:
    """The line misses its target by its own work; the piles are built in time and say nothing."""
    assert late_line().tables["causes"] == [("rail", "work", "", 400)]


def test_the_causes_of_a_target_are_the_sums_over_its_packages() -> None:
    """Two packages that deliver put their days together, late and early ones."""
    replication = measured(
        {
            "indicators": {"rail": {"unit": "km"}},
            "targets": {"rail": {"indicator": "rail", "at_least": 10, "who_decides": "city"}},
            "packages": {
                "late": works(500, 100, delivers={"rail": 5}),
                "early": works(90, 100, delivers={"rail": 5}),
                "other": works(300, 100),
            },
        }
    )
    assert replication.tables["causes"] == [("rail", "work", "", 390)]


def test_networks_hold_the_sums_of_their_packages() -> None:
    """What adds up to nothing is left out, so a network on time has no rows."""
    assert late_line().tables["networks"] == [
        ("transport", "work", "", 410),
        ("transport", "predecessor", "line", 400),
    ]


def test_what_is_open_at_the_horizon_is_late_up_to_it() -> None:
    """The open work is booked to the horizon, and marked open."""
    (row,) = measured({"packages": {"line": works(5000, 100)}}).tables["ledger"]
    assert row == ("line", "work", "", HORIZON_DAY - 100, True)


def test_of_an_open_package_only_what_it_waits_for_is_marked_open() -> None:
    """The depot waits for the line for ever; the days that it had for its own works are not what it waits for."""
    found = late_line(5000).tables["ledger"]
    assert [row[1:] for row in found if row[0] == "depot"] == [
        ("work", "", -20, False),
        ("predecessor", "line", HORIZON_DAY - 100, True),
    ]


@pytest.mark.parametrize("replication", [0, 1])
def test_every_ledger_adds_up_to_the_days_a_package_is_late(replication: int) -> None:
    """In a plan with every mechanism in use, finish (or horizon) less planned finish, to the micro-day."""
    mapping = synthetic_mapping()
    performed = measured({key: mapping[key] for key in mapping}, replication=replication)
    horizon = performed.yardstick.horizon / 1e6
    by_package: dict[str, float] = defaultdict(float)
    by_network: dict[str, float] = defaultdict(float)
    for row in performed.rows("ledger"):
        by_package[row["package"]] += row["days"]
    for row in performed.rows("packages"):
        finished = horizon if row["finished_day"] is None else row["finished_day"]
        late = finished - row["planned_finish_day"]
        assert by_package[row["package"]] == pytest.approx(late, abs=1e-6)
        by_network[row["network"]] += late
    for network, days in by_network.items():
        booked = sum(row["days"] for row in performed.rows("networks") if row["network"] == network)
        assert booked == pytest.approx(days, abs=1e-6)
