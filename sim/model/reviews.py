"""Reviews: how a file goes round the agencies, as rows of the life of who files it.

A file goes to all its units at once, or from one to the next; what is stuck under a task force goes
on its agenda, takes a slot, waits for the next meeting and is decided there.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from sim.model import setting, steps
from sim.model.in_force import joint_share, units_of
from sim.model.same import Same
from sim.model.steps import CHANCE, FIRST_TRY, IF, JUMP, NEXT_TRY, QUEUE, SPLIT, WHOLE, whole_hold
from sim.model.trajectory import Trajectory
from sim.plan.causes import CauseKind
from sim.plan.package import Package


class Filed(NamedTuple):
    """A permit as lives file for it: what it needs of quotas, and its units, the lead first."""

    name: str
    each: Literal["package", "lot"]
    quota: dict[str, int]
    mode: Literal["series", "joint"] | None
    units: tuple[str, ...]


@lru_cache(maxsize=1024)
def _filed_by(package: Same[Package]) -> tuple[Filed, ...]:
    """Look into the permits of a package once: a further scenario has most packages in common with the one before."""
    return tuple(
        Filed(name, permit.each, permit.quota, permit.mode, units_of(permit))
        for name, permit in package.part.permits.items()
    )


def obtain_permits(life: Trajectory, each: str) -> None:
    """Pass every file of the package or lot, one after another; under way means they are held."""
    if life.package.progress > 0 or "reviews" in life.tables.without:
        return
    for filed in _filed_by(Same(life.package)):
        if filed.each == each:
            _use_up(life, filed.quota)
            File(life, filed).go_round()
            life.rows += life.facts.handover


def _use_up(life: Trajectory, quota: dict[str, int]) -> None:
    """Take what a file needs of quotas, all at once and for good."""
    if quota:
        claim = life.tables.claim({f"quotas.{name}": number for name, number in quota.items()})
        life.add(steps.ACQUIRE, life.tables.cause(CauseKind.QUEUE, next(iter(quota))), claim)


class File:
    """One file of a package or lot: the life that files it, its units, and the task force that looks to it.

    In the planned run, where nobody waits for a desk, nothing goes to a meeting.
    """

    def __init__(self, life: Trajectory, filed: Filed) -> None:
        self.life, self.tables = life, life.tables
        self.where = f"{life.name}/{filed.name}"
        self.mode, self.units = filed.mode, filed.units
        self.meetings = life.tables.meetings if filed.mode is None else None

    def go_round(self) -> None:
        """Pass all units, at once or from one to the next: always, or as the draw has it."""
        share = joint_share(self.mode, self.units, self.tables.coordination)
        if share <= 0:
            self._from_one_to_the_next()
        elif share >= 1:
            self._to_all_at_once()
        else:
            life = self.life
            at_once = life.add(IF, self.tables.family[f"{self.where}/joint"], 0, 0)
            self._from_one_to_the_next()
            passed = life.add(JUMP, 0)
            life.lead_on(at_once)
            self._to_all_at_once()
            life.lead_on(passed)

    def _from_one_to_the_next(self) -> None:
        for unit in self.units:
            self._pass_review(self.life, unit, f"{self.where}/{unit}")

    def _to_all_at_once(self) -> None:
        """Let the lead take the file in, then all review it, each in a branch of its own."""
        life, lead = self.life, self.units[0]
        if self.tables.coordination.intake_days:
            desk = self.tables.desk(lead)
            life.write(desk.acquire)
            life.hold(desk.review, setting.OFFICE, "coordination/intake_days", SPLIT)
            life.write(desk.release)
        if len(self.units) == 1:
            self._pass_review(life, lead, f"{self.where}/{lead}")
            return
        branches = []
        for unit in self.units:
            branch = life.branch(f"{self.where}/{unit}")
            self._pass_review(branch, unit, branch.name)
            branches.append(branch)
        life.fork(branches)

    def _pass_review(self, life: Trajectory, unit: str, where: str) -> None:
        """Queue at one agency, be reviewed, and come back as often as the file is returned.

        Most rows of a story are written here: where they lead to is counted from the first, not filled in later.
        """
        tables, meetings, rows = self.tables, self.meetings, life.rows
        desk, days, first = tables.desk(unit), tables.family[f"{where}/days"], len(rows)
        tries = tables.tries_of.get(days)
        review = whole_hold(desk.review, setting.OFFICE, days, SPLIT)
        if tries is None:
            if meetings is None:
                rows += (desk.acquire, review, desk.release)
                return
            rows += (
                (QUEUE, desk.queue, desk.claim, meetings.patience, first + 7),
                (IF, days, meetings.threshold, first + 5),
                review,
                desk.release,
                (JUMP, first + 10),
                *desk.taken,
                *tables.meeting,
            )
            return
        resubmission = whole_hold(desk.returned, setting.OFFICE, tables.resubmission_of[tries], WHOLE)
        if meetings is None:
            rows += (
                desk.acquire,
                review,
                desk.release,
                (CHANCE, tries, first + 5),
                (JUMP, first + 8),
                resubmission,
                NEXT_TRY,
                (JUMP, first),
                FIRST_TRY,
            )
            return
        rows += (
            (QUEUE, desk.queue, desk.claim, meetings.patience, first + 12),
            (IF, days, meetings.threshold, first + 9),
            review,
            desk.release,
            (CHANCE, tries, first + 6),
            (JUMP, first + 15),
            resubmission,
            NEXT_TRY,
            (JUMP, first),
            FIRST_TRY,  # the threshold is the same at every try
            *desk.taken,
            *tables.meeting,
            FIRST_TRY,
        )
