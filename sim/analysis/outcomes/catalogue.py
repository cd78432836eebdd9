"""The catalogue of outcomes: what the plan implies, how it is counted, what it rests on, and what is left out."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sim.analysis.outcomes.frame import Course, Frame
from sim.analysis.outcomes.money import investment, private_share
from sim.analysis.outcomes.promises import (
    backbone_capacity,
    fields_in_use,
    items_won,
    queueing,
    slippage,
    target_attainment,
    targets_attained,
)
from sim.analysis.outcomes.series import Series
from sim.analysis.outcomes.service import (
    energy_security,
    integration_index,
    seamless_transfer,
    service_in_use,
    service_lost,
    service_worth,
)
from sim.analysis.outcomes.territory import district_service, networks_per_zone, spatial_balance, zones_complete


class Outcome(NamedTuple):
    """An outcome: the measure that the plan implies, its clauses, unit, formula and what it rests on.

    `grade` is that of the weakest of what it rests on beside the trace.
    """

    function: Callable[[Frame, Course], Iterator[Series]]
    measure: str
    clauses: str
    unit: str
    formula: str
    rests_on: str
    grade: str

    @property
    def name(self) -> str:
        """The outcome's name."""
        return self.function.__name__


OUTCOMES: tuple[Outcome, ...] = (
    Outcome(
        target_attainment,
        "Target attainment",
        "1.3",
        "share",
        "mean over targets of min(1, stock / target)",
        "targets (stated); stocks on the data date",
        "assumed",
    ),
    Outcome(
        targets_attained,
        "Time of attainment",
        "1.3",
        "targets",
        "number of targets with stock >= target; the first day stands in the table `targets`",
        "targets (stated); stocks on the data date",
        "assumed",
    ),
    Outcome(
        integration_index,
        "Integration of the four networks",
        "1.3",
        "share",
        "mean over cross-network links of (share of the receiver in service x share of the provider in service)",
        "links: what packages wait for (`after`) or are slowed by (`slowed_by`) in another network, from the 85 "
        "relations of configs/dependencies.yaml, whose kinds are judgement",
        "assumed",
    ),
    Outcome(
        service_in_use,
        "Contribution to the economy: service in use",
        "1.3",
        "share",
        "sum over packages of (share of planned cost of the network x share of lots in service)",
        "planned costs of packages",
        "assumed",
    ),
    Outcome(
        service_worth,
        "Contribution to the economy: its worth",
        "1.3",
        "cny_10k_a_year",
        "sum over indicators of (stock x benefit of a unit and year)",
        "evidence benefit.*",
        "assumed",
    ),
    Outcome(
        service_lost,
        "Contribution to the economy: what lateness loses",
        "1.3",
        "unit_years",
        "sum over late lots of (units x discounted years of service lost); times the benefit of a unit and year it is "
        "the component benefits_forgone",
        "planned openings; rate of 8 % (appraisal.discount_rate)",
        "derived",
    ),
    Outcome(
        investment,
        "Support to the economy: investment",
        "1.3",
        "cny_10k",
        "sum of payments so far",
        "planned costs of packages",
        "assumed",
    ),
    Outcome(
        zones_complete,
        "Functional zones complete",
        "2.1.1; 2.2.2; 2.4.2",
        "zones",
        "number of named zones all of whose packages are in service",
        "the 4 places that the plan names, with their packages (configs/districts.yaml)",
        "assumed",
    ),
    Outcome(
        networks_per_zone,
        "Functional zones: networks in service",
        "2.1.1; 2.2.2; 2.4.2",
        "share",
        "mean over zones of the mean share in service of their packages",
        "the 4 places that the plan names, with their packages (configs/districts.yaml)",
        "assumed",
    ),
    Outcome(
        spatial_balance,
        "Spatial balance",
        "1.2; 2.4.2",
        "share",
        "standard deviation over districts of the mean share in service of their packages; 0 when all are equal",
        "districts of packages",
        "derived",
    ),
    Outcome(
        district_service,
        "Spatial balance: by district",
        "1.2; 2.4.2",
        "share",
        "mean share in service of the packages of a district, at the horizon",
        "districts of packages",
        "derived",
    ),
    Outcome(
        backbone_capacity,
        "Backbone capacity",
        "2.1.2",
        "share",
        "mean over backbone indicators of min(1, capacity / target)",
        "targets (stated); capacity on the data date (worked back)",
        "assumed",
    ),
    Outcome(
        energy_security,
        "Energy security",
        "2.3",
        "share",
        "mean share in service of the works listed in configs/outcomes.yaml",
        "the list, from clause 2.3; not a margin of supply over demand, which no source gives",
        "assumed",
    ),
    Outcome(
        fields_in_use,
        "Fields with 5G in use",
        "2.1.6",
        "fields",
        "number of the ten fields whose packages are in service",
        "the ten fields (stated) with their packages (configs/districts.yaml)",
        "derived",
    ),
    Outcome(
        seamless_transfer,
        "Seamless transfer",
        "2.2.1; 2.2.3",
        "share",
        "mean share in service of the places listed in configs/outcomes.yaml",
        "the list; not minutes at hubs, which no source gives",
        "assumed",
    ),
    Outcome(
        items_won,
        "Items won from above",
        "3.5",
        "share",
        "promises to strive for whose event has come / all of them",
        "chances of outside decisions",
        "assumed",
    ),
    Outcome(
        slippage,
        "Quarterly slippage",
        "3.5",
        "share",
        "planned less actual share of the network's works, at each quarter's check",
        "planned run; planned costs of packages",
        "assumed",
    ),
    Outcome(
        private_share,
        "Private share of money",
        "1.2; 3.4",
        "share",
        "payments of private partners and investors / all payments, so far",
        "sources and their payers",
        "assumed",
    ),
    Outcome(
        queueing,
        "Agency load",
        "lists of duties",
        "days",
        "days that packages lost in queues at agencies; by agency they stand in the table `networks`",
        "desks and review times",
        "assumed",
    ),
)
"""All outcomes, in the order in which they are told."""

LEFT_OUT: tuple[tuple[str, str, str], ...] = (
    (
        "Technical advance, new modes",
        "1.3",
        "Which stations stand on smart poles is not counted by the plan or the model; private money stands as an "
        "outcome of its own.",
    ),
    (
        "Energy saving of data centres",
        "1.3",
        "Energy a unit of computing depends on load and cooling, which nothing here simulates; it would be a constant.",
    ),
    (
        "Virtuous circle of scenes, demand and build-out",
        "3.4",
        "Demand does not answer to service in the model, so there is no circle to measure.",
    ),
)
"""Measures that the plan implies and no outcome counts: measure, clauses, reason."""
