"""Renews docs/studies.md: runs the shipped studies of money, coordination, safeguards, common causes and headroom,
keeps their printed tables and charts in results/reference/studies/, and writes the page from them.

    .venv/bin/python docs/renew_studies.py [STUDY ...]

Without a name all are run. What the store in `results/` has is taken from there.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sim.report.charts import OF_MONEY, OF_STUDY, charts_of, title_in
from sim.report.printed.study import study_finding, study_table, table_of
from sim.report.results import Results, open_results
from sim.report.words import LANGS
from sim.shell.composing import study_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "studies.md"
KEPT = ROOT / "results" / "reference" / "studies"

REPLICATIONS = {"funding_options": 100, "coordination": 100, "safeguards": 100, "common_drivers": 100, "headroom": 50}
"""Study to the replications of each of its rows, in the order of the page."""

HEAD = """\
# What the shipped studies say

Printed tables and charts of the studies beside the default one, each run by the command above it and written here by
`docs/renew_studies.py`. All rows of a study are on the same luck, so differences are paired. Intervals cover the number
of replications, not the doubt in the inputs; where a chance as published is another than the default study's, that is
the number of replications alone (200 there). Tables in Chinese stand beside those in English in
[`results/reference/studies/`](../results/reference/studies/).
"""


def renew(names: list[str]) -> None:
    """Run the studies named and write the page of all."""
    for name in names or list(REPLICATIONS):
        command = [ROOT / ".venv" / "bin" / "fournets", *_command(name)]
        subprocess.run([*command, "run.workers=2"], cwd=ROOT, check=True)
        keep(open_results(max((ROOT / "results").glob(f"{name}_2*"))), KEPT / name)
    PAGE.write_text(written(), encoding="utf-8")


def keep(results: Results, folder: Path) -> None:
    """Keep the printed tables and the study's own charts of a results folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    table = table_of(results)
    own = [chart for chart in charts_of(results) if OF_STUDY.get(chart) == table or chart in OF_MONEY]
    for lang in LANGS:
        text = f"{study_finding(results, lang)}\n\n{study_table(results, lang, 80)}"
        (folder / f"table_{lang}.txt").write_text(text, encoding="utf-8")
        (folder / lang).mkdir()
        for chart in own:
            file = f"{lang}/{chart.__name__}.png"
            shutil.copy(results.folder / "charts" / file, folder / file)


def written() -> str:
    """Return the page as Markdown, from what is kept."""
    kept = [name for name in REPLICATIONS if (KEPT / name).is_dir()]
    return "\n".join([HEAD, *(line for name in kept for line in _of_study(name))])


def _of_study(name: str) -> Iterator[str]:
    study = study_of([f"study={name}"]).study
    finding, _, table = (KEPT / name / "table_en.txt").read_text(encoding="utf-8").partition("\n\n")
    yield f"## {study.title.en if study.title else name}"
    yield ""
    if study.question:
        yield f"{study.question.en} "
    yield f"**{finding}.**"
    yield ""
    yield f"    fournets {' '.join(_command(name))}"
    yield ""
    for file in sorted((KEPT / name / "en").glob("*.png")):
        said = title_in(file) or f"{finding}: {file.stem}"
        yield f"![{said}](../results/reference/studies/{name}/en/{file.name})"
        yield ""
    yield from ("<details><summary>The whole table</summary>", "", "```text", table.rstrip(), "```", "")
    yield from ("</details>", "")


def _command(name: str) -> list[str]:
    return ["run", f"study={name}", f"run.replications={REPLICATIONS[name]}"]


if __name__ == "__main__":
    renew(sys.argv[1:])
