"""docs/safeguards.md says what the levers say today. Rewritten by `docs/renew_safeguards.py`."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def renewer() -> ModuleType:
    """Return the script that writes the page."""
    spec = importlib.util.spec_from_file_location("renew_safeguards", ROOT / "docs" / "renew_safeguards.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_safeguards_is_that_of_the_levers() -> None:
    """Word for word."""
    assert (ROOT / "docs" / "safeguards.md").read_text(encoding="utf-8") == renewer().written()
