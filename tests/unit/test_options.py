"""Options of funding: which of them no other beats, and the table that shows them side by side."""

from pathlib import Path

import pandas as pd
import pytest

from sim import load_plan, run_study
from sim.analysis.options import Offer, marked, offers_of
from sim.report.printed.layout import display_width
from sim.report.printed.options import options_table
from sim.report.results import Results, open_results
from sim.report.verification.verify import verify
from sim.report.words import LANGS, Lang
from sim.study.rows import Row, RunSettings, Study
from sim.study.run import run

PLAN = """
programme: {{name: Toy, start: 2020-01-01, deadline: 2020-12-31, horizon: 2022-12-31}}
indicators: {{rail: {{unit: km, benefit_cny_10k_per_unit_year: 100}}}}
targets: {{rail: {{indicator: rail, at_least: 1, who_decides: city}}}}
fiscal: {{bond_quota_cny_10k: {{2020: 500}}}}
funding:
  bonds: {{kind: bond, payer: fund_budget, interest_rate: 0.04, debt: {{term_years: 2}}, {money}}}
packages:
  line:
    delivers: {{rail: 1}}
    cost_cny_10k: 400
    instalments: 1
    funding: [bonds]
    activities: {{works: {{days: {{discrete: {days}, planned: 300}}}}}}
"""
"""A line of one or another length, paid by one source."""

OFTEN_LATE, NEVER_LATE = "{300: 0.5, 400: 0.5}", "{250: 0.5, 350: 0.5}"

OPTIONS = {
    "early": ("city_share: 1, tranches_cny_10k: {2020-01-01: 400}", OFTEN_LATE),
    "shared": ("city_share: 0.5, tranches_cny_10k: {2020-03-01: 400}", OFTEN_LATE),
    "fast": ("city_share: 1, tranches_cny_10k: {2020-01-01: 900}", NEVER_LATE),
    "late_and_dear": ("city_share: 1, tranches_cny_10k: {2020-03-01: 500}", OFTEN_LATE),
}
"""One costs the city more than the first, begins later, and is beaten; each of the others is best in something."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A study of the four options, and of the first once more."""
    folder = tmp_path_factory.mktemp("options")
    plans = {}
    for name, (money, days) in {**OPTIONS, "early_again": OPTIONS["early"]}.items():
        (folder / f"{name}.yaml").write_text(PLAN.format(money=money, days=days), encoding="utf-8")
        plans[name] = load_plan(folder / f"{name}.yaml")
    return run_study(plans, replications=60, results=folder / "results")


def test_the_one_option_that_is_beaten_is_the_only_one_without_a_mark(results: Results) -> None:
    """Those that are best in chance, in cost of delay or in city money keep theirs, and so does an equal."""
    assert marked(offers_of(results.estimates)) == ("early", "shared", "fast", "early_again")


def test_two_options_that_are_alike_differ_by_exactly_nothing(results: Results) -> None:
    """In every measure that has a number."""
    own = results.differences[results.differences["scenario"] == "early_again"]
    assert len(own) >= 20
    assert (own["estimate"] == 0).all()


def test_the_city_promises_what_its_sources_bring(results: Results) -> None:
    """400 at once; of the shared 400 after 60 days half; nothing is left to luck."""
    found = results.estimates.set_index(["scenario", "measure", "subject"])
    promised = found.xs(("city_money_mean", "promised"), level=("measure", "subject"))
    worth = 1.08 ** (-60 / 365.25)
    expected = {"early": 400, "shared": 200 * worth, "fast": 900, "late_and_dear": 500 * worth, "early_again": 400}
    assert promised["estimate"].to_dict() == pytest.approx(expected)
    assert (promised["low"] == promised["high"]).all()
    assert found.loc[("early", "city_money_mean", "drawn"), "estimate"] == 400


def test_the_dearest_year_and_the_debt_are_those_of_the_citys_budgets(results: Results) -> None:
    """400 drawn in 2020; half is paid back in 2021, with 16 of interest, and the rest a year later."""
    found = results.estimates.set_index(["scenario", "measure", "subject"])["estimate"]
    assert found["early", "city_money_mean", "peak_year"] == 400
    assert found["early", "city_debt_mean", "deadline"] == 400
    assert found["early", "city_debt_mean", "horizon"] == 0


def test_a_limit_that_is_broken_is_an_outcome(results: Results) -> None:
    """Only the fast option raises more in bonds than the quota of 500; no limit on cover is stated."""
    breaches = results.estimates[results.estimates["measure"] == "breach_chance"]
    assert set(breaches["subject"]) == {"bond_quota", "bond_quota/2020"}
    broken = breaches[breaches["subject"] == "bond_quota"].set_index("scenario")["estimate"]
    assert broken.to_dict() == {"early": 0, "shared": 0, "fast": 1, "late_and_dear": 0, "early_again": 0}


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_shows_each_option_and_what_it_changes(results: Results, lang: Lang) -> None:
    """A star before the options that no other beats; no line is too wide, none has an identifier."""
    printed = options_table(results, lang, 80)
    assert max(map(display_width, printed.splitlines())) <= 80
    assert "_" not in printed and "nan" not in printed.lower()
    lines = [line for line in printed.splitlines() if line.startswith(("* ", "  "))]
    assert [line[:2] for line in lines if not line.startswith("    ")] == ["* ", "* ", "* ", "  ", "* "]
    assert "100%" in printed


def test_a_study_of_options_tells_how_sure_each_mark_is(results: Results, tmp_path: Path) -> None:
    """The beaten option never stands, the cheapest always; two that are alike stand in the same resamples."""
    rows = tuple(Row(name, load_plan(results.folder.parent.parent / f"{name}.yaml")) for name in OPTIONS)
    rows += (Row("early_again", rows[0].plan),)
    study = Study("small", rows, "early", table="options")
    settings = RunSettings(replications=60, results=str(tmp_path), seed=2020)
    found = open_results(run(study, settings))
    assert marked(offers_of(found.estimates)) == tuple(found.unbeaten[found.unbeaten["is_unbeaten"]]["scenario"])
    shares = found.unbeaten.set_index("scenario")["share_unbeaten"].to_dict()
    assert shares["late_and_dear"] == 0 and shares["shared"] == 1
    assert shares["early"] == shares["early_again"]
    assert set(found.unbeaten["resamples"]) == {500} and set(found.unbeaten["replications"]) == {60}
    assert "no other option beats it in 100% of 500 resamples" in options_table(found)
    assert not [line for check in verify(found) for line in check.off]


def test_a_study_of_targets_tells_nothing_of_resamples(results: Results) -> None:
    """The table is written where options are compared."""
    assert "unbeaten" not in results.tables
    assert "resamples of the runs" not in options_table(results)


def test_money_that_differs_by_one_unit_is_the_same_money() -> None:
    """Scaled options are alike to 1 万元, so that rounding beats nobody."""
    offers = {"a": Offer(0.5, 10, 1000), "b": Offer(0.5, 10, 1000.9), "c": Offer(0.5, 10, 1002)}
    assert marked(offers) == ("a", "b")


def test_an_option_without_city_money_has_no_offer(results: Results) -> None:
    """What is not estimated cannot be compared."""
    estimates: pd.DataFrame = results.estimates
    without = estimates[(estimates["scenario"] != "fast") | (estimates["measure"] != "city_money_mean")]
    assert "fast" not in offers_of(without)


def test_a_folder_of_options_verifies(results: Results) -> None:
    """Money and numbers add up."""
    assert not [line for check in verify(results) for line in check.off]
    assert Path(results.folder, "fiscal.parquet").is_file()
