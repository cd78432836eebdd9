"""Money that gates work: who is paid, when and from what, on plans of one to three packages."""

from typing import Any

import pytest

from tests.builders import a_plan, finish_days, happenings, ledger_of, performed, totals, work

PROGRAMME_OF_TWO_YEARS = {"name": "Small", "start": "2020-12-01", "deadline": "2021-12-31", "horizon": "2022-12-31"}
NEW_YEAR = 31
"""1 January 2021, counted from that programme's data date."""


def paid_whole(cost_cny_10k: int, *sources: str, days: float = 1, **more: Any) -> dict[str, Any]:
    """Return a package that pays all its cost before works of *days* begin."""
    return {
        "cost_cny_10k": cost_cny_10k,
        "funding": list(sources),
        "instalments": 1,
        "activities": work(days),
        **more,
    }


def tranches(by_day: dict[Any, int], **more: Any) -> dict[str, Any]:
    """Return a source that brings these amounts on these days."""
    return {"kind": "equity", "tranches_cny_10k": by_day, **more}


def test_a_late_tranche_delays_only_the_packages_it_funds() -> None:
    """One of two packages waits for its source; the other does not notice."""
    plan = a_plan(
        funding={"late": tranches({30: 100}), "early": tranches({0: 100})},
        packages={"p": paid_whole(100, "late", days=10), "q": paid_whole(100, "early", days=10)},
    )
    assert happenings(plan) == [
        (0, "pays 100", "q"),
        (0, "starts", "q"),
        (0, "works", "q"),
        (10, "finishes", "q"),
        (30, "pays 100", "p"),
        (30, "starts", "p"),
        (30, "works", "p"),
        (40, "finishes", "p"),
    ]
    assert ledger_of(plan, "p") == {("money", "late"): 30}
    assert ledger_of(plan, "q") == {}


def test_a_bill_that_stops_work_lets_the_crew_go_and_restarts_in_order() -> None:
    """The crew goes at once; then come money, crew and days to remobilise; the restart is on the bill."""
    plan = a_plan(
        crews={"gang": 1},
        funding={"own": tranches({0: 50, 30: 51})},
        packages={
            "p": {
                "cost_cny_10k": 100,
                "funding": ["own"],
                "instalments": 2,
                "restart_days": 3,
                "restart_cost_share": 0.01,
                "activities": work(20, crew={"gang": 1}),
            },
            "q": {"not_before_day": 1, "activities": work(25, crew={"gang": 1})},
        },
    )
    assert happenings(plan) == [
        (0, "pays 50", "p"),
        (0, "gets 1 gang", "p"),
        (0, "starts", "p"),
        (0, "works", "p"),
        (10, "stops", "p"),
        (10, "lets 1 gang go", "p"),
        (10, "gets 1 gang", "q"),
        (10, "starts", "q"),
        (10, "works", "q"),
        (30, "pays 51", "p"),
        (35, "lets 1 gang go", "q"),
        (35, "finishes", "q"),
        (35, "gets 1 gang", "p"),
        (35, "remobilises", "p"),
        (38, "works", "p"),
        (48, "lets 1 gang go", "p"),
        (48, "finishes", "p"),
    ]
    assert ledger_of(plan, "p") == {("money", "own"): 20, ("crew", "gang"): 5, ("restart", ""): 3}


def test_the_first_instalment_is_paid_before_the_crew_is_claimed() -> None:
    """Nobody holds a crew while it waits for money: the package without money lets the other have the crew."""
    plan = a_plan(
        crews={"gang": 1},
        funding={"own": tranches({5: 10})},
        packages={
            "poor": paid_whole(10, "own") | {"activities": work(1, crew={"gang": 1})},
            "free": {"activities": work(8, crew={"gang": 1})},
        },
    )
    assert happenings(plan, "pays", "gets") == [
        (0, "gets 1 gang", "free"),
        (5, "pays 10", "poor"),
        (8, "gets 1 gang", "poor"),
    ]


def test_a_bill_that_stops_work_keeps_its_day_of_arrival() -> None:
    """The stopped bill arrived on day 10, before the one of day 12, and is met first when money comes on day 30."""
    plan = a_plan(
        funding={"own": tranches({0: 50, 30: 50, 40: 50})},
        packages={
            "late": paid_whole(50, "own", not_before_day=12),
            "p": {"cost_cny_10k": 100, "funding": ["own"], "instalments": 2, "activities": work(20)},
        },
    )
    assert happenings(plan, "pays", "stops") == [
        (0, "pays 50", "p"),
        (10, "stops", "p"),
        (30, "pays 50", "p"),
        (40, "pays 50", "late"),
    ]


def test_skip_ahead_lets_a_small_bill_pass_a_large_one() -> None:
    """40 come on day 5: the bill of 100 waits on, the later one of 40 is met."""
    assert happenings(a_plan(**large_and_small("skip_ahead")), "pays") == [
        (5, "pays 40", "small"),
        (20, "pays 100", "large"),
    ]


def test_a_strict_source_meets_its_bills_in_their_order() -> None:
    """The same money, kept for the bill that is first in line."""
    assert happenings(a_plan(**large_and_small("strict")), "pays") == [
        (20, "pays 100", "large"),
        (20, "pays 40", "small"),
    ]


def large_and_small(queue: str) -> dict[str, Any]:
    """Return a plan's sections in which a bill of 100 stands before one of 40."""
    return {
        "funding": {"own": tranches({5: 40, 20: 100}, queue=queue)},
        "packages": {"large": paid_whole(100, "own"), "small": paid_whole(40, "own", not_before_day=1)},
    }


def test_a_strict_source_does_not_close_the_others() -> None:
    """A bill that waits at a strict source closes only that one: the next in line pays from its other source."""
    plan = a_plan(
        funding={"line": tranches({0: 40, 20: 100}, queue="strict"), "other": tranches({0: 40})},
        packages={"large": paid_whole(100, "line"), "small": paid_whole(40, "line", "other", not_before_day=1)},
    )
    assert [tuple(payment) for payment in performed(plan).payments] == [
        (1_000_000, 1, 1, 40),
        (20_000_000, 0, 0, 100),
    ]


def test_the_lowest_priority_number_is_paid_first() -> None:
    """Two bills wait for the same money; the urgent one arrived later and is met first."""
    plan = a_plan(
        funding={"own": tranches({10: 50, 20: 50})},
        packages={"p": paid_whole(50, "own"), "urgent": paid_whole(50, "own", not_before_day=3, priority=-1)},
    )
    assert happenings(plan, "pays") == [(10, "pays 50", "urgent"), (20, "pays 50", "p")]


def test_money_is_called_from_the_first_source_first() -> None:
    """The order is that of the package: a bill takes what the first has, and the rest from the next."""
    plan = a_plan(
        funding={
            "second": {"kind": "equity", "opening_cny_10k": 100},
            "first": {"kind": "grant", "opening_cny_10k": 30},
        },
        packages={"p": paid_whole(50, "first", "second")},
    )
    assert [(payment.source, payment.cny_10k) for payment in performed(plan).payments] == [(1, 30), (0, 20)]


def test_a_wait_for_money_is_booked_to_the_first_source_in_order_of_call() -> None:
    """Both sources were waited for; the ledger names the first."""
    plan = a_plan(
        funding={"first": tranches({9: 10}), "second": tranches({4: 10})},
        packages={"p": paid_whole(20, "first", "second")},
    )
    assert ledger_of(plan, "p") == {("money", "first"): 9}


def test_instalments_fall_due_evenly_over_the_works_and_the_last_holds_the_rest() -> None:
    """100 in three instalments over 30 days: 33 before the works, 33 after a third, 34 after two thirds."""
    plan = a_plan(
        funding={"own": tranches({0: 100})},
        packages={"p": {"cost_cny_10k": 100, "funding": ["own"], "instalments": 3, "activities": work(30)}},
    )
    said = happenings(plan, "pays")
    assert [what for _, what, _ in said] == ["pays 33", "pays 33", "pays 34"]
    assert [round(day, 3) for day, _, _ in said] == [0, 10, 20]


@pytest.mark.parametrize(("days", "bills"), [(30, 2), (182, 2), (274, 3), (365, 4), (730, 8)])
def test_without_a_number_there_is_an_instalment_each_quarter_of_planned_work(days: int, bills: int) -> None:
    """At least two, and about one in 91 days."""
    plan = a_plan(
        funding={"own": tranches({0: 800})},
        packages={"p": {"cost_cny_10k": 800, "funding": ["own"], "activities": work(days)}},
    )
    assert len(performed(plan).payments) == bills


def test_money_lapses_before_it_arrives_at_one_instant() -> None:
    """What is left at the end of the year lapses, and what comes at that very midnight stays."""
    plan = a_plan(
        programme=PROGRAMME_OF_TWO_YEARS,
        funding={"fund": tranches({0: 40, NEW_YEAR: 70}, carry_over=0)},
        packages={"p": paid_whole(70, "fund", not_before_day=NEW_YEAR)},
    )
    assert totals(plan, performed(plan)) == [(110, 70, 40, 0)]
    assert finish_days(plan) == {"p": NEW_YEAR + 1}


def test_only_the_carry_over_stays_at_the_end_of_a_year() -> None:
    """Of 41 a share of 0.3 stays, in whole 万元: 12; a bill of 13 is not met before new money comes."""
    plan = a_plan(
        programme=PROGRAMME_OF_TWO_YEARS,
        funding={"fund": tranches({0: 41, NEW_YEAR + 9: 1}, carry_over=0.3)},
        packages={"p": paid_whole(13, "fund", not_before_day=NEW_YEAR)},
    )
    assert happenings(plan, "pays") == [(NEW_YEAR + 9, "pays 13", "p")]
    assert totals(plan, performed(plan)) == [(42, 13, 29, 0)]


def test_a_bill_of_the_last_day_of_the_year_is_met_before_the_lapse() -> None:
    """On the day before New Year's the money is still there."""
    plan = a_plan(
        programme=PROGRAMME_OF_TWO_YEARS,
        funding={"fund": tranches({0: 40}, carry_over=0)},
        packages={"p": paid_whole(40, "fund", not_before_day=NEW_YEAR - 1)},
    )
    assert finish_days(plan) == {"p": NEW_YEAR}


def test_a_year_comes_in_by_its_calendar_and_its_lag() -> None:
    """30 % at the end of June and the rest at the end of October, each 10 days later; without a calendar monthly."""
    dated = {"kind": "bond", "amounts_cny_10k": {2021: 100}, "calendar": {"06-30": 0.3, "10-31": 1}, "lag_days": 10}
    monthly = {"kind": "appropriation", "amounts_cny_10k": {2021: 1200}}
    plan = a_plan(
        programme={**PROGRAMME_OF_TWO_YEARS, "start": "2021-01-01"},
        funding={"dated": dated, "monthly": monthly},
        packages={
            "first": paid_whole(30, "dated"),
            "second": paid_whole(70, "dated"),
            "third": paid_whole(300, "monthly"),
        },
    )
    assert happenings(plan, "pays") == [
        (31 + 28, "pays 300", "third"),
        (180 + 10, "pays 30", "first"),
        (303 + 10, "pays 70", "second"),
    ]


def test_the_year_of_the_data_date_holds_what_is_left_of_it() -> None:
    """From mid-October 90 come in three parts: on the data date and on the first of November and December."""
    plan = a_plan(
        programme={**PROGRAMME_OF_TWO_YEARS, "start": "2020-10-15"},
        funding={"fund": {"kind": "appropriation", "amounts_cny_10k": {2020: 90}}},
        packages={name: paid_whole(30, "fund") for name in "abc"},
    )
    assert happenings(plan, "pays") == [(0, "pays 30", "a"), (17, "pays 30", "b"), (47, "pays 30", "c")]


def test_a_grant_comes_at_its_drawn_gaps() -> None:
    """Three tranches of 50, 20 days apart after a lag of 5."""
    grant = {"kind": "grant", "gap_days": 20, "gap_amount_cny_10k": 50, "gap_tranches": 3, "lag_days": 5}
    plan = a_plan(funding={"grant": grant}, packages={name: paid_whole(50, "grant") for name in "abcd"})
    assert happenings(plan, "pays") == [(25, "pays 50", "a"), (45, "pays 50", "b"), (65, "pays 50", "c")]
    assert totals(plan, performed(plan)) == [(150, 150, 0, 0)]


def test_a_year_that_does_not_convert_brings_nothing() -> None:
    """Either the whole year's amount comes or none of it, as drawn."""
    plan = a_plan(
        funding={"bonds": {"kind": "bond", "amounts_cny_10k": {2020: 120}, "conversion": 0.5}},
        packages={"p": paid_whole(120, "bonds")},
    )
    arrived = [totals(plan, performed(plan, replication=number))[0][0] for number in range(20)]
    assert set(arrived) == {0, 120}
