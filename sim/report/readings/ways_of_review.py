"""The price of silos as a study of coordination has it: how files are reviewed in each row, and what that changes."""

from collections.abc import Mapping
from typing import NamedTuple

from sim.report.numbers import percent
from sim.report.readings.estimates import Reading, Readings, readings, scenarios_of
from sim.report.readings.measures import ALL, MEASURES, Writer, better, difference, subject_name, subjects_of
from sim.report.results import Results
from sim.report.words import Lang, say, upper_first

SERIES, JOINT, TASK_FORCE = "series", "joint", "task_force"
CURVES = (JOINT, TASK_FORCE)
"""Ways of review that go over the range of the share of joint review."""


class Way(NamedTuple):
    """How files are reviewed in a row; in series the share of joint review means nothing and is 0."""

    mode: str
    joint_share: float


class Price(NamedTuple):
    """What silos take from a subject by share of joint review, more being worse, and how sure that is."""

    subject: str
    measure: str
    by_share: Mapping[float, Reading]

    @property
    def most(self) -> float:
        """The largest price that is seen at any share; below 0 where none is."""
        return max((one.estimate for one in self.by_share.values() if one.low > 0), default=-1.0)


def ways_of(results: Results) -> dict[Way, str]:
    """Return the row of each way of review: in series, then joint and by task force by share."""
    found: dict[Way, str] = {}
    for scenario in scenarios_of(results):
        position = results.words["scenarios"][scenario].get("position")
        if position:
            mode = position["review_mode"]
            found.setdefault(Way(mode, 0.0 if mode == SERIES else position["joint_share"]), scenario)
    order = (SERIES, *CURVES)
    return dict(sorted(found.items(), key=lambda one: (order.index(one[0].mode), one[0].joint_share)))


def way_name(way: Way, lang: Lang) -> str:
    """Return a way of review in words."""
    return say(f"silos.way.{way.mode}", lang, share=percent(way.joint_share))


def curve_of(
    results: Results, differences: Readings, mode: str, measure: str, subject: str
) -> list[tuple[float, Reading]]:
    """Return (share of joint review, difference to the base) of one way of review, by share."""
    base = results.words["base"]
    found = [
        (way.joint_share, difference(differences, base, row, measure, subject))
        for way, row in ways_of(results).items()
        if way.mode == mode
    ]
    return [(share, one) for share, one in found if one is not None]


def price_of_silos(results: Results, measure: str, subject: str) -> Price | None:
    """Return what reviews in series take from a subject beside a task force, paired, by share of joint review.

    None where the study lacks either.
    """
    ways = ways_of(results)
    in_series = next((row for way, row in ways.items() if way.mode == SERIES), "")
    lost = readings(results, "silos")
    found = {
        way.joint_share: difference(lost, in_series, row, measure, subject)
        for way, row in ways.items()
        if way.mode == TASK_FORCE
    }
    by_share = {share: better(one, measure) for share, one in found.items() if one is not None}
    return Price(subject, measure, by_share) if in_series and by_share else None


def silos_finding(results: Results, lang: Lang) -> str:
    """Return which network silos cost most, at both ends of the share of joint review, with intervals."""
    if "silos" not in results.tables or not any(way.mode == SERIES for way in ways_of(results)):
        return say("silos.title.ways", lang)
    networks = [subject for subject in subjects_of(results) if subject != ALL] or [ALL]
    for measure in MEASURES:
        found = [price_of_silos(results, measure, network) for network in networks]
        prices = [price for price in found if price and price.most > 0]
        if prices:
            worst = max(prices, key=lambda price: price.most)
            named = subject_name(results, worst.subject, lang)
            return upper_first(say(f"silos.title.{measure}", lang, network=named, price=price_said(worst, lang)))
    return say("silos.title.none", lang)


def price_said(price: Price, lang: Lang) -> str:
    """Return a price at the least and the greatest share, and the range over all where it lies beyond both."""
    writer = Writer(price.by_share.values(), lang)
    shares = sorted(price.by_share)
    at_the_ends = [
        say(
            "silos.price.at_most" if share > shares[0] else "silos.price.at",
            lang,
            amount=_signed_amount(writer, price.by_share[share].estimate, price.measure, lang),
            low=writer.number(price.by_share[share].low, price.measure),
            high=writer.number(price.by_share[share].high, price.measure),
            share=percent(share),
        )
        for share in dict.fromkeys((shares[0], shares[-1]))
    ]
    said = say("semicolon", lang).join(at_the_ends)
    estimates = [price.by_share[share].estimate for share in shares]
    least, most = min(estimates), max(estimates)
    if {least, most} <= {estimates[0], estimates[-1]}:
        return said
    low, high = (writer.number(number, price.measure) for number in (least, most))
    return say("semicolon", lang).join([said, say("silos.price.range", lang, low=low, high=high)])


def _signed_amount(writer: Writer, number: float, measure: str, lang: Lang) -> str:
    """Return a price with its unit; one below nought keeps its sign."""
    amount = writer.amount(number, measure)
    return say("silos.price.gain", lang, amount=amount) if number < 0 else amount
