"""Marks: places for the days that packages reach, first the start of works and the finish of each package.

Behind them stand shares of lots, numbered by who needs them.
"""

from collections.abc import Sequence
from typing import TypeVar

Day = TypeVar("Day")


def start_mark(package: int) -> int:
    """Return the mark of the start of works of a package, by its place in the plan."""
    return 2 * package


def finish_mark(package: int) -> int:
    """Return the mark of the finish of a package, by its place in the plan."""
    return 2 * package + 1


def first_share_mark(packages: int) -> int:
    """Return the first mark behind the starts and finishes of so many packages."""
    return 2 * packages


def package_of(mark: int) -> int:
    """Return the package whose start of works or finish a mark is."""
    return mark // 2


def starts(days: Sequence[Day], packages: int) -> Sequence[Day]:
    """Return what stands at the marks of starts, one a package."""
    return days[: 2 * packages : 2]


def finishes(days: Sequence[Day], packages: int) -> Sequence[Day]:
    """Return what stands at the marks of finishes, one a package."""
    return days[1 : 2 * packages : 2]
