"""Follows one missed target from its chance to its causes, its price and what it would take; `docs/renew_reference.py`
writes the page."""

from collections.abc import Iterator
from pathlib import Path

from sim.report.numbers import Money, money_for, months, percent, points, with_interval
from sim.report.printed.beside import said_beside
from sim.report.printed.ledger import ledger_table
from sim.report.readings.doubt import assumed_bounds, base_rate_runs
from sim.report.readings.estimates import readings
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results
from sim.report.words import target_name, upper_first

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "one_target.md"
HEADROOM = ROOT / "results" / "reference" / "studies" / "headroom" / "table_en.txt"

TARGET = "charging_piles"

HEAD = """\
# One missed target: why, at what price, and what it would take

Written by `docs/renew_reference.py` from the study whose charts stand in `results/reference/` and, for the last part,
from `study=headroom` as kept by `docs/renew_studies.py`. The same for any target of a results folder:
`fournets show RESULTS targets`, `ledger --target NAME`, `cost`, and `fournets run study=headroom`.
"""


def write_page(results: Results) -> None:
    """Write the page from the results of the default study."""
    PAGE.write_text("\n".join([HEAD, *_parts(results)]) + "\n", encoding="utf-8")


def _parts(results: Results) -> Iterator[str]:
    estimates, base = readings(results), results.words["base"]
    name, noun = target_name(results.words, TARGET, "en"), results.words["targets"][TARGET]
    chance, median = estimates[base, "chance", TARGET], estimates[base, "value_p50", TARGET]
    low, high = (estimates[base, f"value_{bound}", TARGET].estimate for bound in ("p10", "p90"))
    doubt = assumed_bounds(results).get((base, "chance", TARGET))
    yield f"## The chance: {with_interval(*chance)}"
    yield ""
    yield (
        f"{name}: {noun['at_least']:,.10g} are needed by the deadline; the model has {median.estimate:,.0f} in the "
        f"median ({low:,.0f} to {high:,.0f} from P10 to P90)."
    )
    if doubt:
        between = f"{percent(doubt.low)} and {percent(doubt.high)}"
        yield f"Over settings of the assumed inputs the chance lies between {between}."
    yield from ("", "## Beside it: the base rate and the plan's own date", "", *_base_rate(results), "")
    yield from (*_chances_on_this_page(results), "")
    yield from ("## Why it is missed", "", "```text", ledger_table(results, "en", 80, None, TARGET).rstrip(), "```", "")
    yield from ("## What being late costs, and what a further month would", "", *_price(results), "")
    yield from ("## What it would take", "", "```text", *_headroom(name), "```")


def _base_rate(results: Results) -> Iterator[str]:
    """Yield the base rate and the plan's own date in sentences, then what stands below the row of the target."""
    rate, planned = (
        readings(results)[results.words["base"], one, TARGET] for one in ("chance_base_rate", "margin_planned")
    )
    taken = readings(results)[results.words["base"], "chance_taken", f"{TARGET}/base_rate"]
    runs = base_rate_runs(results)
    met_alone, met = (round(share * runs) for share in (rate.estimate, rate.estimate - taken.estimate))
    yield (
        f"The reference classes alone, without money and reviews: {with_interval(*rate)}, met in {met_alone} of {runs} "
        f"runs. As published it is met in {met} of the same runs, so money and reviews take "
        f"{points(taken.estimate).lstrip('+')} points ({points(taken.low)} to {points(taken.high)}) on the same luck. "
        f"In the planned run the target is attained {months(planned.estimate)} months before the deadline."
    )
    if trend := readings(results).get((results.words["base"], "value_trend", TARGET)):
        yield from ("", f"If the pace before the data date went on, {trend.estimate:,.0f} would stand at the deadline.")
    for said in said_beside(results, readings(results), TARGET, "en"):
        yield from ("", f"{upper_first(said)}.")


def _chances_on_this_page(results: Results) -> Iterator[str]:
    """Say why the page has more than one chance for the same case, and why days and chances may name other causes."""
    estimates, base = readings(results), results.words["base"]
    rate, runs = estimates[base, "chance_base_rate", TARGET], base_rate_runs(results)
    taken = estimates[base, "chance_taken", f"{TARGET}/base_rate"].estimate
    yield (
        f"The chance as published stands here three times: {percent(estimates[base, 'chance', TARGET].estimate)} in "
        f"the {results.words['replications']} runs of the study, {percent(rate.estimate - taken)} in the {runs} of "
        "them that the base rate is asked in, and below that of the runs of `study=headroom`. They differ by the "
        "number of runs alone. Days and chances answer two questions: where the time went, and what would have been in "
        "time without one thing. A cause with few days can decide many runs that miss by little."
    )


def _price(results: Results) -> Iterator[str]:
    estimates, base = readings(results), results.words["base"]
    costs = {account: estimates[base, "target_delay_cost_mean", f"{account}/{TARGET}"] for account in ACCOUNTS}
    of_late: Money = money_for([cost.estimate for cost in costs.values()], "en")
    yield "Its packages late as in the study, the mean of all runs at present value:"
    yield ""
    for account, cost in costs.items():
        below = "; below zero: builders owe more in damages than the rest comes to" if cost.high < 0 else ""
        interval = f"{of_late.bare(cost.low)} to {of_late.bare(cost.high)}"
        yield f"- {account}: {of_late.amount(cost.estimate)} ({interval}{below})"
    yield from ("", "All of them 30 days later than planned and nothing else changed:", "")
    prices = results.table("month_late")
    own = prices[prices["target"] == TARGET]
    money: Money = money_for(own["cost_cny_10k"], "en")
    for account, rows in own.groupby("account", sort=False):
        parts = ", ".join(
            f"{row.component.replace('_', ' ')} {money.amount(row.cost_cny_10k)}"
            for row in rows.itertuples()
            if row.cost_cny_10k
        )
        yield f"- {account}: {money.amount(rows['cost_cny_10k'].sum())} ({parts})"


def _headroom(name: str) -> Iterator[str]:
    blocks = HEADROOM.read_text(encoding="utf-8").split("\n\n")
    yield from next(block for block in blocks if block.startswith(f"{name}:")).rstrip().splitlines()
