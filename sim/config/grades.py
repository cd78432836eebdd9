"""How well the numbers of each package are known: the grade of its cost and of what it delivers."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sim.config.evidence import Facts
from sim.config.expand import Raw

GRADES = ("stated", "derived", "assumed")
"""From the best known to the least."""

UNGRADED = "none"


class Grades(NamedTuple):
    """The grades of a package; `none` where its numbers have no evidence."""

    cost: str
    quantity: str

    @property
    def weakest(self) -> str:
        """The grade of the less known of the two."""
        return _weakest([self.cost, self.quantity])


def grades_of(mapping: Raw, facts: Facts) -> dict[str, Grades]:
    """Return the grades of every package of a composed mapping, by name.

    The cost rests on the evidence of the package's own cost, else of its class's cost a unit and the
    package's size; what it delivers on that of its deliveries, else of its size.
    """
    classes = _section(mapping, "reference_classes")
    grades = {}
    for name, package in _section(mapping, "packages").items():
        shared = classes.get(str(package.get("reference_class")), {})
        size = (str(shared.get("sized_by") or "size"), "size", "lots")
        own, of_class = _evidence(package), _evidence(shared)
        cost = (
            [own["cost_cny_10k"]] if "cost_cny_10k" in own else [of_class.get("unit_cost_cny_10k"), _first(own, size)]
        )
        quantity = _first(own, ("delivers", *size)) or own.get("cost_cny_10k")
        grades[name] = Grades(_grade(cost, facts), _grade([quantity], facts))
    return grades


def _section(mapping: Raw, section: str) -> dict[str, Mapping[str, Any]]:
    found = mapping.get(section)
    entries = found.items() if isinstance(found, Mapping) else ()
    return {str(name): entry for name, entry in entries if isinstance(entry, Mapping)}


def _evidence(block: Raw) -> dict[str, str]:
    """Return the evidence of a block, a dotted path also under its first key where that has none of its own."""
    evidence = dict(block.get("evidence") or {})
    for path, name in list(evidence.items()):
        evidence.setdefault(path.partition(".")[0], name)
    return evidence


def _first(evidence: Mapping[str, str], keys: Iterable[str]) -> str | None:
    return next((evidence[key] for key in keys if key in evidence), None)


def _grade(names: Iterable[str | None], facts: Facts) -> str:
    return _weakest([facts[name].grade if name in facts else UNGRADED for name in names if name] or [UNGRADED])


def _weakest(grades: list[str]) -> str:
    return max(grades, key=lambda grade: (*GRADES, UNGRADED).index(grade))
