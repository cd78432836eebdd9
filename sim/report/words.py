"""How reports speak: sentences of the catalogue, and the plan's own names, in English or Chinese."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args

from sim.report.catalogue import CATALOGUE
from sim.report.results import Words

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = get_args(Lang)

# The locale's own month names would depend on the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

HAN = re.compile("[\u3400-\u9fff（）]")
BESIDE_HAN = re.compile(f"(?<={HAN.pattern})[,;:?!]|[,;:?!](?={HAN.pattern})")
BRACKETS, MARKS = str.maketrans("()", "（）"), str.maketrans(",;:?!", "，；：？！")

NAMED_BY = {
    "predecessor": "packages",
    "slowed": "packages",
    "queue": "agencies",
    "review": "agencies",
    "returned": "agencies",
    "money": "sources",
    "tender": "sources",
    "crew": "crews",
    "outside": "gates",
}
"""Kind of cause to the words that name who stands behind it."""


def say(key: str, lang: Lang, **parts: Any) -> str:
    """Return a sentence of the catalogue, its brackets filled in."""
    return CATALOGUE[key][LANGS.index(lang)].format(**parts)


def say_counted(key: str, count: int, lang: Lang, **parts: Any) -> str:
    """Return a sentence about *count* things: the one for none or for one where the catalogue has it."""
    few_key = {0: f"{key}.none", 1: f"{key}.one"}.get(count, key)
    return say(few_key if few_key in CATALOGUE else key, lang, count=count, **parts)


def join(names: Sequence[str], lang: Lang) -> str:
    """Return names as a list in a sentence: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return say("comma", lang).join(names[:-1]) + say("and", lang) + names[-1]


def few(names: Sequence[str], lang: Lang, most: int = 3) -> str:
    """Return names as a list, or the first of them and how many others when they are more than *most*."""
    if len(names) <= most:
        return join(names, lang)
    shown = list(names[: most - 1])
    return join([*shown, say("count.others", lang, count=len(names) - len(shown))], lang)


def spell_date(text: str, lang: Lang) -> str:
    """Return a date of the form 2022-12-31 as a reader writes it."""
    day = date.fromisoformat(text)
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spell_month(text: str, lang: Lang) -> str:
    """Return the month of a date of the form 2022-12-31 as a reader writes it."""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月" if lang == "zh" else f"{MONTHS[day.month - 1]} {day.year}"


def upper_first(sentence: str) -> str:
    """Return *sentence* with a capital letter in front."""
    return sentence[:1].upper() + sentence[1:]


def lower_first(sentence: str) -> str:
    """Return *sentence* with a small letter in front."""
    return sentence[:1].lower() + sentence[1:]


def pick(name: Any, lang: Lang) -> str:
    """Return what a {en, zh} mapping says; English where there is no Chinese; empty when there is nothing."""
    if not name:
        return ""
    said = str(name.get(lang) or name.get("en") or "")
    return full_width(said) if lang == "zh" else said


def full_width(text: str) -> str:
    """Return *text* with the marks beside Chinese characters as Chinese has them; numbers and English keep theirs."""
    if any(HAN.match(character) for character in text):
        text = text.translate(BRACKETS)
    return BESIDE_HAN.sub(lambda found: found.group().translate(MARKS), text)


def name_of(words: Words, kind: str, key: str, lang: Lang) -> str:
    """Return the name of a noun of the plan; its key with spaces where the plan gives none."""
    return pick(words.get(kind, {}).get(key), lang) or key.replace("_", " ")


def target_name(words: Words, target: str, lang: Lang) -> str:
    """Return a target's short name where it has one, else its name."""
    return pick(words["targets"][target].get("short"), lang) or name_of(words, "targets", target, lang)


def unit_name(words: Words, indicator: str, lang: Lang) -> str:
    """Return the unit an indicator is counted in."""
    return pick(words["indicators"][indicator]["unit"], lang).replace("_", " ")


def cause_of_delay(words: Words, kind: str, by: str, lang: Lang) -> str:
    """Return in plain words what days were lost to."""
    if f"cause.{kind}" not in CATALOGUE:
        key = "cause.other" if by else "cause.other.alone"
        return say(key, lang, kind=kind.replace("_", " "), by=by.replace("_", " "))
    return say(f"cause.{kind}", lang, by=name_of(words, NAMED_BY.get(kind, "packages"), by, lang))
