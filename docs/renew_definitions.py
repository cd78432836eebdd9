"""Renews docs/definitions.md: what each reading of the plan's words does to the answer.

    .venv/bin/python docs/renew_definitions.py

It runs the study `definitions`; the page changes only by this command.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from sim.plan.plan import Plan
from sim.report.numbers import percent, points, with_interval
from sim.report.readings.estimates import Readings, differs, readings
from sim.report.results import Results, open_results
from sim.report.words import say, target_name
from sim.shell.composing import study_of
from sim.study.rows import Row

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "definitions.md"

HEAD = """\
# Definitions that decide results

The plan's text leaves open what some of its words count. Each is a switch with a reasoned default in
`configs/definitions.yaml` (`configs/commitments.yaml` for the last), set like any key:

    fournets run scenario=as_published definitions.national_level_platform.choice=strict

What the other reading changes stands below: the median stock on the deadline, chances over {replications} replications
with their 95 % interval, and differences on the same draws in percentage points. Targets whose chance and median stay,
and promises whose difference is not seen, are left out. Written by `docs/renew_definitions.py`.
"""


def renew() -> None:
    """Run the study (what the store in `results/` has is taken from there) and write the page."""
    asked = study_of(["study=definitions"])
    subprocess.run([ROOT / ".venv" / "bin" / "fournets", "run", "study=definitions"], cwd=ROOT, check=True)
    folder = max((ROOT / "results").glob("definitions_*"))
    PAGE.write_text(page(open_results(folder), asked.study.rows), encoding="utf-8")


def page(results: Results, rows: tuple[Row, ...]) -> str:
    """Return the page as Markdown."""
    parts = [HEAD.format(replications=results.words["replications"])]
    for row in rows[1:]:
        ((key, choice),) = row.settings.items()
        parts.append("\n".join([*_asked(rows[0].plan, key, str(choice)), "", *_changed(results, row.name)]))
    return "\n".join(parts)


def _asked(plan: Plan, key: str, choice: str) -> Iterator[str]:
    """Yield the question, the reading in use with its reason, and the other reading."""
    if key == "commitments.reading":
        yield f"## How strong is a promise? ({choice} reading)"
        yield ""
        yield f"In use: **stated**, the table of events in [the glossary](glossary.md). Here: **{choice}**."
        return
    name = key.split(".")[1]
    definition = plan.definitions[name]
    said = {option: noun.name.en if noun.name else option for option, noun in definition.options.items()}
    yield f"## {definition.question}"
    yield ""
    yield f"`definitions.{name}.choice`, plan {definition.clause}"
    yield ""
    yield f"In use: **{said[definition.choice]}** (`{definition.choice}`). {definition.because}"
    yield ""
    yield f"Here: **{said[choice]}** (`{choice}`)."


def _changed(results: Results, row: str) -> Iterator[str]:
    """Yield tables of what the other reading changes: of targets, then of promises."""
    found, differences, base = readings(results), readings(results, "differences"), results.words["base"]
    targets = list(_targets(results, row, base, found, differences))
    promises = list(_commitments(row, base, found, differences))
    if targets:
        yield "| target | stock on the day, median: in use | here | chance: in use | here | points |"
        yield from ("|---|---|---|---|---|---|", *targets, "")
    if promises:
        yield from ("| promises kept | in use | here | points |", "|---|---|---|---|", *promises, "")
    if not (targets or promises):
        yield from ("Nothing is seen to change.", "")


def _targets(results: Results, row: str, base: str, found: Readings, differences: Readings) -> Iterator[str]:
    for target in results.words["targets"]:
        before, after = found[base, "value_p50", target].estimate, found[row, "value_p50", target].estimate
        chance = differences.get((row, "chance", target))
        if chance is not None and (differs(chance) or before != after):
            chances = [with_interval(*found[scenario, "chance", target]) for scenario in (base, row)]
            name = target_name(results.words, target, "en")
            yield f"| {name} | {before:,.10g} | {after:,.10g} | {' | '.join(chances)} | {points(chance.estimate)} |"


def _commitments(row: str, base: str, found: Readings, differences: Readings) -> Iterator[str]:
    for (scenario, measure, subject), difference in differences.items():
        if (scenario, measure) == (row, "milestones_kept") and differs(difference):
            before, after = found[base, measure, subject], found[row, measure, subject]
            name = say(f"commitment.{subject}", "en")
            shares = f"{percent(before.estimate)} | {percent(after.estimate)}"
            yield f'| to "{name}" | {shares} | {points(difference.estimate)} |'


if __name__ == "__main__":
    renew()
