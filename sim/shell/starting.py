"""Writes a scenario of one's own into the working folder, with comments that say how to go on."""

import re
from pathlib import Path

from sim.plan.problems import PlanError, unknown
from sim.shell.places import SCENARIOS, file_of, files_of

SNAKE_CASE = re.compile(r"[a-z][a-z0-9_]*")
NAME_LINE = re.compile(r"^(  name:) \{.*\}$", re.MULTILINE)
EXPECTED_OF_IT = re.compile(r"^  (?:moves|no_effect_expected):.*\n", re.MULTILINE)
"""What is expected of a scenario; a copy that changes something else has not been thought about yet."""

BLANK = """\
# @package _global_
# What if ...?   (lever)
#   fournets run scenario={name}
scenario:
  name: {name_in_full}
  question:
    en: "What if ...?"
    zh: ""
  kind: lever                        # lever: somebody decides on it; world: nobody here does

# Below stands only what differs from the plan as published: mappings merge, lists and numbers replace.
# `fournets list levers` shows what there is, its value and its range. For example:
# funding:
#   special_purpose_bonds:
#     lag_days: 90                   # days from the release of bonds until projects have the money
# agencies:
#   planning_and_resources:
#     desks: 12
"""


def new_scenario(name: str, like: str | None) -> Path:
    """Write the overlay of a new scenario and return its file.

    Raises
        PlanError: the name is taken or no name, or there is no scenario to be like.
    """
    if not SNAKE_CASE.fullmatch(name):
        raise PlanError([f"{name}: found no name for a scenario, expected letters, digits and _: such as bonds_early"])
    file = Path.cwd() / SCENARIOS / f"{name}.yaml"
    taken = file_of(SCENARIOS, name)
    if taken is not None or file.exists():
        raise PlanError(
            [f"{name}: found a scenario of this name already ({taken or file}), expected a new one: choose another"]
        )
    name_in_full = f'{{en: "{name.replace("_", " ").capitalize()}", zh: ""}}'
    text = BLANK.format(name=name, name_in_full=name_in_full) if like is None else _copy(name, name_in_full, like)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _copy(name: str, name_in_full: str, like: str) -> str:
    """Return the overlay of *like* under a new name, its first line kept in its place."""
    model = file_of(SCENARIOS, like)
    if model is None:
        raise PlanError([unknown("--like", "scenario", like, [each for each, _ in files_of(SCENARIOS)])])
    first, _, rest = model.read_text(encoding="utf-8").partition("\n")
    rest = EXPECTED_OF_IT.sub("", rest.replace(f"scenario={like}", f"scenario={name}"))
    rest = NAME_LINE.sub(lambda line: f"{line[1]} {name_in_full}", rest, count=1)
    return f"{first}\n# Begun as {like}: change its question and what it changes.\n{rest}"
