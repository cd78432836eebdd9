"""What a run says at its end of what is still open at the horizon: in how many runs, and who waits for what."""

from sim.report.catalogue import CATALOGUE
from sim.report.printed.layout import wrap
from sim.report.readings.open_waits import OpenWait, still_open
from sim.report.results import Results
from sim.report.words import NAMED_BY, Lang, cause_of_delay, name_of, say, say_counted, spell_date

MOST = 3
"""Waits that are told; of the others only the number."""


def open_waits_lines(results: Results, lang: Lang = "en", width: int = 80) -> list[str]:
    """Return lines that say what is still open at the horizon; none where every run has finished all."""
    found = still_open(results)
    if not found.runs:
        return []
    horizon = spell_date(results.words["horizon"], lang)
    runs = say_counted("open_waits.runs", found.runs, lang, of_runs=f"{found.of_runs:,}", horizon=horizon)
    told = [_told(results, wait, lang) for wait in found.waits[:MOST]]
    more = len(found.waits) - len(told)
    first = say("open_waits.most" if more else "open_waits.all", lang, runs=runs)
    if more:
        told.append(say("open_waits.more", lang, count=f"{more:,}"))
    return [*wrap(first, width), *wrap(say("semicolon", lang).join(told), width, "  ")]


def _told(results: Results, wait: OpenWait, lang: Lang) -> str:
    """Return a package with what it waits for or works on, and in how many runs."""
    key, words = f"open_wait.{wait.kind}", results.words
    by = name_of(words, NAMED_BY.get(wait.kind, "packages"), wait.by, lang)
    does = say(key, lang, by=by) if key in CATALOGUE else cause_of_delay(words, wait.kind, wait.by, lang)
    package = name_of(words, "packages", wait.package, lang)
    return say_counted("open_waits.wait", wait.runs, lang, package=package, does=does)
