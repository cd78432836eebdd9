"""Calibration: moves numbers that are not well known, within registered ranges, to agree with what was seen by 2020.

The method is that of docs/renew_calibration.py, which runs it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from inspect import getsource
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.history_matching import emulator, latin_hypercube, least_moved, moved
from sim.calibration.agreement import Sample, ground, implausibilities, merit, naive_forecasts, seen_of, summary
from sim.config import Source, read_plan
from sim.config.observations import settings_of
from sim.config.overlay import with_settings
from sim.study import early
from sim.study.store import model_version

KEPT = Path("results") / "calibration"
"""Samples of points, so that a run that was stopped goes on where it was."""

BEST = 8
"""Points whose box the second wave fills."""

EMULATED_WAVES = 3
"""Waves from the third on, each after emulators of all that was run before."""

CANDIDATES = 20_000
"""Points at which the emulators are asked for each of them."""

SHORT_LIST = 8
"""Points left that are performed again, with more replications."""

LEVELS, ROUNDS = 6, 2
"""Levels of its range at which each parameter is tried from the point found, ends among them; and how often in turn."""

Point = Mapping[str, float]


def sample_at(job: tuple[Point, int]) -> Sample:
    """Return what the plan at a point says of each observation, one number a replication; kept for a stopped run."""
    point, replications = job
    kept = KEPT / f"{_digest(point, replications)}.json"
    if not kept.exists():
        found = json.dumps(_performed(point, replications))
        KEPT.mkdir(parents=True, exist_ok=True)
        kept.write_text(found, encoding="utf-8")
    return dict(json.loads(kept.read_text(encoding="utf-8")))


def _digest(point: Point, replications: int) -> str:
    """Return the sum of all that a sample depends on."""
    at = ground()
    read = at.observations.model_dump(mode="json", exclude={"matching": True})
    matching = at.observations.matching
    run = [model_version(), getsource(early), str(matching.looked_to), matching.seed, replications]
    return hashlib.sha256(json.dumps([run, dict(sorted(point.items())), read, at.mapping]).encode()).hexdigest()


def _performed(point: Point, replications: int) -> Sample:
    at = ground()
    changed = {name: number for name, number in point.items() if number != at.bounds[name].published}
    mapping = with_settings(at.mapping, settings_of(at.observations.parameters, changed, at.mapping))
    plan = read_plan(mapping, Source(at.mapping, at.plan)) if changed else at.plan
    matching = at.observations.matching
    found = early.predicted(plan, at.observations.observations, matching.looked_to, matching.seed, replications)
    return {name: sample.tolist() for name, sample in found.items()}


def search() -> dict[str, Any]:
    """Return the table of the calibration."""
    at = ground()
    matching = at.observations.matching
    with ProcessPoolExecutor(2) as workers:
        ranges = {name: (bounds.low, bounds.high) for name, bounds in at.bounds.items()}
        points: list[Point] = [*latin_hypercube(ranges, matching.points, matching.seed)]
        samples = _samples(workers, points, matching.replications)
        box = _box_of_the_best(points, samples)
        second = latin_hypercube(box, matching.points_of_the_second_wave, matching.seed + 1)
        points, samples = [*points, *second], samples + _samples(workers, second, matching.replications)
        for wave in range(EMULATED_WAVES):
            likely = _likely(points, samples, matching.seed + 2 + wave)
            points, samples = [*points, *likely], samples + _samples(workers, likely, matching.replications)
        left = _not_ruled_out(samples)
        near = sorted(left, key=lambda place: (*(-one for one in merit(samples[place])), _moved(points[place])))
        short = [_rounded(points[place]) for place in near[:SHORT_LIST]]
        again = _samples(workers, short, matching.replications_to_put_back)
        merits = [merit(sample) for sample in again]
        good = [place for place, one in enumerate(merits) if one == max(merits)]
        found = short[least_moved(good, [_moved(point) for point in short])]
        descended = _descended(workers, found)
        chosen = _put_back(descended)
    return {
        "points": len(points),
        "left": len(left),
        "held_of_the_found": max(merits)[0],
        "found": found,
        "descended": descended,
        "chosen": chosen,
        **figures(chosen),
    }


def figures(chosen: Point) -> dict[str, Any]:
    """Return what the table says of the plan as published and at the point *chosen*, beside the naive forecasts."""
    at = ground()
    many = at.observations.matching.replications_of_the_chosen
    with ProcessPoolExecutor(2) as workers:
        before, after = _samples(workers, [at.published, chosen], many)
    return {
        "before": summary(before),
        "after": summary(after),
        "naive": naive_forecasts(),
        "replications": many,
        "seed": at.observations.matching.seed,
    }


def _not_ruled_out(samples: Sequence[Sample], or_none: bool = False) -> list[int]:
    most = ground().observations.matching.most_implausible
    left = [place for place, sample in enumerate(samples) if max(implausibilities(sample).values()) < most]
    if not left and not or_none:
        raise SystemExit(
            "all points are ruled out: the model disagrees with what was seen within the registered ranges"
        )
    return left


def _sum_of_squares(sample: Sample) -> float:
    return sum(one * one for one in implausibilities(sample).values())


def _samples(workers: ProcessPoolExecutor, points: Sequence[Point], replications: int) -> list[Sample]:
    return list(workers.map(sample_at, [(point, replications) for point in points]))


def _moved(point: Point) -> float:
    at = ground()
    return moved(point, at.published, at.width)


def _box_of_the_best(points: Sequence[Point], samples: Sequence[Sample]) -> dict[str, tuple[float, float]]:
    places = sorted(range(len(points)), key=lambda place: _sum_of_squares(samples[place]))
    best = [points[place] for place in places[:BEST]]
    return {name: (min(point[name] for point in best), max(point[name] for point in best)) for name in points[0]}


def _likely(points: Sequence[Point], samples: Sequence[Sample], seed: int) -> list[Point]:
    """Return the candidates with the least sum of squared implausibilities, as emulators of all that was run say."""
    at = ground()
    low = np.array([bounds.low for bounds in at.bounds.values()])
    high = np.array([bounds.high for bounds in at.bounds.values()])
    ranges = {name: (bounds.low, bounds.high) for name, bounds in at.bounds.items()}
    candidates = latin_hypercube(ranges, CANDIDATES, seed)
    rows, run = (np.array([[point[name] for name in ranges] for point in these]) for these in (candidates, points))
    squares = np.zeros(len(candidates))
    for name, one in at.observations.observations.items():
        seen = seen_of(one)
        of_one = [np.asarray(sample[name]) for sample in samples]
        emulated = emulator(run, np.array([np.mean(sample) for sample in of_one]), low, high)
        luck = float(np.mean([np.var(sample, ddof=1) for sample in of_one]))
        variance = emulated.variance + luck + seen.discrepancy**2 + (seen.high - seen.low) ** 2 / 12
        squares += (emulated.says(rows) - seen.figure) ** 2 / variance
    best = np.argsort(squares, kind="stable")[: at.observations.matching.points_of_the_third_wave]
    return [candidates[place] for place in best]


def _rounded(point: Point) -> dict[str, float]:
    """Return a point in three digits, within its ranges."""
    bounds = ground().bounds
    return {name: min(max(float(f"{one:.3g}"), bounds[name].low), bounds[name].high) for name, one in point.items()}


def _descended(workers: ProcessPoolExecutor, point: Point) -> dict[str, float]:
    """Return the point after each parameter in turn was put at the level of its range at which it does best.

    Best is what holds most, then beats most of the naive forecasts, then has the least sum of squared implausibilities.
    """
    at = ground()
    best = dict(point)
    for name in [*at.bounds] * ROUNDS:
        low, width = at.bounds[name].low, at.width[name]
        levels = [_rounded(best | {name: low + width * level / (LEVELS - 1)}) for level in range(LEVELS)]
        tried = [best, *levels]
        samples = _samples(workers, tried, at.observations.matching.replications_of_the_descent)
        keys = [(*(-one for one in merit(sample)), _sum_of_squares(sample)) for sample in samples]
        best = tried[keys.index(min(keys))]
    return best


def _put_back(point: Point) -> dict[str, float]:
    at = ground()
    many = at.observations.matching.replications_to_put_back
    most = merit(sample_at((point, many)))
    chosen = dict(point)
    for name in sorted(chosen, key=lambda name: abs(chosen[name] - at.published[name]) / at.width[name]):
        tried = chosen | {name: at.published[name]}
        sample = sample_at((tried, many))
        found = merit(sample)
        if found[0] >= most[0] and found[1] >= most[1] and _not_ruled_out([sample], or_none=True):
            chosen = tried
    return chosen
