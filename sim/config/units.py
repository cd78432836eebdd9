"""Which agencies review a package's file: those it names, those of its task, those of its own district."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Raw = Mapping[str, Any]

TASK_LEAD, TASK_SUPPORTERS, OWN_DISTRICT = "task_lead", "task_supporters", "own_district"


class Units(NamedTuple):
    """Who is responsible for what, as written: tasks and safeguards, agencies, and districts by name."""

    responsible: Raw
    agencies: Raw
    districts: Raw

    def named(self, permit: dict[str, Any], package: Raw) -> dict[str, Any]:
        """Return a permit of *package* with its placeholders replaced by agencies.

        `task_lead` and `task_supporters` are those of its task or safeguard, `own_district` is its
        district's agency; so is every agency that hands files to the package's own district.
        """
        duty = self._entry(self.responsible, package.get("task") or package.get("safeguard"))
        lead = duty.get("lead") if permit.get("lead") == TASK_LEAD and duty.get("lead") else permit.get("lead")
        supporters = permit.get("supporters", ())
        if supporters == TASK_SUPPORTERS and duty:
            others = duty.get("supporters") or ()
            seconds = [duty["co_lead"]] if duty.get("co_lead") else []
            supporters = [*seconds, *others] if isinstance(others, list | tuple) else seconds
        if isinstance(lead, str):
            permit["lead"] = lead = self._in_district(lead, package)
        if isinstance(supporters, list | tuple) and supporters:
            permit["supporters"] = self._others(supporters, lead, package)
        elif supporters != permit.get("supporters", ()):
            permit["supporters"] = ()
        return permit

    def _others(self, supporters: Iterable[Any], lead: Any, package: Raw) -> list[Any]:
        units = [self._in_district(unit, package) if isinstance(unit, str) else unit for unit in supporters]
        return [unit for place, unit in enumerate(units) if unit != lead and unit not in units[:place]]

    def _in_district(self, unit: str, package: Raw) -> str:
        agency = self._entry(self.districts, package.get("district")).get("agency")
        hands_on = unit == OWN_DISTRICT or self._entry(self.agencies, unit).get("own_district") is True
        return agency if hands_on and isinstance(agency, str) and agency else unit

    @staticmethod
    def _entry(section: Raw, name: object) -> Raw:
        entry = section.get(str(name)) if name else None
        return entry if isinstance(entry, Mapping) else {}
