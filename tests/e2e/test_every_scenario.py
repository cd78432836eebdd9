"""Every shipped scenario runs, and moves what it says it moves."""

from pathlib import Path

import pandas as pd
import pytest

from sim import load_plan, run_study
from sim.config import load_mapping

SCENARIOS = sorted(file.stem for file in (Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
BASE = "as_published"
REPLICATIONS = 100


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Run every shipped scenario against the base on the same luck."""
    rows = {name: load_plan(f"scenario={name}") for name in [BASE, *[s for s in SCENARIOS if s != BASE]]}
    results = tmp_path_factory.mktemp("scenarios")
    found = run_study(rows, replications=REPLICATIONS, workers=2, seed=2020, results=results, keep=0)
    assert set(found.targets.scenario) == set(SCENARIOS)
    return found.targets


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name != BASE])
def test_a_scenario_moves_what_it_says(differences: pd.DataFrame, scenario: str) -> None:
    """The value at the deadline of each target named in `moves` differs from the base beyond its paired interval."""
    root = Path(__file__).parents[2]
    says = load_mapping(root / "scenarios" / f"{scenario}.yaml")["scenario"]
    if says.get("no_effect_expected"):
        return
    assert says["moves"]
    for target in says["moves"]:
        ours, base = (
            differences[(differences.scenario == name) & (differences.target == target)]
            .set_index("replication")
            .value_at_deadline
            for name in (scenario, BASE)
        )
        paired = ours - base
        half_width = 1.984 * paired.std(ddof=1) / REPLICATIONS**0.5
        assert abs(paired.mean()) > half_width > 0, f"{target}: {paired.mean()} +- {half_width}"
