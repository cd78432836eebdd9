"""Headroom as a table for a terminal: one block a target, a line a lever."""

import math

from sim.report.headroom import Answer, answers_by_target, answers_of, headroom_finding, range_of
from sim.report.layout import column_widths, table, wrap
from sim.report.numbers import percent
from sim.report.printed_measures import titled
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, target_name

COLUMNS = ("range", "shipped", "answer")


def headroom_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return for each target at which level of each lever its chance is 80 %."""
    answers = answers_by_target(answers_of(results))
    lines = titled(say("headroom.heading", lang), headroom_finding(results, lang), width)
    heads = [say("headroom.lever", lang), *(say(f"headroom.{column}", lang) for column in COLUMNS)]
    body = {target: [_row(results, one, lang) for one in own] for target, own in answers.items()}
    widths = column_widths([heads, *(row for rows in body.values() for row in rows)], width)
    right = [False, True, True, False]
    for target, rows in body.items():
        chance = answers[target][0].chance
        name = target_name(results.words, target, lang)
        lines += ["", *wrap(say("headroom.target", lang, target=name, chance=percent(chance)), width)]
        lines += [*table([heads], widths, right), "-" * (sum(widths) + 2 * len(COLUMNS)), *table(rows, widths, right)]
    legend = say("headroom.legend", lang, replications=f"{results.words['replications']:,}")
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _row(results: Results, answer: Answer, lang: Lang) -> list[str]:
    low, high = (f"{level:g}" for level in range_of(results, answer.sweep))
    shipped = f"{results.words['sweeps'][answer.sweep]['shipped']:g}"
    name = name_of(results.words, "sweeps", answer.sweep, lang)
    return [name, say("range", lang, low=low, high=high), shipped, spelled(results, answer, lang)]


def spelled(results: Results, answer: Answer, lang: Lang) -> str:
    """Return an answer in words: where the chance is 80 %, with its interval."""
    if math.isnan(answer.level):
        return say(f"headroom.{answer.answer}", lang)
    low, high = range_of(results, answer.sweep)
    bounds = say(
        "range",
        lang,
        low=f"<{low:g}" if math.isnan(answer.low) else f"{answer.low:.2f}",
        high=f">{high:g}" if math.isnan(answer.high) else f"{answer.high:.2f}",
    )
    unit = pick(results.words["sweeps"][answer.sweep]["unit"], lang)
    level = say("headroom.level", lang, level=f"{answer.level:.2f}", unit=unit).replace("  ", " ")
    return say(
        "beside",
        lang,
        left=say(f"headroom.{answer.answer}", lang, level=level),
        right=say("bracket", lang, text=bounds),
    )
