"""The targets of every scenario as a table for a terminal: plain words, at most *width* columns."""

from collections.abc import Callable, Iterator

from sim.report.numbers import Money, Scale, money_for, months, percent, points, scale_of, with_interval
from sim.report.printed.beside import beside_table
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.printed.month_late import month_late_table
from sim.report.readings.cost_reasons import most_of_it
from sim.report.readings.doubt import (
    AllBounds,
    Better,
    assumed_bounds,
    assumed_middles,
    missed_as_planned,
    over_assumed,
)
from sim.report.readings.estimates import Reading, Readings, differs, readings, scenarios_of
from sim.report.readings.late_days import GROUPS, OTHER, MainCause, main_causes
from sim.report.readings.measures import ACCOUNTS
from sim.report.results import Results, Words
from sim.report.words import NAMED_BY, Lang, cause_of_delay, name_of, pick, say, spell_date, target_name, unit_name

INDENT = "  "
LEGEND = ("forecast", "chance", "margin", "decides", "causes", "model")
JOINT = ("all_targets", "city_targets")
SAID_BY_THE_GROUP = ("money", "crew", "outside", "slowed", "queue")
"""Causes of which a group's name says all but who stands behind them."""


def targets_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return one block a scenario, base first: its targets, joint chances and cost of delay."""
    writer = _TargetsTable(results, lang, width)
    blocks = [writer.block(scenario) for scenario in scenarios_of(results)]
    beside = beside_table(results, lang, width)
    if beside:
        blocks.insert(1, beside)
    below = [*writer.notes(), *targets_legend(results, lang, width), *writer.assumed_note()]
    return "\n\n".join("\n".join(lines) for lines in [*blocks, below]) + "\n"


def targets_legend(results: Results, lang: Lang = "en", width: int = 80) -> list[str]:
    """Return the lines that say how the table is read."""
    parts = {
        "deadline": spell_date(results.words["deadline"], lang),
        "after": after_horizon(results.words, lang),
        "replications": f"{results.words['replications']:,}",
    }
    lines = [say("table.legend", lang)]
    for of in LEGEND:
        lines += wrap(INDENT + say(f"table.legend.{of}", lang, **parts), width, INDENT * 2)
    return lines


def after_horizon(words: Words, lang: Lang) -> str:
    """Return what is said of a day that does not come by the horizon: "after 2028"."""
    return say("after", lang, year=words["horizon"][:4])


def margin_text(quantiles: list[Reading], beyond: str, separator: str) -> str:
    """Return P10, P50 and P90 of a margin, those beyond the horizon in words."""
    known = [months(one.estimate) for one in quantiles if one.is_known]
    if not known:
        return beyond
    if len(known) == 1:
        return f"{beyond}{separator}P90 {known[0]}"
    return "/".join([*[beyond] * (len(quantiles) - len(known)), *known])


def target_scale(words: Words, target: str, lang: Lang) -> Scale:
    """Return how a target's numbers are written."""
    indicator = words["targets"][target]["indicator"]
    smallest_unit = words["indicators"][indicator]["smallest_unit"]
    return scale_of(words["targets"][target]["at_least"], smallest_unit, unit_name(words, indicator, lang), lang)


class _TargetsTable:
    """Writes the blocks; holds what all of them read."""

    def __init__(self, results: Results, lang: Lang, width: int) -> None:
        self.results, self.words, self.lang, self.width = results, results.words, lang, width
        self.estimates: Readings = readings(results)
        self.bounds: AllBounds = assumed_bounds(results)
        self.middles = assumed_middles(results)
        self.differences: Readings = readings(results, "differences")
        self.missed_as_planned = missed_as_planned(results)
        self.causes: dict[tuple[str, str], MainCause] = main_causes(results)
        costs = [one.estimate for (_, measure, _), one in self.estimates.items() if measure == "delay_cost_mean"]
        self.money: Money = money_for(costs, lang)

    def say(self, key: str, **parts: object) -> str:
        return say(key, self.lang, **parts)

    def block(self, scenario: str) -> list[str]:
        """Return the lines of one scenario."""
        words, lang, is_base = self.words, self.lang, scenario == self.words["base"]
        name = name_of(words, "scenarios", scenario, lang)
        title = wrap(self.say("table.title", scenario=name, deadline=spell_date(words["deadline"], lang)), self.width)
        lines = [*title, "=" * min(self.width, max(display_width(line) for line in title))]
        if question := pick(words["scenarios"][scenario].get("question"), lang):
            lines += wrap(self.say("table.question", question=question), self.width)
        if is_base and len(words["scenarios"]) > 1:
            lines += wrap(self.say("table.base"), self.width)
        lines += ["", *self._targets(scenario)]
        lines += ["", self.say("table.joint"), *self._joint(scenario, is_base)]
        if not is_base:
            lines += ["", *wrap(self.say("table.changes"), self.width), *self._changes(scenario)]
        costs = self._costs(scenario, is_base)
        lines += ["", self.say("table.cost"), *costs] if costs else []
        prices = month_late_table(self.results, lang, self.width) if is_base else []
        return [*lines, "", *prices] if prices else lines

    def _targets(self, scenario: str) -> Iterator[str]:
        heads = [
            [self.say(f"table.{column}") for column in ("target", "needed", "forecast", "chance", "margin")],
            ["", "", *(self.say(f"table.{column}") for column in ("quantiles", "interval", "three"))],
        ]
        rows = {target: self._row(scenario, target) for target in self.words["targets"]}
        widths = column_widths([*heads, *rows.values()], self.width)
        right = [False, True, True, False, False]
        yield from table(heads, widths, right)
        yield "-" * (sum(widths) + 2 * (len(widths) - 1))
        for target, row in rows.items():
            yield from table([row], widths, right)
            yield from wrap(INDENT + self._detail(scenario, target), self.width, INDENT)
            if said := self._assumed(scenario, target):
                yield from wrap(INDENT + said, self.width, INDENT)

    def _row(self, scenario: str, target: str) -> list[str]:
        scale = target_scale(self.words, target, self.lang)
        low, high = (self._read(scenario, f"value_{tail}", target) for tail in ("p10", "p90"))
        chance = self._read(scenario, "chance", target)
        margins = [self._read(scenario, f"margin_{tail}", target) for tail in ("p10", "p50", "p90")]
        noun = self.words["targets"][target]
        return [
            target_name(self.words, target, self.lang),
            scale.write_short(noun.get("stated") or noun["at_least"]),
            self._span(scale.write(low.estimate), scale.write(high.estimate)),
            with_interval(*chance),
            margin_text(margins, after_horizon(self.words, self.lang), self.say("semicolon")),
        ]

    def _span(self, low: str, high: str) -> str:
        """Return P10 and P90 of a value as they are written; one number alone would leave open which of them it is."""
        return f"{low}-{high}" if low != high else self.say("table.both", number=low)

    def _read(self, scenario: str, measure: str, subject: str) -> Reading:
        return self.estimates[scenario, measure, subject]

    def _detail(self, scenario: str, target: str) -> str:
        decides = self.words["targets"][target]["who_decides"]
        return self.say(
            "table.detail",
            unit=target_scale(self.words, target, self.lang).unit,
            who=self.say(f"decides.{decides}"),
            why=self._why(scenario, target),
        )

    def _assumed(self, scenario: str, target: str) -> str:
        """Say between what the chance and the middle margin lie over the assumed inputs, where it is known."""
        chance = self._over_assumed(scenario, "chance", target, "higher", percent)
        margin = self._over_assumed(scenario, "margin_p50", target, "higher", self._months)
        if not chance:
            return ""
        spelled = self.say("assumed.margin", between=margin) if margin else ""
        return self.say("assumed.target", between=chance, margin=spelled)

    def _over_assumed(
        self, scenario: str, measure: str, subject: str, better: Better, write: Callable[[float], str]
    ) -> str:
        key = scenario, measure, subject
        if key not in self.bounds:
            return ""
        return over_assumed(
            self.estimates[key].estimate, self.bounds[key], self.middles.get(key), better, write, self.lang
        )

    def _months(self, days: float) -> str:
        return months(days) if days == days else self.say("assumed.beyond")

    def _why(self, scenario: str, target: str) -> str:
        """Say what a target is missed for; of the base also whether its planned run misses it."""
        is_planned = scenario == self.words["base"] and target in self.missed_as_planned
        if self._read(scenario, "chance", target).estimate == 1:
            return self.say("table.never_missed")
        key = "table.beside_the_plan" if is_planned else "table.if_missed"
        cause = self.causes.get((scenario, target))
        said = self._caused(key, cause) if cause else self.say("table.no_cause")
        return self.say("table.as_planned") + self.say("semicolon") + said if is_planned else said

    def _caused(self, key: str, cause: MainCause) -> str:
        group = self.say(f"cause.group.{cause.group}")
        first = self._first_cause(cause)
        if cause.group == OTHER:
            group, first = first, ""
        above_all = self.say("table.above_all", cause=first) if first else ""
        return self.say(key, cause=group, share=percent(cause.share), above_all=above_all)

    def _first_cause(self, cause: MainCause) -> str:
        """Return the first cause of a group; only who stands behind it where the group says the rest."""
        if cause.kind in SAID_BY_THE_GROUP:
            return name_of(self.words, NAMED_BY[cause.kind], cause.by, self.lang)
        if GROUPS.get(cause.group) == (cause.kind,):
            return ""
        return cause_of_delay(self.words, cause.kind, cause.by, self.lang)

    def notes(self) -> Iterator[str]:
        """Say which targets count as met from less than the number the plan states."""
        for target, noun in self.words["targets"].items():
            if noun.get("stated") and noun["stated"] != noun["at_least"]:
                scale = target_scale(self.words, target, self.lang)
                note = self.say(
                    "table.counts_from",
                    target=target_name(self.words, target, self.lang),
                    stated=self._quantity(noun["stated"], scale),
                    needed=self._quantity(noun["at_least"], scale),
                )
                yield from wrap(note, self.width)

    def assumed_note(self) -> list[str]:
        """Say what is meant by a range over the assumed inputs, where there is any."""
        return wrap(self.say("assumed.note"), self.width) if self.bounds else []

    def _quantity(self, number: float, scale: Scale) -> str:
        return self.say("quantity", number=scale.write_short(number), unit=scale.unit)

    def _joint(self, scenario: str, is_base: bool) -> Iterator[str]:
        nouns = self.words["targets"].values()
        counts = {"all_targets": len(nouns), "city_targets": sum(noun["who_decides"] == "city" for noun in nouns)}
        for subject in JOINT:
            if counts[subject] == 0 or (scenario, "chance", subject) not in self.estimates:
                continue
            which = self.say(f"table.joint.{subject.removesuffix('_targets')}", count=counts[subject])
            chance = with_interval(*self._read(scenario, "chance", subject))
            difference = self.differences.get((scenario, "chance", subject))
            key = "table.joint.line" if is_base or difference is None else "table.joint.against"
            line = self.say(key, which=which, chance=chance, difference=self._points(difference))
            yield from wrap(INDENT + line, self.width, INDENT * 2)
            if between := self._over_assumed(scenario, "chance", subject, "higher", percent):
                yield from wrap(INDENT * 2 + self.say("assumed.row", between=between), self.width, INDENT * 3)

    def _points(self, difference: Reading | None) -> str:
        if difference is None or not differs(difference):
            return self.say("no_difference")
        change, low, high = map(points, difference)
        return self.say("table.points", points=change, low=low, high=high)

    def _changes(self, scenario: str) -> Iterator[str]:
        """List the targets whose chance differs from the base."""
        changes = []
        for target in self.words["targets"]:
            difference = self.differences.get((scenario, "chance", target))
            if difference is not None and differs(difference):
                change, low, high = map(points, difference)
                name = INDENT + target_name(self.words, target, self.lang)
                changes.append([name, change, self.say("bracket", text=self.say("range", low=low, high=high))])
        if not changes:
            yield from wrap(INDENT + self.say("table.changes.none"), self.width, INDENT)
            return
        yield from table(changes, column_widths(changes, self.width), [False, True, False])
        if len(changes) < len(self.words["targets"]):
            yield from wrap(INDENT + self.say("table.changes.rest"), self.width, INDENT)

    def _costs(self, scenario: str, is_base: bool) -> list[str]:
        lines = []
        for account in ACCOUNTS:
            cost = self.estimates.get((scenario, "delay_cost_mean", account))
            if cost is None:
                continue
            low, high = self.money.bare(cost.low), self.money.bare(cost.high)
            amount, named = self.money.amount(cost.estimate), self.say(f"account.{account}")
            lines += wrap(
                INDENT + self.say("table.cost.line", account=named, amount=amount, low=low, high=high),
                self.width,
                INDENT * 2,
            )
            if between := self._over_assumed(scenario, "delay_cost_mean", account, "lower", self.money.bare):
                lines += wrap(INDENT * 2 + self.say("assumed.row", between=between), self.width, INDENT * 3)
            difference = self.differences.get((scenario, "delay_cost_mean", account))
            if not is_base and difference is not None:
                spelled = difference_of_cost(difference, self.money, self.lang)
                lines += wrap(INDENT * 2 + self.say("table.cost.against", difference=spelled), self.width, INDENT * 3)
                if differs(difference):
                    reason = most_of_it(self.results, self.differences, scenario, account, self.money, self.lang)
                    lines += wrap(INDENT * 2 + reason, self.width, INDENT * 3) if reason else []
            if cost.estimate < 0 and account == "economic":
                lines += wrap(INDENT * 2 + self.say("table.cost.below_zero"), self.width, INDENT * 2)
        return lines


def difference_of_cost(difference: Reading, money: Money, lang: Lang) -> str:
    """Return a difference of cost with its interval, or that none is seen."""
    if not differs(difference):
        return say("no_difference", lang)
    low, high = (money.bare(number, sign=True) for number in difference[1:])
    interval = say("bracket", lang, text=say("range", lang, low=low, high=high))
    return say("beside", lang, left=money.amount(difference.estimate, sign=True), right=interval)
