"""The rows of `outcomes` of one replication."""

from collections.abc import Iterator

from sim.analysis.outcomes.catalogue import OUTCOMES
from sim.analysis.outcomes.frame import Course, Frame
from sim.analysis.tables import Row

DIGITS = 9
"""Decimals that outcomes are rounded to, save sums of service, which are priced elsewhere."""


def outcome_rows(frame: Frame, course: Course) -> Iterator[Row]:
    """Yield the rows of `outcomes`: quarter, outcome, network, district, value, unit.

    An outcome with a number for each indicator is named `outcome/indicator`. What has one number alone
    stands at the horizon.
    """
    names = frame.times.names
    for outcome in OUTCOMES:
        for series in outcome.function(frame, course):
            named = f"{outcome.name}/{series.of}" if series.of else outcome.name
            unit = series.unit or outcome.unit
            numbers = series.numbers.tolist()
            for quarter, number in zip(names if len(numbers) > 1 else names[-1:], numbers, strict=True):
                value = number if series.of else round(number, DIGITS)
                yield quarter, named, series.network, series.district, value, unit
