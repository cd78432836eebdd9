"""Renews the calibration on what was seen by the end of 2020: overlay, table, page and charts.

    .venv/bin/python docs/renew_calibration.py            (all, about four minutes on two cores)
    .venv/bin/python docs/renew_calibration.py --page     (page, charts and overlay from the table)

Method, written down before any figure of a later year is looked at
  1. The space of the parameters of `configs/observations.yaml`, each within low and high of its evidence, is
     filled by a Latin hypercube; each point is performed on the same draws up to an early day.
  2. A second wave fills the box of the eight points with the least sum of squared implausibilities. Points of
     both waves whose greatest implausibility is 3 or more are ruled out.
  3. Of all points left those that hold most observations in their central 90 % band are taken, of these those
     whose score beats both naive forecasts if any does, of these the one that is moved least from what is published.
  4. One by one, least moved first, a parameter is put back as published when the point is then still left, the
     band holds as many, and the score still beats what it beat.
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from omegaconf import OmegaConf

from sim.analysis.history_matching import Seen, implausibility, latin_hypercube, least_moved, moved
from sim.analysis.scores import band, crps
from sim.composing import facts_beside, study_of
from sim.config import Source, read_plan
from sim.config.observations import Bounds, bounds_of, read_observations, settings_of
from sim.config.overlay import with_settings
from sim.places import shipped_root
from sim.plan.observation import Observation, Observations
from sim.plan.plan import Plan
from sim.plan.time import day_number
from sim.report.charts.calibration import calibration
from sim.report.charts.frame import new_sheet
from sim.study.early import planned_of, predicted
from sim.study.store import model_version

DOCS = Path(__file__).resolve().parent
TABLE, PAGE = DOCS / "calibration.json", DOCS / "calibration.md"
OVERLAY = DOCS.parent / "scenarios" / "calibrated_2020.yaml"
FILE = shipped_root() / "configs" / "observations.yaml"
KEPT = DOCS.parent / "results" / "calibration"
BEST = 8
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

Point = Mapping[str, float]
Sample = Mapping[str, list[float]]


class Ground(NamedTuple):
    """What all points have in common."""

    observations: Observations
    mapping: dict[str, Any]
    plan: Plan
    bounds: dict[str, Bounds]

    @property
    def published(self) -> dict[str, float]:
        return {name: bounds.published for name, bounds in self.bounds.items()}

    @property
    def width(self) -> dict[str, float]:
        return {name: bounds.high - bounds.low for name, bounds in self.bounds.items()}


@cache
def ground() -> Ground:
    """Return the published plan with the observations and the ranges of what may move."""
    asked = study_of(["scenario=as_published"])
    row, facts = asked.study.base_row, facts_beside(asked)
    assert row.mapping is not None
    read = read_observations(FILE, facts, row.mapping)
    bounds = {name: bounds_of(parameter, facts, row.mapping) for name, parameter in read.parameters.items()}
    return Ground(read, dict(row.mapping), row.plan, bounds)


def sample_at(job: tuple[Point, int]) -> Sample:
    """Return what the plan at a point says of each observation, one number a replication; kept for a stopped run."""
    point, replications = job
    at = ground()
    said = [model_version(), FILE.read_text(encoding="utf-8"), dict(sorted(point.items())), replications]
    kept = KEPT / f"{hashlib.sha256(json.dumps([*said, at.mapping]).encode()).hexdigest()}.json"
    if not kept.exists():
        found = json.dumps(_performed(point, replications))
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    return dict(json.loads(kept.read_text(encoding="utf-8")))


def _performed(point: Point, replications: int) -> Sample:
    at = ground()
    changed = {name: number for name, number in point.items() if number != at.bounds[name].published}
    mapping = with_settings(at.mapping, settings_of(at.observations.parameters, changed, at.mapping))
    plan = read_plan(mapping, Source(at.mapping, at.plan)) if changed else at.plan
    matching = at.observations.matching
    found = predicted(plan, at.observations.observations, matching.looked_to, matching.seed, replications)
    return {name: sample.tolist() for name, sample in found.items()}


def number(seen: float | date) -> float:
    """Return a figure as a number; a date as the day number of its end."""
    return day_number(seen, ground().plan.programme.start) + 1.0 if isinstance(seen, date) else float(seen)


def seen_of(observation: Observation) -> Seen:
    return Seen(number(observation.seen), number(observation.low), number(observation.high), observation.discrepancy)


def implausibilities(sample: Sample) -> dict[str, float]:
    seen = ground().observations.observations
    return {name: implausibility(np.asarray(sample[name]), seen_of(one)) for name, one in seen.items()}


def held(sample: Sample) -> int:
    """Return how many observations lie in the central 90 % band of what is predicted."""
    total = 0
    for name, one in ground().observations.observations.items():
        low, high = band(sample[name])
        total += low <= number(one.seen) <= high
    return total


def merit(sample: Sample) -> tuple[int, int]:
    """Return how many observations are held, and how many of the naive forecasts are beaten in all."""
    seen = ground().observations.observations
    score = total({name: crps(sample[name], number(one.seen)) for name, one in seen.items()})
    naive = [total({n: crps([found[n]], number(one.seen)) for n, one in seen.items()}) for found in _naive().values()]
    return held(sample), sum(score < one for one in naive)


def search() -> dict[str, Any]:
    """Return the table of the calibration."""
    at = ground()
    matching = at.observations.matching
    with ProcessPoolExecutor(2) as workers:
        ranges = {name: (bounds.low, bounds.high) for name, bounds in at.bounds.items()}
        points = latin_hypercube(ranges, matching.points, matching.seed)
        samples = list(workers.map(sample_at, [(point, matching.replications) for point in points]))
        best = sorted(range(len(points)), key=lambda place: _squares(samples[place]))[:BEST]
        box = {name: (min(at_best := [points[p][name] for p in best]), max(at_best)) for name in ranges}
        more = latin_hypercube(box, matching.points_of_the_second_wave, matching.seed + 1)
        points += more
        samples += list(workers.map(sample_at, [(point, matching.replications) for point in more]))
        both = _left(samples)
        merits = {place: merit(samples[place]) for place in both}
        most = max(merits.values())
        good = [place for place in both if merits[place] == most]
        distances = [moved(point, at.published, at.width) for point in points]
        found = points[least_moved(good, distances)]
        chosen = _put_back(found)
        many = matching.replications_of_the_chosen
        before, after = workers.map(sample_at, [(at.published, many), (chosen, many)])
    return {
        "points": len(points),
        "left": len(both),
        "held_of_the_found": most[0],
        "found": found,
        "chosen": chosen,
        "before": summary(before),
        "after": summary(after),
        "naive": _naive(),
        "replications": many,
        "seed": matching.seed,
    }


def _left(samples: Sequence[Sample], or_none: bool = False) -> list[int]:
    most = ground().observations.matching.most_implausible
    left = [place for place, sample in enumerate(samples) if max(implausibilities(sample).values()) < most]
    if not left and not or_none:
        raise SystemExit(
            "all points are ruled out: the model disagrees with what was seen within the registered ranges"
        )
    return left


def _squares(sample: Sample) -> float:
    return sum(one * one for one in implausibilities(sample).values())


def _put_back(point: Point) -> dict[str, float]:
    at = ground()
    many = at.observations.matching.replications_to_put_back
    rounded = {name: float(f"{number:.3g}") for name, number in point.items()}
    chosen = {name: min(max(one, at.bounds[name].low), at.bounds[name].high) for name, one in rounded.items()}
    most = merit(sample_at((chosen, many)))
    for name in sorted(chosen, key=lambda name: abs(chosen[name] - at.published[name]) / at.width[name]):
        tried = chosen | {name: at.published[name]}
        sample = sample_at((tried, many))
        found = merit(sample)
        if found[0] >= most[0] and found[1] >= most[1] and _left([sample], or_none=True):
            chosen = tried
    return chosen


def summary(sample: Sample) -> dict[str, Any]:
    """Return quantiles, implausibility and score of each observation."""
    away = implausibilities(sample)
    return {
        name: {
            "quantiles": [round(float(one), 3) for one in np.quantile(sample[name], QUANTILES)],
            "implausibility": round(away[name], 3),
            "crps": round(crps(sample[name], number(seen.seen)), 4),
        }
        for name, seen in ground().observations.observations.items()
    }


@cache
def _naive() -> dict[str, dict[str, float]]:
    at = ground()
    seen = at.observations.observations
    planned = planned_of(at.plan, seen, at.observations.matching.looked_to)
    continued = {name: number(one.continued) for name, one in seen.items()}
    return {"continued": continued, "planned": {name: round(day, 3) for name, day in planned.items()}}


def total(scores: Mapping[str, float]) -> float:
    """Return the mean over observations of scores, each in units of its stated discrepancy and spread of the figure."""
    seen = {name: seen_of(one) for name, one in ground().observations.observations.items()}
    units = {name: sqrt(one.discrepancy**2 + (one.high - one.low) ** 2 / 12) for name, one in seen.items()}
    return sum(score / units[name] for name, score in scores.items()) / len(scores)


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
    return OVERLAY_HEAD.format(facts=facts) + OmegaConf.to_yaml(OmegaConf.create(nested))


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
    zh: "若按2020年末所见情况校准，结果如何?"
  kind: world
  moves: [base_stations_5g, charging_piles]
"""

HEAD = """\
# Calibration on what was seen by the end of 2020

The shipped forecast knows the city as it stood on 2020-07-01
([decision 3](decisions/0003-what-the-forecast-may-know.md)). Here it is set against five things that were seen by
2020-12-31 (`configs/observations.yaml`), and numbers that are not well known are moved, each within the range that its
evidence had registered before. Nothing later than 2020 was used. The result is a scenario beside the shipped one:

    fournets run scenario=calibrated_2020

Two of the five are weak: the charging piles are an assumed figure with a range of 22,000 to 33,000, and the share of
investment is an analogue, for no figure of the city was found. Method and command stand in `docs/renew_calibration.py`.
{left} of {points} points were left by an implausibility below 3. Both forecasts below have {replications} replications
on the same draws.
"""


def page(table: Mapping[str, Any]) -> str:
    """Return the page as Markdown."""
    at = ground()
    seen = at.observations.observations
    lines = [HEAD.format(**table), "## Before and after", ""]
    lines += ["| | seen | before: P5 / P50 / P95 | after: P5 / P50 / P95 | in the band | I before | I after |"]
    lines += ["|---|---|---|---|---|---|---|"]
    for name, one in seen.items():
        before, after = table["before"][name], table["after"][name]
        inside = "yes" if is_held(table, name) else "**no**"
        bands = f"{_three(one, before)} | {_three(one, after)}"
        lines.append(
            f"| {one.name.en} | {shown(one, number(one.seen))} | {bands} | {inside} "
            f"| {before['implausibility']:.2f} | {after['implausibility']:.2f} |"
        )
    lines += ["", *_requirements(table), "", *_scores(table), "", *_moved(table), ""]
    lines += ["![What was seen, before and after](calibration_en.png)", ""]
    return "\n".join(lines)


def is_held(table: Mapping[str, Any], name: str) -> bool:
    low, *_, high = table["after"][name]["quantiles"]
    return bool(low <= number(ground().observations.observations[name].seen) <= high)


def shown(one: Observation, found: float) -> str:
    """Return a figure as people write it: a date, a number or a share."""
    if one.predicted_by == "service":
        at = ground()
        never = day_number(at.observations.matching.looked_to, at.plan.programme.start) + 1
        day = at.plan.programme.start + timedelta(days=max(int(-(-found // 1)) - 1, 0))
        return f"after {at.observations.matching.looked_to}" if found >= never else day.isoformat()
    return f"{found:.2f}" if one.predicted_by == "paid_share" else f"{found:,.0f}"


def _three(one: Observation, found: Mapping[str, Any]) -> str:
    low, _, middle, _, high = found["quantiles"]
    return " / ".join(shown(one, each) for each in (low, middle, high))


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
    outside = [name for name in at.observations.observations if not is_held(table, name)]
    for name in outside:
        lines.append(f"- {at.observations.observations[name].name.en}: outside the band. {WHY[name]}")
    return lines


WHY = {
    "supercomputing_centre": (
        "With the most progress that is registered (85 %) 80 working days are left even when nothing is scarce, until "
        "late October, and each of its bills waits for money of the centre, the city or the districts. The model takes "
        "trial operation as not yet in operation; the page may not."
    ),
    "paid_share": (
        "The model's plan has nothing scarce and pays each quarter ahead; luck and scarcity only ever pay less of it, "
        "so a share above 1 cannot come out. Yearly plans of investment are set low, the model's is not. The range "
        "of the analogue begins at 0.82."
    ),
    "base_stations_5g": "No point of the registered ranges reaches it beside the others.",
    "charging_piles": "No point of the registered ranges reaches it beside the others.",
    "rail_opening": "No point of the registered ranges reaches it beside the others.",
}


def scores_of(table: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the score of each observation by forecast: calibrated, as published and the two naive ones."""
    seen = ground().observations.observations
    naive = {
        kind: {name: crps([found[name]], number(one.seen)) for name, one in seen.items()}
        for kind, found in table["naive"].items()
    }
    of_model = {kind: {name: table[kind][name]["crps"] for name in seen} for kind in ("after", "before")}
    return of_model | naive


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
        lines.append(f"| {one.name.en}, {one.unit} | {' | '.join(f'{by[name]:,.3g}' for by in scores.values())} |")
    lines.append(f"| **in all** | {' | '.join(f'{total(by):.2f}' for by in scores.values())} |")
    best = total(scores["after"])
    for kind, said in (("continued", "the last six months going on"), ("planned", "the plan met on its dates")):
        verb = "beats" if best < total(scores[kind]) else "**does not beat**"
        wins = sum(scores["after"][name] < scores[kind][name] for name in seen)
        lines += [
            "",
            f"In all the calibrated forecast {verb} {said}; one by one it is better in {wins} of {len(seen)}.",
        ]
    return lines


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
    return lines


def draw(table: Mapping[str, Any]) -> None:
    for lang in ("en", "zh"):
        figure, ax = new_sheet()
        calibration(
            table,
            ground().observations.observations,
            {n: number(o.seen) for n, o in ground().observations.observations.items()},
            shown,
            lang,
            ax=ax,
        )
        figure.savefig(DOCS / f"calibration_{lang}.png", metadata={"Software": None})


def renew(arguments: Sequence[str]) -> None:
    if "--page" not in arguments:
        TABLE.write_text(json.dumps(search(), indent=1) + "\n", encoding="utf-8")
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    OVERLAY.write_text(overlay(table), encoding="utf-8")
    PAGE.write_text(page(table), encoding="utf-8")
    draw(table)


if __name__ == "__main__":
    renew(sys.argv[1:])
