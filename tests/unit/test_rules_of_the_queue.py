"""Who is paid before whom: reserves after a time, and money set aside pro rata, on plans of a few bills."""

from typing import Any

import pytest

from sim.plan.plan import Plan
from tests.bills import asks, brings, paid
from tests.builders import a_plan, finish_days, happenings, performed, totals, work

NEW_YEAR = 366


def bills_on(plan: Plan) -> list[tuple[float, str, int]]:
    """Return (day, package, 万元) of each payment."""
    return [(day, package, amount) for day, package, _, amount in paid(plan)]


def large_and_small(**rule: Any) -> Plan:
    """Return a plan in which 100 are asked on day 0, and 40 on days 1, 12 and 22; 40 come every ten days."""
    return a_plan(
        funding={"bonds": brings({5: 40, 15: 40, 25: 40, 35: 40, 45: 40, 55: 20}, **rule)},
        packages={"large": asks(100, "bonds"), **{f"on_{day}": asks(40, "bonds", on=day) for day in (1, 12, 22)}},
    )


def test_a_bill_that_has_waited_long_enough_is_passed_no_more() -> None:
    """Until day 10 the small bill of day 1 passes the large one; then all that comes is kept for the large one."""
    assert bills_on(large_and_small(reserve_after_days=10)) == [
        (5, "on_1", 40),
        (35, "large", 100),
        (45, "on_12", 40),
        (55, "on_22", 40),
    ]


def test_a_reserve_begins_on_the_day_itself() -> None:
    """A bill that has waited exactly so many days is passed no more; one moment earlier it still is."""
    assert bills_on(large_and_small(reserve_after_days=5))[0] == (25, "large", 100)
    assert bills_on(large_and_small(reserve_after_days=5.000001))[0] == (5, "on_1", 40)


def test_a_reserve_after_no_days_is_a_strict_queue() -> None:
    """The same payments, and without any rule others."""
    strict = bills_on(large_and_small(queue="strict"))
    assert bills_on(large_and_small(reserve_after_days=0)) == strict
    assert bills_on(large_and_small()) != strict


def test_a_reserve_keeps_only_its_own_source() -> None:
    """Behind a bill that is passed no more another may still be paid from elsewhere."""
    plan = a_plan(
        funding={"bonds": brings({0: 40, 30: 100}, reserve_after_days=2), "own": brings({0: 40})},
        packages={"large": asks(100, "bonds"), "small": asks(40, "bonds", "own", on=4)},
    )
    assert paid(plan) == [(4, "small", "own", 40), (30, "large", "bonds", 100)]


def test_who_stands_before_a_patient_bill_is_not_held_up_by_it() -> None:
    """A bill of higher priority that comes later may still take what comes."""
    plan = a_plan(
        funding={"bonds": brings({20: 40, 30: 100}, reserve_after_days=2)},
        packages={"large": asks(100, "bonds"), "urgent": asks(40, "bonds", on=10, priority=-1)},
    )
    assert bills_on(plan) == [(20, "urgent", 40), (30, "large", 100)]


def test_of_equal_bills_the_one_that_is_not_yet_patient_hides_none_that_is() -> None:
    """Two bills ask the same of the same source; the first in line is new, the second has waited its days.

    So the one behind both may not take the 30 that come on day 10.
    """
    plan = a_plan(
        funding={"bonds": brings({10: 30, 20: 200}, reserve_after_days=5)},
        packages={
            "patient": asks(50, "bonds"),
            "urgent": asks(50, "bonds", on=9, priority=-1),
            "small": asks(30, "bonds", on=9),
        },
    )
    assert bills_on(plan) == [(20, "urgent", 50), (20, "patient", 50), (20, "small", 30)]


def test_pro_rata_sets_aside_nothing_for_a_bill_of_the_same_instant() -> None:
    """A bill that arrives when money comes takes part in what comes next; what is free it may take at once."""
    plan = a_plan(
        funding={"bonds": brings({5: 60, 10: 90}, queue="pro_rata")},
        packages={"first": asks(100, "bonds"), "second": asks(50, "bonds", on=5)},
    )
    # Day 5: all 60 for the first. Day 10: of 90 the first still asks 40 and the second 50, so both are whole.
    assert bills_on(plan) == [(10, "first", 100), (10, "second", 50)]


def test_pro_rata_what_nobody_asks_for_is_free() -> None:
    """Of 120 that come for a bill of 100 the 20 that are left pay a bill of 20 that arrives later."""
    plan = a_plan(
        funding={"bonds": brings({5: 120}, queue="pro_rata")},
        packages={"first": asks(100, "bonds"), "second": asks(20, "bonds", on=9)},
    )
    assert bills_on(plan) == [(5, "first", 100), (9, "second", 20)]


def test_pro_rata_nobody_takes_what_is_set_aside() -> None:
    """40 are set aside for the large bill; a bill of 40 that arrives later waits though so much is on balance."""
    plan = a_plan(
        funding={"bonds": brings({5: 40, 20: 100}, queue="pro_rata")},
        packages={"large": asks(100, "bonds"), "small": asks(40, "bonds", on=10)},
    )
    assert bills_on(plan) == [(20, "large", 100), (20, "small", 40)]


def test_pro_rata_who_can_pay_elsewhere_gives_back_what_was_set_aside() -> None:
    """The first source in its order pays the large bill on day 8, and what was set aside pays the small one at once."""
    plan = a_plan(
        funding={"own": brings({8: 100}), "bonds": brings({5: 80}, queue="pro_rata")},
        packages={"large": asks(100, "own", "bonds"), "small": asks(60, "bonds", on=6)},
    )
    # Day 5: all 80 for the large one. Day 8: they are given back and pay the 60.
    assert paid(plan) == [(8, "large", "own", 100), (8, "small", "bonds", 60)]


def test_pro_rata_a_bill_first_in_line_is_met_with_what_one_behind_it_gives_back() -> None:
    """The settlement looks again when money that was set aside is free."""
    plan = a_plan(
        funding={"own": brings({8: 100}), "bonds": brings({5: 80, 7: 10}, queue="pro_rata")},
        packages={
            "late_but_urgent": asks(70, "bonds", on=6, priority=-1),
            "large": asks(100, "own", "bonds"),
        },
    )
    # Day 5: 80 for the large one. Day 7: of 10 the urgent one gets 70/90, 7, and 1 left over: 8. Day 8: 80 + 2 free.
    assert paid(plan) == [(8, "large", "own", 100), (8, "late_but_urgent", "bonds", 70)]


def test_pro_rata_what_is_set_aside_lapses_like_the_rest() -> None:
    """Half of the 60 set aside and half of the 1 free lapse at the end of the year, in whole money each.

    200 were asked; 60 came while it waited, 1 was free from the start. 30 + 0 stay, the 170 of day 400 make it whole.
    """
    plan = a_plan(
        funding={"bonds": brings({0: 1, 20: 60, 400: 170}, queue="pro_rata", carry_over=0.5)},
        packages={"p": asks(200, "bonds")},
    )
    assert bills_on(plan) == [(400, "p", 200)]
    assert performed(plan).cash[:2] == [(61, 0, 31, 30), (170, 200, 0, 0)]


def test_a_bill_of_works_that_only_asks_gets_nothing_set_aside() -> None:
    """Works that stop ask anew, with the restart: from that moment on they take part in what comes."""
    plan = a_plan(
        funding={"bonds": brings({0: 50, 10: 30, 20: 80}, queue="pro_rata")},
        packages={
            "works": {
                "cost_cny_10k": 100,
                "funding": ["bonds"],
                "instalments": 2,
                "restart_cost_share": 0.1,
                "activities": work(20),
            },
            "other": asks(30, "bonds", on=5),
        },
    )
    # Day 10: the 30 are for `other`, which waited; the works stop and ask 60. Day 20: 80 are more than they ask.
    assert happenings(plan, "pays", "stops") == [
        (0, "pays 50", "works"),
        (10, "pays 30", "other"),
        (10, "stops", "works"),
        (20, "pays 60", "works"),
    ]


def test_a_matching_share_bounds_what_is_set_aside() -> None:
    """A grant that pays half of a bill at most sets aside half of it at most; the rest of what comes is free."""
    plan = a_plan(
        funding={"grant": brings({5: 80}, "grant", queue="pro_rata", most_share=0.5), "own": brings({30: 100})},
        packages={"p": asks(100, "grant", "own"), "q": asks(60, "grant", "own", on=10)},
    )
    # Day 5: 50 for p, 30 are free. Day 30: 50 of the grant and 50 of its own; q 30 and 30.
    assert paid(plan) == [(30, "p", "grant", 50), (30, "p", "own", 50), (30, "q", "grant", 30), (30, "q", "own", 30)]


def test_what_is_left_over_goes_to_nobody_who_asks_no_more() -> None:
    """The first in line has its half of the grant: the 1 left over of 59 goes to the next, which pays on that day."""
    plan = a_plan(
        funding={
            "grant": brings({5: 50, 12: 59}, "grant", queue="pro_rata", most_share=0.5),
            "own": brings({11: 30, 30: 200}),
        },
        packages={
            "p": asks(100, "grant", "own"),
            "q": asks(60, "grant", "own", on=6),
            "r": asks(60, "grant", "own", on=6),
        },
    )
    assert [(day, package) for day, package, _, _ in paid(plan)] == [
        *[(12, "q"), (12, "q"), (30, "p"), (30, "p"), (30, "r"), (30, "r")]
    ]


@pytest.mark.parametrize("rule", [{"queue": "strict"}, {"queue": "pro_rata"}, {"reserve_after_days": 3}])
def test_a_rule_moves_nothing_while_there_is_money_for_all(rule: dict[str, Any]) -> None:
    """Rules say who is passed; where nobody waits they say nothing."""

    def finished(**source: Any) -> dict[str, float]:
        packages = {name: asks(30, "bonds", on=day) for day, name in enumerate("abc")}
        return finish_days(a_plan(funding={"bonds": brings({0: 100}, **source)}, packages=packages))

    assert finished(**rule) == finished()


def test_who_asks_elsewhere_does_not_mind_the_queue_of_a_source_that_it_does_not_call() -> None:
    """Bills that wait at a strict source hold up nobody who calls another."""
    plan = a_plan(
        funding={"bonds": brings({50: 100}, queue="strict"), "own": brings({0: 10})},
        packages={"waits": asks(100, "bonds"), "goes_on": asks(10, "own", on=5)},
    )
    assert bills_on(plan) == [(5, "goes_on", 10), (50, "waits", 100)]
    assert totals(plan, performed(plan)) == [(100, 100, 0, 0), (10, 10, 0, 0)]
