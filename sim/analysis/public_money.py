"""Public money: what the footprints of a scenario say of the city's budgets, one value a replication.

The city is its two budgets. What passes through them in a year is what they pay for packages (what
they borrowed for it included), interest, repayment, and what is owed to partners.
"""

from collections.abc import Iterator

import pandas as pd

from sim.plan.plan import Plan

CITY = ("general_budget", "fund_budget")
"""The payers that are the city's own budgets."""

OUTLAYS = ("drawn", "interest", "repayment", "ppp_owed")
"""Items that pass through a budget in a year."""

CITY_MONEY = "city_money"
"""The item that counts whoever pays first: the city's share of it, as a present value."""

PROMISED, DRAWN, PEAK_YEAR = "promised", "drawn", "peak_year"
AT_DEADLINE, AT_HORIZON = "deadline", "horizon"


def is_about(plan: Plan) -> bool:
    """Return whether any money of *plan* is the city's."""
    return any(source.payer in CITY or source.city_share for source in plan.funding.values())


def city_money(rows: pd.DataFrame, replications: pd.Index) -> dict[str, pd.Series]:
    """Return the present value of what was drawn of the city's money, and what its dearest year takes.

    Shapes and units
        rows: of `fiscal`, of one scenario; returns: 万元 by replication.
    """
    drawn = rows[rows["item"] == CITY_MONEY].groupby("replication")["cny_10k"].sum()
    outlays = _by_year(rows, *OUTLAYS)
    return {DRAWN: _filled(drawn, replications), PEAK_YEAR: _filled(outlays.max(axis=1), replications)}


def city_debt(rows: pd.DataFrame, replications: pd.Index, plan: Plan) -> dict[str, pd.Series]:
    """Return the city's debt at the end of the years of the deadline and of the horizon, 万元 by replication."""
    debt = _by_year(rows, "debt")
    years = {AT_DEADLINE: plan.programme.deadline.year, AT_HORIZON: plan.programme.horizon.year}
    nothing = pd.Series(dtype=float)
    return {when: _filled(debt.get(year, nothing), replications) for when, year in years.items()}


def breaches(rows: pd.DataFrame, replications: pd.Index, plan: Plan) -> dict[str, pd.Series]:
    """Return whether each stated limit is broken, in any year and by year (`bond_quota`, `bond_quota/2021`).

    The year of `cover` is the one in which bonds were drawn: what the packages earn over their term is held against
    their service over it.

    Shapes and units
        rows: of `fiscal`, of one scenario; returns: bool by replication.
    """
    broken = {}
    for limit, by_year in _breaches(rows, plan):
        every = by_year.reindex(replications, fill_value=False)
        broken[limit] = every.any(axis=1)
        broken |= {f"{limit}/{year}": every[year] for year in every.columns}
    return broken


def _breaches(rows: pd.DataFrame, plan: Plan) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each limit that has something to be held against, and whether it is broken, replications x years."""
    limits = plan.fiscal
    raised = _by_year(rows, "bond_raised")
    years = [year for year in limits.bond_quota_cny_10k if year in raised]
    if years:
        yield "bond_quota", raised[years].gt(pd.Series(limits.bond_quota_cny_10k)[years], axis=1)
    owed = _by_year(rows, "ppp_owed")
    years = [year for year in limits.general_budget_cny_10k if year in owed]
    if years and limits.ppp_share is not None:
        yield "ppp_share", owed[years].gt(limits.ppp_share * pd.Series(limits.general_budget_cny_10k)[years], axis=1)
    service = _by_year(rows, "bond_life_service")
    if len(service.columns) and limits.cover is not None:
        yield "cover", (service > 0) & (_by_year(rows, "bond_life_revenue") < limits.cover * service)


def _by_year(rows: pd.DataFrame, *items: str) -> pd.DataFrame:
    """Return the sums of *items* over the city's budgets, replications x years."""
    own = rows[rows["payer"].isin(CITY) & rows["item"].isin(items)]
    return own.pivot_table(index="replication", columns="year", values="cny_10k", aggfunc="sum", observed=True)


def _filled(series: pd.Series, replications: pd.Index) -> pd.Series:
    return series.reindex(replications, fill_value=0).astype(float)
