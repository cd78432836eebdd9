"""docs/safeguards.md says what the levers say today. Rewritten by `docs/renew_safeguards.py`."""

from tests.pages import ROOT, renewer


def test_the_page_of_safeguards_is_that_of_the_levers() -> None:
    """Word for word."""
    assert (ROOT / "docs" / "safeguards.md").read_text(encoding="utf-8") == renewer("renew_safeguards").written()
