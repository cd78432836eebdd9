"""Outcomes of what is in service: by network, its worth, across networks, and what being late has lost of it."""

from collections.abc import Iterator

import numpy as np

from sim.analysis.outcomes.frame import Course, Floats, Frame
from sim.analysis.outcomes.series import Series


def service_in_use(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the share of each network in service: lots in service, packages weighted by planned cost."""
    for network, (places, weights) in frame.networks.items():
        yield Series(np.array(weights) @ course.service[list(places)], network)


def service_worth(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the value a year of what the indicators of each network have in service."""
    a_year = np.array(frame.worth)[:, None] * course.stocks
    for network in dict.fromkeys(line.network for line in frame.indicators):
        own = [place for place, line in enumerate(frame.indicators) if line.network == network]
        if a_year[own].any():
            yield Series(a_year[own].sum(axis=0), network)


def service_lost(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the service of each indicator that lateness has lost by the horizon; `delay_cost` prices the same sum."""
    for line, lost in zip(frame.indicators, course.service_lost, strict=True):
        yield Series(np.array([lost]), line.network, of=line.name, unit=f"discounted unit-years, {line.unit}")


def integration_index(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the share of cross-network links that work, each end counted by its share in service."""
    if frame.links:
        receiver, provider = np.array(frame.links).T
        yield Series(index_of_links(course.service[receiver], course.service[provider]))


def index_of_links(receivers: Floats, providers: Floats) -> Floats:
    """Return the mean over links of the product of both ends' shares in service, links x times."""
    return np.asarray((receivers * providers).mean(axis=0), dtype=np.float64)


def energy_security(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the share in service of the works that make supply safe, each alike."""
    if frame.security:
        yield Series(course.service[list(frame.security)].mean(axis=0))


def seamless_transfer(frame: Frame, course: Course) -> Iterator[Series]:
    """Yield the share in service of the places made for changing between modes, each alike."""
    if frame.transfer:
        yield Series(course.service[list(frame.transfer)].mean(axis=0))
