"""What safeguards are worth and what they cost, as a study of safeguards has it, so that more is better."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from sim.analysis.interaction import PARTS, SafeguardRows, safeguard_rows
from sim.report.measures import ALL, COSTS, MEASURES, Writer, better, difference, key_of, negative
from sim.report.readings import Reading, Readings, differs, readings
from sim.report.results import Results
from sim.report.words import Lang, few, join, name_of, say, upper_first

TOGETHER, SINGLY, REST = PARTS


class Worth(NamedTuple):
    """What a safeguard is worth (all on less it away, its price paid) and its price (free less paid)."""

    worth: Reading | None
    price: Reading | None

    @property
    def hurts(self) -> bool:
        """Whether all is seen to go better without it."""
        return self.worth is not None and self.worth.high < 0


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
    name, of = key_of(measure, subject)
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


def hurting(results: Results, subject: str) -> dict[str, list[str]]:
    """Return by safeguard the measures in which all is seen to go better without it."""
    found: dict[str, list[str]] = {}
    for measure in MEASURES:
        for name, one in worths_of(results, measure, subject).items():
            if one.hurts:
                found.setdefault(name, []).append(measure)
    return found


def hurting_said(results: Results, subject: str, lang: Lang) -> list[str]:
    """Return a sentence for each safeguard that hurts, which says in what."""
    return [
        say(
            "safeguards.hurts",
            lang,
            safeguard=safeguard_name(results, name, lang),
            measures=join([say(f"gain.{measure}.noun", lang) for measure in measures], lang),
        )
        for name, measures in hurting(results, subject).items()
    ]


def safeguards_finding(results: Results, lang: Lang) -> str:
    """Return what all safeguards are worth together, which is worth most, and which hurt."""
    said = list(_finding(results, lang))
    return upper_first(say("semicolon", lang).join(said or [say("safeguards.title.none", lang)]))


def _finding(results: Results, lang: Lang) -> Iterator[str]:
    for measure in MEASURES:
        together, singly = worth_together(results, measure, ALL).worth, worths_of(results, measure, ALL)
        seen = {name: one.worth for name, one in singly.items() if one.worth and differs(one.worth)}
        if not differs(together) and not seen:
            continue
        writer = Writer([one.worth for one in singly.values()] + [together] if measure in COSTS else [], lang)
        if together is not None and differs(together):
            key = "safeguards.title.together" if together.estimate > 0 else "safeguards.title.together_hurts"
            yield say(key, lang, amount=_of(writer, together, measure, lang))
        helping = {name: one for name, one in seen.items() if one.low > 0}
        if helping:
            most = max(helping, key=lambda name: helping[name].estimate)
            named = safeguard_name(results, most, lang)
            yield say("safeguards.title.most", lang, safeguard=named, amount=_of(writer, helping[most], measure, lang))
        break
    hurt = hurting(results, ALL)
    names = [safeguard_name(results, name, lang) for name in hurt]
    if len(hurt) == 1:
        said = [say(f"gain.{measure}.noun", lang) for measures in hurt.values() for measure in measures]
        yield say("safeguards.title.hurts", lang, name=names[0], measures=join(said, lang))
    elif hurt:
        yield say("safeguards.title.hurt", lang, names=few(names, lang))


def _of(writer: Writer, one: Reading, measure: str, lang: Lang) -> str:
    return say(f"gain.{measure}.of", lang, amount=writer.amount(one.estimate, measure))
