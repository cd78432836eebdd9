"""What lateness is priced at is verified by the plan's rates: accounts, shares, amounts, and contracts."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from sim import run_study
from sim.plan.plan import Plan
from sim.report.results import Results, open_results
from sim.report.verification.check import Check
from sim.report.verification.verify import verify
from sim.shell.reading_back import plans_in
from tests.builders import a_plan, work

PLACES, SHARES, AMOUNTS, CONTRACTS = "costs stand in", "shares of costs", "amounts follow", "damages are of one"

FUNDING = {
    "budget": {
        "kind": "appropriation",
        "payer": "general_budget",
        "amounts_cny_10k": dict.fromkeys(range(2020, 2029), 3000),
    },
    "bank": {"kind": "credit_line", "payer": "builders", "opening_cny_10k": 7000, "interest_rate": 0.05},
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A line and a grid stand for money of two payers, lots and a missed target cost something too."""
    plan = a_plan(
        programme={"name": "Small", "start": "2020-07-01", "deadline": "2022-12-31", "horizon": "2028-12-31"},
        funding=FUNDING,
        delay_cost={
            "missed_target_cny_10k": {"links": 500},
            "prolongation_share": 0.12,
            "standby_share_a_month": 0.005,
            "standby_most_months": 4,
            "real_share": 0.92,
            "escalation_rate": 0.03,
            "inflation_rate": 0.02,
            "damages_share_a_day": 0.0005,
            "damages_cap": 0.05,
        },
        indicators={
            "links": {
                "unit": "links",
                "benefit_cny_10k_per_unit_year": 300,
                "benefit_growth": 0.02,
                "life_years": 20,
            },
            "sites": {"unit": "sites", "benefit_cny_10k_per_unit_year": 3},
        },
        targets={"links": {"indicator": "links", "at_least": 2, "who_decides": "city"}},
        packages={
            "line": {
                "cost_cny_10k": 12000,
                "funding": ["budget", "bank"],
                "delivers": {"links": 1},
                "activities": work({"pert": [400, 500, 1900]}),
            },
            "grid": {
                "cost_cny_10k": 6000,
                "funding": ["bank", "budget"],
                "delivers": {"links": 1, "sites": 2},
                "activities": work({"pert": [200, 300, 600]}),
            },
            "sheds": {
                "cost_cny_10k": 3000,
                "lots": 3,
                "funding": ["budget"],
                "delivers": {"sites": 3},
                "activities": work({"pert": [100, 200, 700]}),
            },
        },
    )
    return run_study({"base": plan}, replications=12, results=tmp_path_factory.mktemp("prices"))


def of(results: Results, what: str, plans: Mapping[str, Plan]) -> Check:
    """Return the check whose words begin so."""
    (check,) = [one for one in verify(results, plans) if one.what.startswith(what)]
    return check


@pytest.mark.parametrize("what", [PLACES, SHARES, AMOUNTS, CONTRACTS])
def test_prices_as_they_were_written_are_all_right(results: Results, what: str) -> None:
    """Each check looks at something, and every component is there."""
    check = of(results, what, plans_in(results))
    assert check.looked_at > 0
    assert check.off == ()
    assert set(results.table("delay_cost")["component"]) >= {
        *("benefits_forgone", "deferred_capital", "interest_during_construction", "escalation"),
        *("prolongation", "stop_start", "damages_received", "missed_target"),
    }
    assert set(results.table("delay_cost")["payer"]) >= {"general_budget", "builders", "society"}


Tamper = Callable[[pd.DataFrame], pd.DataFrame]


def in_first(where: str, column: str, change: Callable[[object], object]) -> Tamper:
    """Return what changes a cell of the first row of which something is true."""

    def tamper(table: pd.DataFrame) -> pd.DataFrame:
        first = table.query(where, engine="python").index[0]
        table.loc[first, column] = change(table.loc[first, column])
        return table

    return tamper


def dearer(where: str) -> Tamper:
    """Return what adds a hundredth of 万元 to a cost."""
    return in_first(where, "cost_cny_10k", lambda cost: cost + 0.01)


def without(where: str) -> Tamper:
    """Return what takes the first such row out."""
    return lambda table: table.drop(table.query(where, engine="python").index[0])


BOTH = "payer == 'builders' and package == 'line' and "


@pytest.mark.parametrize(
    ("what", "table", "tamper", "says"),
    [
        (PLACES, "delay_cost", in_first("component == 'escalation'", "account", lambda _: "economics"), "/ economics"),
        (PLACES, "delay_cost", in_first("component == 'damages_received'", "cost_cny_10k", lambda x: -x), "sign"),
        (PLACES, "delay_cost", in_first("account == 'financial'", "payer", lambda _: "somebody"), "/ somebody"),
        (PLACES, "delay_cost", in_first("account == 'economic'", "payer", lambda _: "builders"), "/ builders"),
        (SHARES, "delay_cost", dearer("component == 'stop_start' and account == 'financial'"), "/ stop_start: found"),
        (SHARES, "delay_cost", dearer("component == 'prolongation' and account == 'economic'"), "/ prolongation: "),
        (SHARES, "delay_cost", dearer(BOTH + "component == 'damages_received'"), "with other shares"),
        (SHARES, "delay_cost", without(BOTH + "component == 'escalation'"), "with other shares"),
        (AMOUNTS, "delay_cost", dearer("component == 'benefits_forgone' and package == 'grid'"), "by the plan"),
        (AMOUNTS, "delay_cost", without("component == 'benefits_forgone' and package == 'line'"), "found 0.000000"),
        (AMOUNTS, "delay_cost", dearer("component == 'missed_target'"), " / links / missed_target: "),
        (AMOUNTS, "delay_cost", without("component == 'missed_target'"), "found 0.000000"),
        (AMOUNTS, "packages", in_first("package == 'grid'", "planned_finish_day", lambda x: x - 0.1), "by the plan"),
        (CONTRACTS, "delay_cost", dearer("component == 'damages_received'"), "found a contract of "),
        (CONTRACTS, "delay_cost", in_first("component == 'damages_received'", "days_late", lambda x: x / 9), "found a"),
    ],
)
def test_a_price_that_was_changed_is_named_in_a_plain_line(
    results: Results, tmp_path: Path, what: str, table: str, tamper: Tamper, says: str
) -> None:
    """However little: a hundredth of 万元, a row that went, another payer."""
    plans = plans_in(results)
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    tamper(results.table(table).copy()).to_parquet(folder / f"{table}.parquet")
    lines = of(open_results(folder), what, plans).off
    assert any(says in line for line in lines), lines[:3]
    assert all(line.startswith("base, replication ") and "\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        (SHARES, {"real_share": 0.9}),
        (AMOUNTS, {"missed_target_cny_10k": {"links": 501}}),
        (AMOUNTS, {"missed_target_cny_10k": {}}),
    ],
)
def test_prices_of_other_rates_than_the_plan_has_are_found(
    results: Results, what: str, change: Mapping[str, object]
) -> None:
    """A table that was written by other rates does not pass for the plan's."""
    plan = plans_in(results)["base"]
    other = plan.model_copy(update={"delay_cost": plan.delay_cost.model_copy(update=dict(change))})
    assert of(results, what, {"base": plan}).off == ()
    assert of(results, what, {"base": other}).off
