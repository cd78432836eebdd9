"""Reads a plan: every problem at once, and only what changed when a like plan was read before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from sim.config.dates import days_off
from sim.config.definitions import with_definitions
from sim.config.expand import Expander, Raw
from sim.config.like import Like, Source
from sim.config.readable import as_far_as_read, readable
from sim.config.rephrase import PLAIN, by_day, rephrase, shown
from sim.config.units import Units
from sim.plan.capacity import Agency, Crew, Quota
from sim.plan.checks import problems_between
from sim.plan.definition import Definition
from sim.plan.delay_cost import DelayCost
from sim.plan.dependency import StatedDependency
from sim.plan.fiscal import Fiscal
from sim.plan.funding import Source as FundingSource
from sim.plan.lever import Lever
from sim.plan.milestone import Commitments, Milestone
from sim.plan.noun import Noun
from sim.plan.outcomes import Outcomes
from sim.plan.package import Package
from sim.plan.plan import Plan
from sim.plan.problems import PlanError, did_you_mean
from sim.plan.programme import LONGEST_YEARS, Calendar, Coordination, Network, Programme, Safeguard, Task
from sim.plan.reference_class import ReferenceClass
from sim.plan.target import Indicator, Target
from sim.plan.territory import District, Ecosystem, FieldOfUse, Zone
from sim.plan.uncertainty import Driver, Gate, Shock
from sim.plan.yearly_list import YearlyList

SCHEMA = 1
NOT_THE_PLAN = frozenset({"schema", "scenario", "study", "run"})
"""Keys of a file that say how to run it; `app` reads them."""

SINGLE: dict[str, type[Noun]] = {
    "coordination": Coordination,
    "commitments": Commitments,
    "fiscal": Fiscal,
    "delay_cost": DelayCost,
    "outcomes": Outcomes,
}
"""Blocks that stand alone, without names."""

SECTIONS: dict[str, type[Noun]] = {
    "networks": Network,
    "tasks": Task,
    "safeguards": Safeguard,
    "levers": Lever,
    "crews": Crew,
    "agencies": Agency,
    "quotas": Quota,
    "lists": YearlyList,
    "funding": FundingSource,
    "reference_classes": ReferenceClass,
    "gates": Gate,
    "shocks": Shock,
    "drivers": Driver,
    "indicators": Indicator,
    "targets": Target,
    "districts": District,
    "ecosystems": Ecosystem,
    "zones": Zone,
    "fields_of_use": FieldOfUse,
    "milestones": Milestone,
    "dependencies": StatedDependency,
    "definitions": Definition,
    "packages": Package,
}


ALONE = frozenset({"levers", "reference_classes", "gates", "definitions"})
"""Sections whose wrong entries are left out of the checks between nouns: what they say hangs together."""

START = date(2020, 1, 1)
"""The data date where a plan has none that can be read."""


def read_plan(mapping: Raw, like: Source | None = None) -> Plan:
    """Return the validated plan of *mapping*.

    With *like*, entries that stand there alike are taken over instead of being read again.

    Raises
        PlanError: the mapping has problems; all of them are named.
    """
    reader = _Reader(mapping, like)
    return reader.plan()


class _Reader:
    def __init__(self, mapping: Raw, like: Source | None) -> None:
        self.problems: list[str] = []
        self.mapping = with_definitions(mapping, self.problems)
        self.like = Like(like, self.mapping) if like else None
        self.delivered: set[str] = set()
        self.carried: set[str] = set()
        self.unread: dict[str, dict[str, frozenset[str]]] = {}

    def plan(self) -> Plan:
        self._top_keys()
        programme = self._programme()
        start = programme.start if programme else START
        responsible = {**self._section("tasks"), **self._section("safeguards")}
        units = Units(responsible, self._section("agencies"), self._section("districts"))
        expander = Expander(start, units, self._section("reference_classes"))
        parts: dict[str, Any] = {"programme": programme}
        parts["calendar"] = self._calendar(programme)
        for key, noun in SINGLE.items():
            parts[key] = self._noun(noun, self.mapping.get(key) or {}, key)
        for section, noun in SECTIONS.items():
            parts[section] = self._entries(section, noun, expander, parts.get("reference_classes", {}))
        self.problems += expander.problems
        names = {section: set(self._section(section)) for section in SECTIONS}
        self.problems += [
            f"{section}.{name}: found {name!r}, expected {PLAIN}: correct it"
            for section, entries in names.items()
            for name in sorted(name for name in entries if "/" in name or "#" in name)
        ]
        names |= {"delivered": self.delivered, "carried": self.carried}
        if self.mapping.get("packages") in (None, {}):
            self.problems.append("packages: found none, expected at least one: add a package")
        self.problems += problems_between(parts, names, self.like.plan if self.like else None, self.unread)
        if self.problems:
            raise PlanError(self._said_once())
        return Plan(**parts)

    def _said_once(self) -> list[str]:
        """Return the problems without those of packages that their class has word for word."""
        said = frozenset(self.problems)
        again: set[str] = set()
        for name, package in self._section("packages").items():
            if isinstance(package, Mapping) and package.get("reference_class"):
                place, of_class = f"packages.{name}.", f"reference_classes.{package['reference_class']}."
                again |= {line for line in said if line.startswith(place) and of_class + line[len(place) :] in said}
        return [line for line in self.problems if line not in again]

    def _top_keys(self) -> None:
        known = {"programme", "calendar", *SINGLE, *SECTIONS, *NOT_THE_PLAN}
        for key in self.mapping:
            if key not in known:
                self.problems.append(f"{key}: no such key; {did_you_mean(key, sorted(known))}")
        schema = self.mapping.get("schema", SCHEMA)
        if schema != SCHEMA:
            self.problems.append(
                f"schema: found {shown(schema)}, expected {SCHEMA}: this version reads only schema {SCHEMA}"
            )

    def _programme(self) -> Programme | None:
        found = self.mapping.get("programme")
        if found is None:
            self.problems.append("programme: found nothing, expected name, start, deadline and horizon: add it")
            return None
        if isinstance(found, Mapping) and isinstance(found.get("name"), str):
            found = {**found, "name": {"en": found["name"]}}
        noun = self._noun(Programme, found, "programme")
        if isinstance(noun, Programme):
            return noun
        return self._of_wrong_dates(found) if isinstance(found, Mapping) else None

    def _of_wrong_dates(self, found: Raw) -> Programme | None:
        """Return a wrong programme as far as dates can be held against it; none without its start or horizon."""
        fields, unread = readable(Programme, found)
        days = [(key, fields[key]) for key in ("start", "deadline", "horizon") if key in fields]
        if len(days) == 2 and days[0][1] > days[1][1]:
            (first, begins), (then, ends) = days
            self.problems.append(
                f"programme: {first} {begins} and {then} {ends} are out of order, expected {first} before {then}: "
                "correct the dates"
            )
        if "start" not in fields or "horizon" not in fields:
            return None
        start, horizon = fields["start"], fields["horizon"]
        if start > horizon or horizon.year - start.year > LONGEST_YEARS:
            return None
        stand_ins = {"deadline": horizon, "discount_rate": 1.0}
        return Programme.model_construct(**fields | {key: stand_ins[key] for key in unread & stand_ins.keys()})

    def _calendar(self, programme: Programme | None) -> Any:
        found = self.mapping.get("calendar", "continuous")
        if found == "continuous":
            return Calendar()
        if not isinstance(found, Mapping):
            self.problems.append(
                f"calendar: found {shown(found)}, expected continuous or a mapping such as holidays: CN: correct it"
            )
            return Calendar()
        calendar = dict(found)
        country = calendar.pop("holidays", None)
        if country is not None:
            days = (programme.start, programme.horizon) if programme else (START, START)
            try:
                off = days_off(str(country), *days)
            except NotImplementedError:
                self.problems.append(f"calendar.holidays: no such country '{country}': use a code such as CN")
                off = ()
            calendar |= {"working": "working_days", "days_off": off}
        return self._noun(Calendar, calendar, "calendar") or Calendar()

    def _section(self, section: str) -> Raw:
        found = self.mapping.get(section)
        if found is None:
            return {}
        if not isinstance(found, Mapping):
            line = f"{section}: found {shown(found)}, expected a mapping by name: write one entry a name"
            if line not in self.problems:
                self.problems.append(line)
            return {}
        return {str(name): entry for name, entry in found.items()}

    def _entries(self, section: str, noun: type[Noun], expander: Expander, classes: Raw) -> dict[str, Any]:
        entries = self._section(section)
        taken_over = self.like.taken_over(section, entries, classes) if self.like else {}
        nouns: dict[str, Any] = {}
        for name, entry in entries.items():
            if name in taken_over:
                nouns[name] = taken_over[name]
                continue
            where = f"{section}.{name}"
            expand = _EXPANDED.get(section)
            long_form = expand(expander, entry, where) if expand else entry
            if isinstance(long_form, Mapping) and isinstance(long_form.get("name"), str):
                long_form = {**long_form, "name": {"en": long_form["name"]}}
            told = len(self.problems)
            read = self._noun(noun, long_form if long_form is not None else {}, where)
            if read is not None:
                nouns[name] = read
                continue
            lines = self.problems[told:]
            self.problems[told:] = [by_day(line, where, entry, long_form, expander.start) for line in lines]
            if isinstance(long_form, Mapping) and section not in ALONE:
                part, unread = as_far_as_read(noun, long_form)
                self.unread.setdefault(section, {})[name] = unread
                if part is not None:
                    nouns[name] = part
            if section == "packages" and isinstance(long_form, Mapping):
                delivers = long_form.get("delivers")
                self.delivered |= {str(key) for key in delivers} if isinstance(delivers, Mapping) else set()
                carries = long_form.get("milestones")
                self.carried |= {str(name) for name in carries} if isinstance(carries, list | tuple) else set()
        return nouns

    def _noun(self, noun: type[Noun], found: Any, where: str) -> Noun | None:
        try:
            return noun.model_validate(found)
        except ValidationError as error:
            self.problems += rephrase(error, where, noun)
            return None


_EXPANDED: dict[str, Callable[[Expander, Any, str], Any]] = {
    "crews": Expander.crew,
    "agencies": Expander.agency,
    "funding": Expander.source,
    "reference_classes": Expander.reference_class,
    "gates": Expander.gate,
    "shocks": Expander.shock,
    "drivers": Expander.driver,
    "milestones": Expander.milestone,
    "definitions": Expander.definition,
    "packages": Expander.package,
}
