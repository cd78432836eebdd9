"""Cash and the fiscal footprint as printed, and the check of a results folder, on a small plan with every payer."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sim import run_study
from sim.cli import status_of
from sim.report.printed.layout import display_width
from sim.report.printed.money import cash_table, fiscal_table
from sim.report.readings.public_money import cash_by_year
from sim.report.results import Results, open_results
from sim.report.verification.verify import lines_of, verify
from sim.report.words import LANGS, Lang
from tests.builders import a_plan, work

PROGRAMME = {"name": "Small", "start": "2020-07-01", "deadline": "2022-12-31", "horizon": "2028-12-31"}

FUNDING = {
    "budget": {
        "name": {"en": "City budget", "zh": "市级预算"},
        "kind": "appropriation",
        "payer": "general_budget",
        "amounts_cny_10k": dict.fromkeys(range(2020, 2029), 5000),
        "carry_over": 0.5,
        "city_share": 1,
    },
    "bonds": {
        "kind": "bond",
        "payer": "fund_budget",
        "opening_cny_10k": 9000,
        "earmarks": {"grid": 0.25},
        "interest_rate": 0.04,
        "debt": {"term_years": 10, "repaid": "at_end"},
        "city_share": 1,
    },
    "bank": {
        "kind": "credit_line",
        "payer": "builders",
        "opening_cny_10k": 6000,
        "interest_rate": 0.05,
        "debt": {"term_years": 4, "grace_years": 1},
    },
    "partners": {
        "kind": "ppp",
        "payer": "private",
        "close_days": 60,
        "most_share": 0.5,
        "conversion": 0.5,
        "interest_rate": 0.06,
        "debt": {"term_years": 8},
        "city_share": 0.6,
    },
    "firms": {"kind": "equity", "opening_cny_10k": 500},
}

PACKAGES = {
    "line": {"cost_cny_10k": 12000, "funding": ["partners", "budget", "bank"], "days": [400, 500, 900]},
    "grid": {"cost_cny_10k": 6000, "funding": ["bonds", "bank", "firms"], "days": [200, 300, 600]},
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A study of two scenarios: as planned, and without the bank."""
    packages = {
        name: {
            "cost_cny_10k": one["cost_cny_10k"],
            "funding": one["funding"],
            "revenue_share": 0.04,
            "delivers": {"links": 1},
            "activities": work({"pert": one["days"]}),
        }
        for name, one in PACKAGES.items()
    }
    sections = {
        "programme": PROGRAMME,
        "packages": packages,
        "indicators": {"links": {"unit": "links", "benefit_cny_10k_per_unit_year": 300}},
        "targets": {"links": {"indicator": "links", "at_least": 2, "who_decides": "city"}},
        "fiscal": {
            "general_budget_cny_10k": dict.fromkeys(range(2020, 2029), 4000),
            "bond_quota_cny_10k": {2020: 8000},
            "ppp_share": 0.1,
            "cover": 1.1,
        },
    }
    plans = {
        "planned": a_plan(funding=FUNDING, **sections),
        "small_bank": a_plan(funding=FUNDING | {"bank": FUNDING["bank"] | {"opening_cny_10k": 1000}}, **sections),
    }
    return run_study(plans, replications=20, keep=5, results=tmp_path_factory.mktemp("money"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("table", [cash_table, fiscal_table])
@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_asked(results: Results, lang: Lang, table: Callable[..., str], width: int) -> None:
    """And no identifier is printed, in either scenario."""
    for scenario in ("planned", "small_bank"):
        printed = table(results, lang, width, scenario)
        assert max(display_width(line) for line in printed.splitlines()) <= width
        assert "_" not in printed and "nan" not in printed.lower().replace("finan", "")


def test_cash_by_year_is_the_mean_over_replications(results: Results) -> None:
    """In CNY million: what is left at the end of a year was left before or came in, and was neither paid nor lost.

    What is left stands on account or may still be called.
    """
    lines = cash_table(results).splitlines()
    numbers = {
        name: [float(cell) for cell in next(line for line in lines if line.startswith(f"  {name}")).split()[-9:]]
        for name in ("Came in", "Paid", "Lapsed", "On account at year end", "May still be called")
    }
    table = results.cash
    of_2020 = table[(table["scenario"] == "planned") & (table["year"] == 2020)]
    assert numbers["Came in"][0] == pytest.approx(of_2020["arrived_cny_10k"].sum() / 20 / 100, rel=5e-3)
    flows = zip(numbers["Came in"], numbers["Paid"], numbers["Lapsed"], strict=True)
    left = 0.0
    both = zip(numbers["On account at year end"], numbers["May still be called"], strict=True)
    for (came, paid, lapsed), shown in zip(flows, both, strict=True):
        left += came - paid - lapsed
        assert left == pytest.approx(sum(shown), abs=2)


def test_credit_and_contracts_are_no_money_on_account(results: Results) -> None:
    """On account is what the footprint calls idle; of the bank and the partners what is left may still be called."""
    cash = cash_by_year(results, "planned")
    idle = results.sql(
        "SELECT year, sum(cny_10k) / 20 AS idle FROM fiscal WHERE scenario = 'planned' AND item = 'idle' GROUP BY ALL"
    )
    assert cash.groupby("year")["on_account"].sum().to_dict() == pytest.approx(idle.set_index("year")["idle"].to_dict())
    left = cash.groupby("source")[["on_account", "may_be_called"]].sum()
    assert (left.loc[["bank", "partners"], "on_account"] == 0).all()
    assert (left.loc[["budget", "bonds", "firms"], "may_be_called"] == 0).all()
    assert left.loc["bank", "may_be_called"] > 0 and left.loc["budget", "on_account"] > 0
    table = results.cash[results.cash["scenario"] == "planned"]
    assert left.sum().sum() == pytest.approx(table["balance_cny_10k"].sum() / 20)


def test_a_folder_that_does_not_tell_kinds_of_money_shows_what_is_left(results: Results) -> None:
    """As one amount: of folders written before, nothing is guessed."""
    scenarios = {
        name: {key: said for key, said in noun.items() if key != "on_call"}
        for name, noun in results.words["scenarios"].items()
    }
    before = Results(results.folder, {**results.provenance, "words": {**results.words, "scenarios": scenarios}})
    printed = cash_table(before)
    assert "Left at the end" in printed and "May still be called" not in printed


def test_each_source_stands_once_with_its_earmarks_and_contracts(results: Results) -> None:
    """By its name where the plan gives one, else by its key."""
    by_source = cash_table(results).partition("By source")[2].splitlines()[2:]
    names = [line[:12].rstrip() for line in by_source[: by_source.index("")]]
    assert names == ["City budget", "bonds", "bank", "partners", "firms"]


def test_the_footprint_shows_each_payer_and_the_limits(results: Results) -> None:
    """In their order; the bond quota of 2020 is broken in every run, the other limits in some years."""
    printed = fiscal_table(results)
    payers = (
        "General budget of the city",
        "Fund budget of the city",
        "Builders",
        "Private partners",
        "Payer not stated",
    )
    places = [printed.index(payer) for payer in payers]
    assert places == sorted(places)
    limits = printed.partition("Chance that a limit is broken")[2].splitlines()
    assert limits[3].split()[:3] == ["bond", "quota", "100"]
    assert limits[4].startswith("  owed to partners") and limits[5].startswith("  cover of bonds")
    assert "Debt at the end of 2022" in printed and "Debt at the end of 2028" in printed


def test_years_that_do_not_fit_are_said_to_be_in_the_folder(results: Results) -> None:
    """On a narrow terminal."""
    narrow = fiscal_table(results, width=50)
    assert re.search(r"Years after 202[3-5] are in the table of the folder\.", " ".join(narrow.split()))
    assert max(map(len, narrow.splitlines())) <= 50


def test_a_folder_as_it_was_written_verifies(results: Results, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a check with how much was looked at, status 0."""
    assert status_of(["verify", str(results.folder)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    assert len(lines) >= 12
    assert all(line.endswith(", all right") for line in lines)
    rows = len(results.cash)
    assert f"money in = paid + lapsed + left: {rows:,} rows of cash, all right" in lines
    assert "days late add up by cause: 20 packages, all right" in lines
    assert "days late add up at the root: 20 packages, all right" in lines


Tamper = Callable[[pd.DataFrame], None]


def more(column: str, place: int | slice, by: float) -> Tamper:
    """Return what adds to one number of a table, or to several."""

    def tamper(table: pd.DataFrame) -> None:
        table.loc[table.index[place], column] += by

    return tamper


def flipped(column: str, place: int) -> Tamper:
    """Return what turns one truth value of a table into its opposite."""

    def tamper(table: pd.DataFrame) -> None:
        table.loc[table.index[place], column] = not table[column].iloc[place]

    return tamper


@pytest.mark.parametrize(
    ("table", "tamper", "what", "says"),
    [
        ("cash", more("lapsed_cny_10k", 3, 1), "money in", "cash: budget in 2023: found -1 that is not accounted for"),
        ("cash", more("paid_cny_10k", 0, 5), "drawn = paid", "fiscal: general_budget in 2020: found"),
        ("fiscal", more("cny_10k", 0, 7), "drawn = paid", "fiscal: general_budget in 2020: found"),
        ("ledger", more("days", 0, 2), "days late add up by cause", "ledger: "),
        ("root_causes", more("days", 0, 2), "days late add up at the root", "root_causes: "),
        ("targets", flipped("met", 0), "estimates follow", "estimates: planned / chance / links"),
        ("delay_cost", more("cost_cny_10k", slice(None), 5), "costs of packages", "delay_cost: "),
        (
            "delay_cost_sums",
            more("cost_cny_10k", 0, 5),
            "estimates follow",
            "estimates: planned / delay_cost_mean / economic",
        ),
    ],
)
def test_a_number_that_was_changed_is_found(
    results: Results, tmp_path: Path, table: str, tamper: Tamper, what: str, says: str
) -> None:
    """The file has other bytes than were written, and what no longer adds up is named."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    changed = pd.read_parquet(folder / f"{table}.parquet")
    tamper(changed)
    changed.to_parquet(folder / f"{table}.parquet")
    checks = verify(open_results(folder))
    assert any(line.startswith(f"{table}.parquet: found other bytes") for line in checks[0].off)
    (check,) = [one for one in checks if one.what.startswith(what)]
    assert any(says in line for line in check.off)


def test_a_debt_that_was_changed_is_found(results: Results, tmp_path: Path) -> None:
    """Even if the list of bytes was changed too."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    fiscal = pd.read_parquet(folder / "fiscal.parquet")
    fiscal.loc[fiscal.index[(fiscal["item"] == "debt") & (fiscal["year"] == 2024)][0], "cny_10k"] -= 100
    fiscal.to_parquet(folder / "fiscal.parquet")
    (check,) = [one for one in verify(open_results(folder)) if one.what.startswith("debt")]
    assert len(check.off) == 1
    assert "at the end of 2024: found" in check.off[0]


def test_an_estimate_that_was_changed_is_found_and_ends_with_status_2(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chance stored is not that of the table; what is off is said in a few plain lines."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    file = folder / "estimates.csv"
    stored = pd.read_csv(file)
    stored.loc[stored["measure"] == "delay_cost_mean", "estimate"] += 1
    stored.to_csv(file, index=False)
    provenance = json.loads((folder / "provenance.json").read_text())
    del provenance["tables_sha256"]["estimates.csv"]
    (folder / "provenance.json").write_text(json.dumps(provenance))
    assert status_of(["verify", str(folder)]) == 2
    said = capsys.readouterr()
    assert "estimates follow from the tables" in said.out and "off" in said.out
    assert "estimates: planned / delay_cost_mean / economic: found estimate" in said.err
    assert "more like these" in said.err
    assert len(said.err.splitlines()) <= 12


def test_parts_of_the_cost_of_delay_that_do_not_add_up_are_found(results: Results, tmp_path: Path) -> None:
    """By network here; the other parts are as they were."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    stored = pd.read_csv(folder / "estimates.csv")
    is_part = (stored["measure"] == "network_delay_cost_mean") & stored["subject"].str.startswith("financial/")
    stored.loc[stored.index[is_part & (stored["scenario"] == "planned")][0], "estimate"] += 1
    stored.to_csv(folder / "estimates.csv", index=False)
    (check,) = [one for one in verify(open_results(folder)) if one.what.startswith("parts of the cost")]
    assert len(check.off) == 1
    assert check.off[0].startswith("estimates: planned / network_delay_cost_mean / financial: found parts of ")


def test_a_table_that_is_gone_is_found(results: Results, tmp_path: Path) -> None:
    """By its name."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    (folder / "cash.parquet").unlink()
    off = list(lines_of(verify(open_results(folder))))
    assert off == ["cash.parquet: found no such file, expected the one that was written"]


def test_show_prints_one_scenario_and_refuses_an_unknown_one(
    results: Results, capsys: pytest.CaptureFixture[str]
) -> None:
    """The base unless another is named."""
    assert status_of(["show", str(results.folder), "cash"]) == 0
    assert capsys.readouterr().out.startswith("planned: money by source")
    assert status_of(["show", str(results.folder), "fiscal", "--scenario", "small_bank", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("small bank：各出资方逐年收支")
    assert status_of(["show", str(results.folder), "fiscal", "--scenario", "small_bnk"]) == 2
    assert capsys.readouterr().err == "--scenario: no such scenario 'small_bnk'; did you mean 'small_bank'?\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("table", ["cost", "outcomes", "four_rates"])
def test_show_prints_tables_of_a_study_that_was_run(
    results: Results, capsys: pytest.CaptureFixture[str], table: str, lang: str
) -> None:
    """Within 80 columns, without identifiers."""
    assert status_of(["show", str(results.folder), table, "--lang", lang]) == 0
    printed = capsys.readouterr().out
    assert "_" not in printed
    assert max(display_width(line) for line in printed.splitlines()) <= 80


@pytest.mark.parametrize("table", ["outcomes", "four_rates"])
def test_show_refuses_what_a_folder_does_not_hold(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    """In one line, with status 2."""
    folder = tmp_path / "copy"
    shutil.copytree(results.folder, folder)
    for name in ("outcome_means.csv", "four_rates.csv"):
        (folder / name).unlink()
    assert status_of(["show", str(folder), table]) == 2
    said = capsys.readouterr().err
    assert "found no estimates, expected those of a study; of this folder there can be shown: " in said
    assert "ledger" in said and said.count("\n") == 1
