"""Milestones: on which day each promise of the plan is kept, by the event that its commitment asks for."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.analysis.tables import Row
from sim.plan.milestone import AT_THE_END
from sim.plan.plan import Plan
from sim.plan.time import MICRO
from sim.plan.trace import NEVER, Trace

OWN, INHERITED = "own", "inherited"
"""Whose due date it is: the milestone's, or the deadline of the plan."""


class Carrier(NamedTuple):
    """A package by place, and what of it counts.

    `at`: `finished`, `started`, `under_way` (works had begun on the data date) or `reached`, the day of the
    watched share of works at place `watched`.
    """

    package: int
    at: str
    watched: int = -1


class MilestoneLine(NamedTuple):
    """A milestone ready to be looked up in a trace.

    Shapes and units
        due: micro-day, the midnight that ends the due date.
        needed: how many of its carriers must have had the event.
    """

    name: str
    commitment: str
    event: str
    due: int
    due_is: str
    carriers: tuple[Carrier, ...]
    needed: int


def milestone_lines(plan: Plan) -> tuple[MilestoneLine, ...]:
    """Return the milestones of *plan* that packages carry, in its order."""
    place_of = {name: place for place, name in enumerate(plan.packages)}
    shares = [(package, share) for package, of_package in plan.watched_shares.items() for share in of_package]
    watched = {key: place for place, key in enumerate(shares)}
    lines = []
    for name, milestone in plan.milestones.items():
        event = milestone.event_in(plan.commitments.reading)
        carriers = []
        for package in plan.carriers[name]:
            place = place_of[package]
            if event in AT_THE_END:
                carriers.append(Carrier(place, "finished"))
            elif event == "works_share":
                carriers.append(Carrier(place, "reached", watched[package, plan.works_share_of(name)]))
            else:
                under_way = plan.packages[package].progress > 0
                carriers.append(Carrier(place, "under_way" if under_way else "started"))
        if carriers:
            due, due_is = plan.programme.deadline_micro, INHERITED
            if milestone.due_day is not None:
                due, due_is = round(milestone.due_day * MICRO), OWN
            needed = milestone.carriers_needed(len(carriers))
            lines.append(MilestoneLine(name, milestone.commitment.value, event, due, due_is, tuple(carriers), needed))
    return tuple(lines)


def milestone_rows(lines: Sequence[MilestoneLine], trace: Trace) -> list[Row]:
    """Return the rows of `milestones`: commitment, event, due day, whose due day it is, event day, met.

    The event of a milestone is that of the last of the carriers its rule needs; it is met by the
    midnight that ends its due day.
    """
    rows: list[Row] = []
    for line in lines:
        days = sorted(day for day in (_day(carrier, trace) for carrier in line.carriers) if day != NEVER)
        due = line.due / MICRO
        if len(days) < line.needed:
            rows.append((line.name, line.commitment, line.event, due, line.due_is, None, False))
        else:
            day = days[line.needed - 1]
            rows.append((line.name, line.commitment, line.event, due, line.due_is, day / MICRO, day <= line.due))
    return rows


def kept_already(plan: Plan) -> dict[str, list[str]]:
    """Return the milestones whose event had happened on the data date, by commitment; every commitment has its list."""
    already: dict[str, list[str]] = {}
    for line in milestone_lines(plan):
        of_commitment = already.setdefault(line.commitment, [])
        if sum(_is_past(carrier, line.name, plan) for carrier in line.carriers) >= line.needed:
            of_commitment.append(line.name)
    return already


def _is_past(carrier: Carrier, milestone: str, plan: Plan) -> bool:
    if carrier.at == "reached":
        package = list(plan.packages.values())[carrier.package]
        return package.progress >= plan.works_share_of(milestone)
    return carrier.at == "under_way"


def _day(carrier: Carrier, trace: Trace) -> int:
    if carrier.at == "finished":
        return trace.finished[carrier.package]
    if carrier.at == "started":
        return trace.started[carrier.package]
    return trace.reached[carrier.watched] if carrier.at == "reached" else 0
