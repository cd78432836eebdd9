"""Working folders as commands find and leave them: a study of one's own, and the results of a run."""

from collections.abc import Callable
from pathlib import Path

Said = Callable[..., tuple[int, list[str], list[str]]]
"""Runs a command: exit status, lines on stdout and lines on stderr."""

STUDY_OF_SILOS = """
table: silos
rows:
  as_shipped: {}
  in_series: {settings: {coordination.review_mode: series}}
  without: {settings: {levers.joint_review.at: 0}}
"""
"""A study that draws one chart: what most runs of the shipped case take longest for is their charts."""


def write_study(folder: Path, text: str = STUDY_OF_SILOS) -> None:
    """Write the study `mine` into a working folder."""
    study = folder / "configs" / "study" / "mine.yaml"
    study.parent.mkdir(parents=True)
    study.write_text(text, encoding="utf-8")


def results_in(folder: Path) -> Path:
    """Return the one results folder of a working folder."""
    (found,) = [one for one in (folder / "results").iterdir() if one.name != "store"]
    return found
