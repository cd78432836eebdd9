"""Headroom as a study of sweeps has it: at which level of each lever the chance of each target is 80 %."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from sim.analysis.headroom import FALLS, NEVER_IN_RANGE, REACHED
from sim.report.results import Results
from sim.report.words import Lang, few, say, target_name

HELD = (FALLS, NEVER_IN_RANGE)
"""Answers for a target that holds 80 % as shipped."""


class Answer(NamedTuple):
    """What a sweep says of a target; `level` and bounds are NaN where they lie beyond the range."""

    target: str
    sweep: str
    answer: str
    level: float
    low: float
    high: float
    chance: float


def answers_of(results: Results) -> dict[tuple[str, str], Answer]:
    """Return the answer of each target and sweep, targets and sweeps in the order of the study."""
    rows = {(row.target, row.sweep): row for row in results.table("headroom").itertuples()}
    return {
        (target, sweep): Answer(target, sweep, str(row.answer), row.level, row.low, row.high, row.chance_as_shipped)
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
        return (low, high) if answer.answer in HELD else None
    is_higher_better = results.words["sweeps"][answer.sweep]["better"] == "higher"
    return (answer.level, high) if is_higher_better else (low, answer.level)


def headroom_finding(results: Results, lang: Lang) -> str:
    """Return how many targets hold 80 % as shipped, and which of the others one lever alone would bring there."""
    answers = answers_of(results)
    by_target = answers_by_target(answers)
    held = [target for target, own in by_target.items() if any(one.answer in HELD for one in own)]
    reached = [target for target, own in by_target.items() if any(one.answer == REACHED for one in own)]
    names = few([target_name(results.words, target, lang) for target in reached], lang)
    key = "headroom.finding" if reached else "headroom.finding.none"
    return say(key, lang, held=len(held), count=len(by_target), reached=len(reached), names=names)


def answers_by_target(answers: Mapping[tuple[str, str], Answer]) -> dict[str, list[Answer]]:
    """Return the answers of each target, in their order."""
    by_target: dict[str, list[Answer]] = {}
    for (target, _), answer in answers.items():
        by_target.setdefault(target, []).append(answer)
    return by_target
