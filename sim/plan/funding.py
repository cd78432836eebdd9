"""Funding sources: where money comes from, when, for whom, and what is lost of it."""

from math import isclose
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.plan.laws import Law
from sim.plan.noun import Count, Money, MonthDay, Named, NotNegative, Share


class Source(Named):
    """One instrument with its yearly amounts and rules.

    `amounts_cny_10k` by year come in by `calendar` (MM-DD to the cumulative share of the year's
    amount; default the first of every month alike), each `lag_days` later. `tranches_cny_10k`
    names days and amounts directly. A grant's tranches may instead come at drawn gaps
    (`gap_days`, each `gap_amount_cny_10k`). `conversion` is the chance that a year's amount comes
    at all. At the end of each year only `carry_over` of the balance stays. `order` is the place
    in the order of call where a package names no order of its own.
    """

    kind: Literal["appropriation", "bond", "grant", "credit_line", "equity"]
    opening_cny_10k: Money = 0
    amounts_cny_10k: dict[int, Money] = Field(default_factory=dict)
    calendar: dict[MonthDay, Share] = Field(default_factory=dict)
    tranches_cny_10k: tuple[tuple[NotNegative, Money], ...] = ()
    gap_days: Law | None = None
    gap_amount_cny_10k: Money = 0
    gap_tranches: Count | None = None
    lag_days: NotNegative = 0
    conversion: Share = 1
    carry_over: Share = 1
    interest_rate: Share = 0
    queue: Literal["skip_ahead", "strict"] = "skip_ahead"
    eligible_networks: tuple[str, ...] = ()
    eligible_tasks: tuple[str, ...] = ()
    eligible_classes: tuple[str, ...] = ()
    payer: str = ""

    @model_validator(mode="after")
    def _calendar_grows_to_the_whole(self) -> Self:
        shares = [self.calendar[day] for day in sorted(self.calendar)]
        if shares and (shares != sorted(shares) or not isclose(shares[-1], 1)):
            found = ", ".join(f"{share:g}" for share in shares)
            raise ValueError(
                f"calendar has the shares {found}, expected them to grow to 1: each is that of the year so far"
            )
        return self
