"""Says the answer of the default study in a few sentences for README; `docs/renew_reference.py` writes them there."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from sim.calibration.agreement import score_in_all, scores_of
from sim.report.numbers import Money, money_for, percent, points, with_interval
from sim.report.printed.targets import difference_of_cost
from sim.report.readings.cost_reasons import most_of_it
from sim.report.readings.doubt import assumed_bounds
from sim.report.readings.estimates import Readings, differs, readings, scenarios_of
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results
from sim.report.words import join, lower_first, name_of, say, spell_date, target_name

ROOT = Path(__file__).resolve().parent.parent
CALIBRATED = ROOT / "results" / "reference" / "calibration" / "table.json"
LOCKED = ROOT / "results" / "forecast_2020" / "targets.csv"

NEARLY_ALL, NEARLY_NONE = 0.95, 0.05
"""Chances from which a target is called met in nearly all runs, or in nearly none."""

MOVED = 0.1
"""A chance that the calibrated forecast moves by so much is named."""


def short_answer(results: Results) -> str:
    """Return the answer as paragraphs of Markdown: what is met, what being late costs, what else may be so."""
    return "\n\n".join([_met(results), _costs(results), _calibrated(results)])


def scenarios_against_the_base(results: Results) -> str:
    """Return one item a scenario: each chance that differs from the base, and both accounts of the cost of delay."""
    differences = readings(results, "differences")
    money = _money(results)
    items = []
    for row in scenarios_of(results)[1:]:
        parts = [_chances_that_differ(results, differences, row), *_costs_that_differ(results, differences, row, money)]
        items.append(f"- **{name_of(results.words, 'scenarios', row, 'en')}**: {'; '.join(parts)}.")
    return "\n".join(items)


def _met(results: Results) -> str:
    estimates, words, base = readings(results), results.words, results.words["base"]
    chances = {name: estimates[base, "chance", name].estimate for name in words["targets"]}
    runs, joint = words["replications"], estimates[base, "chance", "all_targets"].estimate
    number = estimates[base, "targets_met_mean", "all_targets"]
    said = "No" if joint <= NEARLY_NONE else "Yes" if joint >= NEARLY_ALL else "Perhaps"
    parts = [
        f"**{said}.** Of {runs} runs of the plan as published {round(joint * runs) or 'none'} "
        f"meet all {len(chances)} targets by {spell_date(words['deadline'], 'en')}; the mean is {number.estimate:.1f}."
    ]
    nearly = {
        "nearly all runs": [name for name, chance in chances.items() if chance >= NEARLY_ALL],
        "nearly none": [name for name, chance in chances.items() if chance <= NEARLY_NONE],
    }
    for which, names in nearly.items():
        if names:
            parts.append(f"Met in {which}: {join([target_name(words, name, 'en') for name in names], 'en')}.")
    between = sorted(
        (name for name, chance in chances.items() if NEARLY_NONE < chance < NEARLY_ALL), key=lambda name: -chances[name]
    )
    if between:
        told = [
            f"{target_name(words, name, 'en')} {with_interval(*estimates[base, 'chance', name])}" for name in between
        ]
        parts.append(f"Between: {join(told, 'en')}.")
    return " ".join(parts)


def _costs(results: Results) -> str:
    estimates, base = readings(results), results.words["base"]
    bounds, money, parts = assumed_bounds(results), _money(results), []
    for account in ACCOUNTS:
        cost = estimates[base, "delay_cost_mean", account]
        doubt = bounds.get((base, "delay_cost_mean", account))
        over = f"; {money.bare(doubt.low)} to {money.bare(doubt.high)} over the assumed inputs" if doubt else ""
        amount = f"{money.amount(cost.estimate)} ({money.bare(cost.low)} to {money.bare(cost.high)}{over})"
        parts.append(f"{amount} in the {account} account")
    prices = results.table("month_late")
    months = prices[prices["account"] == "economic"].groupby("target")["cost_cny_10k"].sum()
    dearest = months.sort_values(ascending=False, kind="stable")
    of_a_month = money_for([dearest.median()], "en")
    named = [
        f"{target_name(results.words, str(name), 'en')} {of_a_month.amount(cost)}" for name, cost in dearest.items()
    ]
    return (
        f"Being late costs {' and '.join(parts)}, at present value. {_where_it_lies(results, money)} "
        f"One month late costs most for {join(named[:3], 'en')}, least for {named[-1]} (economic account)."
    )


def _where_it_lies(results: Results, money: Money) -> str:
    """Say which network and which component cost most, and who bears most of what is paid."""
    estimates, words = readings(results), results.words
    (network, of_network), *_ = _dearest(estimates, words["base"], "network_delay_cost_mean", "economic")
    components = _named("component", _dearest(estimates, words["base"], "delay_cost_mean", "economic")[:2], money)
    payers = _named("payer", _dearest(estimates, words["base"], "payer_delay_cost_mean", "financial")[:2], money)
    return (
        f"Of the economic cost {money.amount(of_network)} lies in the {name_of(words, 'networks', network, 'en')}; "
        f"before what is gained by spending later, most of it is {components} (what a stop costs is assumed). "
        f"Most of the financial cost falls on {payers}."
    )


def _named(kind: str, parts: list[tuple[str, float]], money: Money) -> str:
    """Return components or payers with their amounts: "benefits forgone (CNY 16.6 billion) and ..."."""
    names = [(lower_first(say(f"{kind}.{name}", "en")), cost) for name, cost in parts]
    return join([f"{name} ({money.amount(cost)})" for name, cost in names], "en")


def _dearest(estimates: Readings, base: str, measure: str, account: str) -> list[tuple[str, float]]:
    """Return the parts of an account with what they cost, the dearest first."""
    parts = [
        (part, one.estimate)
        for (row, name, subject), one in estimates.items()
        for of_account, slash, part in [subject.partition("/")]
        if (row, name, of_account) == (base, measure, account) and slash
    ]
    return sorted(parts, key=lambda part: -part[1])


def _calibrated(results: Results) -> str:
    """Say which chances are others in the locked forecast, whose inputs agree with what was seen by the end of 2020."""
    estimates, words, base = readings(results), results.words, results.words["base"]
    with LOCKED.open(encoding="utf-8", newline="") as opened:
        locked = {row["target"]: float(row["chance"]) for row in csv.DictReader(opened)}
    moved = []
    for name in words["targets"]:
        here = estimates[base, "chance", name].estimate
        if abs(locked[name] - here) >= MOVED:
            moved.append(f"{target_name(words, name, 'en')} {percent(locked[name])} instead of {percent(here)}")
    others = join(moved, "en") if moved else "no chance moves by ten points or more"
    table = json.loads(CALIBRATED.read_text(encoding="utf-8"))
    scores = {kind: score_in_all(by) for kind, by in scores_of(table).items()}
    beaten = sum(scores["before"] < scores[kind] for kind in ("continued", "planned"))
    return (
        "These inputs are those known on the data date. Set against five figures seen by the end of 2020 they beat "
        f"{('neither', 'one', 'both')[beaten]} of two naive forecasts. With inputs "
        "[calibrated](docs/calibration.md) on these figures, within "
        f"their ranges, the [locked forecast](results/forecast_2020/) gives: {others}."
    )


def _money(results: Results) -> Money:
    estimates = readings(results)
    return money_for([one.estimate for (_, name, _), one in estimates.items() if name == "delay_cost_mean"], "en")


def _chances_that_differ(results: Results, differences: Readings, row: str) -> str:
    told = []
    for name in results.words["targets"]:
        one = differences.get((row, "chance", name))
        if one is not None and differs(one):
            told.append(
                f"{target_name(results.words, name, 'en')} {points(one.estimate)} points "
                f"({points(one.low)} to {points(one.high)})"
            )
    return join(told, "en") if told else "no chance is seen to differ"


def _costs_that_differ(results: Results, differences: Readings, row: str, money: Money) -> Iterator[str]:
    for account in ACCOUNTS:
        one = differences[row, "delay_cost_mean", account]
        reason = most_of_it(results, differences, row, account, money, "en") if differs(one) else ""
        yield f"{account} cost {difference_of_cost(one, money, 'en')}" + (f", {reason}" if reason else "")
