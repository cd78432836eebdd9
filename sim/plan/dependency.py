"""What the plan says rests on what, and which packages carry it in the model."""

from typing import Literal, Self

from pydantic import model_validator

from sim.plan.noun import Named
from sim.plan.package import Package


class StatedDependency(Named):
    """A relation between two tasks, safeguards or outside bodies that the plan's text gives or implies.

    `carried_by` lists (package, what it rests on): a package it waits for or is slowed by, an
    outside decision, an agency, a crew, a funding source, a quota or a yearly list that it names.
    """

    provider: str
    receiver: str
    kind: Literal["hard", "soft", "shared"]
    what: str
    clause: str = ""
    in_the_text: Literal["explicit", "partly", "inferred"]
    carried_by: tuple[tuple[str, str], ...] = ()
    left_out: str = ""

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if bool(self.carried_by) == bool(self.left_out):
            raise ValueError(
                "expected either carried_by or left_out with the reason, found both or neither: say where it is"
            )
        return self


def rests_on(package: Package, other: str) -> bool:
    """Return whether a package names *other* as something it waits for, is slowed by or shares."""
    if any(other in names for names in (package.after, package.slowed_by, package.gates, package.funding)):
        return True
    if other == package.listed_in or any(other in activity.crew for activity in package.activities.values()):
        return True
    return any(
        other == permit.lead or other in permit.supporters or other in permit.quota
        for permit in package.permits.values()
    )
