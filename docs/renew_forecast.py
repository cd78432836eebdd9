"""Makes the locked forecast: results/forecast_2020/, from the calibrated scenario, and its sums in CHANGELOG.

    .venv/bin/python docs/renew_forecast.py [--replications 1000] [--replace]

An existing forecast is left alone unless --replace is said. Finished batches are kept in results/store/, so a run
that was stopped goes on where it was.
"""

import argparse
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim import load_plan, run_study
from sim.calibration.agreement import ground
from sim.report.locked import SUMS, milestones_table, sums_of, sums_written, targets_table
from sim.report.results import Results

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "results" / "forecast_2020"
CHANGELOG = ROOT / "CHANGELOG.md"
SCENARIO, SEED, BATCH = "calibrated_2020", 2020, 250
BEGIN, END = "<!-- forecast sums: begin -->", "<!-- forecast sums: end -->"

README = """\
# Forecast of the end of 2022, as seen at the end of 2020

Made once, then locked: a test fails when a file here is edited or its sum differs from the one in CHANGELOG.md.

- **What it is.** For each target and each promise of the plan the chance that it is met in time, with Wilson's 95 %
  interval, and quantiles P5 to P95 of the value on the deadline and of the day. A day that does not come by the
  horizon is "after {horizon}". `due_is` says `own` where the plan names the day, `inherited` where it is the deadline.
- **What it knew.** The state of the city on {data_date}, plans published by 2020-12-31, and five figures through the
  scenario `{scenario}` (docs/calibration.md): they describe what had happened by {last_day}, and were printed up to
  {last_printed}, or on pages that tell no day. Nothing that happened in the city after {last_day} was used.
- **How it was made.** `{command}`: model {model}, seed {seed}, {replications:,} replications.
- **What it was made from.** `scenarios/{scenario}.yaml` with sha256 `{scenario_sha256}`; a test fails when that file
  is another today.
- **Files.** `targets.csv`, `milestones.csv`, `{sums}` (check with `sha256sum -c {sums}`).
- **What it is not.** It is scored elsewhere and later; nothing here is changed then.
"""


def renew(arguments: Sequence[str] | None = None) -> None:
    asked = _asked(arguments)
    refuse_to_overwrite(FOLDER, asked.replace)
    plan = load_plan(f"scenario={SCENARIO}")
    results = run_study(
        {SCENARIO: plan},
        replications=asked.replications,
        workers=2,
        seed=SEED,
        results=ROOT / "results",
        keep=0,
        batch=BATCH,
        name="forecast_2020_run",
    )
    write(results, FOLDER, asked.replications)
    written = CHANGELOG.read_text(encoding="utf-8")
    CHANGELOG.write_text(with_sums(written, FOLDER), encoding="utf-8")


def refuse_to_overwrite(folder: Path, replace: bool) -> None:
    """End the command when there is a forecast and nobody asked for another."""
    if (folder / SUMS).exists() and not replace:
        raise SystemExit(
            f"{folder}: found a locked forecast, expected none: leave it, or ask for another with --replace"
        )


def write(results: Results, folder: Path, replications: int) -> None:
    """Write the files of a forecast and their sums."""
    folder.mkdir(parents=True, exist_ok=True)
    targets_table(results).to_csv(folder / "targets.csv", index=False, lineterminator="\n")
    milestones_table(results).to_csv(folder / "milestones.csv", index=False, lineterminator="\n")
    written = readme(results.words, results.provenance["versions"]["model"], replications)
    (folder / "README.md").write_text(written, encoding="utf-8")
    (folder / SUMS).write_text("\n".join(sums_written(folder)) + "\n", encoding="utf-8")


def readme(words: Mapping[str, Any], model: str, replications: int) -> str:
    """Return what a reader of the files is told: what it is, what it knew and how it was made."""
    observed = ground().observations
    return README.format(
        scenario=SCENARIO,
        scenario_sha256=scenario_sha256(),
        sums=SUMS,
        command=f"docs/renew_forecast.py --replications {replications} --replace",
        model=model,
        seed=words["seed"],
        replications=replications,
        data_date=words["data_date"],
        horizon=words["horizon"],
        last_day=observed.matching.last_day,
        last_printed=observed.last_printed,
    )


def scenario_sha256() -> str:
    """Return the sum of the scenario's file as it stands."""
    return hashlib.sha256((ROOT / "scenarios" / f"{SCENARIO}.yaml").read_bytes()).hexdigest()


def with_sums(changelog: str, folder: Path) -> str:
    """Return the changelog with the sums of the forecast in their place."""
    lines = "\n".join(f"  - `{name}` sha256 `{digest}`" for name, digest in sums_of(folder).items())
    return re.sub(f"{BEGIN}.*?{END}", f"{BEGIN}\n{lines}\n  {END}", changelog, flags=re.DOTALL)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes the locked forecast results/forecast_2020/.")
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--replace", action="store_true", help="make it anew although there is one")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    renew()
