"""Evidence beside numbers: which numbers of a plan have none, name one that is missing, or differ from it.

A block's `evidence` maps its keys, or dotted paths into it, to ids; a key covers everything below
it. What an overlay sets counts as set by the scenario and needs no evidence of its own.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.config.expand import Raw
from sim.config.load import load_mapping
from sim.config.overlay import value_at
from sim.config.read import NOT_THE_PLAN, SECTIONS, SINGLE
from sim.config.rephrase import rephrase
from sim.plan.evidence import Fact, KnownBy
from sim.plan.noun import Evidence
from sim.plan.problems import PlanError, did_you_mean

Facts = Mapping[str, Fact]


def load_facts(path: Path) -> dict[str, Fact]:
    """Return the facts of an evidence file, or of all such files in a folder, by id.

    Raises
        PlanError: a file is missing or no mapping, entries are wrong, or an id stands twice; all are named.
    """
    facts: dict[str, Fact] = {}
    problems: list[str] = []
    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        for name, entry in load_mapping(file).items():
            if name in facts:
                problems.append(f"{file.name}: {name}: found this id in two files, expected it once: rename one")
                continue
            try:
                facts[name] = Fact.model_validate(entry)
            except ValidationError as error:
                problems += rephrase(error, f"{file.name}: {name}", Fact)
    if problems:
        raise PlanError(problems)
    return facts


def load_known_by(path: Path) -> KnownBy:
    """Return up to which days facts may have been known, of a file.

    Raises
        PlanError: the file is missing or wrong; every problem is named.
    """
    try:
        return KnownBy.model_validate(load_mapping(path))
    except ValidationError as error:
        raise PlanError(rephrase(error, path.name, KnownBy)) from None


def gives_evidence(mapping: Raw) -> bool:
    """Return whether any block of a composed mapping carries evidence."""
    return any(block.get("evidence") for _, block in blocks_of(mapping))


def evidence_problems(mapping: Raw, facts: Facts, known_by: KnownBy, changed: Collection[str] = ()) -> tuple[str, ...]:
    """Return one line for each number without good evidence; none for a plan that gives no evidence at all.

    Shapes and units
        mapping: the composed mapping, before short forms are expanded.
        changed: dotted paths that a scenario sets (see `paths_set`), each with all below it.
    """
    if not gives_evidence(mapping):
        return ()
    set_by_scenario = frozenset(changed)
    lines = [*_facts_at_fault(facts, known_by)]
    for where, block in blocks_of(mapping):
        lines += _block_at_fault(where, block, facts, set_by_scenario)
    return tuple(lines)


def paths_set(mapping: Raw, base: Raw) -> tuple[str, ...]:
    """Return the dotted paths of the plan at which *mapping* says something else than *base*."""
    plan = [key for key in mapping if key not in NOT_THE_PLAN]
    return tuple(_differences({key: mapping[key] for key in plan}, base, ""))


def _differences(found: Any, base: Any, path: str) -> Iterator[str]:
    if isinstance(found, Mapping) and isinstance(base, Mapping):
        for key, inner in found.items():
            where = f"{path}.{key}" if path else str(key)
            yield from _differences(inner, base[key], where) if key in base else (where,)
    elif found != base:
        yield path


def blocks_of(mapping: Raw) -> Iterator[tuple[str, Raw]]:
    """Yield (where, block) for every part of the plan that may carry evidence of its own."""
    for section in ("programme", "calendar", *SINGLE):
        block = mapping.get(section)
        if isinstance(block, Mapping):
            yield section, {key: inner for key, inner in block.items() if key != "seasons"}
    calendar = mapping.get("calendar")
    seasons = calendar.get("seasons") if isinstance(calendar, Mapping) else None
    named = {"calendar.seasons": seasons} | {section: mapping.get(section) for section in SECTIONS}
    for section, blocks in named.items():
        if isinstance(blocks, Mapping):
            for name, block in blocks.items():
                if isinstance(block, Mapping):
                    yield f"{section}.{name}", block


def _block_at_fault(where: str, block: Raw, facts: Facts, changed: frozenset[str]) -> Iterator[str]:
    evidence: Evidence = block.get("evidence") or {}
    known = list(facts)
    for key, name in evidence.items():
        value = value_at(block, key)
        if name not in facts:
            yield f"{where}.evidence.{key}: no such evidence '{name}'; {did_you_mean(name, known)}"
        elif value is None and not _is_covered(f"{where}.{key}", changed):
            yield f"{where}.evidence.{key}: found no {key} in {where}, expected a key of it: correct the path"
        elif _is_number(value) and not _is_covered(f"{where}.{key}", changed):
            stated = {"low": facts[name].low, "high": facts[name].high}.get(key, facts[name].value)
            if _is_number(stated) and stated != value:
                yield f"{where}.{key}: found {value}, expected the {stated:g} of evidence '{name}': correct one of them"
    for path, value in numbers_in(block, ""):
        if not _is_covered(path, evidence) and not _is_covered(f"{where}.{path}", changed):
            key = path.split(".", maxsplit=1)[0]
            yield f"{where}.{path}: found {value} without evidence, expected an id: add {key} to {where}.evidence"


def _facts_at_fault(facts: Facts, known_by: KnownBy) -> Iterator[str]:
    for name, fact in facts.items():
        if fact.grade == "assumed" and (fact.low is None or fact.high is None or not fact.analogue):
            yield f"evidence {name}: assumed without a range or analogue, expected low, high and analogue: add them"
        last = known_by.last_day(fact.use)
        if last and _is_known_after(fact, last):
            yield f"evidence {name}: found {_known(fact)} for a {fact.use}, expected {last} or before: find a source"
        if _is_out_of_range(fact):
            yield f"evidence {name}: found {fact.value} outside {fact.low} to {fact.high}, expected inside: correct it"
        yield from _grounds_at_fault(name, facts, last)


def _grounds_at_fault(name: str, facts: Facts, last: date | None) -> Iterator[str]:
    """Yield one line for each fact that *name* rests on and that is missing, known too late, or *name* itself."""
    fact = facts[name]
    for ground in fact.rests_on:
        if ground not in facts:
            yield f"evidence {name}.rests_on: no such evidence '{ground}'; {did_you_mean(ground, list(facts))}"
    for ground, way in _grounds(name, facts).items():
        if ground == name:
            if name == min(way):
                yield f"evidence {name}: found a cycle, {' -> '.join(way)}, expected none: take one from its rests_on"
        elif last and _is_known_after(facts[ground], last):
            known = _known(facts[ground])
            yield f"evidence {name}: rests on {ground}, found {known}, expected {last} or before: find another figure"
        elif fact.known_on and _is_known_after(facts[ground], fact.known_on):
            known = _known(facts[ground])
            yield f"evidence {name}: found {_known(fact)}, but {ground} under it {known}, expected its day: correct one"


def _grounds(name: str, facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return every fact that *name* rests on, to the end, each with the way from *name* to it."""
    ways: dict[str, tuple[str, ...]] = {}
    ahead: list[tuple[str, ...]] = [(name,)]
    for way in ahead:
        for ground in facts[way[-1]].rests_on:
            if ground in facts and ground not in ways:
                ways[ground] = (*way, ground)
                ahead.append(ways[ground])
    return ways


def _is_known_after(fact: Fact, last: date) -> bool:
    return fact.known_on is None or fact.known_on > last


def _known(fact: Fact) -> str:
    return f"known on {fact.known_on}" if fact.known_on else "no known_on"


def _is_out_of_range(fact: Fact) -> bool:
    if not isinstance(fact.value, float) or fact.low is None or fact.high is None:
        return False
    return not fact.low <= fact.value <= fact.high


def numbers_in(found: Any, path: str) -> Iterator[tuple[str, float]]:
    """Yield (dotted path, number) for every number below a block, its evidence aside."""
    if isinstance(found, Mapping):
        for key, inner in found.items():
            if key != "evidence":
                yield from numbers_in(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(found, list | tuple):
        for inner in found:
            yield from numbers_in(inner, path)
    elif _is_number(found):
        yield path, found


def _is_covered(path: str, by: Collection[str]) -> bool:
    """Return whether a path or one above it is among *by*."""
    if path in by:
        return True
    return any(path[:place] in by for place, letter in enumerate(path) if letter == ".")


def _is_number(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool)
