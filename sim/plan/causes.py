"""Causes: what every day of a package from the data date to its finish is booked to."""

from enum import StrEnum


class CauseKind(StrEnum):
    """The kind of a cause; who is behind it stands beside it where there is somebody."""

    PREDECESSOR = "predecessor"
    SLOWED = "slowed"
    RELEASE = "release"
    OUTSIDE = "outside"
    PREPARATION = "preparation"
    QUEUE = "queue"
    REVIEW = "review"
    RETURNED = "returned"
    MEETING = "meeting"
    HANDOVER = "handover"
    TENDER = "tender"
    MONEY = "money"
    CREW = "crew"
    WORK = "work"
    REWORK = "rework"
    RESTART = "restart"
    SEASON = "season"
    HOLIDAY = "holiday"
    SHOCK = "shock"
    FLOAT = "float"


Cause = tuple[str, str]
"""A kind of cause, and by whom: `("money", "special_purpose_bonds")`; nobody is ""."""
