"""What a source can hold at most in each year, if nobody draws on it: less than it ever brings where money lapses."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sim.plan.funding import Source
from sim.plan.programme import Programme
from sim.plan.time import day_number


class _Inflow(NamedTuple):
    """Money that comes in no earlier than in the first year, and no later than in the last."""

    first: int
    last: int
    cny_10k: int


def most_held(source: Source, programme: Programme, may_be_put_off: bool) -> tuple[float, ...]:
    """Return the most that *source* can hold in each year of the programme, in 万元.

    Money without a known day is taken to be there all the time, as is all that comes if a shock may put it off.

    Shapes and units
        returns: one for each of `programme.years`.
    """
    first, last = programme.years[0], programme.years[-1]
    kept = round(source.carry_over, 3)
    inflows = list(_inflows(source, programme))
    if may_be_put_off:
        inflows = [_Inflow(first, last, inflow.cny_10k) for inflow in inflows]
    return tuple(
        sum(one.cny_10k * kept ** max(0, year - one.last) for one in inflows if one.first <= year)
        for year in programme.years
    )


def _inflows(source: Source, programme: Programme) -> Iterator[_Inflow]:
    first, last = programme.years[0], programme.years[-1]
    lag, idle = source.lag_days, source.idle_days if source.idle_share else 0
    yield _Inflow(first, first, source.opening_cny_10k)
    for day, amount in source.tranches_cny_10k:
        yield _Inflow(_year(programme, day + lag), _year(programme, day + lag + idle), amount)
    for year, amount in ((year, amount) for year, amount in source.amounts_cny_10k.items() if amount):
        begins, ends = (max(0, day_number(date(year, *day), programme.start)) for day in ((1, 1), (12, 31)))
        yield _Inflow(_year(programme, begins + lag), _year(programme, ends + lag + idle), amount)
    if source.gap_days is not None:
        yield _Inflow(first, last, source.gap_amount_cny_10k * (source.gap_tranches or 1))
    yield _Inflow(first, last, sum(source.released_by.values()))


def _year(programme: Programme, day: float) -> int:
    """Return the calendar year of a day of the programme, or its first or last year."""
    length = (programme.horizon - programme.start).days
    return (programme.start + timedelta(days=int(min(max(day, 0), length)))).year
