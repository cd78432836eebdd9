"""What every noun of a plan has in common: it is frozen and knows its keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]
Money = Annotated[int, Field(ge=0)]
"""Whole units of 10,000 CNY (万元)."""

Evidence = dict[str, str]
"""Key of the block to id in `configs/evidence.yaml`."""


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
