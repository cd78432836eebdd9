"""A plan as one frozen whole: every noun by name."""

from functools import cached_property

from pydantic import Field

from sim.plan.capacity import Agency, Crew, Quota
from sim.plan.definition import Definition
from sim.plan.delay_cost import DelayCost
from sim.plan.dependency import StatedDependency
from sim.plan.fiscal import Fiscal
from sim.plan.funding import Source
from sim.plan.lever import Effects, Lever
from sim.plan.milestone import Commitments, Milestone
from sim.plan.noun import Noun
from sim.plan.outcomes import Outcomes
from sim.plan.package import Package, names_of, network_of
from sim.plan.programme import Calendar, Coordination, Network, Programme, Safeguard, Task
from sim.plan.reference_class import ReferenceClass
from sim.plan.target import Indicator, Target
from sim.plan.territory import District, Ecosystem, FieldOfUse, Zone
from sim.plan.uncertainty import Driver, Gate, Shock
from sim.plan.yearly_list import YearlyList


class Plan(Noun):
    """What should happen, validated: mappings by name, in the order of the file."""

    programme: Programme
    calendar: Calendar = Calendar()
    coordination: Coordination = Coordination()
    commitments: Commitments = Commitments()
    fiscal: Fiscal = Fiscal()
    delay_cost: DelayCost = DelayCost()
    outcomes: Outcomes = Outcomes()
    networks: dict[str, Network] = Field(default_factory=dict)
    tasks: dict[str, Task] = Field(default_factory=dict)
    safeguards: dict[str, Safeguard] = Field(default_factory=dict)
    levers: dict[str, Lever] = Field(default_factory=dict)
    crews: dict[str, Crew] = Field(default_factory=dict)
    agencies: dict[str, Agency] = Field(default_factory=dict)
    quotas: dict[str, Quota] = Field(default_factory=dict)
    lists: dict[str, YearlyList] = Field(default_factory=dict)
    funding: dict[str, Source] = Field(default_factory=dict)
    reference_classes: dict[str, ReferenceClass] = Field(default_factory=dict)
    gates: dict[str, Gate] = Field(default_factory=dict)
    shocks: dict[str, Shock] = Field(default_factory=dict)
    drivers: dict[str, Driver] = Field(default_factory=dict)
    indicators: dict[str, Indicator] = Field(default_factory=dict)
    targets: dict[str, Target] = Field(default_factory=dict)
    districts: dict[str, District] = Field(default_factory=dict)
    ecosystems: dict[str, Ecosystem] = Field(default_factory=dict)
    zones: dict[str, Zone] = Field(default_factory=dict)
    fields_of_use: dict[str, FieldOfUse] = Field(default_factory=dict)
    milestones: dict[str, Milestone] = Field(default_factory=dict)
    dependencies: dict[str, StatedDependency] = Field(default_factory=dict)
    definitions: dict[str, Definition] = Field(default_factory=dict)
    packages: dict[str, Package] = Field(min_length=1)

    def network_of(self, package: str) -> str:
        """Return the network of *package*: its own, its task's, else `programme`."""
        return network_of(self.packages[package], self.tasks)

    @cached_property
    def effects(self) -> Effects:
        """What the levers of the safeguards move."""
        return Effects(self.levers, self.safeguards)

    def names_of(self, package: str) -> tuple[str, ...]:
        """Return the names that levers and earmarks may call *package* by: its own, network, task and class."""
        return names_of(package, self.packages[package], self.tasks)

    @cached_property
    def network_names(self) -> tuple[str, ...]:
        """The networks that packages belong to, in the order of the plan."""
        named = list(self.networks) or []
        for package in self.packages:
            network = self.network_of(package)
            if network not in named:
                named.append(network)
        return tuple(named)

    def deliverers(self, indicator: str) -> tuple[str, ...]:
        """Return the packages that add to *indicator*."""
        return tuple(name for name, package in self.packages.items() if package.delivers.get(indicator, 0) > 0)

    @cached_property
    def carriers(self) -> dict[str, tuple[str, ...]]:
        """The packages that carry each milestone, in the order of the plan: those that name it or are named by it."""
        carried: dict[str, set[str]] = {name: set(milestone.packages) for name, milestone in self.milestones.items()}
        for name, package in self.packages.items():
            for milestone in package.milestones:
                if milestone in carried:
                    carried[milestone].add(name)
        return {
            milestone: tuple(name for name in self.packages if name in packages)
            for milestone, packages in carried.items()
        }

    def works_share_of(self, milestone: str) -> float:
        """Return the share of works that the event `works_share` of a milestone asks for."""
        own = self.milestones[milestone].works_share
        return self.commitments.works_share if own is None else own

    @cached_property
    def watched_shares(self) -> dict[str, tuple[float, ...]]:
        """The shares of each package's works whose day a milestone needs, in order; only packages that have any."""
        watched: dict[str, set[float]] = {}
        for name, milestone in self.milestones.items():
            if milestone.event_in(self.commitments.reading) == "works_share":
                for package in self.carriers[name]:
                    watched.setdefault(package, set()).add(self.works_share_of(name))
        return {name: tuple(sorted(watched[name])) for name in self.packages if name in watched}
