"""What a life waits for that nobody in the programme hands out: predecessors, its release, decisions, a yearly list."""

from sim.model import steps
from sim.model.books import wait_adjustments
from sim.model.in_force import listed_share
from sim.model.marks import lots_in_share
from sim.model.story import Need
from sim.model.trajectory import Trajectory
from sim.plan.causes import CauseKind
from sim.plan.marks import finish_mark, start_mark
from sim.plan.time import micro


def wait_for_predecessors(life: Trajectory, held: str, lot: int | None = None) -> None:
    """Await every hard dependency that holds this part of the package or lot: permits, works or finish.

    Shapes and units
        lot: counted from 0; None is the package as a whole, which dependencies of some of its lots do not hold.
    """
    holding = life.facts.holding.get(held)
    if not holding:
        return
    wanted = [one for one in holding if one.holds(lot)]
    if not wanted:
        return
    tables = life.tables
    names = [one.other for one in wanted]
    causes = [tables.cause(CauseKind.PREDECESSOR, other) for other in names]
    adjustments = wait_adjustments(tables.planned, life.name, held, names, causes)
    first = len(tables.needs)
    for (place, other, dependency, _), cause, adjustment in zip(wanted, causes, adjustments, strict=True):
        mark = start_mark(place) if dependency.kind == "SS" else finish_mark(place)
        if dependency.share < 1:
            mark = tables.marks.of_lots[other, lots_in_share(tables.plan.packages[other], dependency.share)]
        tables.needs.append(Need(mark, micro(dependency.lag_days), cause, adjustment))
        tables.awaits[life.facts.place][cause] = (mark, place)
    row = life.add(steps.AWAIT, first, len(wanted))
    life.labels[row] = held


def wait_for_release(life: Trajectory, day: float) -> None:
    """Wait until the programme lets the package or lot begin.

    Shapes and units
        day: calendar days from the data date.
    """
    if day > 0:
        life.add(steps.UNTIL, life.tables.cause(CauseKind.RELEASE), micro(day))


def wait_for_decisions(life: Trajectory, held: str) -> None:
    """Wait for outside decisions that hold this part of the package."""
    tables = life.tables
    for gate, hold in life.package.gates.items() if "decisions" not in tables.without else ():
        if hold.holds == held:
            first = tables.family[f"gate/{gate}/window_1"]
            always = 0 if tables.scarce else 1
            life.add(steps.GATE, tables.cause(CauseKind.OUTSIDE, gate), first, tables.gate_place[gate], always)


def wait_for_the_list(life: Trajectory) -> None:
    """Wait for the yearly list that the works must be on, unless they are under way."""
    tables, listed_in = life.tables, life.package.listed_in
    if not listed_in or life.package.progress or "reviews" in tables.without:
        return
    again = life.add(steps.LIST, tables.cause(CauseKind.OUTSIDE, listed_in), tables.list_place[listed_in])
    if listed_share(tables.plan, life.facts.name) < 1:
        life.add(steps.CHANCE, tables.family[f"{life.facts.name}/{listed_in}/listed"], again + 3)
        life.add(steps.JUMP, again + 5)
        life.write(steps.NEXT_TRY)
        life.add(steps.JUMP, again)
        life.write(steps.FIRST_TRY)
