"""Outcomes in space: functional zones, districts, and the balance between them."""

from collections.abc import Iterator

import numpy as np

from sim.analysis.outcomes.frame import Course, Floats, Frame
from sim.analysis.outcomes.series import Series, wholly_in_service


def zones_complete(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield how many of the zones that the plan names have all their networks in service."""
    if frame.zones:
        yield wholly_in_service(course, frame.zones)


def networks_per_zone(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the mean over zones of the share of their networks in service."""
    if frame.zones:
        shares = [course.service[list(places)].mean(axis=0) for places in frame.zones if places]
        yield Series(np.mean(shares, axis=0))


def district_service(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the share in service of the packages in each district, each alike, at the horizon."""
    for district, places in frame.districts.items():
        yield Series(course.service[list(places)].mean(axis=0)[-1:], district=district)


def spatial_balance(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the spread of the districts' shares in service: 0 when all are equal."""
    if frame.districts:
        yield Series(
            spread(np.array([course.service[list(places)].mean(axis=0) for places in frame.districts.values()]))
        )


def spread(shares: Floats) -> Floats:
    """Return the standard deviation over districts, districts x times."""
    return np.asarray(shares.std(axis=0), dtype=np.float64)
