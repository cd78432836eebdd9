"""Renews the calibration on what was seen by the end of 2020: overlay, table, page and charts.

    .venv/bin/python docs/renew_calibration.py            (all, a quarter of an hour on two cores)
    .venv/bin/python docs/renew_calibration.py --figures  (figures of the point that the table has, a few minutes)
    .venv/bin/python docs/renew_calibration.py --page     (page, charts and overlay from the table)

`--figures` searches nothing: it is for a model or a plan that changed so little that the point may stay.

Method, written down before any figure of a later year is looked at (what was changed since: decision 9)
  1. The space of the parameters of `configs/observations.yaml`, each within low and high of its evidence, is
     filled by a Latin hypercube; each point is performed on the same draws up to an early day.
  2. A second wave fills the box of the eight points with the least sum of squared implausibilities, three more are
     taken where emulators of all points so far see the least. Points of all waves whose greatest implausibility is 3
     or more are ruled out. A forecast of a figure is what the model says plus its stated discrepancy (decision 7).
  3. Of the points left the eight that hold most observations in their central 90 % band (then: whose score beats
     most naive forecasts; then: that are moved least) are performed again with more replications. Taken is the one
     that holds most, beats most and is moved least, in this order.
  4. From it each parameter in turn, twice round, is put at six levels of its range, and stays at the one at which the
     point holds most (then: beats most; then: has the least sum of squared implausibilities).
  5. One by one, least moved first, a parameter is put back as published when the point is then still left, the
     band holds as many, and the score still beats what it beat.
"""

import argparse
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf

from sim.calibration.agreement import as_number, ground, is_held, score_in_all, scores_of
from sim.calibration.search import figures, search
from sim.config.observations import settings_of
from sim.plan.observation import Observation
from sim.plan.time import day_number
from sim.report.charts.calibration import calibration
from sim.report.charts.frame import new_sheet
from sim.report.words import Lang, say

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "calibration.md"
KEPT = DOCS.parent / "results" / "reference" / "calibration"
TABLE = KEPT / "table.json"
OVERLAY = DOCS.parent / "scenarios" / "calibrated_2020.yaml"


def overlay(table: Mapping[str, Any]) -> str:
    """Return the overlay with the numbers that are moved."""
    at = ground()
    changed = {name: one for name, one in table["chosen"].items() if one != at.published[name]}
    nested: dict[str, Any] = {}
    for path, value in settings_of(at.observations.parameters, changed, at.mapping).items():
        *blocks, key = path.split(".")
        inner = nested
        for block in blocks:
            inner = inner.setdefault(block, {})
        inner[key] = dict(value) if isinstance(value, Mapping) else value
    facts = "\n".join(f"#   {name}: {at.observations.parameters[name].fact}" for name in changed)
    stocks = [name for name, one in at.observations.observations.items() if one.predicted_by == "stock"]
    moves = ", ".join(at.observations.observations[name].indicator for name in stocks if _is_moved(table, name))
    return OVERLAY_HEAD.format(facts=facts, moves=moves) + OmegaConf.to_yaml(OmegaConf.create(nested))


def _is_moved(table: Mapping[str, Any], name: str) -> bool:
    return bool(table["before"][name]["quantiles"] != table["after"][name]["quantiles"])


OVERLAY_HEAD = """\
# @package _global_
# What if the city stood as what was seen of it by the end of 2020 tells?   (world)
#   fournets run scenario=calibrated_2020
# Written by docs/renew_calibration.py: history matching on configs/observations.yaml, then what is moved least
# (docs/calibration.md). Calibrated on 2020-12-31; each number lies in the range of its evidence:
{facts}
scenario:
  name: {{en: "Calibrated on 2020", zh: "按2020年末校准"}}
  question:
    en: "What if the city stood as what was seen of it by the end of 2020 tells?"
    zh: "若按2020年末所见情况校准，结果如何？"
  kind: world
  moves: [{moves}]
"""

HEAD = """\
# Calibration on what was seen by the end of 2020

The shipped forecast knows the city as it stood on 2020-07-01
([decision 3](decisions/0003-what-the-forecast-may-know.md)). Here it is set against five things that were seen by
2020-12-31 (`configs/observations.yaml`), and numbers that are not well known are moved, each within the range that its
evidence had registered before. The figures describe what had happened by {last_day}; they were printed up to
{last_printed} on pages that tell their day, and {undated} pages tell none ([below](#when-it-was-printed)). Nothing that
happened in the city after 2020 was used. The result is a scenario beside the shipped one:

    fournets run scenario=calibrated_2020

**What it is worth.** Two of the five are weak: the charging piles are an assumed figure with a range of 22,000 to
33,000, and the share of investment is an analogue, for no figure of the city was found. The five figures chose the
point, so that they lie in its bands is no test of it: none was kept aside. The bands hold the stated discrepancy of
the model ([decision 7](decisions/0007-what-a-figure-is-compared-with.md)); by the luck of the replications alone
fewer figures would lie in them, as the table shows. The search was changed three times after its own results were
seen; figures, discrepancies and ranges stayed ([decision
9](decisions/0009-how-the-calibrated-point-was-searched.md)). Its method and command stand in
`docs/renew_calibration.py`.

**What follows from it.** The locked forecast of the end of 2022
([`results/forecast_2020/`](../results/forecast_2020/)) is made with this scenario. A number that one figure moves
counts for the whole horizon: the money of the districts' companies, moved for the date of one centre, is there in
every year, and so moves innovation space too.

{left} of {points} points were left by an implausibility below 3. Both forecasts below have {replications} replications
on the same draws.
"""


def page(table: Mapping[str, Any]) -> str:
    """Return the page as Markdown."""
    read = ground().observations
    seen = read.observations
    days = {"last_day": read.matching.last_day, "last_printed": read.last_printed, "undated": read.undated}
    lines = [HEAD.format(**table, **days), "## Before and after", ""]
    lines += [
        "| | seen | before: P5 / P50 / P95 | after: P5 / P50 / P95 | in the band "
        "| after, luck alone: P5 / P95 | implausibility before | after |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, one in seen.items():
        before, after = table["before"][name], table["after"][name]
        inside = "yes" if is_held(table, name) else "**no**"
        bands = f"{_three(one, before)} | {_three(one, after)}"
        alone = " / ".join(shown(one, end) for end in after["of_replications"])
        lines.append(
            f"| {one.name.en} | {shown(one, as_number(one.seen))} | {bands} | {inside} "
            f"| {alone} | {before['implausibility']:.2f} | {after['implausibility']:.2f} |"
        )
    lines += [
        "",
        "Implausibility: how many standard deviations (luck, discrepancy and range of the figure) lie between what was",
        "seen and the mean of what is said; 3 or more rules a point out.",
    ]
    lines += ["", _by_luck_alone(table), "", *_requirements(table), "", *_scores(table), "", *_moved(table), ""]
    lines += [*_printed(), ""]
    lines += ["![What was seen, before and after](../results/reference/calibration/en.png)", ""]
    return "\n".join(lines)


def shown(one: Observation, found: float, lang: Lang = "en") -> str:
    """Return a figure as people write it: a date, a number or a share."""
    if one.predicted_by == "service":
        at = ground()
        never = day_number(at.observations.matching.looked_to, at.plan.programme.start) + 1
        day = at.plan.programme.start + timedelta(days=max(int(-(-found // 1)) - 1, 0))
        after = say("calibration.never", lang, day=at.observations.matching.looked_to)
        return after if found >= never else day.isoformat()
    return f"{found:.2f}" if one.predicted_by == "paid_share" else f"{found:,.0f}"


def _three(one: Observation, found: Mapping[str, Any]) -> str:
    low, _, middle, _, high = found["quantiles"]
    return " / ".join(shown(one, each) for each in (low, middle, high))


def _by_luck_alone(table: Mapping[str, Any]) -> str:
    seen = ground().observations.observations
    ends = {name: table["after"][name]["of_replications"] for name in seen}
    inside = [name for name, one in seen.items() if ends[name][0] <= as_number(one.seen) <= ends[name][1]]
    held = sum(is_held(table, name) for name in seen)
    return (
        f"{held} of {len(seen)} lie in the band after calibration. By the luck of the replications alone, without the "
        f"discrepancy, {len(inside)} would."
    )


def _requirements(table: Mapping[str, Any]) -> list[str]:
    at = ground()
    lines = ["What was asked of it, beside the band:", ""]
    for name, one in at.observations.observations.items():
        low, _, middle, _, high = table["after"][name]["quantiles"]
        if one.most_band_share:
            share = (high - low) / middle
            said = "met" if share <= one.most_band_share else "**not met**"
            lines.append(
                f"- {one.name.en}: a band of at most {one.most_band_share:.0%} of the median; {share:.0%}, {said}."
            )
        if one.most_band_days:
            said = "met" if high - low <= one.most_band_days else "**not met**"
            lines.append(f"- {one.name.en}: a band of at most {one.most_band_days:.0f} days; {high - low:.0f}, {said}.")
    for name, one in at.observations.observations.items():
        if not is_held(table, name):
            lines.append(f"- {one.name.en}: outside the band.")
    return lines


def _scores(table: Mapping[str, Any]) -> list[str]:
    seen = ground().observations.observations
    scores = scores_of(table)
    lines = ["## Score", ""]
    lines += [
        "Continuous ranked probability score, lower is better, in the unit of each; the naive forecasts are points."
    ]
    lines += ["*In all* is the mean of the five, each in units of the stated spread of figure and model.", ""]
    lines += [
        "| | calibrated | as published | last six months go on | plan met on its dates |",
        "|---|---|---|---|---|",
    ]
    for name, one in seen.items():
        lines.append(f"| {one.name.en}, {one.unit} | {' | '.join(_score(by[name]) for by in scores.values())} |")
    lines.append(f"| **in all** | {' | '.join(f'{score_in_all(by):.2f}' for by in scores.values())} |")
    best = score_in_all(scores["after"])
    for kind, said in (("continued", "the last six months going on"), ("planned", "the plan met on its dates")):
        verb = "beats" if best < score_in_all(scores[kind]) else "**does not beat**"
        wins = sum(scores["after"][name] < scores[kind][name] for name in seen)
        lines += [
            "",
            f"In all the calibrated forecast {verb} {said}; one by one it is better in {wins} of {len(seen)}.",
        ]
    return lines


def _score(found: float) -> str:
    """Return a score in three digits, thousands as people write them."""
    return f"{found:,.0f}" if found >= 100 else f"{found:.3g}"


def _moved(table: Mapping[str, Any]) -> list[str]:
    at = ground()
    lines = [
        "## What is moved",
        "",
        "| | evidence | registered range | as published | calibrated |",
        "|---|---|---|---|---|",
    ]
    for name, one in table["chosen"].items():
        parameter, bounds = at.observations.parameters[name], at.bounds[name]
        unit = "× " if parameter.how == "scale" else ""
        ends = f"{unit}{bounds.low:,.6g} to {bounds.high:,.6g}"
        here = f"{unit}{one:,.6g}" if one != bounds.published else "as published"
        lines.append(f"| {parameter.name.en} | `{parameter.fact}` | {ends} | {unit}{bounds.published:,.6g} | {here} |")
    changed = [name for name, one in table["chosen"].items() if one != at.published[name]]
    at_an_end = [name for name in changed if min(_to_the_ends(name, table["chosen"][name])) <= 0.01]
    return [
        *lines,
        "",
        f"{len(changed)} of {len(at.bounds)} are moved; {len(at_an_end)} of them stand at an end of their range "
        + "(within a hundredth of it), where the model wants more than the evidence allows.",
    ]


def _to_the_ends(name: str, number: float) -> tuple[float, float]:
    """Return how far a parameter lies from either end of its range, as shares of its width."""
    at = ground()
    bounds, width = at.bounds[name], at.width[name]
    return (number - bounds.low) / width, (bounds.high - number) / width


def _printed() -> list[str]:
    """Return by figure the pages that it leans on, and what the naive forecast of six months that go on rests on."""
    at = ground()
    lines = ["## When it was printed", "", "| | tells of | what the page says | printed on |", "|---|---|---|---|"]
    for one in at.observations.observations.values():
        if not one.pages:
            lines.append(f"| {one.name.en} | {one.observed_on} | no page: assumed | |")
        for page in one.pages:
            printed_on = page.printed_on or f"not before {page.not_before}; it tells no day"
            lines.append(f"| {one.name.en} | {one.observed_on} | [{page.says}]({page.address}) | {printed_on} |")
    ids = {name for one in at.observations.observations.values() for name in one.continued_rests_on}
    last = at.observations.matching.last_day
    late = sorted(name for name in ids if (known := at.facts[name].known_on) is None or known > last)
    told = ", ".join(f"`{name}` (by {at.facts[name].known_on})" for name in late) or "nothing"
    return [
        *lines,
        "",
        "The forecast that the last six months go on tells of the first half of 2020 and before. Printed after "
        + f"{last} of what it rests on: {told}. It has a part in the choice of the point, as something to beat.",
    ]


def draw(table: Mapping[str, Any]) -> None:
    for lang in ("en", "zh"):
        figure, ax = new_sheet()
        calibration(
            table,
            ground().observations.observations,
            {n: as_number(o.seen) for n, o in ground().observations.observations.items()},
            shown,
            lang,
            ax=ax,
        )
        figure.savefig(KEPT / f"{lang}.png", metadata={"Software": None})


def renew(of_the_page: bool, of_the_figures: bool) -> None:
    if not of_the_page:
        found = _table() | figures(_table()["chosen"]) if of_the_figures else search()
        TABLE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    table = _table()
    OVERLAY.write_text(overlay(table), encoding="utf-8")
    PAGE.write_text(page(table), encoding="utf-8")
    draw(table)


def _table() -> dict[str, Any]:
    return dict(json.loads(TABLE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Search the calibrated point (an hour); write table, overlay and page."
    )
    parser.add_argument("--figures", action="store_true", help="no search: the figures of the point found, of today")
    parser.add_argument("--page", action="store_true", help="no figures: overlay, page and charts from the table")
    asked = parser.parse_args()
    renew(asked.page, asked.figures)
