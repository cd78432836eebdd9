"""Renews the shipped answer: runs the default study, keeps its small tables and charts, and writes it into README,
docs/three_milestones.md and docs/one_target.md.

    .venv/bin/python docs/renew_reference.py

`results/reference/` and the answer in README.md change only by this command; say in CHANGELOG what moved.
"""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import follow_milestones
import follow_target
from short_answer import scenarios_against_the_base, short_answer

from sim.report.charts import title_in
from sim.report.printed.targets import targets_legend, targets_table
from sim.report.results import Results, open_results

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "results" / "reference"
TABLES = ("estimates.csv", "differences.csv", "month_late.csv", "assumptions.csv")


def renew() -> None:
    with TemporaryDirectory() as place:
        subprocess.run([ROOT / ".venv" / "bin" / "fournets", "run", f"run.results={place}"], cwd=ROOT, check=True)
        (folder,) = Path(place).glob("default_*")
        results = open_results(folder)
        shutil.rmtree(REFERENCE / "charts", ignore_errors=True)
        REFERENCE.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            shutil.copy(folder / name, REFERENCE / name)
        shutil.copytree(folder / "charts", REFERENCE / "charts")
        for lang in ("en", "zh"):
            (REFERENCE / f"table_{lang}.txt").write_text(targets_table(results, lang, 80), encoding="utf-8")
        follow_milestones.write_page(results)
        follow_target.write_page(results)
        blocks = {"short": short_answer(results), "scenarios": scenarios_against_the_base(results)}
        blocks["answer"] = answer_of(results)
    readme = ROOT / "README.md"
    written = readme.read_text(encoding="utf-8")
    for name, block in blocks.items():
        written = with_block(written, name, block)
    readme.write_text(with_titles(written), encoding="utf-8")


def answer_of(results: Results) -> str:
    """Return the base scenario's part of the printed table with the legend of all of it, as a block of README."""
    legend = "\n".join(targets_legend(results))
    return f"```text\n{base_of(targets_table(results))}\n\n{legend}\n```"


def base_of(table: str) -> str:
    """Return the base scenario's part of the printed table."""
    lines = table.splitlines()
    titles = [place - 1 for place, line in enumerate(lines) if line and set(line) == {"="}]
    return "\n".join(lines[: titles[1]]).rstrip()


def with_titles(page: str) -> str:
    """Return README with the finding that each kept picture states as what is read in its place."""

    def titled(found: re.Match[str]) -> str:
        return f"![{title_in(ROOT / found['picture']) or found['said']}]({found['picture']})"

    return re.sub(r"!\[(?P<said>[^\]]*)\]\((?P<picture>results/reference/[^)]+\.png)\)", titled, page)


def with_block(page: str, name: str, block: str) -> str:
    """Return a page with a block between its marks."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"README.md: found no {begin} ... {end}, expected both: put them back")
    return f"{before}{begin}\n{block}\n{end}{after}"


if __name__ == "__main__":
    renew()
