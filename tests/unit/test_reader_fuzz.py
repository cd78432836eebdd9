"""Whatever stands in a mapping, reading it gives a plan or a PlanError, and what is read can be performed."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
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


def read(mapping: dict[str, Any]) -> Plan | None:
    """Return the plan, or none with its problems looked at."""
    try:
        return read_plan(mapping)
    except PlanError as error:
        assert error.problems
        assert all(isinstance(line, str) and line for line in error.problems)
        return None


@settings(max_examples=600)
@given(st.lists(mutations(ODD + HUGE), min_size=1, max_size=4))
def test_a_mutated_mapping_gives_a_plan_or_a_plan_error(found: list[Mutation]) -> None:
    """Dropped, misspelt, moved and replaced entries never end in another exception."""
    read(mutated(*found))


def test_every_entry_replaced_by_every_odd_value_gives_a_plan_or_a_plan_error() -> None:
    """One after another, for the values that most often end in a traceback."""
    count = len(list(places_in(whole_mapping())))
    for number in range(count):
        for value in (None, [], {}, "x", -1, float("nan"), {"a": {"b": [None]}}):
            read(mutated(Mutation(number, "replace", value)))


@settings(max_examples=200)
@given(mutations(ODD))
def test_what_reads_can_be_performed(found: Mutation) -> None:
    """A plan that passes the reader has a planned run and a replication, whose ledgers add up."""
    plan = read(mutated(found))
    if plan is None:
        return
    planned, _ = planned_run(plan)
    story = tell(plan, planned)
    trace = perform(story, draw(plan, 1, 2).row(1))
    for name, finished, ledger in zip(plan.packages, trace.finished, trace.ledgers, strict=True):
        assert sum(ledger.values()) == (finished if finished >= 0 else story.horizon) - planned.finished[name]
