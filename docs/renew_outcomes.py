"""Renews docs/outcomes.md from the catalogue of outcomes.

.venv/bin/python docs/renew_outcomes.py
"""

from pathlib import Path

from sim.analysis.outcomes import LEFT_OUT, OUTCOMES

PAGE = Path(__file__).resolve().parent / "outcomes.md"

HEAD = """\
# Outcomes

What the programme brings: the measures that the plan implies, each with its formula, what it rests on, and the grade
of the weakest of that. Written by `docs/renew_outcomes.py` from `sim/analysis/outcomes/catalogue.py`.

They stand in `outcomes.parquet` (scenario, replication, quarter, outcome, network, district, value, unit) at the end of
each quarter to the deadline, of each year after it, and at the horizon; those with one number alone at the horizon.
Means with their interval, P10 and P90 are in `outcome_means.csv`. `fournets show RESULTS outcomes` prints them.

- **In service** is the share of a package's lots that are finished. Where an outcome weighs packages it says by what.
- **Links** across networks are read from packages: what a package waits for (`after`) or is slowed by (`slowed_by`) and
  that belongs to another of the plan's networks. They carry the hard and soft relations of `configs/dependencies.yaml`;
  shared crews, desks and money are no links. A link works as far as both its ends are in service: the product of their
  shares.
- **Service lost** is one formula, used here and by the cost of delay: its worth is the component `benefits_forgone`.
"""


def page() -> str:
    """Return the page."""
    lines = [
        HEAD,
        "| measure | outcome | clauses | unit | formula | rests on | grade |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in OUTCOMES:
        cells = (one.measure, f"`{one.name}`", one.clauses, one.unit, one.formula, one.rests_on, one.grade)
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## Left out", "", "| measure | clauses | why |", "|---|---|---|"]
    lines += [f"| {' | '.join(cells)} |" for cells in LEFT_OUT]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
