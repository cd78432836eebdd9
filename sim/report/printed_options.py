"""Ways of funding side by side as a table for a terminal, those marked that no other beats."""

from collections.abc import Callable, Iterator

from sim.analysis.options import ALIKE_CNY_10K, marked, offers_of
from sim.report.layout import column_widths, table, wrap
from sim.report.numbers import Money, bare_percent, money_for, months, percent, points
from sim.report.printed import difference_of_cost
from sim.report.public_money import LIMITS
from sim.report.readings import Reading, Readings, differs, readings, scenarios_of
from sim.report.results import Results
from sim.report.words import Lang, join, name_of, say

COLUMNS = ("all", "city", "met", "margin", "delay", "money", "peak", "debt")
ESTIMATED = {
    "all": ("chance", "all_targets"),
    "city": ("chance", "city_targets"),
    "met": ("targets_met_mean", "all_targets"),
    "margin": ("margin_mean", "all_targets"),
    "delay": ("delay_cost_mean", "economic"),
    "money": ("city_money_mean", "promised"),
    "peak": ("city_money_mean", "peak_year"),
    "debt": ("city_debt_mean", "horizon"),
}
"""Column to the measure and subject that it shows."""

AS_SHOWN: dict[str, Callable[[float], str]] = {
    "all": percent,
    "city": percent,
    "met": "{:.1f}".format,
    "margin": months,
}
"""Column to how its numbers are written, those of money aside."""

OF_MONEY = ("delay", "money", "peak", "debt")
INDENT = "    "


def options_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return a line an option, base first, below it what differs from the base and which limits it breaks."""
    estimates, differences = readings(results), readings(results, "differences")
    money = money_for(
        [one.estimate for (_, *key), one in estimates.items() if tuple(key) in [ESTIMATED[one] for one in OF_MONEY]],
        lang,
    )
    stars = marked(offers_of(results.table("estimates")))
    heads = _heads(results, lang)
    options = {
        option: _row(results, estimates, option, option in stars, money, lang) for option in scenarios_of(results)
    }
    widths = column_widths([*heads, *options.values()], width)
    right = [False] + [True] * len(COLUMNS)
    lines = wrap(say("options.title", lang, unit=money.unit), width)
    lines += [*table(heads, widths, right), "-" * (sum(widths) + 2 * len(COLUMNS))]
    for option, row in options.items():
        lines += table([row], widths, right)
        for said in _beside(results, estimates, differences, option, money, lang):
            lines += wrap(INDENT + said, width, INDENT)
    legend = say("options.legend", lang, replications=f"{results.words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _heads(results: Results, lang: Lang) -> list[list[str]]:
    horizon, targets = results.words["horizon"][:4], len(results.words["targets"])
    return [
        [say("options.option", lang), *(say(f"options.{column}", lang) for column in COLUMNS)],
        ["", *(say(f"options.{column}.unit", lang, year=horizon, targets=targets) for column in COLUMNS)],
    ]


def _row(results: Results, estimates: Readings, option: str, is_marked: bool, money: Money, lang: Lang) -> list[str]:
    named = name_of(results.words, "scenarios", option, lang)
    cells = [say("options.mark" if is_marked else "options.no_mark", lang, name=named)]
    for column in COLUMNS:
        one = estimates.get((option, *ESTIMATED[column]))
        if one is None:
            cells.append("")
        elif column in OF_MONEY:
            cells.append(money.bare(one.estimate))
        else:
            cells.append(AS_SHOWN[column](one.estimate))
    return cells


def _beside(
    results: Results, estimates: Readings, differences: Readings, option: str, money: Money, lang: Lang
) -> Iterator[str]:
    """Yield what differs from the base beyond its interval, and the limits that the option breaks."""
    if option != results.words["base"]:
        said = list(_differences(differences, option, money, lang))
        if said:
            yield say("options.against", lang, differences=say("semicolon", lang).join(said))
        else:
            yield say("options.against.none", lang)
    broken = {limit: estimates.get((option, "breach_chance", limit)) for limit in LIMITS}
    spelled = [
        say("options.broken.one", lang, limit=say(f"limit.{limit}", lang), chance=f"{bare_percent(one.estimate)}%")
        for limit, one in broken.items()
        if one is not None and one.estimate > 0
    ]
    if spelled:
        yield say("options.broken", lang, limits=join(spelled, lang))


def _differences(differences: Readings, option: str, money: Money, lang: Lang) -> Iterator[str]:
    for key, column in (("chance", "all"), ("chance_city", "city")):
        one = differences.get((option, *ESTIMATED[column]))
        if one is not None and differs(one):
            change, low, high = map(points, one)
            spelled = say("table.points", lang, points=change, low=low, high=high)
            yield say(f"options.{key}", lang, difference=spelled)
    met = differences.get((option, *ESTIMATED["met"]))
    if met is not None and differs(met):
        number, low, high = (f"{targets:+.1f}" for targets in met)
        yield say("options.targets_met", lang, number=number, low=low, high=high)
    margin = differences.get((option, *ESTIMATED["margin"]))
    if margin is not None and differs(margin):
        yield say("options.margin_days", lang, difference=_days(margin, lang))
    for key, column in (("delay_cost", "delay"), ("city_money", "money")):
        one = differences.get((option, *ESTIMATED[column]))
        if one is not None and differs(one) and abs(one.estimate) > ALIKE_CNY_10K:
            yield say(f"options.{key}", lang, difference=_of_money(one, money, lang))


def _days(one: Reading, lang: Lang) -> str:
    days, low, high = (f"{number:+.0f}" for number in one)
    return say("options.margin_amount", lang, days=days, low=low, high=high)


def _of_money(one: Reading, money: Money, lang: Lang) -> str:
    """Return a difference of money, with its interval where luck has a part in it."""
    return money.amount(one.estimate, sign=True) if one.low == one.high else difference_of_cost(one, money, lang)
