"""One check of a results folder: what was looked at, and a line for each thing that is off."""

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
    words = results.words
    return (date.fromisoformat(words["horizon"]) - date.fromisoformat(words["data_date"])).days + 1


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
