"""Renews docs/coverage.md and README's table of grades: what the case carries, and what its numbers rest on.

    .venv/bin/python docs/renew_coverage.py

The page is `fournets check --full` and `fournets check --evidence`, printed in full.
"""

import re
from pathlib import Path

from sim.checking import report_of
from sim.checking.rests_on import grades, tracing
from sim.config.grades import grades_of
from sim.config.tracing import trace_numbers
from sim.shell.composing import facts_beside, study_of
from sim.shell.places import plan_text

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"
WIDTH = 100
BEGIN, END = "<!-- grades: begin -->", "<!-- grades: end -->"

HEAD = """\
# What the case of Chengdu carries

`fournets check --full` and `fournets check --evidence`, printed in full by `docs/renew_coverage.py`. Milestones with
their packages stand in `configs/milestones/` and `configs/packages/`, dependencies in `configs/dependencies.yaml`.
"""


def renew() -> None:
    page, table = written()
    PAGE.write_text(page, encoding="utf-8")
    readme = ROOT / "README.md"
    text = re.sub(
        f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{table}{END}", readme.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    readme.write_text(text, encoding="utf-8")


def written() -> tuple[str, str]:
    """Return the page, and README's table of grades."""
    asked = study_of([])
    row = asked.study.base_row
    plan, mapping, facts = row.plan, row.mapping or {}, facts_beside(asked)
    checked = report_of(plan, mapping, facts, "en", WIDTH, full=True)
    traced = tracing(trace_numbers(mapping, facts, plan_text()), "en", WIDTH)
    page = f"{HEAD}\n```text\n{checked}\n```\n\n```text\n{traced}\n```\n"
    table = "\n".join(grades(plan, grades_of(mapping, facts), "en", WIDTH))
    return page, f"```text\n{table}\n```\n"


if __name__ == "__main__":
    renew()
