"""Loads: how busy the planned dates alone keep each agency's desks."""

from collections.abc import Iterator

from sim.checking.words import named, reasons, say, titled
from sim.plan.plan import Plan
from sim.report.numbers import percent
from sim.report.words import Lang
from sim.study.inputs import Demands, Load

IDLE, OVERRUN = 0.05, 1.0
"""Loads below and above which an agency needs a reason."""


def loads(plan: Plan, demands: Demands, lang: Lang, width: int, full: bool) -> list[str]:
    """Return the load of each agency by year, and why desks are nearly idle or overrun."""
    by_agency = demands.loads()
    if not by_agency:
        return []
    rows = [[say("agency", lang), say("files", lang), *map(str, demands.years)]]
    for unit, load in sorted(by_agency.items(), key=lambda one: -_most(one[1])):
        shares = [percent(load.by_year[year]) for year in demands.years]
        rows.append([named(plan.agencies[unit].name, unit, lang), str(load.files), *shares])
    lines = titled(say("load", lang), rows, width)
    given = list(_reasons(plan, by_agency, lang, full))
    return [*lines, *(["", *reasons(say("because", lang), given, width)] if given else [])]


def unexplained(plan: Plan, demands: Demands) -> list[str]:
    """Return the agencies whose load needs a reason and has none."""
    by_agency = demands.loads()
    return [unit for unit in plan.agencies if _is_odd(by_agency.get(unit)) and not plan.agencies[unit].load_because]


def _reasons(plan: Plan, by_agency: dict[str, Load], lang: Lang, full: bool) -> Iterator[tuple[str, str]]:
    if not any(agency.load_because for agency in plan.agencies.values()):
        return
    for unit, agency in plan.agencies.items():
        load = by_agency.get(unit)
        if not _is_odd(load):
            continue
        name = named(agency.name, unit, lang)
        if agency.load_because:
            if full or (load is not None and _most(load) > OVERRUN):
                yield name, agency.load_because
        else:
            yield name, say("unexplained", lang, agency=name, load=percent(_most(load) if load else 0))


def _most(load: Load) -> float:
    return max(load.by_year.values())


def _is_odd(load: Load | None) -> bool:
    return load is None or not IDLE <= _most(load) <= OVERRUN
