"""Reads the file of observations: its nouns, the days it may speak of, and the facts that it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from sim.config.load import load_mapping
from sim.config.overlay import value_at
from sim.config.rephrase import rephrase
from sim.plan.evidence import Fact
from sim.plan.observation import Observations, Parameter
from sim.plan.problems import PlanError, unknown

DIGITS = 3
"""Decimals of a number that need not be whole."""


class Bounds(NamedTuple):
    """Between which a parameter may lie, and where it stands as published; a factor stands at 1."""

    low: float
    high: float
    published: float


def read_observations(path: Path, facts: Mapping[str, Fact], mapping: Mapping[str, Any]) -> Observations:
    """Return the observations of a file, checked against the evidence and the published plan.

    Shapes and units
        mapping: the composed mapping of the plan as published.
    Raises
        PlanError: the file has problems; all of them are named.
    """
    try:
        read = Observations.model_validate(load_mapping(path))
    except ValidationError as error:
        raise PlanError(rephrase(error, path.name, Observations)) from None
    problems = [*_too_late(read), *_too_early(read), *_without_ground(read, facts, mapping)]
    if problems:
        raise PlanError([f"{path.name}: {problem}" for problem in problems])
    return read


def bounds_of(parameter: Parameter, facts: Mapping[str, Fact], mapping: Mapping[str, Any]) -> Bounds:
    """Return the registered range of a parameter, as a number or as a factor, and its place as published."""
    fact = facts[parameter.fact]
    assert fact.low is not None and fact.high is not None
    if parameter.how == "set":
        return Bounds(fact.low, fact.high, float(value_at(mapping, parameter.paths[0])))
    return Bounds(max(fact.low / one for one in parameter.of), min(fact.high / one for one in parameter.of), 1.0)


def settings_of(
    parameters: Mapping[str, Parameter], point: Mapping[str, float], mapping: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what stands at each dotted path of the plan at a *point*, one number a parameter by name."""
    found: dict[str, Any] = {}
    for name, number in point.items():
        parameter = parameters[name]
        for path in parameter.paths:
            published = value_at(mapping, path)
            digits = None if parameter.whole else DIGITS
            found[path] = round(number, digits) if parameter.how == "set" else _scaled(published, number, digits)
    return found


def _scaled(published: Any, factor: float, digits: int | None) -> Any:
    if isinstance(published, Mapping):
        return {key: _scaled(inner, factor, digits) for key, inner in published.items()}
    return round(published * factor, digits)


def _too_late(read: Observations) -> Iterator[str]:
    last, printed_by = read.matching.last_day, read.matching.printed_by
    for name, seen in read.observations.items():
        where = f"observations.{name}"
        if seen.observed_on > last:
            yield f"{where}.observed_on: found {seen.observed_on}, expected {last} or before: it tells of a later day"
        for place, page in enumerate(seen.pages):
            if page.earliest > printed_by:
                found = f"{where}.pages.{place}: found a page of {page.earliest}"
                yield f"{found}, expected {printed_by} or before: find an earlier one"


def _too_early(read: Observations) -> Iterator[str]:
    for name, seen in read.observations.items():
        days = [page.earliest for page in seen.pages]
        if days and max(days) < seen.observed_on:
            found = f"observations.{name}.pages: found none after {max(days)}"
            yield f"{found}, expected one of {seen.observed_on} or later: nobody prints what is yet to come"


def _without_ground(read: Observations, facts: Mapping[str, Fact], mapping: Mapping[str, Any]) -> Iterator[str]:
    for name, seen in read.observations.items():
        yield from _unknown(f"observations.{name}.packages", "package", seen.packages, mapping["packages"])
        of = [seen.indicator] if seen.indicator else []
        yield from _unknown(f"observations.{name}.indicator", "indicator", of, mapping["indicators"])
        yield from _unknown(f"observations.{name}.continued_rests_on", "evidence", seen.continued_rests_on, facts)
    for name, parameter in read.parameters.items():
        where = f"parameters.{name}"
        if parameter.fact not in facts:
            yield unknown(f"{where}.fact", "evidence", parameter.fact, facts)
            continue
        fact = facts[parameter.fact]
        if fact.low is None or fact.high is None:
            yield f"{where}.fact: found no range in {parameter.fact}, expected low and high: name another"
            continue
        missing = [path for path in parameter.paths if value_at(mapping, path) is None]
        for path in missing:
            yield f"{where}.paths: found no {path} in the plan, expected a key of it: correct the path"
        if missing:
            continue
        published = {str(value_at(mapping, path)) for path in parameter.paths}
        if parameter.how == "set" and len(published) > 1:
            yield f"{where}.paths: found {', '.join(sorted(published))}, expected one number: scale them"
            continue
        bounds = bounds_of(parameter, facts, mapping)
        if not bounds.low <= bounds.published <= bounds.high:
            ends = f"{bounds.low:g} to {bounds.high:g}"
            yield f"{where}: found {bounds.published:g} outside {ends}, expected inside: mend it"


def _unknown(where: str, kind: str, names: Sequence[str], known: Mapping[str, Any]) -> Iterator[str]:
    yield from (unknown(where, kind, name, known) for name in names if name not in known)
