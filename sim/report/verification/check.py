"""One check of a results folder: what was looked at, and a line for each thing that is off."""

import math
from datetime import date
from typing import NamedTuple

import pandas as pd

from sim.report.results import Results

ALIKE = 1e-9
"""Relative difference of numbers that are the same but for the order of adding up."""


class Check(NamedTuple):
    """What was looked at, how much of it, and a line for each thing that is off."""

    what: str
    looked_at: int
    unit: str
    off: tuple[str, ...]

    def line(self) -> str:
        """Return the check in one line."""
        verdict = "all right" if not self.off else f"{len(self.off):,} off"
        return f"{self.what}: {self.looked_at:,} {self.unit}, {verdict}"


def horizon_day(results: Results) -> int:
    """Return the horizon in days since the data date."""
    return on_day(results, "horizon")


def on_day(results: Results, which: str) -> int:
    """Return the end of a date of the words, `deadline` or `horizon`, in days since the data date."""
    words = results.words
    return (date.fromisoformat(words[which]) - date.fromisoformat(words["data_date"])).days + 1


def alike(found: float, expected: float, scale: float = 1.0) -> bool:
    """Return whether a stored number is the expected one; one that is not finite is stored as nothing.

    Shapes and units
        scale: how large the numbers are that it is made from; the order of adding them up may show to that.
    """
    if math.isnan(found) or not math.isfinite(expected):
        return math.isnan(found) and not math.isfinite(expected)
    return math.isclose(found, expected, rel_tol=ALIKE, abs_tol=ALIKE * max(1.0, scale))


def count(results: Results, table: str, where: str = "true") -> int:
    """Return how many rows of a table there are."""
    return int(results.sql(f"SELECT count(*) AS n FROM {table} WHERE {where}")["n"].iloc[0])


def lines_by_replication(off: pd.DataFrame, says: str) -> tuple[str, ...]:
    """Return a line a row, led by scenario and replication."""
    lead = "{scenario}, replication {replication}: "
    return tuple((lead + says).format(**row) for row in off.to_dict("records"))


def text(said: str) -> str:
    """Return a text as SQL has it."""
    return "'" + said.replace("'", "''") + "'"
