"""How far the number of targets met swings: known answers for targets that stand or fall together, or alone."""

from math import sqrt

import numpy as np
import pytest

from sim.analysis.spread import spread_of_met, spreads
from tests.statistics.test_network_measures import plan_of_two_networks, tables_of

MET, MISSED = 10.0, -10.0


def margins(met: dict[str, list[int]]) -> dict[str, list[float]]:
    """Return margins of replications in which targets are met (1) or missed (0)."""
    return {target: [MET if one else MISSED for one in listed] for target, listed in met.items()}


def test_targets_that_fall_together_swing_by_their_number() -> None:
    """Four targets met in the same half of the runs swing twice as far as if independent; in a row where each has a
    half of its own the spread is that of independence."""
    together = {target: [1, 0] * 8 for target in ("rail", "space", "gas", "trees")}
    apart = {target: [run >> bit & 1 for run in range(16)] for bit, target in enumerate(together)}
    plan = plan_of_two_networks()
    tables = tables_of({"base": margins(together), "row": margins(apart)})
    found = spread_of_met(tables, {"base": plan, "row": plan}, "base").set_index(["scenario", "subject"])
    unbiased = sqrt(16 / 15)
    assert set(found.index.get_level_values("subject")) == {"all_targets", "city_targets", "south"}
    base, row = found.loc[("base", "all_targets")], found.loc[("row", "all_targets")]
    assert (base["targets"], base["mean"], row["mean"]) == (4, 2, 2)
    assert base["spread"] == pytest.approx(2 * unbiased) and base["if_independent"] == pytest.approx(1)
    assert row["spread"] == pytest.approx(1 * unbiased) and row["if_independent"] == pytest.approx(1)
    assert row["difference"] == pytest.approx(-unbiased) and row["difference_high"] < 0
    assert np.isnan(base["difference"])


def test_the_spread_is_the_standard_deviation_and_equal_rows_do_not_differ() -> None:
    """Of numbers met; the difference of a row to itself is 0 in every resample."""
    values = np.random.default_rng(5).binomial(9, 0.6, size=40).astype(float)
    spread, less = spreads(values, values)
    assert spread.estimate == pytest.approx(np.std(values, ddof=1))
    assert spread.low < spread.estimate < spread.high
    assert less == (0, 0, 0)


def test_the_interval_of_a_spread_covers_it() -> None:
    """In 85 to 99 % of 300 samples of 100: percentiles of a bootstrap are a little short."""
    rng = np.random.default_rng(9)
    truth = sqrt(9 * 0.6 * 0.4)
    samples = (rng.binomial(9, 0.6, size=100).astype(float) for _ in range(300))
    covered = [spread.low <= truth <= spread.high for spread, _ in (spreads(one, one) for one in samples)]
    assert 0.85 <= np.mean(covered) <= 0.99
