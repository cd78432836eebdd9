"""What being late is priced with: the rates and shares of the components of delay cost."""

from typing import Self

from pydantic import Field, model_validator

from sim.plan.noun import Money, Named, NotNegative, Share


class DelayCost(Named):
    """Rates and shares of the cost of delay; what is left at its default costs nothing.

    Works that take longer cost `prolongation_share` (what a contract sum holds that grows with time:
    site, plant, staff), spread over the planned works, for each further day. Works that stand for
    money cost `standby_share_a_month` of the contract sum instead, beside the restart that is billed; after
    `standby_most_months` of one stop the site is cleared and costs no more.
    `real_share` of both are resources; the rest (tax, profit) is a transfer. Prices of works grow by
    `escalation_rate` a year, those of everything by `inflation_rate`; only the difference is real. A
    builder pays `damages_share_a_day` of the contract sum for each day late that is its own doing, at
    most `damages_cap` of it. `missed_target_cny_10k` is what missing a target by the deadline costs
    beside all that, as a sum; it stands in an account of its own.
    """

    prolongation_share: Share = 0
    standby_share_a_month: Share = 0
    standby_most_months: NotNegative | None = None
    real_share: Share = 1
    escalation_rate: Share = 0
    inflation_rate: Share = 0
    damages_share_a_day: Share = 0
    damages_cap: Share = 0
    missed_target_cny_10k: dict[str, Money] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _damages_have_a_cap(self) -> Self:
        if self.damages_share_a_day and not self.damages_cap:
            raise ValueError(
                f"found damages_share_a_day {self.damages_share_a_day:g} without damages_cap, expected the most that "
                "they come to as a share of the contract sum: add it"
            )
        return self
