"""The works of a lot: it pays, claims crews and builds, instalment by instalment."""

from sim.model import setting, steps
from sim.model.steps import NO_SLOWDOWN, PPM, SPLIT, WHOLE
from sim.model.trajectory import Trajectory
from sim.model.works import Piece
from sim.plan.causes import CauseKind
from sim.plan.marks import start_mark
from sim.plan.package import Activity


def build(life: Trajectory) -> None:
    """Do all pieces of a lot that are still to do, from the start of its works to their end."""
    _Construction(life).build()


class _Construction:
    """The works of a lot: the life that does them, and the crew that it holds where its rows have got to."""

    def __init__(self, life: Trajectory) -> None:
        self.life, self.tables, self.facts = life, life.tables, life.facts
        self.activities = life.package.activities
        self.family, self.write = life.tables.family, life.write
        self.crew: dict[str, int] = {}

    def build(self) -> None:
        for place, piece in enumerate(self.facts.pieces):
            crew = self.activities[piece.activity].crew
            if crew != self.crew:
                self._let_crew_go()
            if piece.begins >= 0:
                self._pay(piece.begins, crew)
            self._claim_crew(crew)
            if place == 0:
                self.write((steps.MARK, start_mark(self.facts.place)))
            self._work(piece)
            if piece.to_ppm == PPM:
                self._rework(piece)
        self._let_crew_go()

    def _pay(self, instalment: int, crew: dict[str, int]) -> None:
        """Pay the first instalment before the crew is claimed; at a later one that is not met, stop and restart."""
        if not self.facts.is_funded:
            return
        tables, life = self.tables, self.life
        cause = self.facts.money
        bill = len(tables.bills)
        tables.bills.append(self.facts.bill(life.lot, instalment))
        if instalment == 0:
            self.write((steps.PAY, cause, bill, 0))
            return
        ask = life.add(steps.ASK, cause, bill, 0)
        held = self.crew
        self._let_crew_go()
        self.write((steps.PAY, cause, bill, 1))
        self._claim_crew(crew)
        if life.package.restart_days:
            where = f"{self.facts.name}/restart_days"
            life.hold(tables.cause(CauseKind.RESTART), self.facts.works_clock, where, WHOLE)
        if held == crew:
            life.lead_on(ask)
            return
        jump = life.add(steps.JUMP, 0)
        life.lead_on(ask)
        self.crew = held
        self._claim_crew(crew)
        life.lead_on(jump)

    def _claim_crew(self, crew: dict[str, int]) -> None:
        if crew == self.crew:
            return
        if crew:
            in_tables = self.tables.crew(crew)
            self.write((steps.ACQUIRE, in_tables.queue, in_tables.claim))
        self.crew = crew

    def _let_crew_go(self) -> None:
        if self.crew:
            self.write(self.tables.crew(self.crew).release)
        self.crew = {}

    def _work(self, piece: Piece) -> None:
        """Work on a piece, and mark the days on which a share that a milestone asks for is done in it."""
        activity = self.activities[piece.activity]
        clock = self._clock(activity)
        slowed = self.facts.slowdown if activity.clock == "works" else NO_SLOWDOWN
        name, from_ppm, to_ppm, share_from, share_to, _ = piece
        family, cause = self.family[f"{self.life.name}/{name}/days"], self.tables.work
        for share, mark in self.facts.watched:
            if share_from < share <= share_to:
                self.write((steps.WATCH, mark, clock, family, from_ppm, piece.part_at(share), slowed))
        self.write((steps.HOLD, cause, clock, family, from_ppm, to_ppm, SPLIT, slowed, share_from, share_to))

    def _rework(self, piece: Piece) -> None:
        """Do the activity again, with fresh draws, as often as the draws say."""
        activity = self.activities[piece.activity]
        where = f"{self.life.name}/{piece.activity}"
        tries = self.family.get(f"{where}/rework")
        if tries is None:
            return
        again = len(self.life.rows)
        self.write((steps.CHANCE, tries, again + 2))
        self.write((steps.JUMP, again + 5))
        self.write(steps.NEXT_TRY)
        self.life.hold(self.tables.cause(CauseKind.REWORK), self._clock(activity), f"{where}/days", WHOLE)
        self.write((steps.JUMP, again))
        self.write(steps.FIRST_TRY)

    def _clock(self, activity: Activity) -> int:
        if activity.clock == "works":
            return self.facts.works_clock
        return setting.OFFICE if activity.clock == "office" else setting.CALENDAR
