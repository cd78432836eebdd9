"""Outside decisions: who is ready before a window closes takes part in its round, whenever in the window that is."""

from typing import Any

import pytest
from scipy import stats

from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.story import Story
from sim.plan.time import MICRO
from sim.plan.trace import NEVER
from tests.builders import a_plan, work

MANY, SEED = 4000, 7
FALSE_ALARM = 1e-6


def finished(chance: float, windows: list[list[int]], ready_day: float, count: int = MANY) -> list[float]:
    """Return the days on which a package that is ready on *ready_day* has its decision, NEVER where it has none."""
    title: dict[str, Any] = {"title": {"chance": chance, "windows": windows}}
    plan = a_plan(gates=title, packages={"p": {"gates": {"title": "finish"}, "activities": work(ready_day)}})
    drawn, story = draw(plan, SEED, count), tell(plan)
    ends = [perform(story, drawn.row(number)).finished[0] for number in range(count)]
    return [end if end == NEVER else end / MICRO for end in ends]


@pytest.mark.parametrize("ready_day", [1, 40, 99])
def test_whoever_is_ready_before_the_window_closes_keeps_the_base_rate(ready_day: float) -> None:
    """The number won is binomial, early or late in the window."""
    won = sum(day != NEVER for day in finished(0.35, [[20, 100]], ready_day))
    assert stats.binomtest(won, MANY, 0.35).pvalue > FALSE_ALARM


@pytest.mark.parametrize(("ready_day", "opens"), [(5, 20), (60, 60)])
def test_the_decision_falls_evenly_on_what_is_left_of_the_window(ready_day: float, opens: float) -> None:
    """Between the opening, or the day the file is ready if that is later, and the last day."""
    days = finished(1, [[20, 100]], ready_day)
    assert stats.kstest([(day - opens) / (100 - opens) for day in days], "uniform").pvalue > FALSE_ALARM


def test_a_file_ready_on_the_last_day_is_decided_on_that_day() -> None:
    """The last day belongs to the window."""
    assert set(finished(1, [[20, 100]], 100, 20)) == {100}


def test_a_file_ready_too_late_waits_for_the_next_window() -> None:
    """And is decided within it."""
    assert all(200 <= day <= 210 for day in finished(1, [[20, 100], [200, 210]], 101, 50))


def test_lost_in_the_last_window_means_never() -> None:
    """And so does a file that is ready after it."""
    assert set(finished(0, [[20, 100]], 10, 20)) == {NEVER} == set(finished(1, [[20, 100]], 101, 20))


def test_two_packages_of_one_decision_are_both_won_or_both_lost_in_the_same_window() -> None:
    """The window is drawn once; each is decided on a day of its own, the same share of what it has left."""
    plan = a_plan(
        gates={"title": {"chance": 0.5, "windows": [[20, 100]]}},
        packages={
            "early": {"gates": {"title": "finish"}, "activities": work(1)},
            "late": {"gates": {"title": "finish"}, "activities": work(60)},
        },
    )
    story: Story = tell(plan)
    drawn = draw(plan, SEED, 100)
    for number in range(100):
        early, late = perform(story, drawn.row(number)).finished
        assert (early == NEVER) == (late == NEVER)
        if early != NEVER:
            assert (early / MICRO - 20) / 80 == pytest.approx((late / MICRO - 60) / 40, abs=1e-6)
