"""In how many instalments the works of one lot are paid."""

from sim.plan.package import Package
from sim.plan.programme import Calendar

DAYS_A_QUARTER = 365.25 / 4
WORKED_SHARE = 250 / 365.25
"""Share of days that are working days in a calendar with days off (250 a year)."""


def work_scale(package: Package, planned: float) -> float:
    """Return what the *planned* days of the activities are multiplied by so that they are the stated `works_days`."""
    return package.works_days / planned if package.works_days and planned else 1.0


def instalments_of(package: Package, calendar: Calendar) -> int:
    """Return the number of instalments that a lot is paid in: its own, or one a quarter of planned work left."""
    if not (package.funding and package.cost_cny_10k) and not package.slowed_by:
        return 1
    if package.instalments is not None:
        return package.instalments
    planned = package.planned_work_days() if package.lots.count == 1 else 0
    if not planned:
        return 1
    worked = 1.0 if calendar.working == "continuous" else WORKED_SHARE
    left = planned * work_scale(package, planned) * (1 - package.progress)
    return max(2, round(left / (DAYS_A_QUARTER * worked)))
