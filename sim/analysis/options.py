"""Options side by side: which of them no other beats on chance, cost of delay and city money at once."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.intervals import Floats, resamples
from sim.analysis.public_money import PROMISED
from sim.analysis.samples import Frames, numbers, samples_of
from sim.plan.plan import Plan

ALIKE_CNY_10K = 1
"""City money that differs by no more is the same: scaled options are alike to 1 万元."""

MEASURES = (("chance", "all_targets"), ("delay_cost_mean", "economic"), ("city_money_mean", PROMISED))
"""Measure and subject of what an offer holds, in its order."""

RESAMPLES = 500

COLUMNS = ["scenario", "is_unbeaten", "share_unbeaten", "resamples", "replications"]


class Offer(NamedTuple):
    """What an option comes to: chance of all targets, economic cost of delay, present value of city money promised."""

    chance: float
    delay_cost_cny_10k: float
    city_money_cny_10k: float

    def beats(self, other: "Offer") -> bool:
        """Return whether this is at least as good as *other* in everything and better in something."""
        saved = other.city_money_cny_10k - self.city_money_cny_10k
        gains = (self.chance - other.chance, other.delay_cost_cny_10k - self.delay_cost_cny_10k)
        is_as_good = min(gains) >= 0 and saved >= -ALIKE_CNY_10K
        return is_as_good and (max(gains) > 0 or saved > ALIKE_CNY_10K)


def offers_of(estimates: pd.DataFrame) -> dict[str, Offer]:
    """Return the offers of the scenarios of which `estimates` has all three measures."""
    numbers = estimates.set_index(["scenario", "measure", "subject"])["estimate"].to_dict()
    return {
        scenario: Offer(*(float(numbers[scenario, *key]) for key in MEASURES))
        for scenario in dict.fromkeys(estimates["scenario"])
        if all((scenario, *key) in numbers for key in MEASURES)
    }


def marked(offers: Mapping[str, Offer]) -> tuple[str, ...]:
    """Return the options that no other beats; of options that are alike all are kept."""
    return tuple(name for name, offer in offers.items() if not any(other.beats(offer) for other in offers.values()))


def unbeaten_shares(frames: Frames, plans: Mapping[str, Plan], offers: Mapping[str, Offer], seed: int) -> pd.DataFrame:
    """Return in what share of resamples no other option beats each option.

    A bootstrap over replications: options share their luck, so that each resample is the same in all of them. What luck
    leaves open is how often all targets are met and what delay costs; the city money promised is known.

    Shapes and units
        frames: the tables `samples.TABLES_READ`.
        plans: scenario to its plan; offers: of all replications, for the options to compare.
        returns: scenario, is_unbeaten (by its offer), share_unbeaten, resamples, replications (those all options have).
    """
    (_, chance), (_, account), _ = MEASURES
    samples = [samples_of(frames, name, plans[name]) for name in offers]
    shared = samples[0].replications
    for one in samples:
        shared = shared.intersection(one.replications)
    met = np.array([numbers(one.met[chance], shared) for one in samples])
    costs = np.array([numbers(one.costs[account], shared) for one in samples])
    money = np.array([offer.city_money_cny_10k for offer in offers.values()])
    stars = marked(offers)
    shares = zip(offers, resampled(met, costs, money, seed), strict=True)
    rows = [(name, name in stars, share, RESAMPLES, len(shared)) for name, share in shares]
    return pd.DataFrame(rows, columns=COLUMNS)


def resampled(met: Floats, costs: Floats, money: Floats, seed: int) -> Floats:
    """Return in what share of resamples of the replications no other option beats each option.

    Costs count in whole 万元, so that sums are exact and options that are alike are so in every resample.

    Shapes and units
        met: whether all targets are met, options x replications.
        costs: of delay, 万元, options x replications.
        money: promised by the city, 万元, by option.
    """
    count = met.shape[1]
    times = resamples(count, RESAMPLES, seed)
    chance, cost = (times @ np.rint(by_option).astype(np.int64).T for by_option in (met, costs))
    more_chance = chance[:, :, None] - chance[:, None, :]
    less_cost = cost[:, None, :] - cost[:, :, None]
    saved = money[None, :] - money[:, None]
    is_as_good = (more_chance >= 0) & (less_cost >= 0) & (saved >= -ALIKE_CNY_10K)
    is_better = (more_chance > 0) | (less_cost > 0) | (saved > ALIKE_CNY_10K)
    is_beaten = (is_as_good & is_better).any(axis=1)
    return np.asarray((~is_beaten).mean(axis=0))
