"""A study is a list of named rows, each a scenario with its plan; one of them is the base."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator

from sim.plan.noun import Count, Name, Noun
from sim.plan.plan import Plan
from sim.study.sweeps import Sweep, SweepBlock

ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://\S+")
"""Where the scheduler of a Dask cluster listens."""


class RunSettings(Noun):
    """How a study is run; nothing here changes what a replication says.

    `batch` is the most replications that a worker performs at once, `keep` the number of
    replications of each row of which the tables `packages` and `ledger` are kept.

    Of a study that asks for them, `settings` is how many settings of the assumed inputs are gone through (0: none),
    each with `settings_replications`, and `without_replications` (0: none) how many each row has in which mechanisms
    are left out; neither are more than `replications`.
    """

    replications: Count = 1000
    seed: int = Field(default=1, ge=0)
    workers: int | str = 1
    batch: Count = 256
    keep: int = Field(default=1000, ge=0)
    settings: int = Field(default=32, ge=0, le=10_000)
    settings_replications: Count = 32
    without_replications: int = Field(default=64, ge=0)
    results: str = Field(default="results", min_length=1)

    @field_validator("workers", mode="before")
    @classmethod
    def _somewhere(cls, found: object) -> object:
        is_count = isinstance(found, int) and not isinstance(found, bool) and found >= 1
        if is_count or (isinstance(found, str) and ADDRESS.fullmatch(found)):
            return found
        raise ValueError(
            f"found {found!r}, expected a number of processes from 1 on, or the address of a Dask scheduler "
            "such as tcp://host:8786: correct it"
        )


class ScenarioBlock(Noun):
    """The block `scenario` of an overlay: what is asked, and whether the world or a choice is changed.

    `moves` names the targets that are expected to change, or `no_effect_expected` says why none is.
    """

    name: Name | None = None
    question: Name | None = None
    kind: Literal["world", "lever"] | None = None
    moves: tuple[str, ...] = ()
    no_effect_expected: str = ""


class RowBlock(Noun):
    """One row of a study as it is written: a scenario by its file, and settings over it.

    `city_money_as` names a row: all amounts of city money are then multiplied so that their present
    value is that of this other row.
    """

    scenario: str | None = None
    settings: dict[str, Any] = Field(default_factory=dict)
    city_money_as: str | None = None
    name: Name | None = None
    question: Name | None = None


StudyTable = Literal["targets", "options", "silos", "safeguards", "drivers", "headroom"]
"""What is printed of a study: its targets, its ways of funding or of review, its safeguards, its common causes, or how
far its sweeps can go."""


OfTheBase = Literal["assumptions", "base_rates"]
"""What more is asked of the base: how far assumed inputs move it, and what stands beside its chances."""


class StudyBlock(Noun):
    """The block `study`: its question, its rows by name, and which of them is the base (else the first).

    `table` says what is printed of it; `sweeps` add a row for each of their levels; `of_the_base` is what is asked
    of its base in rows that stand in no table.
    """

    name: Name | None = None
    question: Name | None = None
    base: str | None = None
    table: StudyTable = "targets"
    of_the_base: tuple[OfTheBase, ...] = ()
    rows: dict[str, RowBlock] = Field(min_length=1)
    sweeps: dict[str, SweepBlock] = Field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row: the value of the column `scenario`, and the plan that its replications perform.

    `mapping` holds the keys that the plan was read from, where it was read from any.
    """

    name: str
    plan: Plan
    scenario: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    block: ScenarioBlock = field(default_factory=ScenarioBlock)
    mapping: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class LaterRow:
    """A row whose plan is read where it is needed; `read` can be pickled, as worker processes call it."""

    name: str
    read: Callable[[], Plan]

    @property
    def plan(self) -> Plan:
        """The plan, read anew each time."""
        return self.read()


@dataclass(frozen=True)
class Study:
    """Named rows on the same draws; all are measured against the planned run of the base.

    `settings` are the base with its assumed inputs elsewhere in their ranges, of which there are `inputs`.
    """

    name: str
    rows: tuple[Row, ...]
    base: str
    title: Name | None = None
    question: Name | None = None
    table: StudyTable = "targets"
    sweeps: Mapping[str, Sweep] = field(default_factory=dict)
    of_the_base: tuple[OfTheBase, ...] = ()
    settings: tuple[Row | LaterRow, ...] = ()
    inputs: int = 0

    @cached_property
    def base_row(self) -> Row:
        """The row that the others are compared with."""
        return next(row for row in self.rows if row.name == self.base)

    @property
    def row_names(self) -> tuple[str, ...]:
        """The names of the rows, in order."""
        return tuple(row.name for row in self.rows)
