"""Evidence: where each number of a plan comes from."""

from datetime import date
from typing import Literal

from sim.plan.noun import Noun


class Fact(Noun):
    """One entry of a file in `configs/evidence/`.

    `grade`: `stated` (read in a source), `derived` (computed from stated figures) or `assumed`
    (judgement, with a range and the nearest analogue). A `clause` is a section of the plan, a `quote`
    words that stand in its text.
    `use` says what a fact may serve: the state of the world, plans, outside decisions and outcomes
    are bound by a date up to which they may be known; costs, durations and techniques are not.
    `rests_on`: ids of the facts that its value was worked out from; they are bound as it is.
    """

    what: str
    value: float | str | None = None
    unit: str = ""
    clause: str = ""
    quote: str = ""
    address: str = ""
    known_on: date | None = None
    grade: Literal["stated", "derived", "assumed"]
    use: Literal["", "state", "plan", "gate", "outcome", "cost", "duration", "technical", "funding"] = ""
    low: float | None = None
    high: float | None = None
    analogue: str = ""
    rests_on: tuple[str, ...] = ()
    note: str = ""
