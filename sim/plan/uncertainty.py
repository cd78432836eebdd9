"""What chance decides beside the works: outside decisions, shocks and common drivers."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.plan.laws import Law
from sim.plan.noun import Named, Share


class Gate(Named):
    """An outside decision: each window is a round, won with `chance` by who is ready before it closes.

    Windows are (first day, last day) numbers, in order. The decision falls on a day drawn evenly from
    what is left of the window when the file is ready. Lost in the last window means never. Gates
    with the same `common` are decided alike: of the latent normal that decides a window,
    `common_share` is the variance that they have in common. Each keeps its own chance.
    """

    chance: Share
    windows: tuple[tuple[float, float], ...] = Field(min_length=1)
    common: str = ""
    common_share: Share = 0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        days = [day for window in self.windows for day in window]
        if days != sorted(days) or days[0] < 0:
            raise ValueError("windows are out of order or begin before the data date, expected days in order: reorder")
        return self

    @model_validator(mode="after")
    def _shares_with_somebody(self) -> Self:
        if self.common_share and not self.common:
            raise ValueError(
                f"found common_share {self.common_share:g} without common, expected the name that gates share: add it"
            )
        return self


class Shock(Named):
    """A risk that may strike once in each of its windows, stopping or slowing works.

    With `probability` it begins on a day drawn evenly from `windows` and lasts `days` calendar
    days, in which works of the `networks` and `reference_classes` (none named, and no `sources`:
    all) run at `rate` of their pace, and money of the `sources` that would come is put off to its end.
    """

    probability: Share
    windows: tuple[tuple[date, date], ...] = Field(min_length=1)
    days: Law
    rate: Share = 0
    networks: tuple[str, ...] = ()
    reference_classes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    is_on: bool = True


class Driver(Named):
    """A common cause: one drawn factor multiplies days or costs of many packages.

    With none of `networks`, `tasks` and `reference_classes` it holds for the whole programme. Off,
    its factor is the planned one. The planned run knows no driver: a law whose planned value is not 1 makes
    what it multiplies longer or dearer than planned, on or off.
    """

    multiplies: Literal["work_days", "cost", "review_days"]
    factor: Law
    networks: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    reference_classes: tuple[str, ...] = ()
    is_on: bool = True
