"""Headroom as a study of sweeps has it: at which level of each lever the chance of each target is 80 %."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from sim.analysis.headroom import FALLS, NEEDED_CHANCE, NEVER_IN_RANGE, REACHED
from sim.report.readings.estimates import Reading, readings
from sim.report.results import Results
from sim.report.words import Lang, few, say, say_counted, target_name

ABOVE = (FALLS, NEVER_IN_RANGE)
"""Answers for a target whose fitted chance as shipped is 80 % or more."""


class Answer(NamedTuple):
    """What a sweep says of a target; `level` and bounds are NaN where they lie beyond the range."""

    target: str
    sweep: str
    answer: str
    level: float
    low: float
    high: float


def answers_of(results: Results) -> dict[tuple[str, str], Answer]:
    """Return the answer of each target and sweep, targets and sweeps in the order of the study."""
    rows = {(row.target, row.sweep): row for row in results.table("headroom").itertuples()}
    return {
        (target, sweep): Answer(target, sweep, str(row.answer), row.level, row.low, row.high)
        for target in results.words["targets"]
        for sweep in results.words["sweeps"]
        if (row := rows.get((target, sweep))) is not None
    }


def range_of(results: Results, sweep: str) -> tuple[float, float]:
    """Return the least and the most level of a sweep."""
    levels = results.words["sweeps"][sweep]["rows"].values()
    return min(levels), max(levels)


def met_in(results: Results, answer: Answer) -> tuple[float, float] | None:
    """Return the part of a sweep's range in which the chance of the target is 80 % or more; none if nowhere."""
    low, high = range_of(results, answer.sweep)
    if math.isnan(answer.level):
        return (low, high) if answer.answer in ABOVE else None
    is_higher_better = results.words["sweeps"][answer.sweep]["better"] == "higher"
    return (answer.level, high) if is_higher_better else (low, answer.level)


def chances_as_shipped(results: Results) -> dict[str, Reading]:
    """Return the chance of each target as shipped with its interval, unlike that of a sweep not fitted over levels."""
    estimates, base = readings(results), results.words["base"]
    return {target: estimates[base, "chance", target] for target in results.words["targets"]}


def is_unclear(chance: Reading) -> bool:
    """Return whether a chance cannot be told from 80 %: its interval has it inside."""
    return chance.low < NEEDED_CHANCE <= chance.high


def headroom_finding(results: Results, lang: Lang) -> str:
    """Return how many targets hold 80 % as shipped, which are too close to say, which others one lever would bring."""
    by_target, chances = answers_by_target(answers_of(results)), chances_as_shipped(results)
    held = [target for target in by_target if chances[target].low >= NEEDED_CHANCE]
    unclear = [target for target in by_target if is_unclear(chances[target])]
    below = [target for target in by_target if target not in (*held, *unclear)]
    reached = [target for target in below if any(one.answer == REACHED for one in by_target[target])]
    said = [say_counted("headroom.held", len(held), lang, targets=len(by_target))]
    for key, targets in (("unclear", unclear), ("brought", reached)):
        if targets:
            names = few([target_name(results.words, target, lang) for target in targets], lang)
            runs = f"{results.words['replications']:,}"
            said.append(say(f"headroom.{key}", lang, count=len(targets), runs=runs, names=names))
    if below and not reached:
        said.append(say("headroom.brought.none", lang))
    return say("semicolon", lang).join(said)


def answers_by_target(answers: Mapping[tuple[str, str], Answer]) -> dict[str, list[Answer]]:
    """Return the answers of each target, in their order."""
    by_target: dict[str, list[Answer]] = {}
    for (target, _), answer in answers.items():
        by_target.setdefault(target, []).append(answer)
    return by_target
