"""The setting of a story: pools, lists, decisions, clocks and shocks of a plan as tables of numbers."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from sim.model.clocks import FULL, Clock, clock_of
from sim.model.in_force import meetings_of
from sim.model.story import Pool, Purse, Strike
from sim.plan.capacity import Profile, Quota
from sim.plan.plan import Plan
from sim.plan.programme import Calendar, Programme, Season
from sim.plan.time import MICRO, day_number, micro
from sim.plan.uncertainty import Shock
from sim.plan.yearly_list import YearlyList

ENDLESS = 10**12
"""Capacity and money of the planned run: more than any plan can ask for."""

AGENDA = "coordination.task_force"
"""The pool of slots at the task force's meetings."""

CALENDAR, OFFICE = 0, 1
"""Places of the clock that runs every day and of the clock of working days."""


def pools_of(plan: Plan, scarce: bool) -> tuple[Pool, ...]:
    """Return crews, then desks, then quotas, then the task force's slots, with their capacity over time."""
    named = [(f"crews.{name}", _staffed(crew.capacity, plan, name)) for name, crew in plan.crews.items()]
    named += [(f"agencies.{name}", agency.desks) for name, agency in plan.agencies.items()]
    named += [(f"quotas.{name}", _given_out(quota, plan.programme)) for name, quota in plan.quotas.items()]
    meetings = meetings_of(plan.effects.coordination(plan.coordination))
    named += [(AGENDA, ((0, meetings.slots),))] if meetings else []
    enough = len(named) if not scarce else len(plan.crews) if "crews" in plan.programme.without else 0
    return tuple(
        Pool(name, ((0, ENDLESS),) if place < enough else tuple((micro(day), number) for day, number in profile))
        for place, (name, profile) in enumerate(named)
    )


def _staffed(capacity: Profile, plan: Plan, crew: str) -> Profile:
    """Return the capacity of a crew as levers have it, in whole crews."""
    factor = plan.effects.factor("crew_capacity", crew)
    return tuple((day, round(number * factor)) for day, number in capacity) if factor != 1 else capacity


def _given_out(quota: Quota, programme: Programme) -> tuple[tuple[float, int], ...]:
    """Return how much of a quota was ever given out by each day on which some is added."""
    dated = [(in_year(year, quota.day), number) for year, number in quota.amounts.items()]
    by_day: dict[float, int] = {0: quota.opening}
    for when, number in sorted(dated):
        day = max(day_number(when, programme.start), 0)
        by_day[day] = by_day.get(day, 0) + number
    return tuple(zip(by_day, accumulate(by_day.values()), strict=True))


def lists_of(plan: Plan) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return each yearly list: the last micro-day to be on it and that of its publication, to a year past the horizon.

    The first closes on the data date or after.
    """
    return tuple(_closings(one, plan.programme) for one in plan.lists.values())


def _closings(one: YearlyList, programme: Programme) -> tuple[tuple[int, int], ...]:
    closings = []
    for year in range(programme.start.year, programme.horizon.year + 2):
        closes = day_number(in_year(year, one.closes), programme.start)
        published = in_year(year if one.published > one.closes else year + 1, one.published)
        if closes >= 0:
            closings.append(((closes + 1) * MICRO, day_number(published, programme.start) * MICRO))
    return tuple(closings)


def gates_of(plan: Plan) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the first and last micro-day of each outside decision's windows."""
    return tuple(tuple((micro(first), micro(last)) for first, last in gate.windows) for gate in plan.gates.values())


def in_year(year: int, of_every_year: str) -> date:
    """Return the date of a day of every year (MM-DD)."""
    return date(year, *map(int, of_every_year.split("-")))


def clocks_of(plan: Plan) -> tuple[tuple[Clock, ...], dict[tuple[str, str | None], int]]:
    """Return the clocks of a plan, and which one runs for works of (network, reference class)."""
    base_of: dict[tuple[str, ...], Clock] = {(): _base(plan.programme, plan.calendar, ())}
    clocks = [_base(plan.programme, Calendar(), ()), base_of[()]]
    by_key: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
    of_works: dict[tuple[str, str | None], int] = {}
    for name, package in plan.packages.items():
        pair = (plan.network_of(name), package.reference_class)
        if pair in of_works:
            continue
        network, reference_class = pair
        seasons = tuple(
            season_name
            for season_name, season in ({} if "shocks" in plan.programme.without else plan.calendar.seasons).items()
            if not (season.networks or season.reference_classes)
            or network in season.networks
            or reference_class in season.reference_classes
        )
        struck_by = tuple(name for name, shock in plan.shocks.items() if _strikes(shock, network, reference_class))
        key = (network, seasons, struck_by)
        if key not in by_key:
            by_key[key] = len(clocks)
            if seasons not in base_of:
                base_of[seasons] = _base(plan.programme, plan.calendar, seasons)
            clocks.append(base_of[seasons])
        of_works[pair] = by_key[key]
    return tuple(clocks), of_works


def _base(programme: Programme, calendar: Calendar, seasons: tuple[str, ...]) -> Clock:
    chosen = tuple(calendar.seasons[name].model_dump_json() for name in seasons)
    return _cached_base(programme.start, programme.horizon, calendar.days_off, chosen)


@lru_cache(maxsize=64)
def _cached_base(start: date, horizon: date, days_off: tuple[date, ...], seasons: tuple[str, ...]) -> Clock:
    programme = Programme(start=start, deadline=start + timedelta(days=1), horizon=horizon)
    return clock_of(programme, days_off, [Season.model_validate_json(season) for season in seasons])


def _strikes(shock: Shock, network: str, reference_class: str | None) -> bool:
    """Return whether a shock hits works of a network and class; one of money alone hits none."""
    if not (shock.networks or shock.reference_classes):
        return not shock.sources
    return network in shock.networks or reference_class in shock.reference_classes


def strikes_of(
    plan: Plan,
    of_works: dict[tuple[str, str | None], int],
    purses: Sequence[Purse],
    family: Callable[[str], int],
) -> tuple[Strike, ...]:
    """Return the windows of all shocks, the clocks that each hits, and the purses whose money it puts off."""
    if "shocks" in plan.programme.without:
        return ()
    source_of = [list(plan.funding)[purse.source] for purse in purses]
    strikes = []
    for name, shock in plan.shocks.items():
        if not shock.is_on:
            continue
        hit = {clock for pair, clock in of_works.items() if _strikes(shock, *pair)}
        late = tuple(place for place, source in enumerate(source_of) if source in shock.sources)
        for number in range(1, len(shock.windows) + 1):
            where = f"shock/{name}/window_{number}"
            start, length = family(f"{where}/start"), family(f"{where}/days")
            strikes.append(Strike(start, length, round(shock.rate * FULL), tuple(sorted(hit)), late))
    return tuple(strikes)
