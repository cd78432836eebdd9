"""Where late days went as printed and as verified: a line that waits for a substation of another network."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim import run_study
from sim.cli import status_of
from sim.plan.plan import Plan
from sim.report.charts.causes_of_missing import bars_of, finding
from sim.report.printed.layout import display_width
from sim.report.printed.ledger import ledger_table
from sim.report.readings.late_days import by_group, lost_by_target, lost_elsewhere, missed_targets
from sim.report.results import Results, open_results
from sim.report.verification.verify import lines_of, verify
from sim.report.words import LANGS, Lang
from tests.builders import a_plan

PROGRAMME = {"name": "Small", "start": "2020-07-01", "deadline": "2020-12-31", "horizon": "2022-12-31"}


def takes(days: Any, planned: float) -> dict[str, Any]:
    return {"w": {"days": {"discrete": days, "planned": planned}}}


def plan() -> Plan:
    """Return a plan: half the runs lose 200 days at the substation, all of them 10 at the line."""
    return a_plan(
        programme=PROGRAMME,
        networks={
            "transport": {"name": {"en": "Transport", "zh": "交通网络"}},
            "energy": {"name": {"en": "Energy", "zh": "能源网络"}},
        },
        indicators={"rail": {"unit": "km", "network": "transport"}, "stops": {"unit": "stops"}},
        targets={
            "rail": {
                "indicator": "rail",
                "at_least": 10,
                "who_decides": "city",
                "name": {"en": "Rail", "zh": "轨道交通"},
            },
            "stops": {"indicator": "stops", "at_least": 5, "who_decides": "city"},
        },
        packages={
            "substation": {
                "name": {"en": "The substation", "zh": "变电站"},
                "network": "energy",
                "activities": takes({50: 0.5, 250: 0.5}, 50),
            },
            "line": {
                "name": {"en": "The line", "zh": "线路"},
                "network": "transport",
                "after": ["substation"],
                "activities": takes({60: 1}, 50),
                "delivers": {"rail": 10},
            },
            "signs": {"network": "transport", "activities": takes({5: 1}, 5), "delivers": {"stops": 5}},
        },
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The results of forty runs, of which the first thirty keep their packages."""
    return run_study({"base": plan()}, replications=40, keep=30, seed=3, results=tmp_path_factory.mktemp("ledger"))


def cells(printed: str, first: str) -> list[str]:
    """Return what stands in a row, from its name on."""
    line = next(line for line in printed.splitlines() if line.strip().startswith(first))
    return re.split(r"\s{2,}", line.strip())


def test_days_are_means_over_the_runs_that_miss_the_target(results: Results) -> None:
    """Directly 200 days for the substation and 10 of works; at the root energy lost 200 and transport 10."""
    (missed,) = missed_targets(results, "base")
    assert 10 < missed.missed < 30
    assert (missed.target, missed.replications, missed.days) == ("rail", 40, (210, 210, 210))
    direct, root = (lost_by_target(results, "base", "rail", at_root=at_root) for at_root in (False, True))
    assert [(one.kind, one.by, one.days.estimate) for one in direct] == [
        ("predecessor", "substation", 200),
        ("work", "", 10),
    ]
    assert [(one.kind, one.network, one.days.estimate) for one in root] == [
        ("work", "energy", 200),
        ("work", "transport", 10),
    ]
    assert [one.share for one in root] == [200 / 210, 10 / 210]


def test_a_target_is_printed_directly_and_at_the_root(results: Results) -> None:
    """Causes in plain words with days, interval and share; at the root by network, most days first."""
    printed = ledger_table(results, target="rail")
    assert cells(printed, "waiting for The substation to be finished") == [
        *("waiting for The substation to be finished", "200", "(200 to 200)", "95%"),
    ]
    assert cells(printed, "Energy") == ["Energy", "200", "95%"]
    assert cells(printed, "Transport") == ["Transport", "10", "5%"]
    assert printed.index("Energy") < printed.index("Transport")


def test_a_target_that_is_never_missed_has_no_days_to_account_for(results: Results) -> None:
    """It says so."""
    assert "Missed in no run" in ledger_table(results, target="stops")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "the wait for the day was shorter by as much"), ("zh", "等待该日的时间相应缩短")],
)
def test_days_made_up_while_waiting_for_the_planned_start_are_explained(
    tmp_path: Path, results: Results, lang: Lang, words: str
) -> None:
    """Planned 50 days of the first package, then 50 more until day 100; it takes 130, so 80 are lost and 50 made up."""
    held = a_plan(
        programme=PROGRAMME,
        indicators={"rail": {"unit": "km"}},
        targets={"rail": {"indicator": "rail", "at_least": 10, "who_decides": "city"}},
        packages={
            "permit": {"activities": takes({130: 1}, 50)},
            "line": {
                "not_before_day": 100,
                "after": ["permit"],
                "activities": takes({80: 1}, 80),
                "delivers": {"rail": 10},
            },
        },
    )
    found = run_study({"base": held}, replications=4, results=tmp_path)
    days = {one.kind: one.days.estimate for one in lost_by_target(found, "base", "rail", at_root=False)}
    assert days == {"predecessor": 80, "release": -50}
    said, without = ("".join(ledger_table(one, lang, target="rail").split()) for one in (found, results))
    assert "".join(words.split()) in said
    assert "".join(words.split()) not in without


@pytest.fixture(scope="module")
def never_begun(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Four runs: works of 8 days whose money comes after the horizon, and a bridge that is 2 days quicker than planned.

    The line waits for the works; all three serve the target.
    """
    held = a_plan(
        programme=PROGRAMME,
        networks={"transport": {}, "energy": {}},
        funding={"fund": {"kind": "bond", "tranches_cny_10k": {900: 30}, "lag_days": 90}},
        indicators={"rail": {"unit": "km"}},
        targets={"rail": {"indicator": "rail", "at_least": 10, "who_decides": "city"}},
        packages={
            "works": {
                "network": "energy",
                "cost_cny_10k": 30,
                "funding": ["fund"],
                "activities": takes({8: 1}, 8),
                "delivers": {"rail": 4},
            },
            "bridge": {"network": "transport", "activities": takes({18: 1}, 20), "delivers": {"rail": 3}},
            "line": {
                "network": "transport",
                "after": ["works"],
                "activities": takes({5: 1}, 5),
                "delivers": {"rail": 3},
            },
        },
    )
    return run_study({"base": held}, replications=4, results=tmp_path_factory.mktemp("never"))


def test_works_that_never_began_are_not_told_as_quick_works(never_begun: Results) -> None:
    """Their planned days stand apart; what was quicker than planned stays, and the sum is the same."""
    for at_root in (False, True):
        plain, apart = (
            lost_by_target(never_begun, "base", "rail", at_root, unused_apart=is_apart) for is_apart in (False, True)
        )
        assert sum(one.days.estimate for one in apart) == sum(one.days.estimate for one in plain)
        below = {(one.kind, one.network): one.days.estimate for one in apart if one.days.estimate < 0}
        unused = {"energy": -16, "transport": -5} if at_root else {"": -13}
        assert {network: days for (kind, network), days in below.items() if kind == "unused"} == unused
        assert [days for (kind, _), days in below.items() if kind == "work"] == [-2]


@pytest.mark.parametrize(
    ("lang", "name", "not_used"),
    [("en", "planned for packages not finished", "not used"), ("zh", "未完工项目", "未用")],
)
def test_days_that_unfinished_packages_had_not_used_are_printed_as_such(
    never_begun: Results, lang: Lang, name: str, not_used: str
) -> None:
    """In the ledger of the target and in that of the networks."""
    for target, days in (("rail", "-13"), (None, "-5")):
        printed = ledger_table(never_begun, lang, 120, target=target)
        _, *row = cells(printed, name)
        assert (row[0], row[-1]) == (days, not_used)


def test_networks_are_printed_with_what_arose_elsewhere(results: Results) -> None:
    """Over all runs; transport lost most of its days in energy, energy all of its own."""
    printed = ledger_table(results)
    (missed,) = missed_targets(results, "base")
    assert cells(printed, "waiting for The substation")[1] == f"{200 * missed.missed / 40:,.0f}"
    transport = lost_elsewhere(results, "base")["transport"]
    assert transport["energy"] == pytest.approx(1 - transport["transport"])
    assert re.search(r"arose in other\s+networks: Energy 8\d%", printed)
    assert "arose in this network" in printed


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("target", [None, "rail", "stops"])
def test_the_printed_ledger_fits_eighty_columns_and_names_no_key(
    results: Results, lang: Lang, target: str | None
) -> None:
    """No line is too long, and no word is that of a program."""
    printed = ledger_table(results, lang, 80, target=target)
    assert max(display_width(line) for line in printed.splitlines()) <= 80
    assert not re.search(r"[a-z]_[a-z]|\bNone\b|nan|\binf\b|\{", printed)


def test_causes_are_told_together_by_group_and_gains_are_left_out(results: Results) -> None:
    """Works of both packages are one group; nothing is below zero."""
    assert by_group(lost_by_target(results, "base", "rail", at_root=True)) == {"works": 210}


def test_the_chart_names_the_cause_that_takes_the_most_days(results: Results) -> None:
    """In both languages."""
    bars = bars_of(results)
    assert [(bar.missed.target, bar.main) for bar in bars] == [("rail", "works")]
    assert finding(results, bars, "en") == (
        "base: when the target for Rail is missed, more days are lost to works and rework than to anything else"
    )
    assert finding(results, bars, "zh") == "base：轨道交通未达标时，损失天数最多的原因是施工与返工"
    assert finding(results, [], "en") == "base: no run misses any target"


def test_verify_adds_root_causes_up(results: Results) -> None:
    """One line about them, and nothing is off."""
    checks = {check.what: check for check in verify(results)}
    root = checks["days late add up at the root"]
    assert (root.looked_at, root.unit, root.off) == (90, "packages", ())


@pytest.mark.parametrize(
    ("change", "found"),
    [("days", "found 201.0 days in all and 0 waits"), ("cause", "days in all and 1 waits")],
)
def test_verify_finds_root_causes_that_do_not_add_up_or_name_a_wait(
    results: Results, tmp_path: Path, change: str, found: str
) -> None:
    """A day more, or a wait for a predecessor that was left in, is named with its package."""
    folder = tmp_path / "changed"
    shutil.copytree(results.folder, folder)
    frame = pd.read_parquet(folder / "root_causes.parquet")
    place = frame.index[(frame["package"] == "substation") & (frame["days"] == 200)][0]
    frame[change] = frame[change].astype(object)
    frame.loc[place, change] = 201.0 if change == "days" else "predecessor"
    frame = frame.astype({change: float}) if change == "days" else frame
    frame.to_parquet(folder / "root_causes.parquet")
    (line,) = [line for line in lines_of(verify(open_results(folder))) if "root_causes: " in line]
    assert found in line
    assert "root_causes: substation" in line


def test_show_ledger_prints_a_target_and_refuses_one_that_is_not_there(
    results: Results, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0 and the table; status 2 and one line."""
    where = ["show", str(results.folder), "ledger"]
    assert status_of([*where, "--target", "rail", "--lang", "zh"]) == 0
    assert "轨道交通" in capsys.readouterr().out
    assert status_of([*where, "--target", "rial"]) == 2
    assert capsys.readouterr().err == "--target: no such target 'rial'; did you mean 'rail'?\n"


def test_a_target_is_for_the_ledger_alone(results: Results, capsys: pytest.CaptureFixture[str]) -> None:
    """Another table does not take it."""
    assert status_of(["show", str(results.folder), "rates", "--target", "rail"]) == 2
    assert capsys.readouterr().err.startswith("--target: ")


def test_a_folder_without_late_days_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds nothing but its words has no ledger to show."""
    (tmp_path / "provenance.json").write_text(json.dumps({"words": {"targets": {}, "base": "x"}}))
    assert status_of(["show", str(tmp_path), "ledger"]) == 2
    assert "found no late days" in capsys.readouterr().err
