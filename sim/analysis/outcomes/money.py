"""Outcomes of money: what is put in place, and how much of it is private."""

from collections.abc import Iterator

import numpy as np

from sim.analysis.outcomes.frame import Course, Frame
from sim.analysis.outcomes.series import Series


def investment(_: Frame, course: Course) -> Iterator[Series]:
    """Yield the money paid for works so far."""
    yield Series(course.paid)


def private_share(_: Frame, course: Course) -> Iterator[Series]:
    """Yield the share of the money paid so far that is private; 0 while nothing is paid."""
    paid = np.where(course.paid > 0, course.paid, 1.0)
    yield Series(course.paid_privately / paid)
