"""Short forms to long forms: what a person may write, as the mappings that the models take.

Nothing here judges values: what has the wrong shape is handed on as it is, and the models say so.
"""

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil
from typing import Any

from sim.config.dates import day_from
from sim.plan.laws import PARAMETERS
from sim.plan.problems import did_you_mean
from sim.plan.reference_class import INHERITED

Raw = Mapping[str, Any]
TASK_LEAD, TASK_SUPPORTERS = "task_lead", "task_supporters"


class Expander:
    """Expands the entries of one file; keeps the problems that only short forms can have."""

    def __init__(self, start: date, tasks: Raw, classes: Raw) -> None:
        self.start, self.tasks, self.classes = start, tasks, classes
        self.problems: list[str] = []

    def crew(self, found: Any, where: str) -> Any:
        """Expand a capacity: a number, a profile by date, or a mapping with `capacity`."""
        if isinstance(found, Mapping) and "capacity" in found:
            return {**found, "capacity": self._profile(found["capacity"], where)}
        if isinstance(found, Mapping) and ("name" in found or "evidence" in found):
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
        return self._with(found, where, {"gap_days": self.law, "tranches_cny_10k": self._tranches})

    def gate(self, found: Any, where: str) -> Any:
        """Expand the windows of an outside decision to day numbers."""
        return self._with(found, where, {"windows": self._windows})

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
        shared = self.classes.get(str(package.get("reference_class")))
        if isinstance(shared, Mapping):
            package = self._merged(package, shared, where)
        if "not_before" in package:
            package["not_before_day"] = self._day(package.pop("not_before"), f"{where}.not_before")
        if "lots" in package:
            package["lots"] = self._lots(package["lots"], f"{where}.lots")
        package.update(self._life(package, where))
        if isinstance(shared, Mapping):
            self._scale(package, shared)
        return package

    def law(self, found: Any, where: str) -> Any:
        """Expand a law: a number, or one law's name with its parameters and perhaps `planned`."""
        if isinstance(found, int | float) and not isinstance(found, bool):
            return {"law": "fixed", "number": found}
        if not isinstance(found, Mapping) or "law" in found:
            self.problems.append(f"{where}: found {found!r}, expected a number or a law such as pert: [4, 6, 11]")
            return {"law": "fixed", "number": 0}
        names = [key for key in found if key != "planned"]
        if len(names) != 1 or names[0] not in PARAMETERS:
            known = did_you_mean(str(names[0]), PARAMETERS) if names else "add one such as pert: [4, 6, 11]"
            shown = ", ".join(map(str, names)) or "none"
            self.problems.append(f"{where}: found law {shown}, expected exactly one that is known; {known}")
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
            life["gates"] = {k: {"holds": v} if isinstance(v, str) else v for k, v in _items(holds, holds)}
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
        task = self.tasks.get(str(found.get("task")))
        return {
            name: self._permit(permit, task if isinstance(task, Mapping) else {}, f"{where}.permits.{name}")
            for name, permit in permits.items()
            if permit is not None
        }

    def _permit(self, found: Any, task: Raw, where: str) -> Any:
        if isinstance(found, str):
            found = {"lead": found}
        permit = self._with(found, where, {"review_days": self.law})
        if not isinstance(permit, dict):
            return permit
        if permit.get("lead") == TASK_LEAD and task.get("lead"):
            permit["lead"] = task["lead"]
        if permit.get("supporters") == TASK_SUPPORTERS and task:
            permit["supporters"] = [unit for unit in task.get("supporters", ()) if unit != permit["lead"]]
        return permit

    def _merged(self, package: dict[str, Any], shared: Raw, where: str) -> dict[str, Any]:
        """Lay the package over its class; mappings by name are merged one level deep."""
        sized_by = shared.get("sized_by")
        if sized_by and sized_by in package:
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
        size = package.get("size")
        delivers = package.get("delivers")
        if isinstance(delivers, Mapping):
            package["delivers"] = {k: size if v == "size" and size is not None else v for k, v in delivers.items()}
        unit_cost = shared.get("unit_cost_cny_10k")
        if "cost_cny_10k" not in package and unit_cost is not None and isinstance(size, int | float):
            package["cost_cny_10k"] = round(unit_cost * size)
        return package

    def _scale(self, package: dict[str, Any], shared: Raw) -> None:
        """Scale days and crews of the activities by the size of one lot."""
        size, lots = package.get("size"), package.get("lots")
        if not isinstance(size, int | float) or not isinstance(package.get("activities"), Mapping):
            return
        count = lots.get("count", 1) if isinstance(lots, Mapping) else 1
        lot_size = size / count if isinstance(count, int) and count > 0 else size
        reference, exponent = shared.get("reference_size"), shared.get("days_exponent", 0)
        scale = (lot_size / reference) ** exponent if reference and exponent else 1.0
        for activity in package["activities"].values():
            if not isinstance(activity, dict):
                continue
            if scale != 1:
                activity["days_scale"] = activity.get("days_scale", 1) * scale
            if isinstance(activity.get("crew"), Mapping):
                activity["crew"] = {
                    k: ceil(lot_size / v["per_size"] - 1e-9) if isinstance(v, Mapping) and "per_size" in v else v
                    for k, v in activity["crew"].items()
                }

    def _lots(self, found: Any, where: str) -> Any:
        if isinstance(found, int):
            return {"count": found}
        if not isinstance(found, Mapping):
            return found
        lots = dict(found)
        for key, day in (("from", "from_day"), ("to", "to_day")):
            if key in lots:
                lots[day] = self._day(lots.pop(key), f"{where}.{key}")
        return lots

    def _profile(self, found: Any, where: str) -> Any:
        if isinstance(found, Mapping):
            steps = sorted((self._day(day, where), number) for day, number in found.items())
            return [(0.0 if place == 0 else day, number) for place, (day, number) in enumerate(steps)]
        return [(0.0, found)]

    def _tranches(self, found: Any, where: str) -> Any:
        if isinstance(found, Mapping):
            return sorted((self._day(day, where), amount) for day, amount in found.items())
        return found

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
        except ValueError as error:
            self.problems.append(f"{where}: {error}, expected a date such as 2020-07-01: correct it")
            return 0.0

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
    if isinstance(found, list | tuple):
        return {str(name): {} for name in found}
    if isinstance(found, Mapping):
        return {name: {} if value is None else value for name, value in found.items()}
    return found


def _items(found: Any, otherwise: Any) -> Any:
    return found.items() if isinstance(found, Mapping) else otherwise


def _over(theirs: Any, ours: Any) -> Any:
    return {**theirs, **ours} if isinstance(theirs, Mapping) and isinstance(ours, Mapping) else theirs
