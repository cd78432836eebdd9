"""What more a study asks of its base: rows aside, their tables, and what stands in the estimates."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sim.cli import status_of
from sim.plan.plan import Plan
from sim.report.numbers import percent
from sim.report.printed.assumptions import printed_assumptions
from sim.report.printed.layout import display_width
from sim.report.printed.targets import targets_table
from sim.report.readings.doubt import Better, Bounds, apart, assumed_bounds, assumed_middles, over_assumed
from sim.report.readings.estimates import Reading, Readings, readings
from sim.report.results import Results, open_results
from sim.report.verification.verify import lines_of, verify
from sim.shell.composing import facts_beside, study_of, with_assumptions
from sim.study.gather import Watcher
from sim.study.left_out import LEFT_OUT
from sim.study.rows import Row, RunSettings, Study
from sim.study.run import run
from tests.builders import a_plan, work

DAYS = {"uniform": [400, 800]}

COUNTED_ON = date(2018, 7, 1)
"""A year and a half before the data date."""


def _plan(days: Any = DAYS, review_days: float = 300) -> Plan:
    """Return a plan whose target is met by works alone in most runs, with the review in few."""
    return a_plan(
        agencies={"bureau": {"desks": 1, "review_days": review_days}},
        indicators={"km": {"unit": "km", "baseline": 10, "earlier": {"counted_on": COUNTED_ON, "stock": 8}}},
        targets={"line": {"indicator": "km", "at_least": 15, "who_decides": "city"}},
        packages={"p": {"activities": work(days), "permits": {"lead": "bureau"}, "delivers": {"km": 5}}},
    )


class Tallies:
    """A watcher that notes of each part of a study how many replications it has and how many the store had."""

    def __init__(self) -> None:
        self.noted: list[tuple[int, int]] = []

    def begin(self, replications: int, taken: int) -> None:
        self.noted.append((replications, taken))

    def advance(self, replications: int) -> None:
        """Take no notice."""


def _folder(place: Path, workers: int = 1, watcher: Watcher | None = None, **settings: int) -> Results:
    longer = {f"setting_{number}": _plan({"uniform": [350 + 30 * number, 900]}) for number in range(1, 5)}
    study = Study(
        "asked",
        (Row("base", _plan()), Row("other", _plan(review_days=200))),
        "base",
        of_the_base=("assumptions", "base_rates"),
        settings=tuple(Row(name, plan) for name, plan in longer.items()),
        inputs=1,
    )
    asked = {"replications": 40, "settings_replications": 30, "without_replications": 40} | settings
    return open_results(run(study, RunSettings(workers=workers, results=str(place), **asked), watcher=watcher))


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return _folder(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def fewer_without(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A study whose rows without mechanisms have 30 of its 40 replications."""
    return _folder(tmp_path_factory.mktemp("fewer"), without_replications=30)


@pytest.fixture(scope="module")
def nothing_aside(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A study too small for rows aside."""
    return _folder(tmp_path_factory.mktemp("alone"), without_replications=0, replications=1)


def test_the_base_rate_is_the_chance_without_money_and_reviews(results: Results) -> None:
    """The works alone are in time when they take at most 731 days: five runs in six."""
    rate = readings(results)["base", "chance_base_rate", "line"]
    assert rate.low < (731 - 400) / 400 < rate.high


def test_a_far_base_rate_is_put_down_to_the_mechanism_that_makes_it(results: Results) -> None:
    found = apart(readings(results), "base", "line")
    assert found is not None
    assert found.mechanism == "reviews"


def test_the_trend_continues_the_pace_since_the_earlier_count_to_the_deadline(results: Results) -> None:
    """8 km when counted and 10 on the data date: 2 in so many days."""
    start, deadline = (date.fromisoformat(results.words[day]) for day in ("data_date", "deadline"))
    pace = (10 - 8) / (start - COUNTED_ON).days
    stock = readings(results)["base", "value_trend", "line"].estimate
    assert stock == pytest.approx(10 + pace * ((deadline - start).days + 1))


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "in the same 30 runs {} against"), ("zh", "同样30次模拟中达标概率{}，")]
)
def test_beside_a_base_rate_stands_the_chance_on_the_same_runs(fewer_without: Results, lang: Any, said: str) -> None:
    """The chance of all 40 runs is another: its difference to a base rate of 30 runs would say nothing."""
    found = fewer_without
    met = found.sql("SELECT avg(met::INT) AS met, scenario FROM targets WHERE replication < 30 GROUP BY scenario")
    of_same = met.set_index("scenario")["met"]["base"]
    assert of_same != readings(found)["base", "chance", "line"].estimate
    words = "".join(targets_table(found, lang).split())
    assert "".join(said.format(percent(of_same)).split()) in words


@pytest.mark.parametrize(("lang", "span"), [("en", "trend: pace since July 2018"), ("zh", "趋势：2018年7月以来的速度")])
def test_the_report_says_since_when_the_pace_of_the_trend_was_counted(results: Results, lang: Any, span: str) -> None:
    assert span in targets_table(results, lang)


def test_the_planned_run_has_its_own_date(results: Results) -> None:
    """Planned: 300 working days of review on a continuous calendar, then 600 of works."""
    assert readings(results)["base", "margin_planned", "line"].estimate == 731 - 900


def test_only_the_base_has_bounds_over_assumed_inputs(results: Results) -> None:
    known = results.table("estimates").dropna(subset=["low_assumed"])
    assert set(known["scenario"]) == {"base"}


def test_bounds_lie_in_order_and_chances_within_0_and_1(results: Results) -> None:
    frame = results.table("estimates").dropna(subset=["low_assumed", "high_assumed"])
    assert (frame["low_assumed"] <= frame["high_assumed"]).all()
    assert frame[frame["measure"] == "chance"][["low_assumed", "high_assumed"]].stack().between(0, 1).all()


def test_the_middle_over_assumed_inputs_lies_between_its_bounds(results: Results) -> None:
    bounds, middles = assumed_bounds(results), assumed_middles(results)
    assert {measure for _, measure, _ in middles} == {"chance", "margin_p50", "delay_cost_mean"}
    assert all(bounds[key].low <= middle <= bounds[key].high for key, middle in middles.items())


@pytest.mark.parametrize(
    ("estimate", "better", "lang", "said"),
    [
        (0.24, "higher", "en", "0% to 15%, middle 4% (as shipped better than nearly all other values)"),
        (0.24, "lower", "en", "0% to 15%, middle 4% (as shipped worse than nearly all other values)"),
        (-0.1, "higher", "zh", "0%至15%，中位4%（现设劣于几乎所有其他取值）"),
        (-0.1, "lower", "zh", "0%至15%，中位4%（现设优于几乎所有其他取值）"),
        (0.15, "higher", "en", "0% to 15%, middle 4%"),
    ],
)
def test_an_estimate_outside_its_range_is_said_to_stand_better_or_worse(
    estimate: float, better: Better, lang: Any, said: str
) -> None:
    assert over_assumed(estimate, Bounds(0.0, 0.15), 0.04, better, percent, lang) == said


def test_rows_aside_stand_in_no_table_of_the_study(results: Results) -> None:
    assert set(results.table("targets")["scenario"]) == {"base", "other"}


def test_every_setting_and_the_base_stand_in_the_crossed_table(results: Results) -> None:
    frame = results.table("settings")
    assert sorted(frame["setting"].unique()) == [0, 1, 2, 3, 4]
    assert set(frame.groupby(["setting", "quantity", "subject"]).size()) == {30}


def test_a_study_with_rows_aside_is_verified(results: Results) -> None:
    assert list(lines_of(verify(results))) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("printed", [targets_table, printed_assumptions])
def test_what_is_printed_keeps_to_80_columns(results: Results, lang: Any, printed: Any) -> None:
    assert max(map(display_width, printed(results, lang, 80).splitlines())) <= 80


def test_without_settings_there_is_no_table_of_assumptions(nothing_aside: Results) -> None:
    assert {"assumptions", "settings", "left_out"}.isdisjoint(nothing_aside.tables)


def test_two_workers_write_the_same_bytes(results: Results, tmp_path: Path) -> None:
    other = _folder(tmp_path, workers=2)
    names = ("assumptions", "settings", "left_out", "estimates")
    assert [other.file_of(name).read_bytes() for name in names] == [
        results.file_of(name).read_bytes() for name in names
    ]


def test_a_second_run_takes_rows_aside_from_the_store(results: Results) -> None:
    """Rows of the study, those without mechanisms, and the settings: all that the first run performed."""
    second = Tallies()
    _folder(results.folder.parent, watcher=second)
    everything = 2 * 40 + len(LEFT_OUT) * 40 + 4 * 30
    assert second.noted == [(everything, everything)]


def test_assumptions_are_shown_from_a_folder_that_has_them(
    results: Results, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(["show", str(results.folder), "assumptions"]) == 0
    assert "4 settings of 1 assumed inputs" in capsys.readouterr().out


def test_a_folder_without_assumptions_says_how_to_get_them(
    nothing_aside: Results, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(["show", str(nothing_aside.folder), "assumptions"]) == 2
    assert "found no table assumptions, expected that of a study" in capsys.readouterr().err


def test_settings_of_the_shipped_case_are_read_and_the_same_for_the_same_seed() -> None:
    """Two settings of some thousand inputs, none of which moves what the plan itself is measured by."""
    asked = study_of(["run.settings=2"])
    facts = facts_beside(asked)
    first, again = (with_assumptions(asked, facts) for _ in range(2))
    assert [row.plan for row in first.settings] == [row.plan for row in again.settings]
    assert all(row.plan.targets == asked.study.base_row.plan.targets for row in first.settings)
    assert first.settings[0].plan != first.settings[1].plan


def _read(rate: float, **taken: tuple[float, float, float]) -> Readings:
    """Return readings of a chance of 0.4 with a base rate, and what mechanisms take (estimate, low, high)."""
    found = {("base", "chance", "line"): Reading(0.4, 0.3, 0.5)}
    found["base", "chance_base_rate", "line"] = Reading(rate, rate - 0.1, rate + 0.1)
    found["base", "chance_taken", "line/base_rate"] = Reading(rate - 0.4, rate - 0.5, rate - 0.3)
    for mechanism, (estimate, low, high) in taken.items():
        found["base", "chance_taken", f"line/{mechanism}"] = Reading(estimate, low, high)
        found["base", "chance_without", f"line/{mechanism}"] = Reading(0.4 + estimate, 0.0, 1.0)
    return found


def test_a_chance_within_20_points_of_its_base_rate_is_not_explained() -> None:
    assert apart(_read(0.58, crews=(0.18, 0.1, 0.26)), "base", "line") is None


def test_a_mechanism_whose_effect_is_not_seen_explains_nothing() -> None:
    found = apart(_read(0.9, crews=(0.05, -0.02, 0.12)), "base", "line")
    assert found is not None
    assert found.mechanism == ""


def test_the_mechanism_that_comes_nearest_is_named_not_the_one_that_goes_too_far() -> None:
    """Base rate 0.7: leaving out reviews comes to 0.65, money shoots past it to 1.0; crews are not left out of it."""
    found = apart(_read(0.7, money=(0.6, 0.5, 0.7), reviews=(0.25, 0.2, 0.3), crews=(0.3, 0.2, 0.4)), "base", "line")
    assert found is not None
    assert found.mechanism == "reviews"
