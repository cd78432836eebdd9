"""Grants that come at chance gaps: the day the work is done is that of the last grant it needs, and its days."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.plan.time import MICRO
from tests.activity_networks import PROGRAMME

REPLICATIONS = 4_000
A_DAY, GRANTS_NEEDED, WORK_DAYS = 0.3, 7, 6


@pytest.fixture(scope="module")
def done_days() -> np.ndarray:
    """Days on which works that cost seven grants are done, for each replication."""
    plan = read_plan(
        {
            "programme": PROGRAMME,
            "calendar": "continuous",
            "funding": {
                "grants": {
                    "kind": "grant",
                    "gap_days": {"exponential": 1 / A_DAY},
                    "gap_amount_cny_10k": 20,
                    "gap_tranches": 10,
                }
            },
            "packages": {
                "laboratory": {
                    "cost_cny_10k": 20 * GRANTS_NEEDED,
                    "funding": ["grants"],
                    "instalments": 1,
                    "activities": {"works": {"days": WORK_DAYS}},
                }
            },
        }
    )
    story, quantities = tell(plan), draw(plan, 15, REPLICATIONS)
    return np.array([perform(story, quantities.row(number)).finished[0] for number in range(REPLICATIONS)]) / MICRO


@pytest.mark.parametrize("day", [20, 29.333, 36, 45])
def test_the_chance_to_be_done_by_a_day_is_that_of_seven_grants_by_then(done_days: np.ndarray, day: float) -> None:
    """P(done by day t) = P(Erlang(7, 0.3) <= t - 6), for day 36 it is 0.79321916; within 4 standard errors."""
    chance = stats.gamma.cdf(day - WORK_DAYS, GRANTS_NEEDED, scale=1 / A_DAY)
    if day == 36:
        assert chance == pytest.approx(0.79321916, abs=1e-8)
    seen = np.mean(done_days <= day)
    assert abs(seen - chance) < 4 * sqrt(chance * (1 - chance) / REPLICATIONS)


def test_on_average_the_works_wait_for_seven_gaps(done_days: np.ndarray) -> None:
    """The mean day is 7 / 0.3 + 6, within 4 standard errors."""
    error = sqrt(GRANTS_NEEDED) / A_DAY / sqrt(REPLICATIONS)
    assert abs(done_days.mean() - (GRANTS_NEEDED / A_DAY + WORK_DAYS)) < 4 * error
