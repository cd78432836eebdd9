"""A locked forecast: two tables of what is expected of every target and promise, made once and never edited."""

import hashlib
import math
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.intervals import wilson
from sim.plan.time import date_at
from sim.report.results import Results

QUANTILES = (5, 10, 25, 50, 75, 90, 95)
FILES = ("targets.csv", "milestones.csv", "README.md")
SUMS = "sha256sums"


def targets_table(results: Results) -> pd.DataFrame:
    """Return a row a target: its chance with Wilson's interval, quantiles of its value on the deadline and of its day.

    Shapes and units
        value_*: in the unit of the indicator; day_*: dates, "after <horizon>" when not by then; a quantile is the
        smallest outcome that at least so many replications do not exceed.
    """
    words = results.words
    rows = []
    for name, frame in results.targets.groupby("target", sort=False):
        said = words["targets"][name]
        rows.append(
            {
                "target": name,
                "name_en": said["en"],
                "name_zh": said["zh"],
                "unit": words["indicators"][said["indicator"]]["unit"]["en"],
                "at_least": said["at_least"],
                "due_on": words["deadline"],
                "due_is": "own",
                **_chance(frame.met),
                **_quantiles("value", frame.value_at_deadline.to_list()),
                **_days(frame.attained_day, words),
            }
        )
    return pd.DataFrame(rows)


def milestones_table(results: Results) -> pd.DataFrame:
    """Return a row a milestone that packages carry: its event, when it is due, its chance and quantiles of its day.

    `due_is` says whether the day is its own or inherited from the deadline; `kept_on_the_data_date`
    that nothing is left to forecast.
    """
    words = results.words
    start = date.fromisoformat(words["data_date"])
    rows = []
    for name, frame in results.milestones.groupby("milestone", sort=False):
        said, first = words["milestones"][name], frame.iloc[0]
        rows.append(
            {
                "milestone": name,
                "name_en": said["en"],
                "name_zh": said["zh"],
                "commitment": first.commitment,
                "event": first.event,
                "due_on": date_at(float(first.due_day), start).isoformat(),
                "due_is": first.due_is,
                "kept_on_the_data_date": bool((frame.event_day == 0).all()),
                **_chance(frame.met),
                **_days(frame.event_day, words),
            }
        )
    return pd.DataFrame(rows)


def _chance(met: "pd.Series[bool]") -> dict[str, Any]:
    found = wilson(int(met.sum()), len(met))
    return {
        "replications": len(met),
        "chance": round(found.estimate, 4),
        "chance_low": round(found.low, 4),
        "chance_high": round(found.high, 4),
    }


def _quantiles(what: str, numbers: list[float]) -> dict[str, float]:
    found = np.quantile(np.asarray(numbers), [share / 100 for share in QUANTILES], method="inverted_cdf")
    return {f"{what}_p{share}": float(one) for share, one in zip(QUANTILES, found, strict=True)}


def _days(days: "pd.Series[float]", words: Mapping[str, Any]) -> dict[str, str]:
    start = date.fromisoformat(words["data_date"])
    found = _quantiles("day", days.fillna(math.inf).to_list())
    return {
        key: f"after {words['horizon']}" if math.isinf(day) else date_at(day, start).isoformat()
        for key, day in found.items()
    }


def sums_of(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file of a locked forecast, by name."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def sums_written(folder: Path) -> Iterator[str]:
    """Yield the lines of the file of sums, as sha256sum writes and checks them."""
    yield from (f"{digest}  {name}" for name, digest in sums_of(folder).items())
