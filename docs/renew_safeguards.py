"""Renews docs/safeguards.md: what each safeguard turns, what that moves and costs, and what is left out.

.venv/bin/python docs/renew_safeguards.py
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sim.plan.evidence import Fact
from sim.plan.lever import DAYS_A_YEAR, Effect, Lever
from sim.plan.plan import Plan
from sim.shell.composing import facts_beside, study_of

PAGE = Path(__file__).resolve().parent / "safeguards.md"
SHOWN = 3
"""How many names of what an effect acts on are shown."""

HEAD = """\
# What the safeguards do, and at what price

Made from `configs/levers.yaml` by `docs/renew_safeguards.py`. Numbers elsewhere in `configs/` are those of a city
without the plan's safeguards. A lever stands at its position as published; at neutral it moves nothing, and a safeguard
that is off (`safeguards.S1.is_on: false`) puts its levers there. `safeguards.S1.price_share: 0` makes a safeguard free.
The plan states one number, the quarterly inspection; the others are assumed with the range shown, and
`configs/evidence/levers.yaml` says from what. What each is worth: `fournets run study=safeguards`.

Some prices need no line: whoever is passed by a priority waits, files beyond what a meeting decides wait for the next
one, and money that comes faster than crews and desks lies idle. Where a lever has neither a price nor such a way of
paying, its line says so; what it is worth is then an upper bound.
"""

WORDS = {
    "work_days": "days of work",
    "cost": "cost",
    "review_days": "days of review",
    "return_chance": "chance of return",
    "handover_days": "days between steps",
    "close_days": "days of tender",
    "release_days": "days until a lot is let",
    "crew_capacity": "crews",
    "source_amount": "amounts",
    "source_lag": "days from need to money",
    "source_conversion": "chance that money comes",
    "gate_chance": "chance of decisions",
    "listed_share": "share listed",
    "preparation_days": "working days of papers",
    "rework": "chance of rework",
    "learning": "learnt a doubling of lots",
    "queue_priority": "priority in queues (lower goes first)",
    "money_priority": "priority of bills (lower goes first)",
    "source_cny_10k_a_year": "万元 a year",
    "joint_share": "share of files reviewed at once",
    "return_factor": "share of returns that is left",
    "meeting_interval_days": "days between meetings",
    "inspection_interval_days": "days between inspections",
}
ADDED = ("preparation_days", "rework", "learning", "queue_priority", "money_priority", "source_cny_10k_a_year")


def renew() -> None:
    PAGE.write_text(written(), encoding="utf-8")


def written() -> str:
    """Return the page."""
    asked = study_of([])
    plan, facts = asked.study.base_row.plan, facts_beside(asked)
    lines = [HEAD]
    for name, safeguard in plan.safeguards.items():
        title = f"{name} {safeguard.name.en if safeguard.name else ''} ({safeguard.clause})"
        lines += _section(title, [key for key, lever in plan.levers.items() if lever.safeguard == name], plan, facts)
    others = [key for key, lever in plan.levers.items() if not lever.safeguard]
    always_on = [key for key in others if plan.levers[key].clause]
    lines += _section("Policies in the tasks, always on", always_on, plan, facts)
    pressure = [key for key in others if key not in always_on]
    lines += _section("Not of the plan: pressure on all works alike, for `study=headroom`", pressure, plan, facts)
    lines += ["## Left out, and why", ""]
    lines += [f"- **{_named(key, lever)}**: {lever.left_out}" for key, lever in plan.levers.items() if lever.left_out]
    return "\n".join(lines) + "\n"


def _section(title: str, keys: list[str], plan: Plan, facts: Mapping[str, Fact]) -> Iterator[str]:
    yield from (f"## {title}", "", "| lever | position | range, neutral | moves | price | known |")
    yield "|---|---|---|---|---|---|"
    for key in keys:
        lever = plan.levers[key]
        if lever.left_out:
            continue
        moves, price = ("; ".join(_effects(lever, effects)) for effects in (lever.effects, lever.price))
        grade = facts[lever.evidence["at"]].grade
        between = f"{lever.low:g} to {lever.high:g}, {lever.neutral:g}"
        position = f"{lever.at:g} {lever.unit}"
        paid = price or lever.note or "none of its own"
        yield f"| {_named(key, lever)} | {position} | {between} | {moves} | {paid} | {grade} |"
    yield ""


def _named(key: str, lever: Lever) -> str:
    return f"{lever.name.en if lever.name else key} (`{key}`)"


def _effects(lever: Lever, effects: Mapping[str, Effect]) -> Iterator[str]:
    for effect in effects.values():
        yield f"{_strength(lever, effect)}{_acts_on(effect)}"


def _strength(lever: Lever, effect: Effect) -> str:
    what = WORDS[effect.of]
    distance = DAYS_A_YEAR / lever.at if effect.each_time else lever.at - lever.neutral
    by = effect.slope * distance
    if effect.of in ADDED:
        return f"{what} {by:+.3g}" if abs(by) < 1000 else f"{by:+,.0f} {what}"
    if not effect.slope:
        return f"{what}: {lever.at:g}"
    if by:
        return f"{what} {100 * by:+.3g} %"
    return f"{what} {effect.slope:+g} for each 1 of it"


def _acts_on(effect: Effect) -> str:
    names = effect.acts_on
    if not names:
        return ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f" ({', '.join(names[:SHOWN])}{more})"


if __name__ == "__main__":
    renew()
