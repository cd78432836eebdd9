"""The summaries of a study: estimates, differences, rates and the price of a month, from its tables."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import dataset

from sim.analysis.estimates import differences, estimates_and_differences
from sim.analysis.headroom import Sweeping, headroom
from sim.analysis.interaction import interaction, safeguard_rows
from sim.analysis.month_late import month_late
from sim.analysis.options import offers_of, unbeaten_shares
from sim.analysis.public_money import CITY, CITY_MONEY
from sim.analysis.quarterly_means import four_rates, outcome_means
from sim.analysis.rates import KEYS, rates
from sim.analysis.samples import Frames
from sim.analysis.spread import spread_of_met
from sim.analysis.yardstick import Yardstick
from sim.plan.plan import Plan
from sim.study.city_money import city_money
from sim.study.of_the_base import OfTheBase, write_of_the_base
from sim.study.rows import RunSettings, Study
from sim.study.words import position_of

NEEDED = {
    "targets": None,
    "milestones": ["scenario", "replication", "milestone", "met"],
    "delay_cost_sums": None,
    "networks": ["scenario", "replication", "network", "days"],
    "fiscal": None,
}
"""Tables that estimates are made from, and which of their columns (none named: all)."""

OF_THE_CITY = [[("payer", "in", CITY)], [("item", "==", CITY_MONEY)]]
"""Rows of `fiscal` that estimates are made from: the city's budgets, and its share of what others pay first."""

Filter = tuple[str, str, object]
"""Column, comparison and value."""

ROWS_AT_A_TIME = 100_000
"""Rows of `progress` that are read together for rates: a third of those of a row of 200 replications."""

REPEATED = ["month", "network", "indicator", "unit"]
"""Texts of `progress` that are the same in every replication, read as numbers for their words."""


def write_summaries(
    folder: Path, study: Study, settings: RunSettings, yardstick: Yardstick, of_the_base: OfTheBase
) -> None:
    """Write the summaries of the tables in *folder* beside them, and what rows aside say; *yardstick* is the base's."""
    plans = {row.name: row.plan for row in study.rows}
    promised = {name: city_money(plan) for name, plan in plans.items()}
    frames = {name: _read(folder / f"{name}.parquet", columns) for name, columns in NEEDED.items()}
    if any(not plan.targets for plan in plans.values()):
        frames["progress"] = pd.read_parquet(folder / "progress.parquet", columns=["scenario", "replication"])
    estimated, less_base = estimates_and_differences(frames, study.base, plans, promised)
    found = write_of_the_base(folder, study, of_the_base, frames, estimated, yardstick)
    _write(found, folder / "estimates.csv")
    _write(less_base, folder / "differences.csv")
    _write_interaction(folder, study, frames, plans)
    _write_silos(folder, study, frames, plans)
    if study.table == "drivers" and all(plan.targets for plan in plans.values()):
        _write(spread_of_met(frames, plans, study.base), folder / "spread.csv")
    _write_unbeaten(folder, study, frames, plans, found, settings.seed)
    _write_headroom(folder, study, frames, settings.seed)
    del frames
    _write(pd.concat(_rates(folder / "progress.parquet", study)), folder / "rates.csv")
    _write(month_late(yardstick), folder / "month_late.csv")
    _write(outcome_means(_pieces(folder / "outcomes.parquet")), folder / "outcome_means.csv")
    _write(four_rates(_pieces(folder / "quarters.parquet")), folder / "four_rates.csv")


def _write_interaction(folder: Path, study: Study, frames: Frames, plans: Mapping[str, Plan]) -> None:
    """Write what safeguards do together beside what each does alone, where a study of them has all the rows for it."""
    if study.table != "safeguards":
        return
    safeguards = [name for name, one in study.base_row.plan.safeguards.items() if one.is_on]
    rows = safeguard_rows({name: position_of(plan) for name, plan in plans.items()}, study.base, safeguards)
    if rows.all_off and list(rows.without) == safeguards:
        _write(interaction(frames, plans, study.base, rows), folder / "interaction.csv")


def _write_silos(folder: Path, study: Study, frames: Frames, plans: Mapping[str, Plan]) -> None:
    """Write what a task force is ahead of reviews in series, at each share, where a study of silos has rows of both."""
    modes = {name: position_of(plan)["review_mode"] for name, plan in plans.items()}
    in_series = next((name for name, mode in modes.items() if mode == "series"), "")
    by_task_force = {name: plans[name] for name, mode in modes.items() if mode == "task_force"}
    if study.table == "silos" and in_series and by_task_force:
        pairs = {in_series: plans[in_series], **by_task_force}
        _write(differences(frames, in_series, pairs), folder / "silos.csv")


def _write_unbeaten(
    folder: Path, study: Study, frames: Frames, plans: Mapping[str, Plan], found: pd.DataFrame, seed: int
) -> None:
    """Write how sure it is that no other option beats each, where a study compares options; *found* are estimates."""
    offers = offers_of(found)
    if study.table == "options" and offers:
        _write(unbeaten_shares(frames, plans, offers, seed), folder / "unbeaten.csv")


def _write_headroom(folder: Path, study: Study, frames: Frames, seed: int) -> None:
    """Write how far each sweep can go before targets fall to 80 %, where a study has sweeps."""
    sweeps = {
        name: Sweeping(sweep.levels, sweep.shipped, sweep.better == "higher") for name, sweep in study.sweeps.items()
    }
    if sweeps:
        _write(headroom(frames["targets"], sweeps, list(study.base_row.plan.targets), seed), folder / "headroom.csv")


def _read(file: Path, columns: list[str] | None) -> pd.DataFrame:
    """Return columns of a table, its texts as numbers for their words: they come again in every replication."""
    texts = [field.name for field in pq.read_schema(file) if pa.types.is_string(field.type)]
    filters = OF_THE_CITY if file.stem == "fiscal" else None
    table = pq.read_table(file, columns=columns, read_dictionary=texts, filters=filters, use_threads=False)
    frame: pd.DataFrame = table.to_pandas(split_blocks=True, self_destruct=True)
    del table
    pa.default_memory_pool().release_unused()
    return frame


def _pieces(file: Path) -> Iterator[pd.DataFrame]:
    """Yield a table a group of rows at a time, its texts as numbers for their words."""
    texts = [field.name for field in pq.read_schema(file) if pa.types.is_string(field.type)]
    with pq.ParquetFile(file, read_dictionary=texts) as table:
        for group in range(table.num_row_groups):
            yield table.read_row_group(group, use_threads=False).to_pandas()
            pa.default_memory_pool().release_unused()


def _rates(progress: Path, study: Study) -> Iterator[pd.DataFrame]:
    """Yield the rates of each row, in the order of its first replication.

    Curves are read a few at a time: the table of all replications at once would be large.
    """
    groups = _groups_of(progress)
    for row in study.rows:
        of_row, own = ("scenario", "==", row.name), groups.get(row.name, [])
        order = _in_order(progress, of_row, own)
        curves = list(order[["network", "indicator"]].drop_duplicates().itertuples(index=False, name=None))
        rows = sum(pq.read_metadata(progress).row_group(group).num_rows for group in own)
        at_a_time = max(ROWS_AT_A_TIME * len(curves) // max(rows, 1), 1)
        frames = []
        for first in range(0, len(curves), at_a_time):
            some = curves[first : first + at_a_time]
            filters = [[of_row, ("network", "==", network), ("indicator", "==", each)] for network, each in some]
            read = _scanner(progress, filters if len(some) < len(curves) else [[of_row]], own).to_table().to_pandas()
            frames.append(rates(read).astype(dict.fromkeys(order.columns, "str")))
            pa.default_memory_pool().release_unused()
        if frames:
            yield order.merge(pd.concat(frames), on=list(order.columns), how="left")


def _groups_of(progress: Path) -> dict[str, list[int]]:
    """Return the groups of rows of the file in which each scenario stands: it is sorted by scenario."""
    groups: dict[str, list[int]] = {}
    with pq.ParquetFile(progress) as file:
        for group in range(file.num_row_groups):
            for scenario in file.read_row_group(group, columns=["scenario"])["scenario"].unique().to_pylist():
                groups.setdefault(scenario, []).append(group)
    return groups


def _in_order(progress: Path, of_row: Filter, groups: Sequence[int]) -> pd.DataFrame:
    """Return month, network and indicator of a row's first replication, in the order of the table."""
    numbers = _scanner(progress, [[of_row]], groups).head(1)["replication"]
    first = ("replication", "==", numbers[0].as_py() if len(numbers) else 0)
    order = _scanner(progress, [[of_row, first]], groups).to_table().to_pandas()[["scenario", *KEYS]]
    return order.astype(dict.fromkeys(order.columns, "str"))


def _scanner(progress: Path, filters: Sequence[Sequence[Filter]], groups: Sequence[int]) -> dataset.Scanner:
    """Return what reads the rows of some groups that all of some filters let through, without reading ahead."""
    as_numbers = dataset.ParquetFileFormat(read_options={"dictionary_columns": REPEATED})
    (whole,) = dataset.dataset(progress, format=as_numbers).get_fragments()
    rows = whole.subset(row_group_ids=list(groups))
    passed = pq.filters_to_expression([list(each) for each in filters])
    return rows.scanner(filter=passed, batch_readahead=1, fragment_readahead=1)


def _write(frame: pd.DataFrame, file: Path) -> None:
    frame.to_csv(file, index=False, lineterminator="\n")
