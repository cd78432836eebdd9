"""From a composed configuration to a study: lays each row's overlay and settings over it and reads the plan."""

import hashlib
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sim.analysis.assumptions import LEAST_SETTINGS, latin_column
from sim.app import Composed, Line, read_line
from sim.config import Source, load_mapping, read_plan
from sim.config.assumptions import MovedPlan, Moving, assumed_inputs
from sim.config.blocks import read_block
from sim.config.evidence import evidence_problems, load_facts, load_known_by, paths_set
from sim.config.overlay import How, Setting, added_for_nothing, merged, resolved, value_at, with_setting, with_settings
from sim.plan.evidence import Fact, KnownBy
from sim.plan.problems import PlanError, unknown
from sim.shell.asking import Ask, asks_of
from sim.shell.like_money import with_like_money
from sim.shell.places import KNOWN_BY, OVERLAY_FIRST_LINE, SCENARIOS, config_folders, file_of, files_of
from sim.study.rows import LaterRow, Row, RunSettings, ScenarioBlock, Study, StudyBlock
from sim.study.sweeps import Sweep, sweep_of

NOT_OF_A_SCENARIO = ("run", "study", "schema", "defaults")
"""Keys that an overlay cannot set: how to run it and what to run is the study's."""

EVIDENCE = "evidence"

NOT_OF_A_ROW = ("run", "study")


class Asked(NamedTuple):
    """What a command line asks for: a study, how to run it, and the configuration below its scenarios."""

    study: Study
    settings: RunSettings
    below: dict[str, Any]


def study_of(overrides: Sequence[str], multirun: bool = False) -> Asked:
    """Return the study that a command line asks for, every row of it read, and how it is to be run.

    Raises
        PlanError: the command line or a file is wrong; every problem is named.
    """
    line, composed = read_line(overrides, multirun)
    problems: list[str] = []
    settings = _run_settings(line, composed, problems)
    block = read_block(StudyBlock, composed.mapping.get("study"), "study", problems)
    if block is None:
        raise PlanError(problems)
    base = block.base or next(iter(block.rows))
    if base not in block.rows:
        raise PlanError([*problems, unknown("study.base", "row", base, block.rows)])
    name, asks = asks_of(line, base, block, composed)
    try:
        rows = _rows(asks, base, line, composed)
    except PlanError as error:
        raise PlanError([*problems, *error.problems]) from None
    if settings is None:
        raise PlanError(problems)
    if name != composed.study:
        return Asked(Study(name, rows, base), settings, composed.mapping)
    sweeps = _sweeps(block, next(row for row in rows if row.name == base))
    study = Study(name, rows, base, block.name, block.question, block.table, sweeps, block.of_the_base)
    return Asked(study, settings, composed.mapping)


def facts_beside(asked: Asked) -> dict[str, Fact]:
    """Return the facts that the numbers of the configuration rest on, once they are found to agree.

    What a scenario or the command line sets needs no evidence.

    Raises
        PlanError: numbers have no evidence, or say something else than it; all of them are named.
    """
    facts: dict[str, Fact] = {}
    for folder in reversed(config_folders()):
        if (folder / EVIDENCE).is_dir():
            facts |= load_facts(folder / EVIDENCE)
    base = asked.study.base_row.mapping or {}
    problems = evidence_problems(base, facts, known_by(), paths_set(base, asked.below))
    if problems:
        raise PlanError(problems)
    return facts


def known_by() -> KnownBy:
    """Return up to which days facts may have been known, as the working folder has it, else as shipped."""
    return load_known_by(next(file for folder in config_folders() if (file := folder / KNOWN_BY).is_file()))


def with_assumptions(asked: Asked, facts: Mapping[str, Fact]) -> Study:
    """Return the study with the settings of the assumed inputs that it is to go through.

    The settings are a Latin hypercube, each input a column by a stream of its own, named by the study's seed and
    the input's id. A setting is the mapping of the base with other numbers, read as a plan where it is performed.
    """
    study, base, count = asked.study, asked.study.base_row, asked.settings.settings
    if "assumptions" not in study.of_the_base or base.mapping is None or count < LEAST_SETTINGS:
        return study
    inputs = assumed_inputs(base.mapping, facts)
    columns = {
        one.name: latin_column(hashlib.sha256(f"{asked.settings.seed}/{one.name}".encode()).digest(), count)
        for one in inputs
    }
    if not inputs:
        return replace(study, settings=(), inputs=0)
    common = pickle.dumps(Moving(base.mapping, inputs, Source(base.mapping, base.plan)))
    rows = []
    for number in range(count):
        places = {name: float(column[number]) for name, column in columns.items()}
        rows.append(LaterRow(f"setting_{number + 1}", MovedPlan(common, places)))
    return replace(study, settings=tuple(rows), inputs=len(inputs))


def row_asked_for(study: Study, overrides: Sequence[str]) -> Row:
    """Return the one row that *overrides* are about: of the scenario that they name, else the base."""
    names_one = any(written.partition("=")[0] == "scenario" for written in overrides)
    return study.rows[-1] if names_one else study.base_row


def overlay_of(scenario: str) -> dict[str, Any]:
    """Return the overlay of a scenario.

    Raises
        PlanError: there is none of this name, or it has what an overlay must not have.
    """
    file = file_of(SCENARIOS, scenario)
    if file is None:
        raise PlanError([unknown("scenario", "scenario", scenario, [name for name, _ in files_of(SCENARIOS)])])
    overlay = load_mapping(file)
    first_line = file.read_text(encoding="utf-8").partition("\n")[0].strip()
    problems = [
        f"{file.name}: found {key}, expected none in a scenario: set it in a study or on the command line"
        for key in NOT_OF_A_SCENARIO
        if key in overlay
    ]
    if first_line != OVERLAY_FIRST_LINE:
        problems.append(f"{file.name}: found {first_line!r} on line 1, expected '{OVERLAY_FIRST_LINE}': put it there")
    if problems:
        raise PlanError(problems)
    return overlay


def _run_settings(line: Line, composed: Composed, problems: list[str]) -> RunSettings | None:
    mapping: dict[str, Any] = {"run": composed.mapping.get("run") or {}}
    for setting in line.settings:
        if setting.path[0] == "run":
            how = How.SET if setting.how is How.CHANGE else setting.how  # what is no key is refused below
            try:
                mapping = with_setting(mapping, setting._replace(how=how))
            except PlanError as error:
                problems += error.problems
    settings = read_block(RunSettings, mapping["run"], "run", problems)
    return None if problems else settings


def _sweeps(block: StudyBlock, base: Row) -> dict[str, Sweep]:
    """Return the sweeps of a study whose base was read.

    Raises
        PlanError: a sweep moves what is no number of the base.
    """
    sweeps, problems = {}, []
    for name, one in block.sweeps.items():
        try:
            sweeps[name] = sweep_of(name, one, base.name, value_at(base.mapping or {}, one.setting))
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise PlanError(problems)
    return sweeps


def _rows(asks: Sequence[Ask], base: str, line: Line, composed: Composed) -> tuple[Row, ...]:
    """Return the rows, the base read first so that the others read only what is not alike.

    Raises
        PlanError: rows have problems; all are named, those of the base alone if it has any.
    """
    overlays, problems = _overlays(asks)
    if problems:
        raise PlanError(problems)
    settings = [setting for setting in line.settings if setting.path[0] != "run"]
    below = {key: value for key, value in composed.mapping.items() if key not in NOT_OF_A_ROW}
    base_ask = next(ask for ask in asks if ask.name == base)
    base_row = _row(base_ask, settings, merged(below, overlays[base_ask.block.scenario]), None)
    rows = []
    for ask in asks:
        mapping = merged(below, overlays[ask.block.scenario])
        try:
            rows.append(base_row if ask is base_ask else _row(ask, settings, mapping, base_row))
        except PlanError as error:
            problems += [f"{ask.name}: {problem}" for problem in error.problems]
    if problems:
        raise PlanError(problems)
    return with_like_money({ask.name: ask.block.city_money_as for ask in asks}, rows)


def _overlays(asks: Sequence[Ask]) -> tuple[dict[str | None, dict[str, Any]], list[str]]:
    overlays: dict[str | None, dict[str, Any]] = {None: {}}
    problems: list[str] = []
    for scenario in {ask.block.scenario: ask for ask in asks if ask.block.scenario}:
        try:
            overlays[scenario] = overlay_of(str(scenario))
        except PlanError as error:
            problems += error.problems
    return overlays, problems


def _row(ask: Ask, settings: Sequence[Setting], mapping: dict[str, Any], base: Row | None) -> Row:
    mapping = with_settings(mapping, ask.block.settings)
    problems: list[str] = []
    for setting in [*ask.swept, *settings]:
        try:
            mapping = with_setting(mapping, setting)
        except PlanError as error:
            problems += error.problems
    mapping = resolved(mapping, ask.name)
    block = read_block(ScenarioBlock, mapping.get("scenario"), "scenario", problems)
    like = None
    if base is not None:
        assert base.mapping is not None
        like = Source(base.mapping, base.plan)
        problems += added_for_nothing(base.mapping, mapping)
    try:
        plan = read_plan(mapping, like)
    except PlanError as error:
        raise PlanError([*problems, *error.problems]) from None
    if problems or block is None:
        raise PlanError(problems)
    return Row(ask.name, plan, ask.block.scenario or "", ask.block.settings, _told(ask, block), mapping)


def _told(ask: Ask, block: ScenarioBlock) -> ScenarioBlock:
    """Return what readers are told of a row: what the study says, else what its scenario says if it is just that."""
    said = {"name": ask.block.name, "question": ask.block.question}
    if not ask.swept and not ask.block.settings and ask.block.city_money_as is None:
        said = {"name": ask.block.name or block.name, "question": ask.block.question or block.question}
    return block.model_copy(update=said)
