"""Evidence: where each number of a plan comes from."""

from datetime import date
from typing import Literal

from sim.plan.noun import Noun


class KnownBy(Noun):
    """By its use, the day up to which a fact may have been known; a use without a day is not bound."""

    state: date | None = None
    plan: date | None = None
    gate: date | None = None
    outcome: date | None = None
    cost: date | None = None
    duration: date | None = None
    technical: date | None = None
    funding: date | None = None

    def last_day(self, use: str) -> date | None:
        """Return the last day for a use, none where it is not bound."""
        day: date | None = getattr(self, use) if use else None
        return day


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
