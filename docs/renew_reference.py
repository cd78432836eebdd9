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

from sim.report.printed.targets import targets_table
from sim.report.results import open_results

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "results" / "reference"
TABLES = ("estimates.csv", "differences.csv", "month_late.csv", "assumptions.csv")
BEGIN, END = "<!-- answer: begin -->", "<!-- answer: end -->"


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
    readme = ROOT / "README.md"
    written = re.sub(
        f"{BEGIN}.*?{END}",
        lambda _: answer((REFERENCE / "table_en.txt").read_text(encoding="utf-8")),
        readme.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    readme.write_text(written, encoding="utf-8")


def answer(table: str) -> str:
    """Return README's block: the base scenario's part of the printed table."""
    lines = table.splitlines()
    titles = [place - 1 for place, line in enumerate(lines) if line and set(line) == {"="}]
    base = "\n".join(lines[: titles[1]])
    return f"{BEGIN}\n```text\n{base.rstrip()}\n```\n{END}"


if __name__ == "__main__":
    renew()
