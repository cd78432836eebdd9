"""Many intervals looked at together: which still exclude 0 when their number is allowed for."""

from collections.abc import Sequence

from scipy import special

from sim.analysis.intervals import TAIL, Interval, Z


def two_sided_p(interval: Interval, replications: int, *, is_share: bool) -> float:
    """Return the p-value of a difference of 0 that a 95 % interval stands for.

    The bound on the side of 0 lies one half-width from the estimate; the estimate lies as many half-widths from 0, in
    units of the quantile that the interval was made with: the normal one for differences of shares, Student's for
    means. So p is below 0.05 just when the interval excludes 0. For Newcombe's intervals, which are not straight in the
    quantile, other levels are near and not exact. A difference of 0 has 1; one without any spread has 0.

    Shapes and units
        replications: pairs behind the interval; of means at least 2.
    """
    estimate, low, high = interval
    if not estimate:
        return 1.0
    half = abs(estimate - (low if estimate > 0 else high))
    if not half:
        return 0.0
    if is_share:
        return 2 * float(special.ndtr(-abs(estimate) / half * Z))
    freedom = replications - 1
    return 2 * float(special.stdtr(freedom, -abs(estimate) / half * special.stdtrit(freedom, 1 - TAIL)))


def seen_among_many(p_values: Sequence[float], level: float = 2 * TAIL) -> list[bool]:
    """Return which of a family of differences are seen, with a chance of any false one of at most *level*.

    Holm's rule: the smallest p-value is held against level / m, the next against level / (m - 1) and so on; the first
    that is not below ends it. It needs no independence.

    Source
        Holm (1979), Scandinavian Journal of Statistics 6:65-70. Checked in tests/statistics/test_many.py.
    """
    seen = [False] * len(p_values)
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda one: p_values[one])):
        if p_values[place] > level / (len(p_values) - rank):
            break
        seen[place] = True
    return seen
