"""Every lever of the shipped case over its range: dates or cost change as it says, and nothing moves at neutral."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from sim import load_plan
from sim.model.books import Planned
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.plan.lever import Effect, Lever
from sim.plan.plan import Plan
from sim.plan.time import MICRO

DRAWS, SEED = 20, 2020
Days = NDArray[np.float64]

SHIPPED = load_plan()
IN_THE_MODEL = [name for name, lever in SHIPPED.levers.items() if not lever.left_out]
CHANCES = ("gate_chance", "listed_share")
"""What decides whether a year is lost; other levers are measured on works that wait for no such thing."""

BEFORE_WORKS = (
    "review_days",
    "return_chance",
    "handover_days",
    "joint_share",
    "return_factor",
    "meeting_interval_days",
)
"""What acts on files; works that have theirs, or need none, are left out."""


class Measured(NamedTuple):
    """Twenty replications: day of finish (a year after the horizon if later) and what public payers pay, by package."""

    finish: Days
    paid: Days


@cache
def planned() -> Planned:
    """Return the planned run that all are told by."""
    return planned_run(SHIPPED)[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_THE_MODEL)
def test_a_lever_moves_what_it_acts_on_in_the_direction_it_states(name: str) -> None:
    """From the low to the high end of its range, at no price: what it costs is another matter."""
    lever = SHIPPED.levers[name]
    low, high = (measured(turned(name, position)) for position in (lever.low, lever.high))
    acted = [place for place, package in enumerate(SHIPPED.packages) if acts_on(lever, package)]
    change = (high.paid - low.paid if lever.helps == "cost" else high.finish - low.finish)[:, acted].mean()
    assert change < 0 if lever.better == "higher" else change > 0, f"{change:.2f} over {len(acted)} works"


@pytest.mark.parametrize("name", IN_THE_MODEL)
def test_a_lever_at_neutral_moves_nothing(name: str) -> None:
    """The drawn quantities and the story are those of the case without the lever, to the byte."""
    others = {other: lever for other, lever in SHIPPED.levers.items() if other != name}
    without = with_levers(others)
    neutral = turned(name, SHIPPED.levers[name].neutral)
    assert tell(neutral, planned()) == tell(without, planned())
    assert (draw(neutral, SEED, 2).values == draw(without, SEED, 2).values).all()


def test_of_the_levers_of_the_plan_at_most_eight_are_left_out_each_with_a_reason() -> None:
    """46 stand in the plan; the task force is three: its meetings, joint review and the look beforehand."""
    left_out = [lever for lever in SHIPPED.levers.values() if lever.left_out]
    of_the_plan = [lever for lever in SHIPPED.levers.values() if lever.clause]
    assert len(of_the_plan) == 46 + 2
    assert len(left_out) <= 8


def test_all_safeguards_off_is_all_their_levers_at_neutral_and_free() -> None:
    """Of the shipped plan: the story and the draws, to the byte; with them on both are others."""
    off = with_safeguards(SHIPPED.levers, is_on=False)
    at_neutral = {
        name: lever.model_copy(update={"at": lever.neutral}) if lever.safeguard and not lever.left_out else lever
        for name, lever in SHIPPED.levers.items()
    }
    neutral = with_safeguards(at_neutral, price_share=0)
    story, quantities = tell(off, planned()), draw(off, SEED, 2)
    assert story == tell(neutral, planned()) and story != tell(SHIPPED, planned())
    assert quantities.names == draw(neutral, SEED, 2).names
    assert (quantities.values == draw(neutral, SEED, 2).values).all()


def test_a_lever_of_a_safeguard_has_a_price_or_says_why_it_has_none() -> None:
    """More money, or a better chance of it, is the only kind that the page answers for in general."""
    silent = [
        lever
        for lever in SHIPPED.levers.values()
        if lever.safeguard and not lever.left_out and not lever.price and not lever.note
    ]
    assert {effect.of for lever in silent for effect in lever.effects.values()} <= {
        "source_amount",
        "source_conversion",
    }


def with_safeguards(levers: dict[str, Lever], **settings: object) -> Plan:
    """Return the shipped plan with these levers and every safeguard set so."""
    safeguards = {name: one.model_copy(update=settings) for name, one in SHIPPED.safeguards.items()}
    plan = SHIPPED.model_copy(update={"levers": levers, "safeguards": safeguards})
    plan.__dict__.pop("effects", None)
    return plan


def with_levers(levers: dict[str, Lever]) -> Plan:
    """Return the shipped plan with these levers; what they move is worked out anew."""
    plan = SHIPPED.model_copy(update={"levers": levers})
    plan.__dict__.pop("effects", None)
    return plan


def turned(name: str, position: float) -> Plan:
    """Return the shipped plan with one lever elsewhere, at no price."""
    lever = SHIPPED.levers[name].model_copy(update={"at": position, "price": {}})
    return with_levers({**SHIPPED.levers, name: lever})


def measured(plan: Plan) -> Measured:
    """Tell a plan once and perform its twenty replications."""
    story, quantities = tell(plan, planned()), draw(plan, SEED, DRAWS)
    is_public = np.array([_is_public(plan, purse.name) for purse in story.purses])
    late = plan.programme.horizon_micro + 365 * MICRO
    finish, paid = np.empty((DRAWS, len(plan.packages))), np.zeros((DRAWS, len(plan.packages)))
    for number in range(DRAWS):
        trace = perform(story, quantities.row(number))
        finish[number] = [day if 0 <= day < late else late for day in trace.finished]
        for payment in trace.payments:
            paid[number, payment.package] += payment.cny_10k * is_public[payment.source]
    return Measured(finish / MICRO, paid)


def _is_public(plan: Plan, purse: str) -> bool:
    return plan.funding[purse.partition("/")[0]].payer != "private"


def acts_on(lever: Lever, name: str) -> bool:
    """Return whether a lever acts on a package; of those that an outside decision or a list may hold back a year,
    only one that acts on these."""
    moves_chances = any(effect.of in CHANCES for effect in lever.effects.values())
    if not moves_chances and name in held_for_a_year():
        return False
    return any(_reaches(effect, name) for effect in lever.effects.values())


@cache
def held_for_a_year() -> frozenset[str]:
    """Return the packages that a decision or a yearly list may hold back, themselves or by what they wait for."""
    held = {name for name, package in SHIPPED.packages.items() if package.gates or package.listed_in}
    while more := {n for n, p in SHIPPED.packages.items() if n not in held and not held.isdisjoint(p.after)}:
        held |= more
    return frozenset(held)


def _reaches(effect: Effect, name: str) -> bool:
    package = SHIPPED.packages[name]
    if effect.of in BEFORE_WORKS and (package.progress or not package.permits):
        return False
    return not effect.acts_on or not set(effect.acts_on).isdisjoint(_called(effect.of, name))


def _called(of: str, name: str) -> Iterator[str]:
    """Yield the names by which an effect may reach a package."""
    package = SHIPPED.packages[name]
    yield from SHIPPED.names_of(name)
    if of in ("review_days", "return_chance") and not package.progress:
        yield from (unit for permit in package.permits.values() for unit in (permit.lead, *permit.supporters))
    elif of == "crew_capacity":
        yield from (crew for activity in package.activities.values() for crew in activity.crew)
    elif of.startswith("source"):
        yield from package.funding
    elif of == "gate_chance":
        yield from (word for gate in package.gates for word in (gate, SHIPPED.gates[gate].common))
    elif of == "listed_share" and not package.progress:
        yield package.listed_in
