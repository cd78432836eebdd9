"""Measures by network, and what safeguards do together: known answers on hand-made tables."""

from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.analysis.estimates import differences, estimates
from sim.analysis.interaction import interaction, safeguard_rows
from sim.analysis.samples import Frames
from sim.analysis.tables import TABLES
from sim.config import read_plan
from sim.plan.plan import Plan
from sim.report.printed.study import study_table
from sim.report.results import open_results
from sim.study.rows import Row, RunSettings, Study
from sim.study.run import run
from tests.measured import PROGRAMME, works

NETWORK_OF = {"rail": "north", "space": "south", "gas": "south", "trees": None}
"""Target to the network of its indicator; nobody's trees count in no network."""

NEVER = float("nan")
TO_HORIZON = 730.0
"""Days from the deadline to the horizon."""


def plan_of_two_networks() -> Plan:
    """Return a plan with three networks, the last of them without any target."""
    packages = {name: works(10, delivers={name: 1}, network=network or "south") for name, network in NETWORK_OF.items()}
    return read_plan(
        {
            "programme": PROGRAMME,
            "networks": {"north": {}, "south": {}, "east": {}},
            "indicators": {
                name: {"unit": "units"} | ({"network": network} if network else {})
                for name, network in NETWORK_OF.items()
            },
            "targets": {name: {"indicator": name, "at_least": 1, "who_decides": "city"} for name in NETWORK_OF},
            "packages": packages | {"road": works(10, network="east")},
        }
    )


def tables_of(margins: Mapping[str, Mapping[str, Sequence[float]]]) -> Frames:
    """Return the tables of a study from margins by scenario and target; days late cost 2 万元 each."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    for scenario, by_target in margins.items():
        for target, listed in by_target.items():
            for replication, margin in enumerate(listed):
                row = (target, 0.0, None if isnan(margin) else 366 - margin, margin >= 0, margin)
                rows["targets"].append((scenario, replication, *row))
                if margin < 0:
                    network = NETWORK_OF[target] or "south"
                    cost = (network, target, "economic", "benefits_forgone", "society", -2 * margin)
                    rows["delay_cost_sums"].append((scenario, replication, *cost))
    columns = {name: ["scenario", "replication", *(column for column, _ in TABLES[name])] for name in TABLES}
    return {name: pd.DataFrame(rows[name], columns=columns[name]) for name in TABLES}


BASE = {"rail": [10, -20, 30, -40] * 25, "space": [5] * 100, "gas": [NEVER] * 100, "trees": [15] * 100}
WORSE = BASE | {"rail": [-10, -20, -30, -40] * 25}
BETTER = BASE | {"gas": [1] * 100}


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """Estimates of the base, by measure and subject."""
    frame = estimates(tables_of({"base": BASE}), {"base": plan_of_two_networks()})
    return frame.set_index(["measure", "subject"])


def test_a_networks_chance_is_that_all_its_targets_are_met(found: pd.DataFrame) -> None:
    """Rail in half of the replications; the south never, for one of its two is not; the east has no target."""
    assert found.loc["network_chance", "estimate"].to_dict() == {"north": 0.5, "south": 0}
    assert set(found.loc["network_chance", "unit"]) == {"share"}


def test_a_target_never_attained_counts_as_attained_on_the_horizon(found: pd.DataFrame) -> None:
    """The mean of 5 days and of minus 730; over all four targets the trees count too."""
    assert found.loc["network_margin_mean", "estimate"].to_dict() == {"north": -5, "south": (5 - TO_HORIZON) / 2}
    assert found.loc[("margin_mean", "all_targets"), "estimate"] == pytest.approx((-5 + 5 - TO_HORIZON + 15) / 4)


def test_costs_of_networks_add_up_to_those_of_all(found: pd.DataFrame) -> None:
    """Of each account; a network in which nothing is late costs nothing."""
    costs = found.loc["network_delay_cost_mean", "estimate"].to_dict()
    assert costs == {
        **{"economic/north": 30, "economic/south": 0, "economic/east": 0},
        **{"financial/north": 0, "financial/south": 0, "financial/east": 0},
    }
    assert found.loc[("delay_cost_mean", "economic"), "estimate"] == 30


def compared(margins: Mapping[str, Sequence[float]]) -> pd.DataFrame:
    """Return the differences of a row to the base, by measure and subject."""
    plan = plan_of_two_networks()
    frame = differences(tables_of({"base": BASE, "row": margins}), "base", {"base": plan, "row": plan})
    return frame.set_index(["measure", "subject"])


def test_differences_of_networks_are_paired() -> None:
    """The north loses half a chance and 20 days, and costs 20 more; the south is as it was."""
    frame = compared(WORSE)
    assert frame.loc[("network_chance", "north"), "estimate"] == -0.5
    assert frame.loc[("network_margin_mean", "north"), "estimate"] == -20
    assert frame.loc[("margin_mean", "all_targets"), "estimate"] == -5
    assert frame.loc[("network_delay_cost_mean", "economic/north"), "estimate"] == 20
    south = [
        ("network_chance", "south"),
        ("network_margin_mean", "south"),
        ("network_delay_cost_mean", "economic/south"),
    ]
    assert (frame.loc[south, "estimate"] == 0).all() and set(frame.loc[south, "says"]) == {"no difference seen"}


def test_two_rows_that_are_alike_differ_by_exactly_nothing() -> None:
    """In every measure."""
    frame = compared(BASE)
    assert (frame["estimate"].dropna() == 0).all() and set(frame["says"]) == {"no difference seen"}


def test_a_plan_without_networks_or_targets_has_neither() -> None:
    """Costs of what serves no network stand under the programme."""
    plan = read_plan({"programme": PROGRAMME, "packages": {"line": works(20, 10)}})
    frames = tables_of({}) | {"progress": pd.DataFrame({"scenario": ["base"] * 3, "replication": range(3)})}
    frame = estimates(frames, {"base": plan})
    networks = frame[frame["measure"].str.startswith("network_")]
    assert set(networks["subject"]) == {"economic/programme", "financial/programme"}
    assert "margin_mean" not in set(frame["measure"])


SAFEGUARDS = ("S1", "S2")


def position(off: str = "", free: str = "") -> dict[str, Any]:
    """Return where a row stands on two safeguards."""
    return {"safeguards_off": off.split(), "safeguards_free": free.split()}


def test_rows_of_safeguards_are_known_by_what_they_turn() -> None:
    """One off, one free, all off, all free; a row that turns two things is none of them."""
    positions = {
        "on": position(),
        "no_1": position("S1"),
        "no_2": position("S2"),
        "free_2": position("", "S2"),
        "both": position("S1", "S2"),
        "none": position("S1 S2"),
        "free": position("", "S1 S2"),
    }
    rows = safeguard_rows(positions, "on", SAFEGUARDS)
    assert dict(rows.without) == {"S1": "no_1", "S2": "no_2"}
    assert dict(rows.free) == {"S2": "free_2"}
    assert (rows.all_off, rows.all_free) == ("none", "free")


def together(off: Mapping[str, Mapping[str, Sequence[float]]]) -> pd.DataFrame:
    """Return what two safeguards do by measure, subject and part: margins without the first, the second, both."""
    plan = plan_of_two_networks()
    margins = {"on": BASE, **off}
    positions = dict(zip(margins, (position(), position("S1"), position("S2"), position("S1 S2")), strict=True))
    rows = safeguard_rows(positions, "on", SAFEGUARDS)
    frame = interaction(tables_of(margins), dict.fromkeys(margins, plan), "on", rows)
    return frame.set_index(["measure", "subject", "part"]).sort_index()


def test_what_adds_up_has_no_interaction() -> None:
    """The first does something, the second nothing: exactly 0, and only chances are not known for certain."""
    frame = together({"no_1": WORSE, "no_2": BASE, "none": WORSE})
    rest = frame.xs("interaction", level="part")
    assert (rest["estimate"] == 0).all()
    chances = rest["unit"] == "share"
    assert (rest.loc[~chances, ["low", "high"]] == 0).all(axis=None)
    assert (rest.loc[chances, "low"] < 0).all() and (rest.loc[chances, "high"] > 0).all()
    assert frame.loc[("network_margin_mean", "north", "together"), "estimate"] == 20


def test_what_each_does_only_alone_is_named_interaction() -> None:
    """Either alone keeps the north as it is; without both it loses 20 days of margin and half a chance."""
    frame = together({"no_1": BASE, "no_2": BASE, "none": WORSE})
    for measure, subject, worth in (
        ("network_margin_mean", "north", 20),
        ("network_chance", "north", 0.5),
        ("network_delay_cost_mean", "economic/north", -20),
        ("margin_mean", "all_targets", 5),
    ):
        parts = frame.loc[(measure, subject), "estimate"].to_dict()
        assert parts == {"together": worth, "sum_of_single": 0, "interaction": worth}
        low, high = frame.loc[(measure, subject, "interaction"), ["low", "high"]]
        assert low * high > 0


def test_safeguards_that_overlap_have_an_interaction_below_zero() -> None:
    """Each alone seems to be worth all of it; together they are worth it once."""
    frame = together({"no_1": WORSE, "no_2": WORSE, "none": WORSE})
    assert frame.loc[("network_margin_mean", "north"), "estimate"].to_dict() == {
        "together": 20,
        "sum_of_single": 40,
        "interaction": -20,
    }


def quick(on: Mapping[str, bool], price_share: float = 1) -> Plan:
    """Return a plan of which two safeguards halve the days of works; the first at the price of a day of drafting."""
    duty = {"lead": "desk", "price_share": price_share}
    faster = {"of": "work_days", "slope": -0.5}
    price = {"drafting": {"of": "preparation_days", "slope": 3}}
    return read_plan(
        {
            "programme": PROGRAMME | {"deadline": "2020-02-01"},
            "networks": {"north": {}},
            "agencies": {"desk": {"desks": 1, "review_days": 1}},
            "safeguards": {name: duty | {"is_on": on.get(name, True)} for name in SAFEGUARDS},
            "levers": {
                name: {
                    "safeguard": name,
                    **{"at": 1, "low": 0, "high": 1, "effects": {"faster": faster}},
                    "price": price if name == "S1" else {},
                }
                for name in SAFEGUARDS
            },
            "indicators": {"lines": {"unit": "lines", "network": "north"}},
            "targets": {"lines": {"indicator": "lines", "at_least": 1, "who_decides": "city"}},
            "packages": {"line": works(80, delivers={"lines": 1}, network="north", permits={"lead": "desk"})},
        }
    )


def test_a_study_of_safeguards_tells_what_they_do_together(tmp_path: Path) -> None:
    """80 days become 40 with either and 20 with both: alone 20 days each, together 60, so 20 are interaction."""
    rows = {
        "on": quick({}),
        "no_1": quick({"S1": False}),
        "no_2": quick({"S2": False}),
        "none": quick(dict.fromkeys(SAFEGUARDS, False)),
        "free": quick({}, price_share=0),
    }
    study = Study("small", tuple(Row(name, plan) for name, plan in rows.items()), "on", table="safeguards")
    results = open_results(run(study, RunSettings(replications=3, results=str(tmp_path))))
    parts = results.interaction.set_index(["measure", "part"]).loc["network_margin_mean", "estimate"]
    drafting = results.differences.set_index(["scenario", "measure"]).loc[("free", "network_margin_mean"), "estimate"]
    assert drafting == 3
    assert parts.to_dict() == {"together": 60 - drafting, "sum_of_single": 40 - drafting, "interaction": 20}
    printed = study_table(results)
    assert printed.startswith("The six safeguards") and "All safeguards" in printed and "S1" in printed


def reviewed(mode: str, joint_share: float = 0) -> Plan:
    """Return a plan of one line whose file three agencies review in 20 days each."""
    return read_plan(
        {
            "programme": PROGRAMME | {"deadline": "2020-02-01"},
            "networks": {"north": {}},
            "agencies": {name: {"desks": 9, "review_days": 20} for name in ("lead", "one", "two")},
            "coordination": {"review_mode": mode, "joint_share": joint_share, "task_force": {"interval_days": 0}},
            "indicators": {"lines": {"unit": "lines", "network": "north"}},
            "targets": {"lines": {"indicator": "lines", "at_least": 1, "who_decides": "city"}},
            "packages": {
                "line": works(
                    10,
                    delivers={"lines": 1},
                    network="north",
                    permits={"file": {"lead": "lead", "supporters": ["one", "two"]}},
                )
            },
        }
    )


def test_a_study_of_silos_compares_each_share_with_reviews_in_series(tmp_path: Path) -> None:
    """Three reviews of 20 days take 60 in series and 20 at once: silos cost 40 days with all files joint, none without;
    so whatever the base is."""
    rows = {
        "base": reviewed("task_force", 1),
        "in_series": reviewed("series"),
        "none_joint": reviewed("task_force", 0),
        "joint": reviewed("joint", 1),
    }
    study = Study("small", tuple(Row(name, plan) for name, plan in rows.items()), "base", table="silos")
    results = open_results(run(study, RunSettings(replications=3, results=str(tmp_path))))
    lost = results.silos.set_index(["measure", "scenario"]).loc["network_margin_mean", "estimate"]
    assert lost.to_dict() == {"base": 40, "none_joint": 0}
    printed = " ".join(study_table(results).split())
    assert "with 0% of files reviewed jointly" in printed and "with 100%" in printed
