"""What a plan that was read before spares when a like one is read: entries that read alike, on the same ground."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.config.definitions import with_definitions
from sim.config.expand import Raw
from sim.plan.package import Package
from sim.plan.plan import Plan
from sim.plan.reference_class import ReferenceClass

GROUND = {
    "tasks": ("lead", "co_lead", "supporters"),
    "safeguards": ("lead", "co_lead", "supporters"),
    "districts": ("agency",),
    "agencies": ("own_district",),
}
"""What the short forms of other entries lean on, by section, beside the programme and a package's class."""

AS_IT_STANDS = frozenset(
    {"commitment", "revenue_share", "listed_in", "funding", "instalments", "restart_days", "restart_cost_share"}
)
"""Keys that a package without its own takes from its class word for word, and that decide nothing else in it."""


class Source(NamedTuple):
    """A plan beside the mapping it was read from, to read a like one faster."""

    mapping: Raw
    plan: Plan


class Like:
    """A plan that was read before beside the mapping that is to be read now, its definitions laid over it."""

    def __init__(self, source: Source, mapping: Raw) -> None:
        self.plan = source.plan
        self._before = with_definitions(source.mapping, [])
        self._is_on_same_ground = _is_same(_ground(mapping), _ground(self._before))
        self._changed_classes = _changed(
            _entries(self._before, "reference_classes"), _entries(mapping, "reference_classes")
        )

    def taken_over(self, section: str, entries: Raw, classes: Mapping[str, ReferenceClass]) -> dict[str, Any]:
        """Return the nouns of a section that need no reading, by name: what reading their entries would give.

        Shapes and units
            classes: the reference classes as they are read now, for a section that comes after them.
        """
        before = self._before.get(section)
        if not self._is_on_same_ground or not isinstance(before, Mapping):
            return {}
        stood = getattr(self.plan, section)
        alike = {
            name: stood[name] for name, entry in entries.items() if name in before and _is_same(before[name], entry)
        }
        return self._with_classes(alike, entries, classes) if section == "packages" else alike

    def _with_classes(
        self, packages: dict[str, Package], entries: Raw, classes: Mapping[str, ReferenceClass]
    ) -> dict[str, Package]:
        """Return *packages* as their changed classes have them, without those that have to be read again."""
        following = {}
        for name, package in packages.items():
            reference_class = package.reference_class
            if reference_class not in self._changed_classes:
                following[name] = package
                continue
            keys, shared = self._changed_classes[reference_class], classes.get(reference_class)
            if keys is not None and shared is not None:
                following[name] = _with_inherited(package, entries[name], shared, keys)
        return following


def _with_inherited(package: Package, entry: Raw, shared: ReferenceClass, keys: frozenset[str]) -> Package:
    """Return *package*, written as *entry*, as its class has it in those of *keys* that it does not state itself."""
    taken = {key: getattr(shared, key) for key in keys if entry.get(key) is None}
    return package.model_copy(update=taken) if taken else package


def _changed(before: Raw, after: Raw) -> dict[str, frozenset[str] | None]:
    """Return the reference classes that do not read alike, each with the keys in which its packages follow it.

    None where the packages have to be read again.
    """
    return {
        name: _followed(before.get(name), after.get(name))
        for name in {*before, *after}
        if name not in before or name not in after or not _is_same(before[name], after[name])
    }


def _followed(before: Any, after: Any) -> frozenset[str] | None:
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return None
    keys = frozenset(key for key in {*before, *after} if not _is_same(before.get(key), after.get(key)))
    is_stated = all(before.get(key) is not None and after.get(key) is not None for key in keys)
    return keys if is_stated and keys <= AS_IT_STANDS else None


def _entries(mapping: Raw, section: str) -> dict[str, Any]:
    found = mapping.get(section)
    return {str(name): entry for name, entry in found.items()} if isinstance(found, Mapping) else {}


def _ground(mapping: Raw) -> list[Any]:
    """Return what the short forms of entries lean on beside themselves."""
    ground = [mapping.get("programme")]
    for section, keys in GROUND.items():
        named = _entries(mapping, section).items()
        ground.append([(name, [entry.get(key) for key in keys]) for name, entry in named if isinstance(entry, Mapping)])
    return ground


def _is_same(before: Any, after: Any) -> bool:
    """Return whether two entries read alike: the same values of the same types in the same order."""
    return before is after or (before == after and repr(before) == repr(after))
