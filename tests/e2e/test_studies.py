"""Studies as a stranger runs them: each prints the table that it asks for, and draws its own charts."""

from pathlib import Path

import pytest

from sim import open_results
from tests.working_folders import STUDY_OF_SILOS, Said, results_in, write_study

STUDIES = {
    "silos": STUDY_OF_SILOS,
    "safeguards": """
table: safeguards
rows:
  all_on: {}
  without_S5: {settings: {safeguards.S5.is_on: false}}
  free_S5: {settings: {safeguards.S5.price_share: 0}}
""",
    "drivers": """
table: drivers
rows:
  as_drawn: {}
  no_shortage: {settings: {shocks.equipment_shortage.is_on: false}}
""",
}

BEGINNINGS = {
    "silos": "The price of silos: money equal, only coordination differs",
    "safeguards": "The six safeguards: what each is worth and what it costs",
    "drivers": "Common causes: how far targets stand or fall together",
}

CHARTS = {"silos": ["silos"], "safeguards": ["safeguards", "safeguards_by_network"], "drivers": ["common_causes"]}


@pytest.mark.parametrize("table", STUDIES)
def test_a_study_prints_the_table_that_it_asks_for(said: Said, tmp_path: Path, table: str) -> None:
    """At the end of its run, and again from its folder; with the charts of its kind in both languages."""
    write_study(tmp_path, STUDIES[table])
    status, out, err = said("run", "study=mine", "run.replications=3", "run.workers=1")
    assert status == 0, err
    assert out[0].startswith(BEGINNINGS[table])
    folder = results_in(tmp_path)
    _, shown, _ = said("show", str(folder), "study")
    assert "\n".join(out).startswith("\n".join(shown).rstrip())
    for lang in ("en", "zh"):
        drawn = {file.stem for file in (folder / "charts" / lang).glob("*.png")}
        assert set(CHARTS[table]) <= drawn and "chances" not in drawn
    assert "interaction" not in open_results(folder).tables
