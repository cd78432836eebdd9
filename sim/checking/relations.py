"""What rests on what, where the programme shows, and which definitions are in use."""

from sim.checking.words import named, reasons, say, titled
from sim.plan.plan import Plan
from sim.report.printed.layout import wrap
from sim.report.words import Lang

SPACE = "innovation_space"
"""The indicator of which the plan allots shares to districts."""


def dependencies(plan: Plan, lang: Lang, width: int, full: bool) -> list[str]:
    """Return how many of the plan's dependencies are in the model, and why the others are not."""
    if not plan.dependencies:
        return []
    left = [(name, one.left_out) for name, one in plan.dependencies.items() if one.left_out]
    carried = len(plan.dependencies) - len(left)
    counts = {"carried": carried, "all": len(plan.dependencies), "count": len(left)}
    if full:
        return reasons(say("dependencies", lang, **counts), left, width)
    return wrap(say("dependencies.short", lang, **counts), width)


def territory(plan: Plan, lang: Lang, width: int) -> list[str]:
    """Return the shares of innovation space by district beside what packages carry, and what else the plan names."""
    if not plan.districts:
        return []
    rows = [[say(key, lang) for key in ("district", "share", "carried")]]
    carried: dict[str | None, float] = {}
    for package in plan.packages.values():
        carried[package.district] = carried.get(package.district, 0) + package.delivers.get(SPACE, 0)
    for name, district in plan.districts.items():
        rows.append(
            [named(district.name, name, lang), f"{district.innovation_space_m2:,.0f}", f"{carried.get(name, 0):,.0f}"]
        )
    rows.append([say("elsewhere", lang), "", f"{carried.get(None, 0):,.0f}"])
    counts = {"zones": len(plan.zones), "ecosystems": len(plan.ecosystems), "fields": len(plan.fields_of_use)}
    return [*titled(say("districts", lang), rows, width), *wrap(say("named", lang, **counts), width)]


def definitions(plan: Plan, lang: Lang, width: int) -> list[str]:
    """Return each definition with the reading in use and the others."""
    if not plan.definitions:
        return []
    rows = [[say(key, lang) for key in ("definition", "choice", "others")]]
    for name, definition in plan.definitions.items():
        others = ", ".join(option for option in definition.options if option != definition.choice)
        rows.append([name, definition.choice, others])
    return titled(say("definitions", lang), rows, width)
