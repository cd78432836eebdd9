"""Mechanisms left out of a programme: what no longer takes time, while the draws stay as they are."""

from typing import Any

import pytest

from sim.model.draws import draw
from sim.plan.plan import Plan
from tests.builders import PROGRAMME, a_plan, finish_days, ledger_of, work

SECTIONS: dict[str, Any] = {
    "crews": {"team": 1},
    "agencies": {"bureau": {"desks": 1, "review_days": 10}},
    "funding": {"bonds": {"kind": "appropriation", "tranches_cny_10k": [[50, 1000]]}},
    "gates": {"list": {"chance": 1, "windows": [["2020-04-10", "2020-04-10"]]}},
    "calendar": {"seasons": {"winter": {"rate": 0, "spans": [["2020-01-01", "2020-01-05"]]}}},
}


def _plan(*without: str, **package: Any) -> Plan:
    """Return a plan of one package, or of two beside each other, without these mechanisms."""
    packages = {"p": {"activities": work(10), **package}}
    return a_plan(**SECTIONS | {"programme": PROGRAMME | {"without": list(without)}, "packages": packages})


@pytest.mark.parametrize(
    ("mechanism", "package", "days"),
    [
        ("money", {"cost_cny_10k": 1000, "funding": ["bonds"], "instalments": 1}, 50),
        ("reviews", {"permits": {"lead": "bureau"}}, 10),
        ("decisions", {"gates": ["list"]}, 100),
        ("shocks", {}, 5),
    ],
)
def test_a_mechanism_that_is_left_out_takes_no_time(mechanism: str, package: dict[str, Any], days: float) -> None:
    others = () if mechanism == "shocks" else ("shocks",)
    with_it, without_it = _plan(*others, **package), _plan(*others, mechanism, **package)
    assert (finish_days(with_it)["p"], finish_days(without_it)["p"]) == (10 + days, 10)


def test_without_crews_nobody_waits_for_one() -> None:
    packages = {name: {"activities": work(10, crew={"team": 1})} for name in ("p", "q")}
    finished = [
        finish_days(a_plan(crews={"team": 1}, packages=packages, programme=PROGRAMME | {"without": without}))["q"]
        for without in ([], ["crews"])
    ]
    assert finished == [20, 10]


def test_without_dependencies_no_package_waits_for_another() -> None:
    packages = {"p": {"activities": work(10)}, "q": {"activities": work(10), "after": ["p"]}}
    finished = [
        finish_days(a_plan(packages=packages, programme=PROGRAMME | {"without": without}))["q"]
        for without in ([], ["dependencies"])
    ]
    assert finished == [20, 10]


def test_leaving_out_moves_no_draw() -> None:
    permit = {"permits": {"lead": "bureau"}}
    with_it, without_it = (draw(_plan(*out, **permit), 1, 3) for out in ((), ("reviews", "money")))
    assert with_it.names == without_it.names
    assert (with_it.values == without_it.values).all()


def test_the_ledger_of_a_plan_without_reviews_has_none() -> None:
    plan = _plan("reviews", permits={"lead": "bureau"})
    assert not [cause for cause in ledger_of(plan, "p") if cause[0] in ("queue", "review")]
