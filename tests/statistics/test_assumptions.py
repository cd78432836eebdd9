"""The share of assumed inputs: known answers of the crossed design, and the noise of few runs taken out."""

import hashlib

import numpy as np
import pytest

from sim.analysis.assumptions import (
    Spread,
    indices,
    latin_column,
    parts_of_variance,
    spread_of_means,
    spread_of_quantiles,
)


def _column(name: str, settings: int) -> np.ndarray:
    return latin_column(hashlib.sha256(name.encode()).digest(), settings)


def test_a_planted_linear_model_has_its_shares_recovered() -> None:
    """Y = a x + b z with x of settings and z of draws: 0.3 of the variance is assumed, 0.7 drawn."""
    x, z = _column("7/x", 600), _column("7/z", 600)
    runs = np.sqrt(0.3) * x[:, None] + np.sqrt(0.7) * z[None, :]
    parts = parts_of_variance(runs)
    assert abs(parts.assumed / parts.total - 0.3) < 0.03
    assert abs(parts.draws / parts.total - 0.7) < 0.03
    assert parts.both < 1e-12


def test_what_inputs_do_together_with_luck_stands_in_the_total_index_alone() -> None:
    """Y = x z with both centred: no first index, all of the variance in the total one."""
    x, z = _column("7/x", 400) - 0.5, _column("7/z", 400) - 0.5
    parts = parts_of_variance(x[:, None] * z[None, :])
    assert parts.assumed / parts.total < 0.01
    assert parts.both / parts.total > 0.98


@pytest.mark.parametrize("count", [8, 40])
def test_small_designs_find_the_shares_on_average_and_their_intervals_hold_them(count: int) -> None:
    """32 settings of 8 runs, as shipped, and of 40: nearly no bias, and five intervals in six hold the truth."""
    rng = np.random.Generator(np.random.PCG64(5))
    firsts, held = [], 0
    for _ in range(60):
        runs = (
            rng.normal(0, np.sqrt(0.3), (32, 1))
            + rng.normal(0, np.sqrt(0.4), (1, count))
            + rng.normal(0, np.sqrt(0.3), (32, count))
        )
        found = indices(runs)
        firsts.append(found.first.estimate)
        held += found.first.low <= 0.3 <= found.first.high
    assert abs(np.mean(firsts) - 0.3) < 0.03
    assert held >= 50


def test_inputs_without_effect_give_an_interval_of_no_width() -> None:
    """All settings say what the shipped inputs say: the estimate is its own bounds, whatever the few draws are."""
    base = (np.random.Generator(np.random.PCG64(3)).random(40) < 0.3).astype(float)
    runs = np.tile(base, (32, 1))
    assert spread_of_means(runs, base, 0.25) == Spread(0.25, 0.25, 0.25)
    assert spread_of_quantiles(runs, base, 0.0, 0.5) == Spread(0.0, 0.0, 0.0)


def test_bounds_are_the_second_and_the_second_last_of_thirty_two_settings() -> None:
    """P5 and P95 of 1 to 32, each a number that a setting said; the middle is the sixteenth."""
    runs = np.repeat(np.arange(1.0, 33.0), 8).reshape(32, 8)
    assert spread_of_means(runs, np.full(8, 20.0), 20.0) == Spread(2.0, 16.0, 31.0)


def test_a_shift_that_all_settings_share_is_kept() -> None:
    """No setting meets what a quarter of the base's runs meet: the settings agree, and not with what is shipped."""
    base = np.repeat([1.0, 0.0], [10, 30])
    assert spread_of_means(np.zeros((32, 40)), base, 0.25) == Spread(0.0, 0.0, 0.0)


def test_an_estimate_aside_by_no_more_than_the_same_draws_put_the_base_is_a_bound() -> None:
    """Settings meet in 5 of 8 runs at most, the base in 7; all replications of the base say 0.7."""
    runs = np.zeros((32, 8))
    runs[:, :5] = 1
    runs[:16, 4] = 0
    base = np.array([1, 1, 1, 1, 1, 1, 1, 0], dtype=float)
    assert spread_of_means(runs, base, 0.7).high == 0.7
    assert spread_of_means(runs, base, 0.85).high == 0.625


def test_a_margin_that_few_settings_attain_has_the_horizon_as_its_bound() -> None:
    """Two of 32 settings never attain the target: P5 is the horizon itself, not a month between it and the next."""
    horizon = -2192.0
    runs = np.repeat(np.linspace(-300.0, 10.0, 32), 8).reshape(32, 8)
    runs[:2] = horizon
    found = spread_of_quantiles(runs, np.full(8, -100.0), -100.0, 0.5)
    assert found.low == horizon
    assert found.high == 0.0


def test_bounds_of_a_chance_hold_the_true_ones_though_the_base_is_drawn_too() -> None:
    """Chances of 32 settings lie evenly between 0.2 and 0.8, half of the luck is shared, 16 runs of each as shipped.

    The true P5 and P95 are 0.22 and 0.78; what is found lies outside of them by the scatter of 16 runs, a
    standard deviation of 0.1 each, and is not shifted: the middle of 200 designs is 0.5 within 0.03, five standard
    errors of about 0.006.
    """
    rng = np.random.Generator(np.random.PCG64(11))
    chances, count = np.linspace(0.2, 0.8, 32), 16
    found = []
    for _ in range(200):
        luck = np.where(rng.random((32, count)) < 0.5, rng.random((1, count)), rng.random((32, count)))
        runs = (luck < chances[:, None]).astype(float)
        found.append(spread_of_means(runs, runs[16], 0.5))
    low, middle, high = np.mean(found, axis=0)
    assert 0.1 < low < 0.22
    assert 0.78 < high < 0.9
    assert abs(middle - 0.5) < 0.03


def test_a_column_of_the_hypercube_has_one_point_in_each_stratum() -> None:
    column = _column("2020/fund.opening", 32)
    assert sorted((column * 32).astype(int)) == list(range(32))


def test_another_input_moves_no_column() -> None:
    alone = _column("2020/a", 32)
    _column("2020/b", 32)
    assert (alone == _column("2020/a", 32)).all()
