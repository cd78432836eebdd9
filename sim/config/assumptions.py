"""Assumed inputs: which numbers of a plan rest on each, and the plan as it is with inputs elsewhere in their ranges.

One entry of the evidence that is graded `assumed`, with a range, is one input. Where its value is a number,
the numbers that rest on it and equal it move with it; where its value is said in words, the numbers that
rest on it, are named in the words ("20; 24", "18 to 26") and lie in its range. They move together: each to
the same relative place between where it stands and the end of the range. What stays, and why:

- `low`, `high` and `planned`: ranges of levers, and what the plan itself takes a law to be;
- the calendar of a source, whose shares grow to 1;
- how many lots a package is told in: it says how finely the works are seen, not how much they are;
- the ends of a law of three points, of which the middle moves between them;
- the earlier count of a stock: it tells nothing but the trend;
- numbers derived from an input that are no longer equal to it: a package's total stays as it is written.

What is delivered moves by whole smallest units. Whole numbers stay whole where the range is in whole
numbers; a number up to 1 stays there where the range reaches further, as the entry speaks of several things.
"""

import pickle
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sim.config.evidence import Facts, blocks_of
from sim.config.expand import Raw
from sim.config.read import Source, read_plan
from sim.plan.evidence import Fact
from sim.plan.plan import Plan
from sim.plan.problems import PlanError

STAYS = frozenset({"evidence", "low", "high", "planned", "lots", "calendar", "earlier"})
"""Keys whose numbers no input moves."""

NUMBERS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

DIGITS = 9
"""Decimals that multiples of a smallest unit are rounded to."""

THREE_POINTS = frozenset({"pert", "triangular"})

MOST_TRIES = 8
"""A setting is read again so often, each time without the inputs of the blocks that could not be read."""

Path = tuple[str | int, ...]


class Placed(NamedTuple):
    """A number that moves with an input: where it stands, between which bounds, and in which steps (0: any)."""

    block: str
    path: Path
    number: float
    low: float
    high: float
    step: float


class Read(NamedTuple):
    """The plan of a setting, and the inputs that keep their place in it."""

    plan: Plan
    kept: frozenset[str]


class Input(NamedTuple):
    """An assumed input by its id, and the numbers that move with it."""

    name: str
    numbers: tuple[Placed, ...]


def assumed_inputs(mapping: Raw, facts: Facts) -> tuple[Input, ...]:
    """Return the assumed inputs of a composed mapping that move any number, by id."""
    numbers: dict[str, list[Placed]] = {}
    for where, block in blocks_of(mapping):
        evidence: Mapping[str, str] = block.get("evidence") or {}
        for path, dotted, number in _numbers(block, (), ""):
            name = _nearest(dotted, evidence)
            fact = facts.get(name)
            if fact is not None and fact.grade == "assumed":
                bounds = _bounds(fact, number, path, block)
                if bounds is not None:
                    numbers.setdefault(name, []).append(
                        Placed(where, (*_prefix(where), *path), number, *bounds, _step(mapping, number, path, bounds))
                    )
    return tuple(Input(name, tuple(numbers[name])) for name in sorted(numbers))


def moved(mapping: Raw, inputs: Collection[Input], places: Mapping[str, float]) -> dict[str, Any]:
    """Return *mapping* with each input at its place in its range.

    Shapes and units
        places: input to a number between 0 (low) and 1 (high); 0.5 is where it stands.
    """
    laid: dict[str, Any] = dict(mapping)
    copied: set[Path] = set()
    for one in inputs:
        for placed in one.numbers:
            _put(laid, placed.path, _number_at(placed, places[one.name]), copied)
    return laid


def read_setting(mapping: Raw, inputs: Collection[Input], places: Mapping[str, float], like: Source) -> Read:
    """Return the plan of a setting, and the inputs that keep their place in it.

    Where moved numbers of a block contradict one another, so that it cannot be read, the inputs that move
    any of them stay where they are.

    Raises
        PlanError: the setting cannot be read even so.
    """
    kept: set[str] = set()
    for _ in range(MOST_TRIES):
        moving = [one for one in inputs if one.name not in kept]
        try:
            return Read(read_plan(moved(mapping, moving, places), like), frozenset(kept))
        except PlanError as error:
            at_fault = {one.name for one in moving if _is_named(one, error.problems)}
            sections = {problem.partition(".")[0] for problem in error.problems}
            at_fault = at_fault or {one.name for one in moving if any(at.path[0] in sections for at in one.numbers)}
            if not at_fault:
                raise
            kept |= at_fault
    return Read(like.plan, frozenset(one.name for one in inputs))


class Moving(NamedTuple):
    """What all settings of a plan have in common: its mapping, the inputs that move, and the plan as it is."""

    mapping: Raw
    inputs: tuple[Input, ...]
    like: Source


@dataclass(frozen=True)
class MovedPlan:
    """The plan of a setting, read when it is called; `common` is a pickled `Moving`."""

    common: bytes
    places: Mapping[str, float]

    def __call__(self) -> Plan:
        """Return the plan."""
        mapping, inputs, like = _moving(self.common)
        return read_setting(mapping, inputs, self.places, like).plan


@lru_cache(maxsize=1)
def _moving(common: bytes) -> Moving:
    """Return what settings have in common, read once for all of them in this process."""
    found: Moving = pickle.loads(common)
    return found


def _is_named(one: Input, problems: Collection[str]) -> bool:
    blocks = {placed.block for placed in one.numbers}
    return any(problem.startswith((f"{block}.", f"{block}:")) for block in blocks for problem in problems)


def _bounds(fact: Fact, number: float, path: Path, block: Raw) -> tuple[float, float] | None:
    """Return the bounds between which a number moves with its input, none where it stays."""
    low, high = fact.low, fact.high
    if low is None or high is None or not low <= number <= high or low == high:
        return None
    if isinstance(fact.value, float):
        if number != fact.value:
            return None
    elif not _is_said(number, str(fact.value or "")):
        return None
    elif number <= 1 < high:
        high = 1.0
    if len(path) >= 2 and path[-2] in THREE_POINTS:
        if path[-1] != 1:
            return None
        ends = _at(block, path[:-1])
        low, high = max(low, float(ends[0])), min(high, float(ends[2]))
    return (low, high) if low <= number <= high and low < high else None


def _step(mapping: Raw, number: float, path: Path, bounds: tuple[float, float]) -> float:
    """Return in which steps a number moves: whole ones in a whole range, of what is delivered the smallest unit."""
    if len(path) >= 2 and path[-2] == "delivers":
        indicators = mapping.get("indicators")
        indicator = indicators.get(path[-1]) if isinstance(indicators, Mapping) else None
        return float(indicator.get("smallest_unit", 1)) if isinstance(indicator, Mapping) else 0
    return 1 if isinstance(number, int) and all(bound == int(bound) for bound in bounds) else 0


def _is_said(number: float, words: str) -> bool:
    """Return whether words name a number, or two ends with it in between."""
    said = [float(found.replace(",", "")) for found in NUMBERS.findall(words)]
    return number in said or (" to " in words and len(said) > 1 and min(said) <= number <= max(said))


def _number_at(placed: Placed, place: float) -> float:
    """Return where a number stands when its input stands at *place*: half of the places are below where it is."""
    if place < 0.5:
        number = placed.number - (placed.number - placed.low) * (1 - 2 * place)
    else:
        number = placed.number + (placed.high - placed.number) * (2 * place - 1)
    if not placed.step:
        return number
    whole = round(number / placed.step)
    return whole if placed.step == 1 else round(whole * placed.step, DIGITS)


def _numbers(found: Any, path: Path, dotted: str) -> Iterator[tuple[Path, str, float]]:
    if isinstance(found, Mapping):
        for key, inner in found.items():
            if key not in STAYS:
                yield from _numbers(inner, (*path, key), f"{dotted}.{key}" if dotted else str(key))
    elif isinstance(found, list | tuple):
        for place, inner in enumerate(found):
            yield from _numbers(inner, (*path, place), dotted)
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield path, dotted, found


def _nearest(dotted: str, evidence: Mapping[str, str]) -> str:
    while dotted and dotted not in evidence:
        dotted = dotted.rpartition(".")[0]
    return evidence.get(dotted, "")


def _prefix(where: str) -> Path:
    """Return the path of a block: the names of entries may have dots in them."""
    if where.startswith("calendar.seasons."):
        return ("calendar", "seasons", where.removeprefix("calendar.seasons."))
    section, dot, name = where.partition(".")
    return (section, name) if dot else (section,)


def _at(block: Any, path: Path) -> Any:
    for key in path:
        block = block[key]
    return block


def _put(laid: dict[str, Any], path: Path, number: float, copied: set[Path]) -> None:
    """Put a number in its place; what is above it is copied once and never changed in the original."""
    above: Any = laid
    for depth, key in enumerate(path[:-1], 1):
        if path[:depth] not in copied:
            inner = above[key]
            above[key] = dict(inner) if isinstance(inner, Mapping) else list(inner)
            copied.add(path[:depth])
        above = above[key]
    above[path[-1]] = number
