"""Definitions that decide results: what a word of the plan is taken to mean, as a switch with a reasoned default."""

from typing import Any

from pydantic import Field

from sim.plan.noun import Named


class Option(Named):
    """One reading: what it sets, laid over the plan like an overlay."""

    sets: dict[str, Any] = Field(default_factory=dict, repr=False)


class Definition(Named):
    """A word with several readings: `choice` is the one in use, `because` says why it is the default."""

    question: str
    clause: str = ""
    because: str
    choice: str
    options: dict[str, Option] = Field(min_length=1)
