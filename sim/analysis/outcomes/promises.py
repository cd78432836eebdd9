"""Outcomes of promises: targets, fields of use, capacity, what is won elsewhere, pace, queues."""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.analysis.attainment import TargetLine
from sim.analysis.outcomes.frame import Course, Floats, Frame
from sim.analysis.outcomes.series import Series, wholly_in_service


def target_attainment(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the mean over targets of value by target, at most 1 each: of each network, and of all."""
    shares = _attained(frame, course, frame.targets)
    if len(shares):
        yield Series(shares.mean(axis=0))
    networks = [frame.indicators[line.indicator].network for line in frame.targets]
    for network in dict.fromkeys(networks):
        yield Series(shares[[place for place, one in enumerate(networks) if one == network]].mean(axis=0), network)


def targets_attained(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield how many targets are attained."""
    shares = _attained(frame, course, frame.targets)
    if len(shares):
        yield Series((shares >= 1).sum(axis=0).astype(np.float64))


def backbone_capacity(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the mean over backbone indicators of capacity by target, at most 1 each."""
    shares = _attained(frame, course, [line for line in frame.targets if line.indicator in frame.backbone])
    if len(shares):
        yield Series(shares.mean(axis=0))


def _attained(frame: Frame, course: Course, targets: Sequence[TargetLine]) -> Floats:
    """Return value by target, at most 1, targets x times."""
    stocks = course.stocks[[line.indicator for line in targets]]
    needed = np.array([line.needed for line in targets], dtype=np.float64).reshape(-1, 1)
    return np.asarray(np.minimum(stocks / needed, 1.0), dtype=np.float64)


def fields_in_use(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield in how many fields 5G is in use: all packages of the field in service."""
    if frame.fields:
        yield wholly_in_service(course, frame.fields)


def items_won(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the share of the plan's "strive for" items that are won."""
    if frame.strive:
        yield Series(course.won / len(frame.strive))


def slippage(_: Frame, course: Course) -> Iterator[Series]:
    """Yield by how much each network's works are behind the plan at the check of the quarter; ahead is below zero."""
    for network, works in course.works.items():
        yield Series(course.planned_works[network] - works, network)


def queueing(_: Frame, course: Course) -> Iterator[Series]:
    """Yield the days that packages of each network have lost in queues at agencies by the horizon."""
    for network, days in course.queued.items():
        yield Series(np.array([days]), network)
