"""What the studies of coordination, safeguards and common causes print: plain sentences, intervals, 80 columns."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.report.folder_readme import folder_readme
from sim.report.printed.common_causes import common_causes_table
from sim.report.printed.layout import display_width
from sim.report.printed.safeguards import safeguards_table
from sim.report.printed.silos import silos_table
from sim.report.printed.study import study_finding, study_table
from sim.report.readings.common_causes import unmovable_said
from sim.report.readings.estimates import Reading
from sim.report.readings.measures import MEASURES, better, days
from sim.report.readings.safeguards import hurting
from sim.report.results import Results, open_results
from sim.report.words import LANGS, Lang
from tests.unit.results_folder import make_results_folder
from tests.unit.study_folders import drivers_folder, options_folder, safeguards_folder, silos_folder

MAKERS = {"silos": silos_folder, "safeguards": safeguards_folder, "drivers": drivers_folder}
TABLES = {"silos": silos_table, "safeguards": safeguards_table, "drivers": common_causes_table}


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Results]:
    """A results folder of each kind of study."""
    folder = tmp_path_factory.mktemp("printed")
    return {kind: open_results(make(folder / kind)) for kind, make in MAKERS.items()}


def block_of(printed: str, name: str) -> list[str]:
    """Return the lines of the block that begins with *name*."""
    return next(part for part in printed.split("\n\n") if part.startswith(name)).splitlines()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_asked(studies: dict[str, Results], kind: str, lang: Lang, width: int) -> None:
    """Wide characters count twice."""
    printed = TABLES[kind](studies[kind], lang, width)
    assert max(display_width(line) for line in printed.splitlines()) <= width


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", MAKERS)
def test_no_identifier_is_printed(studies: dict[str, Results], kind: str, lang: Lang) -> None:
    """Nothing has an underscore, and no number is missing."""
    printed = TABLES[kind](studies[kind], lang)
    assert "_" not in printed and "nan" not in printed.lower().replace("finan", "")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_study_is_printed_as_it_asks(studies: dict[str, Results], kind: str) -> None:
    """By the table that its words name; the README of its folder begins with the same finding."""
    assert study_table(studies[kind]) == TABLES[kind](studies[kind])
    assert study_finding(studies[kind], "en") in folder_readme(studies[kind])


def test_a_study_that_asks_for_nothing_prints_its_targets(tmp_path: Path) -> None:
    """So does a folder that was written before studies could ask."""
    results = open_results(make_results_folder(tmp_path / "study", replications=12))
    assert "table" not in results.words
    assert "As published: targets by 31 December 2022" in study_table(results)
    assert "Ways of funding" in study_table(open_results(options_folder(tmp_path / "options")))


def test_every_way_of_review_has_a_row_in_every_block(studies: dict[str, Results]) -> None:
    """In series, joint and by task force over the whole range of the share; the base is what they are compared with."""
    printed = silos_table(studies["silos"])
    assert "Compared with the base (task force 55%)" in printed.replace("\n", " ")
    for name in ("Basic information network", "Smart energy network", "All networks together"):
        lines = block_of(printed, name)
        tables = 2 if name.startswith("All") else 1  # money stands in a table of its own where five measures are told
        assert sum(line.startswith(("in series", "joint ", "task force")) for line in lines) == 13 * tables
        assert not any("55%" in line for line in lines)


def test_differences_have_their_intervals_below_them(studies: dict[str, Results]) -> None:
    """Points, days and yuan of both accounts."""
    lines = block_of(silos_table(studies["silos"]), "Smart energy network")
    place = next(place for place, line in enumerate(lines) if line.startswith("in series"))
    assert lines[place].split() == ["in", "series", "-24", "-24", "+24.0", "+9.60"]
    assert lines[place + 1].split("  ")[-1].strip() == "(+8.40 to +10.8)"


def test_the_price_of_silos_is_said_at_both_ends_of_the_share(studies: dict[str, Results]) -> None:
    """Never one number, and none without its interval: what a task force is worth without and with joint review."""
    assert study_finding(studies["silos"], "en") == (
        "Reviews in series instead of a task force cost Smart energy network most chance: 10 points (+6 to +14) "
        "with 0% of files reviewed jointly; 30 points (+26 to +34) with 100%"
    )
    assert study_finding(studies["silos"], "zh") == (
        "以串联审批代替专班，达标概率损失最大的是智慧能源网：并联比例0%时为10个百分点（+6至+14）；"
        "并联比例100%时为30个百分点（+26至+34）"
    )


def test_a_price_of_silos_that_is_most_between_the_ends_says_its_range(tmp_path: Path) -> None:
    """At both ends less than at a share of 40 %; a task force that does worse than reviews in series is a gain."""
    effects = {"in_series": -0.5, "task_force_0": -1.0, "task_force_0.4": 1.0}
    said = study_finding(open_results(silos_folder(tmp_path, effects)), "en")
    assert said == (
        "Reviews in series instead of a task force cost Smart energy network most chance: a gain of 10 points "
        "(-14 to -6) with 0% of files reviewed jointly; 10 points (+6 to +14) with 100%; -10 to +30 over all shares"
    )


def test_where_nothing_differs_no_price_is_claimed(tmp_path: Path) -> None:
    """Of silos, of safeguards, of common causes."""
    found = {kind: open_results(make(tmp_path / kind, {})) for kind, make in MAKERS.items()}
    assert study_finding(found["silos"], "en").startswith("No price of silos is seen")
    assert study_finding(found["safeguards"], "en") == "No safeguard is seen to change anything"
    assert study_finding(found["drivers"], "en").startswith("Neither common drivers nor shocks are seen")
    printed = safeguards_table(found["safeguards"])
    assert "hurts here" not in printed and "Dearer here" not in printed


def test_without_reviews_in_series_there_is_no_price_of_silos(tmp_path: Path) -> None:
    """The finding says what is compared, and no more."""
    folder = silos_folder(tmp_path / "silos")
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    provenance["words"]["scenarios"]["in_series"].pop("position")
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    assert study_finding(open_results(folder), "en") == "What other ways of review change against the base"


def test_a_safeguard_that_hurts_is_said_plainly(studies: dict[str, Results]) -> None:
    """In the finding, and below each block in what."""
    said = study_finding(studies["safeguards"], "en")
    assert said == (
        "All safeguards together are worth 4 points of the chance of all targets; most in days: "
        '"Strengthen organisation and leadership" (10 days); most in money: "Strengthen organisation and leadership" '
        '(CNY 40.0 million); some measures would be better without "Increase policy support"'
    )
    block = " ".join(block_of(safeguards_table(studies["safeguards"]), "Smart energy network"))
    assert "S3 Increase policy support hurts here: without it the chance and the margin would be better." in block
    assert "Dearer here with S3 Increase policy support: without it the economic cost of delay would be CNY" in block
    assert "works" not in block and "most of it" not in block
    assert "S3加大政策支持在此有害" in safeguards_table(studies["safeguards"], "zh")


def test_worth_and_price_are_so_that_more_is_better(studies: dict[str, Results]) -> None:
    """Off costs chance and money, so on is worth both; what it gains for free is its price."""
    lines = block_of(safeguards_table(studies["safeguards"]), "All networks together")
    rows = [line.split() for line in lines if line.startswith("  ") and line.split()[0] in ("worth", "price")]
    of_targets, of_money = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    assert of_targets[0] == ["worth", "+5", "+0.50", "+10"] and of_money[0] == ["worth", "+40.0", "+15.0"]
    assert of_targets[1] == ["price", "+1", "+0.10", "+2.0"] and of_money[1] == ["price", "+8.00", "+3.00"]
    assert of_targets[4] == ["worth", "-3", "-0.30", "-6.0"] and of_money[4] == ["worth", "-24.0", "-9.00"]
    assert of_targets[-2] == ["worth", "+4", "+0.35", "+7.0"] and of_money[-2] == ["worth", "+28.0", "+10.5"]


def test_single_effects_and_interaction_stand_below_all(studies: dict[str, Results]) -> None:
    """What all do together is the sum and the interaction."""
    lines = block_of(safeguards_table(studies["safeguards"]), "All networks together")
    found = [line.split() for line in lines]
    assert ["interaction", "+2", "+0.15", "+3.0"] in found and ["interaction", "+12.0", "+4.50"] in found
    assert any(line.startswith("  sum of") for line in lines)


def test_common_causes_show_what_differs_and_what_all_of_a_kind_do(studies: dict[str, Results]) -> None:
    """A row that is not seen to differ is left out, unless all drivers or all shocks are away in it."""
    lines = block_of(common_causes_table(studies["drivers"]), "Basic information network (5 targets)")
    starts = [line[:24].strip() for line in lines]
    assert "without: Labour market" in starts and "without any shock" in starts
    assert not any(start.startswith("without: Prices") for start in starts)
    assert lines[-1] == "No difference seen in the other 3 rows."


def test_what_moves_more_than_any_common_cause_is_named_too(studies: dict[str, Results]) -> None:
    """The caution of the plan is none: it stands beside the cause that moves most."""
    said = study_finding(studies["drivers"], "en")
    assert said.startswith(
        "Without any common driver: the joint chance of Smart energy network (2 targets) is 73% instead of 45% (+28 "
    )
    assert (
        "; Plan allows 0.9 times the days needed: the joint chance of Smart energy network (2 targets) is 15%" in said
    )


def test_where_no_joint_chance_moves_the_spread_is_told(tmp_path: Path) -> None:
    """Common drivers move how far the number of targets met swings."""
    folder = drivers_folder(tmp_path)
    differences = pd.read_csv(folder / "differences.csv")
    chances = differences["measure"].str.contains("chance")
    differences.loc[chances, ["estimate", "low", "high"]] = (0.0, -0.1, 0.1)
    differences.to_csv(folder / "differences.csv", index=False)
    assert study_finding(open_results(folder), "en") == (
        "Without any common driver: the number met of All 9 targets has a standard deviation of 0.94 instead of 1.50 "
        "(difference -0.66 to -0.46)"
    )


@pytest.mark.parametrize("kind", MAKERS)
def test_a_chance_that_is_0_everywhere_is_one_line(tmp_path: Path, kind: str) -> None:
    """Not a column of noughts; how many targets are met is shown in its place."""
    folder = MAKERS[kind](tmp_path / kind)
    for name in ("estimates", "differences"):
        table = pd.read_csv(folder / f"{name}.csv")
        never = (table["measure"] == "chance") & (table["subject"] == "all_targets")
        table.loc[never, ["estimate", "low", "high"]] = 0.0
        table.to_csv(folder / f"{name}.csv", index=False)
    results = open_results(folder)
    if kind == "drivers":
        block = block_of(common_causes_table(results), "All 9 targets")
        assert block[1:] == ["Joint chance: 0% in every row, no run meets all of these."]
        assert unmovable_said(results, "en").endswith("joint chance is 0% in every row: All 9 targets")
        return
    lines = block_of(TABLES[kind](results), "All networks together")
    assert not any("Chance  " in line for line in lines) and any("Targets met" in line for line in lines)
    assert "Chance of all targets: 0% in every row" in " ".join(lines)


def test_one_interval_of_many_that_leaves_out_0_is_no_harm(tmp_path: Path) -> None:
    """Barely beyond 0 in one measure: seen alone, not among all that the page shows."""
    folder = safeguards_folder(tmp_path, {"all_off": -0.7})
    differences = pd.read_csv(folder / "differences.csv")
    one = (differences["scenario"] == "without_S2") & (differences["measure"] == "margin_mean")
    differences.loc[one, ["estimate", "low", "high"]] = (4.1, 0.1, 8.1)
    differences.to_csv(folder / "differences.csv", index=False)
    assert hurting(open_results(folder), "") == {}
    differences.loc[one, ["estimate", "low", "high"]] = (20.0, 16.0, 24.0)
    differences.to_csv(folder / "differences.csv", index=False)
    assert hurting(open_results(folder), "") == {"S2": ["margin"]}


def test_joint_chances_are_of_several_targets(studies: dict[str, Results]) -> None:
    """A network with one target has no joint chance."""
    printed = common_causes_table(studies["drivers"])
    assert "All 9 targets" in printed and "Smart energy network (2 targets)" in printed
    assert "Hub transport network" not in printed


def test_less_cost_is_better() -> None:
    """The only measures that turn round are costs; bounds change places."""
    one = Reading(-3.0, -5.0, -1.0)
    turned = {measure: better(one, measure) for measure in MEASURES}
    assert turned["chance"] == turned["margin"] == one
    assert turned["economic"] == turned["financial"] == (3.0, 1.0, 5.0)


def test_days_have_a_sign_and_no_false_precision() -> None:
    """A decimal below ten; nothing is nought."""
    assert [days(number) for number in (0.0, -0.02, 3.14, -12.6, float("nan"))] == ["0", "0", "+3.1", "-13", "?"]
