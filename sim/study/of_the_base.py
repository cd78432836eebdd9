"""What more a study asks of its base, in rows aside: settings of assumed inputs, and mechanisms left out."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Self

import pandas as pd

from sim.analysis.attainment import deliveries, lots_by_package, target_rows
from sim.analysis.base_rates import Beside, beside_chances, planned_margins, trends
from sim.analysis.crossed import assumptions_table, bounds_of, crossed
from sim.analysis.yardstick import Yardstick
from sim.model.planned import planned_run_and_cast
from sim.study.aside import Asked, Frames, Taken, replications_in
from sim.study.executors import Workers
from sim.study.left_out import rows_without
from sim.study.rows import Row, RunSettings, Study

SETTINGS, LEFT_OUT = "settings", "left_out"
"""The tables of what runs say in settings of the assumed inputs, and without mechanisms."""


class OfTheBase(NamedTuple):
    """The tables of rows aside, empty where nothing is asked.

    Shapes and units
        settings: table to its rows (targets, delay_cost_sums); left_out: rows of the table `targets`.
    """

    settings: Frames
    left_out: pd.DataFrame

    @classmethod
    def of(cls, taken: Mapping[str, Taken]) -> Self:
        """Return what was taken of rows aside, by their name.

        Raises
            StudyError: no replication was performed in all rows.
        """
        found = {name: of_rows.frames() for name, of_rows in taken.items()}
        return cls(found.get(SETTINGS, {}), found[LEFT_OUT]["targets"] if LEFT_OUT in found else pd.DataFrame())


def ask_of_the_base(study: Study, settings: RunSettings, workers: Workers) -> dict[str, Asked]:
    """Have the rows aside made ready that *study* asks for, by their name."""
    asked, base = {}, study.base_row
    if "base_rates" in study.of_the_base and base.plan.targets and settings.without_replications:
        count = replications_in(settings, settings.without_replications)
        asked[LEFT_OUT] = Asked(list(rows_without(base)), count, workers)
    count = replications_in(settings, settings.settings_replications)
    if study.settings and count > 1:
        asked[SETTINGS] = Asked(study.settings, count, workers)
    return asked


def write_of_the_base(
    folder: Path,
    study: Study,
    of_the_base: OfTheBase,
    frames: dict[str, pd.DataFrame],
    estimates: pd.DataFrame,
    yardstick: Yardstick,
) -> pd.DataFrame:
    """Write the tables of rows aside into *folder*; return *estimates* with what they say of the base."""
    base, plan = study.base, study.base_row.plan
    own = {name: frames[name][frames[name]["scenario"] == base] for name in ("targets", "delay_cost_sums")}
    if "base_rates" in study.of_the_base and plan.targets:
        beside: list[Beside] = [*planned_margins(_planned(study.base_row, yardstick)), *trends(plan)]
        if len(of_the_base.left_out):
            _write(of_the_base.left_out, folder / f"{LEFT_OUT}.parquet")
            beside += beside_chances(of_the_base.left_out, own["targets"], plan)
        estimates = _with(estimates, base, beside)
    runs = crossed(of_the_base.settings, own, plan) if of_the_base.settings else None
    if runs is not None and len(runs.replications) > 1:
        _write(runs.long(), folder / f"{SETTINGS}.parquet")
        table = assumptions_table(runs, study.inputs, base, estimates)
        table.to_csv(folder / "assumptions.csv", index=False, lineterminator="\n")
        estimates = bounds_of(runs, base, estimates)
    return estimates


def _planned(base: Row, yardstick: Yardstick) -> dict[str, float | None]:
    """Return the margin of each target in the planned run."""
    _, trace, cast = planned_run_and_cast(base.plan)
    lots = lots_by_package(cast, trace)
    delivered = deliveries(yardstick.parts, lots, trace, len(yardstick.indicators))
    rows = target_rows(yardstick.targets, yardstick.indicators, delivered, yardstick.deadline, yardstick.horizon)
    return {row[0]: row[4] for row in rows}


def _with(estimates: pd.DataFrame, base: str, beside: list[Beside]) -> pd.DataFrame:
    """Return *estimates* with more rows of the base behind its own."""
    rows = [
        {
            "scenario": base,
            "measure": measure,
            "subject": subject,
            "unit": unit,
            **interval._asdict(),
            "replications": count,
        }
        for measure, subject, unit, interval, count in beside
    ]
    of_base = estimates["scenario"] == base
    parts = [estimates[of_base], pd.DataFrame(rows, columns=estimates.columns), estimates[~of_base]]
    return pd.concat([part for part in parts if len(part)], ignore_index=True).astype(estimates.dtypes)


def _write(frame: pd.DataFrame, file: Path) -> None:
    frame.reset_index(drop=True).to_parquet(file, index=False, compression="zstd")
