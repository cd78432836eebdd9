"""What the benchmark holds the engine against goes through the same steps."""

from collections import Counter

from sim.config import read_plan
from sim.model import steps
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import Performance
from sim.model.planned import planned_run
from tests.bare_simpy import BareRun
from tests.random_plans import random_mapping


def test_bare_simpy_knows_every_kind_of_step() -> None:
    """It raises at a kind that it does not know; the random plans use all of them."""
    used = Counter[int]()
    for seed in range(60):
        plan = read_plan(random_mapping(seed))
        story = tell(plan, planned_run(plan)[0])
        used.update(step[0] for life in story.lives for step in life.steps)
        for in_tranches in (False, True):
            assert 0 <= BareRun(story, draw(plan, seed, 1).row(0), in_tranches).run() <= len(plan.packages)
    assert set(used) == set(range(len(steps.NAMES)))


def test_bare_simpy_finishes_what_the_engine_finishes_where_nothing_is_scarce() -> None:
    """A file that waits too long for the one desk is decided at a meeting; where no clock counts, days are the same."""
    plan = read_plan(
        {
            "programme": {"name": "Desk", "start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2021-12-31"},
            "calendar": "continuous",
            "coordination": {
                "review_mode": "task_force",
                "task_force": {"patience_days": 5, "threshold_days": 20, "interval_days": 30, "slots": 1},
            },
            "agencies": {"desk": {"desks": 1, "review_days": 12}},
            "packages": {
                name: {"permits": {"lead": "desk"}, "activities": {"work": {"days": 7}}} for name in ("a", "b", "c")
            },
        }
    )
    story, row = tell(plan, planned_run(plan)[0]), draw(plan, 1, 1).row(0)
    bare = BareRun(story, row, in_tranches=False)
    assert bare.run() == 3
    engine = Performance(story, row)
    engine.run(story.horizon)
    reached = [mark.value for mark in bare.marks]
    assert reached == engine.mark_day
