"""Reviews: how a file goes round the agencies, as rows of the tale of who files it.

A file goes to all its units at once, or from one to the next; what is stuck under a task force goes
on its agenda, takes a slot, waits for the next meeting and is decided there.
"""

from typing import TYPE_CHECKING, NamedTuple, Self

from sim.model import setting, steps
from sim.model.families import joint_share, units_of
from sim.model.steps import Row
from sim.plan.package import Permit
from sim.plan.programme import TaskForce
from sim.plan.time import micro

if TYPE_CHECKING:
    from sim.model.delivery import Tale

MEETING = ("meeting", "task_force")
"""What waiting for a slot and for the meeting is booked to."""


class Meetings(NamedTuple):
    """How a task force meets, in micro-days: after what patience or length of review it takes a file, and how often."""

    patience: int
    threshold: int
    interval: int

    @classmethod
    def of(cls, task_force: TaskForce) -> Self:
        """Return the meetings of a task force."""
        days = (task_force.patience_days, task_force.threshold_days, task_force.interval_days)
        return cls(*map(micro, days))


class Desk(NamedTuple):
    """An agency in the tables of a story.

    Waiting for a desk is booked to `queue`, a review to `review`; the row `release` gives the claimed desk back.
    """

    queue: int
    claim: int
    review: int
    release: Row


class File:
    """One file of a package or lot: the tale it stands in, the permit it is for, and the task force that looks to it.

    In the planned run, where nobody waits for a desk, nothing goes to a meeting.
    """

    def __init__(self, tale: "Tale", name: str, permit: Permit) -> None:
        self.tale, self.teller, self.permit = tale, tale.teller, permit
        self.units = units_of(permit)
        self.where = f"{tale.name}/{name}"
        self.coordination = tale.teller.coordination
        self.meetings = tale.teller.meetings if permit.mode is None else None

    def go_round(self) -> None:
        """Pass all units, at once or from one to the next: always, or as the draw has it."""
        share = joint_share(self.permit, self.coordination)
        if share <= 0:
            self._from_one_to_the_next()
        elif share >= 1:
            self._to_all_at_once()
        else:
            tale = self.tale
            at_once = tale.add(steps.IF, self.teller.family[f"{self.where}/joint"], 0, 0)
            self._from_one_to_the_next()
            passed = tale.add(steps.JUMP, 0)
            tale.lead_on(at_once)
            self._to_all_at_once()
            tale.lead_on(passed)

    def _from_one_to_the_next(self) -> None:
        for unit in self.units:
            self._pass_review(self.tale, unit)

    def _to_all_at_once(self) -> None:
        """Let the lead take the file in, then all review it, each in a branch of its own."""
        tale, lead = self.tale, self.permit.lead
        if self.coordination.intake_days:
            desk = self.teller.desk(lead)
            tale.write((steps.ACQUIRE, desk.queue, desk.claim))
            tale.hold(desk.review, setting.OFFICE, "coordination/intake_days", steps.SPLIT)
            tale.write(desk.release)
        if len(self.units) == 1:
            self._pass_review(tale, lead)
            return
        branches = [tale.branch(f"{self.where}/{unit}") for unit in self.units]
        for branch, unit in zip(branches, self.units, strict=True):
            self._pass_review(branch, unit)
        tale.fork([branch.name for branch in branches], branches)

    def _pass_review(self, tale: "Tale", unit: str) -> None:
        """Queue at one agency, be reviewed, and come back as often as the file is returned."""
        teller, meetings, where = self.teller, self.meetings, f"{self.where}/{unit}"
        desk, days, write = teller.desk(unit), teller.family[f"{where}/days"], tale.write
        is_returned = days in teller.repeats
        # Most rows of a story are written here: where they lead to is counted beforehand, not filled in behind them.
        start = len(tale.rows)
        again = start + (6 if meetings else 5)
        too_long = again + (3 if is_returned else -1)
        on_agenda = too_long + (3 if is_returned else 2)
        passed = on_agenda + 3 if meetings else too_long
        if meetings:
            write((steps.QUEUE, desk.queue, desk.claim, meetings.patience, on_agenda))
            write((steps.IF, days, meetings.threshold, too_long))
        else:
            write((steps.ACQUIRE, desk.queue, desk.claim))
        write(steps.whole_hold(desk.review, setting.OFFICE, days, steps.SPLIT))
        write(desk.release)
        if is_returned:
            write((steps.CHANCE, teller.family[f"{where}/returned"], again))
        if is_returned or meetings:
            write((steps.JUMP, passed))
        if is_returned:
            resubmission = teller.family[f"{where}/resubmission"]
            write(steps.whole_hold(teller.cause("returned", unit), setting.OFFICE, resubmission, steps.WHOLE))
            write(steps.NEXT_TRY)
            write((steps.JUMP, start))
        if meetings:
            if is_returned:
                write(steps.FIRST_TRY)  # the threshold is the same at every try
            tale.hold(desk.review, setting.OFFICE, "coordination/threshold_days", steps.SPLIT)
            write(desk.release)
            tale.rows += teller.meeting
        if is_returned:
            write(steps.FIRST_TRY)
