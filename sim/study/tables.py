"""Tables of a study as Arrow: their columns, and writers that stream them to one file each.

What a file holds does not depend on the pieces it was put together from: rows are written in
groups of a fixed number, however they came in.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from sim.analysis.tables import TABLES

FAILURES = "failures"
"""The table of the replications that failed."""

ALL_TABLES: Mapping[str, tuple[tuple[str, str], ...]] = {**TABLES, FAILURES: (("error", "string"),)}
"""The columns of every table, after `scenario` and `replication`."""

ROWS_A_GROUP = 32_768

ARROW_TYPES = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
}

REPLICATION = pa.field("replication", pa.int32())


def columns_of(table: str) -> list[pa.Field]:
    """Return the fields of *table*, after `scenario` and `replication`."""
    return [pa.field(name, ARROW_TYPES[kind]) for name, kind in ALL_TABLES[table]]


def arrow_table(table: str, replications: Sequence[int], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Return rows as *table* without its scenario.

    Shapes and units
        replications: the replication of each row.
    """
    fields = columns_of(table)
    columns = zip(*rows, strict=True) if rows else ([] for _ in fields)
    arrays = [pa.array(values, field.type) for field, values in zip(fields, columns, strict=True)]
    return pa.Table.from_arrays(
        [pa.array(replications, REPLICATION.type), *arrays], schema=pa.schema([REPLICATION, *fields])
    )


def of_replications(table: pa.Table, end: int) -> pa.Table:
    """Return the rows of replications before *end*."""
    return table.filter(pc.less(table["replication"], end))


class TableWriter:
    """Streams one table to a Parquet file; only one group of rows is held in memory."""

    def __init__(self, file: Path, table: str, scenarios: Sequence[str]) -> None:
        self._scenarios = pa.array(scenarios, pa.string())
        scenario = pa.field("scenario", pa.dictionary(pa.int32(), pa.string()))
        self._schema = pa.schema([scenario, REPLICATION, *columns_of(table)])
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._rows_waiting = 0
        self.rows = 0

    def add(self, scenario: int, rows: pa.Table) -> None:
        """Add rows of the scenario at a place of the list of scenarios."""
        for first in range(0, len(rows), ROWS_A_GROUP):
            self._add(scenario, rows.slice(first, ROWS_A_GROUP))

    def _add(self, scenario: int, rows: pa.Table) -> None:
        places = pa.array([scenario], pa.int32()).take(pa.array([0] * len(rows), pa.int32()))
        named = pa.DictionaryArray.from_arrays(places, self._scenarios)
        self._waiting.append(pa.Table.from_arrays([named, *rows.columns], schema=self._schema))
        self._rows_waiting += len(rows)
        self.rows += len(rows)
        if self._rows_waiting >= ROWS_A_GROUP:
            self._write_groups(ROWS_A_GROUP)

    def close(self) -> None:
        """Write what is left and end the file."""
        self._write_groups(1)
        self._writer.close()

    def _write_groups(self, least: int) -> None:
        if not self._waiting:
            return
        waiting = pa.concat_tables(self._waiting).combine_chunks()
        done = 0
        while len(waiting) - done >= least:
            # A slice of one chunk that begins at 0 writes the same pages whatever it was cut from.
            group = waiting.slice(done, ROWS_A_GROUP)
            self._writer.write_table(pa.concat_tables([group]).combine_chunks(), row_group_size=ROWS_A_GROUP)
            done += len(group)
        self._rows_waiting = len(waiting) - done
        # Taken, not sliced: a slice would keep all that was read alive.
        self._waiting = [waiting.take(pa.array(range(done, len(waiting)), pa.int64()))]


class TableWriters:
    """One writer for each table of a folder."""

    def __init__(self, folder: Path, scenarios: Sequence[str], tables: Iterable[str] = ALL_TABLES) -> None:
        self.writers = {table: TableWriter(folder / f"{table}.parquet", table, scenarios) for table in tables}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for writer in self.writers.values():
            writer.close()

    def add(self, scenario: int, table: str, rows: pa.Table) -> None:
        """Add rows of *table* of the scenario at a place of the list of scenarios."""
        self.writers[table].add(scenario, rows)


def write_csv(parquet: Path) -> None:
    """Write a table as CSV beside its Parquet file, a group of rows at a time."""
    with pq.ParquetFile(parquet) as table:
        fields = [pa.field("scenario", pa.string()), *list(table.schema_arrow)[1:]]
        with csv.CSVWriter(parquet.with_suffix(".csv"), pa.schema(fields)) as out:
            for group in table.iter_batches():
                out.write(
                    pa.RecordBatch.from_arrays(
                        [group[0].cast(pa.string()), *group.columns[1:]], schema=pa.schema(fields)
                    )
                )


def rows_in(parquet: Path) -> int:
    """Return the number of rows of a table's file."""
    return int(pq.read_metadata(parquet).num_rows)
