"""Checks what studies of their own kind find: how targets swing together, unbeaten options, and headroom."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, inf, isfinite, nan, sqrt
from statistics import fmean, stdev
from typing import Any

import numpy as np
import pandas as pd

from sim.report.results import Results
from sim.report.verification.check import Check, alike
from sim.report.verification.intervals import RESAMPLES, SEED, mean
from sim.report.verification.samples import Samples, samples_of

OF_OPTIONS, OF_HEADROOM = 500, 400
"""Resamples."""

ALIKE_CNY_10K = 1
"""City money that differs by no more is the same."""

NEEDED = 0.8
"""The chance down to which headroom reaches."""


def swings(results: Results) -> Check:
    """Check by how much the number of targets met swings, and would if targets had nothing in common."""
    base = results.words["base"]
    scenarios = {name: samples_of(results, name) for name in results.words["scenarios"]}
    off: list[str] = []
    rows = results.table("spread")
    for row in rows.itertuples():
        own, of_base = (_met(results, scenarios[name], str(row.subject)) for name in (str(row.scenario), base))
        shared = own.index.intersection(of_base.index)
        own, of_base = own.loc[shared], of_base.loc[shared]
        ours, theirs = (one.sum(axis=1).to_numpy(dtype=float) for one in (own, of_base))
        drawn = _resamples(len(ours), RESAMPLES, SEED)
        spreads = np.array([[np.std(np.repeat(one, times), ddof=1) for one in (ours, theirs)] for times in drawn])
        less = stdev(ours) - stdev(theirs)
        expected = {
            "targets": own.shape[1],
            **dict(zip(("mean", "mean_low", "mean_high"), mean(ours), strict=True)),
            "spread": stdev(ours),
            **dict(zip(("low", "high"), _tails(spreads[:, 0]), strict=True)),
            "if_independent": sqrt(sum(fmean(own[one]) * (1 - fmean(own[one])) for one in own)),
            "difference": nan if row.scenario == base else less,
            **dict(
                zip(
                    ("difference_low", "difference_high"),
                    (nan, nan) if row.scenario == base else _tails(spreads[:, 0] - spreads[:, 1]),
                    strict=True,
                )
            ),
            "replications": len(shared),
        }
        off += _off("spread", f"{row.scenario} / {row.subject}", row, expected)
    return Check("swings follow from targets met", len(rows), "rows", tuple(off))


def unbeaten_options(results: Results) -> Check:
    """Check which options no other beats, and in what share of resamples."""
    rows = results.table("unbeaten")
    names = [str(name) for name in rows["scenario"]]
    stored = results.table("estimates").set_index(["scenario", "measure", "subject"])["estimate"]
    keys = (("chance", "all_targets"), ("delay_cost_mean", "economic"), ("city_money_mean", "promised"))
    chance, cost, money = ([float(stored[name, *key]) for name in names] for key in keys)
    samples = [samples_of(results, name) for name in names]
    shared = _shared(one[keys[0]] for one in samples)
    met = np.array([one[keys[0]][shared] for one in samples]).astype(int)
    costs = np.rint(np.array([one.get(keys[1], 0.0 * one[keys[0]])[shared] for one in samples])).astype(np.int64)
    drawn = _resamples(len(shared), OF_OPTIONS, int(results.provenance["run"]["seed"]))
    unbeaten = [_unbeaten(met @ times, costs @ times, money) for times in drawn]
    as_they_are = _unbeaten(chance, cost, money)
    off: list[str] = []
    for place, row in enumerate(rows.itertuples()):
        expected = {
            "is_unbeaten": as_they_are[place],
            "share_unbeaten": sum(one[place] for one in unbeaten) / OF_OPTIONS,
            "resamples": OF_OPTIONS,
            "replications": len(shared),
        }
        off += _off("unbeaten", str(row.scenario), row, expected)
    return Check("options are unbeaten as resampled", len(rows), "options", tuple(off))


def _unbeaten(chance: Sequence[float], cost: Sequence[float], money: Sequence[float]) -> list[bool]:
    offers = list(zip(chance, cost, money, strict=True))
    return [not any(_beats(other, offer) for other in offers) for offer in offers]


def _beats(other: tuple[float, float, float], offer: tuple[float, float, float]) -> bool:
    more, less, saved = other[0] - offer[0], offer[1] - other[1], offer[2] - other[2]
    is_as_good = more >= 0 and less >= 0 and saved >= -ALIKE_CNY_10K
    return bool(is_as_good and (more > 0 or less > 0 or saved > ALIKE_CNY_10K))


def headroom_of_sweeps(results: Results) -> Check:
    """Check the level of each sweep at which the chance of each target is 80 %, and its bounds."""
    rows, off = results.table("headroom"), []
    samples = {name: samples_of(results, name) for name in results.words["scenarios"]}
    seed = int(results.provenance["run"]["seed"])
    for row in rows.itertuples():
        sweep: Mapping[str, Any] = results.words["sweeps"][row.sweep]
        levels = sorted((float(level), str(name)) for name, level in sweep["rows"].items())
        turned = 1 if sweep["better"] == "higher" else -1
        levels = levels[::turned]
        of_levels = [samples[name]["chance", str(row.target)] for _, name in levels]
        shared = _shared(of_levels)
        met = np.array([one[shared] for one in of_levels]).astype(float)
        places = [turned * level for level, _ in levels]
        drawn = _resamples(len(shared), OF_HEADROOM, seed)
        reached = sorted(turned * _reached(places, met @ times / len(shared)) for times in drawn)
        fitted, level = _fit(met.mean(axis=1)), _reached(places, met.mean(axis=1))
        chance = fitted[places.index(turned * float(sweep["shipped"]))]
        low, high = (reached[round(OF_HEADROOM * share) - 1] for share in (Fraction(25, 1000), Fraction(975, 1000)))
        answers = {
            (True, True): "falls",
            (False, True): "never_in_range",
            (True, False): "reached",
            (False, False): "already_below",
        }
        answer = answers[isfinite(level), chance >= NEEDED]
        if row.answer != answer:
            off.append(f"headroom: {row.sweep} / {row.target}: found {row.answer}, expected {answer}")
        expected = {
            "chance_as_shipped": chance,
            "level": turned * level,
            "low": low,
            "high": high,
            "replications": len(shared),
        }
        off += _off("headroom", f"{row.sweep} / {row.target}", row, expected)
    return Check("headroom follows from targets met", len(rows), "answers", tuple(off))


def _fit(chances: Sequence[float]) -> list[float]:
    """Return the means of neighbours that are pooled until none falls."""
    pools: list[list[float]] = []
    for chance in chances:
        pools.append([float(chance)])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return [fmean(pool) for pool in pools for _ in pool]


def _reached(levels: Sequence[float], chances: Sequence[float]) -> float:
    """Return the level at which a line through fitted chances first reaches what is needed, seen from the worse end."""
    fitted = _fit(chances)
    if fitted[0] >= NEEDED:
        return -inf
    for (level, chance), (beyond, more) in zip(
        zip(levels, fitted, strict=True), zip(levels[1:], fitted[1:], strict=True), strict=False
    ):
        if more >= NEEDED:
            return level + (NEEDED - chance) / (more - chance) * (beyond - level)
    return inf


def _met(results: Results, samples: Samples, subject: str) -> pd.DataFrame:
    """Return whether each target of a subject is met, replications x targets."""
    nouns: Mapping[str, Mapping[str, Any]] = results.words["targets"]
    belongs: Callable[[Mapping[str, Any]], bool] = {
        "all_targets": lambda _: True,
        "city_targets": lambda noun: bool(noun["who_decides"] == "city"),
    }.get(subject, lambda noun: bool(noun["network"] == subject))
    own = [target for target, noun in nouns.items() if belongs(noun) and ("chance", target) in samples]
    return pd.DataFrame({target: samples["chance", target] for target in own})


def _shared(series: Iterable[pd.Series]) -> pd.Index:
    found = [one.index for one in series]
    shared = found[0]
    for index in found[1:]:
        shared = shared.intersection(index)
    return shared


def _resamples(count: int, number: int, seed: int) -> Iterator[Any]:
    """Return how often each replication stands in each of many resamples."""
    rng = np.random.Generator(np.random.PCG64(seed))
    return iter(rng.multinomial(count, np.full(count, 1 / count), size=number))


def _tails(resampled: Iterable[float]) -> tuple[float, float]:
    ordered = sorted(resampled)
    low, high = (ordered[ceil(len(ordered) * share) - 1] for share in (Fraction(25, 1000), Fraction(975, 1000)))
    return float(low), float(high)


def _off(table: str, where: str, row: Any, expected: Mapping[str, float]) -> list[str]:
    """Return a line for each number of a row that is not as expected."""
    return [
        f"{table}: {where}: found {column} {getattr(row, column):g}, expected {number:g}"
        for column, number in expected.items()
        if not alike(float(getattr(row, column)), float(number))
    ]
