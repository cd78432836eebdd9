"""Laws of uncertain quantities: how a number may fall, and which value the plan counts on.

A law is written as a number or as one key with its parameters, such as `pert: [4, 6, 11]`,
and may name the `planned` value. The planned value is the mode for triangular and pert,
the mean for all others. Inverses stand in `sim/model/inverse.py`.
"""

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.plan.noun import MOST_DAYS, Days, NotNegative, Noun, Positive, Share


class _Law(Noun):
    planned: Days | None = None

    def centre(self) -> float:
        """Return the value counted on when the plan states none."""
        raise NotImplementedError

    def planned_value(self) -> float:
        """Return the value that the planned run uses."""
        return self.centre() if self.planned is None else self.planned


class Fixed(_Law):
    """Always the same number."""

    law: Literal["fixed"] = "fixed"
    number: Days

    def centre(self) -> float:
        return self.number


class Uniform(_Law):
    """Anything from low to high, all alike."""

    law: Literal["uniform"] = "uniform"
    low: Days
    high: Days

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_order(self.low, self.high)
        return self

    def centre(self) -> float:
        return (self.low + self.high) / 2


class Triangular(_Law):
    """A low, a most likely and a high value, joined by straight lines."""

    law: Literal["triangular"] = "triangular"
    low: Days
    mode: Days
    high: Days

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_order(self.low, self.mode, self.high)
        return self

    def centre(self) -> float:
        return self.mode


class Pert(_Law):
    """A low, a most likely and a high value, as a beta law with weight 4 on the mode."""

    law: Literal["pert"] = "pert"
    low: Days
    mode: Days
    high: Days

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_order(self.low, self.mode, self.high)
        return self

    def centre(self) -> float:
        return self.mode


class Exponential(_Law):
    """A time to the next chance event."""

    law: Literal["exponential"] = "exponential"
    mean: Positive = Field(le=MOST_DAYS)

    def centre(self) -> float:
        return self.mean


class Erlang(_Law):
    """The sum of k exponential phases with *mean* in all."""

    law: Literal["erlang"] = "erlang"
    k: int = Field(ge=1)
    mean: Positive = Field(le=MOST_DAYS)

    def centre(self) -> float:
        return self.mean


class Normal(_Law):
    """max(0, N(mean, sd)); the planned value is the mean of N."""

    law: Literal["normal"] = "normal"
    mean: Days
    sd: Days

    def centre(self) -> float:
        return self.mean


class Lognormal(_Law):
    """Arithmetic mean, and the standard deviation of the logarithm."""

    law: Literal["lognormal"] = "lognormal"
    mean: Positive = Field(le=MOST_DAYS)
    sigma: NotNegative

    def centre(self) -> float:
        return self.mean


class Weibull(_Law):
    """Shape and scale."""

    law: Literal["weibull"] = "weibull"
    shape: Positive
    scale: Positive = Field(le=MOST_DAYS)

    def centre(self) -> float:
        return self.scale * math.gamma(1 + 1 / self.shape)


class Gamma(_Law):
    """Mean and coefficient of variation."""

    law: Literal["gamma"] = "gamma"
    mean: Positive = Field(le=MOST_DAYS)
    cv: Positive

    def centre(self) -> float:
        return self.mean


class Discrete(_Law):
    """A few values, each with its chance; the chances add up to 1."""

    law: Literal["discrete"] = "discrete"
    chances: dict[Days, Share]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = math.fsum(self.chances.values())
        if abs(total - 1) > 1e-9:
            raise ValueError(f"chances add up to {total:g}, expected 1: correct them")
        return self

    def centre(self) -> float:
        return math.fsum(number * chance for number, chance in self.chances.items())


class Overrun(_Law):
    """A PERT body up to 1.5 and, with chance *p*, a truncated Pareto tail from 1.5 to *cap*.

    Source: reference-class figures on cost overrun (Flyvbjerg and Gardner 2023); a lognormal
    cannot carry tails as fat as these.
    """

    law: Literal["overrun"] = "overrun"
    p: Share
    low: Days
    mode: Days
    cap: Positive = Field(le=MOST_DAYS)
    alpha: Positive

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _check_order(self.low, self.mode, BODY_END, self.cap)
        return self

    def centre(self) -> float:
        body = (self.low + 4 * self.mode + BODY_END) / 6
        ratio, a = BODY_END / self.cap, self.alpha
        if ratio == 1:
            tail = BODY_END
        elif a == 1:
            tail = BODY_END * math.log(1 / ratio) / (1 - ratio)
        else:
            tail = BODY_END * a / (a - 1) * (1 - ratio ** (a - 1)) / (1 - ratio**a)
        return (1 - self.p) * body + self.p * tail


BODY_END = 1.5
"""Where the body of an overrun ends and its tail begins (50 % over)."""

Law = Annotated[
    Fixed
    | Uniform
    | Triangular
    | Pert
    | Exponential
    | Erlang
    | Normal
    | Lognormal
    | Weibull
    | Gamma
    | Discrete
    | Overrun,
    Field(discriminator="law"),
]

PARAMETERS: dict[str, tuple[str, ...]] = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "pert": ("low", "mode", "high"),
    "exponential": ("mean",),
    "erlang": ("k", "mean"),
    "normal": ("mean", "sd"),
    "lognormal": ("mean", "sigma"),
    "weibull": ("shape", "scale"),
    "gamma": ("mean", "cv"),
    "discrete": ("chances",),
    "overrun": ("p", "low", "mode", "cap", "alpha"),
}
"""How the short form of each law lists its parameters."""


def _check_order(*numbers: float) -> None:
    if list(numbers) != sorted(numbers):
        found = ", ".join(f"{number:g}" for number in numbers)
        raise ValueError(f"parameters {found} are out of order, expected each at least the one before: reorder them")
