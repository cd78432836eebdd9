"""Money over time: known answers of the formulas of delay cost."""

import csv
from collections.abc import Sequence
from math import expm1
from pathlib import Path

import pytest

from sim.analysis.finance import (
    YEAR,
    benefits_lost,
    continuous_rate,
    interest_by_day,
    interest_by_half_year,
    present_value,
)

ALIKE = 10_000
"""Steps that stand for spending evenly over time."""


def evenly(money: float, years: float) -> list[tuple[int, float]]:
    """Return money drawn in equal small steps, each in the middle of its stretch."""
    return [(round((step + 0.5) / ALIKE * years * YEAR), money / ALIKE) for step in range(ALIKE)]


def yearly(money: Sequence[float]) -> list[tuple[int, float]]:
    """Return money drawn year by year: the first on day 0, the others somewhere in their years."""
    return [(round((year + (0.7 if year else 0)) * YEAR), drawn) for year, drawn in enumerate(money)]


@pytest.mark.parametrize(("life_years", "lost"), [(30, 74.4656), (None, 81.8949)])
def test_a_year_of_delay_loses_benefits_moved_or_cut(life_years: float | None, lost: float) -> None:
    """100 a year at 8 % from year 2: the life of 30 years moves, or its end is fixed."""
    assert benefits_lost(100, 2 * YEAR, YEAR, 0.08, life_years) == pytest.approx(lost, abs=5e-5)


def test_benefits_at_the_ends_of_years_lose_a_year_of_the_rate() -> None:
    """100 at the end of each of 30 years is worth 965.1735 from year 2, 893.6791 from year 3."""
    rate = continuous_rate(0.08)
    on_time, late = (present_value([(k * YEAR, 100) for k in range(first, first + 30)], rate) for first in (3, 4))
    assert (on_time, late) == (pytest.approx(965.1735, abs=5e-5), pytest.approx(893.6791, abs=5e-5))
    assert on_time - late == pytest.approx(71.4943, abs=5e-5)
    assert present_value([(3 * YEAR, 100)], rate) == pytest.approx(79.3832, abs=5e-5)


def test_the_limit_at_no_rate_is_the_plain_sum() -> None:
    """Without a rate a life that moves loses nothing, and a fixed end loses the years of delay."""
    assert benefits_lost(100, YEAR, 2 * YEAR, 0, 30) == 0
    assert benefits_lost(100, YEAR, 2 * YEAR, 0, None) == 200
    assert benefits_lost(100, YEAR, 2 * YEAR, 1e-9, None) == pytest.approx(200)


@pytest.mark.parametrize(
    ("drawn", "rate", "interest"),
    [
        ([500, 1000, 500], 0.10, 315.25),
        ([1000, 1800, 1200], 0.10, 609.5),
        ([5000, 5000], 0.06, 609),
        ([1000, 1000], 0.06, 121.8),
        ([300, 600, 400], 0.12, 235.2192),
    ],
)
def test_interest_by_half_year_gives_the_known_answers(drawn: list[float], rate: float, interest: float) -> None:
    """This year's loan bears half a year of interest, what stands from before a whole one."""
    assert interest_by_half_year(yearly(drawn), 0, len(drawn) * YEAR, rate) == pytest.approx(interest, abs=1e-9)


def test_a_last_part_of_a_year_bears_its_part() -> None:
    """1,000 in the first year at 10 % bear 50, then 105 in a whole second year, 26.25 in a quarter of it."""
    assert interest_by_half_year([(0, 1000)], 0, 2 * YEAR, 0.1) == pytest.approx(155)
    assert interest_by_half_year([(0, 1000)], 0, YEAR + YEAR // 4, 0.1) == pytest.approx(76.25)
    assert interest_by_half_year([(0, 1000)], 0, YEAR // 2, 0.1) == pytest.approx(25)


def test_interest_by_day_of_an_even_draw_gives_the_known_answers() -> None:
    """100 over three years at a continuous 5 % bear 7.88950, and 2.73124 more when half a year goes by."""
    rate = expm1(0.05)
    in_time, late = (interest_by_day(evenly(100, 3), 0, round(years * YEAR), rate) for years in (3, 3.5))
    assert in_time == pytest.approx(7.88950, abs=5e-6)
    assert late - in_time == pytest.approx(2.73124, abs=5e-6)


FINANCE = {
    "F01": 120.0,
    "F02": 130.20479301,
    "F03": 93.654,
    "F07": 841.36947476,
}
"""Published and worked answers: simple and compound interest during construction, a delayed annuity."""


def answers() -> dict[str, float]:
    """Return what our functions say to the questions of FINANCE."""
    tiny = 1e-9
    return {
        # 1,000 over 4 years at 6 %, simple: interest at a rate so small that it bears none itself, scaled up.
        "F01": interest_by_day(evenly(1000, 4), 0, 4 * YEAR, tiny) / tiny * 0.06,
        "F02": interest_by_day(evenly(1000, 4), 0, 4 * YEAR, expm1(0.06)),
        "F03": interest_by_day([(year * YEAR, 250) for year in range(1, 5)], YEAR, 4 * YEAR, 0.06),
        "F07": present_value([((6 + year) * YEAR, 80) for year in range(1, 26)], continuous_rate(0.05)),
    }


@pytest.mark.parametrize("question", FINANCE)
def test_finance_gives_the_known_answers(question: str) -> None:
    """To seven digits."""
    assert answers()[question] == pytest.approx(FINANCE[question], rel=1e-7)


def test_the_known_answers_are_those_of_the_validation_file() -> None:
    """The file stands beside the repository; where it is absent this is skipped."""
    file = Path(__file__).parents[3] / "shared" / "validation" / "finance.csv"
    if not file.is_file():
        pytest.skip("no validation files beside the repository")
    with file.open(encoding="utf-8") as lines:
        exact = {row["id"]: row["exact"] for row in csv.DictReader(lines)}
    assert {question: float(exact[question]) for question in FINANCE} == FINANCE
