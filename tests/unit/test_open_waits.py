"""What is still open at the horizon: a table that says who waits for what, since when and for how long already."""

from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from sim import run_study
from sim.analysis.open_waits import open_wait_rows
from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.planned import planned_run
from tests.builders import a_mapping, work
from tests.measured import measured
from tests.plain_executor import perform_plainly

SHORT = {"name": "Short", "start": "2020-01-01", "deadline": "2020-02-29", "horizon": "2020-02-29"}
"""A programme of 60 days."""

NO_MONEY: dict[str, Any] = {
    "funding": {"fund": {"kind": "bond", "tranches_cny_10k": {59: 30}, "lag_days": 90}},
    "packages": {"p": {"not_before_day": 20, "cost_cny_10k": 30, "funding": ["fund"], "activities": work(8)}},
}
"""Money that comes only after the horizon, for works of 8 days from day 20 on."""

NEVER_WON: dict[str, Any] = {
    "gates": {"award": {"chance": 0, "windows": [[5, 6]]}},
    "packages": {"p": {"gates": {"award": "works"}, "activities": work(8)}},
}
"""An outside decision that is never won."""

NO_END: dict[str, Any] = {
    "packages": {"line": {"activities": work(500)}, "p": {"after": ["line"], "activities": work(8)}},
}
"""A predecessor that is not done by the horizon."""

ALL_WELL: dict[str, Any] = {"packages": {"p": {"activities": work(8)}}}

OPEN = [
    (NO_MONEY, [("p", "money", "fund", 20, 40)]),
    (NEVER_WON, [("p", "outside", "award", 0, 60)]),
    (NO_END, [("line", "work", "", 0, 60), ("p", "predecessor", "line", 0, 60)]),
    (ALL_WELL, []),
]
"""Sections of a plan and the rows of its open waits."""


def mapping_of(sections: dict[str, Any]) -> dict[str, Any]:
    return {**a_mapping(**sections), "programme": SHORT}


@pytest.mark.parametrize(("sections", "rows"), OPEN)
def test_who_waits_for_ever_is_listed_with_what_for_and_its_age(
    sections: dict[str, Any], rows: list[tuple[Any, ...]]
) -> None:
    """A bill never met, a decision never won, a predecessor that never ends; nothing where all is done."""
    assert measured(mapping_of(sections)).tables["open_waits"] == rows


@pytest.mark.parametrize(("sections", "rows"), OPEN)
def test_the_plain_executor_lists_the_same_open_waits(sections: dict[str, Any], rows: list[tuple[Any, ...]]) -> None:
    """It was written apart and closes its books by itself."""
    plan = read_plan(mapping_of(sections))
    story = tell(plan, planned_run(plan)[0])
    trace = perform_plainly(story, draw(plan, 1, 1).row(0), Random(1))
    assert open_wait_rows(story.cast(), trace.waits, plan.programme.horizon_micro) == rows


def test_each_lot_that_waits_has_a_row() -> None:
    """Two lots of three wait for money, each since its own bill."""
    fund = {"kind": "bond", "opening_cny_10k": 10, "tranches_cny_10k": {59: 20}, "lag_days": 90}
    lots = {"lots": {"count": 3, "from_day": 0, "to_day": 20}, "cost_cny_10k": 30, "funding": ["fund"]}
    sections = {"funding": {"fund": fund}, "packages": {"p": {**lots, "activities": work(90)}}}
    assert measured(mapping_of(sections)).tables["open_waits"] == [
        ("p", "work", "", 0, 60),
        ("p", "money", "fund", 10, 50),
        ("p", "money", "fund", 20, 40),
    ]


def test_open_waits_are_streamed_with_the_other_tables_for_all_replications(tmp_path: Path) -> None:
    """Also of replications whose packages are not kept, and the same bytes with any workers and batches."""
    late = {"w": {"days": {"discrete": {8: 0.5, 80: 0.5}, "planned": 8}}}
    rows = {"base": read_plan(mapping_of({"packages": {"p": {"activities": late}}}))}
    settings = [(1, 256), (2, 16), (1, 7)]
    first, *others = [
        run_study(rows, replications=40, keep=4, seed=3, workers=workers, batch=batch, results=tmp_path / f"{place}")
        for place, (workers, batch) in enumerate(settings)
    ]
    found = pd.read_parquet(first.folder / "open_waits.parquet")
    assert list(found) == ["scenario", "replication", "package", "cause", "by", "since_day", "age_days"]
    assert 10 < len(found) < 30
    assert found.replication.max() > 4
    for other in others:
        assert first.file_of("open_waits").read_bytes() == other.file_of("open_waits").read_bytes()
