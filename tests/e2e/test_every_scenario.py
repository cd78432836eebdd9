"""Every shipped scenario runs, and moves what it says it moves."""

from pathlib import Path

import pandas as pd
import pytest

from sim import load_plan
from sim.analysis.intervals import paired_shares
from sim.config import load_mapping
from sim.study.executors import Workers
from sim.study.gather import Group
from sim.study.rows import Row, RunSettings, Study
from sim.study.run import Unwatched, write_tables
from sim.study.stages import prepare
from sim.study.store import Store

FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
SAYS = {file.stem: load_mapping(file)["scenario"] for file in FILES}
BASE = "as_published"
REPLICATIONS = 100


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Run every shipped scenario on the same luck and return its table of targets."""
    study = Study("scenarios", tuple(Row(name, load_plan(f"scenario={name}")) for name in SAYS), BASE)
    settings = RunSettings(replications=REPLICATIONS, workers=2, seed=2020, keep=0)
    folder = tmp_path_factory.mktemp("scenarios")
    rows = Group(prepare(study, ["targets"]), settings)
    with Workers(settings.workers) as workers:
        write_tables(rows, workers, Store(folder / "store"), folder, Unwatched())
    found = pd.read_parquet(folder / "targets.parquet")
    assert set(found.scenario) == set(SAYS)
    return found


def moved(targets: pd.DataFrame, scenario: str, target: str) -> tuple[float, float]:
    """Return by how much a scenario moves the value of a target at the deadline, and half its paired interval."""
    ours, base = (
        targets[(targets.scenario == name) & (targets.target == target)].set_index("replication").value_at_deadline
        for name in (scenario, BASE)
    )
    paired = ours - base
    assert len(paired) == paired.count() == REPLICATIONS
    return paired.mean(), 1.984 * paired.std(ddof=1) / REPLICATIONS**0.5


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [name for name, says in SAYS.items() if says.get("moves")])
def test_a_scenario_moves_what_it_says(targets: pd.DataFrame, scenario: str) -> None:
    """The value at the deadline of each target named in `moves` differs from the base beyond its paired interval."""
    for target in SAYS[scenario]["moves"]:
        mean, half_width = moved(targets, scenario, target)
        assert abs(mean) > half_width > 0, f"{target}: {mean} +- {half_width}"


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [name for name, says in SAYS.items() if says.get("no_effect_expected")])
def test_a_scenario_without_effect_moves_no_chance(targets: pd.DataFrame, scenario: str) -> None:
    """With `no_effect_expected` no chance is seen to differ, and no value moves by a hundredth of its target."""
    asked = load_plan().targets
    for target in targets.target.unique():
        of_target = targets[targets.target == target]
        ours, base = (
            of_target[of_target.scenario == name].set_index("replication").met.to_numpy() for name in (scenario, BASE)
        )
        taken = paired_shares(ours, base)
        assert taken.low <= 0 <= taken.high, f"{target}: {taken}"
        mean, _ = moved(targets, scenario, target)
        assert abs(mean) < asked[target].at_least / 100, f"{target}: {mean}"
