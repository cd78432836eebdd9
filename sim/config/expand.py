"""Short forms to long forms: what a person may write, as the mappings that the models take.

Nothing here judges values: what has the wrong shape is handed on as it is, and the models say so.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sim.config.dates import day_from
from sim.config.rephrase import shown
from sim.config.sizes import by_size, is_size, needs_size, scaled_activities, scaled_permits
from sim.config.units import Units
from sim.plan.laws import PARAMETERS
from sim.plan.problems import did_you_mean, unknown
from sim.plan.reference_class import INHERITED

Raw = Mapping[str, Any]


class Expander:
    """Expands the entries of one file; keeps the problems that only short forms can have."""

    def __init__(self, start: date, units: Units, classes: Raw) -> None:
        self.start, self.units, self.classes = start, units, classes
        self.problems: list[str] = []

    def crew(self, found: Any, where: str) -> Any:
        """Expand a capacity: a number, a profile by date, or a mapping with `capacity`."""
        if isinstance(found, Mapping) and "capacity" in found:
            return {**found, "capacity": self._profile(found["capacity"], where)}
        if isinstance(found, Mapping) and any(str(key)[:1].isalpha() for key in found):
            return found
        return {"capacity": self._profile(found, where)}

    def agency(self, found: Any, where: str) -> Any:
        """Expand desks and laws of an agency."""
        return self._with(
            found,
            where,
            {"desks": self._profile, "review_days": self.law, "resubmission_days": self.law},
        )

    def source(self, found: Any, where: str) -> Any:
        """Expand the tranches and the law of a funding source."""
        laws = {"gap_days": self.law, "close_days": self.law}
        return self._with(found, where, {**laws, "tranches_cny_10k": self._tranches})

    def gate(self, found: Any, where: str) -> Any:
        """Expand the windows of an outside decision to day numbers."""
        return self._with(found, where, {"windows": self._windows})

    def milestone(self, found: Any, where: str) -> Any:
        """Expand the due date of a milestone to a day number: the end of that day."""
        if not isinstance(found, Mapping) or "due" not in found:
            return found
        milestone = dict(found)
        milestone["due_day"] = self._day(milestone.pop("due"), f"{where}.due") + 1
        return milestone

    def definition(self, found: Any, where: str) -> Any:
        """Spell the names of options that are plain text as names in English."""
        if not isinstance(found, Mapping) or not isinstance(found.get("options"), Mapping):
            return found
        options = {
            name: {**option, "name": {"en": option["name"]}}
            if isinstance(option, Mapping) and isinstance(option.get("name"), str)
            else option
            for name, option in found["options"].items()
        }
        return {**found, "options": options}

    def shock(self, found: Any, where: str) -> Any:
        """Expand the length of a shock."""
        return self._with(found, where, {"days": self.law})

    def driver(self, found: Any, where: str) -> Any:
        """Expand the factor of a common driver."""
        return self._with(found, where, {"factor": self.law})

    def reference_class(self, found: Any, where: str) -> Any:
        """Expand what a class shares with packages."""
        if not isinstance(found, Mapping):
            return found
        return {**found, **self._life(found, where)}

    def package(self, found: Any, where: str) -> Any:
        """Merge a package with its class, then expand every short form in it."""
        if not isinstance(found, Mapping):
            return found
        package = dict(found)
        reference_class = package.get("reference_class")
        shared = self.classes.get(str(reference_class))
        if isinstance(reference_class, str) and reference_class not in self.classes:
            place = f"{where}.reference_class"
            self.problems.append(unknown(place, "reference class", reference_class, sorted(self.classes)))
        if isinstance(shared, Mapping):
            package = self._merged(package, shared, where)
        if "not_before" in package:
            package["not_before_day"] = self._day_to_come(package.pop("not_before"), f"{where}.not_before")
        if "lots" in package:
            package["lots"] = self._lots(package["lots"], f"{where}.lots")
        package.update(self._life(package, where))
        if isinstance(shared, Mapping) and "activities" in package:
            package["activities"] = scaled_activities(package, shared)
        if isinstance(shared, Mapping) and "permits" in package:
            package["permits"] = scaled_permits(package)
        return package

    def law(self, found: Any, where: str) -> Any:
        """Expand a law: a number, or one law's name with its parameters and perhaps `planned`."""
        if isinstance(found, int | float) and not isinstance(found, bool):
            return {"law": "fixed", "number": found}
        if not isinstance(found, Mapping) or "law" in found:
            self.problems.append(
                f"{where}: found {shown(found)}, expected a number or a law such as pert: [4, 6, 11]: correct it"
            )
            return {"law": "fixed", "number": 0}
        names = [key for key in found if key != "planned"]
        if len(names) != 1 or names[0] not in PARAMETERS:
            hint = did_you_mean(str(names[0]), PARAMETERS) if names else "add one such as pert: [4, 6, 11]"
            laws = ", ".join(map(str, names)) or "none"
            self.problems.append(f"{where}: found law {laws}, expected exactly one that is known; {hint}")
            return {"law": "fixed", "number": 0}
        (name,) = names
        law = {"law": name, **self._parameters(name, found[name], where)}
        return law | {"planned": found["planned"]} if found.get("planned") is not None else law

    def _parameters(self, name: str, found: Any, where: str) -> dict[str, Any]:
        keys = PARAMETERS[name]
        if name == "discrete":
            return {"chances": found}
        if isinstance(found, Mapping):
            return dict(found)
        listed = list(found) if isinstance(found, list | tuple) else [found]
        if len(listed) != len(keys):
            self.problems.append(
                f"{where}.{name}: found {len(listed)} parameters, expected {len(keys)} ({', '.join(keys)}): correct it"
            )
            return dict.fromkeys(keys, 1)
        return dict(zip(keys, listed, strict=True))

    def _life(self, found: Raw, where: str) -> dict[str, Any]:
        """Expand the keys that a package and a class have in common."""
        life: dict[str, Any] = {}
        if "after" in found:
            life["after"] = _by_name(found["after"])
        if "gates" in found:
            holds = _by_name(found["gates"])
            life["gates"] = holds
            if isinstance(holds, Mapping):
                life["gates"] = {k: {"holds": v} if isinstance(v, str) else v for k, v in holds.items()}
        if "permits" in found:
            life["permits"] = self._permits(found, where)
        if "cost_factor" in found and found["cost_factor"] is not None:
            life["cost_factor"] = self.law(found["cost_factor"], f"{where}.cost_factor")
        if isinstance(found.get("activities"), Mapping):
            life["activities"] = {
                name: self._with(activity, f"{where}.activities.{name}", {"days": self.law, "factor": self.law})
                for name, activity in found["activities"].items()
            }
        return life

    def _permits(self, found: Raw, where: str) -> Any:
        permits = found["permits"]
        if isinstance(permits, Mapping) and isinstance(permits.get("lead"), str):
            permits = {"permit": permits}
        if not isinstance(permits, Mapping):
            return permits
        return {
            name: self._permit(permit, found, f"{where}.permits.{name}")
            for name, permit in permits.items()
            if permit is not None
        }

    def _permit(self, found: Any, package: Raw, where: str) -> Any:
        if isinstance(found, str):
            found = {"lead": found}
        permit = self._with(found, where, {"review_days": self.law})
        return self.units.named(permit, package) if isinstance(permit, dict) else permit

    def _merged(self, package: dict[str, Any], shared: Raw, where: str) -> dict[str, Any]:
        """Lay the package over its class; mappings by name are merged one level deep."""
        sized_by = shared.get("sized_by")
        if isinstance(sized_by, str) and sized_by in package:
            package["size"] = package.pop(sized_by)
        for key in INHERITED:
            ours, theirs = package.get(key), shared.get(key)
            if theirs is None:
                continue
            if key in ("after", "gates"):
                ours, theirs = _by_name(ours), _by_name(theirs)
            if key == "activities" and isinstance(ours, Mapping) and isinstance(theirs, Mapping):
                package[key] = {k: _over(v, ours.get(k)) for k, v in theirs.items()} | {
                    k: v for k, v in ours.items() if k not in theirs
                }
            elif isinstance(ours, Mapping) and isinstance(theirs, Mapping):
                package[key] = {**theirs, **ours}
            elif ours is None:
                package[key] = theirs
        if package.get("size") is None and needs_size(package, shared):
            key = sized_by if isinstance(sized_by, str) and sized_by else "size"
            self.problems.append(f"{where}.{key}: found nothing, expected the size that its class goes by: add it")
            package["size"] = 1
        size = package.get("size")
        if size is not None and not is_size(size):
            key = sized_by if isinstance(sized_by, str) and sized_by else "size"
            self.problems.append(f"{where}.{key}: found {shown(size)}, expected a number above 0: correct it")
            package["size"] = 1
        package.update(by_size(package, shared))
        return package

    def _lots(self, found: Any, where: str) -> Any:
        if isinstance(found, int):
            return {"count": found}
        if not isinstance(found, Mapping):
            return found
        lots = dict(found)
        for key, day in (("from", "from_day"), ("to", "to_day")):
            if key in lots:
                lots[day] = self._day_to_come(lots.pop(key), f"{where}.{key}")
        return lots

    def _profile(self, found: Any, where: str) -> Any:
        if isinstance(found, Mapping):
            steps = self._by_day(found, where)
            return [(0.0 if place == 0 else day, number) for place, (day, number) in enumerate(steps)]
        return [(0.0, found)]

    def _tranches(self, found: Any, where: str) -> Any:
        if isinstance(found, Mapping):
            return self._by_day(found, where)
        return found

    def _by_day(self, found: Raw, where: str) -> list[tuple[float, Any]]:
        return sorted(((self._day(day, where), what) for day, what in found.items()), key=lambda one: one[0])

    def _windows(self, found: Any, where: str) -> Any:
        if not isinstance(found, list | tuple):
            return found
        return [
            [self._day(day, where) for day in window] if isinstance(window, list | tuple) else window
            for window in found
        ]

    def _day(self, found: Any, where: str) -> float:
        try:
            return day_from(found, self.start)
        except ValueError:
            self.problems.append(
                f"{where}: found {shown(found)}, expected a date such as 2020-07-01 or a day number: correct it"
            )
            return 0.0

    def _day_to_come(self, found: Any, where: str) -> float:
        day = self._day(found, where)
        if day < 0:
            self.problems.append(
                f"{where}: found {found}, expected a day from the start {self.start} on: correct the date"
            )
        return max(day, 0.0)

    def _with(self, found: Any, where: str, keys: dict[str, Callable[[Any, str], Any]]) -> Any:
        """Expand the named keys of a mapping, leaving the others as they are."""
        if not isinstance(found, Mapping):
            return found
        long_form = dict(found)
        for key, expand in keys.items():
            if long_form.get(key) is not None:
                long_form[key] = expand(long_form[key], f"{where}.{key}")
        return long_form


def _by_name(found: Any) -> Any:
    """Turn a list of names into a mapping from each to its defaults."""
    if isinstance(found, list | tuple) and all(isinstance(name, str | int | float) for name in found):
        return {str(name): {} for name in found}
    if isinstance(found, Mapping):
        return {name: {} if value is None else value for name, value in found.items()}
    return found


def _over(theirs: Any, ours: Any) -> Any:
    return {**theirs, **ours} if isinstance(theirs, Mapping) and isinstance(ours, Mapping) else theirs
