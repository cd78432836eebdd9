"""A series: one number of an outcome at each time, or at the horizon alone."""

from typing import NamedTuple

from sim.analysis.outcomes.frame import Floats


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
