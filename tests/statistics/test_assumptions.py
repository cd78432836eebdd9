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
    met = np.random.Generator(np.random.PCG64(3)).random((1, 40)) < 0.3
    base = met[0].astype(float)
    runs = np.tile(base, (32, 1))
    assert spread_of_means(runs, base, 0.25) == Spread(0.25, 0.25, 0.25)
    assert spread_of_quantiles(runs, base, 0.0, 0.5) == Spread(0.0, 0.0, 0.0)


def test_where_noise_explains_all_the_estimate_is_its_own_bounds_to_the_last_digit() -> None:
    """One run of 32 x 40 fails where none of the base does: less than luck alone would make of it."""
    runs = np.ones((32, 40))
    runs[3, 17] = 0
    assert spread_of_means(runs, np.ones(40), 1.0) == Spread(1.0, 1.0, 1.0)


def test_a_shift_that_all_settings_share_is_no_noise() -> None:
    """No setting meets what a quarter of the base's runs meet: the settings agree, and not with what is shipped."""
    base = np.repeat([1.0, 0.0], [10, 30])
    assert spread_of_means(np.zeros((32, 40)), base, 0.25) == Spread(0.0, 0.0, 0.0)


def test_the_middle_is_what_half_of_the_settings_exceed() -> None:
    """Settings without luck at 0, 1, 4, 9, 16 and as shipped at 4, whose estimate is 5 of all runs."""
    runs = np.repeat(np.arange(5.0) ** 2, 8).reshape(5, 8)
    assert spread_of_means(runs, np.full(8, 4.0), 5.0).middle == pytest.approx(5.0)


def test_the_scatter_of_few_runs_is_taken_out_of_the_spread_of_a_chance() -> None:
    """Chances of settings lie evenly between 0.2 and 0.8; 40 runs of each, of which half of the luck is shared."""
    rng = np.random.Generator(np.random.PCG64(11))
    chances = np.linspace(0.2, 0.8, 32)
    widths, raw = [], []
    for _ in range(200):
        luck = np.where(rng.random((32, 40)) < 0.5, rng.random((1, 40)), rng.random((32, 40)))
        runs = (luck < chances[:, None]).astype(float)
        low, _, high = spread_of_means(runs, runs[16], float(runs[16].mean()))
        widths.append(high - low)
        raw.append(np.subtract(*np.percentile(runs.mean(axis=1), (95, 5))))
    assert abs(np.mean(widths) - 0.54) < 0.03
    assert np.mean(raw) > np.mean(widths) + 0.02


def test_an_estimate_that_luck_alone_may_have_put_outside_is_a_bound() -> None:
    """Settings and base with the same chance; by luck the base meets in 7 of 8 runs what settings meet in 5."""
    rng = np.random.Generator(np.random.PCG64(17))
    runs = (rng.random((32, 8)) < 0.6).astype(float)
    runs[:16] *= rng.random((16, 8)) < 0.9
    base = np.array([1, 1, 1, 1, 1, 1, 1, 0], dtype=float)
    assert spread_of_means(runs, base, 0.7).high == 0.7


def test_a_column_of_the_hypercube_has_one_point_in_each_stratum() -> None:
    column = _column("2020/fund.opening", 32)
    assert sorted((column * 32).astype(int)) == list(range(32))


def test_another_input_moves_no_column() -> None:
    alone = _column("2020/a", 32)
    _column("2020/b", 32)
    assert (alone == _column("2020/a", 32)).all()
