"""Options side by side: which of them no other beats on chance, cost of delay and city money at once."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from sim.analysis.public_money import PROMISED

ALIKE_CNY_10K = 1
"""City money that differs by no more is the same: scaled options are alike to 1 万元."""

MEASURES = (("chance", "all_targets"), ("delay_cost_mean", "economic"), ("city_money_mean", PROMISED))
"""Measure and subject of what an offer holds, in its order."""


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
