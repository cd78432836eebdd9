"""How far the number of targets met swings from run to run: what common drivers move, beside what luck alone would."""

from collections.abc import Iterator, Mapping, Sequence
from math import nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.intervals import BOOTSTRAP_SEED, RESAMPLES, Floats, Interval, between_resampled, mean, resamples
from sim.analysis.samples import Frames, Samples, numbers, samples_of
from sim.plan.plan import Plan

COLUMNS = [
    "scenario",
    "subject",
    "targets",
    *("mean", "mean_low", "mean_high"),
    *("spread", "low", "high"),
    "if_independent",
    *("difference", "difference_low", "difference_high"),
    "replications",
]


def spread_of_met(frames: Frames, plans: Mapping[str, Plan], base: str) -> pd.DataFrame:
    """Return mean and standard deviation of the number of targets met, of all, of the city's and of networks.

    The standard deviation if independent is the root of the sum of p (1 - p) over the targets: what the same single
    chances would give if the targets had nothing in common. Intervals of standard deviations, and of their differences
    to the base over the same resamples, are percentiles of a bootstrap over the replications.

    Shapes and units
        frames: the tables that `estimates` is made from.
        returns: one row a scenario and subject of at least two targets, COLUMNS; the base has no difference.
    """
    of_base = samples_of(frames, base, plans[base])
    rows = []
    for scenario, plan in plans.items():
        own = samples_of(frames, scenario, plan)
        shared = own.replications.intersection(of_base.replications)
        if not len(shared):
            continue
        for subject, targets in _groups(own, plan):
            met, in_base = _met(own, targets, shared), _met(of_base, targets, shared)
            chances = met.mean(axis=1)
            spread, less = spreads(met.sum(axis=0), in_base.sum(axis=0))
            rows.append(
                (
                    *(scenario, subject, len(targets)),
                    *mean(met.sum(axis=0)),
                    *spread,
                    sqrt(float((chances * (1 - chances)).sum())),
                    *((nan, nan, nan) if scenario == base else less),
                    len(shared),
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def spreads(first: Floats, second: Floats) -> tuple[Interval, Interval]:
    """Return the standard deviation of *first*, and by how much it exceeds that of *second*, pair by pair.

    1,000 resamples of the pairs from numpy's PCG64 seeded with 20200701; the bounds are their 2.5 % and 97.5 %
    quantiles.
    """
    count = len(first)
    times = resamples(count, RESAMPLES, BOOTSTRAP_SEED)
    ours, theirs = _deviations(first, times), _deviations(second, times)
    own, other = (float(_deviations(values, np.ones((1, count), dtype=np.int64))[0]) for values in (first, second))
    return between_resampled(own, ours), between_resampled(own - other, ours - theirs)


def _deviations(values: Floats, times: NDArray[np.int64]) -> Floats:
    """Return the standard deviation of each resample, in which value k stands times[., k] times."""
    count = len(values)
    centred = values - values.mean()
    middle, square = times @ centred / count, times @ centred**2 / count
    return np.sqrt(np.maximum(square - middle**2, 0) * count / max(count - 1, 1))


def _groups(samples: Samples, plan: Plan) -> Iterator[tuple[str, list[str]]]:
    every = [target for target in plan.targets if target in samples.met]
    network_of = {target: plan.indicators[plan.targets[target].indicator].network for target in every}
    groups = {
        "all_targets": every,
        "city_targets": [target for target in every if plan.targets[target].who_decides == "city"],
        **{name: [one for one in every if network_of[one] == name] for name in plan.network_names},
    }
    yield from ((subject, targets) for subject, targets in groups.items() if len(targets) > 1)


def _met(samples: Samples, targets: Sequence[str], replications: pd.Index) -> NDArray[np.float64]:
    """Return whether each target is met, targets x replications."""
    return np.array([numbers(samples.met[target], replications) for target in targets])
