"""The base with mechanisms left out: its base rates, and what each mechanism takes from its chances."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from sim.analysis.base_rates import BASE_RATE, WITHOUT
from sim.plan.programme import Mechanism
from sim.study.rows import Row

MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)

LEFT_OUT: Mapping[str, tuple[Mechanism, ...]] = {BASE_RATE: WITHOUT, **{one: (one,) for one in MECHANISMS}}
"""Row to the mechanisms that it leaves out; the base rate is that of the reference classes alone."""


def rows_without(base: Row) -> Iterator[Row]:
    """Yield the rows of LEFT_OUT: *base* with mechanisms left out, beside what it leaves out itself."""
    for name, mechanisms in LEFT_OUT.items():
        programme = base.plan.programme
        left_out = tuple(dict.fromkeys((*programme.without, *mechanisms)))
        plan = base.plan.model_copy(update={"programme": programme.model_copy(update={"without": left_out})})
        yield replace(base, name=name, plan=plan, mapping=None)
