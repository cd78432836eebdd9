"""The tables of a story while it is told: what lives share stands in them once, at a place of its own.

A life says in its rows only where in these tables something stands: a cause, a claim, a crew, a desk, a bill.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Self

from sim.model import setting, steps
from sim.model.books import Planned
from sim.model.family_places import places_of
from sim.model.in_force import lives_of, meetings_of
from sim.model.marks import Marks
from sim.model.notes import awaited_marks
from sim.model.purses import Purses
from sim.model.steps import SPLIT, Row, whole_hold
from sim.model.story import FIXED_CAUSES, Bill, Book, Inspections, Life, Need, Places, Story
from sim.plan.causes import Cause, CauseKind
from sim.plan.marks import start_mark
from sim.plan.plan import Plan
from sim.plan.programme import TaskForce
from sim.plan.time import MICRO, day_number, micro, month_starts
from sim.plan.trace import NEVER

MEETING: Cause = (CauseKind.MEETING, "task_force")
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


class Crew(NamedTuple):
    """A crew in the tables of a story: the rows that wait for it and claim it, and those that let it go."""

    acquire: tuple[Row, ...]
    release: tuple[Row, ...]

    def is_as(self, other: "Crew") -> bool:
        """Return whether *other* claims the same, whichever of it a wait is booked to."""
        return self.release == other.release


NO_CREW = Crew((), ())
"""What an activity claims that needs no crew."""


class Desk:
    """An agency in the tables of a story, with the rows that are the same for every file on its desks.

    Waiting for a desk is booked to `queue`, a review to `review`, and what a returned file takes to `returned`.
    `threshold` is the family of the days after which a task force takes a file from the desk, if it meets.
    """

    def __init__(self, unit: str, claim: int, causes: Places[Cause], threshold: int | None) -> None:
        self.unit, self.claim, self.causes = unit, claim, causes
        self.queue, self.review = causes[CauseKind.QUEUE, unit], causes[CauseKind.REVIEW, unit]
        self.acquire: Row = (steps.ACQUIRE, self.queue, claim)
        self.release: Row = (steps.RELEASE, claim)
        until_taken = () if threshold is None else (whole_hold(self.review, setting.OFFICE, threshold, SPLIT),)
        self.taken = (*until_taken, self.release)

    @cached_property
    def returned(self) -> int:
        """The place of the cause that the days of a returned file are booked to."""
        return self.causes[CauseKind.RETURNED, self.unit]


class Tables:
    """The tables of the story of *plan*; nothing is scarce in that of the planned run."""

    def __init__(self, plan: Plan, planned: Planned | None, scarce: bool) -> None:
        self.plan, self.planned, self.scarce = plan, planned, scarce
        self.coordination = plan.effects.coordination(plan.coordination)
        meeting = meetings_of(self.coordination) if scarce else None
        self.meetings = Meetings.of(meeting) if meeting else None
        self.without = frozenset(plan.programme.without)
        self.family, self.tries_of, self.resubmission_of = places_of(plan)
        self.package_place = {name: place for place, name in enumerate(plan.packages)}
        self.network_clocks, self.clock_of_works = setting.clocks_of(plan)
        self.causes: Places[Cause] = Places({cause: place for place, cause in enumerate(FIXED_CAUSES)})
        self.claims: Places[tuple[tuple[int, int], ...]] = Places()
        self.claim_of: dict[tuple[tuple[str, int], ...], int] = {}
        self.crew_of: dict[tuple[tuple[str, int], ...], Crew] = {(): NO_CREW}
        self.pools = setting.pools_of(plan, scarce)
        self.pool_place = {pool.name: place for place, pool in enumerate(self.pools)}
        self.desks: dict[str, Desk] = {}
        self.lives: list[Life | None] = []
        self.needs: list[Need] = []
        self.forks: list[tuple[Book | None, ...] | None] = []
        self.bills: list[Bill] = []
        self.slowdowns: list[tuple[tuple[int, int, int], ...]] = []
        self.labels: dict[tuple[int, int], str] = {}
        self.awaits: list[dict[int, tuple[int, int]]] = [{} for _ in plan.packages]
        self.marks = Marks(plan)
        self.purses = Purses(plan)
        self.list_place = {name: place for place, name in enumerate(plan.lists)}
        self.gate_place = {name: place for place, name in enumerate(plan.gates)}

    def story(self, trunks: Sequence[int]) -> Story:
        """Put the tables together once all is told.

        Shapes and units
            trunks: the place of the life of each package.
        """
        family = self.family.__getitem__
        purses = self.purses.told(self.scarce, family)
        books = self.planned.books if self.planned else {}
        planned_books = tuple(
            {self.causes[cause]: days for cause, days in books.get(name, {}).items()} for name in self.plan.packages
        )
        names = tuple(self.plan.packages)
        lives = tuple(life for life in self.lives if life is not None)
        shares: dict[tuple[int, int], list[int]] = {}
        for (provider, count), mark in self.marks.of_lots.items():
            shares.setdefault((self.package_place[provider], count), []).append(mark)
        awaited = awaited_marks(
            self.awaits,
            lambda place: lives_of(names[place], self.plan.packages[names[place]]),
            lives,
            self.planned,
            self.causes,
        )
        starts = [mark for mark, one in awaited.items() if one.is_start]
        lots = [one.package for one in awaited.values() if not one.is_start]
        crews = {self.pool_place[f"crews.{name}"] for name in self.plan.crews}
        return Story(
            packages=names,
            trunks=tuple(trunks),
            lives=lives,
            marks=self.marks.count,
            needs=tuple(self.needs),
            forks=tuple(self.forks),
            claims=tuple(self.claims),
            crew_claims=frozenset(place for claim, place in self.claims.items() if claim[0][0] in crews),
            strict_crews=self.coordination.crew_queue == "strict",
            pools=self.pools,
            bills=tuple(self.bills),
            purses=purses,
            releases=self.purses.releases() if self.scarce else {},
            slowdowns=tuple(self.slowdowns),
            shares={key: tuple(marks) for key, marks in shares.items()},
            counters=len(self.plan.packages),
            lists=setting.lists_of(self.plan),
            gates=setting.gates_of(self.plan),
            watched=self.marks.watched,
            clocks=self.network_clocks,
            strikes=setting.strikes_of(self.plan, self.clock_of_works, purses, family) if self.scarce else (),
            inspections=self._inspections() if self.scarce else None,
            causes=tuple(self.causes),
            planned_books=planned_books,
            horizon=self.plan.programme.horizon_micro,
            month_starts=self._month_starts(),
            years=tuple(self.plan.programme.years),
            year_starts=(0, *self.plan.programme.year_ends_micro[:-1]),
            labels=self.labels,
            awaits=tuple(self.awaits),
            awaited=awaited,
            # The planned run notes all: a row of a study may await what its base does not.
            noted_starts=frozenset(starts if self.scarce else map(start_mark, range(len(names)))),
            noted_lots=frozenset(lots if self.scarce else range(len(names))),
        )

    def _inspections(self) -> Inspections | None:
        """Return how packages are watched; what the planned run does not know is never behind."""
        watched = self.coordination.inspection
        interval = micro(watched.interval_days)
        if interval <= 0:
            return None
        plan, places = self.plan, {name: place for place, name in enumerate(self.plan.network_names)}
        started, finished = (self.planned.started, self.planned.finished) if self.planned else ({}, {})
        return Inspections(
            interval=interval,
            list_size=watched.list_size,
            boost=watched.boost,
            networks=tuple(places[plan.network_of(name)] for name in plan.packages),
            planned=tuple((started.get(name, NEVER), finished.get(name, NEVER)) for name in plan.packages),
        )

    def _month_starts(self) -> tuple[int, ...]:
        programme = self.plan.programme
        firsts = month_starts(programme.start, programme.horizon)
        return tuple(day_number(first, programme.start) * MICRO for first in firsts)

    def cause(self, kind: CauseKind, by: str = "") -> int:
        """Return the place of a cause, new if need be; *by* is the name of who is behind it."""
        return self.causes[kind, by]

    @cached_property
    def work(self) -> int:
        """The place of the cause of planned work, which nearly every row of a lot's works is booked to."""
        return self.cause(CauseKind.WORK)

    @cached_property
    def rework(self) -> int:
        """The place of the cause of work that is done again."""
        return self.cause(CauseKind.REWORK)

    def claim(self, wanted: dict[str, int]) -> int:
        """Return the place of a claim on pools, new if need be.

        Shapes and units
            wanted: name of a pool (`crews.`, `agencies.` or `quotas.` and its own) to how many are claimed at once.
        """
        names = tuple(wanted.items())
        place = self.claim_of.get(names)
        if place is None:
            pairs = tuple(sorted((self.pool_place[name], number) for name, number in names))
            place = self.claim_of[names] = self.claims[pairs]
        return place

    def crew(self, wanted: tuple[tuple[str, int], ...]) -> Crew:
        """Return a crew as the tables have it, new if need be.

        Shapes and units
            wanted: (name of a crew, how many are claimed at once); a wait is booked to the first.
        """
        crew = self.crew_of.get(wanted)
        if crew is None:
            claim = self.claim({f"crews.{name}": number for name, number in wanted})
            cause = self.cause(CauseKind.CREW, wanted[0][0])
            crew = self.crew_of[wanted] = Crew(((steps.ACQUIRE, cause, claim),), ((steps.RELEASE, claim),))
        return crew

    def desk(self, unit: str) -> Desk:
        """Return an agency as the tables have it, new if need be."""
        desk = self.desks.get(unit)
        if desk is None:
            desk = self.desks[unit] = self._desk(unit)
        return desk

    def _desk(self, unit: str) -> Desk:
        threshold = self.family.get("coordination/threshold_days")
        return Desk(unit, self.claim({f"agencies.{unit}": 1}), self.causes, threshold)

    @cached_property
    def meeting(self) -> tuple[Row, ...]:
        """The rows of a file on the task force's agenda: take a slot, wait for the meeting, and be decided."""
        assert self.meetings is not None
        cause, slot = self.causes[MEETING], self.claim({setting.AGENDA: 1})
        return (
            (steps.ACQUIRE, cause, slot),
            (steps.MEET, cause, self.meetings.interval),
            (steps.RELEASE, slot),
        )

    def reserve(self, number: int) -> int:
        """Keep places for *number* lives; return the first."""
        first = len(self.lives)
        self.lives += [None] * number
        return first
