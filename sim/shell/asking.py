"""Which rows a command line asks for: those of a study's file and its sweeps, or scenarios and swept settings."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from sim.app import Composed, Line
from sim.config.overlay import Setting
from sim.plan.problems import PlanError
from sim.study.rows import RowBlock, StudyBlock
from sim.study.sweeps import rows_of

SEVERAL = "comparison"
"""The name of a study whose rows stand on the command line."""


class Ask(NamedTuple):
    """A row that is asked for, and the swept settings that only it has."""

    name: str
    block: RowBlock
    swept: tuple[Setting, ...] = ()


def asks_of(line: Line, base: str, block: StudyBlock, composed: Composed) -> tuple[str, list[Ask]]:
    """Return the name of the study and its rows: those of its file, or the base and what the line asks for."""
    if not (line.scenarios or line.sweeps):
        return composed.study, [Ask(name, row) for name, row in (*block.rows.items(), *_swept_rows(block, base))]
    if line.study is not None:
        raise PlanError([f"study={line.study}: found beside scenarios or a sweep, expected one of them: leave it out"])
    asked_for = _asked_for(line, block.rows[base])
    asks = {ask.name: ask for ask in [Ask(base, block.rows[base]), *asked_for]}
    is_one = len(set(line.scenarios)) == 1 and not line.sweeps
    return line.scenarios[0] if is_one else SEVERAL, list(asks.values())


def _swept_rows(block: StudyBlock, base: str) -> Iterator[tuple[str, RowBlock]]:
    """Yield the rows of the sweeps: the base, with one number at one of its levels."""
    own = block.rows[base]
    for row, told, setting, level in rows_of(block.sweeps):
        yield row, own.model_copy(update={"settings": {**own.settings, setting: level}, "name": told})


def _asked_for(line: Line, base: RowBlock) -> Iterator[Ask]:
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
        yield Ask(name, RowBlock(scenario=scenario) if scenario else base, swept)
