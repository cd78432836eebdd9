"""The words of the command line `fournets`: its verbs, their options, and what is left over for Hydra.

argparse and not typer: it hands Hydra's overrides on untouched, and takes no time to import.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from sim.plan.problems import PlanError
from sim.shell.showing import OF_ONE, TABLES

Verb = Callable[[argparse.Namespace], int]

LANGUAGES = ("en", "zh")
RERUN = 5
"""Replications that `verify --rerun` performs again."""
LISTS = ("scenarios", "studies", "levers", "targets", "packages")
OVERRIDES = (
    "Overrides are Hydra's, KEY=VALUE: scenario=bonds_late, study=default, run.replications=2000, run.seed=7, "
    "run.workers=4, funding.special_purpose_bonds.lag_days=90. A dot goes into a block, + adds a key, ~ takes one out."
)


def asked_by(arguments: Sequence[str], verbs: Mapping[str, Verb]) -> argparse.Namespace:
    """Return what a line asks for: its verb, its options, and its overrides.

    Raises
        PlanError: the line is wrong.
    """
    asked, overrides = parser_of(verbs).parse_known_args(list(arguments))
    asked.overrides = _overrides(overrides, asked.takes_overrides)
    return asked


def parser_of(verbs: Mapping[str, Verb]) -> argparse.ArgumentParser:
    """Return what reads a line, *verbs* by name being what each does."""
    parser = _Parser(
        prog="fournets",
        allow_abbrev=False,
        description="Will the four networks be built on time, what does it bring, and what does each month late cost?",
        epilog="`python -m sim --help` is the same study as a plain Hydra application.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    added_verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)

    def verb(name: str, says: str, overrides: bool = False, lang: bool = True) -> _Parser:
        usage = f"fournets {name} [-h] ... [OVERRIDE ...]" if overrides else None
        added: _Parser = added_verbs.add_parser(
            name, help=says, description=says, allow_abbrev=False, epilog=OVERRIDES if overrides else None, usage=usage
        )
        added.set_defaults(verb=verbs[name], takes_overrides=overrides)
        if lang:
            added.add_argument("--lang", choices=LANGUAGES, default="en", help="language of what is printed")
        return added

    run = verb("run", "run a study and print what it finds: the default one, or what the overrides ask for", True)
    run.add_argument("-m", "--multirun", action="store_true", help="a row for each of several values: scenario=a,b")
    check = verb("check", "check the inputs (overrides, or one PLAN.yaml) and show coverage, loads and evidence", True)
    check.add_argument("--full", action="store_true", help="show everything: every class, agency and source")
    check.add_argument("--evidence", action="store_true", help="trace every number to where it comes from, and end")
    simulate = verb("simulate", "perform any plan file and write its tables", lang=False)
    simulate.add_argument("plan", type=Path, metavar="PLAN.yaml")
    simulate.add_argument("--replications", type=int, required=True, metavar="N")
    simulate.add_argument("--seed", type=int, required=True, metavar="S")
    simulate.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    simulate.add_argument("--csv", action="store_true", help="write each table as CSV too")
    simulate.add_argument("--workers", type=int, default=1, metavar="N", help="worker processes (default 1)")
    listed = verb("list", "list what there is", True)
    listed.add_argument("what", choices=LISTS, metavar="|".join(LISTS))
    new = verb("new", "begin a scenario of one's own in ./scenarios", lang=False)
    new.add_argument("kind", choices=("scenario",), metavar="scenario")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--like", metavar="SCENARIO", help="begin with a copy of this one")
    show = verb("show", "show a table of a results folder")
    show.add_argument("results", type=Path, metavar="RESULTS")
    show.add_argument("what", choices=TABLES, metavar="|".join(TABLES))
    show.add_argument("--scenario", metavar="NAME", help=f"of {', '.join(OF_ONE)}: which scenario (default the base)")
    show.add_argument("--target", metavar="NAME", help="of ledger: why this target is missed (default: by network)")
    verified = verb("verify", "recompute from a results folder that its money, days and numbers add up", lang=False)
    verified.add_argument("results", type=Path, metavar="RESULTS")
    verified.add_argument(
        "--rerun",
        type=int,
        nargs="?",
        const=RERUN,
        metavar="N",
        help=f"perform N replications again instead (default {RERUN}), and compare every row of theirs",
    )
    return parser


def _overrides(rest: Sequence[str], are_taken: bool) -> list[str]:
    """Return what is left of a line as overrides, once it is nothing else."""
    flags = [word for word in rest if word.startswith("-")]
    if flags:
        raise PlanError([f"{flags[0]}: no such option here: see --help; Hydra's own flags belong to python -m sim"])
    if rest and not are_taken:
        raise PlanError([f"{rest[0]}: found one word too many: see --help"])
    return list(rest)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a line as all else is said: in one line."""

    def error(self, message: str) -> NoReturn:
        """Refuse the line."""
        raise PlanError([f"{self.prog}: {message}: see {self.prog} --help"])


class _Version(argparse.Action):
    """Prints the version, which takes a moment to find out."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and end."""
        import sim

        sys.stdout.write(f"fournets {sim.__version__}\n")
        parser.exit()
