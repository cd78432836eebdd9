"""The price of silos as a study of coordination has it: how files are reviewed in each row, and what that changes."""

from typing import NamedTuple

from sim.report.measures import ALL, MEASURES, Writer, better, difference, subject_name, subjects_of
from sim.report.numbers import percent
from sim.report.readings import Reading, Readings, differs, readings, scenarios_of
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
    """What silos take from a subject: the least and most over the shares of joint review, more being worse."""

    subject: str
    measure: str
    least: float
    most: float


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


def price_of_silos(results: Results, differences: Readings, measure: str, subject: str) -> Price | None:
    """Return what reviews in series take from a subject beside a task force, over its shares of joint review.

    None where the study lacks either, or where no difference to the base is seen.
    """
    alone = curve_of(results, differences, SERIES, measure, subject)
    together = curve_of(results, differences, TASK_FORCE, measure, subject)
    if not alone or not together or not any(differs(one) for _, one in [*alone, *together]):
        return None
    in_series = better(alone[0][1], measure).estimate
    prices = [better(one, measure).estimate - in_series for _, one in together]
    return Price(subject, measure, min(prices), max(prices))


def silos_finding(results: Results, lang: Lang) -> str:
    """Return which network silos cost most, as a range over the share of joint review."""
    differences = readings(results, "differences")
    writer = Writer([one for key, one in differences.items() if "delay_cost" in key[1]], lang)
    shares = [way.joint_share for way in ways_of(results) if way.mode == TASK_FORCE]
    if not shares or not any(way.mode == SERIES for way in ways_of(results)):
        return say("silos.title.ways", lang)
    networks = [subject for subject in subjects_of(results) if subject != ALL] or [ALL]
    for measure in MEASURES:
        found = [price_of_silos(results, differences, measure, network) for network in networks]
        prices = [price for price in found if price and price.most > 0]
        if prices:
            worst = max(prices, key=lambda price: price.most)
            said = say(
                f"silos.title.{measure}",
                lang,
                network=subject_name(results, worst.subject, lang),
                least=writer.number(worst.least, measure).lstrip("+"),
                most=writer.amount(worst.most, measure),
                low=percent(min(shares)),
                high=percent(max(shares)),
            )
            return upper_first(said)
    return say("silos.title.none", lang)
