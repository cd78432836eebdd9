"""Reviews: how a file goes round the agencies, as rows of the life of who files it.

A file goes to all its units at once, or from one to the next; what is stuck under a task force goes
on its agenda, takes a slot, waits for the next meeting and is decided there.
"""

from sim.model import setting, steps
from sim.model.in_force import joint_share, units_of
from sim.model.steps import CHANCE, FIRST_TRY, IF, JUMP, NEXT_TRY, QUEUE, SPLIT, WHOLE, whole_hold
from sim.model.trajectory import Trajectory
from sim.plan.causes import CauseKind
from sim.plan.package import Permit


def obtain_permits(life: Trajectory, each: str) -> None:
    """Pass every file of the package or lot, one after another; under way means they are held."""
    if life.package.progress > 0 or "reviews" in life.tables.without:
        return
    for name, permit in life.package.permits.items():
        if permit.each == each:
            _obtain(life, name, permit)


def _obtain(life: Trajectory, name: str, permit: Permit) -> None:
    """Take what the file needs of quotas, let it go round, and hand over to the next step."""
    _use_up(life, permit.quota)
    File(life, name, permit).go_round()
    handover = f"{life.facts.name}/handover_days"
    if handover in life.tables.family:
        life.hold(life.tables.cause(CauseKind.HANDOVER), setting.OFFICE, handover, SPLIT)


def _use_up(life: Trajectory, quota: dict[str, int]) -> None:
    """Take what a file needs of quotas, all at once and for good."""
    if quota:
        claim = life.tables.claim({f"quotas.{name}": number for name, number in quota.items()})
        life.add(steps.ACQUIRE, life.tables.cause(CauseKind.QUEUE, next(iter(quota))), claim)


class File:
    """One file of a package or lot: the life that files it, the permit it is for, and the task force that looks to it.

    In the planned run, where nobody waits for a desk, nothing goes to a meeting.
    """

    def __init__(self, life: Trajectory, name: str, permit: Permit) -> None:
        self.life, self.tables, self.permit = life, life.tables, permit
        self.units = units_of(permit)
        self.where = f"{life.name}/{name}"
        self.coordination = life.tables.coordination
        self.meetings = life.tables.meetings if permit.mode is None else None

    def go_round(self) -> None:
        """Pass all units, at once or from one to the next: always, or as the draw has it."""
        share = joint_share(self.permit, self.coordination)
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
            self._pass_review(self.life, unit)

    def _to_all_at_once(self) -> None:
        """Let the lead take the file in, then all review it, each in a branch of its own."""
        life, lead = self.life, self.permit.lead
        if self.coordination.intake_days:
            desk = self.tables.desk(lead)
            life.write(desk.acquire)
            life.hold(desk.review, setting.OFFICE, "coordination/intake_days", SPLIT)
            life.write(desk.release)
        if len(self.units) == 1:
            self._pass_review(life, lead)
            return
        branches = [life.branch(f"{self.where}/{unit}") for unit in self.units]
        for branch, unit in zip(branches, self.units, strict=True):
            self._pass_review(branch, unit)
        life.fork(branches)

    def _pass_review(self, life: Trajectory, unit: str) -> None:
        """Queue at one agency, be reviewed, and come back as often as the file is returned."""
        tables, meetings, where = self.tables, self.meetings, f"{self.where}/{unit}"
        desk, days, rows = tables.desk(unit), tables.family[f"{where}/days"], life.rows
        tries = tables.tries_of.get(days)
        # Most rows of a story are written here: where they lead to is counted beforehand, not filled in behind them.
        start = len(rows)
        again = start + (6 if meetings else 5)
        too_long = again + (3 if tries is not None else -1)
        on_agenda = too_long + (3 if tries is not None else 2)
        passed = on_agenda + 3 if meetings else too_long
        if meetings:
            rows.append((QUEUE, desk.queue, desk.claim, meetings.patience, on_agenda))
            rows.append((IF, days, meetings.threshold, too_long))
        else:
            rows.append(desk.acquire)
        rows += (whole_hold(desk.review, setting.OFFICE, days, SPLIT), desk.release)
        if tries is not None:
            resubmission = whole_hold(desk.returned, setting.OFFICE, tables.family[f"{where}/resubmission"], WHOLE)
            rows += ((CHANCE, tries, again), (JUMP, passed), resubmission, NEXT_TRY, (JUMP, start))
        elif meetings:
            rows.append((JUMP, passed))
        if meetings:
            if tries is not None:
                rows.append(FIRST_TRY)  # the threshold is the same at every try
            rows += desk.decided_at_a_meeting
        if tries is not None:
            rows.append(FIRST_TRY)
