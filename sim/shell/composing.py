"""From a composed configuration to a study: lays each row's overlay and settings over it and reads the plan."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

from sim.analysis.assumptions import LEAST_SETTINGS, latin_column
from sim.app import Composed, Line, read_line
from sim.config import Source, load_mapping, read_plan
from sim.config.assumptions import assumed_inputs, read_setting
from sim.config.blocks import read_block
from sim.config.evidence import evidence_problems, load_facts, load_known_by, paths_set
from sim.config.overlay import How, Setting, added_for_nothing, merged, resolved, value_at, with_setting, with_settings
from sim.plan.evidence import Fact, KnownBy
from sim.plan.plan import Plan
from sim.plan.problems import PlanError, unknown
from sim.shell.places import KNOWN_BY, OVERLAY_FIRST_LINE, SCENARIOS, config_folders, file_of, files_of
from sim.study.city_money import amounts_of, city_money, with_city_money
from sim.study.rows import Row, RowBlock, RunSettings, ScenarioBlock, Study, StudyBlock
from sim.study.sweeps import Sweep, rows_of, sweep_of

SEVERAL = "comparison"
"""The name of a study whose rows stand on the command line."""

NOT_OF_A_SCENARIO = ("run", "study", "schema", "defaults")
"""Keys that an overlay cannot set: how to run it and what to run is the study's."""

EVIDENCE = "evidence"

NOT_OF_A_ROW = ("run", "study")


class Asked(NamedTuple):
    """What a command line asks for: a study, how to run it, and the configuration below its scenarios."""

    study: Study
    settings: RunSettings
    below: dict[str, Any]


class _Ask(NamedTuple):
    """A row that is asked for, and the swept settings that only it has."""

    name: str
    block: RowBlock
    swept: tuple[Setting, ...] = ()


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
    name, asks = _asks(line, base, block, composed)
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
    the input's id. A setting is the mapping of the base with other numbers, read as a plan.
    """
    study, base, count = asked.study, asked.study.base_row, asked.settings.settings
    if "assumptions" not in study.of_the_base or base.mapping is None or count < LEAST_SETTINGS:
        return study
    inputs = assumed_inputs(base.mapping, facts)
    columns = {
        one.name: latin_column(hashlib.sha256(f"{asked.settings.seed}/{one.name}".encode()).digest(), count)
        for one in inputs
    }
    like, rows = Source(base.mapping, base.plan), []
    for number in range(count) if inputs else ():
        places = {name: float(column[number]) for name, column in columns.items()}
        rows.append(Row(f"setting_{number + 1}", read_setting(base.mapping, inputs, places, like).plan))
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


def _asks(line: Line, base: str, block: StudyBlock, composed: Composed) -> tuple[str, list[_Ask]]:
    """Return the name of the study and its rows: those of its file, or the base and what the line asks for."""
    if not (line.scenarios or line.sweeps):
        return composed.study, [_Ask(name, row) for name, row in (*block.rows.items(), *_swept_rows(block, base))]
    if line.study is not None:
        raise PlanError([f"study={line.study}: found beside scenarios or a sweep, expected one of them: leave it out"])
    asked_for = _asked_for(line, block.rows[base])
    asks = {ask.name: ask for ask in [_Ask(base, block.rows[base]), *asked_for]}
    is_one = len(set(line.scenarios)) == 1 and not line.sweeps
    return line.scenarios[0] if is_one else SEVERAL, list(asks.values())


def _swept_rows(block: StudyBlock, base: str) -> Iterator[tuple[str, RowBlock]]:
    """Yield the rows of the sweeps: the base, with one number at one of its levels."""
    own = block.rows[base]
    for row, told, setting, level in rows_of(block.sweeps):
        yield row, own.model_copy(update={"settings": {**own.settings, setting: level}, "name": told})


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


def _asked_for(line: Line, base: RowBlock) -> Iterator[_Ask]:
    """Yield a row for each scenario and each combination of swept values."""
    last_parts = [sweep.settings[0].path[-1] for sweep in line.sweeps]
    for scenario, swept in product(line.scenarios or (None,), product(*(sweep.settings for sweep in line.sweeps))):
        if scenario == base.scenario and not swept:
            continue
        told = [
            f"{setting.path[-1]}={setting.written.partition('=')[2]}"
            if last_parts.count(setting.path[-1]) == 1
            else setting.written
            for setting in swept
        ]
        name = " ".join([*([scenario] if scenario else []), *told])
        yield _Ask(name, RowBlock(scenario=scenario) if scenario else base, swept)


def _rows(asks: Sequence[_Ask], base: str, line: Line, composed: Composed) -> tuple[Row, ...]:
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
    return _with_like_money(asks, rows)


def _with_like_money(asks: Sequence[_Ask], rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows, those that ask for it with the same present value of city money as another.

    Raises
        PlanError: a row names itself or one that is no row of its own money, or has no such money.
    """
    own = {ask.name: row for ask, row in zip(asks, rows, strict=True) if ask.block.city_money_as is None}
    scaled, problems = [], []
    for ask, row in zip(asks, rows, strict=True):
        like = ask.block.city_money_as
        if like is None:
            scaled.append(row)
        elif like not in own:
            problems.append(unknown(f"study.rows.{ask.name}.city_money_as", "row with money of its own", like, own))
        else:
            try:
                scaled.append(_with_city_money(row, own[like].plan))
            except PlanError as error:
                problems += [f"study.rows.{ask.name}.{problem}" for problem in error.problems]
    if problems:
        raise PlanError(problems)
    return tuple(scaled)


def _with_city_money(row: Row, like: Plan) -> Row:
    """Return *row* with as much city money as *like*, in its mapping too."""
    plan = with_city_money(row.plan, city_money(like))
    assert row.mapping is not None
    stated = row.mapping["funding"]
    changed = {
        name: {**stated[name], **{key: amount for key, amount in amounts_of(source).items() if amount != before[key]}}
        for name, source in plan.funding.items()
        if (before := amounts_of(row.plan.funding[name])) != amounts_of(source)
    }
    return replace(row, plan=plan, mapping={**row.mapping, "funding": {**stated, **changed}})


def _overlays(asks: Sequence[_Ask]) -> tuple[dict[str | None, dict[str, Any]], list[str]]:
    overlays: dict[str | None, dict[str, Any]] = {None: {}}
    problems: list[str] = []
    for scenario in {ask.block.scenario: ask for ask in asks if ask.block.scenario}:
        try:
            overlays[scenario] = overlay_of(str(scenario))
        except PlanError as error:
            problems += error.problems
    return overlays, problems


def _row(ask: _Ask, settings: Sequence[Setting], mapping: dict[str, Any], base: Row | None) -> Row:
    mapping = with_settings(mapping, ask.block.settings)
    problems: list[str] = []
    for setting in [*ask.swept, *settings]:
        try:
            mapping = with_setting(mapping, setting)
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    mapping = resolved(mapping, ask.name)
    block = read_block(ScenarioBlock, mapping.get("scenario"), "scenario", problems)
    like = None
    if base is not None:
        assert base.mapping is not None
        like = Source(base.mapping, base.plan)
        problems += added_for_nothing(base.mapping, mapping)
    plan = read_plan(mapping, like)
    if problems or block is None:
        raise PlanError(problems)
    return Row(ask.name, plan, ask.block.scenario or "", ask.block.settings, _told(ask, block), mapping)


def _told(ask: _Ask, block: ScenarioBlock) -> ScenarioBlock:
    """Return what readers are told of a row: what the study says, else what its scenario says if it is just that."""
    said = {"name": ask.block.name, "question": ask.block.question}
    if not ask.swept and not ask.block.settings and ask.block.city_money_as is None:
        said = {"name": ask.block.name or block.name, "question": ask.block.question or block.question}
    return block.model_copy(update=said)
