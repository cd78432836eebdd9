"""What goes by the size of a package: the cost, deliveries, days, crews and quotas that its class states a unit."""

from collections.abc import Mapping
from math import ceil, inf, isfinite
from typing import Any

Raw = Mapping[str, Any]

LARGEST = 1e100
"""Above any number of a plan; what is larger is left to the models."""


def is_size(found: Any) -> bool:
    """Return whether works can be scaled by what is found."""
    size = _number(found)
    return size is not None and size > 0


def needs_size(package: Raw, shared: Raw) -> bool:
    """Return whether what a class says of a package (merged with it) has no meaning without a size."""
    delivers, activities = package.get("delivers"), package.get("activities")
    by_size = isinstance(delivers, Mapping) and "size" in delivers.values()
    each = activities.values() if isinstance(activities, Mapping) else ()
    shares = [activity["crew"] for activity in each if isinstance(activity, Mapping) and "crew" in activity]
    permits = package.get("permits")
    files = permits.values() if isinstance(permits, Mapping) else ()
    shares += [permit["quota"] for permit in files if isinstance(permit, Mapping) and "quota" in permit]
    return (
        by_size
        or (shared.get("unit_cost_cny_10k") is not None and "cost_cny_10k" not in package)
        or any(_is_by_size(number) for share in shares if isinstance(share, Mapping) for number in share.values())
    )


def by_size(package: Raw, shared: Raw) -> dict[str, Any]:
    """Return the keys of a package, merged with its class, that its size decides: `delivers` and `cost_cny_10k`."""
    size = package.get("size")
    found: dict[str, Any] = {}
    delivers = package.get("delivers")
    if isinstance(delivers, Mapping):
        found["delivers"] = {k: size if v == "size" and size is not None else v for k, v in delivers.items()}
    unit_cost, sized = _number(shared.get("unit_cost_cny_10k")), _number(size)
    if "cost_cny_10k" not in package and unit_cost is not None and sized is not None:
        cost = unit_cost * sized
        found["cost_cny_10k"] = round(cost) if isfinite(cost) else cost
    return found


def scaled_activities(package: Raw, shared: Raw) -> Any:
    """Return the activities of a package with their days and crews scaled by the size of one lot."""
    size, lots, activities = _number(package.get("size")), package.get("lots"), package.get("activities")
    if size is None or size <= 0 or not isinstance(activities, Mapping):
        return activities
    lot_size = size / _count(lots)
    scale = _scale_of(lot_size, _number(shared.get("reference_size")), _number(shared.get("days_exponent")))
    return {name: _scaled(activity, lot_size, scale) for name, activity in activities.items()}


def scaled_permits(package: Raw) -> Any:
    """Return the permits of a package with what they take of quotas by the size that the file is for."""
    size, permits = _number(package.get("size")), package.get("permits")
    if size is None or size <= 0 or not isinstance(permits, Mapping):
        return permits
    lot_size = size / _count(package.get("lots"))
    scaled = {}
    for name, permit in permits.items():
        quota = permit.get("quota") if isinstance(permit, Mapping) else None
        scaled[name] = permit
        if isinstance(quota, Mapping):
            filed_for = lot_size if permit.get("each") == "lot" else size
            scaled[name] = {**permit, "quota": {key: _units_for(filed_for, number) for key, number in quota.items()}}
    return scaled


def _count(lots: Any) -> int:
    count = lots.get("count", 1) if isinstance(lots, Mapping) else 1
    return count if isinstance(count, int) and count > 0 else 1


def _scaled(activity: Any, lot_size: float, scale: float) -> Any:
    if not isinstance(activity, Mapping):
        return activity
    scaled = dict(activity)
    stated, crew = _number(activity.get("days_scale", 1)), activity.get("crew")
    if scale != 1 and stated is not None:
        scaled["days_scale"] = stated * scale
    if isinstance(crew, Mapping):
        scaled["crew"] = {name: _units_for(lot_size, number) for name, number in crew.items()}
    return scaled


def _scale_of(lot_size: float, reference_size: float | None, exponent: float | None) -> float:
    if not reference_size or reference_size < 0 or not exponent:
        return 1.0
    try:
        return (lot_size / reference_size) ** exponent
    except OverflowError:
        return inf


def _units_for(size: float, found: Any) -> Any:
    """Turn one for each `per_size` units of size into a whole number, rounded up."""
    per_size = _number(found["per_size"]) if _is_by_size(found) else None
    units = size / per_size if per_size is not None and per_size > 0 else inf
    return ceil(units - 1e-9) if units < LARGEST else found


def _is_by_size(found: Any) -> bool:
    return isinstance(found, Mapping) and "per_size" in found


def _number(found: Any) -> float | None:
    """Return a finite number as it stands, and nothing for all else."""
    if isinstance(found, bool) or not isinstance(found, int | float) or not -LARGEST < found < LARGEST:
        return None
    return found
