"""Reads the plans of a results folder back from its `study.yaml`, and refuses those that are not what was run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaml import YAMLError

from sim.config import read_plan
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.report.results import Results
from sim.study.stages import plan_hash
from sim.study.store import model_version
from sim.study.written import rows_in

STUDY = "study.yaml"

STATED = ("versions", "run", "rows", "tables_sha256")
"""What a provenance says of how its results were made."""

SCHEMA = "schema"
"""A key of every plan that was read from a file, and of no other."""


def other_version(results: Results) -> str:
    """Return a line where a folder was made by another version of the model than this one, else nothing.

    Raises
        PlanError: the folder does not say what made it.
    """
    lacking = [key for key in STATED if key not in results.provenance]
    if lacking:
        file = results.folder / "provenance.json"
        raise PlanError([f"{file}: no key {', '.join(lacking)}, expected that of a finished study: run it again"])
    made_by = results.provenance["versions"]["model"]
    if made_by == model_version():
        return ""
    return f"{results.folder}: made by version {made_by} of the model, this is {model_version()}"


def plans_as_run(results: Results) -> dict[str, Plan] | None:
    """Return the plans of a folder, none where it holds none or another version reads them as others.

    Raises
        PlanError: this version has made the folder, and its plans are not those that it has run.
    """
    if not (results.folder / STUDY).is_file():
        return None
    try:
        return plans_in(results)
    except PlanError:
        if other_version(results):
            return None
        raise


def plans_in(results: Results) -> dict[str, Plan]:
    """Return the plan of each row of a results folder.

    Raises
        PlanError: there is no `study.yaml`, it cannot be read, or a plan in it is not the one that was run.
    """
    file = results.folder / STUDY
    written = _rows_in(file)
    ran: Mapping[str, Mapping[str, Any]] = results.provenance["rows"]
    plans, problems = {}, []
    for name, row in ran.items():
        if name not in written:
            problems.append(f"{file}: found no row {name!r}, expected the one that was run")
            continue
        plans[name] = _plan(file, name, written[name])
        # A plan written by the fields of its nouns has 0.0 where a default is 0, and so another hash.
        if SCHEMA in written[name] and plan_hash(plans[name]) != row["plan_hash"]:
            problems.append(
                f"{file}: {name}: found another plan than was run, expected hash {row['plan_hash'][:12]}..."
            )
    if problems:
        raise PlanError(problems)
    return plans


def _rows_in(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return rows_in(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PlanError([f"{file}: no such file, expected that of a study: name a folder that a run made"]) from None
    except (YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise PlanError([f"{file}: found no rows ({said}), expected those of the study: run it again"]) from None


def _plan(file: Path, name: str, mapping: Mapping[str, Any]) -> Plan:
    """Return the plan of one row: of the keys that it was read from, else of the fields of its nouns."""
    try:
        return read_plan(mapping) if SCHEMA in mapping else Plan.model_validate(mapping)
    except PlanError as error:
        raise PlanError([f"{file}: {name}: {problem}" for problem in error.problems]) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(one) for one in first["loc"])
        raise PlanError([f"{file}: {name}: {where}: {first['msg']}: run the study again"]) from None
