"""Sweeps: one number of the plan moved over a range, a row of the study for each level, all on the same draws."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from sim.plan.noun import Name, Noun

Better = Literal["higher", "lower"]


class SweepBlock(Noun):
    """A sweep as it is written: the number it moves and its levels; where the base stands is one more level.

    `setting` is the dotted path of a number of the plan, `better` the direction in which targets are
    meant to be met more often.
    """

    name: Name | None = None
    setting: str
    levels: tuple[float, ...] = Field(min_length=2)
    better: Better
    unit: Name | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if any(low >= high for low, high in zip(self.levels, self.levels[1:], strict=False)):
            raise ValueError(f"found levels {', '.join(map('{:g}'.format, self.levels))}, expected each above the last")
        return self


class Sweep(NamedTuple):
    """A sweep as it is run.

    Shapes and units
        levels: the level of each of its rows, in order; the base is one of them.
        shipped: the level of the base.
    """

    name: Name
    unit: Name
    better: Better
    shipped: float
    levels: Mapping[float, str]


def rows_of(sweeps: Mapping[str, SweepBlock]) -> Iterator[tuple[str, Name, str, float]]:
    """Yield the row of each level of each sweep: its key, what readers call it, the setting, the level."""
    for name, block in sweeps.items():
        told, unit = _told(name, block)
        for level in block.levels:
            zh = f"{told.zh}：{level:g}{unit.zh}" if told.zh else ""
            here = Name(en=f"{told.en}: {level:g} {unit.en}".rstrip(), zh=zh)
            yield row_name(name, level), here, block.setting, level


def _told(name: str, block: SweepBlock) -> tuple[Name, Name]:
    return block.name or Name(en=name.replace("_", " ")), block.unit or Name(en="")


def row_name(sweep: str, level: float) -> str:
    """Return the name of the row in which a sweep stands at a level."""
    return f"{sweep}_{level:g}"


def sweep_of(name: str, block: SweepBlock, base: str, found: Any) -> Sweep:
    """Return a sweep with the base at its own level, *found* at its setting, among the others.

    Raises
        ValueError: what the base holds at the setting is no number.
    """
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError(
            f"study.sweeps.{name}.setting: found {block.setting}, which holds {found!r}, expected the path of a number "
            "of the plan: correct it"
        )
    rows = {level: row_name(name, level) for level in block.levels} | {float(found): base}
    return Sweep(*_told(name, block), block.better, float(found), dict(sorted(rows.items())))
