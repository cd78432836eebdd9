"""Evidence: where each number of a plan comes from."""

from datetime import date
from typing import Literal

from sim.plan.noun import Noun


class Fact(Noun):
    """One entry of `configs/evidence.yaml`.

    `grade`: `stated` (read in a source), `derived` (computed from stated figures) or `assumed`
    (judgement, with a range and the nearest analogue). A `clause` is a section of the plan.
    """

    what: str
    value: float | str | None = None
    unit: str = ""
    clause: str = ""
    address: str = ""
    known_on: date | None = None
    grade: Literal["stated", "derived", "assumed"]
    low: float | None = None
    high: float | None = None
    analogue: str = ""
    note: str = ""
