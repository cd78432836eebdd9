"""The yardstick: what was planned, prepared once a scenario so that each replication is only measured.

All rows of a study are measured against the planned run of its base. What the base lacks (a
package, a lot) is measured against the planned run of the row's own plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.attainment import (
    IndicatorLine,
    Parts,
    TargetLine,
    deliveries,
    indicator_line,
    lots_by_package,
    parts_of,
    units_needed,
)
from sim.analysis.finance import INTEREST_RULES, Drawn, continuous_rate, present_value
from sim.analysis.fiscal import Footprint, footprint_of
from sim.analysis.four_rates import QuarterlyPlan
from sim.analysis.lateness import PlannedPackage, Service, Terms, shares_of_payers, terms_of
from sim.analysis.milestones import MilestoneLine, milestone_lines
from sim.analysis.outcomes.frame import Frame
from sim.analysis.paid import PlannedMoney
from sim.analysis.planned_run import PlannedRun
from sim.analysis.progress import (
    PPM,
    WORKS,
    WORKS_UNIT,
    CurveLine,
    Works,
    months_left,
    stock_curve,
    works_curves,
    works_done,
    works_of,
)
from sim.plan.package import Package
from sim.plan.plan import Plan
from sim.plan.time import MICRO, day_number, month_starts
from sim.plan.trace import Cast, Trace


@dataclass(frozen=True)
class Yardstick:
    """What a replication of one scenario is measured against.

    Packages and sources go by their place in the plan, as in the traces of the scenario.

    Shapes and units
        deadline, horizon, month_starts: micro-days.
        months: first days of the months; one less than their starts.
        left: months left to the deadline, for the months that begin before it.
        curves: the progress table's lines, indicators first, then the works of networks.
        deliverers: places of each target's packages.
        networks: name and places of packages.
    """

    packages: tuple[PlannedPackage, ...]
    planned_money: PlannedMoney
    terms: Terms
    deadline: int
    horizon: int
    months: tuple[str, ...]
    month_starts: tuple[int, ...]
    left: tuple[float, ...]
    indicators: tuple[IndicatorLine, ...]
    targets: tuple[TargetLine, ...]
    milestones: tuple[MilestoneLine, ...]
    parts: dict[int, Parts]
    works: tuple[Works, ...]
    curves: tuple[CurveLine, ...]
    deliverers: tuple[tuple[int, ...], ...]
    networks: tuple[tuple[str, tuple[int, ...]], ...]
    footprint: Footprint
    outcomes: Frame
    quarters: QuarterlyPlan


def yardstick_of(
    plan: Plan,
    cast_of_planned: Cast,
    planned_trace: Trace,
    base_plan: Plan,
    own_planned: tuple[Cast, Trace] | None = None,
) -> Yardstick:
    """Return the yardstick of a scenario.

    Shapes and units
        plan: the scenario's.
        cast_of_planned, planned_trace, base_plan: the planned run of the base, its cast and its plan.
        own_planned: cast and trace of the scenario's own planned run; needed only when it has packages or lots
            that the base lacks.

    Raises
        ValueError: the base lacks packages or lots and there is no own planned run (names them).
    """
    base = PlannedRun(base_plan, cast_of_planned, planned_trace)
    own = PlannedRun(plan, *own_planned) if own_planned else None
    return _Preparation(plan, base, own).yardstick()


class _Preparation:
    def __init__(self, plan: Plan, base: PlannedRun, own: PlannedRun | None) -> None:
        self.plan, self.base, self.own = plan, base, own
        programme = plan.programme
        firsts = month_starts(programme.start, programme.horizon)
        self.months = tuple(first.isoformat() for first in firsts[:-1])
        self.month_starts = tuple(day_number(first, programme.start) * MICRO for first in firsts)
        self.left = tuple(months_left(self.month_starts, programme.deadline_micro))
        self.indicators = tuple(indicator_line(name, indicator) for name, indicator in plan.indicators.items())
        self.place = {line.name: place for place, line in enumerate(self.indicators)}
        self.targets = tuple(
            TargetLine(name, self.place[target.indicator], units_needed(target.at_least, self._unit(target.indicator)))
            for name, target in plan.targets.items()
        )
        self.terms = terms_of(plan)
        self.parts = self._parts_in(plan, list(plan.packages))
        if own is None:
            self._refuse_what_the_base_lacks()

    def yardstick(self) -> Yardstick:
        """Put everything together."""
        packages = list(self.plan.packages.values())
        members: dict[str, list[int]] = {network: [] for network in self.plan.network_names}
        for place, name in enumerate(self.plan.packages):
            members[self.plan.network_of(name)].append(place)
        networks = tuple((network, tuple(places)) for network, places in members.items() if places)
        deadline = self.plan.programme.deadline_micro
        as_planned, milestones = self._packages(), milestone_lines(self.plan)
        works_lines = tuple(self._works_line(network) for network, _ in networks)
        frame = Frame(self.plan, self.indicators, self.targets, milestones, self.month_starts)
        return Yardstick(
            packages=as_planned,
            planned_money=PlannedMoney([one.drawn for one in as_planned]),
            terms=self.terms,
            deadline=deadline,
            horizon=self.plan.programme.horizon_micro,
            months=self.months,
            month_starts=self.month_starts,
            left=self.left,
            indicators=self.indicators,
            targets=self.targets,
            milestones=milestones,
            parts=self.parts,
            works=tuple(_works({place: packages[place] for place in places}) for _, places in networks),
            curves=(*self._indicator_curves(), *works_lines),
            deliverers=tuple(
                tuple(place for place, parts in self.parts.items() if line.indicator in dict(parts))
                for line in self.targets
            ),
            networks=networks,
            footprint=footprint_of(self.plan),
            outcomes=frame,
            quarters=QuarterlyPlan(
                frame.times,
                self.month_starts,
                self.plan.programme.year_ends_micro,
                networks,
                as_planned,
                [line.planned for line in works_lines],
            ),
        )

    def _unit(self, indicator: str) -> float:
        return self.plan.indicators[indicator].smallest_unit

    def _parts_in(self, plan: Plan, names: Sequence[str]) -> dict[int, Parts]:
        """Return what packages of *plan* deliver, by their place in *names*, without those that deliver nothing."""
        parts = {place: parts_of(plan.packages[name], self.indicators) for place, name in enumerate(names)}
        return {place: of_package for place, of_package in parts.items() if of_package}

    def _lacks(self, name: str) -> bool:
        """Return whether the base lacks a package, or some of its lots (a lone lot is the package)."""
        if name not in self.base.plan.packages:
            return True
        ours, theirs = self.plan.packages[name].lots.count, self.base.plan.packages[name].lots.count
        return ours > 1 and (theirs == 1 or ours > theirs)

    def _refuse_what_the_base_lacks(self) -> None:
        lacking = [name for name in self.plan.packages if self._lacks(name)]
        if lacking:
            raise ValueError(
                f"yardstick_of: the base lacks packages or lots of {', '.join(lacking)}, expected the own planned run "
                "of this scenario: give own_planned"
            )

    def _packages(self) -> tuple[PlannedPackage, ...]:
        """Return each package as planned, by the base where it has it."""
        runs = (self.own, self.base) if self.own else (self.base,)
        finishes = {name: day for run in runs for name, day in run.finishes().items()}
        starts = {name: day for run in runs for name, day in run.starts().items()}
        drawn = {name: payments for run in runs for name, payments in run.drawn().items()}
        drawn_by = (self.own or self.base).drawn_by()
        lots = [run.lots() for run in reversed(runs)]
        packages = []
        for place, (name, package) in enumerate(self.plan.packages.items()):
            count, days = package.lots.count, [finishes[name]]
            if count > 1:
                of_base, of_own = lots[0].get(name, ()), lots[-1].get(name, ())
                shared = of_base[:count] if len(of_base) > 1 else ()
                days = [*shared, *of_own[len(shared) : count]]
            span = (starts[name], finishes[name])
            packages.append(self._package(place, name, span, days, drawn.get(name, ()), drawn_by.get(name, {})))
        return tuple(packages)

    def _package(
        self,
        place: int,
        name: str,
        span: tuple[int, int],
        lots: list[int],
        drawn: tuple[Drawn, ...],
        drawn_by: Mapping[int, Sequence[Drawn]],
    ) -> PlannedPackage:
        in_time = sorted(range(len(lots)), key=lambda lot: (lots[lot], lot))
        total = sum(money for _, money in drawn)
        shares = [(day, money / total) for day, money in drawn]
        sources = list(self.plan.funding)
        payers = [sources.index(source) for source in self.plan.packages[name].funding]
        rule, rates = INTEREST_RULES[self.terms.interest_rule], self.terms.interest_rates
        served = [target.name for target in self.targets if target.indicator in dict(self.parts.get(place, ()))]
        return PlannedPackage(
            name=name,
            network=self.plan.network_of(name),
            target=served[0] if served else "",
            started=span[0],
            finish=span[1],
            lots=tuple(lots[lot] for lot in in_time),
            services=tuple(self._services(place, in_time)),
            contract=total,
            drawn=drawn,
            drawn_by={source: tuple(payments) for source, payments in drawn_by.items()},
            shares=tuple(shares_of_payers(drawn_by, self.terms.payers)),
            worth=present_value(shares, self.terms.rate),
            interest={payer: rule(shares, shares[0][0], span[1], rates[payer]) for payer in payers if shares},
        )

    def _services(self, place: int, in_time: Sequence[int]) -> Iterator[Service]:
        for indicator, by_lot in self.parts.get(place, ()):
            noun = self.plan.indicators[self.indicators[indicator].name]
            targets = [target.name for target in self.targets if target.indicator == indicator]
            yield Service(
                indicator,
                targets[0] if targets else "",
                tuple(by_lot[lot] * noun.smallest_unit for lot in in_time),
                noun.benefit_cny_10k_per_unit_year,
                noun.life_years,
                continuous_rate(noun.benefit_growth),
            )

    def _planned_by(self) -> list[tuple[PlannedRun, list[str]]]:
        """Return the planned runs, and which packages each stands for: the base's, and those that the base lacks."""
        by = [(self.base, list(self.base.plan.packages))]
        if self.own is not None:
            by.append((self.own, [name for name in self.plan.packages if name not in self.base.plan.packages]))
        return by

    def _indicator_curves(self) -> list[CurveLine]:
        delivered: list[list[tuple[int, int]]] = [[] for _ in self.indicators]
        for run, names in self._planned_by():
            every = self._parts_in(run.plan, run.cast.packages)
            parts = {place: every[place] for place in every if run.cast.packages[place] in names}
            lots = lots_by_package(run.cast, run.trace)
            for into, more in zip(delivered, deliveries(parts, lots, run.trace, len(delivered)), strict=True):
                into += more
        lines = []
        for place, line in enumerate(self.indicators):
            base = self.base.plan.indicators.get(line.name)
            baseline = line.baseline if base is None else indicator_line(line.name, base).baseline
            planned = stock_curve(baseline, delivered[place], self.month_starts)
            needed = max((target.needed for target in self.targets if target.indicator == place), default=None)
            lines.append(CurveLine(line.network, line.name, line.unit, planned, needed))
        return lines

    def _works_line(self, network: str) -> CurveLine:
        """Return the planned works of *network*: its packages in the base, and those that the base lacks.

        No target stands on works, so what is needed by the deadline is what was planned by then.
        """
        packages: list[Package] = []
        work = []
        for run, names in self._planned_by():
            of_network = [name for name in names if run.plan.network_of(name) == network]
            packages += [run.plan.packages[name] for name in of_network]
            places = [run.cast.packages.index(name) for name in of_network]
            work.append(works_done(run.trace, len(run.cast.packages), len(self.months))[places])
        (planned,) = works_curves([_works(dict(enumerate(packages)))], np.vstack(work))
        last = len(self.left) - 1
        return CurveLine(network, WORKS, WORKS_UNIT, planned, planned.ends[last])


def _works(packages: Mapping[int, Package]) -> Works:
    return works_of(
        {place: package.cost_cny_10k for place, package in packages.items()},
        {place: package.lots.count for place, package in packages.items()},
        {place: round(PPM * package.progress) for place, package in packages.items()},
    )
