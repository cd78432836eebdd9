"""Problems of an input: each in one line that says where, what was found, what was expected, what to do."""

from collections.abc import Iterable
from difflib import get_close_matches


class PlanError(Exception):
    """The input is wrong; `problems` holds one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


class StudyError(Exception):
    """A study cannot go on, or its results cannot be compared."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known word, or the known words where none is near."""
    names = [str(name) for name in known]
    near = get_close_matches(str(word), names, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    if not names:
        return "there are none here: add it or take this out"
    shown = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
    return f"known are {shown}"


def unknown(where: str, what: str, word: str, known: Iterable[str]) -> str:
    """Return the line for a name that stands nowhere."""
    return f"{where}: no such {what} '{word}'; {did_you_mean(word, known)}"
