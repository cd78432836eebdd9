"""Money over time: present values, benefits lost, interest, dearer prices, and what works cost that stand or drag on.

Days are whole micro-days since the data date; a year is 365.25 days. Present values are at the
data date, at a continuous rate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp, expm1, log1p

from sim.plan.time import MICRO

YEAR = 1461 * MICRO // 4
"""Micro-days of a year."""

DAYS_A_MONTH = 365.25 / 12

Drawn = tuple[int, float]
"""A day and the money drawn on it."""


def continuous_rate(yearly_rate: float) -> float:
    """Return the continuous rate at which money grows by *yearly_rate* in a year."""
    return log1p(yearly_rate)


def present_value(drawn: Iterable[Drawn], rate: float) -> float:
    """Return what money drawn over time is worth on the data date."""
    by_day = -rate / YEAR
    return sum([money * exp(by_day * day) for day, money in drawn])


def benefits_lost(
    benefit_a_year: float, opening: int, delay: int, rate: float, life_years: float | None, growth: float = 0.0
) -> float:
    """Return the present value of the benefits lost by opening *delay* later than on the day *opening*.

    Shapes and units
        benefit_a_year: on the data date; growth: of it, a year, continuous as the rate is.

    With a life all its years of service come later; without one the benefit ends on a day fixed
    beforehand, so that the first years are lost.

    Source
        Discounted annuities in continuous time; with a life B (1 - e^-rL)/r e^-rT (1 - e^-rd),
        without B e^-rT (1 - e^-rd)/r; with growth g, r - g stands for r. Checked in tests/unit/test_finance.py.
    """
    net = rate - growth
    at_opening = benefit_a_year * exp(-net * opening / YEAR)
    if life_years is None:
        return at_opening * _annuity(delay / YEAR, net)
    return at_opening * _annuity(life_years, net) * -expm1(-net * delay / YEAR)


def _annuity(years: float, rate: float) -> float:
    """Return the value, at its beginning, of 1 a year for so many years."""
    return -expm1(-rate * years) / rate if rate else years


def interest_by_half_year(drawn: Iterable[Drawn], first: int, finish: int, yearly_rate: float) -> float:
    """Return the interest on money drawn until *finish* when what is drawn in a year bears half of it.

    Years are counted from the day *first*; a last part of a year bears its part. Interest is added
    to the loan at the end of each year.

    Source
        The Chinese convention for construction estimates: q_j = (P_j-1 + A_j / 2) i, P with interest.
    """
    whole_years, rest = divmod(finish - first, YEAR)
    drawn_in = [0.0] * (whole_years + 1)
    for day, money in drawn:
        if day < finish:
            drawn_in[(day - first) // YEAR] += money
    interest = owed = 0.0
    for year, money in enumerate(drawn_in):
        part = 1.0 if year < whole_years else rest / YEAR
        borne = (owed + money / 2) * yearly_rate * part
        interest += borne
        owed += money + borne
    return interest


def interest_by_day(drawn: Iterable[Drawn], first: int, finish: int, yearly_rate: float) -> float:
    """Return the interest on money drawn until *finish* when each sum bears it from its own day, compounded."""
    growth = log1p(yearly_rate) / YEAR
    return sum(money * expm1(growth * (finish - day)) for day, money in drawn if day < finish)


def price_reserve(by_year: Sequence[float], yearly_rate: float, years_before: float = 0) -> float:
    """Return what money spent year by year takes beyond base prices, each year's in its middle.

    Shapes and units
        years_before: from the day of the prices to the beginning of the first year of spending.

    Source
        涨价预备费 of Chinese construction estimates: sum of I_t [(1 + f)^(m + 0.5 + t - 1) - 1].
    """
    return sum(money * growth(yearly_rate, years_before + year + 0.5) for year, money in enumerate(by_year))


def growth(yearly_rate: float, years: float) -> float:
    """Return by what share prices grow in so many years."""
    return expm1(log1p(yearly_rate) * years)


def evenly_paid(money: float, begin: int, end: int, rate: float) -> float:
    """Return the present value of money paid evenly from micro-day *begin* to *end*."""
    years = (end - begin) / YEAR
    worth = _annuity(years, rate) / years if years else 1.0
    return money * worth * exp(-rate * begin / YEAR)


def dragging_on(contract: float, time_related_share: float, planned_time: float, more_time: float) -> float:
    """Return what works cost that take *more_time* beyond the *planned_time*, both in one unit.

    Source
        P = a C / T d with the mean rate over the works, not that of their thin end: the rate ruling
        when the delay bit (Delay and Disruption Protocol of the Society of Construction Law).
    """
    return time_related_share * contract / planned_time * more_time


def standing(contract: float, share_a_month: float, days: float) -> float:
    """Return what works cost that stand for so many days."""
    return contract * share_a_month * days / DAYS_A_MONTH


def damages_in_days(share_a_day: float, cap: float, days: float) -> float:
    """Return for how many days liquidated damages are paid: from cap / share days on they stay where they are."""
    return min(days, cap / share_a_day) if share_a_day else 0.0


INTEREST_RULES: Mapping[str, Callable[[Iterable[Drawn], int, int, float], float]] = {
    "half_year": interest_by_half_year,
    "by_day": interest_by_day,
}
"""Name of a rule in the plan to its function of (drawn, day of the first payment, finish, yearly rate)."""
