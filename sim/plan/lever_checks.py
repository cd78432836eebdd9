"""Problems of levers: names that what they move does not go by."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.plan.problems import unknown

Names = Mapping[str, set[str]]

PACKAGES = ("networks", "tasks", "reference_classes", "packages")

SECTIONS_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("work_days", "cost", "rework", "handover_days", "close_days", "release_days"), PACKAGES),
    **dict.fromkeys(("preparation_days", "learning", "queue_priority", "money_priority"), PACKAGES),
    **dict.fromkeys(("review_days", "return_chance"), ("agencies", *PACKAGES)),
    "crew_capacity": ("crews",),
    **dict.fromkeys(("source_amount", "source_lag", "source_conversion", "source_cny_10k_a_year"), ("funding",)),
    "gate_chance": ("gates",),
    "listed_share": ("lists", *PACKAGES),
}
"""In which sections an effect's `acts_on` may find its names, by what it moves; one that is set takes none."""


def lever_problems(parts: Mapping[str, Any], names: Names) -> Iterator[str]:
    """Yield one line for each name that a lever gives and nothing goes by."""
    commons = {gate.common for gate in parts["gates"].values() if gate.common}
    for name, lever in parts["levers"].items():
        if lever.safeguard and lever.safeguard not in names["safeguards"]:
            yield unknown(f"levers.{name}.safeguard", "safeguard", lever.safeguard, sorted(names["safeguards"]))
        for key, effects in (("effects", lever.effects), ("price", lever.price)):
            for effect_name, effect in effects.items():
                known = set().union(*(names[section] for section in SECTIONS_OF.get(effect.of, ())))
                known |= commons if effect.of == "gate_chance" else set()
                where = f"levers.{name}.{key}.{effect_name}.acts_on"
                for word in effect.acts_on:
                    if word not in known:
                        yield unknown(where, f"name for {effect.of}", word, sorted(known))
