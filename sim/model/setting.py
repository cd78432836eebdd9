"""The setting of a story: pools, purses, clocks and shocks of a plan as tables of numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from sim.model.clocks import FULL, Clock, clock_of
from sim.model.story import Inflow, Pool, Purse, Strike
from sim.plan.capacity import Quota
from sim.plan.funding import Source
from sim.plan.plan import Plan
from sim.plan.programme import Calendar, Programme, Season
from sim.plan.time import MICRO, day_number, micro
from sim.plan.yearly_list import YearlyList

ENDLESS = 10**12
"""Capacity and money of the planned run: more than any plan can ask for."""

CALENDAR, OFFICE = 0, 1
"""Places of the clock that runs every day and of the clock of working days."""


def pools_of(plan: Plan, scarce: bool) -> tuple[Pool, ...]:
    """Return crews, then desks, then quotas, with their capacity over time."""
    named = [(f"crews.{name}", crew.capacity) for name, crew in plan.crews.items()]
    named += [(f"agencies.{name}", agency.desks) for name, agency in plan.agencies.items()]
    named += [(f"quotas.{name}", _given_out(quota, plan.programme)) for name, quota in plan.quotas.items()]
    return tuple(
        Pool(name, tuple((micro(day), number) for day, number in profile) if scarce else ((0, ENDLESS),))
        for name, profile in named
    )


def _given_out(quota: Quota, programme: Programme) -> tuple[tuple[float, int], ...]:
    """Return how much of a quota was ever given out by each day on which some is added."""
    dated = [(_in_year(year, quota.day), number) for year, number in quota.amounts.items()]
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
        closes = day_number(_in_year(year, one.closes), programme.start)
        published = _in_year(year if one.published > one.closes else year + 1, one.published)
        if closes >= 0:
            closings.append(((closes + 1) * MICRO, day_number(published, programme.start) * MICRO))
    return tuple(closings)


def gates_of(plan: Plan) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the first and last micro-day of each outside decision's windows."""
    return tuple(tuple((micro(first), micro(last)) for first, last in gate.windows) for gate in plan.gates.values())


def _in_year(year: int, of_every_year: str) -> date:
    return date(year, *map(int, of_every_year.split("-")))


def purses_of(plan: Plan, scarce: bool, family: Callable[[str], int]) -> tuple[Purse, ...]:
    """Return the funding sources as the treasury sees them."""
    if not scarce:
        return tuple(Purse(name, False, (Inflow(0, ENDLESS, -1),), (), FULL, -1, 0, 0, 0) for name in plan.funding)
    return tuple(_purse(name, source, plan.programme, family) for name, source in plan.funding.items())


def _purse(name: str, source: Source, programme: Programme, family: Callable[[str], int]) -> Purse:
    lag = micro(source.lag_days)
    inflows = [Inflow(0, source.opening_cny_10k, -1)] if source.opening_cny_10k else []
    inflows += [Inflow(micro(day) + lag, amount, -1) for day, amount in source.tranches_cny_10k]
    for year, amount in source.amounts_cny_10k.items():
        comes = family(f"funding/{name}/{year}") if source.conversion < 1 else -1
        for day, part in _tranches_of_year(source, year, amount, programme):
            inflows.append(Inflow(day * MICRO + lag, part, comes))
    year_ends: tuple[int, ...] = ()
    if source.carry_over < 1:
        years = range(programme.start.year, programme.horizon.year + 1)
        year_ends = tuple(day_number(date(year + 1, 1, 1), programme.start) * MICRO for year in years)
    return Purse(
        name,
        source.queue == "strict",
        tuple(sorted(inflows)),
        year_ends,
        round(source.carry_over * FULL),
        family(f"funding/{name}/gap_1") if source.gap_days is not None else -1,
        source.gap_tranches or 1,
        source.gap_amount_cny_10k,
        lag,
    )


def _tranches_of_year(source: Source, year: int, amount: int, programme: Programme) -> list[tuple[int, int]]:
    """Return (day, 万元) of a year's tranches; what is dated before the data date comes on it.

    The year of the data date holds what is left of it, so without a calendar it comes in equal
    parts on the first of each month still to begin, and on the data date itself.
    """
    if source.calendar:
        dated = [(_in_year(year, day), share) for day, share in source.calendar.items()]
    else:
        months = [date(year, month, 1) for month in range(1, 13)]
        if year == programme.start.year:
            months = [max(month, programme.start) for month in months if month.month >= programme.start.month]
        dated = [(month, (place + 1) / len(months)) for place, month in enumerate(months)]
    parts, before = [], 0
    for when, share in sorted(dated):
        until = round(amount * share)
        parts.append((max(day_number(when, programme.start), 0), until - before))
        before = until
    return parts


def clocks_of(plan: Plan) -> tuple[tuple[Clock, ...], dict[tuple[str, str | None], int]]:
    """Return the clocks of a plan, and which one runs for works of (network, reference class)."""
    clocks = [_base(plan.programme, Calendar(), ()), _base(plan.programme, plan.calendar, ())]
    by_key: dict[tuple[str, tuple[str, ...]], int] = {}
    of_works: dict[tuple[str, str | None], int] = {}
    for name, package in plan.packages.items():
        pair = (plan.network_of(name), package.reference_class)
        if pair in of_works:
            continue
        network, reference_class = pair
        seasons = tuple(
            season_name
            for season_name, season in plan.calendar.seasons.items()
            if not (season.networks or season.reference_classes)
            or network in season.networks
            or reference_class in season.reference_classes
        )
        if (network, seasons) not in by_key:
            by_key[network, seasons] = len(clocks)
            clocks.append(_base(plan.programme, plan.calendar, seasons))
        of_works[pair] = by_key[network, seasons]
    return tuple(clocks), of_works


def _base(programme: Programme, calendar: Calendar, seasons: tuple[str, ...]) -> Clock:
    chosen = tuple(calendar.seasons[name].model_dump_json() for name in seasons)
    return _cached_base(programme.start, programme.horizon, calendar.days_off, chosen)


@lru_cache(maxsize=64)
def _cached_base(start: date, horizon: date, days_off: tuple[date, ...], seasons: tuple[str, ...]) -> Clock:
    programme = Programme(start=start, deadline=start + timedelta(days=1), horizon=horizon)
    return clock_of(programme, days_off, [Season.model_validate_json(season) for season in seasons])


def strikes_of(
    plan: Plan, of_works: dict[tuple[str, str | None], int], family: Callable[[str], int]
) -> tuple[Strike, ...]:
    """Return the windows of all shocks and the clocks that each hits."""
    strikes = []
    for name, shock in plan.shocks.items():
        hit = {clock for (network, _), clock in of_works.items() if not shock.networks or network in shock.networks}
        for number in range(1, len(shock.windows) + 1):
            where = f"shock/{name}/window_{number}"
            start, length = family(f"{where}/start"), family(f"{where}/days")
            strikes.append(Strike(start, length, round(shock.rate * FULL), tuple(sorted(hit))))
    return tuple(strikes)
