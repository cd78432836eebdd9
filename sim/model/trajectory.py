"""The trajectory of one life while it is written: rows of steps, and where they lead to."""

from collections.abc import Sequence
from typing import Self

from sim.model import steps
from sim.model.books import branch_adjustments
from sim.model.package_facts import PackageFacts
from sim.model.steps import Row
from sim.model.story import Life


class Trajectory:
    """The rows of a package's life, of a lot's, or of a branch of a joint review, in the order of its steps.

    Shapes and units
        lot: counted from 0, also for a package of one lot.
        labels: row of a wait for predecessors to the part of the package that is held.
    """

    def __init__(self, facts: PackageFacts, name: str, lot: int = 0) -> None:
        self.facts, self.name, self.lot = facts, name, lot
        self.tables, self.package = facts.tables, facts.package
        self.rows: list[Row] = []
        self.write = self.rows.append
        self.labels: dict[int, str] = {}

    def add(self, *row: int) -> int:
        """Write a row; return its place."""
        self.rows.append(row)
        return len(self.rows) - 1

    def lead_on(self, row: int) -> None:
        """Let a row lead to the next place: it is the last of its arguments."""
        self.rows[row] = (*self.rows[row][:-1], len(self.rows))

    def hold(self, cause: int, clock: int, family: str, split: int) -> None:
        """Spend the whole of a drawn time."""
        self.write(steps.whole_hold(cause, clock, self.tables.family[family], split))

    def branch(self, name: str) -> Self:
        """Begin the trajectory of what runs beside this one."""
        return type(self)(self.facts, name, self.lot)

    def fork(self, branches: Sequence["Trajectory"]) -> None:
        """Let branches run side by side and go on when the last has ended."""
        tables = self.tables
        first = tables.reserve(len(branches))
        for place, branch in enumerate(branches, first):
            branch.keep(place)
        names = [branch.name for branch in branches]
        tables.forks.append(branch_adjustments(tables.planned, names, tables.causes))
        self.add(steps.FORK, first, len(branches), len(tables.forks) - 1)

    def keep(self, place: int) -> None:
        """Put this life, now that all of it is written, in its place among the lives of the story."""
        facts = self.facts
        self.tables.lives[place] = Life(
            self.name, facts.place, self.lot, facts.priority, facts.money_priority, tuple(self.rows)
        )
        for row, held in self.labels.items():
            self.tables.labels[place, row] = held
