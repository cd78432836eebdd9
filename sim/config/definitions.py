"""Lays the readings that a plan's definitions choose over its mapping."""

from collections.abc import Mapping
from typing import Any

from sim.config.overlay import merged
from sim.plan.problems import did_you_mean

Raw = Mapping[str, Any]


def with_definitions(mapping: Raw, problems: list[str]) -> Raw:
    """Return *mapping* with what the chosen option of each definition sets laid over it.

    A choice sets only entries that are there; one that is not becomes a line in *problems*. What is
    no definition at all is left to its noun.
    """
    definitions = mapping.get("definitions")
    if not isinstance(definitions, Mapping):
        return mapping
    laid: dict[str, Any] = dict(mapping)
    for name, definition in definitions.items():
        for section, entries in _sets_of(definition).items():
            where = f"definitions.{name}.options.{definition['choice']}.sets"
            there = mapping.get(section)
            if not isinstance(there, Mapping) or section == "definitions":
                problems.append(f"{where}.{section}: no such key; {did_you_mean(str(section), mapping)}")
                continue
            known = {}
            for entry, value in entries.items() if isinstance(entries, Mapping) else ():
                if entry in there:
                    known[entry] = value
                else:
                    problems.append(f"{where}.{section}.{entry}: no such key; {did_you_mean(str(entry), there)}")
            laid = merged(laid, {section: known})
    return laid


def _sets_of(definition: Any) -> Raw:
    """Return what a definition's choice sets, nothing where it is not well formed."""
    found = definition if isinstance(definition, Mapping) else {}
    options, choice = found.get("options"), found.get("choice")
    option = options.get(choice) if isinstance(options, Mapping) and isinstance(choice, str) else None
    sets = option.get("sets") if isinstance(option, Mapping) else None
    return sets if isinstance(sets, Mapping) else {}
