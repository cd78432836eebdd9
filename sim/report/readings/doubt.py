"""What is known of the base beside its estimates: bounds over assumed inputs, base rates and mechanisms."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import pandas as pd

from sim.analysis.base_rates import BASE_RATE, WITHOUT
from sim.report.readings.estimates import Reading, Readings, readings
from sim.report.results import Results
from sim.report.words import Lang, say

APART = 0.2
"""A chance further than this from its base rate is explained."""

PLANNED = "margin_planned"

SAFE, LOST = 0.8, 0.2
"""What is safe has a chance of at least the first, what is likely missed one of at most the second."""


class Bounds(NamedTuple):
    """The P5 and P95 of an estimate over settings of the assumed inputs; not a number beyond the horizon."""

    low: float
    high: float


class Apart(NamedTuple):
    """A chance that is far from its base rate on the same runs, and which of what this leaves out moves it most to it.

    `chance` is that of the runs of the base rate alone; `without` is that without the mechanism. `mechanism` is
    empty where none is seen to move it that way, and `without` then the chance itself.
    """

    chance: float
    rate: float
    mechanism: str
    without: float


Better = Literal["higher", "lower"]
"""Which way of a measure is meant to be the good one."""

BOUNDS_OF = {"chance": "chance", "margin": "margin_p50", "delay_cost": "delay_cost_mean"}
"""What has indices to the measure whose bounds stand beside them."""

AllBounds = dict[tuple[str, str, str], Bounds]
"""(scenario, measure, subject) to its bounds, where one of them is known."""


def is_safe(chance: Reading, bounds: Bounds | None = None) -> bool:
    """Return whether the whole interval of a chance, and all its bounds over assumed inputs, are at 80 % or more."""
    return chance.low >= SAFE and (bounds is None or bounds.low >= SAFE)


def is_lost(chance: Reading, bounds: Bounds | None = None) -> bool:
    """Return whether the whole interval of a chance, and all its bounds over assumed inputs, are at 20 % or less."""
    return chance.high <= LOST and (bounds is None or bounds.high <= LOST)


def assumed_bounds(results: Results) -> AllBounds:
    """Return the bounds over assumed inputs; none where the study did not ask for them."""
    if "estimates" not in results.tables or "assumptions" not in results.tables:
        return {}
    frame = results.table("estimates")
    lows, highs = (pd.to_numeric(frame[column]) for column in ("low_assumed", "high_assumed"))
    keys = zip(frame["scenario"], frame["measure"], frame["subject"], strict=True)
    return {
        key: Bounds(low, high) for key, low, high in zip(keys, lows, highs, strict=True) if low == low or high == high
    }


def assumed_middles(results: Results) -> dict[tuple[str, str, str], float]:
    """Return the middle over assumed inputs by (scenario, measure, subject), where it lies before the horizon."""
    if "assumptions" not in results.tables:
        return {}
    frame, base = results.table("assumptions").dropna(subset=["middle"]), results.words["base"]
    rows = zip(frame["measure"], frame["subject"], frame["middle"], strict=True)
    return {(base, BOUNDS_OF[measure], subject): float(middle) for measure, subject, middle in rows}


def over_assumed(
    estimate: float, bounds: Bounds, middle: float | None, better: Better, write: Callable[[float], str], lang: Lang
) -> str:
    """Return in words between what an estimate lies over the assumed inputs, and whether it stands aside as shipped."""
    low, high = map(write, bounds)
    in_the_middle = "" if middle is None else say("assumed.middle", lang, middle=write(middle))
    above, below = ("better", "worse") if better == "higher" else ("worse", "better")
    aside = above if estimate > bounds.high else below if estimate < bounds.low else ""
    stands = say(f"assumed.{aside}", lang) if aside else ""
    return say("range", lang, low=low, high=high) + in_the_middle + stands


def base_rate(estimates: Readings, base: str, subject: str) -> Reading | None:
    """Return the base rate of a target or of all of them."""
    return estimates.get((base, "chance_base_rate", subject))


def missed_as_planned(results: Results) -> set[str]:
    """Return the targets that the base misses in its planned run; none where the study has no planned margins.

    A target that the planned run does not attain by the horizon has no margin.
    """
    base = results.words["base"]
    margins = {target: one for (row, of, target), one in readings(results).items() if (row, of) == (base, PLANNED)}
    if not margins:
        return set()
    return {target for target in results.words["targets"] if target not in margins or margins[target].estimate < 0}


def has_base_rates(results: Results) -> bool:
    """Return whether the study has base rates."""
    return any(measure == "chance_base_rate" for _, measure, _ in readings(results))


def base_rate_runs(results: Results) -> int:
    """Return over how many replications the base rates are."""
    frame = results.table("estimates")
    return int(frame.loc[frame["measure"] == "chance_base_rate", "replications"].iloc[0])


def apart(estimates: Readings, base: str, target: str) -> Apart | None:
    """Return why a chance is more than 20 points from its base rate on the same draws, where it is.

    The chance taken by a mechanism has an interval of its own; one that holds 0 moves nothing that is seen.
    """
    of_all, rate = estimates.get((base, "chance_taken", f"{target}/{BASE_RATE}")), base_rate(estimates, base, target)
    if of_all is None or rate is None or abs(of_all.estimate) <= APART:
        return None
    distance = of_all.estimate
    chance = rate.estimate - distance
    sign = 1 if distance > 0 else -1
    towards = []
    for mechanism in WITHOUT:
        taken = estimates.get((base, "chance_taken", f"{target}/{mechanism}"))
        without = estimates.get((base, "chance_without", f"{target}/{mechanism}"))
        if taken and without and (taken.low > 0 if sign > 0 else taken.high < 0):
            nearer = abs(distance) - abs(distance - taken.estimate)
            towards.append((nearer, Apart(chance, rate.estimate, mechanism, without.estimate)))
    if not towards:
        return Apart(chance, rate.estimate, "", chance)
    return max(towards, key=lambda one: one[0])[1]
