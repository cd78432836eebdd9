"""The five public names: what a person does in Python, from a plan to opened results."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sim.model.delivery import tell
from sim.model.draws import Quantities, QuantitiesRow
from sim.model.draws import draw as draw_quantities
from sim.model.engine import perform
from sim.model.planned import planned_run
from sim.model.same import Same
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.trace import Trace

if TYPE_CHECKING:
    from sim.report.results import Results

YAML_ENDINGS = (".yaml", ".yml")
NAME_OF_A_STUDY = re.compile(r"[\w-]+")


def load_plan(path_or_overrides: str | Path | Sequence[str] = ()) -> Plan:
    """Return a plan: of a YAML file, or of the shipped case with the overrides of a command line.

    >>> from sim import load_plan
    >>> load_plan("scenario=bonds_late").funding["special_purpose_bonds"].lag_days
    240.0

    Raises
        PlanError: the file or the overrides are wrong; `problems` holds one line each.
    """
    from sim.config import load_mapping, read_plan
    from sim.shell.composing import row_asked_for, study_of

    if isinstance(path_or_overrides, Path) or (
        isinstance(path_or_overrides, str) and path_or_overrides.endswith(YAML_ENDINGS) and "=" not in path_or_overrides
    ):
        return read_plan(load_mapping(Path(path_or_overrides)))
    overrides = [path_or_overrides] if isinstance(path_or_overrides, str) else list(path_or_overrides)
    return row_asked_for(study_of(overrides).study, overrides).plan


def draw(plan: Plan, seed: int, replications: int) -> Quantities:
    """Return the table of quantities of *plan*: all the luck of its replications, one row each.

    The same seed gives the same luck in every plan, and more replications keep the first ones.

    >>> from sim import draw, load_plan
    >>> plan = load_plan()
    >>> first_two, first_four = draw(plan, seed=7, replications=2), draw(plan, seed=7, replications=4)
    >>> bool((first_two.values[:, 0] == first_four.values[:2, 0]).all())
    True

    Shapes and units
        returns: replications x columns; days in whole micro-days, money in whole 万元.
    """
    return draw_quantities(plan, seed, replications)


def simulate(plan: Plan, quantities_row: QuantitiesRow) -> Trace:
    """Return the facts of one replication; the same plan and row always give the same.

    Ledgers are measured against the plan's own planned run.

    >>> from sim import draw, load_plan, simulate
    >>> plan = load_plan()
    >>> trace = simulate(plan, draw(plan, seed=7, replications=1).row(0))
    >>> len(trace.finished) == len(plan.packages)
    True

    Shapes and units
        returns: days in whole micro-days since the data date, -1 for "not by the horizon".
    """
    return perform(_told(Same(plan)), quantities_row)


def run_study(
    rows: Mapping[str, Plan],
    *,
    replications: int = 1000,
    workers: int | str = 1,
    seed: int = 1,
    results: str | Path = "results",
    base: str | None = None,
    keep: int = 1000,
    batch: int = 256,
    name: str = "study",
) -> "Results":
    """Run every plan of *rows* on the same draws and return the results, opened.

    A row's name is its `scenario` in the tables; *base* (the first, if not named) is what the others
    are compared with. What the store in *results* holds already is not performed again. *workers* is
    a number of processes or the address of a Dask scheduler; it changes nothing but the time.

    >>> from tempfile import mkdtemp
    >>> from sim import load_plan, run_study
    >>> rows = {"as_published": load_plan(), "bonds_late": load_plan("scenario=bonds_late")}
    >>> found = run_study(rows, replications=2, seed=7, results=mkdtemp())
    >>> found.sql("select scenario, count(distinct replication) n from targets group by 1 order by 1").n.tolist()
    [2, 2]

    Raises
        PlanError: a setting is wrong, or nothing answers at the address of the workers.
        StudyError: no replication of some row could be performed.
    """
    from sim.config.blocks import read_block
    from sim.plan.problems import PlanError, unknown
    from sim.report.folder_readme import folder_readme
    from sim.study.provenance import Origin
    from sim.study.rows import Row, RunSettings, Study
    from sim.study.run import run

    problems: list[str] = []
    asked = {
        "replications": replications,
        "workers": workers,
        "seed": seed,
        "results": str(results),
        "keep": keep,
        "batch": batch,
    }
    settings = read_block(RunSettings, asked, "run_study", problems)
    if not rows:
        problems.append("rows: found none, expected at least one plan by name: add one")
    elif base is not None and base not in rows:
        problems.append(unknown("base", "row", base, rows))
    if not NAME_OF_A_STUDY.fullmatch(name):
        problems.append(f"name: found {name!r}, expected letters, digits, _ and -: it names the results folder")
    if problems or settings is None:
        raise PlanError(problems)
    study = Study(name, tuple(Row(row, plan) for row, plan in rows.items()), base or next(iter(rows)))
    found = open_results(run(study, settings, Origin(command=("run_study",))))
    (found.folder / "README.md").write_text(folder_readme(found), encoding="utf-8")
    return found


def open_results(folder: str | Path) -> "Results":
    """Return the results in *folder*: its tables as data frames, and `.sql("...")` over them.

    >>> from tempfile import mkdtemp
    >>> from sim import load_plan, open_results, run_study
    >>> found = run_study({"as_published": load_plan()}, replications=2, seed=7, results=mkdtemp())
    >>> open_results(found.folder).targets.replication.nunique()
    2

    Raises
        FileNotFoundError: there is no such folder, or it holds no results.
    """
    from sim.report.results import open_results as open_folder

    return open_folder(folder)


@lru_cache(maxsize=4)
def _told(same: Same[Plan]) -> Story:
    """Tell a plan's story once for all the replications that are asked of it."""
    return tell(same.part, planned_run(same.part)[0])
