"""The command `fournets`: reads the line, does what it asks, and prints what comes of it.

The verbs import what they need when they are called, so that `fournets --help` is quick.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sim.plan.problems import PlanError, StudyError
from sim.shell.line import asked_by

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sim.plan.evidence import Fact
    from sim.report.results import Results
    from sim.report.words import Lang

FAILED, WRONG, INTERRUPTED, ENDED = 1, 2, 130, 143
"""Exit statuses: something could not be done, the input is wrong, Ctrl-C, a signal to end."""

PLAN_ENDINGS = (".yaml", ".yml")
WHEN_INTERRUPTED = "interrupted: the batches that a study had finished are in its store, for the next run"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end with its exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED))  # so that what is half written is removed
    sys.exit(status_of(sys.argv[1:] if arguments is None else arguments))


def status_of(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status; what is wrong is said in lines on stderr."""
    try:
        asked = asked_by(arguments, VERBS)
        status: int = asked.verb(asked)
        sys.stdout.flush()
        return status
    except PlanError as error:
        return _said(WRONG, *error.problems)
    except StudyError as error:
        return _said(FAILED, str(error))
    except KeyboardInterrupt:
        return _said(INTERRUPTED, WHEN_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has gone away
        return FAILED
    except OSError as error:
        return _said(FAILED, f"{error.filename or 'fournets'}: {error.strerror or error}")


def objective_of(overrides: Sequence[str]) -> float:
    """Run the study that *overrides* ask for as `fournets run` does, and return the base's chance of all targets.

    Raises
        SystemExit: the input is wrong, or no replication could be performed.
    """
    try:
        results = _run_and_print(overrides, False, "en", ["python", "-m", "sim", *sys.argv[1:]])
    except PlanError as error:
        sys.exit(_said(WRONG, *error.problems))
    except StudyError as error:
        sys.exit(_said(FAILED, str(error)))
    except KeyboardInterrupt:
        sys.exit(_said(INTERRUPTED, WHEN_INTERRUPTED))
    found = results.estimates
    joint = (found.scenario == results.words["base"]) & (found.measure == "chance") & (found.subject == "all_targets")
    return float(found.loc[joint, "estimate"].iloc[0]) if joint.any() else float("nan")


def _run(asked: argparse.Namespace) -> int:
    results = _run_and_print(asked.overrides, asked.multirun, asked.lang, ["fournets", *sys.argv[1:]])
    return FAILED if results.provenance["tally"]["failed"] else 0


def _run_and_print(overrides: Sequence[str], multirun: bool, lang: "Lang", command: Sequence[str]) -> "Results":
    """Run a study, print the table that it asks for, then draw its charts; return the results."""
    from sim.report.folder_readme import folder_readme
    from sim.report.printed.study import study_table
    from sim.report.results import open_results
    from sim.shell.composing import facts_beside, study_of, with_assumptions
    from sim.shell.watching import watching
    from sim.study.provenance import Origin
    from sim.study.run import run

    asked = study_of(overrides, multirun)
    study = with_assumptions(asked, facts_beside(asked))
    _say_what_is_left_out()
    with watching(_say) as watcher:
        place = run(study, asked.settings, Origin(command, overrides), watcher)
    results = open_results(place)
    print(study_table(results, lang, _width()))
    failed = results.provenance["tally"]["failed"]
    if failed:
        _say(f"{failed} replications failed: {place / 'failures.parquet'} names them, the others stand")
    _say_what_is_open(results, lang)
    _draw(place, asked.settings.workers)
    (place / "README.md").write_text(folder_readme(results), encoding="utf-8")
    print(place)
    return results


def _draw(place: Path, workers: int | str) -> None:
    """Draw the charts of a results folder, each language in a process of its own where a study has several here."""
    from sim.report.charts import draw_beside
    from sim.report.words import LANGS
    from sim.study.executors import executor_on

    with executor_on(workers if isinstance(workers, int) else 1) as (executor, _):
        for drawn in [executor.submit(draw_beside, place, lang) for lang in LANGS]:
            drawn.result()


def _check(asked: argparse.Namespace) -> int:
    from sim.checking import report_of
    from sim.config import load_mapping, read_plan
    from sim.shell.composing import facts_beside, row_asked_for, study_of

    if len(asked.overrides) == 1 and _is_plan(asked.overrides[0]):
        mapping: Mapping[str, Any] = load_mapping(Path(asked.overrides[0]))
        facts: dict[str, Fact] = {}
        plan = read_plan(mapping)
    else:
        of_study = study_of(asked.overrides)
        _say_what_is_left_out()
        row = row_asked_for(of_study.study, asked.overrides)
        plan, mapping, facts = row.plan, row.mapping or {}, facts_beside(of_study)
    if asked.evidence:
        return _trace(mapping, facts, asked.lang)
    print(report_of(plan, mapping, facts, asked.lang, _width(), asked.full))
    return 0


def _trace(mapping: "Mapping[str, Any]", facts: "Mapping[str, Fact]", lang: "Lang") -> int:
    from sim.checking.rests_on import tracing
    from sim.config.tracing import trace_numbers
    from sim.shell.places import plan_text

    traced = trace_numbers(mapping, facts, plan_text() if facts else "")
    print(tracing(traced, lang, _width()))
    return _said(WRONG, *traced.untraced) if traced.untraced else 0


def _simulate(asked: argparse.Namespace) -> int:
    from sim.config import load_mapping, read_plan
    from sim.config.blocks import read_block
    from sim.config.evidence import gives_evidence
    from sim.shell.watching import watching
    from sim.study.provenance import Origin
    from sim.study.rows import Row, RunSettings, Study
    from sim.study.run import simulate_into

    problems: list[str] = []
    said = {
        "replications": asked.replications,
        "keep": max(asked.replications, 0),
        "seed": asked.seed,
        "workers": asked.workers,
    }
    settings = read_block(RunSettings, said, "simulate", problems)
    if asked.out.exists() and (not asked.out.is_dir() or any(asked.out.iterdir())):
        problems.append(f"--out {asked.out}: found something there, expected a new or empty folder: name another")
    elif not _may_be_made(asked.out):
        problems.append(
            f"--out {asked.out}: found a place where no folder can be made, expected one of yours: name another"
        )
    if problems or settings is None:
        raise PlanError(problems)
    mapping = load_mapping(asked.plan)
    name = asked.plan.stem
    study = Study(name, (Row(name, read_plan(mapping), mapping=mapping),), name)
    if not gives_evidence(mapping):
        _say(f"{asked.plan}: no evidence given")
    with watching(_say) as watcher:
        origin = Origin(["fournets", *sys.argv[1:]])
        failed = simulate_into(asked.out, study, settings, origin, asked.csv, watcher).failed
    if failed:
        _say(f"{failed} replications failed: {asked.out / 'failures.parquet'} names them, the others stand")
    _say_what_is_open(_opened(asked.out), "en")
    print(asked.out)
    return FAILED if failed else 0


def _may_be_made(folder: Path) -> bool:
    """Return whether a folder, and what is missing above it, can be made: try it and leave nothing."""
    above = next(one for one in folder.absolute().parents if one.exists())
    try:
        with tempfile.TemporaryDirectory(dir=above):
            return True
    except OSError:
        return False


def _list(asked: argparse.Namespace) -> int:
    from sim.shell.listing import listed

    _say_what_is_left_out()
    print(listed(asked.what, asked.overrides, asked.lang, _width()))
    return 0


def _new(asked: argparse.Namespace) -> int:
    from sim.shell.starting import new_scenario

    print(new_scenario(asked.name, asked.like))
    return 0


def _show(asked: argparse.Namespace) -> int:
    from sim.shell.showing import shown

    print(shown(_opened(asked.results), asked.what, asked.lang, _width(), asked.scenario, asked.target), end="")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from sim.report.verification.verify import lines_of, verify
    from sim.shell.reading_back import other_version, plans_as_run
    from sim.shell.rerunning import rerun

    if asked.rerun is not None and asked.rerun < 1:
        raise PlanError([f"--rerun {asked.rerun}: found no number of replications, expected 1 or more"])
    results = _opened(asked.results)
    version = other_version(results)
    if version:
        _say(version)
    if asked.rerun is not None:
        again = rerun(results, asked.rerun)
        print(again.line())
        return _said(FAILED, *again.off) if again.off else 0
    checks = verify(results, plans_as_run(results))
    for check in checks:
        print(check.line())
    off = list(lines_of(checks))
    return _said(WRONG, *off) if off else 0


def _opened(folder: Path) -> "Results":
    """Return the results in a folder.

    Raises
        PlanError: there are none.
    """
    from sim.report.results import open_results

    try:
        return open_results(folder)
    except FileNotFoundError as error:
        raise PlanError([str(error)]) from None


def _is_plan(word: str) -> bool:
    return "=" not in word and (word.endswith(PLAN_ENDINGS) or Path(word).is_file())


def _say_what_is_left_out() -> None:
    from sim.shell.places import left_out

    said = left_out()
    if said is not None:
        _say(said)


def _say_what_is_open(results: "Results", lang: "Lang") -> None:
    from sim.report.printed.open_waits import open_waits_lines

    for line in open_waits_lines(results, lang, _width()):
        _say(line)


def _said(status: int, *lines: str) -> int:
    for line in lines:
        _say(line)
    return status


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _width() -> int:
    """Return the columns that tables may take: those of the terminal, at most 80."""
    return min(80, shutil.get_terminal_size((80, 24)).columns)


VERBS = {
    "run": _run,
    "check": _check,
    "simulate": _simulate,
    "list": _list,
    "new": _new,
    "show": _show,
    "verify": _verify,
}
