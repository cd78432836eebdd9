"""What tables and charts read off cash and footprints: means over replications, by year."""

import pandas as pd

from sim.report.results import Results

PAYERS = ("general_budget", "fund_budget", "districts", "province", "centre", "builders", "private", "")
"""Payers in the order in which they are shown."""

LIMITS = ("bond_quota", "ppp_share", "cover")
"""Limits in the order in which they are shown."""


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
