"""The cost of delay as a table for a terminal: by scenario and component, where it falls, and of a month."""

from sim.analysis.delay_cost import ASSESSMENT
from sim.analysis.samples import NONE
from sim.report.layout import column_widths, table, wrap
from sim.report.numbers import Money, money_for
from sim.report.printed import ACCOUNTS, difference_of_cost
from sim.report.public_money import PAYERS
from sim.report.readings import Reading, Readings, component_costs, month_late_costs, readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, target_name

ACCOUNTS_SHOWN = (*ACCOUNTS, ASSESSMENT)
QUANTILES = ("p50", "p80", "p95")
INDENT = "  "


def cost_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return what delay costs by scenario, where it falls in the base, and what a month costs for each target."""
    estimates = readings(results)
    money = money_for([one.estimate for key, one in estimates.items() if key[1] == "delay_cost_mean"], lang)
    lines = wrap(say("cost.title", lang, unit=money.unit), width)
    for account in ACCOUNTS_SHOWN:
        if any(key[1:] == ("delay_cost_mean", account) for key in estimates):
            lines += ["", *_account(results, account, estimates, money, lang, width)]
    lines += _parts(results, estimates, money, lang, width)
    months = _month_late(results, lang, width)
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
        for (where, of_account, component), cost in components.items():
            if (where, of_account) == (scenario, account):
                named = say("cost.of_which", lang, component=say(f"component.{component}", lang))
                rows.append([INDENT + named, money.bare(cost), *[""] * (1 + len(QUANTILES))])
                notes.append("")
    widths = column_widths(rows, width)
    lines = []
    for row, note in zip(rows, notes, strict=True):
        lines += table([row], widths, [False, True, False, True, True, True])
        lines += wrap(INDENT + note, width, INDENT * 2) if note else []
    lines.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    return lines


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
            blocks[say(f"cost.by_{family}", lang)] = rows
    if not blocks:
        return []
    widths = column_widths([*heads, *(row for rows in blocks.values() for row in rows)], width)
    right = [False, True, True, True, True]
    named_base = name_of(words, "scenarios", base, lang)
    lines = ["", *wrap(say("cost.parts", lang, scenario=named_base), width), *table(heads, widths, right)]
    lines.append("-" * (sum(widths) + 2 * (len(widths) - 1)))
    for heading, rows in blocks.items():
        lines += [heading, *table(rows, widths, right)]
    return lines


def _month_late(results: Results, lang: Lang, width: int) -> list[str]:
    costs = month_late_costs(results)
    if not costs:
        return []
    sums = {
        (target, account): sum(cost for (one, of, _), cost in costs.items() if (one, of) == (target, account))
        for target in results.words["targets"]
        for account in ACCOUNTS
    }
    money = money_for(sums.values(), lang)
    rows = [[say("cost.target", lang), *(say(f"account.{account}", lang) for account in ACCOUNTS)]]
    rows += [
        [target_name(results.words, target, lang), *(money.bare(sums[target, account]) for account in ACCOUNTS)]
        for target in results.words["targets"]
    ]
    widths = column_widths(rows, width)
    lines = table(rows, widths, [False, True, True])
    lines.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    return [*wrap(say("cost.month_late", lang, unit=money.unit), width), "", *lines]
