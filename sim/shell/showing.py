"""What `fournets show` shows of a results folder: which table, and why one cannot be shown.

The tables are imported when one is asked for, so that the command line is read quickly.
"""

from typing import TYPE_CHECKING

from sim.plan.problems import PlanError, unknown

if TYPE_CHECKING:
    from sim.report.results import Results
    from sim.report.words import Lang

TABLES = ("study", "targets", "rates", "four_rates", "cost", "ledger", "outcomes", "cash", "fiscal", "assumptions")
OF_ONE = ("rates", "four_rates", "ledger", "outcomes", "cash", "fiscal")
"""Tables that tell of one scenario."""

SUMMARIES = {"outcomes": "outcome_means", "four_rates": "four_rates"}
WITHOUT_ESTIMATES = ("cash", "fiscal", "ledger")


def shown(results: "Results", what: str, lang: "Lang", width: int, scenario: str | None, target: str | None) -> str:
    """Return a table of results, of the base where no scenario is named.

    Raises
        PlanError: the folder holds no such table, scenario or target.
    """
    from sim.report.printed.assumptions import printed_assumptions
    from sim.report.printed.cost import cost_table
    from sim.report.printed.four_rates import four_rates_table
    from sim.report.printed.ledger import ledger_table
    from sim.report.printed.money import cash_table, fiscal_table
    from sim.report.printed.outcomes import outcomes_table
    from sim.report.printed.rates import rates_table
    from sim.report.printed.study import study_table
    from sim.report.printed.targets import targets_table

    _must_be_there(results, what)
    _must_be_known(results, what, scenario, target)
    of_one = {
        "rates": rates_table,
        "four_rates": four_rates_table,
        "outcomes": outcomes_table,
        "cash": cash_table,
        "fiscal": fiscal_table,
    }
    of_all = {
        "study": study_table,
        "targets": targets_table,
        "cost": cost_table,
        "assumptions": printed_assumptions,
    }
    if what == "ledger":
        return ledger_table(results, lang, width, scenario, target)
    if what in of_one:
        return of_one[what](results, lang, width, scenario)
    return of_all[what](results, lang, width)


def _must_be_there(results: "Results", what: str) -> None:
    tables, folder = results.tables, results.folder
    if what == "ledger" and not {"targets", "networks", "causes_at_root"} & set(tables):
        raise PlanError([f"{folder}: found no late days, expected some: every package is as planned"])
    if what in ("cash", "fiscal") and what not in tables:
        raise PlanError([f"{folder}: found no table {what}, expected one: the plan has no funding"])
    if what not in WITHOUT_ESTIMATES and SUMMARIES.get(what, "estimates") not in tables:
        raise PlanError([f"{folder}: found no estimates, expected those of a study{_shown_without(results)}"])
    if what == "assumptions" and what not in tables:
        raise PlanError(
            [
                f"{folder}: found no table assumptions, expected that of a study that goes through settings of "
                "its assumed inputs: run study=default with run.settings of 2 or more"
            ]
        )


def _shown_without(results: "Results") -> str:
    """Return what can be shown of a folder that has no estimates, as one that `simulate` wrote."""
    has_late_days = bool({"targets", "networks", "causes_at_root"} & set(results.tables))
    tables = [name for name in WITHOUT_ESTIMATES if name in results.tables or (name == "ledger" and has_late_days)]
    return f"; of this folder there can be shown: {', '.join(tables)}" if tables else ""


def _must_be_known(results: "Results", what: str, scenario: str | None, target: str | None) -> None:
    if scenario is not None and (what not in OF_ONE or scenario not in results.words["scenarios"]):
        expected = results.words["scenarios"] if what in OF_ONE else ()
        raise PlanError([unknown("--scenario", "scenario", scenario, expected)])
    targets = results.words["targets"] if what == "ledger" else ()
    if target is not None and target not in targets:
        raise PlanError([unknown("--target", "target", target, targets)])
