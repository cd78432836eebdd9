"""docs/coverage.md and README's grades say what the inputs say today. Rewritten by `docs/renew_coverage.py`."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def renewer() -> ModuleType:
    """Return the script that writes the page."""
    spec = importlib.util.spec_from_file_location("renew_coverage", ROOT / "docs" / "renew_coverage.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_and_the_table_of_grades_are_those_of_the_inputs() -> None:
    """Word for word."""
    page, table = renewer().written()
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == page
    assert table in (ROOT / "README.md").read_text(encoding="utf-8")
