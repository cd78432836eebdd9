"""Works that stand for money: when they stopped, when they went on, and what the restart was billed."""

from sim.plan.time import MICRO
from tests.measured import HORIZON_DAY, measured


def stop_and_go(*days: float, lag_days: float = 0) -> list[tuple[float, float, int]]:
    """Return the stops of works of 100 days paid in four parts of 100, one on the data date, the others on *days*."""
    tranches = [[day, 110] for day in days]
    city = {"kind": "appropriation", "opening_cny_10k": 100, "tranches_cny_10k": tranches, "lag_days": lag_days}
    line = {
        "cost_cny_10k": 400,
        "funding": ["city"],
        "instalments": 4,
        "restart_cost_share": 0.01,
        "activities": {"works": {"days": 100}},
    }
    trace = measured({"funding": {"city": city}, "packages": {"line": line}}).trace
    return [(stop.since / MICRO, stop.until / MICRO, stop.cny_10k) for stop in trace.stops]


def test_works_that_are_paid_in_time_do_not_stop() -> None:
    """Every part is there when it falls due."""
    assert stop_and_go(20, 45, 70) == []


def test_a_stop_lasts_from_the_bill_to_its_money() -> None:
    """The second part falls due on day 25 and comes on day 60; the restart takes 1 % of 400."""
    assert stop_and_go(60, 62, 64) == [(25, 60, 4)]


def test_a_stop_that_is_open_at_the_horizon_ends_there_unbilled() -> None:
    """What should bring the second part comes years later."""
    assert stop_and_go(20, 45, 70, lag_days=3000) == [(25, HORIZON_DAY, 0)]
