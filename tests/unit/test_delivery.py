"""The life of a package, day by day, on plans of one to three packages."""

from tests.builders import a_plan, finish_days, ledger_of, performed, work

UNITS = ("a", "b", "c")


def three_reviews(mode: str) -> dict[str, object]:
    permit = {"lead": "a", "supporters": ["b", "c"], "mode": mode}
    return {
        "agencies": {unit: {"desks": 1, "review_days": 20} for unit in UNITS},
        "packages": {"p": {"permits": {"file": permit}, "activities": work(5)}},
    }


def test_three_reviews_of_twenty_days_take_sixty_in_series_and_twenty_joint() -> None:
    """In series reviews add up; joint they run side by side."""
    assert finish_days(a_plan(**three_reviews("series"))) == {"p": 65}
    assert finish_days(a_plan(**three_reviews("joint"))) == {"p": 25}


def test_a_late_tranche_delays_only_the_packages_it_funds() -> None:
    """One of two packages waits for its source; the other does not notice."""
    plan = a_plan(
        funding={
            "late": {"kind": "bond", "tranches_cny_10k": {30: 100}},
            "early": {"kind": "equity", "tranches_cny_10k": {0: 100}},
        },
        packages={
            "p": {"cost_cny_10k": 100, "funding": ["late"], "instalments": 1, "activities": work(10)},
            "q": {"cost_cny_10k": 100, "funding": ["early"], "instalments": 1, "activities": work(10)},
        },
    )
    assert finish_days(plan) == {"p": 40, "q": 10}
    assert ledger_of(plan, "p") == {("money", "late"): 30}
    assert ledger_of(plan, "q") == {}


def test_a_bill_that_stops_work_lets_the_crew_go_and_restarts_in_order() -> None:
    """The crew goes at once; then come money, crew and days to remobilise, and the restart is paid for."""
    plan = a_plan(
        crews={"gang": 1},
        funding={"own": {"kind": "equity", "tranches_cny_10k": {0: 50, 30: 51}}},
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
    trace = performed(plan)
    assert finish_days(plan) == {"p": 35 + 3 + 10, "q": 35}
    assert [(payment.day, payment.cny_10k) for payment in trace.payments] == [(0, 50), (30_000_000, 51)]
    assert ledger_of(plan, "p") == {("money", "own"): 20, ("crew", "gang"): 5, ("restart", ""): 3}


def test_skip_ahead_lets_a_claim_that_fits_pass_and_strict_does_not() -> None:
    """With one crew free, a claim on two waits; a later claim on one passes only when lines may be passed."""
    packages = {
        "first": {"activities": work(10, crew={"gang": 1})},
        "large": {"not_before_day": 1, "activities": work(5, crew={"gang": 2})},
        "small": {"not_before_day": 2, "activities": work(3, crew={"gang": 1})},
    }
    skip = a_plan(crews={"gang": 2}, packages=packages)
    strict = a_plan(crews={"gang": 2}, coordination={"crew_queue": "strict"}, packages=packages)
    assert finish_days(skip) == {"first": 10, "large": 15, "small": 5}
    assert finish_days(strict) == {"first": 10, "large": 15, "small": 18}


def test_a_soft_provider_counts_from_the_instant_after_its_service() -> None:
    """A package that begins at the instant its provider enters service is still slowed."""
    packages = {
        "line": {"activities": work(10)},
        "at_once": {"not_before_day": 10, "slowed_by": {"line": 0.5}, "instalments": 1, "activities": work(4)},
        "after": {"not_before_day": 11, "slowed_by": {"line": 0.5}, "instalments": 1, "activities": work(4)},
    }
    assert finish_days(a_plan(packages=packages)) == {"line": 10, "at_once": 18, "after": 15}


def test_dependencies_hold_what_they_say() -> None:
    """FS, SS and FF with a lag; FF lets the crew go before it waits."""
    plan = a_plan(
        crews={"gang": 2},
        packages={
            "a": {"activities": work(10, crew={"gang": 1})},
            "fs": {"after": {"a": {"lag_days": 2}}, "activities": work(1)},
            "ss": {"after": {"a": {"kind": "SS", "lag_days": 3}}, "activities": work(1)},
            "ff": {"after": {"a": {"kind": "FF", "lag_days": 5}}, "activities": work(4, crew={"gang": 1})},
            "next": {"not_before_day": 1, "activities": work(2, crew={"gang": 1})},
        },
    )
    assert finish_days(plan) == {"a": 10, "fs": 13, "ss": 4, "ff": 15, "next": 6}


def test_a_share_of_lots_lets_the_next_package_begin() -> None:
    """A package that needs half of four lots begins when the second is done."""
    plan = a_plan(
        crews={"gang": 1},
        packages={
            "lots": {"lots": 4, "activities": work(5, crew={"gang": 1})},
            "user": {"after": {"lots": {"share": 0.5}}, "activities": work(1)},
        },
    )
    assert finish_days(plan) == {"lots": 20, "user": 11}


def test_a_lost_outside_decision_never_comes() -> None:
    """With no chance the package waits for ever, and the trace says for what."""
    plan = a_plan(
        gates={"title": {"chance": 0, "windows": [[5, 6]]}},
        packages={"p": {"gates": {"title": "finish"}, "activities": work(1)}},
    )
    assert finish_days(plan) == {"p": -1}
    assert len(performed(plan).waits) == 1


def test_progress_is_paid_for_and_its_permits_are_held() -> None:
    """Half done on the data date: half the days and half the money are left, and no review."""
    plan = a_plan(
        agencies={"desk": {"desks": 1, "review_days": 50}},
        funding={"own": {"kind": "equity", "tranches_cny_10k": {0: 500}}},
        packages={
            "p": {
                "progress": 0.5,
                "permits": {"lead": "desk"},
                "cost_cny_10k": 100,
                "funding": ["own"],
                "instalments": 2,
                "activities": work(20),
            }
        },
    )
    assert finish_days(plan) == {"p": 10}
    assert sum(payment.cny_10k for payment in performed(plan).payments) == 50


def test_money_lapses_before_it_arrives_at_one_instant() -> None:
    """What is left at the end of a year lapses, and what comes on New Year's Day stays."""
    plan = a_plan(
        funding={"fund": {"kind": "appropriation", "tranches_cny_10k": {0: 40, 366: 70}, "carry_over": 0}},
        packages={
            "p": {"not_before_day": 366, "cost_cny_10k": 70, "funding": ["fund"], "instalments": 1,
                  "activities": work(1)},
        },
    )  # fmt: skip
    (source,) = performed(plan).sources
    assert (source.arrived, source.paid, source.lapsed, source.balance) == (110, 70, 40, 0)
    assert finish_days(plan) == {"p": 367}


def test_money_is_called_from_the_first_source_first() -> None:
    """A bill takes what the first source has, and the rest from the next."""
    plan = a_plan(
        funding={
            "second": {"kind": "equity", "opening_cny_10k": 100},
            "first": {"kind": "grant", "opening_cny_10k": 30},
        },
        packages={"p": {"cost_cny_10k": 50, "funding": ["first", "second"], "instalments": 1, "activities": work(1)}},
    )
    assert [(payment.source, payment.cny_10k) for payment in performed(plan).payments] == [(1, 30), (0, 20)]


def test_work_with_nothing_scarce_takes_exactly_the_planned_days() -> None:
    """Zero variance and nothing scarce: the critical path, to the day, and empty ledgers."""
    plan = a_plan(
        packages={
            "a": {"activities": work(7)},
            "b": {"activities": work(4)},
            "c": {"after": ["a", "b"], "activities": work(5)},
            "d": {"after": {"b": {"lag_days": 9}}, "activities": work(1)},
        }
    )
    assert finish_days(plan) == {"a": 7, "b": 4, "c": 12, "d": 14}
    assert performed(plan).ledgers == [{}, {}, {}, {}]


def test_a_crowded_desk_is_not_quadratic() -> None:
    """Four times as many files ask for at most about four times as many looks at the queue."""
    from sim.model.allocation import Allocation

    looks = {}
    fits = Allocation._fits
    for files in (500, 2000):
        count = 0

        def counted(self: Allocation, kind: int) -> bool:
            nonlocal count
            count += 1
            return fits(self, kind)

        file = {"permits": {"lead": "desk"}, "activities": work(0)}
        plan = a_plan(
            agencies={"desk": {"desks": 1, "review_days": 0.1}}, packages={f"f{n}": file for n in range(files)}
        )
        Allocation._fits = counted  # type: ignore[method-assign]
        try:
            performed(plan)
        finally:
            Allocation._fits = fits  # type: ignore[method-assign]
        looks[files] = count
    assert looks[2000] <= 4.2 * looks[500]
