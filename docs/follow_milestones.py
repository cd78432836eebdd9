"""Follows three milestones from the plan's sentence to the chart; `docs/renew_reference.py` writes the page."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sim.plan.evidence import Fact
from sim.plan.package import Package
from sim.plan.plan import Plan
from sim.plan.time import date_at
from sim.report.numbers import percent, with_interval
from sim.report.readings.estimates import readings
from sim.report.results import Results
from sim.report.words import cause_of_delay, say
from sim.shell.composing import facts_beside, study_of
from sim.shell.places import plan_text

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "three_milestones.md"

FOLLOWED = ("M1.1-01", "M2.2-05", "M4.3-07")
"""A campaign of many lots, works under way, and one of the four promises to finish."""

MOST_PACKAGES, MOST_CAUSES = 4, 4

HEAD = """\
# Three milestones, from the plan's sentence to the chart

Written by `docs/renew_reference.py` from the shipped inputs and the study whose charts stand in `results/reference/`.
"""


def write_page(results: Results) -> None:
    """Write the page from the results of the default study."""
    asked = study_of([])
    row = asked.study.base_row
    parts = [HEAD, *("\n".join(_followed(results, row.plan, facts_beside(asked), name)) for name in FOLLOWED)]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _followed(results: Results, plan: Plan, facts: Mapping[str, Fact], name: str) -> Iterator[str]:
    milestone = plan.milestones[name]
    assert milestone.name is not None
    event = milestone.event_in(plan.commitments.reading)
    yield f"## {name} {milestone.name.en} ({milestone.name.zh})"
    yield ""
    yield f"**The plan says** (clause {milestone.clause}): {_sentence(milestone.quote)}"
    yield ""
    said, done = say(f"commitment.{milestone.commitment}", "en"), say(f"event.{event}", "en")
    if event == "works_share":
        done = f"{percent(plan.works_share_of(name))} of the works are done"
    due = date_at(milestone.due_day, plan.programme.start) if milestone.due_day else plan.programme.deadline
    whose = "its own date" if milestone.due_day else "inherited from the plan"
    yield f'**Read as** a promise to "{said}", kept when {done}, due on {due} ({whose}). {milestone.note}'.rstrip()
    carriers = plan.carriers[name]
    yield ""
    rule = f" packages; {_rule(milestone.rule)}" if len(carriers) > 1 else " package"
    yield f"**Carried by** {len(carriers)}{rule}:"
    yield ""
    for package in carriers[:MOST_PACKAGES]:
        yield f"- {_package(plan, facts, package)}"
    if len(carriers) > MOST_PACKAGES:
        yield f"- and {len(carriers) - MOST_PACKAGES} more"
    yield ""
    yield f"**In the model** {_dates(results, plan, carriers)}; late days go to {_causes(results, carriers)}."
    yield ""
    chance = readings(results)[results.words["base"], "milestone_chance", name]
    picture = f"milestones_{results.words['milestones'][name]['network']}.png"
    chart = f"[all milestones of its network](../results/reference/charts/en/{picture})"
    yield f"**On the chart** ({chart}): kept on time with a chance of {with_interval(*chance)}."
    yield ""


def _sentence(quote: str) -> str:
    """Return the sentence of the plan that a quotation stands in."""
    text = "".join(plan_text().split())
    at = text.index("".join(quote.split()))
    first = max(text.rfind(mark, 0, at) for mark in "。;；") + 1
    last = min(end for end in (text.find(mark, at) for mark in "。;；") if end >= 0)
    return f"“{text[first:last]}”"


def _rule(rule: str | float) -> str:
    return {"all": "all must have it", "any": "one must have it"}.get(str(rule), f"{rule} of them must have it")


def _package(plan: Plan, facts: Mapping[str, Fact], name: str) -> str:
    package: Package = plan.packages[name]
    assert package.name is not None
    shared = plan.reference_classes[package.reference_class] if package.reference_class else None
    said = [f"`{name}`: {package.name.en}"]
    if shared is not None and shared.name is not None:
        said.append(f"class {shared.name.en.lower()}")
    fact = facts.get(package.evidence.get("cost_cny_10k", ""))
    said.append(f"{package.cost_cny_10k:,} (CNY 10k{', ' + fact.grade if fact else ''})")
    if package.progress:
        said.append(f"{percent(package.progress)} done on the data date")
    if package.lots.count > 1:
        said.append(f"{package.lots.count} lots")
    if package.funding:
        said.append("paid by " + ", ".join(package.funding))
    rests_on = [*package.after, *package.slowed_by, *package.gates]
    if rests_on:
        said.append("rests on " + ", ".join(rests_on))
    return "; ".join(said)


def _dates(results: Results, plan: Plan, carriers: tuple[str, ...]) -> str:
    last = results.packages
    own = last[(last.scenario == results.words["base"]) & last.package.isin(carriers)]
    finish = own.groupby("replication", observed=True)["finished_day"].max()
    days = [finish.quantile(share, interpolation="nearest") for share in (0.1, 0.5, 0.9)]
    planned = date_at(float(own["planned_finish_day"].max()), plan.programme.start)
    spelled = ", ".join(str(date_at(float(day), plan.programme.start)) for day in days)
    return f"the last of them is finished on {spelled} (P10, P50, P90; planned {planned})"


def _causes(results: Results, carriers: tuple[str, ...]) -> str:
    ledger = results.ledger
    own = ledger[(ledger.scenario == results.words["base"]) & ledger.package.isin(carriers)]
    sums = own.groupby(["cause", "by"], observed=True, dropna=False)["days"].sum()
    late = sums[sums > 0].sort_values(ascending=False)
    named = [
        f"{cause_of_delay(results.words, cause, '' if by != by else by, 'en')} ({percent(days / late.sum())})"
        for (cause, by), days in late.head(MOST_CAUSES).items()
    ]
    return ", ".join(named) or "nothing"
