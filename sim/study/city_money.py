"""City money: what a plan asks of the city as one present value, and the same plan with another one."""

from collections.abc import Callable, Iterator
from math import exp, log1p
from typing import Any, NamedTuple

from sim.model.planned import planned_run
from sim.model.purses import Purses
from sim.plan.funding import Source
from sim.plan.marks import package_of
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.plan.time import MICRO, micro

DAYS_A_YEAR = 365.25

ALIKE_CNY_10K = 1
"""Two present values that differ by no more are the same money."""

ROUNDS = 40
"""More corrections of the amounts than any plan needs: each leaves a small part of what was missing."""


def city_money(plan: Plan) -> float:
    """Return the present value of the city's share of all that *plan* lets come in, in 万元.

    Nothing is left to luck: every conversion counts as won, a grant's gaps and the service of packages that
    release money are the planned ones, and partners put up their planned part on the data date.
    """
    return sum(plan.funding[name].city_share * worth for name, worth in _worths(plan))


def with_city_money(plan: Plan, present_value: float) -> Plan:
    """Return *plan* with all amounts of city money times one factor, so that they are worth *present_value*.

    What rounding leaves is settled on the earliest amount of the source that is the city's most. What partners
    put up is a share of what packages cost, so that it stays as it is.

    Raises
        PlanError: the plan has no amounts of city money, or cannot be brought to that value.
    """
    stated = {name: source for name, source in plan.funding.items() if source.city_share and source.kind != "ppp"}
    in_amounts = city_money(plan) - city_money(_with(plan, {name: _times(stated[name], 0) for name in stated}))
    if in_amounts <= 0:
        raise PlanError(["city_money_as: found no amounts of city money in this row, expected some: leave it out"])
    factor, scaled = 1.0, plan
    for _ in range(ROUNDS):
        missing = present_value - city_money(scaled)
        if abs(missing) <= ALIKE_CNY_10K * max(1, len(stated)):
            break
        factor = max(0.0, factor + missing / in_amounts)
        scaled = _with(plan, {name: _times(source, factor) for name, source in stated.items()})
    scaled = _settled(scaled, present_value, _handle(plan, stated))
    if abs(city_money(scaled) - present_value) > ALIKE_CNY_10K:
        raise PlanError(
            [
                f"city_money_as: found {city_money(scaled):,.0f} of city money at the nearest, expected "
                f"{present_value:,.0f}: what partners put up leaves no more to change, name another row"
            ]
        )
    return scaled


def amounts_of(source: Source) -> dict[str, Any]:
    """Return the amounts of a source as a plan file states them."""
    return {
        "opening_cny_10k": source.opening_cny_10k,
        "amounts_cny_10k": dict(source.amounts_cny_10k),
        "tranches_cny_10k": [list(tranche) for tranche in source.tranches_cny_10k],
        "gap_amount_cny_10k": source.gap_amount_cny_10k,
        "released_by": dict(source.released_by),
    }


def _worths(plan: Plan) -> Iterator[tuple[str, float]]:
    """Yield the present values of what comes to sources of city money, each with the source."""
    purses, sources = Purses(plan), list(plan.funding.items())
    rate = log1p(plan.programme.discount_rate) / (DAYS_A_YEAR * MICRO)
    for purse in purses.told(True, lambda _: 0):
        name, source = sources[purse.source]
        if source.city_share:
            yield name, sum(inflow.cny_10k * exp(-rate * inflow.day) for inflow in purse.inflows)
        if source.city_share and source.gap_days is not None:
            gap = micro(source.gap_days.planned_value())
            for number in range(1, purse.gap_count + 1):
                yield name, sum(part * exp(-rate * (number * gap + later)) for later, part in purse.gap_parts)
    if any(source.city_share and source.released_by for _, source in sources):
        finished = planned_run(plan)[1].finished
        for mark, released in purses.releases().items():
            for place, later, part in released:
                yield purses.names[place][0], part * exp(-rate * (finished[package_of(mark)] + later))


def _times(source: Source, factor: float) -> Source:
    """Return a source with all its amounts times *factor*, in whole 万元."""
    return source.model_copy(
        update={
            "opening_cny_10k": round(source.opening_cny_10k * factor),
            "amounts_cny_10k": {year: round(amount * factor) for year, amount in source.amounts_cny_10k.items()},
            "tranches_cny_10k": tuple((day, round(amount * factor)) for day, amount in source.tranches_cny_10k),
            "gap_amount_cny_10k": round(source.gap_amount_cny_10k * factor),
            "released_by": {name: round(amount * factor) for name, amount in source.released_by.items()},
        }
    )


class _Handle(NamedTuple):
    """An amount that rounding is settled on: its source, and how to add to it."""

    source: str
    more: Callable[[Source, int], Source]


def _handle(plan: Plan, stated: dict[str, Source]) -> _Handle:
    """Return the earliest amount of the sources of which most is the city's."""
    most = max(source.city_share for source in stated.values())
    amounts = [
        (day, number, _Handle(name, more))
        for number, (name, source) in enumerate(stated.items())
        if source.city_share == most
        for day, more in _first_amount(source, plan)
    ]
    return min(amounts, key=lambda one: one[:2])[2]


def _first_amount(source: Source, plan: Plan) -> Iterator[tuple[float, Callable[[Source, int], Source]]]:
    """Yield the day, as far as it orders sources, of the first amount of a source and how to add to it."""

    def opening(one: Source, more: int) -> Source:
        return one.model_copy(update={"opening_cny_10k": max(0, one.opening_cny_10k + more)})

    def tranche(one: Source, more: int) -> Source:
        (day, amount), *others = one.tranches_cny_10k
        return one.model_copy(update={"tranches_cny_10k": ((day, max(0, amount + more)), *others)})

    def year(one: Source, more: int) -> Source:
        first = min(one.amounts_cny_10k)
        amounts = one.amounts_cny_10k | {first: max(0, one.amounts_cny_10k[first] + more)}
        return one.model_copy(update={"amounts_cny_10k": amounts})

    if source.opening_cny_10k:
        yield 0, opening
    elif source.tranches_cny_10k:
        yield source.tranches_cny_10k[0][0] + source.lag_days, tranche
    elif source.amounts_cny_10k:
        years = min(source.amounts_cny_10k) - plan.programme.start.year
        yield max(0, years) * DAYS_A_YEAR + source.lag_days, year
    else:
        yield 0, opening


def _settled(plan: Plan, present_value: float, handle: _Handle) -> Plan:
    """Return *plan* with what is missing of a present value on one amount."""
    for _ in range(ROUNDS):
        missing = present_value - city_money(plan)
        if abs(missing) <= ALIKE_CNY_10K / 2:
            break
        source = plan.funding[handle.source]
        step = 1000
        worth = (city_money(_with(plan, {handle.source: handle.more(source, step)})) - city_money(plan)) / step
        more = round(missing / worth)
        if not more:
            break
        plan = _with(plan, {handle.source: handle.more(source, more)})
    return plan


def _with(plan: Plan, sources: dict[str, Source]) -> Plan:
    return plan.model_copy(update={"funding": {**plan.funding, **sources}})
