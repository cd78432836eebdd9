"""Ways of funding side by side as a table for a terminal, those marked that no other beats."""

from collections.abc import Callable, Iterator, Mapping

from sim.analysis.options import ALIKE_CNY_10K, marked, offers_of
from sim.report.numbers import Money, bare_percent, money_for, months, percent, points
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.printed.targets import difference_of_cost
from sim.report.readings.estimates import Reading, Readings, differs, readings, scenarios_of
from sim.report.readings.public_money import LIMITS, bond_cover, debt_beside_the_city
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
OF_MONEY_ESTIMATED = tuple(ESTIMATED[column] for column in OF_MONEY)
INDENT = "    "


def options_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return a line an option, base first; below it what it leaves others, how it differs, and its own breaches.

    What holds of all options alike is said once, below the table.
    """
    estimates, beside = readings(results), _Beside(results, lang)
    money = beside.money
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
        for said in beside.said_of(option, option in stars):
            lines += wrap(INDENT + said, width, INDENT)
    notes = [line for said in beside.said_of_all() for line in wrap(said, width)]
    lines += ["", *notes] if notes else []
    horizon = results.words["horizon"][:4]
    legend = say("options.legend", lang, replications=f"{results.words['replications']:,}", year=horizon)
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


class _Beside:
    """What is said of options beside their numbers: what others carry, differences to the base, limits, resamples."""

    def __init__(self, results: Results, lang: Lang) -> None:
        self.results, self.lang = results, lang
        self.estimates, self.differences = readings(results), readings(results, "differences")
        self.cover, self.debts = bond_cover(results), debt_beside_the_city(results)
        self.unbeaten = _unbeaten(results)
        shown = [one.estimate for (_, *key), one in self.estimates.items() if tuple(key) in OF_MONEY_ESTIMATED]
        self.money = money_for([*shown, *(debt.cny_10k for debt in self.debts.values())], lang)
        self.broken = {option: _broken(self.estimates, option) for option in scenarios_of(results)}
        every = list(self.broken.values())
        self.shared = {
            limit: share for limit, share in every[0].items() if all(own.get(limit) == share for own in every)
        }

    def said_of(self, option: str, is_marked: bool) -> Iterator[str]:
        """Yield the lines below an option."""
        lang = self.lang
        if is_marked and option in self.unbeaten:
            share, resamples = self.unbeaten[option]
            yield say("options.unbeaten", lang, share=percent(share), resamples=f"{resamples:,}")
        carried = list(self._carried(option))
        if carried:
            yield say("semicolon", lang).join(carried)
        if option != self.results.words["base"]:
            said = list(_differences(self.differences, option, self.money, lang))
            if said:
                yield say("options.against", lang, differences=say("semicolon", lang).join(said))
            else:
                yield say("options.against.none", lang)
        debt = self.debts.get(option)
        if is_marked and debt and debt.more and debt.more.low > 0:
            more = _of_money(debt.more, self.money, lang)
            yield say("options.debt_moves", lang, year=self.results.words["horizon"][:4], more=more)
        own = [
            say("options.broken.one", lang, limit=say(f"limit.{limit}", lang), chance=f"{share}%")
            for limit, share in self.broken[option].items()
            if limit not in self.shared
        ]
        if own:
            yield say("options.broken", lang, limits=join(own, lang))

    def _carried(self, option: str) -> Iterator[str]:
        """Yield the cover of bonds, where a limit asks for it, and what builders and districts owe at the end."""
        if option in self.cover and (option, "breach_chance", "cover") in self.estimates:
            yield say("options.cover", self.lang, times=f"{self.cover[option]:.2f}")
        if option in self.debts:
            amount = self.money.amount(self.debts[option].cny_10k)
            yield say("options.debt_beside", self.lang, amount=amount)

    def said_of_all(self) -> Iterator[str]:
        """Yield what holds of all options: limits that all break alike, and that no run met all targets."""
        lang = self.lang
        for limit, share in self.shared.items():
            yield say("options.broken.by_all", lang, limit=say(f"limit.{limit}", lang), chance=f"{share}%")
            if limit == "cover" and self.cover:
                low, high = (f"{pick(self.cover.values()):.2f}" for pick in (min, max))
                base = self.results.words["scenarios"][self.results.words["base"]]
                key = "options.cover.range" if base.get("cover") else "options.cover.range.unstated"
                yield say(key, lang, low=low, high=high, asked=base.get("cover"))
        chances = {
            column: [self.estimates.get((option, *ESTIMATED[column])) for option in self.broken]
            for column in ("all", "city")
        }
        if all(one is not None and one.estimate == 0 for one in chances["all"]):
            is_city_too = all(one is not None and one.estimate == 0 for one in chances["city"])
            key = "options.none_met.city_too" if is_city_too else "options.none_met"
            yield say(key, lang, targets=len(self.results.words["targets"]))


def _broken(estimates: Readings, option: str) -> dict[str, str]:
    """Return the limits that an option breaks in any run, with the share of runs in percent."""
    found = {limit: estimates.get((option, "breach_chance", limit)) for limit in LIMITS}
    return {limit: bare_percent(one.estimate) for limit, one in found.items() if one is not None and one.estimate > 0}


def _unbeaten(results: Results) -> Mapping[str, tuple[float, int]]:
    """Return by option in what share of so many resamples no other beats it."""
    if "unbeaten" not in results.tables:
        return {}
    rows = results.table("unbeaten").itertuples()
    return {str(row.scenario): (float(row.share_unbeaten), int(row.resamples)) for row in rows}


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
