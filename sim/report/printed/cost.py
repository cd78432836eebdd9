"""The cost of delay as a table for a terminal: by scenario and component, where it falls, and of a month."""

from collections.abc import Mapping
from math import fsum

from sim.analysis.delay_cost import ASSESSMENT, ECONOMIC, benefits_forgone, stop_start
from sim.analysis.samples import NONE
from sim.report.numbers import Money, money_for
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.printed.month_late import month_late_table
from sim.report.printed.targets import difference_of_cost
from sim.report.readings.estimates import Reading, Readings, component_costs, readings, scenarios_of
from sim.report.readings.measures import ACCOUNTS
from sim.report.readings.public_money import PAYERS
from sim.report.results import Results
from sim.report.words import Lang, join, name_of, say, target_name

ACCOUNTS_SHOWN = (*ACCOUNTS, ASSESSMENT)
QUANTILES = ("p50", "p80", "p95")
INDENT = "  "
MUCH = 0.1
"""The share of the cost of delay from which on a target that is met in time is named with its cost."""

STOPPED, BENEFITS = stop_start.__name__, benefits_forgone.__name__


def cost_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return what delay costs by scenario, where it falls in the base, and what a month costs for each target."""
    estimates = readings(results)
    money = money_for([one.estimate for key, one in estimates.items() if key[1] == "delay_cost_mean"], lang)
    lines = wrap(say("cost.title", lang, unit=money.unit), width)
    for account in ACCOUNTS_SHOWN:
        if any(key[1:] == ("delay_cost_mean", account) for key in estimates):
            lines += ["", *_account(results, account, estimates, money, lang, width)]
    lines += _parts(results, estimates, money, lang, width)
    months = month_late_table(results, lang, width)
    lines += ["", *months] if months else []
    below_zero = any(key[1:] == ("delay_cost_mean", "economic") and one.estimate < 0 for key, one in estimates.items())
    legend = [*wrap(say("cost.legend", lang), width), *(wrap(say("table.cost.below_zero", lang), width) * below_zero)]
    return "\n".join([*lines, "", *legend]) + "\n"


def _account(results: Results, account: str, estimates: Readings, money: Money, lang: Lang, width: int) -> list[str]:
    differences, components = readings(results, "differences"), component_costs(estimates)
    columns = ("mean", "interval", *QUANTILES)
    head = [say(f"account.{account}.title", lang), *(say(f"cost.{name}", lang) for name in columns)]
    rows, notes = [head], [""]
    for scenario in scenarios_of(results):
        mean = estimates.get((scenario, "delay_cost_mean", account))
        if mean is None:
            continue
        spread = say("bracket", lang, text=say("range", lang, low=money.bare(mean.low), high=money.bare(mean.high)))
        tails = [_bare(estimates.get((scenario, f"delay_cost_{name}", account)), money) for name in QUANTILES]
        rows.append([name_of(results.words, "scenarios", scenario, lang), money.bare(mean.estimate), spread, *tails])
        difference = differences.get((scenario, "delay_cost_mean", account))
        spelled = difference_of_cost(difference, money, lang) if difference else ""
        notes.append(say("table.cost.against", lang, difference=spelled) if spelled else "")
        parts = {part: cost for (where, of, part), cost in components.items() if (where, of) == (scenario, account)}
        for said, cost in [*_named("of_which", parts, lang), *_what_rests_on_what(parts, lang)]:
            rows.append([INDENT + said, money.bare(cost), *[""] * (1 + len(QUANTILES))])
            notes.append("")
    widths = column_widths(rows, width)
    lines = []
    for row, note in zip(rows, notes, strict=True):
        lines += table([row], widths, [False, True, False, True, True, True])
        lines += wrap(INDENT + note, width, INDENT * 2) if note else []
    lines.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    return lines


def _what_rests_on_what(parts: Mapping[str, float], lang: Lang) -> list[tuple[str, float]]:
    """Return the mean without works that stand for money, whose rate is judged, and the benefits alone."""
    if not {STOPPED} < set(parts):
        return []
    without = {STOPPED: fsum(cost for part, cost in parts.items() if part != STOPPED)}
    alone = {BENEFITS: parts[BENEFITS]} if BENEFITS in parts else {}
    return [*_named("without", without, lang), *_named("alone", alone, lang)]


def _named(how: str, parts: Mapping[str, float], lang: Lang) -> list[tuple[str, float]]:
    return [(say(f"cost.{how}", lang, component=say(f"component.{part}", lang)), cost) for part, cost in parts.items()]


def _bare(one: Reading | None, money: Money) -> str:
    return money.bare(one.estimate) if one else ""


def _parts(results: Results, estimates: Readings, money: Money, lang: Lang, width: int) -> list[str]:
    """Return where the cost of delay falls in the base: by network, by target, by payer."""
    words, base = results.words, results.words["base"]
    names: dict[str, dict[str, str]] = {
        "network": {one: name_of(words, "networks", one, lang) for one in words["networks"]},
        "target": {one: target_name(words, one, lang) for one in words["targets"]},
        "payer": {one or NONE: say(f"payer.{one}", lang) for one in PAYERS},
    }
    names["target"][NONE] = say("cost.no_target", lang)
    heads = [
        ["", *(cell for account in ACCOUNTS for cell in (say(f"account.{account}", lang), ""))],
        ["", *(say(f"cost.{what}", lang) for _ in ACCOUNTS for what in ("mean", "p80"))],
    ]
    blocks = {}
    for family, named in names.items():
        rows = []
        for subject, name in named.items():
            keys = [
                (base, f"{family}_delay_cost_{what}", f"{account}/{subject}")
                for account in ACCOUNTS
                for what in ("mean", "p80")
            ]
            found = [estimates.get(key) for key in keys]
            if any(one and one.estimate for one in found):
                rows.append([INDENT + name, *(_bare(one, money) for one in found)])
        if rows:
            blocks[family] = rows
    if not blocks:
        return []
    widths = column_widths([*heads, *(row for rows in blocks.values() for row in rows)], width)
    right = [False, True, True, True, True]
    named_base = name_of(words, "scenarios", base, lang)
    lines = ["", *wrap(say("cost.parts", lang, scenario=named_base), width), *table(heads, widths, right)]
    lines.append("-" * (sum(widths) + 2 * (len(widths) - 1)))
    for family, rows in blocks.items():
        lines += [say(f"cost.by_{family}", lang), *table(rows, widths, right)]
        if family == "target":
            lines += wrap(INDENT + _after_met(results, estimates, lang), width, INDENT)
    return lines


def _after_met(results: Results, estimates: Readings, lang: Lang) -> str:
    """Return why a target that is met in time has a cost of delay: named are those of the base that have much."""
    base, named = results.words["base"], []
    whole = estimates.get((base, "delay_cost_mean", ECONOMIC))
    for target in results.words["targets"]:
        margin = estimates.get((base, "margin_p50", target))
        cost = estimates.get((base, "target_delay_cost_mean", f"{ECONOMIC}/{target}"))
        if whole and margin and cost and margin.estimate >= 0 and cost.estimate >= MUCH * whole.estimate > 0:
            named.append(target_name(results.words, target, lang))
    return say("cost.after_met.named", lang, names=join(named, lang)) if named else say("cost.after_met", lang)
