"""A crowded desk costs in proportion to its files: looks and comparisons are counted, not seconds."""

from collections import Counter
from dataclasses import replace
from typing import ClassVar

import pytest

from sim.model.allocation import Allocation
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from tests.builders import a_plan, work

FEW, MANY = 1_000, 4_000


class CountedPriority(float):
    """A priority that counts how often it is compared with another."""

    compared: ClassVar[Counter[str]] = Counter()

    def __lt__(self, other: float) -> bool:
        self.compared["priorities"] += 1
        return float(self) < float(other)

    def __eq__(self, other: object) -> bool:
        self.compared["priorities"] += 1
        return isinstance(other, float) and float(self) == float(other)

    def __add__(self, other: float) -> "CountedPriority":
        return CountedPriority(float(self) + other)

    __hash__ = float.__hash__


def efforts(files: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often claims were looked at and compared while one desk reviewed so many files, all there on day 0."""
    package = {"permits": {"lead": "desk"}, "activities": work(0)}
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 0.1}},
        packages={f"file_{number}": package for number in range(files)},
    )
    story = tell(plan)
    counted = replace(
        story, lives=tuple(life._replace(priority=CountedPriority(life.priority)) for life in story.lives)
    )
    effort = CountedPriority.compared = Counter()
    fits = Allocation._fits

    def looked_at(self: Allocation, kind: int) -> bool:
        effort["looks"] += 1
        return fits(self, kind)

    monkeypatch.setattr(Allocation, "_fits", looked_at)
    trace = perform(counted, draw(plan, 1, 1).row(0))
    monkeypatch.undo()
    assert trace.finished == [(number + 1) * 100_000 for number in range(files)]
    return effort


def test_four_times_the_files_cost_four_times_the_looks_and_hardly_more_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From 1,000 to 4,000 files looks grow four times, comparisons as n log n (five times at most), not sixteen."""
    few, many = efforts(FEW, monkeypatch), efforts(MANY, monkeypatch)
    assert few["looks"] >= FEW
    assert few["priorities"] >= FEW
    assert many["looks"] <= 4.01 * few["looks"]
    assert many["priorities"] <= 5 * few["priorities"]
