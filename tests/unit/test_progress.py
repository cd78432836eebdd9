"""The construction rate: stocks and works by month, what was planned, and what is needed from here."""

from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measured import DEADLINE_DAY, Measured, measured, works

MONTHS = 36
DAYS_OF_2020 = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def curve(replication: Measured, indicator: str, column: str, network: str = "") -> list[Any]:
    """Return a column of one curve, month by month."""
    rows = [row for row in replication.rows("progress") if (row["network"], row["indicator"]) == (network, indicator)]
    return [row[column] for row in rows]


def piles(days: float, planned: float | None = None, at_least: float = 24, **package: Any) -> Measured:
    """Measure a package of 12 piles beside 12 that stand."""
    return measured(
        {
            "networks": {"energy": {}},
            "indicators": {"piles": {"unit": "piles", "baseline": 12, "network": "energy"}},
            "targets": {"piles": {"indicator": "piles", "at_least": at_least, "who_decides": "city"}},
            "packages": {"piles": works(days, planned, network="energy", delivers={"piles": 12}, **package)},
        }
    )


def test_months_are_named_by_their_first_day_from_the_data_date_to_the_horizon() -> None:
    """Three years have 36 rows a curve, one for the indicator and one for the network's works."""
    months = curve(piles(40), "piles", "month", "energy")
    assert (months[0], months[1], months[-1], len(months)) == ("2020-01-01", "2020-02-01", "2022-12-01", MONTHS)
    assert len(piles(40).tables["progress"]) == 2 * MONTHS


@pytest.mark.parametrize(("day", "month"), [(0.5, 0), (31, 0), (31.000001, 1), (60, 1), (DEADLINE_DAY, 11)])
def test_a_month_holds_what_came_until_the_midnight_that_ends_it(day: float, month: int) -> None:
    """A finish at midnight belongs to the day and the month that end."""
    rates = curve(piles(day), "piles", "rate", "energy")
    assert rates == [12 if place == month else 0 for place in range(MONTHS)]


def test_what_was_planned_stands_beside_what_came() -> None:
    """Planned for March, the piles come in April."""
    replication = piles(100, planned=80)
    assert curve(replication, "piles", "planned_cumulative", "energy")[:5] == [12, 12, 24, 24, 24]
    assert curve(replication, "piles", "cumulative", "energy")[:5] == [12, 12, 12, 24, 24]
    assert curve(replication, "piles", "planned_rate", "energy")[2] == 12


def test_needed_is_what_is_missing_by_the_months_left_then_0_then_empty() -> None:
    """12 piles are missing: one a month over the year, 12 / 9 from April on; once they stand, none."""
    needed = curve(piles(100), "piles", "needed_rate", "energy")
    assert needed[:4] == [1, 12 / 11, 12 / 10, 12 / 9]
    assert needed[4:12] == [0] * 8
    assert needed[12:] == [None] * (MONTHS - 12)


def test_without_a_target_nothing_is_needed() -> None:
    """The column of the indicator is empty."""
    replication = measured(
        {"indicators": {"piles": {"unit": "piles"}}, "packages": {"a": works(9, delivers={"piles": 1})}}
    )
    rows = [row for row in replication.rows("progress") if row["indicator"] != "works"]
    assert {row["needed_rate"] for row in rows} == {None}


def test_the_unit_is_the_smallest_unit() -> None:
    """Numbers are whole multiples of it; works are in parts per million."""
    replication = measured(
        {
            "indicators": {"rail": {"unit": "km", "smallest_unit": 0.01, "baseline": 302}},
            "packages": {"line": works(20, delivers={"rail": 212.5})},
        }
    )
    assert [(row["unit"], row["cumulative"]) for row in replication.rows("progress")[::MONTHS]] == [
        ("0.01 km", 51450),
        ("ppm", 1_000_000),
    ]


def test_works_are_weighted_by_planned_cost_and_spread_over_the_days_they_take() -> None:
    """A package of 3 in 4 of the cost does 31 of its 40 days in January; the other one comes in March."""
    funding = {"city": {"kind": "appropriation", "opening_cny_10k": 900}}
    dear = works(40, cost_cny_10k=300, funding=["city"])
    cheap = works(10, cost_cny_10k=100, funding=["city"], not_before_day=62)
    replication = measured({"funding": funding, "packages": {"dear": dear, "cheap": cheap}})
    assert curve(replication, "works", "cumulative", "programme")[:4] == [581_250, 750_000, 1_000_000, 1_000_000]


def test_works_under_way_on_the_data_date_count_as_done() -> None:
    """A package at 40 % begins there and ends at 100 %."""
    replication = piles(50, progress=0.4)
    rows = replication.rows("progress")[MONTHS:]
    assert rows[0]["cumulative"] - rows[0]["rate"] == 400_000
    assert rows[-1]["cumulative"] == 1_000_000
    assert sum(row["rate"] for row in rows) == 600_000


def test_planned_works_do_not_hang_on_what_was_drawn() -> None:
    """The planned run takes 62 days; the works took 124."""
    replication = measured({"packages": {"line": works(124, planned=62)}})
    assert curve(replication, "works", "planned_cumulative", "programme")[:3] == [500_000, 967_741, 1_000_000]
    assert curve(replication, "works", "cumulative", "programme")[:3] == [250_000, 483_870, 733_870]


@settings(max_examples=25, deadline=None)
@given(
    packages=st.lists(
        st.tuples(st.integers(1, 900), st.integers(1, 4), st.integers(0, 500), st.integers(0, 9), st.floats(0, 0.9)),
        min_size=1,
        max_size=4,
    )
)
def test_monthly_rates_add_up_exactly(packages: list[tuple[int, int, int, int, float]]) -> None:
    """Rates to a month add up to its stock less that on the data date, and to the deadline to the target's value."""
    replication = measured(
        {
            "funding": {"city": {"kind": "appropriation", "opening_cny_10k": 99}},
            "indicators": {"piles": {"unit": "piles", "baseline": 7}},
            "targets": {"piles": {"indicator": "piles", "at_least": 100, "who_decides": "city"}},
            "packages": {
                f"package_{place}": works(
                    days,
                    lots=lots,
                    cost_cny_10k=cost,
                    funding=["city"],
                    delivers={"piles": number + 1},
                    progress=progress,
                )
                for place, (days, lots, number, cost, progress) in enumerate(packages)
            },
        }
    )
    for indicator, network, start in (("piles", "", 7), ("works", "programme", None)):
        rates, stocks = (curve(replication, indicator, column, network) for column in ("rate", "cumulative"))
        first = stocks[0] - rates[0]
        assert start in (None, first)
        assert list(accumulate(rates, initial=first))[1:] == stocks
        assert all(isinstance(number, int) and number >= 0 for number in rates + stocks)
    assert curve(replication, "piles", "cumulative")[11] == replication.row("targets")["value_at_deadline"]
    assert curve(replication, "works", "cumulative", "programme")[-1] == 1_000_000


def test_of_works_what_was_planned_by_the_deadline_is_needed() -> None:
    """A package planned for half of its days by the deadline, and twice as slow: half of the works by 12 months."""
    package = works(2 * 2 * DEADLINE_DAY, planned=2 * DEADLINE_DAY, network="grid", cost_cny_10k=100)
    replication = measured({"networks": {"grid": {}}, "packages": {"line": package}})
    needed = [row["needed_rate"] for row in replication.rows("progress") if row["indicator"] == "works"]
    assert needed[0] == pytest.approx(500_000 / 12, rel=1e-3)
    assert needed[11] > needed[0]
    assert needed[12:] == [None] * (len(needed) - 12)
