"""Where results come from: enough to make them again, and to know whether they were changed."""

import hashlib
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from sim.plan.noun import Named
from sim.plan.plan import Plan
from sim.study.rows import RunSettings, Study
from sim.study.stages import Prepared
from sim.study.store import model_version, package_version
from sim.study.words import words_of

PACKAGES = (
    "fournets",
    "simpy",
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "pydantic",
    "holidays",
    "hydra-core",
    "omegaconf",
)
"""Packages whose versions are written down."""


class Origin(NamedTuple):
    """How a study was asked for: the command line, and the overrides in it."""

    command: Sequence[str] = ()
    overrides: Sequence[str] = ()


class Tally(NamedTuple):
    """What a study has done.

    Shapes and units
        taken: replications found in the store; failed: (row, replication) with their errors are in `failures`.
    """

    replications: int
    taken: int
    failed: int
    seconds: float


def provenance_of(
    study: Study, settings: RunSettings, prepared: Mapping[str, Prepared], origin: Origin, tally: Tally, folder: Path
) -> dict[str, Any]:
    """Return all that is written beside the results in *folder*; its tables are there already."""
    base = study.base_row.plan
    return {
        "study": study.name,
        "written_at_utc": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": list(origin.command),
        "overrides": list(origin.overrides),
        "run": settings.model_dump(mode="json"),
        "tally": tally._asdict(),
        "rows": {
            row.name: {
                "scenario": row.scenario or None,
                "plan_hash": prepared[row.name].plan_hash,
                "batch_hash": prepared[row.name].digest,
            }
            for row in study.rows
        },
        "evidence": "given" if _gives_evidence(base) else "no evidence given",
        "versions": {"model": model_version(), "package": package_version(), **_versions()},
        "machine": {
            "python": platform.python_version(),
            "implementation": platform.python_implementation(),
            "system": platform.system(),
            "processor": platform.machine(),
            "byte_order": sys.byteorder,
        },
        "calendar": {
            "working": base.calendar.working,
            "days_off": [day.isoformat() for day in base.calendar.days_off],
        },
        "tables_sha256": {file.name: sha256_of(file) for file in tables_in(folder)},
        "words": words_of(study, settings),
    }


def tables_in(folder: Path) -> list[Path]:
    """Return the tables of a results folder."""
    return sorted([*folder.glob("*.parquet"), *folder.glob("*.csv")])


def sha256_of(file: Path) -> str:
    """Return the sha256 of a file's bytes."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _gives_evidence(plan: Plan) -> bool:
    sections = [getattr(plan, section) for section in type(plan).model_fields]
    nouns = [noun for section in sections for noun in (section.values() if isinstance(section, dict) else [section])]
    return any(noun.evidence for noun in nouns if isinstance(noun, Named))


def _versions() -> dict[str, str]:
    versions = {}
    for package in PACKAGES[1:]:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = "not installed as a package"
    return versions
