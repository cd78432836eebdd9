"""docs/studies.md says what the kept tables of the shipped studies say. Rewritten by `docs/renew_studies.py`."""

import pytest

from sim.report.printed.layout import display_width
from sim.report.words import LANGS
from tests.pages import ROOT, renewer

KEPT = ROOT / "results" / "reference" / "studies"
STUDIES = tuple(renewer("renew_studies").REPLICATIONS)


def test_the_page_of_studies_is_that_of_the_kept_tables() -> None:
    """Word for word."""
    assert (ROOT / "docs" / "studies.md").read_text(encoding="utf-8") == renewer("renew_studies").written()


@pytest.mark.parametrize("study", STUDIES)
def test_a_kept_study_has_its_table_and_charts_in_both_languages(study: str) -> None:
    """The same charts; no line of a table, its finding above it aside, is wider than 80 columns."""
    english, chinese = ({file.name for file in (KEPT / study / lang).glob("*.png")} for lang in LANGS)
    assert english == chinese and english
    for lang in LANGS:
        _, _, table = (KEPT / study / f"table_{lang}.txt").read_text(encoding="utf-8").partition("\n\n")
        assert table and max(map(display_width, table.splitlines())) <= 80
