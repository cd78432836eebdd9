"""A plan as one frozen whole: every noun by name."""

from functools import cached_property

from pydantic import Field

from sim.plan.capacity import Agency, Crew
from sim.plan.funding import Source
from sim.plan.noun import Noun
from sim.plan.package import Package
from sim.plan.programme import Calendar, Coordination, Network, Programme, Task
from sim.plan.reference_class import ReferenceClass
from sim.plan.target import Indicator, Target
from sim.plan.uncertainty import Driver, Gate, Shock


class Plan(Noun):
    """What should happen, validated: mappings by name, in the order of the file."""

    programme: Programme
    calendar: Calendar = Calendar()
    coordination: Coordination = Coordination()
    networks: dict[str, Network] = Field(default_factory=dict)
    tasks: dict[str, Task] = Field(default_factory=dict)
    crews: dict[str, Crew] = Field(default_factory=dict)
    agencies: dict[str, Agency] = Field(default_factory=dict)
    funding: dict[str, Source] = Field(default_factory=dict)
    reference_classes: dict[str, ReferenceClass] = Field(default_factory=dict)
    gates: dict[str, Gate] = Field(default_factory=dict)
    shocks: dict[str, Shock] = Field(default_factory=dict)
    drivers: dict[str, Driver] = Field(default_factory=dict)
    indicators: dict[str, Indicator] = Field(default_factory=dict)
    targets: dict[str, Target] = Field(default_factory=dict)
    packages: dict[str, Package] = Field(min_length=1)

    def network_of(self, package: str) -> str:
        """Return the network of *package*: its own, its task's, else `programme`."""
        noun = self.packages[package]
        if noun.network:
            return noun.network
        if noun.task and noun.task in self.tasks:
            return self.tasks[noun.task].network
        return "programme"

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
