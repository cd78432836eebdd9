"""Reviews: how a file goes round the agencies, as rows of the tale of who files it.

A file goes to all its units at once, or from one to the next; what is stuck under a task force goes
on its agenda, takes a slot, waits for the next meeting and is decided there.
"""

from typing import TYPE_CHECKING, NamedTuple, Self

from sim.model import setting, steps
from sim.model.families import joint_share, units_of
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
            claim = self._desk(lead)
            tale.write((steps.ACQUIRE, self.teller.cause("queue", lead), claim))
            tale.hold(self.teller.cause("review", lead), setting.OFFICE, "coordination/intake_days", steps.SPLIT)
            tale.write((steps.RELEASE, claim))
        if len(self.units) == 1:
            self._pass_review(tale, lead)
            return
        branches = [tale.branch(f"{self.where}/{unit}") for unit in self.units]
        for branch, unit in zip(branches, self.units, strict=True):
            self._pass_review(branch, unit)
        tale.fork([branch.name for branch in branches], branches)

    def _pass_review(self, tale: "Tale", unit: str) -> None:
        """Queue at one agency, be reviewed, and come back as often as the file is returned."""
        teller, where, claim = self.teller, f"{self.where}/{unit}", self._desk(unit)
        days = teller.family[f"{where}/days"]
        queue, review = teller.cause("queue", unit), teller.cause("review", unit)
        if self.meetings:
            start = tale.add(steps.QUEUE, queue, claim, self.meetings.patience, 0)
            too_long = tale.add(steps.IF, days, self.meetings.threshold, 0)
        else:
            start = tale.add(steps.ACQUIRE, queue, claim)
        tale.hold_for(review, setting.OFFICE, days, steps.SPLIT)
        tale.write((steps.RELEASE, claim))
        is_returned = days in teller.repeats
        if is_returned:
            again = tale.add(steps.CHANCE, teller.family[f"{where}/returned"], 0)
        if is_returned or self.meetings:
            passed = tale.add(steps.JUMP, 0)
        if is_returned:
            tale.lead_on(again)
            tale.hold(teller.cause("returned", unit), setting.OFFICE, f"{where}/resubmission", steps.WHOLE)
            tale.write((steps.TRY, 1))
            tale.write((steps.JUMP, start))
        if self.meetings:
            tale.lead_on(too_long)
            if is_returned:
                tale.write((steps.TRY, 0))  # the threshold is the same at every try
            tale.hold(review, setting.OFFICE, "coordination/threshold_days", steps.SPLIT)
            tale.write((steps.RELEASE, claim))
            tale.lead_on(start)
            self._be_decided(tale, self.meetings.interval)
        if is_returned or self.meetings:
            tale.lead_on(passed)
        if is_returned:
            tale.write((steps.TRY, 0))

    def _be_decided(self, tale: "Tale", interval: int) -> None:
        """Take a slot on the agenda, wait for the meeting, and be decided."""
        cause, slot = self.teller.cause(*MEETING), self.teller.claim({setting.AGENDA: 1})
        tale.write((steps.ACQUIRE, cause, slot))
        tale.write((steps.MEET, cause, interval))
        tale.write((steps.RELEASE, slot))

    def _desk(self, unit: str) -> int:
        return self.teller.claim({f"agencies.{unit}": 1})
