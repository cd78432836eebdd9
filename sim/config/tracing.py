"""From every number of a plan to where it comes from, and from every quotation to the plan's text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sim.config.evidence import Facts, blocks_of, numbers_in
from sim.config.expand import Raw
from sim.plan.evidence import Fact

QUOTED = ("milestones", "ecosystems", "zones", "fields_of_use")
"""Sections whose entries quote the plan."""


class Traced(NamedTuple):
    """How far the numbers of a plan were traced.

    Shapes and units
        numbers: numbers by the grade of their evidence.
        quotes: quotations that were found in the plan's text.
        untraced: one line for each number or quotation that leads nowhere.
    """

    numbers: Counter[str]
    quotes: int
    untraced: tuple[str, ...]


def trace_numbers(mapping: Raw, facts: Facts, plan_text: str) -> Traced:
    """Return where the numbers of *mapping* lead: each to a clause of the plan or an address, by its evidence.

    Shapes and units
        plan_text: the text of the plan; white space does not count. Empty: quotations lead nowhere.
    """
    numbers: Counter[str] = Counter()
    untraced: list[str] = []
    used: set[str] = set()
    for where, block in blocks_of(mapping):
        evidence: Mapping[str, str] = block.get("evidence") or {}
        for path, value in numbers_in(block, ""):
            name = _nearest(path, evidence)
            fact = facts.get(name)
            if fact is None:
                untraced.append(f"{where}.{path}: found {value} without evidence, expected an id: add it")
                continue
            used.add(name)
            numbers[fact.grade] += 1
    for name in sorted(used):
        if not (facts[name].clause or facts[name].address):
            untraced.append(
                f"evidence {name}: found neither clause nor address, expected one of them: say where it comes from"
            )
    quotes = dict(_quotes(mapping, {name: facts[name] for name in sorted(used)}))
    text = _bare(plan_text)
    for where, quote in quotes.items():
        if not quote:
            untraced.append(f"{where}: found no quote, expected words of the plan's text: add them")
        elif _bare(quote) not in text:
            untraced.append(f"{where}: found a quote that is not in the plan's text ({quote}): correct it")
    found = sum(bool(quote) and _bare(quote) in text for quote in quotes.values())
    return Traced(numbers, found, tuple(untraced))


def _quotes(mapping: Raw, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    for section in QUOTED:
        entries = mapping.get(section)
        for name, entry in entries.items() if isinstance(entries, Mapping) else ():
            yield f"{section}.{name}", str(entry.get("quote") or "") if isinstance(entry, Mapping) else ""
    for name, fact in facts.items():
        if fact.quote:
            yield f"evidence {name}", fact.quote


def _nearest(path: str, evidence: Mapping[str, str]) -> str:
    """Return the id that stands for a dotted path: its own, else that of the nearest path above it."""
    while path and path not in evidence:
        path = path.rpartition(".")[0]
    return evidence.get(path, "")


def _bare(text: Any) -> str:
    return "".join(str(text).split())
