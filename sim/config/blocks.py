"""Reads blocks that are no part of a plan, such as `run`, `study` and `scenario`."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from sim.config.rephrase import rephrase
from sim.plan.noun import Noun

Block = TypeVar("Block", bound=Noun)


def read_block(noun: type[Block], found: object, where: str, problems: list[str]) -> Block | None:
    """Return a block that is no part of the plan, or none with its problems added."""
    try:
        return noun.model_validate(_with_names(found or {}))
    except ValidationError as error:
        problems += rephrase(error, where, noun)
        return None


def _with_names(found: object) -> object:
    """Spell names, units and questions that are plain text as names in English, in a block, its rows and its sweeps."""
    if not isinstance(found, Mapping):
        return found
    spelled = {key: {} if key == "settings" and value is None else value for key, value in found.items()}
    for key in ("name", "question", "unit"):
        if isinstance(spelled.get(key), str):
            spelled[key] = {"en": spelled[key]}
    for key in ("rows", "sweeps"):
        if isinstance(spelled.get(key), Mapping):
            spelled[key] = {name: _with_names(row or {}) for name, row in spelled[key].items()}
    return spelled
