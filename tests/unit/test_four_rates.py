"""The four rates: what each says of a small network at the end of each quarter, as it is and as planned."""

import pandas as pd
import pytest

from sim.analysis.quarterly_means import RATE_COLUMNS, four_rates
from tests.measured import Measured, measured, works

QUARTERS = ["2020Q1", "2020Q2", "2020Q3", "2020Q4"]


def rail() -> Measured:
    """Measure two lines of 300 and 100 万元: the long one takes 182 days instead of 91, the short one follows it.

    The short line takes 100 days; 91 days are the first quarter, 182 the first half of the year.
    """
    funding = {"city": {"kind": "appropriation", "opening_cny_10k": 1000}}
    common = {"funding": ["city"], "network": "rail", "instalments": 1}
    packages = {
        "long": works(182, 91, cost_cny_10k=300, **common),
        "short": works(100, cost_cny_10k=100, after={"long": {"holds": "works"}}, **common),
    }
    return measured({"networks": {"rail": {}}, "funding": funding, "packages": packages})


def told(found: Measured, rate: str, column: str = "value") -> list[float]:
    """Return the numbers of a rate in order of time."""
    return [row[column] for row in found.rows("quarters") if row["rate"] == rate]


def test_rates_are_told_by_quarter_to_the_deadline() -> None:
    """Four rates of one network."""
    rows = rail().rows("quarters")
    assert [row["quarter"] for row in rows if row["rate"] == "started"] == QUARTERS
    assert list(dict.fromkeys(row["rate"] for row in rows)) == ["started", "invested", "in_place", "progress"]


@pytest.mark.parametrize(
    ("rate", "actual", "planned"),
    [
        ("started", [0.5, 1, 1, 1], [1, 1, 1, 1]),
        ("progress", [0.375, 0.75, 0.98, 1], [0.75, 0.9775, 1, 1]),
        ("invested", [0.375, 0.75, 0.98, 1], [0.75, 0.9775, 1, 1]),
        ("in_place", [0.75, 1, 1, 1], [1, 1, 1, 1]),
    ],
)
def test_each_rate_stands_beside_what_was_planned(rate: str, actual: list[float], planned: list[float]) -> None:
    """The long line is half done after a quarter, where it was planned to be done; what ends a quarter is in it."""
    found = rail()
    assert told(found, rate) == pytest.approx(actual, abs=0.003)
    assert told(found, rate, "planned") == pytest.approx(planned, abs=0.003)


def test_investment_is_of_the_plan_of_its_calendar_year() -> None:
    """731 days of even works over two years: each year of works is told against its own."""
    programme = {"start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2022-12-31"}
    found = measured(
        {"programme": programme, "networks": {"rail": {}}, "packages": {"line": works(731, network="rail")}}
    )
    quarters = [91 / 366, 182 / 366, 274 / 366, 1, 90 / 365, 181 / 365, 273 / 365, 1]
    assert told(found, "invested") == pytest.approx(quarters, abs=1e-5)


def test_a_year_without_a_plan_has_no_investment_rate() -> None:
    """All works are planned for 2020; of 2021 nothing is said."""
    programme = {"start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2022-12-31"}
    line = works(500, 300, network="rail")
    found = measured({"programme": programme, "networks": {"rail": {}}, "packages": {"line": line}})
    assert [row["quarter"] for row in found.rows("quarters") if row["rate"] == "invested"] == QUARTERS


def test_a_network_that_costs_nothing_has_no_money_in_place() -> None:
    """The other rates are told."""
    found = measured({"networks": {"rail": {}}, "packages": {"line": works(50, network="rail")}})
    assert {row["rate"] for row in found.rows("quarters")} == {"started", "invested", "progress"}


def test_money_of_dearer_works_is_more_than_was_planned() -> None:
    """Twice the cost is paid at the start."""
    funding = {"city": {"kind": "appropriation", "opening_cny_10k": 1000}}
    dearer = {"discrete": {2: 1}, "planned": 1}
    line = works(50, network="rail", cost_cny_10k=100, funding=["city"], instalments=1, cost_factor=dearer)
    found = measured({"networks": {"rail": {}}, "funding": funding, "packages": {"line": line}})
    assert told(found, "in_place") == [2, 2, 2, 2]


def test_the_summary_holds_means_quantiles_and_the_plan() -> None:
    """Of 0.1 to 1.0 over ten replications, in two pieces."""
    rows = [("base", run, "2020Q1", "rail", "started", (run + 1) / 10, 0.9) for run in range(10)]
    columns = ["scenario", "replication", "quarter", "network", "rate", "value", "planned"]
    every = pd.DataFrame(rows, columns=columns)
    frame = four_rates([every[:3], every[3:]])
    assert list(frame.columns) == RATE_COLUMNS
    row = frame.iloc[0]
    assert (row["mean"], row["p10"], row["p50"], row["p90"]) == pytest.approx((0.55, 0.1, 0.5, 0.9))
    assert row["low"] < 0.55 < row["high"]
    assert (row["planned"], row["replications"]) == (0.9, 10)
