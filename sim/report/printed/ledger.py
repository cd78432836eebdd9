"""Where late days went, as a table for a terminal: of a missed target directly and at the root, or by network."""

from collections.abc import Iterator, Sequence

from sim.report.numbers import percent
from sim.report.printed.layout import column_widths, display_width, table, wrap
from sim.report.readings.late_days import (
    UNUSED,
    Lost,
    Missed,
    lost_by_network,
    lost_by_target,
    lost_elsewhere,
    missed_targets,
)
from sim.report.results import Results
from sim.report.words import Lang, cause_of_delay, join, name_of, say, target_name

INDENT = "  "

RELEASE = "release"
"""The cause of a wait for the day on which the plan lets a package or a lot begin."""

MOST = {"direct": 10, "network": 5}
"""Causes that are shown of a target or of a network; the others are told together."""


def ledger_table(
    results: Results, lang: Lang = "en", width: int = 80, scenario: str | None = None, target: str | None = None
) -> str:
    """Return where the days of a scenario (the base if none is named) went: of one target, or of every network.

    A target that no replication misses has no late days to account for, whatever its packages do.
    """
    scenario = scenario or results.words["base"]
    named = name_of(results.words, "scenarios", scenario, lang)
    if target is None:
        lines = _titled(say("ledger.title.networks", lang, scenario=named), width)
        lines += _networks(results, scenario, lang, width)
        legend = say("ledger.legend.networks", lang, horizon=results.words["horizon"][:4])
    else:
        of_target = target_name(results.words, target, lang)
        lines = _titled(say("ledger.title.target", lang, scenario=named, target=of_target), width)
        found = _target(results, scenario, target, lang, width)
        if not found:
            return "\n".join([*lines, *wrap(say("ledger.never_missed", lang), width)]) + "\n"
        lines += found
        legend = say("ledger.legend.target", lang)
        direct = lost_by_target(results, scenario, target, at_root=False, unused_apart=True)
        if any(one.kind == RELEASE and one.days.estimate < 0 for one in direct):
            lines += ["", *wrap(say("ledger.start_made_up", lang), width)]
    return "\n".join([*lines, "", *wrap(legend, width)]) + "\n"


def _titled(title: str, width: int) -> list[str]:
    lines = wrap(title, width)
    return [*lines, "=" * min(width, max(map(display_width, lines)))]


def _target(results: Results, scenario: str, target: str, lang: Lang, width: int) -> list[str]:
    missed = next((one for one in missed_targets(results, scenario) if one.target == target), None)
    if missed is None:
        return []
    direct = lost_by_target(results, scenario, target, at_root=False, unused_apart=True)
    at_root = lost_by_target(results, scenario, target, at_root=True, unused_apart=True)
    rows = [_head("ledger.direct", lang), *_causes(results, direct, MOST["direct"], lang)]
    roots = [_head("ledger.at_root", lang)]
    for network in _networks_by_days(at_root):
        own = [one for one in at_root if one.network == network]
        days, share = sum(one.days.estimate for one in own), sum(one.share for one in own)
        roots.append([name_of(results.words, "networks", network, lang), f"{days:,.0f}", "", percent(share)])
        roots += _causes(results, own, MOST["network"], lang)
    widths = column_widths([*rows, *roots], width)
    return [*wrap(_said(missed, lang), width), "", *_ruled(rows, widths), "", *_ruled(roots, widths)]


def _said(missed: Missed, lang: Lang) -> str:
    return say(
        "ledger.missed",
        lang,
        missed=f"{missed.missed:,}",
        replications=f"{missed.replications:,}",
        days=f"{missed.days.estimate:,.0f}",
        spread=_spread(missed.days.low, missed.days.high, lang),
    )


def _spread(low: float, high: float, lang: Lang) -> str:
    """Return an interval in brackets behind a number; nothing where one run gives none."""
    if not abs(low) < float("inf"):
        return ""
    text = say("bracket", lang, text=say("range", lang, low=f"{low:,.0f}", high=f"{high:,.0f}"))
    return text if lang == "zh" else f" {text}"


def _networks(results: Results, scenario: str, lang: Lang, width: int) -> Iterator[str]:
    elsewhere = lost_elsewhere(results, scenario) if "root_causes" in results.tables else {}
    blocks = {}
    for network in results.words["networks"]:
        lost = lost_by_network(results, scenario, network, unused_apart=True)
        if lost:
            blocks[network] = [
                _head(name_of(results.words, "networks", network, lang), lang),
                *_causes(results, lost, MOST["direct"], lang),
            ]
    widths = column_widths([row for rows in blocks.values() for row in rows], width) if blocks else []
    for network, rows in blocks.items():
        yield ""
        yield from _ruled(rows, widths)
        if network in elsewhere:
            yield from wrap(_elsewhere(results, network, elsewhere[network], lang), width)


def _elsewhere(results: Results, network: str, shares: dict[str, float], lang: Lang) -> str:
    others = {where: share for where, share in shares.items() if where != network}
    if not others:
        return say("ledger.nowhere_else", lang)
    names = [
        say("beside", lang, left=name_of(results.words, "networks", where, lang), right=percent(share))
        for where, share in sorted(others.items(), key=lambda one: -one[1])
    ]
    return say("ledger.elsewhere", lang, share=percent(sum(others.values())), names=join(names, lang))


def _head(first: str, lang: Lang) -> list[str]:
    named = say(first, lang) if first.startswith("ledger.") else first
    return [named, *(say(f"ledger.{column}", lang) for column in ("days", "interval", "share"))]


def _causes(results: Results, lost: Sequence[Lost], most: int, lang: Lang) -> list[list[str]]:
    """Return a row a cause, the largest first; beyond *most* (by size, lost or gained) they are one row."""
    shown = sorted(lost, key=lambda one: -abs(one.days.estimate))[:most]
    rest = [one for one in lost if one not in shown]
    rows = [
        _row(INDENT + _named(results, one, lang), one, lang)
        for one in sorted(shown, key=lambda one: -one.days.estimate)
    ]
    if rest:
        days = sum(one.days.estimate for one in rest)
        share = sum(one.share for one in rest)
        rows.append([INDENT + say("ledger.rest", lang, count=len(rest)), f"{days:,.0f}", "", percent(share)])
    return rows


def _named(results: Results, one: Lost, lang: Lang) -> str:
    if one.kind == UNUSED:
        return say("ledger.unused", lang, horizon=results.words["horizon"][:4])
    return cause_of_delay(results.words, one.kind, one.by, lang)


def _row(named: str, one: Lost, lang: Lang) -> list[str]:
    gained = say("ledger.not_used" if one.kind == UNUSED else "ledger.gained", lang)
    share = percent(one.share) if one.days.estimate > 0 else gained
    return [named, f"{one.days.estimate:,.0f}", _spread(one.days.low, one.days.high, lang).strip(), share]


def _ruled(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    head, *body = rows
    line = "-" * (sum(widths) + 2 * (len(widths) - 1))
    right = [False, True, False, True]
    lines = [*table([head], widths, right), line]
    for first, *cells in body:
        one, *more = table([[first, *cells]], widths, right)
        lines += [one, *(INDENT * 2 + rest.lstrip() for rest in more)]
    return lines


def _networks_by_days(lost: Sequence[Lost]) -> list[str]:
    sums: dict[str, float] = {}
    for one in lost:
        sums[one.network] = sums.get(one.network, 0.0) + max(one.days.estimate, 0.0)
    return sorted(sums, key=lambda network: -sums[network])
