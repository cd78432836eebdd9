"""What the city's budgets can bear: yearly budgets, and the limits that a breach is measured against."""

from pydantic import Field

from sim.plan.noun import Money, Named, NotNegative, Share


class Fiscal(Named):
    """Budgets by year and limits; a breach is an outcome, not an error.

    `ppp_share` is the most that payments owed to partners may take of a year's
    `general_budget_cny_10k`; `bond_quota_cny_10k` what bonds may bring in a year; `cover` how many
    times what the packages earn over the term of the bonds must cover their service over it.
    """

    general_budget_cny_10k: dict[int, Money] = Field(default_factory=dict)
    bond_quota_cny_10k: dict[int, Money] = Field(default_factory=dict)
    ppp_share: Share | None = None
    cover: NotNegative | None = None
