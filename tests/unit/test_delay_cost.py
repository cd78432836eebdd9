"""What being late costs: the rules of the two accounts, on small plans performed once."""

from math import exp, expm1, log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.delay_cost import PARTS, costs_of
from sim.analysis.finance import YEAR, benefits_lost, interest_by_day, interest_by_half_year
from sim.analysis.lateness import Late, late_by
from sim.analysis.month_late import month_late
from sim.plan.time import MICRO
from tests.measured import HORIZON_DAY, Measured, measured, works

SOURCES = {
    "banks": {"kind": "credit_line", "interest_rate": 0.05, "opening_cny_10k": 10_000},
    "city": {"kind": "appropriation", "opening_cny_10k": 10_000},
}


def line(days: float, planned: float = 400, life_years: float | None = None, **more: Any) -> dict[str, Any]:
    """Return a plan of one line of 10 km, worth 20 万元 a km and year, that costs 1,000 万元."""
    package = works(days, planned, cost_cny_10k=1000, funding=["banks"], delivers={"rail": 10}, network="transport")
    indicator = {"unit": "km", "benefit_cny_10k_per_unit_year": 20}
    return {
        "networks": {"transport": {}},
        "funding": SOURCES,
        "indicators": {"rail": indicator | ({"life_years": life_years} if life_years else {})},
        "targets": {"rail_2021": {"indicator": "rail", "at_least": 10, "who_decides": "city"}},
        "packages": {"line": package | more},
    }


def costs(replication: Measured, package: str | None = None) -> dict[str, float]:
    """Return the sums by component, of one package or of all; of plans whose components stand in one account."""
    sums: dict[str, float] = {}
    for row in replication.rows("delay_cost"):
        if row["account"] and package in (None, row["package"]):
            sums[row["component"]] = sums.get(row["component"], 0) + row["cost_cny_10k"]
    return sums


def test_no_delay_costs_nothing_at_all() -> None:
    """On time, there is not one row."""
    assert measured(line(400)).tables["delay_cost"] == []


@pytest.mark.parametrize("days", [399, 1])
def test_an_early_package_says_its_days_early_and_costs_nothing(days: float) -> None:
    """One row without account, component and payer."""
    row = ("line", "transport", "rail_2021", "", "", "", 0, 400 - days, False, 0)
    assert measured(line(days)).tables["delay_cost"] == [row]


@pytest.mark.parametrize("life_years", [None, 30])
def test_a_late_line_loses_its_benefits(life_years: float | None) -> None:
    """200 万元 a year from day 400 on, 100 days later, at ln 1.08."""
    row = measured(line(500, life_years=life_years)).row("delay_cost", component="benefits_forgone")
    lost = benefits_lost(200, 400 * MICRO, 100 * MICRO, log(1.08), life_years)
    assert row == {
        "package": "line",
        "network": "transport",
        "target": "rail_2021",
        "account": "economic",
        "component": "benefits_forgone",
        "payer": "society",
        "days_late": 100,
        "days_early": 0,
        "is_open": False,
        "cost_cny_10k": round(lost, 6),
    }


def test_what_serves_no_target_is_booked_to_none() -> None:
    """The target is an empty text."""
    mapping = line(500) | {"targets": {}}
    assert {row["target"] for row in measured(mapping).rows("delay_cost")} == {""}


def test_a_line_open_at_the_horizon_is_late_up_to_it() -> None:
    """Its costs are counted to the horizon."""
    row = measured(line(9000)).row("delay_cost", component="benefits_forgone")
    assert row["is_open"]
    lost = benefits_lost(200, 400 * MICRO, (HORIZON_DAY - 400) * MICRO, log(1.08), None)
    assert (row["days_late"], row["cost_cny_10k"]) == (HORIZON_DAY - 400, round(lost, 6))


def test_money_spent_on_time_earns_no_credit() -> None:
    """Paid whole at its start, a line that opens late ties up its capital as planned."""
    assert "deferred_capital" not in costs(measured(line(500, instalments=1)))


def test_capital_spent_later_is_a_credit() -> None:
    """1,000 万元 that come 100 days late are worth 1,000 (1 - e^-rd) less; nothing bears longer interest."""
    mapping = line(400, instalments=1)
    mapping["funding"] = {"banks": SOURCES["banks"] | {"opening_cny_10k": 0, "tranches_cny_10k": {100: 1000}}}
    found = costs(measured(mapping))
    assert found["deferred_capital"] == pytest.approx(-1000 * -expm1(-log(1.08) * 100 * MICRO / YEAR), abs=1e-6)
    assert "interest_during_construction" not in found


def test_a_dearer_line_is_compared_with_a_plan_of_the_same_total() -> None:
    """Twice the cost, paid on the planned days, is no matter of delay."""
    assert costs(measured(line(500, instalments=1, cost_factor={"discrete": {2: 1}, "planned": 1}))) == costs(
        measured(line(500, instalments=1, cost_cny_10k=2000))
    )


@pytest.mark.parametrize(("rule", "interest"), [("half_year", interest_by_half_year), ("by_day", interest_by_day)])
def test_a_late_line_bears_interest_longer(rule: str, interest: Any) -> None:
    """1,000 万元 from day 0 at 5 %: that to day 500 less that to day 400, discounted from the finish."""
    mapping = line(500, instalments=1)
    programme = {"start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2022-12-31", "interest_rule": rule}
    extra = [interest([(0, 1000)], 0, days * MICRO, 0.05) for days in (500, 400)]
    found = costs(measured(mapping | {"programme": programme}))["interest_during_construction"]
    assert found == pytest.approx((extra[0] - extra[1]) * exp(-log(1.08) * 500 * MICRO / YEAR), abs=1e-6)


def test_each_source_bears_its_own_interest() -> None:
    """Half of the money comes from the city, which asks for none: half the interest is left."""
    mapping = line(500, instalments=1, funding=["banks", "city"])
    mapping["funding"] = SOURCES | {"banks": SOURCES["banks"] | {"opening_cny_10k": 500}}
    whole = costs(measured(line(500, instalments=1)))["interest_during_construction"]
    assert costs(measured(mapping))["interest_during_construction"] == pytest.approx(whole / 2, abs=1e-6)


def rollout(days: float, planned: float = 10, **more: Any) -> dict[str, Any]:
    """Return a plan of four lots, released on days 0, 100, 200 and 300, of 10 piles in all."""
    lots = {"count": 4, "from_day": 0, "to_day": 300}
    package = works(days, planned, lots=lots, delivers={"piles": 10})
    indicators = {"piles": {"unit": "piles", "benefit_cny_10k_per_unit_year": 3}}
    return {"indicators": indicators, "packages": {"piles": package | more}}


def test_each_lot_loses_the_benefits_of_its_own_part() -> None:
    """Lots of 2, 2, 2 and 4 piles open 30 days after days 10, 110, 210 and 310."""
    lost = sum(
        benefits_lost(3 * piles, day * MICRO, 30 * MICRO, log(1.08), None)
        for piles, day in ((2, 10), (2, 110), (2, 210), (4, 310))
    )
    assert costs(measured(rollout(40))) == {"benefits_forgone": round(lost, 6)}


def test_lots_that_change_places_lose_nothing() -> None:
    """The number in service is what counts: the k-th lot to open is compared with the k-th planned."""
    replication = measured(rollout(40))
    (planned,) = replication.yardstick.packages
    opened = [*planned.lots[:-1], planned.lots[-1] + 30 * MICRO]
    late = Late(planned, planned.started, planned.finish + 30 * MICRO, opened, {})
    ((_, _, _, _, lost),) = costs_of(late, replication.yardstick.terms)
    assert lost == round(benefits_lost(3 * 4, 310 * MICRO, 30 * MICRO, log(1.08), None), 6)


def test_lots_beyond_those_of_the_base_go_by_the_own_plan() -> None:
    """Two lots of the base were planned for days 10 and 310; the two more, for days 210 and 310."""
    base = rollout(10, lots={"count": 2, "from_day": 0, "to_day": 300})
    (planned,) = measured(rollout(40), base).yardstick.packages
    assert planned.lots == tuple(day * MICRO for day in (10, 210, 310, 310))


def test_costs_add_up_over_packages() -> None:
    """Packages that share nothing cost together what each costs alone."""
    first, second = line(500), line(777, planned=300)
    both = first | {"packages": {"line": first["packages"]["line"], "other": second["packages"]["line"]}}
    together = measured(both)
    alone = {component: 0.0 for _, component in PARTS}
    for mapping in (first, second):
        for component, cost in costs(measured(mapping)).items():
            alone[component] += cost
    assert costs(together) == pytest.approx({component: cost for component, cost in alone.items() if cost}, abs=1e-5)
    assert costs(together, "line") == pytest.approx(costs(measured(first)), abs=1e-6)


def test_benefits_of_two_indicators_go_to_their_own_targets() -> None:
    """What is the package's as a whole is booked once, to the first of its targets."""
    mapping = line(500)
    mapping["indicators"] = mapping["indicators"] | {"seats": {"unit": "seats", "benefit_cny_10k_per_unit_year": 1}}
    mapping["targets"] = mapping["targets"] | {"seats": {"indicator": "seats", "at_least": 1, "who_decides": "city"}}
    mapping["packages"]["line"]["delivers"] = {"rail": 10, "seats": 7}
    booked = [(row["target"], row["component"]) for row in measured(mapping).rows("delay_cost")]
    assert booked == [
        ("rail_2021", "benefits_forgone"),
        ("seats", "benefits_forgone"),
        ("rail_2021", "deferred_capital"),
        ("rail_2021", "interest_during_construction"),
    ]


@settings(max_examples=40, deadline=None)
@given(
    planned=st.integers(10, 700),
    delays=st.lists(st.integers(0, 800), min_size=2, max_size=5),
    life_years=st.sampled_from([None, 1, 30]),
    rule=st.sampled_from(["half_year", "by_day"]),
    instalments=st.integers(1, 6),
)
def test_a_longer_delay_never_costs_less(
    planned: int, delays: list[int], life_years: float | None, rule: str, instalments: int
) -> None:
    """With the money spent as planned, each component grows with the delay, from exactly 0."""
    mapping = line(planned, planned, life_years, instalments=instalments)
    programme = {"start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2022-12-31", "interest_rule": rule}
    yardstick = measured(mapping | {"programme": programme}).yardstick
    (package,) = yardstick.packages
    before = {component: 0.0 for _, component in PARTS}
    for days in [0, *sorted(delays)]:
        priced = {key: cost for _, _, key, _, cost in costs_of(late_by(package, days * MICRO), yardstick.terms)}
        assert days or not priced
        assert "deferred_capital" not in priced
        for component, cost in before.items():
            assert priced.get(component, 0.0) >= cost
        before |= priced


def test_the_price_of_a_month_is_that_of_a_package_thirty_days_late() -> None:
    """The same functions: a line of 430 instead of 400 days, paid at its start."""
    late = costs(measured(line(430, instalments=1)))
    prices = month_late(measured(line(400, instalments=1)).yardstick)
    assert list(prices.columns) == ["target", "account", "component", "cost_cny_10k"]
    priced = {(row.account, row.component): row.cost_cny_10k for row in prices.itertuples()}
    assert priced == dict.fromkeys(PARTS, 0.0) | {
        ("economic", "benefits_forgone"): late["benefits_forgone"],
        ("financial", "interest_during_construction"): late["interest_during_construction"],
    }


def test_the_price_of_a_month_moves_every_lot() -> None:
    """Each lot of a rollout opens 30 days later; a target that nothing late serves costs nothing."""
    mapping = rollout(10)
    mapping["targets"] = {"piles": {"indicator": "piles", "at_least": 10, "who_decides": "city"}}
    prices = month_late(measured(mapping).yardstick)
    priced = prices.set_index(["account", "component"])["cost_cny_10k"].to_dict()
    lost = costs(measured(rollout(40)))["benefits_forgone"]
    assert priced == dict.fromkeys(PARTS, 0.0) | {("economic", "benefits_forgone"): lost}
