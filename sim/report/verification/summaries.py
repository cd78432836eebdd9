"""Checks the summaries over replications: outcomes and the four rates by quarter, construction rates by month."""

from collections.abc import Mapping, Sequence
from math import nan, sqrt

import numpy as np
import pandas as pd

from sim.report.results import Results
from sim.report.verification.check import ALIKE, Check
from sim.report.verification.intervals import students_quantile

QUANTILES = {"p10": 1, "p50": 5, "p90": 9}
"""Quantile to how many tenths of the replications it is not exceeded by."""

QUARTERLY = {"mean": "avg(value)", "deviation": "stddev_samp(value)", "replications": "count(*)"}


def means_of_outcomes(results: Results) -> Check:
    """Check the means of outcomes, with their intervals and quantiles."""
    keys = ("scenario", "quarter", "outcome", "network", "district")
    columns = {**QUARTERLY, **_quantiles("value", ("p10", "p90"), "")}
    return _check("means of outcomes follow from their rows", results, "outcome_means", "outcomes", keys, columns)


def means_of_rates(results: Results) -> Check:
    """Check the four rates: as they are, with their intervals and quantiles, and as planned."""
    keys = ("scenario", "network", "quarter", "rate")
    columns = {**QUARTERLY, **_quantiles("value", QUANTILES, ""), "planned": "any_value(planned)"}
    return _check("the four rates follow from their rows", results, "four_rates", "quarters", keys, columns)


def construction_rates(results: Results) -> Check:
    """Check the quantiles of what is built in a month and so far, and what was planned and is needed."""
    keys = ("scenario", "month", "network", "indicator")
    columns = {
        **_quantiles("rate", QUANTILES, "rate_"),
        **_quantiles("cumulative", QUANTILES, "cumulative_"),
        **_quantiles("needed_rate", ("p50",), ""),
        "planned_rate": "any_value(planned_rate)",
        "planned_cumulative": "any_value(planned_cumulative)",
    }
    columns["needed_rate"] = columns.pop("p50")
    return _check("construction rates follow from progress", results, "rates", "progress", keys, columns)


def _quantiles(column: str, names: Sequence[str] | Mapping[str, int], prefix: str) -> dict[str, str]:
    """Return what picks quantiles of a column out of its values in order, gaps last."""
    ordered = f"list_sort(list({column}), 'ASC', 'NULLS LAST')"
    return {f"{prefix}{name}": f"{ordered}[(count(*) * {QUANTILES[name]} + 9) // 10]" for name in names}


def _check(
    what: str, results: Results, table: str, source: str, keys: Sequence[str], columns: Mapping[str, str]
) -> Check:
    """Check a summary: by its keys, every column as SQL finds it in the table that it sums up."""
    named = ", ".join(f"coalesce({key}::VARCHAR, '') AS {key}" for key in keys)
    found = ", ".join(f"{expression} AS {column}" for column, expression in columns.items())
    expected = results.sql(f"SELECT {named}, {found} FROM {source} GROUP BY ALL")
    if "deviation" in expected:
        expected = _with_interval(expected)
    shown = [column for column in expected if column not in keys]
    stored = results.sql(f"SELECT {named}, {', '.join(shown)} FROM {table}")
    both = stored.merge(expected, on=list(keys), how="outer", suffixes=("", "_expected"), indicator="where_it_is")
    off = []
    for row in both[both["where_it_is"] != "both"].to_dict("records"):
        found_it = "a row" if row["where_it_is"] == "left_only" else "no such row"
        off.append(
            f"{table}: {_place(row, keys)}: found {found_it}, expected {'none' if found_it == 'a row' else 'one'}"
        )
    both = both[both["where_it_is"] == "both"]
    for column in shown:
        numbers, wanted = (both[name].astype(float) for name in (column, f"{column}_expected"))
        size = np.maximum(1.0, wanted.abs())
        is_same = (numbers.isna() & wanted.isna()) | ((numbers - wanted).abs() <= ALIKE * size)
        for row in both[~is_same].to_dict("records"):
            off.append(
                f"{table}: {_place(row, keys)}: found {column} {row[column]:g}, expected {row[f'{column}_expected']:g}"
            )
    return Check(what, len(stored), "rows", tuple(off))


def _with_interval(expected: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the bounds of their means in place of the standard deviation; one value has none."""
    half = [
        students_quantile(int(count) - 1) * deviation / sqrt(count) if count > 1 else nan
        for count, deviation in zip(expected["replications"], expected["deviation"], strict=True)
    ]
    bounds = {"low": expected["mean"] - half, "high": expected["mean"] + half}
    return expected.drop(columns="deviation").assign(**bounds)


def _place(row: Mapping[str, object], keys: Sequence[str]) -> str:
    return " / ".join(str(row[key]) for key in keys if row[key])
