"""Ten cases of money worked out by hand: each docstring holds the arithmetic.

Day 0 is 1 January 2020, so that 1 January 2021 is day 366; every day is a working day.
"""

from sim.plan.plan import Plan
from tests.bills import asks, brings, paid
from tests.builders import a_plan, finish_days, happenings, ledger_of, performed, totals, work

NEW_YEAR = 366


def test_one_lapse_at_the_end_of_the_year() -> None:
    """100 come on day 0 and 60 are paid on day 10; the 40 that are left lapse at midnight of New Year's Eve.

    A bill of 30 that arrives on 1 January (day 366) finds nothing and waits for the 30 of day 400: 34 days.
    2020: 0 + 100 = 60 + 40 + 0. 2021: 0 + 30 = 30 + 0 + 0.
    """
    plan = a_plan(
        funding={"budget": brings({0: 100, 400: 30}, carry_over=0)},
        packages={"early": asks(60, "budget", on=10), "late": asks(30, "budget", on=NEW_YEAR)},
    )
    assert paid(plan) == [(10, "early", "budget", 60), (400, "late", "budget", 30)]
    assert ledger_of(plan, "late") == {("money", "budget"): 34}
    assert performed(plan).cash[:2] == [(100, 60, 40, 0), (30, 30, 0, 0)]


def test_two_carry_over() -> None:
    """Of the 40 left at the end of 2020 a quarter stays: 10, and 30 lapse.

    A bill of 30 arrives on 1 January: 10 are there, with the 15 of day 380 they are 25, with the 5 of day 390 30.
    2020: 0 + 100 = 60 + 30 + 10. 2021: 10 + 20 = 30 + 0 + 0.
    """
    plan = a_plan(
        funding={"budget": brings({0: 100, 380: 15, 390: 5}, carry_over=0.25)},
        packages={"early": asks(60, "budget", on=10), "late": asks(30, "budget", on=NEW_YEAR)},
    )
    assert paid(plan) == [(10, "early", "budget", 60), (390, "late", "budget", 30)]
    assert performed(plan).cash[:2] == [(100, 60, 30, 10), (20, 30, 0, 0)]


def test_three_an_earmark() -> None:
    """30 % of all that comes in is kept for the north: of 100 on day 0 that is 30, and 70 are open to all.

    The south asks 80 on day 0 and waits, for the 30 are not for it. The north asks 50 on day 1: 30 that are
    kept for it, then 20 of the 70. On day 30 another 100 come, 30 and 70: the south has 50 + 70 = 120 and pays 80.
    Left: 30 for the north, 40 for all.
    """
    plan = a_plan(
        networks={"north": {}, "south": {}},
        funding={"budget": brings({0: 100, 30: 100}, earmarks={"north": 0.3})},
        packages={
            "in_the_south": asks(80, "budget", network="south"),
            "in_the_north": asks(50, "budget", on=1, network="north"),
        },
    )
    assert paid(plan) == [
        (1, "in_the_north", "budget/north", 30),
        (1, "in_the_north", "budget", 20),
        (30, "in_the_south", "budget", 80),
    ]
    assert totals(plan, performed(plan)) == [(140, 100, 0, 40), (60, 30, 0, 30)]


def test_four_pro_rata() -> None:
    """Bills of 100 and 50 wait from day 0 on; what comes is set aside 2 to 1.

    Day 10: 31 are 20 and 10 in whole money, and the 1 left over goes to the first: 21 and 10. Day 20: 60, of which
    each gets 60/119 of what it still asks (79 and 40): 39 and 20, and 1 left over: 40 and 20. Day 30: 45, they still
    ask 39 and 20: 29 and 15, and 1 left over: 30 and 15. Day 40: the 14 still asked are there, both are met at once.
    Skipping ahead, the small bill is met on day 20 (31 + 60 = 91), the large one on day 40 (41 + 45 + 14 = 100).
    """
    coming = {10: 31, 20: 60, 30: 45, 40: 14}
    bills = {"large": asks(100, "bonds"), "small": asks(50, "bonds")}
    shared = a_plan(funding={"bonds": brings(coming, "bond", queue="pro_rata")}, packages=bills)
    assert paid(shared) == [(40, "large", "bonds", 100), (40, "small", "bonds", 50)]
    passed = a_plan(funding={"bonds": brings(coming, "bond")}, packages=bills)
    assert paid(passed) == [(20, "small", "bonds", 50), (40, "large", "bonds", 100)]


def test_five_the_order_of_call() -> None:
    """A bill of 100 takes the 30 of the grant, the 50 of the bonds and 20 of the budget's 100, as the package lists."""
    plan = a_plan(
        funding={"budget": brings({0: 100}), "bonds": brings({0: 50}, "bond"), "grant": brings({0: 30}, "grant")},
        packages={"p": asks(100, "grant", "bonds", "budget")},
    )
    assert paid(plan) == [(0, "p", "grant", 30), (0, "p", "bonds", 50), (0, "p", "budget", 20)]


def test_six_a_matching_share() -> None:
    """A grant pays at most 40 % of any bill: of 101 that is 40, and 61 have to be matched.

    The grant has 1,000, but the budget 60 on day 0; the one that is missing comes on day 9.
    """
    plan = a_plan(
        funding={"grant": brings({0: 1000}, "grant", most_share=0.4), "budget": brings({0: 60, 9: 1})},
        packages={"p": asks(101, "grant", "budget")},
    )
    assert paid(plan) == [(9, "p", "grant", 40), (9, "p", "budget", 61)]


def test_seven_works_stopped_twice() -> None:
    """100 days in ten instalments of 10; each stop costs 1 and 2 days. Money: 30 on day 0, 30 on day 60, 42 on day 120.

    Paid on days 0, 10, 20; nothing is left on day 30: stop. Day 60: 11 of 30, work from 62; day 72: 10 of 19; day 82:
    9 are too few: stop. Day 120: 11 of 51, work from 122; 10 each on days 132, 142, 152, 162: 0 left. Done on day 172:
    100 days of work, 30 + 38 without money, twice 2 to remobilise.
    """
    plan = a_plan(
        funding={"budget": brings({0: 30, 60: 30, 120: 42})},
        packages={
            "p": {
                "cost_cny_10k": 100,
                "funding": ["budget"],
                "instalments": 10,
                "restart_days": 2,
                "restart_cost_share": 0.01,
                "activities": work(100),
            }
        },
    )
    assert [(day, amount) for day, _, _, amount in paid(plan)] == [
        *[(0, 10), (10, 10), (20, 10), (60, 11), (72, 10)],
        *[(120, 11), (132, 10), (142, 10), (152, 10), (162, 10)],
    ]
    assert finish_days(plan) == {"p": 172}
    assert ledger_of(plan, "p") == {("money", "budget"): 68, ("restart", ""): 4}


def test_eight_a_credit_limit() -> None:
    """A line of 100: the bills of days 0 and 1 draw 40 each, the third of 40 finds 20 and waits.

    On day 50 the builder earns 20: 20 of the line and 20 of its own.
    """
    plan = a_plan(
        funding={"line": {"kind": "credit_line", "opening_cny_10k": 100}, "own": brings({50: 20}, "equity")},
        packages={name: asks(40, "line", "own", on=day) for day, name in enumerate("abc")},
    )
    assert paid(plan) == [(0, "a", "line", 40), (1, "b", "line", 40), (50, "c", "line", 20), (50, "c", "own", 20)]


def test_nine_a_late_tranche_to_one_of_two_packages() -> None:
    """Both start on day 0; the grant of one comes with a lag of 45 days, so that one is 45 days late, the other not."""
    plan = a_plan(
        funding={"grant": brings({0: 50}, "grant", lag_days=45), "budget": brings({0: 50})},
        packages={"p": asks(50, "grant"), "q": asks(50, "budget")},
    )
    assert finish_days(plan) == {"p": 55, "q": 10}
    assert ledger_of(plan, "p") == {("money", "grant"): 45}
    assert ledger_of(plan, "q") == {}


def test_ten_a_ppp_that_does_not_close() -> None:
    """Partners would pay 80 % of 100 after a tender of 20 days; the budget brings 50 on day 0 and 50 on day 45.

    It closes: on day 20 they pay 80 and the budget 20; done on day 30, as planned. It does not: the tender takes its
    20 days all the same, then the budget has to pay 100 and has them on day 45: done on day 55, 25 days late, which
    are booked to the partners.
    """

    def plan_with(conversion: float) -> Plan:
        partners = {"kind": "ppp", "close_days": 20, "most_share": 0.8, "conversion": conversion}
        return a_plan(
            funding={"partners": partners, "budget": brings({0: 50, 45: 50})},
            packages={"p": asks(100, "partners", "budget")},
        )

    assert paid(plan_with(1)) == [(20, "p", "partners/p", 80), (20, "p", "budget", 20)]
    assert finish_days(plan_with(1)) == {"p": 30}
    assert ledger_of(plan_with(1), "p") == {}
    assert paid(plan_with(0)) == [(45, "p", "budget", 100)]
    assert finish_days(plan_with(0)) == {"p": 55}
    assert ledger_of(plan_with(0), "p") == {("money", "partners"): 25}
    assert happenings(plan_with(0), "starts") == [(45, "starts", "p")]
