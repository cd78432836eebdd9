"""docs/outcomes.md says what the catalogue says. Rewritten by `docs/renew_outcomes.py`."""

from tests.pages import ROOT, renewer


def test_the_page_is_that_of_the_catalogue() -> None:
    """Word for word."""
    assert (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8") == renewer("renew_outcomes").page()
