"""A series: one number of an outcome at each time, or at the horizon alone."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sim.analysis.outcomes.frame import Course, Floats


class Series(NamedTuple):
    """Numbers of an outcome.

    Shapes and units
        numbers: one a time of the frame, or one alone for the horizon.
        network, district: "" for the whole city.
        of: which indicator, where an outcome has a number for each.
        unit: where it is not the one of the outcome.
    """

    numbers: Floats
    network: str = ""
    district: str = ""
    of: str = ""
    unit: str = ""


def wholly_in_service(course: Course, groups: Iterable[Sequence[int]]) -> Series:
    """Return how many groups of packages (by place) have all of theirs in service; an empty group does not count."""
    whole = [(course.service[list(places)] >= 1).all(axis=0) for places in groups if places]
    return Series(np.sum(whole, axis=0, dtype=np.float64))
