"""The works of a lot: it pays, claims crews and builds, instalment by instalment."""

from sim.model.steps import (
    ASK,
    CHANCE,
    FIRST_TRY,
    HOLD,
    JUMP,
    MARK,
    NEXT_TRY,
    NO_SLOWDOWN,
    PAY,
    SPLIT,
    WATCH,
    WHOLE,
    Row,
    whole_hold,
)
from sim.model.tables import NO_CREW, Crew
from sim.model.trajectory import Trajectory
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
        facts, tables, rows = self.facts, self.tables, self.rows
        money, first_bill = facts.money if facts.is_funded else None, len(tables.bills)
        if money is not None:
            tables.bills += facts.bills(self.life.lot)
        begins: tuple[Row, ...] = ((MARK, start_mark(facts.place)),)
        for name, goes_by, wanted, pieces in facts.activities:
            days, clock = tables.family[f"{self.life.name}/{name}/days"], facts.clocks[goes_by]
            slowed = facts.slowdown if goes_by == "works" else NO_SLOWDOWN
            crew = tables.crew(wanted)
            if not crew.is_as(self.crew):
                self._let_crew_go()
            for piece in pieces:
                _, from_ppm, to_ppm, share_from, share_to, instalment = piece
                if instalment >= 0 and money is not None:
                    self._pay(money, first_bill + instalment, instalment == 0, crew)
                if self.crew is NO_CREW:
                    rows += crew.acquire
                    self.crew = crew
                rows += begins
                begins = ()
                for share, mark in facts.watched:
                    if share_from < share <= share_to:
                        rows.append((WATCH, mark, clock, days, from_ppm, piece.part_at(share), slowed))
                rows.append((HOLD, tables.work, clock, days, from_ppm, to_ppm, SPLIT, slowed, share_from, share_to))
            self._rework(clock, days)
        self._let_crew_go()

    def _let_crew_go(self) -> None:
        self.rows += self.crew.release
        self.crew = NO_CREW

    def _pay(self, cause: int, bill: int, is_first: bool, crew: Crew) -> None:
        """Pay the first instalment before the crew is claimed; at a later one that is not met, stop and restart."""
        rows, held = self.rows, self.crew
        if is_first:
            rows.append((PAY, cause, bill, 0))
            return
        stopped = (*held.release, (PAY, cause, bill, 1), *crew.acquire, *self.facts.restart)
        met = len(rows) + 1 + len(stopped)
        if crew.is_as(held):
            rows.append((ASK, cause, bill, met))
            rows += stopped
            return
        claimed = met + 1 + len(crew.acquire)
        rows += ((ASK, cause, bill, met + 1), *stopped, (JUMP, claimed), *crew.acquire)
        self.crew = crew

    def _rework(self, clock: int, days: int) -> None:
        """Do the activity again, with fresh draws, as often as the draws say."""
        tries = self.tables.tries_of.get(days)
        if tries is None:
            return
        again = len(self.rows)
        self.rows += (
            (CHANCE, tries, again + 2),
            (JUMP, again + 5),
            NEXT_TRY,
            whole_hold(self.tables.rework, clock, days, WHOLE),
            (JUMP, again),
            FIRST_TRY,
        )
