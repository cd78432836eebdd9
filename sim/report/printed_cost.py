"""The cost of delay as a table for a terminal: by scenario, by component, and of a month for each target."""

from sim.report.layout import column_widths, table, wrap
from sim.report.numbers import Money, money_for
from sim.report.printed import ACCOUNTS, difference_of_cost
from sim.report.readings import Readings, component_costs, month_late_costs, readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, target_name


def cost_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return what delay costs in each scenario, in both accounts, and what a month costs for each target."""
    estimates = readings(results)
    money = money_for([one.estimate for key, one in estimates.items() if key[1] == "delay_cost_mean"], lang)
    lines = wrap(say("cost.title", lang, unit=money.unit), width)
    for account in ACCOUNTS:
        lines += ["", *_account(results, account, estimates, money, lang, width)]
    months = _month_late(results, lang, width)
    lines += ["", *months] if months else []
    below_zero = any(key[1:] == ("delay_cost_mean", "economic") and one.estimate < 0 for key, one in estimates.items())
    legend = [*wrap(say("cost.legend", lang), width), *(wrap(say("table.cost.below_zero", lang), width) * below_zero)]
    return "\n".join([*lines, "", *legend]) + "\n"


def _account(results: Results, account: str, estimates: Readings, money: Money, lang: Lang, width: int) -> list[str]:
    differences, components = readings(results, "differences"), component_costs(estimates)
    head = [say(f"account.{account}.title", lang), *(say(f"cost.{name}", lang) for name in ("mean", "interval", "p80"))]
    rows, notes = [head], [""]
    for scenario in scenarios_of(results):
        mean = estimates.get((scenario, "delay_cost_mean", account))
        if mean is None:
            continue
        p80 = estimates.get((scenario, "delay_cost_p80", account))
        spread = say("bracket", lang, text=say("range", lang, low=money.bare(mean.low), high=money.bare(mean.high)))
        above = money.bare(p80.estimate) if p80 else ""
        rows.append([name_of(results.words, "scenarios", scenario, lang), money.bare(mean.estimate), spread, above])
        difference = differences.get((scenario, "delay_cost_mean", account))
        spelled = difference_of_cost(difference, money, lang) if difference else ""
        notes.append(say("table.cost.against", lang, difference=spelled) if spelled else "")
        for (where, of_account, component), cost in components.items():
            if (where, of_account) == (scenario, account):
                named = say("cost.of_which", lang, component=say(f"component.{component}", lang))
                rows.append(["  " + named, money.bare(cost), "", ""])
                notes.append("")
    widths = column_widths(rows, width)
    lines = []
    for row, note in zip(rows, notes, strict=True):
        lines += table([row], widths, [False, True, False, True])
        lines += wrap("  " + note, width, "    ") if note else []
    lines.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
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
