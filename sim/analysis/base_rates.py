"""What stands beside a chance: its base rate, the trend, the plan's own date, and what each mechanism takes from it.

The base rate is the chance that the reference classes alone would give: the same story and the same
draws, money and reviews left out. The trend is the pace from an earlier count of the stock to the
data date, continued to the deadline.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from sim.analysis.intervals import Interval, paired_shares, wilson
from sim.analysis.samples import joint
from sim.plan.plan import Plan
from sim.plan.programme import Mechanism
from sim.plan.time import day_number

BASE_RATE = "base_rate"
"""The row that leaves out money and reviews; every other row leaves out what it is named after."""

WITHOUT: tuple[Mechanism, ...] = ("money", "reviews")
"""What the base rate leaves out, so that one of them, or both together, make its difference from the chance."""

Beside = tuple[str, str, str, Interval, int]
"""Measure, subject, unit, what was estimated, and over how many replications."""


def beside_chances(left_out: pd.DataFrame, base: pd.DataFrame, plan: Plan) -> Iterator[Beside]:
    """Yield what the rows without mechanisms say of each target, and of all targets.

    Measures: `chance_base_rate` and `chance_without` (of `target/mechanism`; Wilson), and `chance_taken`
    (of `target/mechanism` and `target/base_rate`: by how much leaving it out raises the chance, on the same draws).

    Shapes and units
        left_out, base: the table `targets` of these rows and of the base.
    """
    replications = np.sort(left_out["replication"].unique())
    of_base = _met(base[base["replication"].isin(replications)], plan)
    rows = {str(row): _met(frame, plan) for row, frame in left_out.groupby("scenario", observed=True, sort=False)}
    for row, by_subject in rows.items():
        for subject, met in by_subject.items():
            named, is_rate = f"{subject}/{row}", row == BASE_RATE
            measure, of = ("chance_base_rate", subject) if is_rate else ("chance_without", named)
            yield measure, of, "share", wilson(int(met.sum()), len(met)), len(met)
            both = met.index.intersection(of_base[subject].index)
            taken = paired_shares(met[both].to_numpy(), of_base[subject][both].to_numpy())
            yield "chance_taken", named, "share", taken, len(both)


def planned_margins(margins: Mapping[str, float | None]) -> Iterator[Beside]:
    """Yield the margin of each target in the planned run, in days; one that it does not attain has none."""
    for target, margin in margins.items():
        if margin is not None:
            yield "margin_planned", target, "days", Interval(margin, margin, margin), 1


def trends(plan: Plan) -> Iterator[Beside]:
    """Yield the stock at the deadline at the pace since its earlier count, where there is one."""
    programme = plan.programme
    days_ahead = day_number(programme.deadline, programme.start) + 1
    for name, target in plan.targets.items():
        indicator = plan.indicators[target.indicator]
        if indicator.earlier is not None:
            added = indicator.baseline - indicator.earlier.stock
            days = (programme.start - indicator.earlier.counted_on).days
            stock = indicator.baseline + added / days * days_ahead
            yield "value_trend", name, indicator.unit, Interval(stock, stock, stock), 1


def _met(frame: pd.DataFrame, plan: Plan) -> dict[str, pd.Series]:
    """Return whether each target, and all of them, are met, by replication."""
    wide = frame.pivot(index="replication", columns="target", values="met").astype(bool)
    met: dict[str, pd.Series] = {target: wide[target] for target in plan.targets}
    return met | dict(joint(met, plan))
