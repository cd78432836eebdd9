"""Lays mappings over one another: overlays, settings of rows, and single settings of a command line.

As in Hydra, mappings merge and all else replaces; nothing given is changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from sim.plan.problems import PlanError, did_you_mean

Path = tuple[str, ...]

RESOLVER = re.compile(r"\$\{[^${}]*:")
"""A reference that calls a function of OmegaConf; one to a key has no colon."""

NAMED_BY_OTHERS = (
    "networks",
    "tasks",
    "crews",
    "agencies",
    "quotas",
    "lists",
    "funding",
    "reference_classes",
    "gates",
    "indicators",
)
"""Sections whose entries do nothing unless something else names them."""


class How(Enum):
    """What a single setting may do to what is there."""

    CHANGE = "change what is there"
    ADD = "add what is not there"
    SET = "change or add"
    REMOVE = "remove what is there"


class Setting(NamedTuple):
    """One value for one key; `written` is how the user wrote it."""

    path: Path
    how: How
    value: Any
    written: str


def merged(below: Mapping[Any, Any], above: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return *below* with *above* laid over it; what neither changes is shared, not copied."""
    laid = dict(below)
    for key, value in above.items():
        there = laid.get(key)
        laid[key] = merged(there, value) if isinstance(there, Mapping) and isinstance(value, Mapping) else value
    return laid


def value_at(mapping: Mapping[str, Any], path: str) -> Any:
    """Return what stands at a dotted path, or nothing."""
    found: Any = mapping
    for part in path.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found


def with_settings(mapping: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return *mapping* with the settings of a row made; a key may be dotted, what it names must be there.

    Raises
        PlanError: a dotted key is not there.
    """
    laid = dict(mapping)
    for key, value in settings.items():
        if "." in key:
            laid = with_setting(laid, Setting(tuple(key.split(".")), How.CHANGE, value, f"{key}={value}"))
        else:
            laid = merged(laid, {key: value})
    return laid


def with_setting(mapping: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """Return *mapping* with one setting made.

    Raises
        PlanError: the key is not there (or there already, for one that is to be added).
    """
    return _set(mapping, setting, 0)


def _set(mapping: Mapping[Any, Any], setting: Setting, depth: int) -> dict[Any, Any]:
    key, below = _key_in(mapping, setting.path, depth)
    if key not in mapping and setting.how in (How.CHANGE, How.REMOVE):
        where = ".".join(setting.path[:below])
        hint = did_you_mean(key, mapping)
        how_to_add = "" if setting.how is How.REMOVE or hint.startswith("did") else f" (to add it: +{setting.written})"
        raise PlanError([f"{where}: no such key; {hint}{how_to_add}"])
    laid = dict(mapping)
    there = mapping.get(key)
    if below < len(setting.path):
        if there is not None and not isinstance(there, Mapping):
            where = ".".join(setting.path[:below])
            raise PlanError(
                [f"{setting.written}: found {there!r} at {where}, expected a mapping: set {where} as a whole"]
            )
        laid[key] = _set({} if there is None else there, setting, below)
    elif setting.how is How.REMOVE:
        del laid[key]
    elif isinstance(there, Mapping) and isinstance(setting.value, Mapping):
        laid[key] = merged(there, setting.value)
    elif setting.how is How.ADD and there is not None:
        raise PlanError([f"{setting.written}: found {'.'.join(setting.path)} there already: leave the + out"])
    else:
        laid[key] = setting.value
    return laid


def _key_in(mapping: Mapping[Any, Any], path: Path, depth: int) -> tuple[Any, int]:
    """Return the key of *mapping* that the path means, and where the path goes on below it.

    A name may have dots in it (`tasks.T2.2.lead`); a year is a number in a file and text on a command line.
    """
    for end in range(len(path), depth, -1):
        name = ".".join(path[depth:end])
        if name in mapping:
            return name, end
    part = path[depth]
    return (int(part) if part.isdecimal() and any(isinstance(key, int) for key in mapping) else part), depth + 1


def added_for_nothing(base: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each entry that *row* has and *base* lacks, and that nothing names: a slip of the pen."""
    for section in NAMED_BY_OTHERS:
        before, after = base.get(section), row.get(section)
        if not isinstance(before, Mapping) or not isinstance(after, Mapping):
            continue
        for name in [name for name in after if name not in before]:
            if name not in _words_in({key: part for key, part in row.items() if key != section}):
                yield f"{section}.{name}: set, but nothing names it; {did_you_mean(str(name), before)}"


def _words_in(found: Any) -> set[Any]:
    if isinstance(found, Mapping):
        words = set(found)
        for value in found.values():
            words |= _words_in(value)
        return words
    if isinstance(found, list | tuple):
        return set().union(*map(_words_in, found)) if found else set()
    return {found}


def resolved(mapping: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return *mapping* with its references (`${...}`) replaced by what they refer to.

    Raises
        PlanError: a reference leads nowhere or asks for more than a key, or a value is still missing (`???`).
    """
    if not _refers(mapping):
        return dict(mapping)
    problems = list(_asking_for_more_than_a_key(mapping, ()))
    if problems:
        raise PlanError(problems)
    try:
        found = OmegaConf.to_container(OmegaConf.create(dict(mapping)), resolve=True, throw_on_missing=True)
    except OmegaConfBaseException as error:
        said = " ".join(str(error).split())
        raise PlanError([f"{where}: found a reference that leads nowhere ({said}): correct it"]) from None
    assert isinstance(found, dict)
    return {str(key): value for key, value in found.items()}


def _asking_for_more_than_a_key(found: Any, path: Path) -> Iterator[str]:
    """Yield a line for each reference to what is no key, such as `${oc.env:HOME}`: a plan reads nothing beside it."""
    entries: Iterable[tuple[Any, Any]] = ()
    if isinstance(found, Mapping):
        entries = found.items()
    elif isinstance(found, list | tuple):
        entries = enumerate(found)
    elif isinstance(found, str) and RESOLVER.search(found):
        yield (
            f"{'.'.join(path)}: found {found!r}, expected a reference to a key alone, such as ${{programme.start}}: "
            "write the value"
        )
    for key, inner in entries:
        yield from _asking_for_more_than_a_key(inner, (*path, str(key)))


def _refers(found: Any) -> bool:
    if isinstance(found, Mapping):
        return any(map(_refers, found.values()))
    if isinstance(found, list | tuple):
        return any(map(_refers, found))
    return isinstance(found, str) and ("${" in found or found == "???")
