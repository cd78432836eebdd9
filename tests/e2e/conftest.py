"""How commands are called: in this process, which is quicker, where a process of their own is not what is tested."""

from pathlib import Path

import pytest

from sim.cli import status_of
from tests.working_folders import Said


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Said:
    """Return how to run a command in an empty folder, in this process."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, list[str], list[str]]:
        status = status_of(arguments)
        out, err = capfd.readouterr()
        return status, out.splitlines(), err.splitlines()

    return run
