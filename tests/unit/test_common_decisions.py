"""Outside decisions that move together: each gate keeps its own chance, whatever it has in common with others."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.model.draws import Floats, draw
from tests.builders import a_plan, work

SEED, MANY = 20201231, 40_000
FALSE_ALARM = 1e-6
CHANCES = {"a": 0.3, "b": 0.3, "c": 0.7}


def gates(common: str = "ministry", share: float = 0.0, windows: int = 1) -> dict[str, Any]:
    """Return three gates with the same common part."""
    days = [[100 * number, 100 * number + 50] for number in range(windows)]
    more = {"common": common, "common_share": share} if common else {}
    return {name: {"chance": chance, "windows": days, **more} for name, chance in CHANCES.items()}


def decided(said: dict[str, Any], count: int = MANY, seed: int = SEED) -> dict[str, Floats]:
    """Return when in what is left of their windows the gates are won, as shares, by column, below 0 where lost."""
    packages = {"p": {"gates": list(said), "activities": work(1)}}
    drawn = draw(a_plan(gates=said, packages=packages), seed, count)
    return {name: drawn.values[:, place] / 1e6 for place, name in enumerate(drawn.names) if name.startswith("gate/")}


def won(said: dict[str, Any], count: int = MANY) -> dict[str, Floats]:
    """Return whether the first window of each gate is won, 0 or 1, by gate."""
    days = decided(said, count)
    return {name: np.asarray(days[f"gate/{name}/window_1"] >= 0, dtype=np.float64) for name in said}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.7, 1.0])
def test_each_gate_keeps_its_chance(share: float) -> None:
    """The number won is binomial, whatever is shared (false alarm below one in a million each)."""
    for name, of_gate in won(gates(share=share)).items():
        assert stats.binomtest(int(of_gate.sum()), MANY, CHANCES[name]).pvalue > FALSE_ALARM


def test_with_all_in_common_two_gates_are_decided_as_one() -> None:
    """Of equal chance both are won or both lost; of unequal chance the likelier is won whenever the other is."""
    of = won(gates(share=1.0))
    assert (of["a"] == of["b"]).all()
    assert (of["c"] >= of["a"]).all()


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_both_are_won_as_often_as_two_normals_with_that_correlation_say(share: float) -> None:
    """The chance that two are won is that of a bivariate normal below both thresholds."""
    of = won(gates(share=share))
    thresholds = stats.norm.ppf([CHANCES["a"], CHANCES["c"]])
    both = stats.multivariate_normal(cov=[[1, share], [share, 1]]).cdf(thresholds)
    assert stats.binomtest(int((of["a"] * of["c"]).sum()), MANY, float(both)).pvalue > FALSE_ALARM


def test_with_nothing_in_common_decisions_are_as_before() -> None:
    """To the micro-day: a name without a share, or no name."""
    alone = decided(gates(common=""), 500)
    for said in (gates(), gates(common="other")):
        assert {name: days.tolist() for name, days in decided(said, 500).items()} == {
            name: days.tolist() for name, days in alone.items()
        }


def test_gates_with_another_common_part_are_independent() -> None:
    """Two names, two latent normals."""
    said = gates(share=1.0)
    said["b"] |= {"common": "province"}
    of = won(said)
    both = int((of["a"] * of["b"]).sum())
    assert stats.binomtest(both, MANY, CHANCES["a"] * CHANCES["b"]).pvalue > FALSE_ALARM


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_when_in_the_window_does_not_depend_on_what_is_won(share: float) -> None:
    """What is won comes evenly over the window, and two gates won together have days of their own."""
    days = decided(gates(share=share))
    a, c = days["gate/a/window_1"], days["gate/c/window_1"]
    assert stats.kstest(a[a >= 0], "uniform").pvalue > FALSE_ALARM
    both = (a >= 0) & (c >= 0)
    assert stats.pearsonr(a[both], c[both]).pvalue > FALSE_ALARM


def test_what_is_in_common_holds_for_all_windows_of_a_gate() -> None:
    """With all in common, lost once is lost for good: the second window is decided by the same normal."""
    days = decided(gates(share=1.0, windows=2))
    assert ((days["gate/a/window_1"] >= 0) == (days["gate/a/window_2"] >= 0)).all()


def test_a_decision_more_moves_no_other_and_batches_agree() -> None:
    """The common part has a stream of its own, by its name."""
    said = gates(share=0.5)
    fewer = decided({"a": said["a"]}, 300)
    assert decided(said, 300)["gate/a/window_1"].tolist() == fewer["gate/a/window_1"].tolist()
    packages = {"p": {"gates": list(said), "activities": work(1)}}
    plan = a_plan(gates=said, packages=packages)
    whole, part = draw(plan, SEED, 90), draw(plan, SEED, 50, 40)
    assert whole.values[40:].tolist() == part.values.tolist()
