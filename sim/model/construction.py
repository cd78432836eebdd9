"""The works of a lot: it pays, claims crews and builds, instalment by instalment."""

from sim.model.package_facts import ActivityLeft
from sim.model.steps import (
    ASK,
    CHANCE,
    FIRST_TRY,
    HOLD,
    JUMP,
    MARK,
    NEXT_TRY,
    PAY,
    SPLIT,
    WATCH,
    WHOLE,
    Row,
    whole_hold,
)
from sim.model.tables import NO_CREW, Crew
from sim.model.trajectory import Trajectory
from sim.model.works import Piece
from sim.plan.marks import start_mark


def build(life: Trajectory) -> None:
    """Do all that is still to do of a lot, from the start of its works to their end."""
    _Construction(life).build()


class _Construction:
    """The works of a lot: the life that does them, and the crew that it holds where its rows have got to."""

    def __init__(self, life: Trajectory) -> None:
        self.life, self.tables, self.facts = life, life.tables, life.facts
        self.rows = life.rows
        self.crew = NO_CREW

    def build(self) -> None:
        money = self.facts.money if self.facts.is_funded else None
        begins: tuple[Row, ...] = ((MARK, start_mark(self.facts.place)),)
        for activity in self.facts.left:
            days = self.tables.family[f"{self.life.name}/{activity.name}/days"]
            crew = activity.crew
            if not crew.is_as(self.crew):
                self._let_crew_go()
            for piece in activity.pieces:
                if piece.begins >= 0 and money is not None:
                    self._pay(money, piece.begins, crew)
                if self.crew is NO_CREW:
                    self.rows += crew.acquire
                    self.crew = crew
                self.rows += begins
                begins = ()
                self._work(activity, piece, days)
            self._rework(activity, days)
        self._let_crew_go()

    def _let_crew_go(self) -> None:
        self.rows += self.crew.release
        self.crew = NO_CREW

    def _pay(self, cause: int, instalment: int, crew: Crew) -> None:
        """Pay the first instalment before the crew is claimed; at a later one that is not met, stop and restart."""
        bills, rows, held = self.tables.bills, self.rows, self.crew
        bill = len(bills)
        bills.append(self.facts.bill(self.life.lot, instalment))
        if instalment == 0:
            rows.append((PAY, cause, bill, 0))
            return
        stopped = (*held.release, (PAY, cause, bill, 1), *crew.acquire, *self.facts.restart)
        met = len(rows) + 1 + len(stopped)
        if crew.is_as(held):
            rows += ((ASK, cause, bill, met), *stopped)
            return
        claimed = met + 1 + len(crew.acquire)
        rows += ((ASK, cause, bill, met + 1), *stopped, (JUMP, claimed), *crew.acquire)
        self.crew = crew

    def _work(self, activity: ActivityLeft, piece: Piece, days: int) -> None:
        """Work on a piece, and mark the days on which a share that a milestone asks for is done in it."""
        _, from_ppm, to_ppm, share_from, share_to, _ = piece
        clock, slowed, rows = activity.clock, activity.slowed, self.rows
        for share, mark in self.facts.watched:
            if share_from < share <= share_to:
                rows.append((WATCH, mark, clock, days, from_ppm, piece.part_at(share), slowed))
        rows.append((HOLD, self.tables.work, clock, days, from_ppm, to_ppm, SPLIT, slowed, share_from, share_to))

    def _rework(self, activity: ActivityLeft, days: int) -> None:
        """Do the activity again, with fresh draws, as often as the draws say."""
        tries = self.tables.tries_of.get(days)
        if tries is None:
            return
        again = len(self.rows)
        self.rows += (
            (CHANCE, tries, again + 2),
            (JUMP, again + 5),
            NEXT_TRY,
            whole_hold(self.tables.rework, activity.clock, days, WHOLE),
            (JUMP, again),
            FIRST_TRY,
        )
