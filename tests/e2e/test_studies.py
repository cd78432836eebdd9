"""Studies as a stranger runs them: each prints the table that it asks for, and draws its own charts."""

import subprocess
import sys
from pathlib import Path

import pytest

from sim import open_results

FOURNETS = Path(sys.executable).parent / "fournets"

ROWS = {
    "silos": """
  as_shipped: {}
  in_series: {settings: {coordination.review_mode: series}}
  without: {settings: {levers.joint_review.at: 0}}
""",
    "safeguards": """
  all_on: {}
  without_S5: {settings: {safeguards.S5.is_on: false}}
  free_S5: {settings: {safeguards.S5.price_share: 0}}
""",
    "drivers": """
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


@pytest.mark.parametrize("table", ROWS)
def test_a_study_prints_the_table_that_it_asks_for(tmp_path: Path, table: str) -> None:
    """At the end of its run, and again from its folder; with the charts of its kind in both languages."""
    study = tmp_path / "configs" / "study" / "mine.yaml"
    study.parent.mkdir(parents=True)
    study.write_text(f"table: {table}\nrows:{ROWS[table]}", encoding="utf-8")
    command = [FOURNETS, "run", "study=mine", "run.replications=3", "run.workers=1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(BEGINNINGS[table])
    (folder,) = [one for one in (tmp_path / "results").iterdir() if one.name != "store"]
    shown = subprocess.run([FOURNETS, "show", folder, "study"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(shown.stdout.rstrip())
    for lang in ("en", "zh"):
        drawn = {file.stem for file in (folder / "charts" / lang).glob("*.png")}
        assert set(CHARTS[table]) <= drawn and "chances" not in drawn
    assert "interaction" not in open_results(folder).tables
