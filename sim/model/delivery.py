"""The life of a work package, told as steps: this is where the logic of the model stands.

A package waits for what it depends on, obtains its permits, secures its funding, builds, and
enters service. `tell` writes this down for every package of a plan, once a scenario.
"""

from sim.model import setting, steps
from sim.model.books import Planned
from sim.model.collector import nothing_collected
from sim.model.construction import build
from sim.model.in_force import lives_of
from sim.model.package_facts import PackageFacts
from sim.model.purses import has_tender
from sim.model.reviews import obtain_permits
from sim.model.steps import SPLIT
from sim.model.story import Story
from sim.model.tables import Tables
from sim.model.trajectory import Trajectory
from sim.model.waits import wait_for_decisions, wait_for_predecessors, wait_for_release, wait_for_the_list
from sim.plan.causes import CauseKind
from sim.plan.marks import finish_mark
from sim.plan.plan import Plan


@nothing_collected()
def tell(plan: Plan, planned: Planned | None = None) -> Story:
    """Return the story of *plan*, its ledgers measured against the planned run.

    Without *planned* ledgers are measured against nothing: they are the books themselves.
    """
    return _told(Tables(plan, planned, scarce=True))


def tell_planned(plan: Plan) -> Story:
    """Return the story of the planned run: crews, desks and money without limit, decisions always won."""
    return _told(Tables(plan, None, scarce=False))


def _told(tables: Tables) -> Story:
    return tables.story([tell_package(PackageFacts(tables, name)) for name in tables.plan.packages])


def tell_package(facts: PackageFacts) -> int:
    """Tell a package from the data date to service; return the place of its life."""
    place = facts.tables.reserve(1)
    life = Trajectory(facts, facts.name)
    wait_for_predecessors(life, "permits")
    wait_for_release(life, facts.package.not_before_day)
    prepare(life)
    wait_for_decisions(life, "permits")
    obtain_permits(life, "package")
    wait_for_the_list(life)
    wait_for_predecessors(life, "works")
    wait_for_decisions(life, "works")
    close_contracts(life)
    deliver_lots(life)
    wait_for_predecessors(life, "finish")
    wait_for_decisions(life, "finish")
    enter_service(life)
    life.keep(place)
    return place


def deliver_lots(life: Trajectory) -> None:
    """Deliver the lots side by side, each in a life of its own; a package of one lot goes on itself."""
    names = lives_of(life.facts.name, life.package)
    if len(names) == 1:
        deliver_lot(life)
        return
    lots = [Trajectory(life.facts, name, lot) for lot, name in enumerate(names)]
    for lot in lots:
        wait_for_release(lot, life.facts.lot_release_day(lot.lot))
        wait_for_predecessors(lot, "permits", lot.lot)
        deliver_lot(lot)
    life.fork(lots)


def deliver_lot(life: Trajectory) -> None:
    """Obtain a lot's permits, await what holds it, and build it."""
    obtain_permits(life, "lot")
    wait_for_predecessors(life, "works", life.lot)
    build(life)
    wait_for_predecessors(life, "finish", life.lot)
    life.add(steps.COUNT, life.facts.place)


def prepare(life: Trajectory) -> None:
    """Draft what has to stand before the first permit."""
    where = f"{life.facts.name}/preparation_days"
    if where in life.tables.family and "reviews" not in life.tables.without:
        life.hold(life.tables.cause(CauseKind.PREPARATION), setting.OFFICE, where, SPLIT)


def close_contracts(life: Trajectory) -> None:
    """Spend the tender for each contract with partners, whether it closes or not."""
    for source in life.package.funding if "money" not in life.tables.without else ():
        if has_tender(life.package, life.tables.plan.funding[source]):
            where = f"{life.facts.name}/{source}/close_days"
            life.hold(life.tables.cause(CauseKind.TENDER, source), setting.OFFICE, where, SPLIT)


def enter_service(life: Trajectory) -> None:
    """Reach the finish: in service, published, founded or awarded, as the commitment has it."""
    life.add(steps.MARK, finish_mark(life.facts.place))
