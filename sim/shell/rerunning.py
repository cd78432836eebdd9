"""Performs some replications of a results folder again, from its own plans and seed, and compares every row exactly."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.report.results import Results
from sim.shell.reading_back import plans_in
from sim.study.performing import KEPT_TABLES, Unit, perform_unit
from sim.study.rows import Row, Study
from sim.study.stages import Prepared, prepare

FEW = 5
"""Lines that are said of one table of a replication; the others are counted."""

MISSING = "nothing"


class Rerun(NamedTuple):
    """What was performed again, how many rows of how many tables were compared, and a line a difference."""

    replications: int
    scenarios: int
    tables: int
    rows: int
    off: tuple[str, ...]

    def line(self) -> str:
        """Return it in one line."""
        verdict = "all the same" if not self.off else "not the same"
        of = f"{self.replications} replications of {self.scenarios} scenarios"
        return f"performed again: {of}, {self.rows:,} rows of {self.tables} tables, {verdict}"


def rerun(results: Results, asked: int) -> Rerun:
    """Perform *asked* replications of a results folder again and compare the rows of all its tables.

    Raises
        PlanError: the folder does not hold the plans that were run, or none of their replications.
    """
    plans = plans_in(results)
    chosen = chosen_replications(list(plans), _replications_kept(results), asked)
    if not chosen:
        raise PlanError([f"{results.folder}: found no replications, expected those of a study: run it again"])
    prepared = _prepared(plans, results.words["base"], {scenario for scenario, _ in chosen})
    seed, keep = int(results.provenance["run"]["seed"]), int(results.provenance["run"]["keep"])
    rows, off, names = 0, [], set()
    for scenario, replication in chosen:
        unit = Unit(prepared[scenario].stage, seed, replication, 1, int(replication < keep))
        for name, expected in perform_unit(unit).items():
            if name in results.tables and (replication < keep or name not in KEPT_TABLES):
                names.add(name)
                rows += len(expected)
                off += _few(list(_differences(results, name, scenario, replication, expected)))
    scenarios = len({scenario for scenario, _ in chosen})
    return Rerun(len(chosen), scenarios, len(names), rows, tuple(off))


def chosen_replications(scenarios: list[str], replications: int, asked: int) -> list[tuple[str, int]]:
    """Return which replications are performed again: scenario after scenario in turn, each spread over all of its own.

    The rule knows no luck, so that everybody who asks for as many has the same. Scenarios begin at different
    places, so that not all of them show the same replication.
    """
    count = min(asked, len(scenarios) * replications)
    chosen = []
    for turn in range(count):
        place, own_turn = turn % len(scenarios), turn // len(scenarios)
        own = (count - place - 1) // len(scenarios) + 1
        number = own_turn * replications // own + place * replications // len(scenarios)
        chosen.append((scenarios[place], number % replications))
    return chosen


def _replications_kept(results: Results) -> int:
    """Return how many replications each scenario has with all of its tables, or at all where none were kept."""
    run: Mapping[str, Any] = results.provenance["run"]
    return int(min(run["keep"], run["replications"]) or run["replications"])


def _prepared(plans: Mapping[str, Plan], base: str, scenarios: set[str]) -> dict[str, Prepared]:
    """Return the scenarios ready to be performed, measured against the planned run of the base."""
    rows = tuple(Row(name, plan) for name, plan in plans.items() if name in scenarios or name == base)
    return prepare(Study("again", rows, base))


def _differences(results: Results, name: str, scenario: str, replication: int, expected: pa.Table) -> Iterator[str]:
    """Yield a line for each row that is not as it is when performed again; numbers are compared digit by digit."""
    where = f"{name}: {scenario}, replication {replication}"
    of_these = [("scenario", "==", scenario), ("replication", "==", replication)]
    stored = pq.read_table(results.file_of(name), filters=of_these)
    columns = [column for column in expected.column_names if column != "replication"]
    lacking = [column for column in columns if column not in stored.column_names]
    if lacking:
        yield f"{where}: found no column {', '.join(lacking)}, expected it"
        return
    rows = zip_longest(stored.select(columns).to_pylist(), expected.select(columns).to_pylist())
    for number, (found, again) in enumerate(rows, 1):
        if found is None or again is None:
            yield f"{where}, row {number}: found {_told(found)}, expected {_told(again)}"
        elif repr(found) != repr(again):
            apart = [column for column in columns if repr(found[column]) != repr(again[column])]
            says = (f"found {column} {found[column]!r}, expected {again[column]!r}" for column in apart)
            yield f"{where}, row {number} ({found[columns[0]]}): {'; '.join(says)}"


def _told(row: Mapping[str, Any] | None) -> str:
    return MISSING if row is None else ", ".join(f"{column} {cell!r}" for column, cell in row.items())


def _few(lines: list[str]) -> list[str]:
    where = lines[0].partition(", row ")[0] if lines else ""
    return lines if len(lines) <= FEW else [*lines[:FEW], f"{where}: {len(lines) - FEW:,} more rows like these"]
