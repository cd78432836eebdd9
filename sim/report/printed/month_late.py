"""What one month late costs for each target, as a table for a terminal."""

from sim.report.numbers import money_for
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.readings.estimates import month_late_costs
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results
from sim.report.words import Lang, say, target_name


def month_late_table(results: Results, lang: Lang, width: int) -> list[str]:
    """Return the lines of the table, none where the study has no prices of a month."""
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
        [target_name(results.words, target, lang), *(money.bare_or_less(sums[target, account]) for account in ACCOUNTS)]
        for target in results.words["targets"]
    ]
    widths = column_widths(rows, width)
    lines = table(rows, widths, [False, True, True])
    lines.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    return [*wrap(say("cost.month_late", lang, unit=money.unit), width), "", *lines]
