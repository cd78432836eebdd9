"""Notes: what a package had booked when it reached a mark that others wait for.

A wait for the finish of a package is traced through its ledger. Of one that is awaited at the start
of its works or for a share of its lots the book is noted on the way: of the life that reached the
mark, and of those that did so at the same instant the first in the plan. It is measured against what
the planned run had booked when the same lot began or was done.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sim.model.books import NamedBook, Planned
from sim.model.course import Course, add
from sim.model.story import Awaited, Book, Life, Story
from sim.plan.causes import Cause
from sim.plan.marks import finish_mark, start_mark
from sim.plan.trace import NEVER, Until


class Note(NamedTuple):
    """The book of a life, from the data date on, at the micro-day on which it began works or was done."""

    life: int
    day: int
    book: Book
    waited: tuple[int, ...]


class Unreached(NamedTuple):
    """A mark that is not reached by the horizon: who has still to, and what its package had booked before it."""

    mark: int
    trunk: Course
    lot: Course | None
    before: Book


class Notes:
    """Takes notes of the packages whose start of works, or whose lots, somebody awaits.

    `starts` are marks, `lots` packages.
    """

    def __init__(self, story: Story) -> None:
        self.awaited, self.starts, self.lots = story.awaited, story.noted_starts, story.noted_lots
        self.begun: dict[int, list[Note]] = {}
        self.done: dict[int, list[Note]] = {}

    def begin(self, course: Course, day: int) -> None:
        """Note that a life has begun its works."""
        self.begun.setdefault(course.life.package, []).append(_note(course, day))

    def end(self, course: Course, day: int) -> None:
        """Note that a lot is done."""
        self.done.setdefault(course.life.package, []).append(_note(course, day))

    def unreached(self, courses: Sequence[Course], mark_day: Sequence[int]) -> list[Unreached]:
        """Return what has to be remembered of awaited marks that are not reached, before books are closed.

        Of lots that are still open the first in the plan counts.
        """
        found = []
        for mark, awaited in self.awaited.items():
            if mark_day[mark] == NEVER:
                trunk = courses[awaited.package]
                lot = next((branch for branch in trunk.open if branch.number in awaited.planned), None)
                found.append(Unreached(mark, trunk, lot, dict(trunk.book)))
        return found

    def untils(self, mark_day: Sequence[int], unreached: Iterable[Unreached]) -> dict[int, Until]:
        """Return what led up to each awaited mark, or to the horizon where it is not reached; books are closed."""
        found = {}
        for mark, awaited in self.awaited.items():
            if mark_day[mark] != NEVER:
                notes = (self.begun if awaited.is_start else self.done)[awaited.package]
                first = min((note for note in notes if note.day == mark_day[mark]), key=lambda note: note.life)
                found[mark] = Until(first.day, late(first.book, awaited.planned[first.life]), waits_of(first.waited))
        for mark, trunk, lot, before in unreached:
            planned, book = self.awaited[mark].planned, trunk.book
            if lot is not None:
                book = before
                add(book, lot.book)
            life = next(iter(planned)) if lot is None else lot.number
            found[mark] = Until(NEVER, late(book, planned[life]), waits_of(trunk.waited))
        return found


def _note(course: Course, day: int) -> Note:
    book, waited = dict(course.book), course.waited
    if course.parent is not None:
        add(book, course.parent.book)
        waited += course.parent.waited
    return Note(course.number, day, book, waited)


def late(book: Book, planned: Book) -> dict[int, int]:
    """Return a book less the planned one, cause by cause."""
    ledger = dict(book)
    for cause, days in planned.items():
        ledger[cause] = ledger.get(cause, 0) - days
    return {cause: days for cause, days in ledger.items() if days}


def waits_of(waited: Iterable[int]) -> tuple[int, ...]:
    """Return the causes of waits in order, each once."""
    return tuple(sorted(set(waited)))


def awaited_marks(
    awaits: Iterable[Mapping[int, tuple[int, int]]],
    lots: Callable[[int], Iterable[str]],
    lives: Sequence[Life],
    planned: Planned | None,
    causes: Mapping[Cause, int],
) -> dict[int, Awaited]:
    """Return the awaited starts and shares of lots, with the planned book of each life that can reach them.

    Shapes and units
        awaits: of each package, as `Cast.awaits`.
        lots: the names of a package's lots, by its place.
        causes: the place of each cause, a new one's too.
    """
    places = {life.name: place for place, life in enumerate(lives)}
    marks = sorted({at for of_package in awaits for at in of_package.values() if at[0] != finish_mark(at[1])})
    found = {}
    for mark, package in marks:
        is_start = mark == start_mark(package)
        books: Mapping[str, NamedBook] = {}
        if planned is not None:
            books = planned.begun if is_start else planned.done
        by_life = {
            places[name]: {causes[cause]: days for cause, days in books.get(name, {}).items()} for name in lots(package)
        }
        found[mark] = Awaited(package, is_start, by_life)
    return found
