"""Why a cost of delay differs from the base: the component and the network that carry most of it."""

from collections.abc import Iterable

from sim.report.numbers import Money
from sim.report.readings.estimates import Readings
from sim.report.readings.measures import OF_NETWORK
from sim.report.results import Results
from sim.report.words import Lang, name_of, say


def most_of_it(results: Results, differences: Readings, row: str, account: str, money: Money, lang: Lang) -> str:
    """Return which component and which network move an account of *row* most in the direction in which it moves.

    "works stopped for money (-0.55), Hub transport network (-0.44)"; empty where the folder has neither.
    """
    whole = differences.get((row, "delay_cost_mean", account))
    if whole is None:
        return ""
    of_network, _ = OF_NETWORK[account]
    components = _parts(differences, row, "delay_cost_mean", account)
    networks = _parts(differences, row, of_network, account)
    said = []
    for parts, word in ((components, "component"), (networks, "network")):
        name, part = _leading(parts, whole.estimate)
        if name:
            named = (
                say(f"component.{name}", lang)
                if word == "component"
                else name_of(results.words, "networks", name, lang)
            )
            amount = say("bracket", lang, text=money.bare(part, sign=True))
            said.append(say("beside", lang, left=named, right=amount))
    return say("cost.most_of_it", lang, parts=say("comma", lang).join(said)) if said else ""


def _parts(differences: Readings, row: str, measure: str, account: str) -> Iterable[tuple[str, float]]:
    for (of_row, name, subject), one in differences.items():
        of_account, slash, part = subject.partition("/")
        if (of_row, name, of_account) == (row, measure, account) and slash:
            yield part, one.estimate


def _leading(parts: Iterable[tuple[str, float]], whole: float) -> tuple[str, float]:
    """Return the part that goes furthest the way the whole goes."""
    with_it = [(name, part) for name, part in parts if part * whole > 0]
    return max(with_it, key=lambda one: abs(one[1]), default=("", 0.0))
