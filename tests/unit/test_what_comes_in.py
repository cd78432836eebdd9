"""What comes into a source and when: earmarks, idle money, releases, shocks and levers."""

from typing import Any

from sim.model.delivery import tell
from sim.plan.plan import Plan
from tests.bills import asks, brings, paid
from tests.builders import a_plan, ledger_of, performed, replication_where, totals, work

PROGRAMME_FROM_DECEMBER = {"name": "Small", "start": "2020-12-01", "deadline": "2021-12-31", "horizon": "2022-12-31"}
NEW_YEAR = 31
"""1 January 2021, counted from that programme's data date."""


def days_and_amounts(plan: Plan, **options: Any) -> list[tuple[float, int]]:
    """Return (day, 万元) of each payment."""
    return [(day, amount) for day, _, _, amount in paid(plan, **options)]


def one_by_one(source: dict[str, Any], number: int, cny_10k: int = 10, **sections: Any) -> Plan:
    """Return a plan whose packages each ask for the same from one source, so that payments show what comes when."""
    packages = {f"p{place}": asks(cny_10k, "source", days=0) for place in range(number)}
    return a_plan(funding={"source": source}, packages=packages, **sections)


def test_an_earmark_may_be_for_a_network_a_task_a_class_or_a_package() -> None:
    """Of 100 each gets its whole share; a package that goes by two of the names calls both, in the source's order."""
    marks = {"north": 0.25, "T1": 0.2, "line": 0.15, "p": 0.1}
    plan = a_plan(
        networks={"north": {}},
        agencies={"desk": {"desks": 1, "review_days": 1}},
        tasks={"T1": {"network": "north", "lead": "desk"}},
        reference_classes={"line": {"activities": work(1)}},
        funding={"budget": brings({0: 100}, earmarks=marks)},
        packages={
            "p": asks(75, "budget", task="T1", network="north"),
            "q": asks(25, "budget", reference_class="line", on=1),
        },
    )
    assert paid(plan) == [
        (0, "p", "budget/north", 25),
        (0, "p", "budget/T1", 20),
        (0, "p", "budget/p", 10),
        (0, "p", "budget", 20),
        (1, "q", "budget/line", 15),
        (1, "q", "budget", 10),
    ]


def test_every_inflow_is_split_in_whole_money_and_the_rest_is_open_to_all() -> None:
    """Of 9 in hand, 9 on a day, 9 in a year at once and 9 at a gap the earmark gets 2 each (30 %), the others 7."""
    plan = a_plan(
        networks={"north": {}},
        funding={
            "grant": {
                "kind": "grant",
                "opening_cny_10k": 9,
                "tranches_cny_10k": {3: 9},
                "amounts_cny_10k": {2020: 9},
                "calendar": {"02-01": 1},
                "gap_days": 5,
                "gap_amount_cny_10k": 9,
                "released_by": {"p": 9},
                "earmarks": {"north": 0.3},
            }
        },
        packages={"p": asks(0, "grant", days=1)},
    )
    assert tell(plan).cast().sources == ("grant", "grant/north")
    assert totals(plan, performed(plan)) == [(35, 0, 0, 35), (10, 0, 0, 10)]


def test_the_wait_for_money_is_booked_to_the_purse_that_is_called_first() -> None:
    """A package with money kept for it waits for that; the cause says so."""
    plan = a_plan(
        networks={"north": {}},
        funding={"budget": brings({8: 100}, earmarks={"north": 0.3})},
        packages={"p": asks(50, "budget", network="north")},
    )
    assert ledger_of(plan, "p") == {("money", "budget/north"): 8}


def test_earmarked_money_lapses_like_the_rest() -> None:
    """Half of each part stays at the end of the year."""
    plan = a_plan(
        programme=PROGRAMME_FROM_DECEMBER,
        networks={"north": {}},
        funding={"budget": brings({0: 100}, earmarks={"north": 0.3}, carry_over=0.5)},
        packages={"p": asks(20, "budget", on=NEW_YEAR)},
    )
    assert [tuple(year) for year in performed(plan).cash] == [
        *[(70, 0, 35, 35), (0, 20, 8, 7), (0, 0, 4, 3)],
        *[(30, 0, 15, 15), (0, 0, 8, 7), (0, 0, 4, 3)],
    ]


def test_a_share_of_all_that_comes_lies_idle_for_a_time() -> None:
    """A quarter of 40 in hand, of 40 on day 20 and of 40 after the lag comes 60 days after the rest."""
    source = brings({20: 40}, opening_cny_10k=40, idle_share=0.25, idle_days=60)
    assert days_and_amounts(one_by_one(source, 8)) == [(0, 10)] * 3 + [(20, 10)] * 3 + [(60, 10), (80, 10)]


def test_idle_money_of_a_grant_follows_its_gaps() -> None:
    """Tranches of 20 on days 10 and 20, half of each 5 days later."""
    grant = {"kind": "grant", "gap_days": 10, "gap_amount_cny_10k": 20, "gap_tranches": 2}
    plan = one_by_one({**grant, "idle_share": 0.5, "idle_days": 5}, 4)
    assert days_and_amounts(plan) == [(10, 10), (15, 10), (20, 10), (25, 10)]


def test_money_is_released_a_lag_after_a_package_is_in_service() -> None:
    """The station opens on day 12 and brings 50 on day 42, to whoever waits then."""
    plan = a_plan(
        funding={"land": brings({300: 50}, released_by={"station": 50}, lag_days=30)},
        packages={"station": {"activities": {"build": {"days": 12}}}, "p": asks(50, "land")},
    )
    assert paid(plan) == [(42, "p", "land", 50)]


def test_money_released_without_a_lag_is_there_at_that_instant() -> None:
    """Two stations open on day 12; what both bring pays on day 12."""
    plan = a_plan(
        funding={"land": {"kind": "equity", "released_by": {"a": 30, "b": 20}}},
        packages={name: {"activities": {"build": {"days": 12}}} for name in "ab"} | {"p": asks(50, "land")},
    )
    assert paid(plan) == [(12, "p", "land", 50)]


def test_a_package_that_is_never_finished_releases_nothing() -> None:
    """The station waits for ever, and so does who counts on its land."""
    plan = a_plan(
        funding={"land": {"kind": "equity", "released_by": {"station": 50}}},
        gates={"won": {"chance": 0, "windows": [["2020-02-01", "2020-02-01"]]}},
        packages={"station": {"gates": ["won"], "activities": {"build": {"days": 12}}}, "p": asks(50, "land")},
    )
    assert paid(plan) == []
    assert totals(plan, performed(plan)) == [(0, 0, 0, 0)]


def test_a_shock_puts_off_what_would_come_to_its_sources_until_its_end() -> None:
    """From the drawn day on for 20 days nothing comes to the bonds; what is in hand stays, and works go on."""
    shock = {"probability": 1, "windows": [["2020-01-04", "2020-01-04"]], "days": 20, "sources": ["bonds"]}
    plan = a_plan(
        funding={"bonds": brings({2: 10, 6: 10, 15: 10, 40: 10}, opening_cny_10k=10), "own": brings({6: 10})},
        shocks={"audit": shock},
        packages={
            **{f"p{place}": asks(10, "bonds", days=0) for place in range(5)},
            "q": asks(10, "own", days=10),
        },
    )
    story, trace = tell(plan), performed(plan)
    strike = story.strikes[0]
    assert strike.clocks == ()
    begins = paid(plan)[3][0] - 20
    assert 3 <= begins < 4
    assert [(day, package) for day, package, _, _ in paid(plan)] == [
        *[(0, "p0"), (2, "p1"), (6, "q")],
        *[(begins + 20, "p2"), (begins + 20, "p3"), (40, "p4")],
    ]
    assert trace.finished[5] == 16_000_000


def test_a_shock_that_does_not_strike_puts_nothing_off() -> None:
    """With the shock switched off, or lost, money comes as stated."""
    shock = {"probability": 0, "windows": [["2020-01-04", "2020-01-04"]], "days": 20, "sources": ["source"]}
    for change in ({}, {"probability": 1, "is_on": False}):
        plan = one_by_one(brings({6: 10}), 1, shocks={"audit": shock | change})
        assert days_and_amounts(plan) == [(6, 10)]


def turned(of: str, slope: float) -> dict[str, Any]:
    """Return a lever that has left neutral."""
    return {"turns": {"at": 1, "high": 1, "effects": {"one": {"of": of, "acts_on": ["source"], "slope": slope}}}}


def test_levers_turn_amounts_lags_and_yearly_additions_of_a_source() -> None:
    """In whole money: 40 % less of 33 is 20; half the lag again; 10 a year more; what is in hand stays."""
    source = {
        "kind": "bond",
        "opening_cny_10k": 17,
        "amounts_cny_10k": {2020: 33, 2021: 30},
        "calendar": {"01-11": 1},
        "lag_days": 20,
    }
    assert arrivals(one_by_one(source, 1)) == {2020: 17 + 33, 2021: 30}
    assert arrivals(one_by_one(source, 1, levers=turned("source_amount", -0.4))) == {2020: 17 + 20, 2021: 18}
    assert arrivals(one_by_one(source, 1, levers=turned("source_cny_10k_a_year", 10))) == {2020: 17 + 43, 2021: 40}
    assert arrivals(one_by_one(source, 1, levers=turned("source_cny_10k_a_year", -31))) == {2020: 17 + 2, 2021: 0}
    first = {"amounts_cny_10k": {2020: 10}, "opening_cny_10k": 0}
    assert days_and_amounts(one_by_one(source | first, 1)) == [(30, 10)]
    assert days_and_amounts(one_by_one(source | first, 1, levers=turned("source_lag", 0.5))) == [(40, 10)]


def arrivals(plan: Plan) -> dict[int, int]:
    """Return what arrives in each of the first two years."""
    cash = performed(plan).cash
    return {2020: cash[0].arrived, 2021: cash[1].arrived}


def test_levers_turn_the_chance_that_a_year_comes_up_to_certainty() -> None:
    """With the same luck a year that came still comes, and one that did not comes once the chance is 1."""
    source = {"kind": "bond", "amounts_cny_10k": {2020: 10}, "calendar": {"01-11": 1}, "conversion": 0.5}
    lost = replication_where(one_by_one(source, 1), {"funding/source/2020": 0})
    assert days_and_amounts(one_by_one(source, 1), replication=lost) == []
    surer = one_by_one(source, 1, levers=turned("source_conversion", 2))
    assert days_and_amounts(surer, replication=lost) == [(10, 10)]
    never = one_by_one(source, 1, levers=turned("source_conversion", -1))
    assert all(days_and_amounts(never, replication=number) == [] for number in range(10))


def test_levers_put_the_bills_of_some_packages_before_others() -> None:
    """The second package of the plan is paid first."""
    lever = {"turns": {"at": 1, "high": 1, "effects": {"one": {"of": "money_priority", "acts_on": ["q"], "slope": -1}}}}
    funding = {"source": brings({5: 10, 7: 10})}
    packages = {name: asks(10, "source") for name in "pq"}
    assert paid(a_plan(funding=funding, packages=packages))[0][1] == "p"
    assert paid(a_plan(funding=funding, packages=packages, levers=lever))[0][1] == "q"


def test_a_year_of_cash_ends_with_its_lapse_and_begins_with_what_comes_at_midnight() -> None:
    """What lapses at the midnight that ends 2020 is of 2020; what comes and is paid at that midnight of 2021.

    At the midnight that ends the horizon all is of its year.
    """
    plan = a_plan(
        programme=PROGRAMME_FROM_DECEMBER,
        funding={"budget": {"kind": "appropriation", "amounts_cny_10k": {2020: 40, 2021: 120}, "carry_over": 0}},
        packages={"p": asks(10, "budget", on=NEW_YEAR)},
    )
    assert [tuple(year) for year in performed(plan).cash] == [(40, 0, 40, 0), (120, 10, 110, 0), (0, 0, 0, 0)]
    last = a_plan(
        programme=PROGRAMME_FROM_DECEMBER,
        funding={"budget": brings({729: 10}, lag_days=32)},
        packages={"p": asks(10, "budget")},
    )
    assert paid(last) == [(761, "p", "budget", 10)]
    assert tuple(performed(last).cash[2]) == (10, 10, 0, 0)
