"""Printed tables fit a terminal, in plain words, in both languages."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from sim.report.charts.causes_of_missing import bars_of
from sim.report.numbers import Scale, money_for, months, percent, points, scale_of, with_interval
from sim.report.printed.cost import cost_table
from sim.report.printed.four_rates import four_rates_table
from sim.report.printed.layout import display_width, pad, wrap
from sim.report.printed.outcomes import outcomes_table
from sim.report.printed.rates import rates_table
from sim.report.printed.targets import margin_text, targets_legend, targets_table
from sim.report.readings.estimates import Reading
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang, say
from tests.pages import ROOT, renewer
from tests.unit.results_folder import SCENARIOS, TARGETS, make_results_folder

UNKNOWN = float("nan")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A results folder of five scenarios."""
    return open_results(make_results_folder(tmp_path_factory.mktemp("printed") / "study"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("table", [targets_table, rates_table, cost_table, outcomes_table, four_rates_table])
@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_asked(results: Results, lang: Lang, table: Callable[..., str], width: int) -> None:
    """Wide characters count twice."""
    assert max(display_width(line) for line in table(results, lang, width).splitlines()) <= width


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("table", [targets_table, rates_table, cost_table, outcomes_table, four_rates_table])
def test_no_identifier_is_printed(results: Results, lang: Lang, table: Callable[..., str]) -> None:
    """Nothing has an underscore."""
    assert "_" not in table(results, lang)
    assert "nan" not in table(results, lang).lower().replace("finan", "")


def test_the_base_stands_first_and_every_target_in_every_block(results: Results) -> None:
    """One block a scenario, in the study's order; the base has a price of a month too."""
    printed = targets_table(results, "en")
    titles = re.findall(r"^(.*): targets by 31 December 2022$", printed, re.MULTILINE)
    assert titles == [
        "As published",
        "Bonds six months late",
        "Bonds front-loaded",
        "Reviews in series",
        "Severe shocks",
    ]
    chinese = targets_table(results, "zh")
    for key in TARGETS:
        assert chinese.count(f"\n{results.words['targets'][key]['short']['zh']} ") == 5 + 1


def test_a_row_says_what_the_estimates_say(results: Results) -> None:
    """Numbers come from the estimates of that scenario."""
    row = next(line for line in targets_table(results, "en").splitlines() if line.startswith("5G base stations"))
    chance = results.estimates.query("scenario == 'as_published' and measure == 'chance' and subject == 'stations_5g'")
    assert with_interval(*chance[["estimate", "low", "high"]].iloc[0]) in row
    assert "65,000" in row


def test_who_decides_and_the_main_cause_stand_below(results: Results) -> None:
    """The sentence below a row names who decides and what most late days were lost to."""
    printed = targets_table(results, "en")
    assert "the builders decide; if missed, mainly: reviews and papers" in printed
    assert "未达标主因：等待资金（占损失天数" in targets_table(results, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_the_main_cause_in_the_table_is_that_of_the_chart(results: Results, lang: Lang) -> None:
    """Both group causes by kind, traced to where they arose: a target has one main cause, with one share."""
    block, *_ = targets_table(results, lang).split(say("table.joint", lang))
    marked = {"en": r"mainly:(.+?)\((\d+%)", "zh": r"未达标主因：(.+?)（占损失天数(\d+%)"}[lang]
    drawn = [(bar.main, percent(bar.days[bar.main] / sum(bar.days.values()))) for bar in bars_of(results)]
    expected = [("".join(say(f"cause.group.{main}", lang).split()), share) for main, share in drawn]
    assert drawn and re.findall(marked, "".join(block.split())) == expected


def test_who_stands_behind_most_of_the_main_cause_is_named(results: Results) -> None:
    """The group says what was waited for, so the name alone follows."""
    printed = " ".join(targets_table(results, "en").split())
    assert "waiting for money (73% of the days lost; above all: special-purpose bonds)" in printed
    assert "works and rework (77% of the days lost; above all: works take longer than planned)" in printed


def test_a_target_that_is_never_missed_has_no_cause(results: Results) -> None:
    """Nothing is blamed where nothing is missed."""
    always = results.estimates.query("measure == 'chance' and estimate == 1.0")
    assert targets_table(results, "en").count("missed in no run") == len(always[always["subject"].isin(TARGETS)])


def test_joint_chances_give_their_number(results: Results) -> None:
    """All targets, and those the city decides, with how many they are."""
    printed = targets_table(results, "en")
    assert printed.count("all 9 targets: ") == printed.count("the 3 that the city decides: ") == 5


def test_what_does_not_differ_is_said_so(results: Results) -> None:
    """An interval that holds 0 is no difference."""
    assert "against the base: no difference seen" in targets_table(results, "en")
    assert "未见差异" in targets_table(results, "zh")


def test_what_never_comes_is_said_in_words() -> None:
    """Quantiles beyond the horizon read "after 2028"."""
    never, late, early = Reading(UNKNOWN, UNKNOWN, UNKNOWN), Reading(-60.875, 0, 0), Reading(30.4375, 0, 0)
    assert margin_text([never, never, never], "after 2028", "; ") == "after 2028"
    assert margin_text([never, never, late], "after 2028", "; ") == "after 2028; P90 -2.0"
    assert margin_text([never, late, early], "after 2028", "; ") == "after 2028/-2.0/+1.0"
    assert margin_text([late, late, early], "after 2028", "; ") == "-2.0/-2.0/+1.0"


def test_a_number_short_of_a_target_never_looks_like_it() -> None:
    """Values are rounded down."""
    assert scale_of(65000, 1, "stations", "en").write(64999.6) == "64,999"
    assert scale_of(1e7, 1, "m2", "en").write(9_999_999) == "9.99"
    assert scale_of(514.5, 0.01, "km", "en").write(514.49) == "514.4"
    assert scale_of(514.5, 0.01, "km", "en").write(514.5) == "514.5"


@pytest.mark.parametrize(
    ("size", "lang", "scale"),
    [
        (65000, "en", Scale(1, 0, "u")),
        (65000, "zh", Scale(1, 0, "u")),
        (1e7, "en", Scale(1e6, 2, "million u")),
        (1e7, "zh", Scale(1e4, 0, "万u")),
        (3e9, "en", Scale(1e9, 2, "billion u")),
        (3e9, "zh", Scale(1e8, 2, "亿u")),
        (2, "en", Scale(1, 0, "u")),
    ],
)
def test_large_quantities_are_scaled_as_readers_do(size: float, lang: Lang, scale: Scale) -> None:
    """Millions in English, 万 and 亿 in Chinese; no decimals beyond the smallest unit."""
    assert scale_of(size, 1, "u", lang) == scale


def test_numbers_are_honest_at_the_ends() -> None:
    """What is not quite none or all says so, and there is no minus nought."""
    assert [percent(share) for share in (0, 0.001, 0.424, 0.999, 1)] == ["0%", "<1%", "42%", ">99%", "100%"]
    assert [months(days) for days in (0, 0.3, -45.7)] == ["0.0", "0.0", "-1.5"]
    assert [points(share) for share in (-0.12, 0.0034, -0.00001)] == ["-12", "+0.3", "0"]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        *((0.0, "0%"), (1e-17, "0%"), (0.004, "<1%"), (0.00499, "<1%"), (0.005, "1%"), (0.015, "2%")),
        *((0.245, "25%"), (0.285, "29%"), (57 / 200, "29%"), (0.665, "67%"), (0.994, "99%")),
        *((0.995, ">99%"), (0.996, ">99%"), (0.9999, ">99%"), (1.0, "100%"), (1.265, "127%")),
    ],
)
def test_a_chance_is_rounded_half_up_and_only_none_and_all_are_0_and_100(share: float, said: str) -> None:
    """Half a percent goes up, and a chance close to an end never reads as the end."""
    assert percent(share) == said


def test_an_interval_is_rounded_as_its_chance_is() -> None:
    """Ends that are not quite 0 or 100 say so, and a sign is not taken for an arrow."""
    assert with_interval(0.245, 0.185, 0.305) == "25% (19-31)"
    assert with_interval(0.005, 0.0009, 0.0277) == "1% (<1-3)"
    assert with_interval(0.99, 0.964, 0.9973) == "99% (96 - >99)"
    assert with_interval(1.0, 0.98, 1.0) == "100% (98-100)"


def test_differences_in_points_are_rounded_half_away_from_none() -> None:
    """A gain and a loss of the same size read the same."""
    assert [points(share) for share in (0.025, -0.025, 0.0095, 0.0025, 0.0004)] == ["+3", "-3", "+1", "+0.3", "0"]


def test_money_has_one_unit_and_three_digits() -> None:
    """The largest amount chooses the unit."""
    english, chinese = money_for([320_000, -5], "en"), money_for([320_000], "zh")
    assert [english.amount(320_000), english.bare(-4_000, sign=True)] == ["CNY 3.20 billion", "-0.04"]
    assert chinese.amount(320_000) == "32.0亿元"
    assert money_for([], "en").amount(0) == "CNY 0 million"
    assert money_for([UNKNOWN, 250], "en").amount(250) == "CNY 2.50 million"


def test_wide_characters_are_laid_out_by_their_width() -> None:
    """Padding and wrapping count columns, and no line begins with a closing mark."""
    assert display_width(pad("5G基站", 10)) == 10
    lines = wrap("预测值：期限日的数值，十次模拟中有八次落在P10与P90之间。", 21)
    assert all(display_width(line) <= 21 for line in lines)
    assert not any(line[0] in "，。：" for line in lines)
    assert "".join(lines) == "预测值：期限日的数值，十次模拟中有八次落在P10与P90之间。"


def test_outcomes_say_what_the_means_say(results: Results) -> None:
    """At the deadline with what 8 in 10 runs lie between, at the horizon the mean alone."""
    printed = outcomes_table(results)
    (integration,) = re.findall(r"integration of the networks.*", printed)
    assert re.split(r"\s{2,}", integration)[1:] == ["13", "38", "63 (50-75)", "100"]
    assert len(re.findall(r"worth of what is in service", printed)) == 4


def test_the_four_rates_stand_beside_the_plan(results: Results) -> None:
    """A block a network, a row a quarter, as the base has it unless another is named."""
    printed = four_rates_table(results)
    assert len(re.findall(r"^2022Q4", printed, re.MULTILINE)) == 4
    (first, *_) = re.findall(r"^2021Q2.*", printed, re.MULTILINE)
    assert first.count("40(32-48)/40") == 4
    assert four_rates_table(results, scenario="bonds_late") != printed


@pytest.mark.parametrize(("lang", "both"), [("en", "both 10,700"), ("zh", "均为10,700")])
def test_a_forecast_that_is_the_same_at_p10_and_p90_says_so(tmp_path: Path, lang: Lang, both: str) -> None:
    """One bare number under P10-P90 would not say which it is; the table keeps its width."""
    same = {("value_p10", "cloud_firms"): 10_700.0, ("value_p90", "cloud_firms"): 10_700.0}
    apart = {("value_p10", "piles"): 39_500.0, ("value_p90", "piles"): 45_250.0}
    printed = targets_table(_with_base_estimates(tmp_path / "same", same | apart), lang)
    assert both in printed
    assert "39,500-45,250" in printed
    assert max(map(display_width, printed.splitlines())) <= 80


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "missed even if all goes as planned"), ("zh", "即使一切按计划进行也不能达标")]
)
def test_a_target_that_the_planned_run_misses_says_so(tmp_path: Path, lang: Lang, said: str) -> None:
    """A planned margin below 0, or none by the horizon; without planned margins nothing is said."""
    planned = dict.fromkeys(TARGETS, 100.0) | {"space": -447.0, "piles": 0.0}
    del planned["gas"]
    numbers = {("margin_planned", target): margin for target, margin in planned.items()}
    printed = targets_table(_with_base_estimates(tmp_path / "planned", numbers), lang)
    assert "".join(printed.split()).count("".join(said.split())) == 2
    assert max(map(display_width, printed.splitlines())) <= 80
    assert said not in targets_table(_with_base_estimates(tmp_path / "unknown", {}), lang)


@pytest.mark.parametrize(("lang", "price"), [("en", "270 378"), ("zh", "2.70 3.78")])
def test_the_price_of_a_month_stands_below_the_base(tmp_path: Path, lang: Lang, price: str) -> None:
    """Once, a row a target in both accounts, the parts of each added; without prices there is no such block."""
    folder = make_results_folder(tmp_path / "priced", scenarios=("as_published", "bonds_late"))
    prices = pd.DataFrame(
        [
            *(
                ("metro", "economic", part, cost)
                for part, cost in (("benefits_forgone", 30_000), ("escalation", -3_000))
            ),
            ("metro", "financial", "prolongation", 37_800),
        ],
        columns=["target", "account", "component", "cost_cny_10k"],
    )
    prices.to_csv(folder / "month_late.csv", index=False)
    base, *_ = targets_table(open_results(folder), lang).split(SCENARIOS["bonds_late"][0 if lang == "en" else 1])
    lines = [" ".join(line.split()) for line in base.splitlines()]
    assert f"{TARGETS['metro'][2 if lang == 'en' else 3]} {price}" in lines
    assert base.count({"en": "Price of a month", "zh": "延误一个月的代价"}[lang]) == 1
    (folder / "month_late.csv").unlink()
    assert {"en": "Price of a month", "zh": "延误一个月的代价"}[lang] not in targets_table(open_results(folder), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_below_the_table_stands_how_it_is_read(results: Results, lang: Lang) -> None:
    """The sign of a margin, P10 and P90, and who decides; once, below all scenarios, within 80 columns."""
    legend = targets_legend(results, lang)
    assert max(map(display_width, legend)) <= 80
    assert targets_table(results, lang).count("\n".join(legend)) == 1
    said = "".join("".join(legend).split())
    for words in {
        "en": ("spare", "(+)", "P10isabadcase", "Whodecides:thecity"),
        "zh": ("（+）", "P10为较差", "由谁决定"),
    }[lang]:
        assert words in said


def test_the_answer_of_readme_is_the_base_with_the_same_legend(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other scenarios are left out, the legend is not."""
    monkeypatch.syspath_prepend(ROOT / "docs")
    answer = renewer("renew_reference").answer_of(results)
    assert "As published: targets by" in answer and "Price of a month" in answer and "Bonds six" not in answer
    assert answer.endswith("\n".join(targets_legend(results)) + "\n```")


def _with_base_estimates(folder: Path, numbers: Mapping[tuple[str, str], float]) -> Results:
    """Return a results folder of one scenario with these estimates in place of its own, or beside them."""
    results = open_results(make_results_folder(folder, scenarios=("as_published",)))
    estimates = results.table("estimates")
    for (measure, subject), number in numbers.items():
        estimates = estimates[(estimates["measure"] != measure) | (estimates["subject"] != subject)]
        row = {"scenario": "as_published", "measure": measure, "subject": subject, "unit": "", "estimate": number}
        estimates = pd.concat([estimates, pd.DataFrame([row | {"low": number, "high": number}])])
    estimates.to_csv(folder / "estimates.csv", index=False)
    return open_results(folder)


@pytest.mark.parametrize(
    ("lang", "without", "alone"),
    [
        ("en", "without works stopped for money 4.60", "benefits forgone alone 16.6"),
        ("zh", "不计缺资金停工 46.0", "仅计损失的效益 166"),
    ],
)
def test_the_cost_without_stops_and_that_of_benefits_alone_are_sums_of_its_parts(
    tmp_path: Path, lang: Lang, without: str, alone: str
) -> None:
    """16.6 billion of benefits less 12.0 of capital spent later, and 13.0 of works that stand."""
    parts = {"benefits_forgone": 1_660_000, "deferred_capital": -1_200_000, "stop_start": 1_300_000}
    numbers = {("delay_cost_mean", f"economic/{part}"): cost for part, cost in parts.items()}
    results = _with_base_estimates(tmp_path / "parts", {("delay_cost_mean", "economic"): 1_760_000} | numbers)
    lines = [" ".join(line.split()) for line in cost_table(results, lang).splitlines()]
    assert without in lines
    assert alone in lines


@pytest.mark.parametrize("lang", LANGS)
def test_a_target_that_is_met_in_time_and_costs_much_is_named(tmp_path: Path, lang: Lang) -> None:
    """All its packages count to it, also those that come later; one that is missed or costs little is not named."""
    numbers = {("delay_cost_mean", "economic"): 1_000_000.0}
    for target, margin, cost in (("metro", 300, 400_000), ("piles", -300, 400_000), ("cloud_firms", 300, 1_000)):
        numbers |= {("margin_p50", target): margin, ("target_delay_cost_mean", f"economic/{target}"): cost}
    numbers |= {("margin_p50", target): -1.0 for target in TARGETS if ("margin_p50", target) not in numbers}
    said = "".join(cost_table(_with_base_estimates(tmp_path / "early", numbers), lang).split())
    assert "".join(say("cost.after_met.named", lang, names=TARGETS["metro"][2 if lang == "en" else 3]).split()) in said


def test_a_cost_that_differs_names_the_component_and_the_network_that_carry_most_of_it(tmp_path: Path) -> None:
    """Those that go the way the whole goes: what goes against it is no reason."""
    folder = make_results_folder(tmp_path / "study")
    differences = pd.read_csv(folder / "differences.csv")
    ours = (differences["scenario"] == "reviews_in_series") & differences["measure"].str.contains("delay_cost")
    columns = ["measure", "subject", "estimate", "low", "high"]
    found = pd.DataFrame(
        [
            ("delay_cost_mean", "economic", -42_000.0, -50_000.0, -30_000.0),
            ("delay_cost_mean", "economic/stop_start", -55_000.0, -60_000.0, -50_000.0),
            ("delay_cost_mean", "economic/benefits_forgone", 90_000.0, 1.0, 100_000.0),
            ("network_delay_cost_mean", "economic/transport", -44_000.0, -60_000.0, -20_000.0),
            ("network_delay_cost_mean", "economic/energy", 2_000.0, 1.0, 3_000.0),
        ],
        columns=columns,
    ).assign(scenario="reviews_in_series", unit="cny_10k")
    pd.concat([differences[~ours], found]).to_csv(folder / "differences.csv", index=False)
    printed = " ".join(targets_table(open_results(folder), "en").split())
    assert re.search(r"most of it: works stopped for money \(-[\d.]+\), Hub transport network \(-[\d.]+\)", printed)
    assert "主要来自：缺资金停工（" in targets_table(open_results(folder), "zh").replace("\n", "").replace(" ", "")
