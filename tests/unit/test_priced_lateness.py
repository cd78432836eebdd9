"""What lateness is priced with: prolonged works, stops, dearer prices, damages, missed targets, and who pays."""

from math import exp, log
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.delay_cost import PARTS, costs_of
from sim.analysis.finance import YEAR, evenly_paid
from sim.analysis.lateness import Late, Terms, late_by, shares_of_blame
from sim.analysis.paid import PlannedMoney, columns_of, money_paid
from sim.plan.time import MICRO
from sim.plan.trace import Payment, Stop
from tests.measured import DEADLINE_DAY, HORIZON_DAY, Measured, measured, works

RATE = log(1.08)
PRICES = {
    "prolongation_share": 0.12,
    "standby_share_a_month": 0.005,
    "real_share": 0.9,
    "escalation_rate": 0.03,
    "inflation_rate": 0.02,
    "damages_share_a_day": 0.0005,
    "damages_cap": 0.05,
}
FUNDING = {
    "banks": {"kind": "credit_line", "opening_cny_10k": 600, "interest_rate": 0.05, "payer": "builders"},
    "city": {"kind": "appropriation", "opening_cny_10k": 10_000, "payer": "general_budget"},
}


def line(days: float = 500, planned: float = 400, prices: dict[str, Any] = PRICES, **more: Any) -> dict[str, Any]:
    """Return a plan of one line that costs 1,000 万元, paid at its start: 600 by banks, 400 by the city."""
    package = works(days, planned, cost_cny_10k=1000, funding=["banks", "city"], instalments=1, delivers={"rail": 10})
    return {
        "funding": FUNDING,
        "delay_cost": prices,
        "indicators": {"rail": {"unit": "km", "benefit_cny_10k_per_unit_year": 20}},
        "targets": {"rail": {"indicator": "rail", "at_least": 10, "who_decides": "city"}},
        "packages": {"line": package | more},
    }


def costs(replication: Measured) -> dict[tuple[str, str], float]:
    """Return the sums by account and component."""
    sums: dict[tuple[str, str], float] = {}
    for row in replication.rows("delay_cost"):
        if row["account"]:
            key = row["account"], row["component"]
            sums[key] = sums.get(key, 0) + row["cost_cny_10k"]
    return sums


def owners_delay(delay: float, prices: dict[str, Any] = PRICES) -> dict[tuple[str, str], float]:
    """Return what a line costs that the owner holds up for so many days while its works are under way."""
    yardstick = measured(line(400, prices=prices)).yardstick
    (planned,) = yardstick.packages
    sums: dict[tuple[str, str], float] = {}
    for _, account, component, _, cost in costs_of(late_by(planned, round(delay * MICRO)), yardstick.terms):
        sums[account, component] = sums.get((account, component), 0) + cost
    return sums


def test_works_that_take_longer_use_resources_whoever_is_to_blame() -> None:
    """12 % of 1,000 over 400 days for 100 more are 30, nine tenths of it real, spread over the 500 days."""
    found = costs(measured(line()))
    assert found["economic", "prolongation"] == pytest.approx(0.9 * evenly_paid(30, 0, 500 * MICRO, RATE), abs=1e-6)


def test_what_builders_cause_costs_payers_nothing_and_brings_them_damages() -> None:
    """100 days at 0.05 % reach the cap of 5 %: 50, day by day from day 400 on."""
    found = costs(measured(line()))
    assert ("financial", "prolongation") not in found
    received = -evenly_paid(50, 400 * MICRO, 500 * MICRO, RATE)
    assert found["financial", "damages_received"] == pytest.approx(received, abs=1e-6)


def test_damages_are_never_economic() -> None:
    """They go from one pocket to another."""
    assert ("economic", "damages_received") not in costs(measured(line()))


def test_damages_stop_at_their_cap() -> None:
    """Twice as late, they are the same sum over the same days."""
    found = [costs(measured(line(days)))["financial", "damages_received"] for days in (500, 600)]
    assert found[0] == found[1]


def test_what_the_owner_causes_is_paid_to_the_builder() -> None:
    """100 days cost 30, and bring no damages."""
    found = owners_delay(100)
    assert found["financial", "prolongation"] == pytest.approx(evenly_paid(30, 0, 500 * MICRO, RATE), abs=1e-6)
    assert ("financial", "damages_received") not in found


def test_works_that_only_begin_late_are_not_prolonged() -> None:
    """The line waits 100 days for its money and then takes its 400 days."""
    mapping = line(400)
    late_money = {"kind": "appropriation", "tranches_cny_10k": [[100, 1000]]}
    mapping["funding"] = FUNDING | {"city": late_money, "banks": FUNDING["banks"] | {"opening_cny_10k": 0}}
    assert {component for _, component in costs(measured(mapping))} == {
        "benefits_forgone",
        "deferred_capital",
        "escalation",
    }


def test_money_spent_a_year_later_is_dearer_by_a_year_of_growth() -> None:
    """1,000 planned for the data date and paid after a year: 3 % more, a third of it real."""
    mapping = line(400)
    year = 365.25
    late_money = {"kind": "appropriation", "tranches_cny_10k": [[year, 1000]]}
    mapping["funding"] = FUNDING | {"city": late_money, "banks": FUNDING["banks"] | {"opening_cny_10k": 0}}
    found = costs(measured(mapping))
    assert found["financial", "escalation"] == pytest.approx(1000 * 0.03 / 1.08, abs=1e-5)
    assert found["economic", "escalation"] == pytest.approx(1000 * 0.01 / 1.08, abs=1e-5)


def test_money_spent_as_planned_is_no_dearer() -> None:
    """However late the line opens."""
    assert not any(component == "escalation" for _, component in costs(measured(line(700))))


def stopped(**priced: float) -> Measured:
    """Measure a line whose second half is paid 60 days late; its restart is billed 1 % of 1,000."""
    mapping = line(400, 400, restart_cost_share=0.01) | {"funding": {}}
    mapping["delay_cost"] = mapping["delay_cost"] | priced
    mapping["funding"] = {"city": {"kind": "appropriation", "opening_cny_10k": 500, "tranches_cny_10k": [[260, 600]]}}
    mapping["packages"]["line"] |= {"instalments": 2, "funding": ["city"]}
    return measured(mapping)


def test_a_stop_costs_its_restart_as_billed_and_a_standby() -> None:
    """From day 200 to 260 the works stand at 0.5 % of 1,000 a month; then 10 for the restart."""
    found = costs(stopped())
    standby = evenly_paid(1000 * 0.005 * 60 / (365.25 / 12), 200 * MICRO, 260 * MICRO, RATE)
    cost = standby + 10 * exp(-RATE * 260 * MICRO / YEAR)
    assert found["financial", "stop_start"] == pytest.approx(cost, abs=1e-6)
    assert found["economic", "stop_start"] == pytest.approx(0.9 * cost, abs=1e-6)


@pytest.mark.parametrize(("most_months", "days"), [(1, 365.25 / 12), (12, 60.0)])
def test_a_site_that_is_cleared_stands_no_longer(most_months: int, days: float) -> None:
    """After so many months of one stop the standby ends; the restart is paid when the works go on."""
    found = costs(stopped(standby_most_months=most_months))
    standby = evenly_paid(1000 * 0.005 * days / (365.25 / 12), 200 * MICRO, round((200 + days) * MICRO), RATE)
    cost = standby + 10 * exp(-RATE * 260 * MICRO / YEAR)
    assert found["financial", "stop_start"] == pytest.approx(cost, abs=1e-6)


def test_days_on_which_works_stand_are_not_prolonged_works_too() -> None:
    """All 60 days late are the stop."""
    assert not any(component == "prolongation" for _, component in costs(stopped()))


def test_a_restart_counts_once() -> None:
    """1,010 were paid; set against a plan of 1,010, so that what differs elsewhere is the day alone."""
    capital = costs(stopped())["economic", "deferred_capital"]
    paid = 500 + 510 * exp(-RATE * 260 * MICRO / YEAR)
    planned = 1010 * (1 + exp(-RATE * 200 * MICRO / YEAR)) / 2
    assert capital == pytest.approx(paid - planned, abs=1e-6)


def test_each_payer_bears_its_part() -> None:
    """600 of 1,000 are the builders', 400 the city's; interest is the builders' alone."""
    by_payer: dict[str, dict[str, float]] = {}
    for row in measured(line()).rows("delay_cost"):
        if row["account"] == "financial":
            by_payer.setdefault(row["component"], {})[row["payer"]] = row["cost_cny_10k"]
    damages = by_payer["damages_received"]
    assert damages["builders"] / damages["general_budget"] == pytest.approx(1.5)
    assert list(by_payer["interest_during_construction"]) == ["builders"]


def test_society_bears_the_economic_account() -> None:
    """Whoever pays."""
    rows = measured(line()).rows("delay_cost")
    assert {row["payer"] for row in rows if row["account"] == "economic"} == {"society"}


@pytest.mark.parametrize(("days", "is_open"), [(500, False), (9000, True)])
def test_a_missed_target_is_priced_apart(days: float, is_open: bool) -> None:
    """100 万元 on the deadline, in an account of its own and without a package."""
    found = measured(line(days, prices=PRICES | {"missed_target_cny_10k": {"rail": 100}}))
    row = found.row("delay_cost", component="missed_target")
    assert row == {
        "package": "",
        "network": "",
        "target": "rail",
        "account": "assessment",
        "component": "missed_target",
        "payer": "",
        "days_late": (HORIZON_DAY if is_open else days) - DEADLINE_DAY,
        "days_early": 0,
        "is_open": is_open,
        "cost_cny_10k": round(100 * exp(-RATE * DEADLINE_DAY * MICRO / YEAR), 6),
    }


def test_a_target_that_is_met_costs_nothing() -> None:
    """The line opens by the deadline, late as it is."""
    prices = PRICES | {"missed_target_cny_10k": {"rail": 100}}
    assert not any(account == "assessment" for account, _ in costs(measured(line(360, 300, prices))))


def test_the_sums_are_those_of_the_packages() -> None:
    """Network, target, account, component and payer, each combination once."""
    found = measured(line(prices=PRICES | {"missed_target_cny_10k": {"rail": 100}}))
    keys = ("network", "target", "account", "component", "payer")
    summed = {tuple(row[key] for key in keys): row["cost_cny_10k"] for row in found.rows("delay_cost_sums")}
    assert summed == {tuple(row[key] for key in keys): row["cost_cny_10k"] for row in found.rows("delay_cost")}


@pytest.mark.parametrize("rate", [0.035, 0.06, 0.08, 0.1])
def test_other_rates_are_settings(rate: float) -> None:
    """Benefits of 200 a year from day 400 on, 100 days later, at each rate."""
    programme = {"start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2022-12-31", "discount_rate": rate}
    found = costs(measured(line() | {"programme": programme}))["economic", "benefits_forgone"]
    years = np.linspace(400, 500, 100_001) / 365.25
    lost = 200 * np.mean((1 + rate) ** -years) * 100 / 365.25
    assert found == pytest.approx(lost, rel=1e-6)


def test_blame_goes_by_the_days_of_the_ledger() -> None:
    """30 days for money, 20 for crews, 50 of rain; what was gained on works does not count."""
    kinds = ["money", "crew", "shock", "work"]
    assert shares_of_blame({0: 30, 1: 20, 2: 50, 3: -10}, kinds) == (0.3, 0.2)


@settings(max_examples=40, deadline=None)
@given(delays=st.lists(st.integers(0, 800), min_size=2, max_size=5), prices=st.sampled_from([PRICES, {}]))
def test_each_component_grows_with_the_delay(delays: list[int], prices: dict[str, Any]) -> None:
    """From exactly nothing; with the money spent as planned."""
    before = dict.fromkeys(PARTS, 0.0)
    for days in [0, *sorted(delays)]:
        priced = owners_delay(days, prices)
        assert days or not priced
        for part in PARTS:
            assert priced.get(part, 0.0) >= before[part] - 1e-6
        before |= priced


@settings(max_examples=40, deadline=None)
@given(shares=st.tuples(st.floats(0, 1), st.floats(0, 1)), stops=st.lists(st.integers(1, 40), max_size=3))
def test_damages_grow_with_what_is_the_builders_doing(shares: tuple[float, float], stops: list[int]) -> None:
    """A larger share of the days late is never paid for with less; stops move no damages."""
    yardstick = measured(line(400)).yardstick
    (planned,) = yardstick.packages
    received = []
    for share in sorted(shares):
        stood = [Stop(0, 100 * MICRO, (100 + days) * MICRO, 5) for days in stops]
        late = Late(planned, 0, 480 * MICRO, [480 * MICRO], {}, None, stood, 1 - share, share)
        of_late = costs_of(late, yardstick.terms)
        received.append(sum(cost for *_, component, _, cost in of_late if component == "damages_received"))
    assert received[0] >= received[1]


@settings(max_examples=15, deadline=None)
@given(days=st.lists(st.integers(300, 800), min_size=2, max_size=2), restarts=st.sampled_from([0, 0.01]))
def test_costs_add_up_over_packages_that_share_nothing(days: list[int], restarts: float) -> None:
    """Two lines, each with its own money, of which the second half comes late: together what each costs alone."""
    alone: dict[tuple[str, str], float] = {}
    both: dict[str, Any] = line() | {"packages": {}, "funding": {}}
    for place, one_takes in enumerate(days):
        money = {
            "kind": "appropriation",
            "opening_cny_10k": 500,
            "tranches_cny_10k": [[260, 600]],
            "payer": "districts",
        }
        own = line(one_takes, restart_cost_share=restarts, instalments=2, funding=[f"money_{place}"])
        own["funding"] = {f"money_{place}": money}
        both["funding"] |= own["funding"]
        both["packages"][f"line_{place}"] = own["packages"]["line"]
        for part, cost in costs(measured(own)).items():
            alone[part] = alone.get(part, 0) + cost
    assert costs(measured(both)) == pytest.approx({part: cost for part, cost in alone.items() if cost}, abs=1e-5)


def dearer_one_by_one(paid: list[tuple[int, int]], planned: list[tuple[int, int]], growth: float) -> float:
    """Return what prices add, unit by unit: each of a thousandth of the whole."""
    parts = 1000

    def days_of(drawn: list[tuple[int, int]]) -> np.ndarray:
        ends = np.cumsum([money for _, money in drawn]) / sum(money for _, money in drawn)
        middles = (np.arange(parts) + 0.5) / parts
        return np.array([day for day, _ in drawn])[np.searchsorted(ends, middles)]

    late, on_time = days_of(paid) / 365.25, days_of(planned) / 365.25
    a_part = sum(money for _, money in paid) / parts
    return float(np.sum(a_part * (1.08**-late) * ((1 + growth) ** late - (1 + growth) ** on_time)))


DRAWN = st.lists(st.tuples(st.integers(0, 900), st.sampled_from([100, 200, 500])), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(packages=st.lists(st.tuples(DRAWN, DRAWN), min_size=1, max_size=3))
def test_the_kth_yuan_is_set_against_the_kth_yuan_planned(
    packages: list[tuple[list[tuple[int, int]], list[tuple[int, int]]]],
) -> None:
    """All packages at once, as each of them in thousandths."""
    planned = PlannedMoney([sorted((day * MICRO, money) for day, money in plan) for plan, _ in packages])
    payments = [
        Payment(day * MICRO, place, 0, money) for place, (_, paid) in enumerate(packages) for day, money in paid
    ]
    terms = Terms(RATE, "by_day", (0.0,), ("builders",), escalation_rate=0.03, real_escalation_rate=0.01)
    found = money_paid(planned, columns_of(sorted(payments)), (0,), terms)
    for one, (plan, paid) in zip(found, packages, strict=True):
        assert one is not None
        assert one.cny_10k == sum(money for _, money in paid)
        largest = 2 * one.cny_10k / 1000 * 0.03 * 900 / 365.25
        assert one.dearer == pytest.approx(dearer_one_by_one(sorted(paid), sorted(plan), 0.03), abs=4 * largest)
        assert one.dearer_real == pytest.approx(dearer_one_by_one(sorted(paid), sorted(plan), 0.01), abs=4 * largest)
