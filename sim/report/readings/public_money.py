"""What tables and charts read off cash and footprints: means over replications, by year and over the term."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.intervals import Floats, mean
from sim.analysis.public_money import CITY
from sim.report.readings.estimates import Reading
from sim.report.results import Results

PAYERS = ("general_budget", "fund_budget", "districts", "province", "centre", "builders", "private", "")
"""Payers in the order in which they are shown."""

LIMITS = ("bond_quota", "ppp_share", "cover")
"""Limits in the order in which they are shown."""


BESIDE_THE_CITY = ("builders", "districts")
"""Payers that carry loans for the same works, so that a debt can be theirs in place of the city's."""


def bond_cover(results: Results) -> dict[str, float]:
    """Return what works earn over the term of the bonds that paid for them, in times of the bonds' service.

    By scenario, of all bonds that the city's budgets draw: the mean of earnings over the mean of service. Scenarios
    without bonds, and folders without footprints, have none.
    """
    if "fiscal" not in results.tables:
        return {}
    sums = results.sql(
        f"""
        SELECT scenario, sum(cny_10k) FILTER (item = 'bond_life_revenue') AS earned,
            sum(cny_10k) FILTER (item = 'bond_life_service') AS service
        FROM fiscal WHERE payer IN {CITY} GROUP BY ALL HAVING service > 0
        """
    )
    return {str(row.scenario): float(row.earned) / float(row.service) for row in sums.itertuples()}


class DebtBeside(NamedTuple):
    """The mean debt of builders and districts at the end of the last year, and what it is more than in the base, 万元.

    Where an option is the base, there is nothing to compare.
    """

    cny_10k: float
    more: Reading | None


def debt_beside_the_city(results: Results) -> dict[str, DebtBeside]:
    """Return by scenario what builders and districts owe at the end of the horizon's year, where any of them owes."""
    if "fiscal" not in results.tables:
        return {}
    last_year = int(results.words["horizon"][:4])
    frame = results.sql(
        f"""
        SELECT scenario, replication, sum(cny_10k)::DOUBLE AS debt FROM fiscal
        WHERE payer IN {BESIDE_THE_CITY} AND item = 'debt' AND year = {last_year} GROUP BY ALL
        """
    )
    debts = frame.pivot(index="replication", columns="scenario", values="debt")
    base = results.words["base"]
    return {
        str(name): DebtBeside(float(own.mean()), _more(own, debts[base]) if base in debts and name != base else None)
        for name, own in debts.items()
    }


def _more(own: pd.Series, base: pd.Series) -> Reading:
    less: Floats = np.asarray((own - base).dropna(), dtype=np.float64)
    return Reading(*mean(less))


def fiscal_by_year(results: Results, scenario: str) -> pd.DataFrame:
    """Return the mean of each item of the footprint in 万元, a row for each payer and item, a column a year."""
    frame = results.sql(
        f"""
        SELECT payer, item, year, avg(cny_10k) AS cny_10k FROM fiscal
        WHERE scenario = '{_quoted(scenario)}' GROUP BY ALL
        """
    )
    return frame.pivot(index=["payer", "item"], columns="year", values="cny_10k")


def cash_by_year(results: Results, scenario: str) -> pd.DataFrame:
    """Return means in 万元 by source and year, earmarks and contracts with their source.

    Shapes and units
        index: source (in the plan's order), year.
        columns: arrived, paid, lapsed, balance (at the end of the year); in place of the balance on_account and
            may_be_called where the folder says which sources are credit or partners' contracts.
    """
    frame = results.sql(
        f"""
        WITH of_source AS (
            SELECT split_part(source, '/', 1) AS source, year, replication, sum(arrived_cny_10k) AS arrived,
                sum(paid_cny_10k) AS paid, sum(lapsed_cny_10k) AS lapsed, sum(balance_cny_10k) AS balance
            FROM cash WHERE scenario = '{_quoted(scenario)}' GROUP BY ALL
        )
        SELECT source, year, avg(arrived) AS arrived, avg(paid) AS paid, avg(lapsed) AS lapsed, avg(balance) AS balance
        FROM of_source GROUP BY ALL ORDER BY source, year
        """
    )
    found = dict.fromkeys(frame["source"])
    of_scenario = results.words["scenarios"][scenario]
    order = dict.fromkeys([*(name for name in of_scenario["payers"] if name in found), *found])
    cash = frame.set_index(["source", "year"]).reindex(list(order), level="source")
    if "on_call" not in of_scenario:
        return cash
    balance = cash.pop("balance")
    is_on_call = cash.index.get_level_values("source").isin(of_scenario["on_call"])
    return cash.assign(on_account=balance.where(~is_on_call, 0.0), may_be_called=balance.where(is_on_call, 0.0))


def _quoted(text: str) -> str:
    return text.replace("'", "''")
