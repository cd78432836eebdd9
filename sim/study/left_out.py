"""The base with mechanisms left out: its base rates, and what each mechanism takes from its chances."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.plan.programme import Mechanism
from sim.study.rows import Row, RunSettings, Study

BASE_RATE = "base_rate"
"""The row of the reference classes alone: no money, no agencies."""

LEFT_OUT: Mapping[str, tuple[Mechanism, ...]] = {
    BASE_RATE: ("money", "reviews"),
    **{mechanism: (mechanism,) for mechanism in ("money", "reviews", "crews", "decisions", "shocks", "dependencies")},
}
"""Row to the mechanisms that it leaves out."""


def rows_without(base: Row) -> Iterator[Row]:
    """Yield the rows of LEFT_OUT: *base* with mechanisms left out, beside what it leaves out itself."""
    for name, mechanisms in LEFT_OUT.items():
        programme = base.plan.programme
        left_out = tuple(dict.fromkeys((*programme.without, *mechanisms)))
        plan = base.plan.model_copy(update={"programme": programme.model_copy(update={"without": left_out})})
        yield replace(base, name=name, plan=plan, mapping=None)


def replications_without(study: Study, settings: RunSettings) -> int:
    """Return how many replications each of these rows has; 0 where the study does not ask for them."""
    asks = "base_rates" in study.of_the_base and study.base_row.plan.targets
    return min(settings.without_replications, settings.replications) if asks else 0
