"""What of a plan has to be checked when a like plan is known to have no problems."""

from collections.abc import Mapping, Set
from typing import Any

from sim.plan.plan import Plan

Parts = Mapping[str, Any]


class Since:
    """The parts of a plan beside a plan without problems: what is new in them, and what is the same.

    An entry is new if it is not the very noun that stands in the other plan; without another plan all are.
    """

    def __init__(self, parts: Parts, names: Mapping[str, Set[str]], before: Plan | None) -> None:
        self._parts, self._before = parts, before
        sections = [key for key, found in parts.items() if isinstance(found, dict)]
        self.is_named_alike = before is not None and all(names[key] == getattr(before, key).keys() for key in sections)
        self._new = parts if before is None else {**parts, **{key: _new(parts[key], before, key) for key in sections}}

    def is_same(self, *sections: str) -> bool:
        """Return whether all of these sections are the same as in the other plan."""
        return self._before is not None and all(self._parts[key] == getattr(self._before, key) for key in sections)

    def to_check(self, is_ground_same: bool) -> Parts:
        """Return the parts whose entries have to be checked: the new ones, or all if their ground has moved."""
        return self._new if is_ground_same else self._parts


def _new(entries: Mapping[str, Any], before: Plan, section: str) -> dict[str, Any]:
    stood = getattr(before, section)
    return {name: noun for name, noun in entries.items() if stood.get(name) is not noun}
