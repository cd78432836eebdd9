"""Checks what lateness is priced at by the plan's rates: accounts, shares of payers, and amounts."""

from collections.abc import Mapping
from datetime import date
from math import exp, log

import pandas as pd

from sim.plan.plan import Plan
from sim.report.results import Results
from sim.report.verification.check import ALIKE, Check, horizon_day, lines_by_replication, text

DAYS_A_YEAR = 365.25

ROUNDED = 1e-6
"""万元 that costs are rounded to."""

ECONOMIC, FINANCIAL, ASSESSMENT = "economic", "financial", "assessment"

SIGNS = {
    ("benefits_forgone", ECONOMIC): 1,
    ("deferred_capital", ECONOMIC): 0,
    ("interest_during_construction", FINANCIAL): 1,
    ("escalation", ECONOMIC): 1,
    ("escalation", FINANCIAL): 1,
    ("prolongation", ECONOMIC): 1,
    ("prolongation", FINANCIAL): 1,
    ("stop_start", ECONOMIC): 1,
    ("stop_start", FINANCIAL): 1,
    ("damages_received", FINANCIAL): -1,
    ("missed_target", ASSESSMENT): 1,
}
"""Component and account to its sign; 0: either."""

SOCIETY = "society"

SHARED = ("escalation", "prolongation", "stop_start", "damages_received")
"""Components that payers of a package bear by what each has paid of it, or was planned to."""

BUILDERS = ("crew", "work", "rework")
"""Causes of delay for which a builder pays damages."""

NOBODYS = ("season", "holiday", "shock", "float")
"""Causes of delay for which nobody pays; the owner pays for all others."""

OF_PACKAGE = ["scenario", "replication", "package"]


def places_of_cost(results: Results, plans: Mapping[str, Plan]) -> Check:
    """Check that each component stands in its account with its sign, borne by society or by a payer of the plan."""
    rows = _rows(results)
    signs = pd.DataFrame([(*key, sign) for key, sign in SIGNS.items()], columns=["component", "account", "sign"])
    found = rows.merge(signs, on=["component", "account"], how="left")
    bearers = {name: _bearers(plan) for name, plan in plans.items()}
    may_bear = [bearers[str(row.scenario)].get(str(row.account), set()) for row in found.itertuples()]
    is_borne = [payer in may for payer, may in zip(found["payer"], may_bear, strict=True)]
    is_right = (found["sign"] == 0) | (found["sign"] * found["cost_cny_10k"] > 0)
    off = found[~(is_right & pd.Series(is_borne, index=found.index, dtype=bool))]
    says = (
        "delay_cost: {package} / {account} / {component} / {payer}: found {cost_cny_10k:g}, expected another account, "
        "sign or payer"
    )
    return Check("costs stand in their accounts", len(found), "rows", lines_by_replication(off, says))


def _bearers(plan: Plan) -> dict[str, set[str]]:
    """Return who may bear what stands in each account."""
    return {ECONOMIC: {SOCIETY}, FINANCIAL: {source.payer for source in plan.funding.values()}, ASSESSMENT: {""}}


def shares_of_cost(results: Results, plans: Mapping[str, Plan]) -> Check:
    """Check that payers bear alike shares of all that they share, and what of a cost is real is the plan's share."""
    rows = _rows(results)
    lines: list[str] = []
    shared = rows[(rows["account"] == FINANCIAL) & rows["component"].isin(SHARED)]
    keys = [*OF_PACKAGE, "component"]
    wide = shared.pivot_table(index=keys, columns="payer", values="cost_cny_10k", aggfunc="sum", observed=True)
    wide = wide.fillna(0.0)
    totals = wide.sum(axis=1)
    of_all = wide.abs().groupby(OF_PACKAGE, observed=True).transform("sum")
    of_all_total = totals.abs().groupby(OF_PACKAGE, observed=True).transform("sum")
    apart = wide.abs().mul(of_all_total, axis=0) - of_all.mul(totals.abs(), axis=0)
    few = 4 * ROUNDED * (of_all_total + totals.abs())
    off = wide[apart.abs().gt(few, axis=0).any(axis=1)].reset_index()
    says = "delay_cost: {package} / {component}: found payers with other shares than of its other costs"
    lines += lines_by_replication(off, says)
    sides = rows[rows["component"].isin(("stop_start", "prolongation"))].pivot_table(
        index=keys, columns="account", values="cost_cny_10k", aggfunc="sum", observed=True
    )
    sides = sides.reindex(columns=[ECONOMIC, FINANCIAL]).fillna(0.0).reset_index()
    sides = sides.merge(_blame(results), on=OF_PACKAGE, how="left")
    real_shares = {name: plan.delay_cost.real_share for name, plan in plans.items()}
    sides["real"] = sides["scenario"].astype(str).map(real_shares).astype(float)
    sides["owners"] = sides["owners"].where(sides["component"] == "prolongation", 1.0).fillna(0.0)
    gap = (sides[FINANCIAL] * sides["real"] - sides[ECONOMIC] * sides["owners"]).abs()
    few_payers = (len(wide.columns) + 1) * ROUNDED
    off = sides[gap > few_payers + ALIKE * sides[FINANCIAL].abs()]
    says = (
        "delay_cost: {package} / {component}: found {economic:g} economic and {financial:g} financial, expected a real "
        "share of {real:g} and an owner's of {owners:g}"
    )
    lines += lines_by_replication(off, says)
    return Check("shares of costs are those of plan and ledger", len(wide) + len(sides), "costs", tuple(lines))


def amounts_of_cost(results: Results, plans: Mapping[str, Plan]) -> Check:
    """Check the amounts that follow from days and the plan's rates: benefits of packages of one lot, missed targets."""
    found = _rows(results)
    keys = [*OF_PACKAGE, "target", "component"]
    expected = pd.concat([_benefits(results, plans), _missed(results, plans)], ignore_index=True)
    one_lot = {
        (name, package) for name, plan in plans.items() for package, one in plan.packages.items() if one.lots.count == 1
    }
    is_one = pd.Series([key in one_lot for key in zip(found["scenario"], found["package"], strict=True)], found.index)
    of_these = found[(is_one & (found["component"] == "benefits_forgone")) | (found["component"] == "missed_target")]
    sums = [one.groupby(keys, observed=True)["cost_cny_10k"].sum() for one in (of_these, expected)]
    both = pd.concat(sums, axis=1, keys=["found", "expected"]).fillna(0.0)
    off = both[(both["found"] - both["expected"]).abs() > 2 * ROUNDED + ALIKE * both["expected"].abs()]
    says = "delay_cost: {package} / {target} / {component}: found {found:.6f}, expected {expected:.6f} by the plan"
    return Check("amounts follow from days and rates", len(both), "sums", lines_by_replication(off.reset_index(), says))


def contracts_of_damages(results: Results, plans: Mapping[str, Plan]) -> Check:
    """Check that the damages of each package, undone by days and rates, come to one contract in all replications."""
    damages = _rows(results)
    damages = damages[damages["component"] == "damages_received"]
    paid = damages.groupby([*OF_PACKAGE, "days_late"], observed=True)["cost_cny_10k"].agg(["sum", "size"]).reset_index()
    paid = paid.merge(_blame(results), on=OF_PACKAGE, how="left").merge(
        results.table("packages")[[*OF_PACKAGE, "planned_finish_day"]], on=OF_PACKAGE, how="left"
    )
    what = "damages are of one contract a package"
    if not len(paid):
        return Check(what, 0, "damages", ())
    contracts = []
    for row in paid.itertuples():
        plan = plans[str(row.scenario)]
        share, cap = plan.delay_cost.damages_share_a_day, plan.delay_cost.damages_cap
        days = min(row.builders * row.days_late, cap / share) if share else 0.0
        worth = share * days * _evenly(row.planned_finish_day, round(days, 6), log(1 + plan.programme.discount_rate))
        contracts.append((-row.sum / worth, row.size * ROUNDED / worth) if worth > 0 else (float("nan"), 0.0))
    paid[["contract", "few"]] = pd.DataFrame(contracts, index=paid.index, columns=["contract", "few"])
    told_best = paid.sort_values("few").groupby(["scenario", "package"], observed=True)[["contract", "few"]].first()
    paid = paid.join(told_best.set_axis(["usual", "few_there"], axis=1), on=["scenario", "package"])
    few = 2 * (paid["few"] + paid["few_there"]) + 1e-6 * paid["usual"].abs()
    off = paid[~((paid["contract"] - paid["usual"]).abs() <= few)]
    says = "delay_cost: {package} / damages_received: found a contract of {contract:g}, expected {usual:g} as elsewhere"
    return Check(what, len(paid), "damages", lines_by_replication(off, says))


def _rows(results: Results) -> pd.DataFrame:
    rows = results.table("delay_cost")
    rows = rows[rows["account"] != ""]
    texts = ["scenario", "package", "target", "account", "component", "payer"]
    return rows.astype(dict.fromkeys(texts, "str")).reset_index(drop=True)


def _blame(results: Results) -> pd.DataFrame:
    """Return of each package which shares of the days that it has lost are the owner's and the builder's doing."""
    builders, nobodys = (", ".join(text(cause) for cause in causes) for causes in (BUILDERS, NOBODYS))
    return results.sql(
        f"""
        SELECT scenario, replication, package,
            coalesce(sum(days) FILTER (cause NOT IN ({builders}, {nobodys})), 0) / sum(days) AS owners,
            coalesce(sum(days) FILTER (cause IN ({builders})), 0) / sum(days) AS builders
        FROM ledger WHERE days > 0 GROUP BY ALL
        """
    )


def _benefits(results: Results, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Return the benefits that late packages of one lot forgo: the difference of what two openings are worth."""
    horizon = horizon_day(results)
    rows = []
    for row in results.table("packages").itertuples():
        plan = plans[str(row.scenario)]
        package = plan.packages[str(row.package)]
        finish = horizon if pd.isna(row.finished_day) else row.finished_day
        if package.lots.count > 1 or finish <= row.planned_finish_day:
            continue
        for indicator, quantity in package.delivers.items():
            noun = plan.indicators[indicator]
            target = next((name for name, one in plan.targets.items() if one.indicator == indicator), "")
            rate = log((1 + plan.programme.discount_rate) / (1 + noun.benefit_growth))
            planned, actual = (_opened(day, rate, noun.life_years) for day in (row.planned_finish_day, finish))
            units = round(quantity / noun.smallest_unit) * noun.smallest_unit
            cost = units * noun.benefit_cny_10k_per_unit_year * (planned - actual)
            rows.append((row.scenario, row.replication, row.package, target, "benefits_forgone", cost))
    return pd.DataFrame(rows, columns=[*OF_PACKAGE, "target", "component", "cost_cny_10k"])


def _opened(day: float, rate: float, life_years: float | None) -> float:
    """Return what 1 a year is worth from a day on: for a life, or forever (less what is the same for all days)."""
    begins = exp(-rate * day / DAYS_A_YEAR)
    if life_years is None:
        return begins / rate if rate else -day / DAYS_A_YEAR
    return begins * (1 - exp(-rate * life_years)) / rate if rate else life_years


def _missed(results: Results, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Return what missed targets are made to cost, due at the deadline."""
    words = results.words
    deadline = (date.fromisoformat(words["deadline"]) - date.fromisoformat(words["data_date"])).days + 1
    targets = results.sql(
        "SELECT * FROM targets WHERE NOT met "
        "AND (scenario, replication) IN (SELECT (scenario, replication) FROM packages)"
    )
    rows = []
    for row in targets.itertuples():
        plan = plans[str(row.scenario)]
        price = plan.delay_cost.missed_target_cny_10k.get(str(row.target), 0)
        if price:
            cost = price / (1 + plan.programme.discount_rate) ** (deadline / DAYS_A_YEAR)
            rows.append((row.scenario, row.replication, "", row.target, "missed_target", cost))
    return pd.DataFrame(rows, columns=[*OF_PACKAGE, "target", "component", "cost_cny_10k"])


def _evenly(day: float, days: float, rate: float) -> float:
    """Return the worth of 1 paid evenly over so many days from a day on."""
    years = days / DAYS_A_YEAR
    worth = (1 - exp(-rate * years)) / (rate * years) if rate * years else 1.0
    return worth * exp(-rate * day / DAYS_A_YEAR)
