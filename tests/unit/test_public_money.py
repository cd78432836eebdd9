"""What footprints say of the city's budgets: its money, its debt, and the limits that are broken."""

from typing import Any

import pandas as pd
import pytest

from sim.analysis.public_money import breaches, city_debt, city_money, is_about
from sim.plan.plan import Plan
from tests.builders import a_plan, work

REPLICATIONS = pd.Index([0, 1], name="replication")

Amounts = dict[tuple[str, str], tuple[list[int], list[int]]]
"""(item, payer) to the amounts of 2020 and 2021, in each of two replications."""


def plan_of(**fiscal: Any) -> Plan:
    """Return a plan with these limits, its deadline in 2020 and its horizon in 2021."""
    programme = {"name": "Small", "start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2021-12-31"}
    funding = {"budget": {"kind": "appropriation", "payer": "general_budget", "opening_cny_10k": 10}}
    packages = {"line": {"activities": work(10), "cost_cny_10k": 10, "funding": ["budget"]}}
    return a_plan(programme=programme, funding=funding, packages=packages, fiscal=fiscal)


def rows_of(amounts: Amounts) -> pd.DataFrame:
    """Return rows of `fiscal`."""
    return pd.DataFrame(
        [
            (replication, year, payer, item, cny_10k)
            for (item, payer), by_replication in amounts.items()
            for replication, by_year in enumerate(by_replication)
            for year, cny_10k in zip((2020, 2021), by_year, strict=True)
        ],
        columns=["replication", "year", "payer", "item", "cny_10k"],
    )


def test_the_dearest_year_is_looked_for_in_each_replication() -> None:
    """Over both budgets together; districts and debt are not counted."""
    rows = rows_of(
        {
            ("drawn", "general_budget"): ([5, 1], [2, 3]),
            ("drawn", "districts"): ([90, 90], [90, 90]),
            ("interest", "fund_budget"): ([0, 2], [0, 2]),
            ("repayment", "fund_budget"): ([0, 1], [0, 1]),
            ("ppp_owed", "general_budget"): ([0, 0], [0, 4]),
            ("debt", "fund_budget"): ([80, 80], [80, 80]),
            ("city_money", "private"): ([3, 0], [4, 5]),
        }
    )
    found = city_money(rows, REPLICATIONS)
    assert found["peak_year"].tolist() == [5, 10]
    assert found["drawn"].tolist() == [3, 9]
    debt = city_debt(rows, REPLICATIONS, plan_of())
    assert {when: owed.tolist() for when, owed in debt.items()} == {"deadline": [80, 80], "horizon": [80, 80]}


@pytest.mark.parametrize(("quota", "broken"), [(7, [False, True]), (8, [False, False])])
def test_bonds_up_to_the_quota_are_within_it(quota: int, broken: list[bool]) -> None:
    """Those of the city's budgets together; a year without a quota is not judged."""
    raised = {("bond_raised", "fund_budget"): ([7, 99], [6, 99]), ("bond_raised", "general_budget"): ([0, 0], [2, 0])}
    found = breaches(rows_of(raised), REPLICATIONS, plan_of(bond_quota_cny_10k={2020: quota}))
    assert set(found) == {"bond_quota", "bond_quota/2020"}
    assert found["bond_quota"].tolist() == broken


def test_partners_may_be_owed_a_share_of_the_general_budget() -> None:
    """10 % of 100 is within the limit, one more is not."""
    owed = {("ppp_owed", "general_budget"): ([10, 10], [10, 11])}
    limits = {"general_budget_cny_10k": {2020: 100, 2021: 100}, "ppp_share": 0.1}
    found = breaches(rows_of(owed), REPLICATIONS, plan_of(**limits))
    assert found["ppp_share"].tolist() == [False, True]
    assert found["ppp_share/2020"].tolist() == [False, False]


def test_what_works_earn_over_the_term_must_cover_the_service_of_the_bonds_drawn_in_a_year() -> None:
    """1.2 times 10 is 12; a year in which none were drawn needs no revenue."""
    both = {
        ("bond_life_service", "fund_budget"): ([0, 10], [0, 10]),
        ("bond_life_revenue", "fund_budget"): ([0, 12], [0, 11]),
    }
    found = breaches(rows_of(both), REPLICATIONS, plan_of(cover=1.2))
    assert found["cover"].tolist() == [False, True]


def test_limits_that_are_not_stated_are_not_broken() -> None:
    """And a plan without a payer of the city has nothing to say of it."""
    assert breaches(rows_of({("bond_raised", "fund_budget"): ([7, 7], [7, 7])}), REPLICATIONS, plan_of()) == {}
    assert is_about(plan_of())
    assert not is_about(a_plan(packages={"line": {"activities": work(10)}}))
