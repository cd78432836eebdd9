"""What was seen by the end of 2020: how it is read, and what calibration made of it."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import yaml

from sim.calibration.agreement import forecast_of
from sim.config import load_mapping
from sim.config.observations import read_observations, settings_of
from sim.plan.problems import PlanError
from sim.shell.composing import facts_beside, study_of
from tests.pages import ROOT, renewer

FILE = ROOT / "configs" / "observations.yaml"


@cache
def page_maker() -> ModuleType:
    return renewer("renew_calibration")


@cache
def published() -> tuple[Any, Any]:
    asked = study_of(["scenario=as_published"])
    return facts_beside(asked), asked.study.base_row.mapping


def read_with(tmp_path: Path, change: dict[str, Any]) -> tuple[str, ...]:
    """The problems of the shipped file with something changed at dotted paths."""
    mapping = load_mapping(FILE)
    for path, value in change.items():
        *blocks, key = path.split(".")
        inner: Any = mapping
        for block in blocks:
            inner = inner[block]
        inner[key] = value
    file = tmp_path / "observations.yaml"
    file.write_text(yaml.safe_dump(mapping, allow_unicode=True), encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        read_observations(file, *published())
    return tuple(caught.value.problems)


def table() -> Any:
    return json.loads(page_maker().TABLE.read_text(encoding="utf-8"))


def test_an_observation_of_a_later_day_is_refused(tmp_path: Path) -> None:
    """With what to do."""
    assert read_with(tmp_path, {"observations.base_stations_5g.observed_on": "2021-01-18"}) == (
        "observations.yaml: observations.base_stations_5g.observed_on: found 2021-01-18, expected 2020-12-31 or "
        "before: it tells of a later day",
    )


def test_a_page_printed_later_than_counts_of_a_year_are_is_refused(tmp_path: Path) -> None:
    """Dated or not; pages are counted from 0."""
    page = {"address": "a page", "says": "30,119 stations"}
    for day in ("printed_on", "not_before"):
        assert read_with(tmp_path, {"observations.base_stations_5g.pages": [page | {day: "2021-06-30"}]}) == (
            "observations.yaml: observations.base_stations_5g.pages.0: found a page of 2021-06-30, expected "
            "2021-03-31 or before: find an earlier one",
        )


def test_pages_that_were_all_printed_before_what_they_tell_of_are_refused(tmp_path: Path) -> None:
    """A page of November does not tell of December."""
    page = {"address": "a page", "says": "five lines opened", "printed_on": "2020-11-30"}
    assert read_with(tmp_path, {"observations.rail_opening.pages": [page]}) == (
        "observations.yaml: observations.rail_opening.pages: found none after 2020-11-30, expected one of 2020-12-18 "
        "or later: nobody prints what is yet to come",
    )


@pytest.mark.parametrize(
    ("days", "found"), [({}, "neither"), ({"printed_on": "2021-01-25", "not_before": "2021-01-01"}, "both")]
)
def test_a_page_has_one_day(tmp_path: Path, days: dict[str, str], found: str) -> None:
    """On which it was printed, or before which it was not."""
    page = {"address": "a page", "says": "30,119 stations"} | days
    (problem,) = read_with(tmp_path, {"observations.base_stations_5g.pages": [page]})
    assert f"found {found} of printed_on and not_before, expected one: say when it was printed" in problem


def test_a_stated_figure_without_pages_is_refused(tmp_path: Path) -> None:
    """An assumed one has an analogue instead."""
    (problem,) = read_with(tmp_path, {"observations.base_stations_5g.pages": []})
    assert "found a stated figure without pages, expected one: name where it was printed" in problem


def test_the_naive_forecast_of_a_figure_names_its_evidence(tmp_path: Path) -> None:
    """At least one id, and none that is not registered."""
    (none,) = read_with(tmp_path, {"observations.rail_opening.continued_rests_on": []})
    assert "observations.rail_opening.continued_rests_on: found an empty list, expected at least 1" in none
    (unknown,) = read_with(tmp_path, {"observations.rail_opening.continued_rests_on": ["progress.line_66"]})
    assert unknown.startswith(
        "observations.yaml: observations.rail_opening.continued_rests_on: no such evidence 'progress.line_66'"
    )


def test_the_page_says_when_each_figure_was_printed() -> None:
    """The last page that tells its day is of 12 March 2021, and three tell none."""
    maker = page_maker()
    read, written = maker.ground().observations, maker.PAGE.read_text(encoding="utf-8")
    assert (str(read.last_printed), read.undated) == ("2021-03-12", 3)
    pages = [page for one in read.observations.values() for page in one.pages]
    assert [page.address for page in pages if page.address not in written] == []


def test_a_figure_outside_its_own_range_is_refused(tmp_path: Path) -> None:
    """Low, seen and high are in order."""
    (problem,) = read_with(tmp_path, {"observations.charging_piles.seen": 40000})
    assert "found 40000.0 outside 22000.0 to 33000.0, expected inside: correct one" in problem


def test_a_parameter_without_a_registered_range_is_refused(tmp_path: Path) -> None:
    """A stated fact has none."""
    (problem,) = read_with(tmp_path, {"parameters.site_teams.fact": "target.base_stations_5g"})
    assert problem.startswith(
        "observations.yaml: parameters.site_teams.fact: found no range in target.base_stations_5g"
    )


def test_a_path_that_is_not_in_the_plan_is_refused(tmp_path: Path) -> None:
    """It would move nothing."""
    (problem,) = read_with(tmp_path, {"parameters.site_teams.paths": ["crews.telecom_teams.capacity"]})
    assert "found no crews.telecom_teams.capacity in the plan" in problem


@pytest.mark.parametrize(("end", "days"), [("low", 250), ("high", 600)])
def test_the_days_of_a_computing_centre_add_up_to_the_end_of_their_range(end: str, days: int) -> None:
    """The evidence bounds the sum of five activities, which one factor scales; to a tenth of a day."""
    at = page_maker().ground()
    point = {"computing_class_days": getattr(at.bounds["computing_class_days"], end)}
    settings = settings_of(at.observations.parameters, point, at.mapping)
    assert len(settings) == 5
    assert sum(settings.values()) == pytest.approx(days, abs=0.1)


def test_money_that_is_scaled_stays_a_whole_number_of_cny_10k() -> None:
    """By a factor of 1.001 as by any other."""
    at = page_maker().ground()
    settings = settings_of(at.observations.parameters, {"district_companies_money": 1.001}, at.mapping)
    opening, by_year = settings.values()
    assert opening == 300300
    assert [type(amount) for amount in by_year.values()] == [int] * 9


def test_the_overlay_changes_what_the_table_says_and_nothing_else() -> None:
    """Word for word."""
    assert page_maker().OVERLAY.read_text(encoding="utf-8") == page_maker().overlay(table())


def test_the_page_says_what_the_table_says() -> None:
    """Word for word."""
    assert page_maker().PAGE.read_text(encoding="utf-8") == page_maker().page(table())


@pytest.mark.parametrize(
    ("naive", "called"), [("continued", "the last six months going on"), ("planned", "the plan met on its dates")]
)
def test_the_page_says_whether_the_score_in_all_beats_a_naive_forecast(naive: str, called: str) -> None:
    """One way or the other, whatever would be liked."""
    maker = page_maker()
    scores = maker.scores_of(table())
    is_better = maker.score_in_all(scores["after"]) < maker.score_in_all(scores[naive])
    said = maker.PAGE.read_text(encoding="utf-8")
    assert f"In all the calibrated forecast {'beats' if is_better else '**does not beat**'} {called}" in said


@pytest.mark.parametrize("name", ["base_stations_5g", "charging_piles", "rail_opening", "supercomputing_centre"])
def test_the_forecast_of_a_figure_has_the_stated_discrepancy_and_no_more(name: str) -> None:
    """What the figure leaves open, of the piles 11,000, widens nothing."""
    forecast = forecast_of(name, {name: [300.0, 300.0]})
    stated = page_maker().ground().observations.observations[name].discrepancy
    assert float(np.std(forecast)) == pytest.approx(stated)


def test_a_day_that_is_not_looked_at_is_no_part_of_a_forecast() -> None:
    """A replication without an opening by the end of 2021, day 549, stays there."""
    assert set(forecast_of("rail_opening", {"rail_opening": [549.0]}).flat) == {549}


def test_the_table_of_the_calibration_has_bands_with_the_discrepancy() -> None:
    """Each begins before that of the replications alone; by the scores of before and after alike."""
    found = table()
    narrow = [
        (when, name)
        for when in ("before", "after")
        for name, one in found[when].items()
        if one["quantiles"][0] >= one["of_replications"][0]
    ]
    assert narrow == []


def test_a_day_reads_as_the_day_that_it_ends() -> None:
    """An opening on 18 December is over at the end of that day: day 171 of a plan of 1 July."""
    assert page_maker().as_number(date(2020, 12, 18)) == 171
