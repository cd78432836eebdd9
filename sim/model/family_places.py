"""Where the uncertain quantities of a plan stand, by name."""

from functools import lru_cache
from typing import NamedTuple

from sim.model.families import Days, families_of
from sim.model.same import Same
from sim.plan.plan import Plan


class FamilyPlaces(NamedTuple):
    """The places of the quantities of a plan, by the order of `families_of`.

    Shapes and units
        by_name: name of a quantity to its place.
        tries_of: place of a review or of work that may repeat to the place of its number of tries.
        resubmission_of: place of a number of tries to that of the time that a returned file takes.
    """

    by_name: dict[str, int]
    tries_of: dict[int, int]
    resubmission_of: dict[int, int]


def places_of(plan: Plan) -> FamilyPlaces:
    """Return the places of all uncertain quantities of *plan*."""
    return _places_of(Same(plan))


@lru_cache(maxsize=2)
def _places_of(same: Same[Plan]) -> FamilyPlaces:
    """Find them once: the story of a plan and that of its planned run go by the same ones."""
    families = families_of(same.part)
    by_name = {family.name: place for place, family in enumerate(families)}
    tries_of, resubmission_of = {}, {}
    for place, family in enumerate(families):
        if isinstance(family, Days) and family.tries_of:
            tries = by_name[family.tries_of]
            if family.name.endswith("/resubmission"):
                resubmission_of[tries] = place
            else:
                tries_of[place] = tries
    return FamilyPlaces(by_name, tries_of, resubmission_of)
