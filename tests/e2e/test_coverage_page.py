"""docs/coverage.md and README's grades say what the inputs say today. Rewritten by `docs/renew_coverage.py`."""

from tests.pages import ROOT, renewer


def test_the_page_and_the_table_of_grades_are_those_of_the_inputs() -> None:
    """Word for word."""
    page, table = renewer("renew_coverage").written()
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == page
    assert table in (ROOT / "README.md").read_text(encoding="utf-8")
