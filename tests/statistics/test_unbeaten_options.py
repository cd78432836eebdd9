"""How sure it is that no other option beats one: shares of resamples of the replications, the same in all options."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.analysis.options import RESAMPLES, Offer, marked, resampled

Floats = NDArray[np.float64]

MET, COSTS, MONEY = (
    np.array([[1, 0, 1, 1, 0, 1], [1, 0, 1, 0, 1, 1], [0, 0, 1, 0, 0, 1], [1, 0, 1, 1, 0, 1]], dtype=float),
    np.array([[5, 9, 4, 6, 8, 5], [4, 9, 5, 7, 6, 6], [7, 9, 8, 9, 9, 8], [5, 9, 4, 6, 8, 5]], dtype=float),
    np.array([100.0, 100.0, 80.0, 100.5]),
)
"""Two options that luck decides between, a cheaper one, and the first once more for the same money."""


def by_hand(met: Floats, costs: Floats, money: Floats, seed: int) -> list[float]:
    """Return the shares as the marks of one resample after another have them."""
    luck = np.random.Generator(np.random.PCG64(seed))
    count = met.shape[1]
    kept = np.zeros(len(money))
    for times in luck.multinomial(count, np.full(count, 1 / count), size=RESAMPLES):
        offers = {
            str(place): Offer(float(times @ met[place]), float(times @ costs[place]), float(money[place]))
            for place in range(len(money))
        }
        kept[[int(name) for name in marked(offers)]] += 1
    return list(kept / RESAMPLES)


def test_each_resample_is_marked_as_the_replications_are() -> None:
    """The vectorised shares are those of the marks, resample by resample; luck decides between the first two."""
    shares = resampled(MET, COSTS, MONEY, 7)
    assert list(shares) == by_hand(MET, COSTS, MONEY, 7)
    assert 0 < shares[0] < 1 and 0 < shares[1] < 1


def test_options_that_are_alike_are_unbeaten_in_the_same_resamples() -> None:
    """Costs with many digits included: what is the same is never beaten by itself."""
    luck = np.random.Generator(np.random.PCG64(1))
    costs = luck.gamma(2, 1e6, size=(1, 50)).repeat(9, axis=0)
    assert list(resampled(np.ones((9, 50)), costs, np.full(9, 1e7), 3)) == [1.0] * 9


def test_an_option_that_is_beaten_in_every_replication_is_never_unbeaten() -> None:
    """As dear, never met where the other is not, and later each time."""
    assert list(resampled(MET[:2] * [[1], [0]], COSTS[[0, 2]], MONEY[:2], 3)) == [1.0, 0.0]


def test_the_cheapest_option_is_always_unbeaten() -> None:
    """No luck touches the city money that is promised."""
    assert resampled(MET, COSTS, MONEY, 3)[2] == 1


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_gives_the_same_shares(seed: int) -> None:
    """And another seed others."""
    first, again = (resampled(MET, COSTS, MONEY, seed) for _ in range(2))
    assert list(first) == list(again)
    assert list(first) != list(resampled(MET, COSTS, MONEY, seed + 10))
