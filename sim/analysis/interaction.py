"""What several safeguards do together beside what each does alone: the interaction, replication by replication."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.delay_cost import DIGITS
from sim.analysis.intervals import Floats, Interval, empty_if_infinite, mean, paired_shares
from sim.analysis.samples import Frames, Samples, numbers, samples_of
from sim.plan.plan import Plan

COLUMNS = ["measure", "subject", "unit", "part", "estimate", "low", "high", "replications"]

PARTS = ("together", "sum_of_single", "interaction")
"""All on less all off; the sum of what each takes away when it alone is off; the first less the second."""

Positions = Mapping[str, Mapping[str, Any]]
"""Row of a study to where its plan stands: among others `safeguards_off` and `safeguards_free`, lists of names."""


class SafeguardRows(NamedTuple):
    """Which rows of a study turn which safeguard, all others standing as in the base; "" where there is none.

    `without` and `free` name a row by safeguard: it is off, or costs nothing.
    """

    without: Mapping[str, str]
    free: Mapping[str, str]
    all_off: str
    all_free: str


def safeguard_rows(positions: Positions, base: str, safeguards: Sequence[str]) -> SafeguardRows:
    """Return which rows turn one of *safeguards*, and which turn all of them."""
    base_off, base_free = _turned(positions[base])

    def row_with(off: frozenset[str], free: frozenset[str]) -> str:
        return next((row for row, position in positions.items() if _turned(position) == (off, free)), "")

    every = frozenset(safeguards)
    without = {name: row_with(base_off | {name}, base_free) for name in safeguards if name not in base_off}
    free = {name: row_with(base_off, base_free | {name}) for name in safeguards if name not in base_off | base_free}
    return SafeguardRows(
        {name: row for name, row in without.items() if row},
        {name: row for name, row in free.items() if row},
        row_with(every, base_free) if base_off != every else "",
        row_with(base_off, every) if base_free != every else "",
    )


def _turned(position: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(position["safeguards_off"]), frozenset(position["safeguards_free"])


def interaction(frames: Frames, plans: Mapping[str, Plan], base: str, rows: SafeguardRows) -> pd.DataFrame:
    """Return what all safeguards do together, what they do one by one, and the rest, with intervals of their means.

    Signs are those of the measures: less cost is below zero. The interval of chances is no narrower than that of two
    rows of this study that never differ.

    Shapes and units
        frames: the tables that `estimates` is made from.
        returns: one row a measure, subject and part of PARTS.
    """
    of_base, of_none = samples_of(frames, base, plans[base]), samples_of(frames, rows.all_off, plans[rows.all_off])
    of_single = [samples_of(frames, row, plans[row]) for row in rows.without.values()]
    shared = of_base.replications
    for samples in [of_none, *of_single]:
        shared = shared.intersection(samples.replications)
    found: list[tuple[object, ...]] = []
    for measure, subject, unit, with_all in _columns(of_base, shared):
        rest = [dict(_by_name(samples, shared)) for samples in (of_none, *of_single)]
        if not len(shared) or any((measure, subject) not in one for one in rest):
            continue
        without_any, *without_one = (one[measure, subject] for one in rest)
        together = with_all - without_any
        singly = np.sum([with_all - without for without in without_one], axis=0)
        rest_of_it = np.round(together - singly, DIGITS)
        for part, values in zip(PARTS, (together, singly, rest_of_it), strict=True):
            least = paired_shares(with_all > 0, with_all > 0).high if unit == "share" else 0.0
            interval = _at_least(mean(values), least)
            found.append((measure, subject, unit, part, *empty_if_infinite(interval), len(shared)))
    return pd.DataFrame(found, columns=COLUMNS)


def _at_least(interval: Interval, half: float) -> Interval:
    """Return *interval*, of at least this half width: shares that never differ are not known for certain."""
    estimate, low, high = interval
    return Interval(estimate, min(low, estimate - half), max(high, estimate + half)) if half else interval


def _by_name(samples: Samples, shared: pd.Index) -> Iterator[tuple[tuple[str, str], Floats]]:
    for measure, subject, _, values in _columns(samples, shared):
        yield (measure, subject), values


def _columns(samples: Samples, shared: pd.Index) -> Iterator[tuple[str, str, str, Floats]]:
    """Yield (measure, subject, unit, one value a replication) of what has a mean."""
    for measure, unit, by_subject in (
        ("chance", "share", samples.met),
        ("network_chance", "share", samples.network_met),
        ("targets_met_mean", "targets", samples.targets_met),
        ("margin_mean", "days", samples.mean_margins),
        ("network_margin_mean", "days", samples.network_margins),
        ("delay_cost_mean", "cny_10k", samples.costs),
        ("network_delay_cost_mean", "cny_10k", samples.network_costs),
    ):
        for subject, values in by_subject.items():
            yield measure, subject, unit, numbers(values, shared)
