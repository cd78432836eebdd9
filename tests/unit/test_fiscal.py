"""The fiscal footprint, worked out by hand: loans, bonds, partners, idle money, year by year."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from sim.analysis.fiscal import fiscal_rows, footprint_of, level_payment
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Payment, YearOfCash
from tests.builders import a_plan, work

YEARS = range(2020, 2027)
PROGRAMME = {"name": "Small", "start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2026-12-31"}
NEW_YEAR = {2020: 0, 2021: 366, 2022: 731, 2023: 1096, 2024: 1461, 2025: 1827, 2026: 2192, 2027: 2557}


def plan_of(sources: dict[str, Any], **package: Any) -> Plan:
    """Return a plan of one package that costs 1,000 and these sources."""
    funding = {name: {"opening_cny_10k": 1000, **source} for name, source in sources.items() if source["kind"] != "ppp"}
    funding |= {name: source for name, source in sources.items() if source["kind"] == "ppp"}
    one = {"activities": work(10), "cost_cny_10k": 1000, "funding": list(sources), **package}
    return a_plan(programme=PROGRAMME, funding=funding, packages={"line": one})


def footprint(
    plan: Plan,
    paid: Sequence[tuple[float, int, str]],
    opened: float | None = None,
    purses: tuple[str, ...] | None = None,
    arrived: Mapping[str, Sequence[int]] | None = None,
    balance: Mapping[str, Sequence[int]] | None = None,
) -> dict[tuple[str, str], list[int]]:
    """Return by (item, payer) the amounts of the years, of a package paid so: (day, 万元, purse)."""
    purses = purses or tuple(plan.funding)
    nothing = [0] * len(YEARS)
    payments = [Payment(round(day * MICRO), 0, purses.index(purse), cny_10k) for day, cny_10k, purse in paid]
    rows = fiscal_rows(
        footprint_of(plan),
        tuple(list(plan.funding).index(purse.partition("/")[0]) for purse in purses),
        payments,
        [NEVER if opened is None else round(opened * MICRO)],
        [
            YearOfCash(came, 0, 0, left)
            for purse in purses
            for came, left in zip((arrived or {}).get(purse, nothing), (balance or {}).get(purse, nothing), strict=True)
        ],
    )
    amounts: dict[tuple[str, str], list[int]] = {}
    for year, payer, item, cny_10k in rows:
        of_line = amounts.setdefault((item, payer), [])
        assert year == YEARS[len(of_line)]
        of_line.append(cny_10k)
    return amounts


def test_a_loan_is_paid_back_in_equal_parts_after_its_grace() -> None:
    """100 at 10 % over 4 years, 1 of grace: parts of 33, 33 and 34 at the ends of years 2 to 4; 10 + 10 + 7 + 3."""
    debt = {"term_years": 4, "grace_years": 1}
    plan = plan_of({"bank": {"kind": "credit_line", "payer": "builders", "interest_rate": 0.1, "debt": debt}})
    found = footprint(plan, [(200, 100, "bank")])
    assert found["drawn", "builders"] == found["borrowed", "builders"] == [100, 0, 0, 0, 0, 0, 0]
    assert found["repayment", "builders"] == [0, 0, 33, 33, 34, 0, 0]
    assert found["debt", "builders"] == [100, 100, 67, 34, 0, 0, 0]
    assert found["interest", "builders"] == [0, 10, 10, 7, 3, 0, 0]


def test_a_bond_is_paid_back_at_its_end() -> None:
    """100 at 5 % over 3 years: 5 a year, and 100 with the last; 40 that are drawn a year later follow a year later."""
    debt = {"term_years": 3, "repaid": "at_end"}
    plan = plan_of({"bond": {"kind": "bond", "payer": "fund_budget", "interest_rate": 0.05, "debt": debt}})
    found = footprint(plan, [(10, 60, "bond"), (365, 40, "bond"), (366, 40, "bond")])
    assert found["repayment", "fund_budget"] == [0, 0, 0, 100, 40, 0, 0]
    assert found["interest", "fund_budget"] == [0, 5, 7, 7, 2, 0, 0]
    assert found["debt", "fund_budget"] == [100, 140, 140, 40, 0, 0, 0]
    assert found["bond_service", "fund_budget"] == [0, 5, 7, 107, 42, 0, 0]


def test_a_debt_beyond_the_horizon_still_stands_at_its_end() -> None:
    """Of 90 over 15 years, 6 a year; after six of them 54 are owed."""
    plan = plan_of({"bank": {"kind": "credit_line", "payer": "districts", "debt": {"term_years": 15}}})
    found = footprint(plan, [(0, 90, "bank")])
    assert found["repayment", "districts"] == [0, 6, 6, 6, 6, 6, 6]
    assert found["debt", "districts"][-1] == 54
    assert found["interest", "districts"] == [0] * 7


@pytest.mark.parametrize(("term_years", "grace_years", "repaid"), [(3, 0, "equal_parts"), (5, 2, "equal_parts")])
def test_debt_is_what_was_borrowed_less_what_was_repaid(term_years: int, grace_years: int, repaid: str) -> None:
    """To the unit, in every year, whatever does not divide."""
    debt = {"term_years": term_years, "grace_years": grace_years, "repaid": repaid}
    plan = plan_of({"bank": {"kind": "credit_line", "payer": "builders", "interest_rate": 0.0465, "debt": debt}})
    rng = np.random.default_rng(4)
    days, amounts = np.sort(rng.integers(0, 2557, 40)), rng.integers(1, 1000, 40)
    found = footprint(plan, [(int(day), int(cny_10k), "bank") for day, cny_10k in zip(days, amounts, strict=True)])
    owed = np.cumsum(found["borrowed", "builders"]) - np.cumsum(found["repayment", "builders"])
    assert found["debt", "builders"] == owed.tolist()
    assert sum(found["drawn", "builders"]) == amounts.sum()


def test_what_is_paid_at_the_midnight_between_two_years_is_the_new_years() -> None:
    """Money of the old year has lapsed by then; a moment earlier it is the old year's."""
    plan = plan_of({"city": {"kind": "appropriation", "payer": "general_budget"}})
    found = footprint(plan, [(366 - 1e-6, 1, "city"), (366, 2, "city"), (2557, 4, "city")])
    assert found["drawn", "general_budget"] == [1, 2, 0, 0, 0, 0, 4]


def test_money_without_debt_is_never_owed() -> None:
    """A payer of nothing but budgets has no debt line at all."""
    plan = plan_of({"city": {"kind": "appropriation", "payer": "general_budget"}})
    found = footprint(plan, [(0, 100, "city")])
    assert set(found) == {("drawn", "general_budget"), ("idle", "general_budget")}


PARTNERS = {
    "kind": "ppp",
    "payer": "private",
    "close_days": 0,
    "most_share": 0.8,
    "interest_rate": 0.1,
    "debt": {"term_years": 2},
    "city_share": 0.4,
}


def test_the_city_owes_its_partners_level_payments_from_service_on() -> None:
    """Two fifths of the level payment on 210 over 2 years at 10 %: 48.4 of 121 in the two years after opening."""
    assert 210 * level_payment(0.1, 2) == pytest.approx(121)
    assert level_payment(0, 4) == 0.25
    plan = plan_of({"partners": PARTNERS, "city": {"kind": "appropriation", "payer": "general_budget"}})
    purses = ("partners/line", "city")
    found = footprint(plan, [(5, 210, "partners/line"), (5, 90, "city")], opened=400, purses=purses)
    assert found["ppp_owed", "general_budget"] == [0, 0, 48, 48, 0, 0, 0]
    assert found["drawn", "private"] == [210, 0, 0, 0, 0, 0, 0]
    assert ("debt", "private") not in found
    unopened = footprint(plan, [(5, 210, "partners/line")], purses=purses)
    assert unopened["ppp_owed", "general_budget"] == [0] * 7


def test_idle_money_is_what_is_on_balance_but_credit_and_promises_are_none() -> None:
    """Of a budget, a bond and a bank the first two hold money."""
    sources = {
        "budget": {"kind": "appropriation", "payer": "general_budget"},
        "grant": {"kind": "grant", "payer": "general_budget"},
        "bank": {"kind": "credit_line", "payer": "builders"},
        "partners": PARTNERS,
    }
    balance = {"budget": [5, 0, 0, 0, 0, 0, 0], "grant": [1, 1, 0, 0, 0, 0, 0], "bank": [9] * 7, "partners": [8] * 7}
    found = footprint(plan_of(sources), [], balance=balance)
    assert {key: amounts for key, amounts in found.items() if key[0] == "idle"} == {
        ("idle", "general_budget"): [6, 1, 0, 0, 0, 0, 0]
    }


def test_bonds_have_the_revenue_of_what_they_paid_for_from_service_on() -> None:
    """A package of 1,000 earns 73 a year; bonds paid 3 of 4 parts; opened on 20 October 2021 it has 73 days of it."""
    sources = {"bond": {"kind": "bond", "payer": "fund_budget"}, "city": {"kind": "appropriation"}}
    plan = plan_of(sources, revenue_share=0.073)
    found = footprint(plan, [(0, 750, "bond"), (9, 250, "city")], opened=NEW_YEAR[2022] - 73)
    assert found["bond_revenue", "fund_budget"] == [0, round(0.75 * 14.6), *[round(0.75 * 73)] * 5]
    assert footprint(plan, [(0, 750, "bond")])["bond_revenue", "fund_budget"] == [0] * 7


@pytest.mark.parametrize(
    ("debt", "service"),
    [
        ({"term_years": 3, "repaid": "at_end"}, 100 + 3 * 5),
        ({"term_years": 4, "grace_years": 1}, 100 + round(5 + 5 + 5 * 2 / 3 + 5 / 3)),
        ({"term_years": 2}, 100 + round(5 + 2.5)),
    ],
)
def test_the_service_of_a_bond_over_its_term_is_what_is_paid_year_by_year(debt: dict[str, Any], service: int) -> None:
    """It stands in the year of drawing, and is the sum of the service of all years when the horizon is far enough."""
    plan = plan_of({"bond": {"kind": "bond", "payer": "fund_budget", "interest_rate": 0.05, "debt": debt}})
    found = footprint(plan, [(10, 100, "bond")])
    assert found["bond_life_service", "fund_budget"] == [service, 0, 0, 0, 0, 0, 0]
    assert sum(found["bond_service", "fund_budget"]) == pytest.approx(service, abs=2)


def test_revenue_over_the_term_of_a_bond_begins_with_service_and_ends_with_the_term() -> None:
    """Of 3 years from its own day, half a year is left after the opening; each year earns 75 of what bonds paid."""
    debt = {"term_years": 3, "repaid": "at_end"}
    sources = {"bond": {"kind": "bond", "payer": "fund_budget", "debt": debt}, "city": {"kind": "appropriation"}}
    plan = plan_of(sources, revenue_share=0.1)
    paid = [(0, 500, "bond"), (366, 250, "bond"), (9, 250, "city")]
    found = footprint(plan, paid, opened=2.5 * 365.25)
    assert found["bond_life_revenue", "fund_budget"] == [round(0.5 * 50), round(1.5 * 25), 0, 0, 0, 0, 0]
    unopened = footprint(plan, paid)
    assert unopened["bond_life_revenue", "fund_budget"] == [0] * 7


def test_an_earmarked_purse_counts_as_its_source() -> None:
    """What bonds brought is by payer, whatever it is kept for."""
    plan = plan_of({"bond": {"kind": "bond", "payer": "fund_budget"}})
    arrived = {"bond": [700, 0, 0, 0, 0, 0, 0], "bond/line": [300, 50, 0, 0, 0, 0, 0]}
    found = footprint(plan, [(0, 9, "bond/line")], purses=("bond", "bond/line"), arrived=arrived)
    assert found["bond_raised", "fund_budget"] == [1000, 50, 0, 0, 0, 0, 0]
    assert found["drawn", "fund_budget"] == [9, 0, 0, 0, 0, 0, 0]


def test_city_money_is_the_present_value_of_the_citys_share() -> None:
    """Of 1,000 drawn after a year of 365.25 days at 8 %, 40 % are the city's: 370.37."""
    plan = plan_of({"fund": {"kind": "equity", "payer": "districts", "city_share": 0.4}})
    found = footprint(plan, [(0, 100, "fund"), (365.25, 1000, "fund"), (366, 1, "fund")])
    assert found["city_money", "districts"] == [40 + 370, 0, 0, 0, 0, 0, 0]


def test_without_funding_there_is_no_footprint() -> None:
    """A plan whose packages cost nothing has no rows."""
    plan = a_plan(packages={"line": {"activities": work(10)}})
    assert footprint(plan, []) == {}


def test_grace_must_end_before_the_term_and_partners_must_be_paid_over_years() -> None:
    """Both are said in one line."""
    with pytest.raises(PlanError) as raised:
        plan_of({"bank": {"kind": "credit_line", "debt": {"term_years": 3, "grace_years": 3}}})
    assert "fewer than the 3 years of the term" in str(raised.value.problems)
    with pytest.raises(PlanError) as raised:
        plan_of({"partners": {key: value for key, value in PARTNERS.items() if key != "debt"}})
    assert "expected the term_years over which it is owed" in str(raised.value.problems)
