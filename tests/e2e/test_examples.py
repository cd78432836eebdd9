"""The example scripts run as a stranger would run them."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.py"))


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.stem)
def test_an_example_runs_and_prints_something(script: Path, tmp_path: Path) -> None:
    """Each example ends well in an empty folder and shows an answer."""
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_there_are_five_examples() -> None:
    """Five short scripts show the five public names."""
    assert len(EXAMPLES) == 5
