"""Planned books: what the planned run booked, and how a ledger measures against it.

A ledger is the book of a replication less the book of the plan. Where waits overlap, only the
last to end is booked, and compared with its own length in the plan: what the plan had in hand
there is booked to `float`, never above zero.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.model.story import FLOAT, Book
from sim.plan.causes import Cause

NamedBook = Mapping[Cause, int]


class Planned(NamedTuple):
    """The marks and books of the planned run, by name.

    Shapes and units
        started, finished: package to micro-day.
        books: package to its book from the data date to its finish.
        branches: life below a package (lot, branch of a joint review) to its book and length.
        begun, done: package of one lot, or lot, to its book from the data date to the start of its works, or until it
            was done (its package's part of the way included).
        waits: (life, what is held) to (provider, micro-days waited for it), in the order of the plan.
    """

    started: dict[str, int]
    finished: dict[str, int]
    books: dict[str, NamedBook]
    branches: dict[str, NamedBook]
    begun: dict[str, NamedBook]
    done: dict[str, NamedBook]
    waits: dict[tuple[str, str], tuple[tuple[str, int], ...]]

    def with_missing(self, other: "Planned") -> "Planned":
        """Return these marks and books, and *other*'s for what these lack."""
        return Planned(
            {**other.started, **self.started},
            {**other.finished, **self.finished},
            {**other.books, **self.books},
            {**other.branches, **self.branches},
            {**other.begun, **self.begun},
            {**other.done, **self.done},
            {**other.waits, **self.waits},
        )


def wait_adjustments(
    planned: Planned | None, life: str, held: str, providers: Sequence[str], causes: Sequence[int]
) -> list[Book | None]:
    """Return, for each provider a life awaits, what to book when it is the last and the plan had another.

    Shapes and units
        held: permits, works or finish.
        providers, causes: one a provider, causes by place; returns: likewise, None where nothing is to book.
    """
    waits = dict(planned.waits.get((life, held), ())) if planned else {}
    if any(provider not in waits for provider in providers):
        return [None] * len(providers)
    lengths = [waits[provider] for provider in providers]
    last = lengths.index(max(lengths))
    adjustments: list[Book | None] = []
    for place, length in enumerate(lengths):
        if place == last:
            adjustments.append(None)
            continue
        book = {causes[place]: -length, FLOAT: length - lengths[last]}
        book[causes[last]] = book.get(causes[last], 0) + lengths[last]
        adjustments.append(book)
    return adjustments


def branch_adjustments(
    planned: Planned | None, branches: Sequence[str], places: Mapping[Cause, int]
) -> tuple[Book | None, ...] | None:
    """Return, for each branch of a fork, what to book when it ends last and the plan had another last.

    Shapes and units
        places: of causes, a new one's too.
        returns: one a branch, None where nothing is to book; None in all when the plan does not know them.
    """
    books = [planned.branches.get(branch) for branch in branches] if planned else [None]
    known = [book for book in books if book is not None]
    if len(known) < len(books):
        return None
    lengths = [sum(book.values()) for book in known]
    longest = max(lengths)
    last = lengths.index(longest)
    of_last: Book = {FLOAT: 0}
    for cause, days in known[last].items() if len(known) > 1 else ():
        of_last[places[cause]] = days
    adjustments: list[Book | None] = []
    for place, book in enumerate(known):
        if place == last:
            adjustments.append(None)
            continue
        adjusted = of_last.copy()
        adjusted[FLOAT] += lengths[place] - longest
        for cause, days in book.items():
            at = places[cause]
            adjusted[at] = adjusted.get(at, 0) - days
        adjustments.append(adjusted)
    return tuple(adjustments)
