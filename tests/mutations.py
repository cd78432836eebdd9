"""Mutations of the whole mapping: entries dropped, misspelt, moved, or replaced by values that fit nowhere."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.whole_mapping import whole_mapping

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 3, -1, -2.5, 0.5, float("nan"), float("inf"), -float("inf")),
    *("", "x", "a b", "1", "nan", "2020-02-30", "2020-06-01", "02-30", "02-29", "W01-1", "size", "task_lead"),
    *("task_supporters", "fixed", "${x}", "{0}", "CN", "two\nlines"),
    *([], {}, (), [1], [None], ["a", "a"], [[1, 2]], [["2020-02-01", "2020-03-01"]], {"a": 1}, {1: 2}, {None: None}),
    *({"a": {"b": [None]}}, {"lead": {}}, {"law": "pert"}, {"pert": {"law": 3}}, {"pert": [1, 2, "x"]}, {"planned": 3}),
    *({"discrete": {}}, {"exponential": 2}, {"2020-01-01": 1, 0: "x"}, {"capacity": {}}, {"per_size": 0}),
)
"""Values that stand nowhere in a plan, or in other places than these."""

HUGE: tuple[Any, ...] = (10**9, 10**30, 10**400, 1e300, -1e300)
"""Numbers that read but would take for ever to perform."""

Place = tuple[Any, ...]


class Mutation:
    """One thing done to a mapping: `number` picks the place, `how` what is done there."""

    def __init__(self, number: int, how: str, value: Any) -> None:
        self.number, self.how, self.value = number, how, value

    def __repr__(self) -> str:
        return f"Mutation({self.number}, {self.how!r}, {self.value!r})"

    def make(self, mapping: dict[str, Any]) -> None:
        """Change *mapping* in its place."""
        places = list(places_in(mapping))
        if not places:
            return
        *above, key = places[self.number % len(places)]
        box = inside(mapping, tuple(above))
        if self.how == "drop":
            del box[key]
        elif self.how == "misspell" and isinstance(box, dict):
            box[f"{key}x"] = box.pop(key)
        elif self.how == "key" and isinstance(box, dict):
            box[self.value if isinstance(self.value, str | int | float | None) else 2020] = box.pop(key)
        elif self.how == "move":
            box[key] = copy.deepcopy(inside(mapping, places[(self.number // 7) % len(places)]))
        else:
            box[key] = copy.deepcopy(self.value)


def places_in(found: Any, above: Place = ()) -> Iterator[Place]:
    """Yield the path of every entry below *found*."""
    entries = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, inner in entries:
        yield (*above, key)
        yield from places_in(inner, (*above, key))


def inside(mapping: Any, place: Place) -> Any:
    for key in place:
        mapping = mapping[key]
    return mapping


def mutated(*mutations: Mutation) -> dict[str, Any]:
    mapping = whole_mapping()
    for mutation in mutations:
        mutation.make(mapping)
    return mapping


def mutations(values: tuple[Any, ...]) -> st.SearchStrategy[Mutation]:
    ways = st.sampled_from(["drop", "misspell", "key", "move", "replace", "replace"])
    return st.builds(Mutation, st.integers(0, 10**5), ways, st.sampled_from(values))
