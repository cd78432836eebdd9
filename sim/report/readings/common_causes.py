"""Common causes as a study of them has it: what each row does without, and the joint chances in it."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

from sim.report.numbers import percent, points
from sim.report.readings.estimates import Reading, Readings, differs, readings, scenarios_of
from sim.report.readings.measures import ALL, OF_ALL, counted, is_never, subject_name, subjects_of
from sim.report.results import Results
from sim.report.words import Lang, name_of, pick, say, upper_first

CITY = "city_targets"
CAUSES = ("drivers", "shocks", "both")
GROUPS = (*CAUSES, "plan", "other")
"""What a row does without, in this order: common drivers, shocks, both, or the plan's own caution."""


class Without(NamedTuple):
    """A row of the study: which group it belongs to, its label, and whether all of its kind are away in it."""

    scenario: str
    group: str
    label: str
    is_all: bool


def rows_without(results: Results, lang: Lang) -> list[Without]:
    """Return the rows but the base, by group and then in the study's order."""
    words = results.words
    of_base = words["scenarios"][words["base"]].get("position") or {}
    found = []
    for scenario in scenarios_of(results):
        position = words["scenarios"][scenario].get("position")
        if scenario != words["base"] and position:
            group, label = _told(words, of_base, position, lang)
            named = pick(words["scenarios"][scenario], lang)
            label = named or label or name_of(words, "scenarios", scenario, lang)
            found.append(Without(scenario, group, label, _are_all_away(words, position)))
    return sorted(found, key=lambda row: GROUPS.index(row.group))


def _told(words: Mapping[str, Any], base: Mapping[str, Any], own: Mapping[str, Any], lang: Lang) -> tuple[str, str]:
    drivers, shocks = (_taken_out(base, own, kind) for kind in ("drivers", "shocks"))
    if drivers and shocks:
        return "both", say("drivers.without.both", lang)
    for kind, taken in (("drivers", drivers), ("shocks", shocks)):
        if taken:
            return kind, _without(words, kind, taken, lang)
    if own["plan_conservatism"] != base["plan_conservatism"]:
        return "plan", say("drivers.plan", lang, times=f"{own['plan_conservatism']:g}")
    return "other", ""


def _are_all_away(words: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    return any(set(own[f"{kind}_off"]) >= set(words.get(kind, {"": None})) for kind in ("drivers", "shocks"))


def _taken_out(base: Mapping[str, Any], own: Mapping[str, Any], kind: str) -> list[str]:
    return [name for name in own[f"{kind}_off"] if name not in base[f"{kind}_off"]]


def _without(words: Mapping[str, Any], kind: str, taken: Sequence[str], lang: Lang) -> str:
    if len(taken) == 1:
        return say("drivers.without", lang, name=name_of(words, kind, taken[0], lang))
    is_all = set(taken) >= set(words.get(kind, {}))
    return say(f"drivers.without.all_{kind}" if is_all else f"drivers.without.some_{kind}", lang, count=len(taken))


def joint_subjects(results: Results) -> list[str]:
    """Return whose joint chances are shown: all targets, those the city decides, those of a network with several."""
    base, estimates = results.words["base"], readings(results)
    networks = [subject for subject in subjects_of(results) if subject != ALL and len(targets_in(results, subject)) > 1]
    return [subject for subject in (ALL, CITY, *networks) if (base, *joint_key(subject)) in estimates]


def joint_key(subject: str) -> tuple[str, str]:
    """Return measure and subject of a joint chance in the estimates."""
    if subject == CITY:
        return "chance", CITY
    return OF_ALL["chance"] if subject == ALL else ("network_chance", subject)


def targets_in(results: Results, subject: str) -> list[str]:
    """Return the targets that a joint chance is of."""
    return [
        name
        for name, noun in results.words["targets"].items()
        if subject == ALL or (noun["who_decides"] == "city" if subject == CITY else noun["network"] == subject)
    ]


def joint_name(results: Results, subject: str, lang: Lang) -> str:
    """Return whose joint chance it is, with the number of targets."""
    count = len(targets_in(results, subject))
    if subject in (ALL, CITY):
        return upper_first(say(f"table.joint.{'all' if subject == ALL else 'city'}", lang, count=count))
    return say("drivers.joint", lang, name=subject_name(results, subject, lang), count=count)


def if_independent(results: Results, estimates: Readings, scenario: str, subject: str) -> float:
    """Return what the joint chance would be if its targets had nothing in common: the product of their chances."""
    return prod(estimates[scenario, "chance", target].estimate for target in targets_in(results, subject))


class Spread(NamedTuple):
    """How many targets are met in a row, how far that swings from run to run, and how much further than in the base."""

    met: Reading
    spread: Reading
    if_independent: float
    more: Reading


SpreadKey = tuple[str, str]
"""(Scenario, subject)."""


def spreads_of(results: Results) -> dict[SpreadKey, Spread]:
    """Return the spreads of the number of targets met, where the folder has them."""
    if "spread" not in results.tables:
        return {}
    found = {}
    for row in results.table("spread").itertuples():
        subject = ALL if row.subject == "all_targets" else str(row.subject)
        found[str(row.scenario), subject] = Spread(
            Reading(row.mean, row.mean_low, row.mean_high),
            Reading(row.spread, row.low, row.high),
            float(row.if_independent),
            Reading(row.difference, row.difference_low, row.difference_high),
        )
    return found


def can_move(results: Results, subject: str) -> bool:
    """Return whether a joint chance is above 0 in any row: where it is not, nothing is seen to be able to move it."""
    return not is_never(readings(results), joint_key(subject))


def unmovable_said(results: Results, lang: Lang) -> str:
    """Return which joint chances are 0 in every row and so not drawn; empty where none is."""
    names = [joint_name(results, one, lang) for one in joint_subjects(results) if not can_move(results, one)]
    return say("drivers.never.chart", lang, names=say("semicolon", lang).join(names)) if names else ""


def causes_finding(results: Results, lang: Lang) -> str:
    """Return which common cause moves a joint chance most, or else the spread of the number met; and what does more."""
    rows = rows_without(results, lang)
    of_causes = [row for row in rows if row.group in CAUSES]
    cause, other = _most_moved(results, of_causes), _most_moved(results, [row for row in rows if row not in of_causes])
    said = []
    if cause:
        said.append(_moved_said(results, *cause, lang))
    elif spread := _spread_said(results, of_causes, lang):
        said.append(spread)
    elif of_causes:
        said.append(say("drivers.title.none", lang))
    if other and (not cause or abs(other[2].estimate) > abs(cause[2].estimate)):
        said.append(_moved_said(results, *other, lang))
    return say("semicolon", lang).join(said or [say("drivers.title.none", lang)])


Moved = tuple[Without, str, Reading]
"""A row, whose joint chance it moves, and by how much."""


def _most_moved(results: Results, rows: Sequence[Without]) -> Moved | None:
    """Return the largest difference of a joint chance to the base that is seen in any of *rows*."""
    differences = readings(results, "differences")
    seen: list[Moved] = []
    for subject in joint_subjects(results):
        for row in rows:
            one = differences.get((row.scenario, *joint_key(subject)))
            if one is not None and differs(one):
                seen.append((row, subject, one))
    return max(seen, key=lambda moved: abs(moved[2].estimate), default=None)


def _moved_said(results: Results, row: Without, subject: str, one: Reading, lang: Lang) -> str:
    base, estimates = results.words["base"], readings(results)
    return say(
        "drivers.title.most",
        lang,
        row=upper_first(row.label),
        name=joint_name(results, subject, lang),
        before=percent(estimates[base, *joint_key(subject)].estimate),
        after=percent(estimates[row.scenario, *joint_key(subject)].estimate),
        points=points(one.estimate),
        low=points(one.low),
        high=points(one.high),
    )


def _spread_said(results: Results, rows: Sequence[Without], lang: Lang) -> str:
    """Return in which of *rows* the number of targets met swings most otherwise than in the base; empty where none."""
    base, spreads = results.words["base"], spreads_of(results)
    seen = [
        (row, subject)
        for subject in joint_subjects(results)
        for row in rows
        if (row.scenario, subject) in spreads and differs(spreads[row.scenario, subject].more)
    ]
    if not seen:
        return ""
    row, subject = max(seen, key=lambda key: abs(spreads[key[0].scenario, key[1]].more.estimate))
    one = spreads[row.scenario, subject]
    return say(
        "drivers.title.spread",
        lang,
        row=upper_first(row.label),
        name=joint_name(results, subject, lang),
        after=f"{one.spread.estimate:.2f}",
        before=f"{spreads[base, subject].spread.estimate:.2f}",
        low=counted(one.more.low),
        high=counted(one.more.high),
    )
