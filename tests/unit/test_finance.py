"""Money over time: known answers of the formulas of delay cost."""

import csv
from ast import literal_eval
from collections.abc import Sequence
from inspect import getsource
from math import expm1
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.finance import (
    DAYS_A_MONTH,
    YEAR,
    benefits_lost,
    continuous_rate,
    damages_in_days,
    dragging_on,
    evenly_paid,
    growth,
    interest_by_day,
    interest_by_half_year,
    present_value,
    price_reserve,
    standing,
)
from sim.model.inverse import inverse
from sim.plan.laws import Erlang

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


def test_an_annuity_of_thirty_years_at_8_percent_has_the_known_value() -> None:
    """1 at the end of each year: 11.257783."""
    drawn = [(year * YEAR, 1.0) for year in range(1, 31)]
    assert present_value(drawn, continuous_rate(0.08)) == pytest.approx(11.257783, abs=5e-7)


@pytest.mark.parametrize(("life_years", "lost"), [(30, 74.4656), (None, 81.8949)])
def test_benefits_that_grow_are_lost_as_at_the_rate_less_their_growth(life_years: float | None, lost: float) -> None:
    """At 11 % and growth of 3 % the known answers of 8 %; at opening in year 2 the 100 have become 106.18."""
    assert benefits_lost(100, 2 * YEAR, YEAR, 0.11, life_years, 0.03) == pytest.approx(lost, abs=5e-5)


@pytest.mark.parametrize("life_years", [30, None])
def test_benefits_that_grow_are_lost_as_day_by_day_sums_have_it(life_years: float | None) -> None:
    """Both streams added up in small steps, each step with what it is worth by then."""

    def worth(first: float, end: float) -> float:
        years = first + (np.arange(400_000) + 0.5) / 400_000 * (end - first)
        return float(np.mean(100 * np.exp(0.02 * years) * np.exp(-0.08 * years)) * (end - first))

    late = worth(3, 33) if life_years else worth(3, 32)
    assert benefits_lost(100, 2 * YEAR, YEAR, 0.08, life_years, 0.02) == pytest.approx(worth(2, 32) - late, rel=1e-8)


def test_benefits_that_grow_at_the_rate_lose_the_years_that_are_cut_and_nothing_when_moved() -> None:
    """What is worth the same whenever it comes."""
    assert benefits_lost(100, YEAR, 2 * YEAR, 0.05, 30, 0.05) == 0
    assert benefits_lost(100, YEAR, 2 * YEAR, 0.05, None, 0.05) == 200


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


@pytest.mark.parametrize(
    ("by_year", "rate", "years_before", "reserve"),
    [
        ([1100, 1100], 0.10, 0, 222.75),
        ([868, 1302], 0.06, 1, 283.46),
        ([6000, 6000, 3000], 0.03, 0, 591.4376),
        ([6000, 6000, 3000], 0.03, 1, 1059.1808),
    ],
)
def test_the_reserve_for_rising_prices_gives_the_known_answers(
    by_year: list[float], rate: float, years_before: float, reserve: float
) -> None:
    """Each year's money is spent in its middle."""
    assert price_reserve(by_year, rate, years_before) == pytest.approx(reserve, abs=0.006)


def test_money_that_is_spent_two_years_later_is_dearer_by_two_years_of_growth() -> None:
    """8,400 at 5 % a year take 861 more, without the half year."""
    assert 8400 * growth(0.05, 2) == pytest.approx(861)


def test_works_that_take_six_months_of_thirty_six_longer_cost_two() -> None:
    """12 % of 100 over 36 months, for 6 more."""
    assert dragging_on(100, 0.12, 36, 6) == pytest.approx(2.0)


def test_two_stops_and_six_idle_months_cost_five_percent() -> None:
    """1 % a restart and 0.5 % a month of 100."""
    assert 2 * 0.01 * 100 + standing(100, 0.005, 6 * DAYS_A_MONTH) == pytest.approx(5.0)


@pytest.mark.parametrize(("days", "paid"), [(0, 0), (40, 40), (100, 100), (101, 100), (400, 100)])
def test_damages_stay_where_they_are_from_the_cap_on(days: float, paid: float) -> None:
    """0.1 % a day with a cap of 10 % are 100 days at most."""
    assert damages_in_days(0.001, 0.1, days) == pytest.approx(paid)


def test_money_paid_evenly_is_worth_what_many_small_payments_are() -> None:
    """100 over three years from year two at 8 %."""
    rate = continuous_rate(0.08)
    later = [(day + 2 * YEAR, money) for day, money in evenly(100, 3)]
    assert evenly_paid(100, 2 * YEAR, 5 * YEAR, rate) == pytest.approx(present_value(later, rate), rel=1e-8)
    assert evenly_paid(100, YEAR, YEAR, rate) == pytest.approx(100 / 1.08)


def test_what_comes_after_an_erlang_delay_is_worth_the_known_share() -> None:
    """Four stages of 1.5 years at a continuous 6 %: (1 + 0.06 x 1.5)^-4 = 0.70842521."""
    shares = (np.arange(200_000) + 0.5) / 200_000
    delays = inverse(Erlang(k=4, mean=6), shares)
    worth = present_value([(round(years * YEAR), 1 / len(shares)) for years in delays], 0.06)
    assert worth == pytest.approx(0.70842521, abs=1e-6)


FINANCE = {
    "F01": 120.0,
    "F02": 130.20479301,
    "F03": 93.654,
    "F07": 841.36947476,
    "F09": 1128.17347147,
}
"""Published and worked answers: simple and compound interest during construction, a delayed annuity, dearer works."""


def answers() -> dict[str, float]:
    """Return what our functions say to the questions of FINANCE."""
    tiny = 1e-9
    return {
        # 1,000 over 4 years at 6 %, simple: interest at a rate so small that it bears none itself, scaled up.
        "F01": interest_by_day(evenly(1000, 4), 0, 4 * YEAR, tiny) / tiny * 0.06,
        "F02": interest_by_day(evenly(1000, 4), 0, 4 * YEAR, expm1(0.06)),
        "F03": interest_by_day([(year * YEAR, 250) for year in range(1, 5)], YEAR, 4 * YEAR, 0.06),
        # Spent evenly from year 2 to year 6, prices growing by a continuous 3 %.
        "F09": evenly_paid(1000, 2 * YEAR, 6 * YEAR, -0.03),
        "F07": present_value([((6 + year) * YEAR, 80) for year in range(1, 26)], continuous_rate(0.05)),
    }


@pytest.mark.parametrize("question", FINANCE)
def test_finance_gives_the_known_answers(question: str) -> None:
    """To seven digits."""
    assert answers()[question] == pytest.approx(FINANCE[question], rel=1e-7)


EXACT = {"F12": 0.70842521, "F14": [(4.0, 10.0), (19.0, 23.0), (27.0, 39.0)], "F15": 0.79321916}
"""Answers that other tests hold: of an Erlang delay above, of money that gates work in the golden and grants tests."""


def test_every_known_answer_of_the_validation_file_is_asked_for() -> None:
    """The file stands beside the repository; where it is absent this is skipped."""
    file = Path(__file__).parents[3] / "shared" / "validation" / "finance.csv"
    if not file.is_file():
        pytest.skip("no validation files beside the repository")
    with file.open(encoding="utf-8") as lines:
        exact = {row["id"]: literal_eval(row["exact"]) for row in csv.DictReader(lines)}
    assert exact == FINANCE | EXACT


def test_answers_that_other_tests_hold_stand_there() -> None:
    """A test that went would leave its question without one."""
    tests = Path(__file__).parents[1]
    texts = {
        "F12": getsource(test_what_comes_after_an_erlang_delay_is_worth_the_known_share),
        "F14": (tests / "golden" / "test_money_gates_work.py").read_text(encoding="utf-8"),
        "F15": (tests / "statistics" / "test_grants.py").read_text(encoding="utf-8"),
    }
    for question, answer in EXACT.items():
        days = answer if isinstance(answer, list) else []
        spelled = [f"({start:g}, {finish:g})" for start, finish in days] or [f"{answer}"]
        assert all(one in texts[question] for one in spelled)
