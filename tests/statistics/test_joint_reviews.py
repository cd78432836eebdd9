"""What reviewing at once gains: of n alike exponential reviews the longest is H_n / n of their sum, on average."""

from math import sqrt

import pytest

from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from tests.builders import a_plan, work

FILES, MEAN_DAYS = 4_000, 10
SIGMAS = 5
"""A sample mean is further off than this less often than once in a million."""


def days_under(mode: str, units: int) -> float:
    """Return the mean of the days that one file takes at so many units, whose desks are free."""
    names = [f"unit_{number}" for number in range(units)]
    plan = a_plan(
        coordination={"review_mode": mode},
        agencies={name: {"desks": 1, "review_days": {"exponential": MEAN_DAYS}} for name in names},
        packages={"p": {"permits": {"file": {"lead": names[0], "supporters": names[1:]}}, "activities": work(0)}},
    )
    story, drawn = tell(plan), draw(plan, 1, FILES)
    finishes = [perform(story, drawn.row(number)).finished[0] / 1e6 for number in range(FILES)]
    return sum(finishes) / FILES


@pytest.mark.parametrize("units", [1, 2, 5, 11])
def test_of_alike_exponential_reviews_joint_takes_the_harmonic_share_of_series(units: int) -> None:
    """In series n means, of variance n; jointly H_n means, of variance 1 + 1/4 + ... + 1/n^2."""
    harmonic = sum(1 / number for number in range(1, units + 1))
    spread = sqrt(sum(1 / number**2 for number in range(1, units + 1)))
    series = days_under("series", units)
    joint = days_under("joint", units)
    assert abs(series / MEAN_DAYS - units) < SIGMAS * sqrt(units / FILES)
    assert abs(joint / MEAN_DAYS - harmonic) < SIGMAS * spread / sqrt(FILES)
    of_series = SIGMAS * (spread + harmonic / sqrt(units)) / sqrt(FILES) / units
    assert abs(joint / series - harmonic / units) < of_series
