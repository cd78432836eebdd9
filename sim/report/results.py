"""A results folder, opened: its tables as data frames, SQL over its files, and the words a reader needs.

Of the folder only `provenance.json` and the tables (`*.parquet`, `*.csv`) are read.
`provenance.json` has a key "words": all that the tables' names mean to a reader. It is a mapping of

    study         text, the name of the study
    title         NAME of the study for readers
    question      NAME or null, what the study asks
    replications  whole number a scenario
    seed          whole number
    data_date, deadline, horizon     dates as text, 2022-12-31
    base          name of the base scenario
    table         targets|options|silos|safeguards|drivers|headroom, what is printed of the study; targets where it
                  is left out
    programme     NAME
    scenarios     name: {en, zh, question: NAME or null, position: where its plan stands on what studies turn:
                  {review_mode: text, joint_share: number, safeguards_off, safeguards_free, drivers_off,
                  shocks_off: names, plan_conservatism: number}, payers: {source: who pays in the end},
                  benefits: {indicator: {target: name or "", cny_10k_per_unit_year: number}}, those that are
                  valued, on_call: sources whose balance is what may still be called, cover: number or null, how
                  often revenue must cover the service of bonds}; every row of the study, in its order
    networks      name: NAME; every network that packages belong to, in the plan's order
    indicators    name: {en, zh, unit: NAME, smallest_unit: number, network: name or null, baseline: number,
                  earlier_count: date of the count that the trend begins with, or null}
    targets       name: {en, zh, short: NAME or null, indicator: name, network: name or null,
                  at_least: number, stated: number or null, who_decides: city|builders|outside}
    milestones    name: {en, zh, network: name or "programme", commitment: text, clause: text}; those that
                  packages carry
    districts     name: NAME; where outcomes are told by district
    packages, agencies, crews, sources, gates     name: NAME; the names that stand in `by` of a cause (quotas
                  among the agencies, yearly lists among the gates; among the sources also what is kept apart
                  in them, as `source/name`)
    safeguards, drivers, shocks     name: NAME
    sweeps        name: {en, zh, unit: NAME, better: higher|lower, shipped: number, rows: {scenario: level}}, by level

where NAME is {"en": "...", "zh": "..."}; `zh` may be empty, then English is shown. A noun of the plan
without a name is left out, or its mapping has an empty `en`: its key is then shown with spaces. Numbers
of indicators and targets are in the indicator's unit. The mappings are unions over the scenarios, the
base's words first; a target's numbers are the base's.

Units in tables: a unit text may begin with a number, "0.01 km" is 10 m; "ppm" is parts per million
of a whole. `value_at_deadline` of the table `targets` is in the indicator's unit.
"""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

Words = Mapping[str, Any]
"""The part of the provenance described above."""

READERS = {".parquet": "read_parquet", ".csv": "read_csv"}
"""Kinds of table file, and how SQL reads them."""


class Results:
    """One results folder; its tables are attributes: `results.estimates`, `results.targets`.

    Tables are read when first asked for and kept; treat them as read-only.
    """

    def __init__(self, folder: Path, provenance: Mapping[str, Any]) -> None:
        self.folder = folder
        self.provenance = provenance
        self.words: Words = provenance["words"]
        self._read: dict[str, pd.DataFrame] = {}

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables in the folder, in order of the alphabet."""
        return tuple(sorted(self._files))

    @cached_property
    def _files(self) -> dict[str, Path]:
        # Parquet stands after csv so that it wins where a table is there in both.
        return {file.stem: file for kind in (".csv", ".parquet") for file in self.folder.glob(f"*{kind}")}

    def file_of(self, table: str) -> Path:
        """Return the file that holds *table*."""
        return self._files[table]

    def table(self, name: str) -> pd.DataFrame:
        """Return the table *name*.

        Raises
            KeyError: the folder has no such table (names those it has).
        """
        if name not in self._files:
            raise KeyError(f"{self.folder}: no table {name!r}, expected one of {', '.join(self.tables)}")
        if name not in self._read:
            file = self._files[name]
            self._read[name] = pd.read_parquet(file) if file.suffix == ".parquet" else _read_csv(file)
        return self._read[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self._files:
            raise AttributeError(f"a results folder has no {name!r}; its tables are {', '.join(self.tables)}")
        return self.table(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def sql(self, query: str) -> pd.DataFrame:
        """Return what a SELECT *query* finds; every table of the folder goes by its name.

        Only the files of this folder can be read, and nothing can be written.

        Raises
            ValueError: the query does anything but select.
        """
        if any(one.type != duckdb.StatementType.SELECT for one in duckdb.extract_statements(query)):
            raise ValueError("only queries that select can be put to a results folder: begin with SELECT")
        return self._connection.sql(query).df()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:")
        for name, file in self._files.items():
            path = str(file).replace("'", "''")
            connection.execute(f"""CREATE VIEW "{name}" AS SELECT * FROM {READERS[file.suffix]}('{path}')""")
        folder = str(self.folder).replace("'", "''")
        connection.execute(f"SET allowed_directories = ['{folder}']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def __repr__(self) -> str:
        return f"Results({str(self.folder)!r}: {', '.join(self.tables)})"


def open_results(folder: str | Path) -> Results:
    """Return the results in *folder*.

    Raises
        FileNotFoundError: there is no such folder, or it holds no results.
    """
    folder = Path(folder).resolve()
    file = folder / "provenance.json"
    if not file.is_file():
        raise FileNotFoundError(
            f"{folder}: no provenance.json, expected a results folder: name one that a run has made"
        )
    provenance = json.loads(file.read_text(encoding="utf-8"))
    if "words" not in provenance:
        raise FileNotFoundError(f"{file}: no key 'words', expected a finished study: run it again")
    return Results(folder, provenance)


def _read_csv(file: Path) -> pd.DataFrame:
    """Read a table in which an empty number is a gap and an empty text is a text."""
    frame = pd.read_csv(file, keep_default_na=False, na_values=[""])
    texts = [column for column in frame.columns if frame[column].dtype.kind not in "ifb"]
    return frame.fillna({column: "" for column in texts})
