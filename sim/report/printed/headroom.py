"""Headroom as a table for a terminal: one block a target, a line a lever."""

import math

from sim.analysis.headroom import ALREADY_BELOW
from sim.report.numbers import with_interval
from sim.report.printed.layout import column_widths, table, wrap
from sim.report.printed.measures import titled
from sim.report.readings.headroom import (
    Answer,
    answers_by_target,
    answers_of,
    chances_as_shipped,
    headroom_finding,
    is_unclear,
    range_of,
)
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, target_name

COLUMNS = ("range", "shipped", "answer")


def headroom_table(results: Results, lang: Lang = "en", width: int = 80) -> str:
    """Return for each target at which level of each lever its chance is 80 %, or that none reaches it."""
    answers, chances = answers_by_target(answers_of(results)), chances_as_shipped(results)
    lines = titled(say("headroom.heading", lang), headroom_finding(results, lang), width)
    heads = [say("headroom.lever", lang), *(say(f"headroom.{column}", lang) for column in COLUMNS)]
    body = {
        target: [_row(results, one, lang) for one in own]
        for target, own in answers.items()
        if any(one.answer != ALREADY_BELOW for one in own)
    }
    replications = f"{results.words['replications']:,}"
    widths = column_widths([heads, *(row for rows in body.values() for row in rows)], width)
    right = [False, True, True, False]
    for target in answers:
        name, chance = target_name(results.words, target, lang), chances[target]
        key = "headroom.target.unclear" if is_unclear(chance) else "headroom.target"
        spelled = say(key, lang, target=name, chance=with_interval(*chance), runs=replications)
        lines += ["", *wrap(spelled, width)]
        if rows := body.get(target):
            lines += [*table([heads], widths, right), "-" * (sum(widths) + 2 * len(COLUMNS))]
            lines += table(rows, widths, right)
        else:
            lines.append(say("headroom.none_alone", lang))
    legend = say("headroom.legend", lang, replications=replications)
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _row(results: Results, answer: Answer, lang: Lang) -> list[str]:
    low, high = (f"{level:g}" for level in range_of(results, answer.sweep))
    shipped = f"{results.words['sweeps'][answer.sweep]['shipped']:g}"
    name = name_of(results.words, "sweeps", answer.sweep, lang)
    unit = pick(results.words["sweeps"][answer.sweep]["unit"], lang)
    spread = say("headroom.level", lang, level=say("range", lang, low=low, high=high), unit=unit).rstrip()
    return [name, spread, shipped, spelled(results, answer, lang)]


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
