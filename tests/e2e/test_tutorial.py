"""The tutorial is true: its commands run in an empty folder and print what it shows.

A block `console` holds commands (`$ ...`) with what they print; a line `...` stands for lines left out.
A block `python` that begins with `# name.py` is a file that the reader saves under this name.
When results have moved, `.venv/bin/python -m tests.e2e.test_tutorial` writes anew what is shown in full; a block
with lines left out is shown again by hand, from what the test says is printed now.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = DOCS / "tutorial.md"
CITY = DOCS / "examples" / "hewan.yaml"
BLOCK = re.compile(r"```(console|python)\n(.*?)```\n", flags=re.DOTALL)
LEFT_OUT = "..."


class Step(NamedTuple):
    """A command of the tutorial with the lines that it is said to print."""

    command: str
    shown: list[str]


def steps_in(folder: Path) -> Iterator[Step]:
    """Save the tutorial's files in *folder* as they come, and yield its commands in order."""
    for kind, block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        first, *_ = block.splitlines()
        if kind == "python" and first.endswith(".py"):
            (folder / first.removeprefix("# ")).write_text(block, encoding="utf-8")
        elif kind == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                yield Step(command, shown)


def printed_by(command: str, folder: Path) -> list[str]:
    """Return the lines that *command* prints in *folder*, by our own `python` and `fournets`, 80 columns wide."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8").rstrip().split("\n") if done.stdout.strip() else []


def is_shown(shown: list[str], printed: list[str]) -> bool:
    """Return whether *printed* is what is shown: the whole, or its pieces in order where lines are left out."""
    if LEFT_OUT not in shown:
        return shown == printed
    pieces = [piece.strip("\n") for piece in re.split(rf"^{re.escape(LEFT_OUT)}$", "\n".join(shown), flags=re.M)]
    whole, place = "\n".join(["", *printed, ""]), 0
    for piece in pieces:
        if piece:
            found = whole.find(f"\n{piece}\n", place)
            if found < 0:
                return False
            place = found + len(piece) + 1
    return True


@pytest.mark.slow
def test_the_commands_of_the_tutorial_print_what_it_shows(tmp_path: Path) -> None:
    """From the city's plan to the answer, in one empty folder, line by line."""
    shutil.copy(CITY, tmp_path)
    performed = 0
    for command, shown in steps_in(tmp_path):
        printed = printed_by(command, tmp_path)
        assert is_shown(shown, printed), "\n".join(
            [f"$ {command}", *printed, "is printed, but shown are", *shown, "see the top of this test"]
        )
        performed += 1
    assert performed >= 8


def test_the_tutorial_has_eight_steps_and_shows_pieces_of_the_citys_plan() -> None:
    """Every line of YAML that the tutorial quotes stands in the file."""
    text, plan = TUTORIAL.read_text(encoding="utf-8"), CITY.read_text(encoding="utf-8").split("\n")
    assert re.findall(r"^## (\d)", text, flags=re.MULTILINE) == [str(number) for number in range(1, 9)]
    quoted = [line for block in re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL) for line in block.splitlines()]
    assert quoted
    assert [line for line in quoted if line not in plan] == []


def test_lines_may_be_left_out_but_not_changed_or_swapped() -> None:
    """What the comparison of shown and printed lines lets pass, and what not."""
    printed = ["a", "b", "", "c", "d"]
    assert is_shown(printed, printed)
    assert is_shown(["...", "b", "...", "d"], printed)
    assert is_shown(["a", "b", "..."], printed)
    assert not is_shown(["a", "b"], printed)
    assert not is_shown(["...", "d", "...", "b"], printed)
    assert not is_shown(["...", "b", "d"], printed)
    assert not is_shown(["...", "e"], printed)


def rewrite() -> None:
    """Write into the tutorial what its commands print now, where it is shown in full."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(CITY, folder)
        text = TUTORIAL.read_text(encoding="utf-8")
        for command, shown in list(steps_in(folder)):
            printed = printed_by(command, folder)
            if is_shown(shown, printed):
                continue
            if LEFT_OUT in shown:
                print("\n".join([f"By hand: $ {command}", *printed]))
                continue
            before, after = ("\n".join([f"$ {command}", *lines]) for lines in (shown, printed))
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        TUTORIAL.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
