"""What a plan asks for before any luck, by its planned dates: reviews and money, and what there is for them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sim.model.in_force import lives_of, units_of
from sim.model.planned import planned_run
from sim.model.purses import Purses
from sim.plan.package import Permit
from sim.plan.plan import Plan
from sim.plan.time import MICRO, day_number
from sim.plan.trace import NEVER, Trace


class Coverage(NamedTuple):
    """How much of a network the packages carry."""

    packages: int
    tasks: int
    tasks_of_network: int
    milestones: int
    cost_cny_10k: int


class Load(NamedTuple):
    """What an agency is asked to review.

    Shapes and units
        by_year: year to the share of its desks' working days that the files of that year need.
    """

    files: int
    by_year: dict[int, float]


class Money(NamedTuple):
    """Money called from a source by the planned dates, and brought by it; both by year, in 万元.

    What is needed stands under the first source that a package calls.
    """

    needed: dict[int, int]
    brought: dict[int, int]


def coverage(plan: Plan) -> dict[str, Coverage]:
    """Return what the packages carry, by network."""
    found = {}
    for network in plan.network_names:
        names = {name for name in plan.packages if plan.network_of(name) == network}
        packages = [plan.packages[name] for name in names]
        found[network] = Coverage(
            len(packages),
            len({package.task for package in packages if package.task}),
            sum(task.network == network for task in plan.tasks.values()),
            sum(not names.isdisjoint(carriers) for carriers in plan.carriers.values()),
            sum(package.cost_cny_10k for package in packages),
        )
    return found


class Demands:
    """Loads and money of a plan by the dates of its planned run."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.trace: Trace = planned_run(plan)[1]
        self.years = range(plan.programme.start.year, plan.programme.deadline.year + 1)

    def loads(self) -> dict[str, Load]:
        """Return the load of each agency that has files to review; files count in the year the works begin."""
        files: dict[str, int] = defaultdict(int)
        days: dict[tuple[str, int], float] = defaultdict(float)
        for unit, year, number, review_days in self._reviews():
            files[unit] += number
            days[unit, year] += number * review_days
        return {
            unit: Load(number, {year: days[unit, year] / self._desk_days(unit, year) for year in self.years})
            for unit, number in files.items()
        }

    def money(self) -> dict[str, Money]:
        """Return what is needed and brought, by source."""
        found = {name: Money(dict.fromkeys(self.years, 0), dict.fromkeys(self.years, 0)) for name in self.plan.funding}
        sources, purses = list(self.plan.funding), Purses(self.plan).told(True, lambda _: 0)
        for payment in self.trace.payments:
            of_source = found[sources[purses[payment.source].source]]
            self._count(of_source.needed, payment.day, payment.cny_10k)
        for purse in purses:
            for inflow in purse.inflows:
                self._count(found[sources[purse.source]].brought, inflow.day, inflow.cny_10k)
        return found

    def money_by_network(self) -> dict[str, Money]:
        """Return what each network needs, and what all the sources that its packages call bring."""
        if not self.plan.funding:
            return {}
        packages, by_source = list(self.plan.packages), self.money()
        called: dict[str, set[str]] = {network: set() for network in self.plan.network_names}
        for name, package in self.plan.packages.items():
            called[self.plan.network_of(name)] |= set(package.funding)
        found = {
            network: Money(
                dict.fromkeys(self.years, 0),
                {year: sum(by_source[source].brought[year] for source in sources) for year in self.years},
            )
            for network, sources in called.items()
            if sources
        }
        for payment in self.trace.payments:
            network = self.plan.network_of(packages[payment.package])
            self._count(found[network].needed, payment.day, payment.cny_10k)
        return found

    def _count(self, by_year: dict[int, int], day: int, cny_10k: int) -> None:
        year = self._year(day)
        if year in by_year:
            by_year[year] += cny_10k

    def _year(self, day: int) -> int:
        return (self.plan.programme.start + timedelta(days=day // MICRO)).year

    def _reviews(self) -> Iterator[tuple[str, int, int, float]]:
        """Yield (agency, year, files, expected days of a file), returned files included."""
        for (name, package), started in zip(self.plan.packages.items(), self.trace.started, strict=True):
            if package.progress > 0 or started == NEVER:
                continue
            for permit in package.permits.values():
                files = 1 if permit.each == "package" else len(lives_of(name, package))
                for unit in units_of(permit):
                    yield unit, self._year(started), files, self._expected_days(permit, unit)

    def _expected_days(self, permit: Permit, unit: str) -> float:
        agency = self.plan.agencies[unit]
        chance = agency.return_chance if permit.return_chance is None else permit.return_chance
        law = permit.review_days or agency.review_days
        return law.planned_value() / max(1 - chance, 0.001)

    def _desk_days(self, unit: str, year: int) -> float:
        programme, profile = self.plan.programme, self.plan.agencies[unit].desks
        first, last = max(date(year, 1, 1), programme.start), date(year, 12, 31)
        off = {day for day in self.plan.calendar.days_off if first <= day <= last}
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        desks = [_at(profile, day_number(day, programme.start)) for day in days if day not in off]
        return max(sum(desks), 1)


def _at(profile: tuple[tuple[float, int], ...], day: int) -> int:
    return [number for begins, number in profile if begins <= day][-1]
