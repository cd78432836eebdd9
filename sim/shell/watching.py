"""Shows a person how far a study has come: a bar with the time left on a terminal, else a line at both ends."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.study.gather import Watcher

if TYPE_CHECKING:
    from rich.progress import Progress

Say = Callable[[str], None]


@contextmanager
def watching(say: Say) -> Iterator[Watcher]:
    """Yield a watcher for one study; *say* writes a line where a person reads it, beside the results."""
    if not sys.stderr.isatty():
        lines = _Lines(say)
        yield lines
        lines.end()
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TextColumn("left:"),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True)) as shown:
        yield _Bar(shown)


class _Lines:
    """Says when a study begins and when it has ended."""

    def __init__(self, say: Say) -> None:
        self.say, self.began = say, time.monotonic()

    def begin(self, replications: int, taken: int) -> None:
        """Say how much there is to do."""
        self.say(_how_many(replications, taken))

    def advance(self, replications: int) -> None:
        """Say nothing: lines would fill a log."""

    def end(self) -> None:
        """Say how long it took."""
        self.say(f"done in {time.monotonic() - self.began:.1f} s")


class _Bar:
    """Draws a bar, beginning at what the store has."""

    def __init__(self, shown: "Progress") -> None:
        self.shown = shown
        self.task = shown.add_task("preparing", total=None)

    def begin(self, replications: int, taken: int) -> None:
        """Begin the bar anew, now that the length is known, so that the time left is that of the work left."""
        if taken:
            self.shown.console.print(_how_many(replications, taken))
        self.shown.remove_task(self.task)
        self.task = self.shown.add_task("replications", total=replications - taken)

    def advance(self, replications: int) -> None:
        """Move the bar."""
        self.shown.advance(self.task, replications)


def _how_many(replications: int, taken: int) -> str:
    return f"{replications:,} replications, {taken:,} of them taken from the store"
