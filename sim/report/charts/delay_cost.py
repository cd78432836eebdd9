"""What delay costs: by scenario with intervals, and for each target a month late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.report.charts.doubt import bounds_key, draw_bounds, key_below, with_bounds
from sim.report.charts.frame import (
    BLUE,
    GREEN,
    GREY,
    GRID,
    INK,
    ORANGE,
    PINK,
    RED,
    SKY,
    SMALL_POINTS,
    TEXT_POINTS,
    YELLOW,
    Sheet,
    fonts,
    key_row,
    typeset,
)
from sim.report.numbers import Money, money_for
from sim.report.printed.layout import wrap
from sim.report.printed.targets import difference_of_cost
from sim.report.readings.doubt import Bounds, assumed_bounds
from sim.report.readings.estimates import Reading, component_costs, differs, month_late_costs, readings, scenarios_of
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results
from sim.report.words import Lang, name_of, say, spell_date, target_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COMPONENT_COLOURS = {
    "benefits_forgone": BLUE,
    "deferred_capital": SKY,
    "interest_during_construction": ORANGE,
    "escalation": YELLOW,
    "prolongation": PINK,
    "stop_start": RED,
    "damages_received": GREEN,
}

WITH_INTERVALS = ((0.17, 0.24), (0.61, 0.22))
AMOUNTS_ALONE = ((0.17, 0.32), (0.58, 0.32))
"""Left edge and width of the panel of each account; labels stand before it, amounts after it."""


BESIDE_BAR = 0.33
"""How far below a bar its bounds over the assumed inputs are drawn; a bar is half high."""

LABEL_COLUMNS = 24
"""A longer label goes on a further line."""

LINE_POINTS = 17
"""Distance between the lines beside a bar."""


class Bar(NamedTuple):
    """One row: a label, its components in 万元, the net amount (with its interval if it has one), lines beside.

    `assumed` are the bounds of the net amount over the assumed inputs.
    """

    label: str
    parts: Mapping[str, float]
    net: Reading
    beside: Sequence[str]
    assumed: Bounds | None = None


def delay_cost(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw the mean cost of delay of each scenario in both accounts, by component."""
    with fonts():
        words = results.words
        estimates, differences = readings(results), readings(results, "differences")
        bounds = assumed_bounds(results)
        components = component_costs(estimates)
        money = money_for([one.estimate for key, one in estimates.items() if key[1] == "delay_cost_mean"], lang)
        sheet = Sheet(results, lang, ax)
        subtitle = say("delay_cost.subtitle", lang, data_date=spell_date(words["data_date"], lang))
        sheet.head(scenario_finding(results, money, lang), with_bounds(subtitle, bounds, lang))
        accounts = {}
        for account in ACCOUNTS:
            bars = []
            for scenario in scenarios_of(results):
                net = estimates.get((scenario, "delay_cost_mean", account))
                if net is None:
                    continue
                beside = [say("beside", lang, left=money.bare(net.estimate), right=_interval(net, money, lang))]
                difference = differences.get((scenario, "delay_cost_mean", account))
                if difference and scenario != words["base"]:
                    beside.append(_difference(difference, money, lang))
                parts = {
                    what: cost for (where, of, what), cost in components.items() if (where, of) == (scenario, account)
                }
                assumed = bounds.get((scenario, "delay_cost_mean", account))
                bars.append(Bar(name_of(words, "scenarios", scenario, lang), parts, net, beside, assumed))
            accounts[account] = bars
        _draw_accounts(sheet, accounts, money, say("component.net", lang), WITH_INTERVALS)
        return sheet.ax


def month_late(results: Results, lang: Lang = "en", *, ax: Axes | None = None) -> Axes:
    """Draw what a month costs for each target, in both accounts, by component; dearest first."""
    with fonts():
        words, costs = results.words, month_late_costs(results)
        nets = {
            (target, account): sum(cost for (one, of, _), cost in costs.items() if (one, of) == (target, account))
            for target in words["targets"]
            for account in ACCOUNTS
        }
        money = money_for(nets.values(), lang)
        sheet = Sheet(results, lang, ax)
        subtitle = say("month_late.subtitle", lang, data_date=spell_date(words["data_date"], lang))
        sheet.head(target_finding(results, nets, money, lang), subtitle)
        ordered = sorted(words["targets"], key=lambda target: -nets[target, "economic"])
        accounts = {
            account: [
                Bar(
                    target_name(words, target, lang),
                    {what: cost for (one, of, what), cost in costs.items() if (one, of) == (target, account)},
                    Reading(nets[target, account], nets[target, account], nets[target, account]),
                    [money.bare_or_less(nets[target, account])],
                )
                for target in ordered
            ]
            for account in ACCOUNTS
        }
        _draw_accounts(sheet, accounts, money, say("component.net_alone", lang), AMOUNTS_ALONE)
        return sheet.ax


def scenario_finding(results: Results, money: Money, lang: Lang) -> str:
    """Return what delay costs in the base, and which scenario is seen to add most to it."""
    words, estimates, differences = results.words, readings(results), readings(results, "differences")
    base = estimates.get((words["base"], "delay_cost_mean", "economic"))
    if base is None:
        return say("chart.missing", lang)
    spread = say("range", lang, low=money.bare(base.low), high=money.bare(base.high))
    said = {
        "base": name_of(words, "scenarios", words["base"], lang),
        "amount": money.amount(base.estimate),
        "spread": spread,
    }
    if base.estimate < 0:
        spread = say("range", lang, low=money.bare(-base.high), high=money.bare(-base.low))
        return say("delay_cost.title.saves", lang, **said | {"amount": money.amount(-base.estimate), "spread": spread})
    adds = {
        scenario: one
        for (scenario, measure, subject), one in differences.items()
        if (measure, subject) == ("delay_cost_mean", "economic") and differs(one) and one.estimate > 0
    }
    if len(scenarios_of(results)) == 1:
        return say("delay_cost.title.alone", lang, **said)
    if not adds:
        return say("delay_cost.title.same", lang, **said)
    worst = max(adds, key=lambda scenario: adds[scenario].estimate)
    difference = difference_of_cost(adds[worst], money, lang)
    return say(
        "delay_cost.title.worst", lang, **said, scenario=name_of(words, "scenarios", worst, lang), difference=difference
    )


def target_finding(results: Results, nets: Mapping[tuple[str, str], float], money: Money, lang: Lang) -> str:
    """Return for which target a month is dearest in the economic account."""
    economic = {target: cost for (target, account), cost in nets.items() if account == "economic"}
    dearest = max(economic, key=lambda target: economic[target], default="")
    if not dearest or economic[dearest] <= 0:
        return say("month_late.title.none", lang)
    name = target_name(results.words, dearest, lang)
    return say("month_late.title", lang, name=name, amount=money.amount(economic[dearest]))


def _interval(net: Reading, money: Money, lang: Lang) -> str:
    return say("bracket", lang, text=say("range", lang, low=money.bare(net.low), high=money.bare(net.high)))


def _difference(difference: Reading, money: Money, lang: Lang) -> str:
    if not differs(difference):
        return say("no_difference", lang)
    change, low, high = (money.bare(number, sign=True) for number in difference)
    spread = say("bracket", lang, text=say("range", lang, low=low, high=high))
    return say("beside", lang, left=change, right=spread)


def _draw_accounts(
    sheet: Sheet,
    accounts: Mapping[str, Sequence[Bar]],
    money: Money,
    net_label: str,
    panels: Sequence[tuple[float, float]],
) -> None:
    lang = sheet.lang
    present = dict.fromkeys(part for bars in accounts.values() for bar in bars for part in bar.parts)
    colours = COMPONENT_COLOURS
    for place, ((left, width), (account, bars)) in enumerate(zip(panels, accounts.items(), strict=True)):
        panel = sheet.panel(left, 0.1, width, 0.755)
        panel.set_title(say(f"account.{account}.title", lang), loc="left", fontsize=TEXT_POINTS + 1, color=INK, pad=8)
        _draw_bars(panel, bars, colours, money, has_labels=place == 0)
        panel.set_xlabel(money.unit, fontsize=TEXT_POINTS)
        if place == 0:
            entries: list[tuple[str, dict[str, object]]] = [
                (say(f"component.{part}", lang), {"color": colours[part], "lw": 10, "solid_capstyle": "butt"})
                for part in present
            ]
            has_interval = any(bar.net.low < bar.net.high for bar in bars)
            entries.append((net_label, {"color": INK, "marker": "o", "lw": 2 if has_interval else 0, "ms": 7}))
            key_row(panel, entries, above=28, columns=4)
        else:
            key_below(panel, bounds_key([bar.assumed for bar in bars if bar.assumed], lang))


def _draw_bars(panel: Axes, bars: Sequence[Bar], colours: Mapping[str, str], money: Money, *, has_labels: bool) -> None:
    across = panel.get_yaxis_transform()
    for place, bar in enumerate(bars):
        above, below = 0.0, 0.0
        for part, cost in bar.parts.items():
            amount = cost / money.cny_10k
            panel.barh(-place, amount, left=above if amount > 0 else below, height=0.5, color=colours[part], zorder=2)
            above, below = above + max(amount, 0), below + min(amount, 0)
        net, low, high = (number / money.cny_10k for number in bar.net)
        if bar.assumed:
            draw_bounds(panel, (end / money.cny_10k for end in bar.assumed), -place - BESIDE_BAR)
        if low < high:
            panel.plot([low, high], [-place, -place], color="white", lw=6, zorder=4, solid_capstyle="butt")
            panel.plot([low, high], [-place, -place], color=INK, lw=2.4, zorder=4, solid_capstyle="butt")
        panel.plot([net], [-place], marker="o", color=INK, ms=7, mec="white", mew=0.8, zorder=5, clip_on=False)
        if has_labels:
            label = "\n".join(wrap(bar.label, LABEL_COLUMNS))
            panel.text(-0.04, -place, label, transform=across, ha="right", va="center", fontsize=TEXT_POINTS)
        for line, said in enumerate(bar.beside):
            points = (len(bar.beside) - 1) * LINE_POINTS / 2 - line * LINE_POINTS
            panel.annotate(
                typeset(said),
                (1.03, -place),
                xytext=(0, points),
                xycoords=across,
                textcoords="offset points",
                va="center",
                fontsize=SMALL_POINTS if line else TEXT_POINTS,
                color=GREY if line else INK,
            )
    panel.axvline(0, color=INK, lw=1, zorder=3)
    panel.set_ylim(-len(bars) + 0.4, 0.6)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    panel.xaxis.set_major_formatter(lambda number, _: typeset(f"{number:,.10g}"))
    panel.grid(axis="x", color=GRID, lw=0.8, zorder=0)
