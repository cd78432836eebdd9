"""The README of a results folder says what was asked, what came out, and what each file holds."""

from pathlib import Path

from sim.report.folder_readme import folder_readme
from sim.report.results import open_results
from tests.unit.results_folder import make_results_folder


def test_the_readme_names_every_table_and_works(tmp_path: Path) -> None:
    """Each file has a line with words, in both languages, and the query it shows can be put."""
    results = open_results(make_results_folder(tmp_path / "study", replications=12))
    for lang, title in (("en", "# Will the targets be met?"), ("zh", "# 目标能否如期实现？")):
        readme = folder_readme(results, lang)
        assert readme.startswith(title)
        for table in results.tables:
            line = next(line for line in readme.splitlines() if f"`{results.file_of(table).name}`" in line)
            assert not line.endswith("|  |")
        query = next(line for line in readme.splitlines() if line.startswith("results.sql")).split('"')[1]
        assert len(results.sql(query)) == 5 * 9


def test_the_readme_says_of_which_network_a_sheet_of_milestones_is(tmp_path: Path) -> None:
    """Every picture that was saved has a line of its own."""
    results = open_results(make_results_folder(tmp_path / "study", replications=12))
    folder = results.folder / "charts" / "en"
    folder.mkdir(parents=True)
    for picture in ("chances", "milestones_transport", "milestones_programme"):
        (folder / f"{picture}.png").touch()
    lines = [line for line in folder_readme(results).splitlines() if "charts/en" in line]
    assert lines == [
        "| `charts/en/chances.png` | chance of each target by scenario |",
        "| `charts/en/milestones_transport.png` | chance of every milestone: Hub transport network |",
        "| `charts/en/milestones_programme.png` | chance of every milestone: Safeguards |",
    ]
