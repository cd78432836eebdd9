"""Numbers as a reader writes them: shares, months, quantities and money, with the scale each needs."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sim.report.words import Lang, say

DAYS_PER_MONTH = 365.25 / 12

SCALES: dict[Lang, tuple[tuple[float, float, str], ...]] = {
    "en": ((1e9, 1e9, "scale.large"), (1e6, 1e6, "scale.medium")),
    "zh": ((1e8, 1e8, "scale.large"), (1e6, 1e4, "scale.medium")),
}
"""From which size on a quantity is divided, by how much, and what that is called; largest first."""

MONEY: dict[Lang, tuple[tuple[float, str], ...]] = {
    "en": ((100_000, "large"), (100, "medium")),
    "zh": ((10_000, "large"), (1, "medium")),
}
"""万元 in one unit of money, largest first."""


BINARY_DIGITS = 9
"""Decimals up to which a computed number is what it was meant to be: 0.285 and not 0.28499999999999998."""


def percent(share: float) -> str:
    """Return a share in whole percent; what is not quite none or all says so."""
    return bare_percent(share) + "%"


def bare_percent(share: float) -> str:
    """Return a share in whole percent without the sign, a half rounded up; 0 and 100 stand for none and all alone."""
    exact = round(share, BINARY_DIGITS)
    if 0 < exact < 0.005:
        return "<1"
    if 0.995 <= exact < 1:
        return ">99"
    return _half_up(100 * exact, 0)


def with_interval(share: float, low: float, high: float) -> str:
    """Return a chance and its interval: "42% (39-45)"."""
    from_low, to_high = bare_percent(low), bare_percent(high)
    to = " - " if to_high.startswith(">") else "-"
    return f"{percent(share)} ({from_low}{to}{to_high})"


def points(share: float) -> str:
    """Return a difference of chances in percentage points, with a sign."""
    number = 100 * share
    text = _half_up(abs(number), 0 if abs(number) >= 0.95 else 1)
    return ("+" if number > 0 else "-") + text if float(text) else "0"


def _half_up(number: float, decimals: int) -> str:
    """Return *number* rounded to so many decimals, a half upwards."""
    step = Decimal(1).scaleb(-decimals)
    return str(Decimal(str(round(float(number), BINARY_DIGITS))).quantize(step, rounding=ROUND_HALF_UP))


def months(days: float) -> str:
    """Return days as months with a sign and one decimal."""
    count = round(days / DAYS_PER_MONTH, 1)
    return f"{count:+.1f}" if count else "0.0"


@dataclass(frozen=True)
class Scale:
    """How the numbers of one quantity are written: divided, with so many decimals, in a unit."""

    divisor: float
    decimals: int
    unit: str

    def write(self, number: float) -> str:
        """Return *number*, rounded down so that what is short of a target never looks like it."""
        scaled = number / self.divisor * 10**self.decimals
        return f"{math.floor(scaled + 1e-6) / 10**self.decimals:,.{self.decimals}f}"

    def round(self, number: float) -> str:
        """Return *number*, rounded to the nearest."""
        return f"{number / self.divisor:,.{self.decimals}f}"

    def write_short(self, number: float) -> str:
        """Return *number* without needless zeros."""
        text = f"{number / self.divisor:,.{max(self.decimals, 2)}f}"
        return text.rstrip("0").rstrip(".")


def scale_of(size: float, smallest_unit: float, unit: str, lang: Lang) -> Scale:
    """Return how a quantity of about *size* is written; never finer than its smallest unit."""
    divisor, named = 1.0, unit
    for least, divided_by, key in reversed(SCALES[lang]):
        if size >= least:
            divisor, named = divided_by, say(key, lang, unit=unit)
    scaled = size / divisor
    wanted = 0 if scaled >= 1000 else 1 if scaled >= 100 else 2
    finest = max(0, math.ceil(-math.log10(smallest_unit / divisor) - 1e-9))
    return Scale(divisor, min(wanted, finest), named)


@dataclass(frozen=True)
class Money:
    """The unit that amounts of money are written in."""

    cny_10k: float
    key: str
    lang: Lang

    @property
    def unit(self) -> str:
        """The unit's name."""
        return say(f"money.{self.key}", self.lang)

    def bare(self, cny_10k: float, *, sign: bool = False) -> str:
        """Return an amount without its unit, with three digits that matter; "?" where too few runs give none."""
        if math.isnan(cny_10k):
            return "?"
        amount = cny_10k / self.cny_10k
        decimals = 0 if abs(amount) >= 99.95 else 1 if abs(amount) >= 9.995 else 2
        text = f"{amount:{'+' if sign else ''},.{decimals}f}"
        return text if any(digit in text for digit in "123456789") else "0"

    def bare_or_less(self, cny_10k: float) -> str:
        """Return an amount without its unit; one above none that is too small for its decimals is "<0.01"."""
        written = self.bare(cny_10k)
        return "<0.01" if written == "0" and cny_10k > 0 else written

    def amount(self, cny_10k: float, *, sign: bool = False) -> str:
        """Return an amount with its unit: "CNY 3.20 billion"."""
        return say(f"money.amount.{self.key}", self.lang, amount=self.bare(cny_10k, sign=sign))


def money_for(amounts_cny_10k: Iterable[float], lang: Lang) -> Money:
    """Return the unit in which the largest of the amounts reads best."""
    largest = max((abs(amount) for amount in amounts_cny_10k if not math.isnan(amount)), default=0)
    size, key = next((pair for pair in MONEY[lang] if largest >= pair[0]), MONEY[lang][-1])
    return Money(size, key, lang)
