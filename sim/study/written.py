"""`study.yaml`: the rows of a study as composed, so that each can be read again.

The base stands in full, every other row as what differs from it.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from sim.study.rows import Row, RunSettings, Study

HEADER = """\
# The rows of this study as composed. `base_plan` is the plan of the base in full. Of every other row stand the
# `changes` (laid over the base: mappings merge, all else replaces) and the keys that are `removed`.
"""


def study_yaml(study: Study, settings: RunSettings) -> str:
    """Return *study* as YAML."""
    base = plan_mapping(study.base_row)
    written = {
        "study": {
            "name": study.name,
            "question": study.question.model_dump() if study.question else None,
            "base": study.base,
            "rows": {row.name: _row(row, base) for row in study.rows},
        },
        "run": settings.model_dump(mode="json"),
        "base_plan": base,
    }
    return HEADER + yaml.dump(written, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)


def rows_in(study_yaml_text: str) -> dict[str, dict[str, Any]]:
    """Return the plan mapping of each row of a `study.yaml`."""
    written = yaml.safe_load(study_yaml_text)
    base = written["base_plan"]
    return {name: _with_changes(base, row["changes"], row["removed"]) for name, row in written["study"]["rows"].items()}


def plan_mapping(row: Row) -> dict[str, Any]:
    """Return the plan of *row* as a mapping: the keys it was read from, else all fields of its nouns."""
    if row.mapping is None:
        return row.plan.model_dump(mode="json")
    return {key: value for key, value in row.mapping.items() if key != "scenario"}


def _row(row: Row, base: Mapping[str, Any]) -> dict[str, Any]:
    own = plan_mapping(row)
    return {
        "scenario": row.scenario or None,
        "settings": dict(row.settings),
        "changes": _changes(base, own),
        "removed": _removed(base, own, ()),
    }


def _changes(base: Mapping[Any, Any], own: Mapping[Any, Any]) -> dict[Any, Any]:
    changes = {}
    for key, value in own.items():
        there = base.get(key)
        if key in base and there == value and type(there) is type(value):
            continue
        is_inside = isinstance(there, Mapping) and isinstance(value, Mapping)
        changes[key] = _changes(there, value) if is_inside and there is not None else value
    return changes


def _removed(base: Mapping[Any, Any], own: Mapping[Any, Any], path: tuple[Any, ...]) -> list[list[Any]]:
    removed: list[list[Any]] = []
    for key, value in base.items():
        if key not in own:
            removed.append([*path, key])
        elif isinstance(value, Mapping) and isinstance(own[key], Mapping):
            removed += _removed(value, own[key], (*path, key))
    return removed


def _with_changes(base: Mapping[Any, Any], changes: Mapping[Any, Any], removed: list[list[Any]]) -> dict[Any, Any]:
    own = _laid(base, changes)
    for path in removed:
        inside = own
        for key in path[:-1]:
            inside = inside[key]
        del inside[path[-1]]
    return own


def _laid(below: Mapping[Any, Any], above: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return a copy of *below* with *above* laid over it."""
    laid = {key: _laid(value, {}) if isinstance(value, Mapping) else value for key, value in below.items()}
    for key, value in above.items():
        there = laid.get(key)
        is_inside = isinstance(there, Mapping) and isinstance(value, Mapping)
        laid[key] = _laid(there, value) if is_inside and there is not None else value
    return laid


class _Plain(yaml.SafeDumper):
    """Writes what is shared in full each time: no anchors for people to follow."""

    def ignore_aliases(self, data: Any) -> bool:
        """Say that nothing is written by reference."""
        return True
