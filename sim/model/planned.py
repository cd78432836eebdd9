"""The planned run: the same engine with planned values, nothing scarce and no shocks."""

from collections.abc import Mapping, Sequence

from sim.model.books import NamedBook, Planned
from sim.model.collector import nothing_collected
from sim.model.delivery import tell_planned
from sim.model.draws import planned_quantities
from sim.model.engine import Performance
from sim.model.notes import Note
from sim.model.story import Book, Story
from sim.plan.plan import Plan
from sim.plan.trace import Cast, Trace


def planned_run(plan: Plan) -> tuple[Planned, Trace]:
    """Return the marks and books of the planned run of *plan*, and its trace; it runs until all is finished."""
    return planned_run_and_cast(plan)[:2]


@nothing_collected()
def planned_run_and_cast(plan: Plan) -> tuple[Planned, Trace, Cast]:
    """Return the same, and the names behind the numbers of the trace."""
    story = tell_planned(plan)
    performance = Performance(story, planned_quantities(plan))
    trace = performance.run(None)
    return _named(story, performance, trace), trace, story.cast()


def _named(story: Story, performance: Performance, trace: Trace) -> Planned:
    def by_cause(book: Book) -> NamedBook:
        return {story.causes[cause]: days for cause, days in book.items()}

    def by_life(notes: Mapping[int, Sequence[Note]]) -> dict[str, NamedBook]:
        every = (note for of_package in notes.values() for note in of_package)
        return {story.lives[note.life].name: by_cause(note.book) for note in every}

    packages = story.packages
    return Planned(
        started=dict(zip(packages, trace.started, strict=True)),
        finished=dict(zip(packages, trace.finished, strict=True)),
        books={name: by_cause(course.book) for name, course in zip(packages, performance.courses, strict=True)},
        branches={course.life.name: by_cause(course.book) for course in performance.processes.records.courses},
        begun=by_life(performance.reached.notes.begun),
        done=by_life(performance.reached.notes.done),
        waits=_waits(story, performance),
    )


def _waits(story: Story, performance: Performance) -> dict[tuple[str, str], tuple[tuple[str, int], ...]]:
    waits = {}
    for (life, place), since in performance.processes.records.awaited_since.items():
        _, first, number = story.lives[life].steps[place]
        needs = story.needs[first : first + number]
        waits[story.lives[life].name, story.labels[life, place]] = tuple(
            (story.causes[need.cause][1], max(0, performance.mark_day[need.mark] + need.lag - since)) for need in needs
        )
    return waits
