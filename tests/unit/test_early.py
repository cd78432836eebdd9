"""The first months on small plans: what replications and the planned run say of a stock, a day and a share."""

from datetime import date
from typing import Any

from sim.plan.observation import Observation
from sim.plan.plan import Plan
from sim.study.early import planned_of, predicted
from tests.bills import asks, brings
from tests.builders import a_plan, work

LOOKED_TO = date(2020, 6, 30)
"""Day 182 ends with it, in a programme that starts on 1 January 2020."""


def an_observation(predicted_by: str, observed_on: date, **more: Any) -> Observation:
    """Return an observation whose own figure is of no interest."""
    figure = observed_on if predicted_by == "service" else 1.0
    return Observation.model_validate(
        {
            "name": {"en": "Seen", "zh": "所见"},
            "predicted_by": predicted_by,
            "observed_on": observed_on,
            **dict.fromkeys(("seen", "low", "high", "continued"), figure),
            "unit": "any",
            "continued_because": "none",
            "continued_rests_on": ["none"],
            "discrepancy": 1,
            "because": "none",
            "grade": "assumed",
            "analogue": "none",
            **more,
        }
    )


def stock(observed_on: date) -> Observation:
    return an_observation("stock", observed_on, indicator="rail")


def service(*packages: str) -> Observation:
    return an_observation("service", date(2020, 3, 1), packages=packages)


def paid_share(observed_on: date) -> Observation:
    return an_observation("paid_share", observed_on)


def replicated(plan: Plan, seen: Observation, replications: int = 1) -> list[float]:
    """What replications say of one observation."""
    return predicted(plan, {"seen": seen}, LOOKED_TO, seed=1, replications=replications)["seen"].tolist()


def on_its_dates(plan: Plan, seen: Observation) -> float:
    """What the planned run says of one observation."""
    return planned_of(plan, {"seen": seen}, LOOKED_TO)["seen"]


def lines(**days: Any) -> Plan:
    """Lines of 1.5 km each that open after so many days, beside 300 km in operation."""
    return a_plan(
        indicators={"rail": {"unit": "km", "smallest_unit": 0.5, "baseline": 300}},
        packages={name: {"activities": work(law), "delivers": {"rail": 1.5}} for name, law in days.items()},
    )


def late(days: float, planned: float) -> dict[str, Any]:
    """The law of works that take *days* where *planned* were planned."""
    return {"discrete": {days: 1}, "planned": planned}


def test_a_stock_is_what_stood_there_and_all_that_opened_by_the_end_of_its_day() -> None:
    """Day 31 ends 31 January: a line of 31 days counts on it, one of 32 days and one of 60 days do not."""
    assert replicated(lines(a=31, b=32, c=60), stock(date(2020, 1, 31))) == [301.5]


def test_a_stock_counts_in_its_own_unit() -> None:
    """Three smallest units of half a kilometre are 1.5 km."""
    assert replicated(lines(a=10, b=20), stock(date(2020, 1, 31))) == [303]


def test_what_opens_after_the_last_day_looked_at_is_never_in_a_stock() -> None:
    """Though the stock is asked for a later day."""
    assert replicated(lines(a=100, b=183), stock(date(2020, 12, 31))) == [301.5]


def test_a_service_is_the_day_on_which_the_last_of_its_packages_is_finished() -> None:
    """Counted from the data date; others do not matter."""
    assert replicated(lines(a=20, b=45, c=90), service("a", "b")) == [45]


def test_a_service_that_does_not_come_by_the_last_day_looked_at_stands_on_it() -> None:
    """One of two packages is enough."""
    assert replicated(lines(a=20, b=182.5), service("a", "b")) == [182]


def test_the_share_paid_is_of_what_the_planned_run_pays_by_the_same_day() -> None:
    """Of 100 and 300 planned by the end of February the second waits for a tranche of the end of March."""
    plan = a_plan(
        funding={"early": brings({0: 100}), "later": brings({90: 300})},
        packages={"p": asks(100, "early"), "q": asks(300, "later")},
    )
    assert replicated(plan, paid_share(date(2020, 2, 29))) == [0.25]
    assert replicated(plan, paid_share(date(2020, 5, 31))) == [1]


def test_each_replication_says_its_own_number() -> None:
    """Works of 20 or 50 days, on draws that do not change with how many are performed."""
    plan = lines(a={"discrete": {20: 0.5, 50: 0.5}})
    found = replicated(plan, service("a"), replications=20)
    assert set(found) == {20, 50}
    assert replicated(plan, service("a"), replications=5) == found[:5]


def test_the_plan_on_its_dates_has_planned_days() -> None:
    """Works planned for 20 days are done then, whatever replications make of them."""
    plan = lines(a=late(50, planned=20))
    assert (on_its_dates(plan, service("a")), *replicated(plan, service("a"))) == (20, 50)
    assert (on_its_dates(plan, stock(date(2020, 1, 31))), *replicated(plan, stock(date(2020, 1, 31)))) == (301.5, 300)


def test_the_plan_on_its_dates_pays_all_that_it_plans_to_pay() -> None:
    """Its share is 1 by what it is a share of."""
    plan = a_plan(funding={"own": brings({0: 100})}, packages={"p": asks(100, "own")})
    assert on_its_dates(plan, paid_share(date(2020, 2, 29))) == 1
