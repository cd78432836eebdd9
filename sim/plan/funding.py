"""Funding sources: where money comes from, when, for whom, what is lost of it, and who pays in the end."""

from math import isclose
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.plan.laws import Law
from sim.plan.lever import Effects
from sim.plan.noun import Count, Days, Money, MonthDay, Named, NotNegative, Noun, Positive, Share

Kind = Literal["appropriation", "bond", "grant", "credit_line", "equity", "ppp"]
Payer = Literal["general_budget", "fund_budget", "districts", "province", "centre", "builders", "private", ""]


class Debt(Noun):
    """How what was drawn is paid back: after `grace_years` in equal parts until `term_years`, or at the end.

    Whole years count from the day of drawing; the rate is the source's `interest_rate`.
    """

    term_years: Count
    grace_years: int = Field(default=0, ge=0)
    repaid: Literal["equal_parts", "at_end"] = "equal_parts"

    @model_validator(mode="after")
    def _grace_ends_before_the_term(self) -> Self:
        if self.grace_years >= self.term_years:
            raise ValueError(
                f"found {self.grace_years} years of grace, expected fewer than the {self.term_years} years of the "
                "term: lower them"
            )
        return self


class Source(Named):
    """One instrument with its yearly amounts and rules.

    What comes in: `amounts_cny_10k` by year by `calendar` (MM-DD to the cumulative share of the
    year's amount; default the first of every month alike), each `lag_days` later, `idle_share` of
    it another `idle_days` later. `tranches_cny_10k` names days and amounts directly. A grant's
    tranches may instead come at drawn gaps (`gap_days`, each `gap_amount_cny_10k`). `released_by`
    names packages and what comes `lag_days` after each is in service (land value around stations).
    `conversion` is the chance that a year's amount comes at all. At the end of each year only
    `carry_over` of the balance stays.

    What goes out: `order` of call is that of each package. A source pays at most `most_share` of a
    bill (the rest is matched by others). `earmarks` keep a share of all that comes in for a
    network, task, class or package. `queue` says who may be passed: with `skip_ahead` a bill that
    fits passes one that does not, unless that one has waited `reserve_after_days`; `strict` passes
    nobody; `pro_rata` sets what comes in aside for the waiting bills, in proportion to what each asks.

    A `ppp` has partners that pay `most_share` of a package's cost once its contract closes: each
    package spends `close_days` (working days) on the tender, and closes with chance `conversion`.
    The package's instalments are the milestones of the contract: partners pay their share of each
    as it falls due, when its part of the works begins, and no more in all than their share of the
    planned cost. A contract has no dates or amounts of its own beside these, and the city pays
    nothing at a milestone: what it owes are level payments from service on, over the years of `debt`.

    Who pays in the end: the `payer` puts the money up or pays the debt back, and of each yuan
    `city_share` is the city's (its budgets, or what it owes a partner over the years of `debt`).
    """

    kind: Kind
    opening_cny_10k: Money = 0
    amounts_cny_10k: dict[int, Money] = Field(default_factory=dict)
    calendar: dict[MonthDay, Share] = Field(default_factory=dict)
    tranches_cny_10k: tuple[tuple[NotNegative, Money], ...] = ()
    gap_days: Law | None = None
    gap_amount_cny_10k: Money = 0
    gap_tranches: Count | None = None
    released_by: dict[str, Money] = Field(default_factory=dict)
    lag_days: Days = 0
    idle_share: Share = 0
    idle_days: Days = 0
    conversion: Share = 1
    close_days: Law | None = None
    carry_over: Share = 1
    most_share: Positive = Field(default=1, le=1)
    earmarks: dict[str, Share] = Field(default_factory=dict)
    queue: Literal["skip_ahead", "strict", "pro_rata"] = "skip_ahead"
    reserve_after_days: NotNegative | None = None
    eligible_networks: tuple[str, ...] = ()
    eligible_tasks: tuple[str, ...] = ()
    eligible_classes: tuple[str, ...] = ()
    interest_rate: Share = 0
    debt: Debt | None = None
    payer: Payer = ""
    city_share: Share = 0

    def turned(self, name: str, effects: Effects) -> "Source":
        """Return this source, named *name*, as levers have it: amounts in whole 万元, lags, conversion.

        What is in hand on the data date stays as it is.
        """
        more = effects.added("source_cny_10k_a_year", name)
        of_amount, of_lag = effects.factor("source_amount", name), effects.factor("source_lag", name)
        of_conversion = effects.factor("source_conversion", name)
        if more == 0 and of_amount == of_lag == of_conversion == 1:
            return self
        years = {year: max(0, round(amount * of_amount + more)) for year, amount in self.amounts_cny_10k.items()}
        return self.model_copy(
            update={
                "amounts_cny_10k": years,
                "tranches_cny_10k": tuple((day, round(amount * of_amount)) for day, amount in self.tranches_cny_10k),
                "gap_amount_cny_10k": round(self.gap_amount_cny_10k * of_amount),
                "released_by": {name: round(amount * of_amount) for name, amount in self.released_by.items()},
                "lag_days": self.lag_days * of_lag,
                "conversion": min(1.0, self.conversion * of_conversion),
            }
        )

    @model_validator(mode="after")
    def _calendar_grows_to_the_whole(self) -> Self:
        shares = [self.calendar[day] for day in sorted(self.calendar)]
        if shares and (shares != sorted(shares) or not isclose(shares[-1], 1)):
            found = ", ".join(f"{share:g}" for share in shares)
            raise ValueError(
                f"calendar has the shares {found}, expected them to grow to 1: each is that of the year so far"
            )
        return self

    @model_validator(mode="after")
    def _earmarks_at_most_the_whole(self) -> Self:
        kept = sum(self.earmarks.values())
        if kept > 1 and not isclose(kept, 1):
            raise ValueError(f"found earmarks of {kept:g} of what comes in, expected at most 1: lower them")
        return self

    @model_validator(mode="after")
    def _partners_pay_by_contract(self) -> Self:
        if (self.kind == "ppp") != (self.close_days is not None):
            raise ValueError("expected close_days for a ppp and for no other kind, found otherwise: correct it")
        if self.kind == "ppp" and self.city_share and self.debt is None:
            raise ValueError(
                "found a city_share of a ppp without a debt, expected the term_years over which it is owed: add it"
            )
        amounts = (self.opening_cny_10k, self.amounts_cny_10k, self.tranches_cny_10k, self.gap_days, self.released_by)
        if self.kind == "ppp" and any(amounts):
            raise ValueError("found amounts of a ppp, expected none: its partners pay a share of each package's cost")
        if self.kind == "ppp" and (self.earmarks or self.idle_share):
            raise ValueError("found earmarks or an idle_share of a ppp, expected none: take them out")
        return self

    @model_validator(mode="after")
    def _reserved_for_the_patient(self) -> Self:
        if self.reserve_after_days is not None and self.queue != "skip_ahead":
            raise ValueError(
                f"found reserve_after_days with queue {self.queue}, expected it with skip_ahead alone: take one out"
            )
        return self
