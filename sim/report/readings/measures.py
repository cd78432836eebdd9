"""The measures that studies of coordination and safeguards speak of, by network and for all networks."""

from collections.abc import Iterable
from typing import NamedTuple

from sim.report.numbers import Money, money_for, points
from sim.report.readings.estimates import Reading, Readings, readings
from sim.report.results import Results
from sim.report.words import Lang, name_of, say

MEASURES = ("chance", "met", "margin", "economic", "financial")
"""Chance that all targets are met, how many are met (of all networks together only), mean margin in days, and the cost
of delay in each account."""

OF_NETWORK = {
    "chance": ("network_chance", "{}"),
    "margin": ("network_margin_mean", "{}"),
    "economic": ("network_delay_cost_mean", "economic/{}"),
    "financial": ("network_delay_cost_mean", "financial/{}"),
}
OF_ALL = {
    "chance": ("chance", "all_targets"),
    "met": ("targets_met_mean", "all_targets"),
    "margin": ("margin_mean", "all_targets"),
    "economic": ("delay_cost_mean", "economic"),
    "financial": ("delay_cost_mean", "financial"),
}
"""Measure to the measure and subject of the estimates, of one network and of all."""

ALL = ""
"""The subject that is all networks together."""

ACCOUNTS = ("economic", "financial")

NONE = Reading(0.0, 0.0, 0.0)
"""The base less itself."""


class Key(NamedTuple):
    """Where a measure of a subject stands in the estimates."""

    measure: str
    subject: str


def key_of(measure: str, subject: str) -> Key | None:
    """Return where *measure* of a network, or of ALL, stands in the estimates; None where networks have no such."""
    if subject == ALL:
        return Key(*OF_ALL[measure])
    if measure not in OF_NETWORK:
        return None
    name, place = OF_NETWORK[measure]
    return Key(name, place.format(subject))


def difference(differences: Readings, base: str, row: str, measure: str, subject: str) -> Reading | None:
    """Return the measure in a row less that in the base, where both have it."""
    key = key_of(measure, subject)
    if key is None:
        return None
    return NONE if row == base else differences.get((row, *key))


def measures_of(results: Results, subject: str) -> list[str]:
    """Return the measures that say something of a subject: those estimated, without a chance that is 0 in every row."""
    estimates, base = readings(results), results.words["base"]
    keys = {measure: key_of(measure, subject) for measure in MEASURES}
    return [
        measure
        for measure, key in keys.items()
        if key and (base, *key) in estimates and not (measure == "chance" and is_never(estimates, key))
    ]


def is_never(estimates: Readings, key: tuple[str, str]) -> bool:
    """Return whether a chance is 0 in every row: no run meets all these targets."""
    return not any(one.estimate for (_, *own), one in estimates.items() if tuple(own) == tuple(key))


def never_said(results: Results, subject: str, lang: Lang) -> list[str]:
    """Return the line that says that no run of any row meets all targets of a subject, where that is so."""
    estimates, key = readings(results), key_of("chance", subject)
    if not key or (results.words["base"], *key) not in estimates or not is_never(estimates, key):
        return []
    return [say("measure.never.all" if subject == ALL else "measure.never.network", lang)]


def subjects_of(results: Results) -> list[str]:
    """Return ALL and the networks with targets, or with packages where the plan has no targets."""
    estimates, base = readings(results), results.words["base"]
    measure, place = OF_NETWORK["chance" if results.words["targets"] else "economic"]
    networks = [name for name in results.words["networks"] if (base, measure, place.format(name)) in estimates]
    return [*networks, ALL]


def subject_name(results: Results, subject: str, lang: Lang) -> str:
    """Return the name of a network, or of all of them together."""
    return name_of(results.words, "networks", subject, lang) if subject else say("measure.all", lang)


def better(one: Reading, measure: str) -> Reading:
    """Return a difference so that more is better: less cost of delay is cost that is saved."""
    return negative(one) if measure in ACCOUNTS else one


def negative(one: Reading) -> Reading:
    """Return a difference the other way round."""
    return Reading(*(0.0 - number for number in (one.estimate, one.high, one.low)))


class Writer:
    """Writes differences of measures; all money in one unit."""

    def __init__(self, differences: Iterable[Reading | None], lang: Lang) -> None:
        self.lang = lang
        self.money: Money = money_for([one.estimate for one in differences if one], lang)

    def number(self, number: float, measure: str) -> str:
        """Return a difference with its sign, without its unit."""
        if measure == "chance":
            return points(number)
        if measure in ACCOUNTS:
            return self.money.bare(number, sign=True)
        return counted(number) if measure == "met" else days(number)

    def interval(self, one: Reading, measure: str) -> str:
        """Return the bounds of a difference in brackets."""
        low, high = self.number(one.low, measure), self.number(one.high, measure)
        return say("bracket", self.lang, text=say("range", self.lang, low=low, high=high))

    def unit(self, measure: str) -> str:
        """Return the unit of a measure's numbers."""
        return self.money.unit if measure in ACCOUNTS else say(f"measure.{measure}.unit", self.lang)

    def amount(self, number: float, measure: str) -> str:
        """Return a size without sign, with its unit: "12 points"."""
        if measure in ACCOUNTS:
            return self.money.amount(abs(number))
        return say(f"measure.{measure}.amount", self.lang, number=self.number(abs(number), measure).lstrip("+"))


def days(number: float) -> str:
    """Return days with a sign, with a decimal where they are few."""
    if number != number:
        return "?"
    text = f"{number:+,.0f}" if abs(number) >= 9.95 else f"{number:+.1f}"
    return text if any(digit in text for digit in "123456789") else "0"


def counted(number: float) -> str:
    """Return a mean number of targets, with a sign and two decimals."""
    text = f"{number:+.2f}"
    return text if any(digit in text for digit in "123456789") else "0"
