"""What every noun of a plan has in common: it is frozen and knows its keys."""

from datetime import date
from re import fullmatch
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


def _no_truth_value(found: object) -> object:
    if isinstance(found, bool):
        raise ValueError(f"found {str(found).lower()}, expected a number: correct it")
    return found


NUMBER = BeforeValidator(_no_truth_value)
"""Python holds true equal to 1; a plan does not."""

Share = Annotated[float, NUMBER, Field(ge=0, le=1, allow_inf_nan=False)]
Positive = Annotated[float, NUMBER, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, NUMBER, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, NUMBER, Field(ge=1, le=10_000)]
MOST_DAYS = 100_000
Days = Annotated[float, NUMBER, Field(ge=0, le=MOST_DAYS, allow_inf_nan=False)]
"""A length of time, or what multiplies one: more than 270 years are a slip of the pen."""

Money = Annotated[int, NUMBER, Field(ge=0, le=10**12)]
"""Whole units of 10,000 CNY (万元), at most a hundred times what a country earns in a year."""


def _of_every_year(text: str) -> str:
    try:
        if fullmatch(r"[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(f"2001-{text}"):
            return text
    except ValueError:
        pass
    raise ValueError(f"found {text!r}, expected a day of every year, MM-DD such as 07-15: correct it")


MonthDay = Annotated[str, AfterValidator(_of_every_year)]
"""A day of every year, MM-DD; 29 February is none."""

Plain = Annotated[str, Field(pattern=r"^[^/#]*$")]
"""A name without the marks by which the names of drawn quantities are joined."""

Evidence = dict[str, str]
"""Key of the block to id in `configs/evidence/`."""


class Noun(BaseModel):
    """A frozen part of a plan; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Name(Noun):
    """What a reader sees, in the languages of the charts."""

    en: str
    zh: str = ""


class Named(Noun):
    """A noun with a name for readers and evidence beside its numbers."""

    name: Name | None = None
    note: str = ""
    evidence: Evidence = Field(default_factory=dict)
