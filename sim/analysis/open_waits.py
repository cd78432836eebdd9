"""Open waits: who is not at its end by the horizon, what it waits for or works on there, and for how long already."""

from collections.abc import Iterable

from sim.analysis.tables import Row
from sim.plan.time import MICRO
from sim.plan.trace import Cast, Wait


def open_wait_rows(cast: Cast, waits: Iterable[Wait], horizon: int) -> list[Row]:
    """Return the rows of `open_waits`: one for each lot, and each branch of a joint review, that is not at its end.

    Shapes and units
        horizon: micro-day.
    """
    return [
        (
            cast.packages[cast.package_of_life[wait.life]],
            *cast.causes[wait.cause],
            wait.since / MICRO,
            (horizon - wait.since) / MICRO,
        )
        for wait in sorted(waits)
    ]
