"""What safeguards are worth and what they cost, as a study of safeguards has it, so that more is better."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from sim.analysis.interaction import PARTS, SafeguardRows, safeguard_rows
from sim.analysis.intervals import Interval
from sim.analysis.many import seen_among_many, two_sided_p
from sim.report.readings.cost_reasons import most_of_it
from sim.report.readings.estimates import Reading, Readings, differs, readings
from sim.report.readings.measures import (
    ACCOUNTS,
    ALL,
    Writer,
    better,
    difference,
    key_of,
    measures_of,
    negative,
    subjects_of,
)
from sim.report.results import Results
from sim.report.words import Lang, few, join, name_of, say, upper_first

TOGETHER, SINGLY, REST = PARTS


class Worth(NamedTuple):
    """What a safeguard is worth (all on less it away, its price paid) and its price (free less paid)."""

    worth: Reading | None
    price: Reading | None


Looked = tuple[str, str, str]
"""Safeguard, measure and subject of a worth that the study shows."""


def rows_of(results: Results) -> SafeguardRows:
    """Return which rows of the study turn which safeguard."""
    words = results.words
    positions = {name: noun["position"] for name, noun in words["scenarios"].items() if noun.get("position")}
    if words["base"] not in positions:
        return SafeguardRows({}, {}, "", "")
    off = set(positions[words["base"]]["safeguards_off"])
    return safeguard_rows(positions, words["base"], [name for name in words.get("safeguards", {}) if name not in off])


def worths_of(results: Results, measure: str, subject: str) -> dict[str, Worth]:
    """Return worth and price by safeguard, in the study's order; more is better."""
    differences, rows = readings(results, "differences"), rows_of(results)
    return {
        name: Worth(
            _against(results, differences, rows.without.get(name, ""), measure, subject, is_away=True),
            _against(results, differences, rows.free.get(name, ""), measure, subject),
        )
        for name in results.words.get("safeguards", {})
        if name in rows.without or name in rows.free
    }


def worth_together(results: Results, measure: str, subject: str) -> Worth:
    """Return what all safeguards are worth together, and the price of all."""
    differences, rows = readings(results, "differences"), rows_of(results)
    return Worth(
        _against(results, differences, rows.all_off, measure, subject, is_away=True),
        _against(results, differences, rows.all_free, measure, subject),
    )


def parts_of(results: Results, measure: str, subject: str) -> dict[str, Reading]:
    """Return all on less all off, the sum of single worths and their interaction, where the folder has them."""
    if "interaction" not in results.tables:
        return {}
    frame = results.table("interaction")
    key = key_of(measure, subject)
    if key is None:
        return {}
    name, of = key
    own = frame[(frame["measure"] == name) & (frame["subject"] == of)]
    return {
        str(row["part"]): better(
            Reading(*(float(pd.to_numeric(row[one])) for one in ("estimate", "low", "high"))), measure
        )
        for _, row in own.iterrows()
    }


def _against(
    results: Results, differences: Readings, row: str, measure: str, subject: str, *, is_away: bool = False
) -> Reading | None:
    found = difference(differences, results.words["base"], row, measure, subject) if row else None
    if found is None:
        return None
    gain = better(found, measure)
    return negative(gain) if is_away else gain


def safeguard_name(results: Results, safeguard: str, lang: Lang) -> str:
    """Return a safeguard's key with its name, as in "S1 Planning"."""
    named = name_of(results.words, "safeguards", safeguard, lang)
    return safeguard if named == safeguard else say("safeguards.name", lang, short=safeguard, name=named)


def seen_worths(results: Results) -> dict[Looked, Reading]:
    """Return the worths that are seen when all that the study shows are looked at together (Holm's correction)."""
    looked: dict[Looked, Reading] = {}
    for subject in subjects_of(results):
        for measure in measures_of(results, subject):
            for name, one in worths_of(results, measure, subject).items():
                if one.worth is not None and one.worth.is_known:
                    looked[name, measure, subject] = one.worth
    pairs = int(results.words["replications"])
    p_values = [
        two_sided_p(Interval(*one), pairs, is_share=measure == "chance") for (_, measure, _), one in looked.items()
    ]
    seen = seen_among_many(p_values)
    return {key: one for (key, one), is_seen in zip(looked.items(), seen, strict=True) if is_seen and differs(one)}


def hurting(results: Results, subject: str) -> dict[str, list[str]]:
    """Return by safeguard the measures in which all is seen to go better without it, their number allowed for."""
    found: dict[str, list[str]] = {}
    for (name, measure, of), one in seen_worths(results).items():
        if of == subject and one.high < 0:
            found.setdefault(name, []).append(measure)
    return found


def hurting_said(results: Results, subject: str, lang: Lang) -> list[str]:
    """Return a sentence for what each safeguard hurts, and for each account in which it is dearer, with the reason."""
    said = []
    for name, measures in hurting(results, subject).items():
        named = safeguard_name(results, name, lang)
        others = [say(f"gain.{measure}.noun", lang) for measure in measures if measure not in ACCOUNTS]
        if others:
            said.append(say("safeguards.hurts", lang, safeguard=named, measures=join(others, lang)))
        said += [_dearer_said(results, name, measure, subject, lang) for measure in measures if measure in ACCOUNTS]
    return said


def _dearer_said(results: Results, name: str, account: str, subject: str, lang: Lang) -> str:
    """Return that a safeguard makes an account dearer, by how much, and of all networks what carries most of it."""
    worth = worths_of(results, account, subject)[name].worth
    amount = worth.estimate if worth else 0.0
    writer = Writer([worth], lang)
    said = say(
        "safeguards.dearer",
        lang,
        safeguard=safeguard_name(results, name, lang),
        measure=say(f"gain.{account}.noun", lang),
        amount=writer.amount(amount, account),
    )
    row = rows_of(results).without[name]
    reason = most_of_it(results, readings(results, "differences"), row, account, writer.money, lang)
    return (
        say("semicolon", lang).join([said, say("safeguards.without", lang, reason=reason)])
        if (subject == ALL and reason)
        else said
    )


def safeguards_finding(results: Results, lang: Lang) -> str:
    """Return what all safeguards are worth together, which is worth most in days and in money, and which hurt."""
    said = list(_finding(results, lang))
    return upper_first(say("semicolon", lang).join(said or [say("safeguards.title.none", lang)]))


def _finding(results: Results, lang: Lang) -> Iterator[str]:
    together = {measure: worth_together(results, measure, ALL).worth for measure in measures_of(results, ALL)}
    first = next((measure for measure, one in together.items() if differs(one)), "")
    if one := together.get(first):
        key = "safeguards.title.together" if one.estimate > 0 else "safeguards.title.together_hurts"
        yield say(key, lang, amount=_of(Writer([one] if first in ACCOUNTS else [], lang), one, first, lang))
    leaders = [said for measures in (("margin",), ACCOUNTS) if (said := _leader(results, measures, lang))]
    yield from leaders
    if hurt := hurting(results, ALL):
        yield say("safeguards.title.hurt", lang, names=few([_quoted(results, name, lang) for name in hurt], lang))


def _leader(results: Results, measures: Sequence[str], lang: Lang) -> str:
    """Return which safeguard is worth most in the first of *measures* in which any is seen to be worth something."""
    for measure in measures:
        worths = {name: one.worth for name, one in worths_of(results, measure, ALL).items()}
        helping = {name: one for name, one in worths.items() if one and differs(one) and one.low > 0}
        if helping:
            most = max(helping, key=lambda name: helping[name].estimate)
            amount = Writer(helping.values() if measure in ACCOUNTS else [], lang).amount(
                helping[most].estimate, measure
            )
            return say(f"safeguards.title.most.{measure}", lang, safeguard=_quoted(results, most, lang), amount=amount)
    return ""


def _quoted(results: Results, safeguard: str, lang: Lang) -> str:
    return say("quoted", lang, text=name_of(results.words, "safeguards", safeguard, lang))


def _of(writer: Writer, one: Reading, measure: str, lang: Lang) -> str:
    return say(f"gain.{measure}.of", lang, amount=writer.amount(one.estimate, measure))
