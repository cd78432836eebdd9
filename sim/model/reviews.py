"""Reviews: how a file goes round the agencies, as rows of the life of who files it.

A file goes to all its units at once, or from one to the next; what is stuck under a task force goes
on its agenda, takes a slot, waits for the next meeting and is decided there.
"""

from sim.model import setting, steps
from sim.model.in_force import joint_share, units_of
from sim.model.steps import SPLIT, WHOLE
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
            at_once = life.add(steps.IF, self.tables.family[f"{self.where}/joint"], 0, 0)
            self._from_one_to_the_next()
            passed = life.add(steps.JUMP, 0)
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
            life.write((steps.ACQUIRE, desk.queue, desk.claim))
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
        desk, days, write = tables.desk(unit), tables.family[f"{where}/days"], life.write
        is_returned = days in tables.repeats
        # Most rows of a story are written here: where they lead to is counted beforehand, not filled in behind them.
        start = len(life.rows)
        again = start + (6 if meetings else 5)
        too_long = again + (3 if is_returned else -1)
        on_agenda = too_long + (3 if is_returned else 2)
        passed = on_agenda + 3 if meetings else too_long
        if meetings:
            write((steps.QUEUE, desk.queue, desk.claim, meetings.patience, on_agenda))
            write((steps.IF, days, meetings.threshold, too_long))
        else:
            write((steps.ACQUIRE, desk.queue, desk.claim))
        write(steps.whole_hold(desk.review, setting.OFFICE, days, SPLIT))
        write(desk.release)
        if is_returned:
            write((steps.CHANCE, tables.family[f"{where}/returned"], again))
        if is_returned or meetings:
            write((steps.JUMP, passed))
        if is_returned:
            resubmission = tables.family[f"{where}/resubmission"]
            write(steps.whole_hold(tables.cause(CauseKind.RETURNED, unit), setting.OFFICE, resubmission, WHOLE))
            write(steps.NEXT_TRY)
            write((steps.JUMP, start))
        if meetings:
            if is_returned:
                write(steps.FIRST_TRY)  # the threshold is the same at every try
            life.hold(desk.review, setting.OFFICE, "coordination/threshold_days", SPLIT)
            write(desk.release)
            life.rows += tables.meeting
        if is_returned:
            write(steps.FIRST_TRY)
