"""Partners who pay by contract: the tender, its close, the share they pay, and the book of the plan."""

from typing import Any

from sim.model.delivery import tell
from sim.model.planned import planned_run
from sim.plan.plan import Plan
from tests.bills import asks, brings, paid
from tests.builders import a_plan, finish_days, happenings, ledger_of, measured_against, performed, totals, work


def with_partners(package: dict[str, Any], budget: dict[str, Any] | None = None, **ppp: Any) -> Plan:
    """Return a plan of one package that partners may pay, and the budget for the rest."""
    partners = {"kind": "ppp", "close_days": 20, "most_share": 0.8, **ppp}
    return a_plan(
        agencies={"desk": {"desks": 1, "review_days": 5}},
        funding={"partners": partners, "budget": budget or brings({0: 1000})},
        packages={"p": package},
    )


def test_the_tender_comes_after_permits_and_before_the_works() -> None:
    """A review of 5 days, a tender of 20, then money and works."""
    plan = with_partners(asks(100, "partners", "budget", permits={"lead": "desk"}))
    assert happenings(plan) == [
        (0, "gets 1 desk", "p"),
        (0, "review at desk", "p"),
        (5, "lets 1 desk go", "p"),
        (5, "tender at partners", "p"),
        (25, "pays 100", "p"),
        (25, "starts", "p"),
        (25, "works", "p"),
        (35, "finishes", "p"),
    ]


def test_a_package_of_several_lots_spends_one_tender() -> None:
    """All lots begin after it, and each bill is paid 4 to 1."""
    plan = with_partners(asks(100, "partners", "budget", lots=2))
    assert paid(plan) == [
        *[(20, "p", "partners/p", 40), (20, "p", "budget", 10)],
        *[(20, "p", "partners/p", 40), (20, "p", "budget", 10)],
    ]


def test_instalments_are_the_milestones_of_the_contract() -> None:
    """Partners pay their share of each when its half of ten days of works begins, and the budget the rest."""
    plan = with_partners(asks(100, "partners", "budget", instalments=2))
    assert paid(plan) == [
        *[(20, "p", "partners/p", 40), (20, "p", "budget", 10)],
        *[(25, "p", "partners/p", 40), (25, "p", "budget", 10)],
    ]


def test_under_way_the_contract_is_closed_already() -> None:
    """No tender and no luck: half is done, and of the 50 still to pay partners have 40."""
    plan = with_partners(asks(100, "partners", "budget", progress=0.5), conversion=0)
    assert paid(plan) == [(0, "p", "partners/p", 40), (0, "p", "budget", 10)]
    assert totals(plan, performed(plan))[2] == (40, 40, 0, 0)
    assert finish_days(plan) == {"p": 5}


def test_a_tender_longer_than_planned_is_late_on_account_of_the_partners() -> None:
    """In the plan it closes and takes its planned days: only what is beyond them is late."""
    plan = with_partners(asks(100, "partners", "budget"), close_days={"discrete": {50: 1}, "planned": 20}, conversion=0)
    assert planned_run(plan)[0].books["p"] == {("tender", "partners"): 20_000_000, ("work", ""): 10_000_000}
    assert ledger_of(plan, "p") == {("tender", "partners"): 30}


def test_partners_have_their_share_of_the_planned_cost_and_no_more() -> None:
    """The works cost 200 instead of 100: they may pay 80 % of a bill of 200, but have 80."""
    plan = with_partners(asks(100, "partners", "budget", cost_factor=2))
    assert paid(plan) == [(20, "p", "partners/p", 80), (20, "p", "budget", 120)]


def test_each_package_closes_or_not_by_its_own_luck_and_luck_keeps() -> None:
    """Half of the contracts close; a larger chance closes those and more."""
    partners = {"kind": "ppp", "close_days": 5, "most_share": 0.5}

    def closed(chance: float, replication: int) -> tuple[bool, bool]:
        plan = a_plan(
            funding={"partners": {**partners, "conversion": chance}, "budget": brings({0: 1000})},
            packages={name: asks(100, "partners", "budget") for name in "pq"},
        )
        one, other = totals(plan, performed(plan, replication=replication))[2:]
        assert {one[0], other[0]} <= {0, 50}
        return one[0] > 0, other[0] > 0

    found = [closed(0.5, number) for number in range(20)]
    assert len(set(found)) == 4
    for number, (one, other) in enumerate(found):
        more = closed(0.8, number)
        assert more[0] >= one
        assert more[1] >= other


def test_levers_shorten_the_tender() -> None:
    """Half as long for the package that is named, as long as before for the other."""
    lever = {"quick": {"at": 1, "high": 1, "effects": {"one": {"of": "close_days", "acts_on": ["p"], "slope": -0.5}}}}
    plan = a_plan(
        funding={"partners": {"kind": "ppp", "close_days": 20}, "budget": brings({0: 1000})},
        packages={name: asks(100, "partners", "budget") for name in "pq"},
        levers=lever,
    )
    assert finish_days(plan) == {"p": 20, "q": 30}


def test_an_option_with_partners_is_measured_against_the_base_without() -> None:
    """What the tender takes is late against a base that has none, on account of the partners."""
    base = with_partners({"cost_cny_10k": 100, "funding": ["budget"], "activities": work(10), "instalments": 1})
    option = with_partners(asks(100, "partners", "budget"))
    assert measured_against(base, option)["p"] == {("tender", "partners"): 20}


def test_a_package_without_cost_spends_no_tender() -> None:
    """Where nothing is to be paid there is no contract."""
    plan = with_partners(asks(0, "partners", "budget"))
    assert finish_days(plan) == {"p": 10}
    assert tell(plan).cast().sources == ("partners", "budget")


def test_the_tender_runs_on_working_days() -> None:
    """20 working days from 6 January 2020 on leave out weekends and the Spring Festival."""
    plan = a_plan(
        calendar={"holidays": "CN"},
        funding={"partners": {"kind": "ppp", "close_days": 20}, "budget": brings({0: 1000})},
        packages={"p": asks(100, "partners", "budget", on=5, activities=work(0, clock="calendar"))},
    )
    office = tell(plan).clocks[1]
    (finish,) = performed(plan).finished
    assert finish == office.finish(5_000_000, 20_000_000) > 25_000_000
