"""The life of a work package, told as steps: this is where the logic of the model stands.

A package waits for what it depends on, obtains its permits, secures its funding, builds, and
enters service. `tell` writes this down for every package of a plan, once a scenario.
"""

from functools import cached_property
from typing import NamedTuple

from sim.model import setting, steps
from sim.model.books import Planned, branch_adjustments, wait_adjustments
from sim.model.collector import nothing_collected
from sim.model.families import Days, families_of, listed_share, lives_of, meetings_of, preparation_days
from sim.model.marks import Marks, lots_in_share
from sim.model.notes import awaited_marks
from sim.model.purses import Purses, has_tender
from sim.model.reviews import MEETING, Desk, File, Meetings
from sim.model.steps import NO_SLOWDOWN, PPM, SPLIT, WHOLE, Row
from sim.model.story import FIXED_CAUSES, Bill, Book, Cause, Inspections, Life, Need, Places, Story
from sim.model.works import Piece, instalments_of, pieces_of
from sim.plan.package import Activity, Dependency, Package, Permit
from sim.plan.plan import Plan
from sim.plan.time import MICRO, day_number, micro, month_starts
from sim.plan.trace import NEVER


@nothing_collected()
def tell(plan: Plan, planned: Planned | None = None) -> Story:
    """Return the story of *plan*, its ledgers measured against the planned run."""
    return _Teller(plan, planned, scarce=True).story()


def tell_planned(plan: Plan) -> Story:
    """Return the story of the planned run: crews, desks and money without limit, decisions always won."""
    return _Teller(plan, None, scarce=False).story()


class Crew(NamedTuple):
    """A crew in the tables of a story: what waiting for it is booked to, the claim of it, and the row that ends it."""

    queue: int
    claim: int
    release: Row


class _Teller:
    """Collects the tables of a story while the packages' lives are told one after another."""

    def __init__(self, plan: Plan, planned: Planned | None, scarce: bool) -> None:
        self.plan, self.planned, self.scarce = plan, planned, scarce
        self.coordination = plan.effects.coordination(plan.coordination)
        meeting = meetings_of(self.coordination) if scarce else None
        self.meetings = Meetings.of(meeting) if meeting else None
        self.without = frozenset(plan.programme.without)
        families = families_of(plan)
        self.family = {family.name: place for place, family in enumerate(families)}
        self.repeats = {place for place, family in enumerate(families) if isinstance(family, Days) and family.tries_of}
        self.package_place = {name: place for place, name in enumerate(plan.packages)}
        self.network_clocks, self.clock_of_works = setting.clocks_of(plan)
        self.causes: Places[Cause] = Places({cause: place for place, cause in enumerate(FIXED_CAUSES)})
        self.claims: Places[tuple[tuple[int, int], ...]] = Places()
        self.claim_of: dict[tuple[tuple[str, int], ...], int] = {}
        self.crew_of: dict[tuple[tuple[str, int], ...], Crew] = {}
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

    def story(self) -> Story:
        """Tell every package's life, then put the tables together."""
        trunks = [_PackageLife(self, name).tell() for name in self.plan.packages]
        family = self.family.__getitem__
        purses = self.purses.told(self.scarce, family)
        books = self.planned.books if self.planned else {}
        planned_books = tuple(
            {self.causes[cause]: days for cause, days in books.get(name, {}).items()} for name in self.plan.packages
        )
        names = tuple(self.plan.packages)
        shares: dict[tuple[int, int], list[int]] = {}
        for (provider, count), mark in self.marks.of_lots.items():
            shares.setdefault((self.package_place[provider], count), []).append(mark)
        awaited = awaited_marks(
            self.awaits,
            lambda place: lives_of(names[place], self.plan.packages[names[place]]),
            [life for life in self.lives if life is not None],
            self.planned,
            self.causes,
        )
        starts = [mark for mark, one in awaited.items() if one.is_start]
        lots = [one.package for one in awaited.values() if not one.is_start]
        crews = {self.pool_place[f"crews.{name}"] for name in self.plan.crews}
        return Story(
            packages=names,
            trunks=tuple(trunks),
            lives=tuple(life for life in self.lives if life is not None),
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
            noted_starts=frozenset(starts if self.scarce else range(0, 2 * len(names), 2)),
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

    def cause(self, kind: str, by: str = "") -> int:
        """Return the place of a cause, new if need be."""
        return self.causes[kind, by]

    def claim(self, wanted: dict[str, int]) -> int:
        """Return the place of a claim on pools, new if need be."""
        names = tuple(wanted.items())
        place = self.claim_of.get(names)
        if place is None:
            pairs = tuple(sorted((self.pool_place[name], number) for name, number in names))
            place = self.claim_of[names] = self.claims[pairs]
        return place

    def crew(self, wanted: dict[str, int]) -> Crew:
        """Return a crew as the tables have it, new if need be."""
        names = tuple(wanted.items())
        crew = self.crew_of.get(names)
        if crew is None:
            claim = self.claim({f"crews.{name}": number for name, number in names})
            crew = self.crew_of[names] = Crew(self.cause("crew", names[0][0]), claim, (steps.RELEASE, claim))
        return crew

    def desk(self, unit: str) -> Desk:
        """Return an agency as the tables have it, new if need be."""
        desk = self.desks.get(unit)
        if desk is None:
            claim = self.claim({f"agencies.{unit}": 1})
            queue, review = self.cause("queue", unit), self.cause("review", unit)
            desk = self.desks[unit] = Desk(queue, claim, review, (steps.RELEASE, claim))
        return desk

    @cached_property
    def meeting(self) -> tuple[Row, ...]:
        """The rows of a file on the task force's agenda: take a slot, wait for the meeting, and be decided."""
        assert self.meetings is not None
        cause, slot = self.cause(*MEETING), self.claim({setting.AGENDA: 1})
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


class _PackageLife:
    """Tells one package."""

    def __init__(self, teller: _Teller, name: str) -> None:
        self.teller, self.name = teller, name
        self.package: Package = teller.plan.packages[name]
        self.place = teller.package_place[name]
        network = teller.plan.network_of(name)
        self.works_clock = teller.clock_of_works[network, self.package.reference_class]
        self.instalments = instalments_of(teller.plan, self.package)
        self.pieces = pieces_of(self.package, self.instalments)
        lots = self.package.lots.count
        self.parts, self.restart_ppm = lots * self.instalments, round(PPM * self.package.restart_cost_share / lots)
        self.sources = teller.purses.called_by(name)
        self.is_funded = bool(self.package.funding and self.package.cost_cny_10k) and "money" not in teller.without
        self.waits_for = teller.purses.booked_to(self.sources[0]) if self.is_funded else ""
        self.slowdown = self._slowdown()
        self.watched = teller.marks.within.get(name, [])
        effects, names = teller.plan.effects, teller.plan.names_of(name)
        self.priority = self.package.priority + effects.added("queue_priority", *names)
        self.money_priority = self.package.priority + effects.added("money_priority", *names)
        self.release_factor = effects.factor("release_days", *names)

    def tell(self) -> int:
        """Tell the package from the data date to service; return the place of its life."""
        life = self.teller.reserve(1)
        tale = Tale(self, self.name)
        tale.wait_for_predecessors("permits")
        tale.wait_for_release(self.package.not_before_day)
        tale.prepare()
        tale.wait_for_decisions("permits")
        tale.obtain_permits("package")
        tale.wait_for_the_list()
        tale.wait_for_predecessors("works")
        tale.wait_for_decisions("works")
        tale.close_contracts()
        lots = lives_of(self.name, self.package)
        if len(lots) == 1:
            tale.deliver_lot(0)
        else:
            tale.fork(lots, [self._lot(lot, number) for number, lot in enumerate(lots)])
        tale.wait_for_predecessors("finish")
        tale.wait_for_decisions("finish")
        tale.enter_service()
        self.keep(life, tale)
        return life

    def keep(self, life: int, tale: "Tale") -> None:
        """Put a told life in its place."""
        self.teller.lives[life] = Life(
            tale.name, self.place, tale.lot, self.priority, self.money_priority, tuple(tale.rows)
        )
        for row, label in tale.labels.items():
            self.teller.labels[life, row] = label

    def bill(self, lot: int, instalment: int) -> Bill:
        """Return the bill of an instalment of a lot."""
        part = lot * self.instalments + instalment
        return Bill(self.teller.family[f"{self.name}/cost"], part, self.parts, self.sources, self.restart_ppm)

    def _lot(self, name: str, number: int) -> "Tale":
        tale = Tale(self, name, number)
        tale.wait_for_release(_lot_release(self.package, number) * self.release_factor)
        tale.wait_for_predecessors("permits", number)
        tale.deliver_lot(number)
        return tale

    def _slowdown(self) -> int:
        if not self.package.slowed_by or "dependencies" in self.teller.without:
            return NO_SLOWDOWN
        teller = self.teller
        teller.slowdowns.append(
            tuple(
                (2 * teller.package_place[other] + 1, round(1000 * pace), teller.cause("slowed", other))
                for other, pace in self.package.slowed_by.items()
            )
        )
        return len(teller.slowdowns) - 1


def _lot_release(package: Package, number: int) -> float:
    """Return the day on which a lot may begin: spread evenly over the window, both ends included."""
    first = package.lots.from_day or 0.0
    last = package.lots.to_day if package.lots.to_day is not None else first
    return first + (last - first) * number / max(package.lots.count - 1, 1)


def _holds(package: Package, dependency: Dependency, held: str, lot: int | None) -> bool:
    """Return whether a dependency holds that part of the package, or of that one of its last lots."""
    if held != ("finish" if dependency.kind == "FF" else dependency.holds):
        return False
    if lot is None or dependency.held_lots_share == 1:
        return lot is None and dependency.held_lots_share == 1
    return lot >= package.lots.count - lots_in_share(package, dependency.held_lots_share)


class Tale:
    """The rows of one life, written in the order of the story."""

    def __init__(self, told: _PackageLife, name: str, lot: int = 0) -> None:
        self.told, self.name, self.lot = told, name, lot
        self.teller, self.package = told.teller, told.package
        self.rows: list[Row] = []
        self.write = self.rows.append
        self.labels: dict[int, str] = {}
        self.crew: dict[str, int] = {}

    def add(self, *row: int) -> int:
        """Write a row; return its place."""
        self.rows.append(row)
        return len(self.rows) - 1

    def lead_on(self, row: int) -> None:
        """Let a row lead to the next place: it is the last of its arguments."""
        self.rows[row] = (*self.rows[row][:-1], len(self.rows))

    def branch(self, name: str) -> "Tale":
        """Begin the tale of what runs beside this one."""
        return Tale(self.told, name, self.lot)

    def wait_for_predecessors(self, held: str, lot: int | None = None) -> None:
        """Await every hard dependency that holds this part of the package or lot: permits, works or finish."""
        if not self.package.after:
            return
        teller, place_of = self.teller, self.teller.package_place
        wanted = [
            (place_of[other], other, dependency)
            for other, dependency in self.package.after.items()
            if _holds(self.package, dependency, held, lot) and "dependencies" not in teller.without
        ]
        if not wanted:
            return
        wanted.sort(key=lambda one: one[0])
        names = [other for _, other, _ in wanted]
        causes = [teller.cause("predecessor", other) for other in names]
        adjustments = wait_adjustments(teller.planned, self.name, held, names, causes)
        first = len(teller.needs)
        for (place, other, dependency), cause, adjustment in zip(wanted, causes, adjustments, strict=True):
            mark = 2 * place + (0 if dependency.kind == "SS" else 1)
            if dependency.share < 1:
                mark = teller.marks.of_lots[other, lots_in_share(teller.plan.packages[other], dependency.share)]
            teller.needs.append(Need(mark, micro(dependency.lag_days), cause, adjustment))
            teller.awaits[self.told.place][cause] = (mark, place)
        row = self.add(steps.AWAIT, first, len(wanted))
        self.labels[row] = held

    def wait_for_release(self, day: float) -> None:
        """Wait until the programme lets the package or lot begin."""
        if day > 0:
            self.add(steps.UNTIL, self.teller.cause("release"), micro(day))

    def prepare(self) -> None:
        """Draft what has to stand before the first permit."""
        if preparation_days(self.teller.plan, self.told.name) and "reviews" not in self.teller.without:
            where = f"{self.told.name}/preparation_days"
            self.hold(self.teller.cause("preparation"), setting.OFFICE, where, SPLIT)

    def wait_for_decisions(self, held: str) -> None:
        """Wait for outside decisions that hold this part of the package."""
        for gate, hold in self.package.gates.items() if "decisions" not in self.teller.without else ():
            if hold.holds == held:
                first = self.teller.family[f"gate/{gate}/window_1"]
                always = 0 if self.teller.scarce else 1
                self.add(steps.GATE, self.teller.cause("outside", gate), first, self.teller.gate_place[gate], always)

    def obtain_permits(self, each: str) -> None:
        """Pass every file of the package or lot, one after another; under way means they are held."""
        if self.package.progress > 0 or "reviews" in self.teller.without:
            return
        for name, permit in self.package.permits.items():
            if permit.each == each:
                self._obtain(name, permit)

    def wait_for_the_list(self) -> None:
        """Wait for the yearly list that the works must be on, unless they are under way."""
        listed_in = self.package.listed_in
        if not listed_in or self.package.progress or "reviews" in self.teller.without:
            return
        again = self.add(steps.LIST, self.teller.cause("outside", listed_in), self.teller.list_place[listed_in])
        if listed_share(self.teller.plan, self.told.name) < 1:
            self.add(steps.CHANCE, self.teller.family[f"{self.told.name}/{listed_in}/listed"], again + 3)
            self.add(steps.JUMP, again + 5)
            self.write(steps.NEXT_TRY)
            self.add(steps.JUMP, again)
            self.write(steps.FIRST_TRY)

    def close_contracts(self) -> None:
        """Spend the tender for each contract with partners, whether it closes or not."""
        for source in self.package.funding if "money" not in self.teller.without else ():
            if has_tender(self.package, self.teller.plan.funding[source]):
                where = f"{self.told.name}/{source}/close_days"
                self.hold(self.teller.cause("tender", source), setting.OFFICE, where, SPLIT)

    def _obtain(self, name: str, permit: Permit) -> None:
        """Take what the file needs of quotas, let it go round, and hand over to the next step."""
        self._use_up(permit.quota)
        File(self, name, permit).go_round()
        handover = f"{self.told.name}/handover_days"
        if handover in self.teller.family:
            self.hold(self.teller.cause("handover"), setting.OFFICE, handover, SPLIT)

    def _use_up(self, quota: dict[str, int]) -> None:
        """Take what a file needs of quotas, all at once and for good."""
        if quota:
            claim = self.teller.claim({f"quotas.{name}": number for name, number in quota.items()})
            self.add(steps.ACQUIRE, self.teller.cause("queue", next(iter(quota))), claim)

    def deliver_lot(self, number: int) -> None:
        """Obtain the lot's permits, pay, claim crews and build, instalment by instalment."""
        self.obtain_permits("lot")
        self.wait_for_predecessors("works", number)
        for place, piece in enumerate(self.told.pieces):
            crew = self.package.activities[piece.activity].crew
            if crew != self.crew:
                self._let_crew_go()
            if piece.begins >= 0:
                self._pay(number, piece.begins, crew)
            self._claim_crew(crew)
            if place == 0:
                self.write((steps.MARK, 2 * self.told.place))
            self._work(piece)
            if piece.to_ppm == PPM:
                self._rework(piece)
        self._let_crew_go()
        self.wait_for_predecessors("finish", number)
        self.write((steps.COUNT, self.told.place))

    def _pay(self, lot: int, instalment: int, crew: dict[str, int]) -> None:
        """Pay the first instalment before the crew is claimed; at a later one that is not met, stop and restart."""
        if not self.told.is_funded:
            return
        teller, package = self.teller, self.package
        cause = teller.cause("money", self.told.waits_for)
        bill = len(teller.bills)
        teller.bills.append(self.told.bill(lot, instalment))
        if instalment == 0:
            self.write((steps.PAY, cause, bill, 0))
            return
        ask = self.add(steps.ASK, cause, bill, 0)
        held = self.crew
        self._let_crew_go()
        self.write((steps.PAY, cause, bill, 1))
        self._claim_crew(crew)
        if package.restart_days:
            where = f"{self.told.name}/restart_days"
            self.hold(teller.cause("restart"), self.told.works_clock, where, WHOLE)
        if held == crew:
            self.rows[ask] = (steps.ASK, cause, bill, len(self.rows))
            return
        jump = self.add(steps.JUMP, 0)
        self.rows[ask] = (steps.ASK, cause, bill, len(self.rows))
        self.crew = held
        self._claim_crew(crew)
        self.rows[jump] = (steps.JUMP, len(self.rows))

    def _claim_crew(self, crew: dict[str, int]) -> None:
        if crew == self.crew:
            return
        if crew:
            told = self.teller.crew(crew)
            self.write((steps.ACQUIRE, told.queue, told.claim))
        self.crew = crew

    def _let_crew_go(self) -> None:
        if self.crew:
            self.write(self.teller.crew(self.crew).release)
        self.crew = {}

    def _work(self, piece: Piece) -> None:
        activity = self.package.activities[piece.activity]
        clock = self._clock(activity)
        slowed = self.told.slowdown if activity.clock == "works" else NO_SLOWDOWN
        family = self.teller.family[f"{self.name}/{piece.activity}/days"]
        cause = self.teller.cause("work")
        for share, mark in self.told.watched:
            if piece.share_from < share <= piece.share_to:
                self.add(steps.WATCH, mark, clock, family, piece.from_ppm, piece.part_at(share), slowed)
        _, from_ppm, to_ppm, share_from, share_to, _ = piece
        self.write((steps.HOLD, cause, clock, family, from_ppm, to_ppm, SPLIT, slowed, share_from, share_to))

    def _rework(self, piece: Piece) -> None:
        """Do the activity again, with fresh draws, as often as the draws say."""
        activity = self.package.activities[piece.activity]
        where = f"{self.name}/{piece.activity}"
        tries = self.teller.family.get(f"{where}/rework")
        if tries is None:
            return
        again = len(self.rows)
        self.write((steps.CHANCE, tries, again + 2))
        self.write((steps.JUMP, again + 5))
        self.write(steps.NEXT_TRY)
        self.hold(self.teller.cause("rework"), self._clock(activity), f"{where}/days", WHOLE)
        self.write((steps.JUMP, again))
        self.write(steps.FIRST_TRY)

    def _clock(self, activity: Activity) -> int:
        if activity.clock == "works":
            return self.told.works_clock
        return setting.OFFICE if activity.clock == "office" else setting.CALENDAR

    def hold(self, cause: int, clock: int, family: str, split: int) -> None:
        """Spend the whole of a drawn time."""
        self.write(steps.whole_hold(cause, clock, self.teller.family[family], split))

    def fork(self, names: list[str], branches: list["Tale"]) -> None:
        """Let branches run side by side and go on when the last has ended."""
        teller = self.teller
        first = teller.reserve(len(branches))
        for place, branch in enumerate(branches):
            self.told.keep(first + place, branch)
        teller.forks.append(branch_adjustments(teller.planned, names, teller.causes))
        self.add(steps.FORK, first, len(branches), len(teller.forks) - 1)

    def enter_service(self) -> None:
        """Reach the finish: in service, published, founded or awarded, as the commitment has it."""
        self.add(steps.MARK, 2 * self.told.place + 1)
