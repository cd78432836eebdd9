"""Courses: where each life stands on the stage, and the book of what its days went to."""

from simpy import Event

from sim.model.story import Book, Life, Story
from sim.plan.trace import NEVER

NOTHING: Book = {}
"""What soft providers add to a piece of work that none slows."""


class Course:
    """Where a life stands: its book, the step that takes its time, and the branches it awaits.

    Of a hold it knows the day on which it ends at full pace and what soft providers add to it. `waited`
    holds the causes of the waits for predecessors that took it any time.
    """

    __slots__ = (
        "added",
        "book",
        "ended",
        "full_pace_end",
        "last",
        "life",
        "number",
        "open",
        "parent",
        "rejoin",
        "since",
        "step",
        "tries",
        "waited",
    )

    def __init__(self, number: int, life: Life, parent: "Course | None") -> None:
        self.number, self.life, self.parent = number, life, parent
        self.book: Book = {}
        self.waited: tuple[int, ...] = ()
        self.tries = 0
        self.since, self.step = -1, life.steps[0]
        self.full_pace_end, self.added = NEVER, NOTHING
        self.ended = NEVER
        self.open: list[Course] = []
        self.last: Course | None = None
        self.rejoin: Event | None = None

    def take_over_last(self, story: Story) -> None:
        """Take over the book of the branch that ended last, with what the plan had in hand there."""
        assert self.last is not None
        _, first, _, fork = self.step
        add(self.book, self.last.book)
        self.waited += self.last.waited
        adjustments = story.forks[fork]
        if adjustments is not None:
            adjustment = adjustments[self.last.number - first]
            if adjustment is not None:
                add(self.book, adjustment)


def add(book: Book, more: Book) -> None:
    """Add *more* to a book, cause by cause."""
    for cause, days in more.items():
        book[cause] = book.get(cause, 0) + days
