"""Money that stops work, against answers worked out by hand; a month of the sources is a day here."""

from typing import Any

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.model.story import Story
from sim.plan.time import MICRO
from sim.plan.trace import Trace
from tests.activity_networks import PROGRAMME

MONTHLY_TEN = {day: 10 for day in range(1, 41)}


def told_and_performed(funding: dict[str, Any], packages: dict[str, Any]) -> tuple[Story, Trace]:
    """Return the story and the trace of a plan without luck."""
    plan = read_plan({"programme": PROGRAMME, "calendar": "continuous", "funding": funding, "packages": packages})
    story = tell(plan)
    return story, perform(story, draw(plan, 1, 1).row(0))


def stop_and_go() -> tuple[Story, Trace]:
    """Perform works of 10 days that cost 100, paid in ten instalments as 30, 30 and 40 come in on days 0, 6 and 12."""
    return told_and_performed(
        funding={"tranches": {"kind": "appropriation", "tranches_cny_10k": {0: 30, 6: 30, 12: 40}}},
        packages={
            "line": {
                "cost_cny_10k": 100,
                "funding": ["tranches"],
                "instalments": 10,
                "activities": {"works": {"days": 10}},
            }
        },
    )


def test_tranches_that_come_late_stretch_ten_days_of_work_to_sixteen() -> None:
    """Work S(t) = min over s of [money by s + pace (t - s)]: it ends on day 16, not on day 10."""
    _, trace = stop_and_go()
    assert trace.finished == [16 * MICRO]


def test_work_stops_twice_and_lies_idle_for_six_days() -> None:
    """The money lasts for three days each time, so work stops from 3 to 6 and from 9 to 12."""
    _, trace = stop_and_go()
    assert [payment.day // MICRO for payment in trace.payments] == [0, 1, 2, 6, 7, 8, 12, 13, 14, 15]


def test_the_book_holds_ten_days_of_work_and_six_without_money() -> None:
    """Each of the 16 days stands once in the book, under work or under the source that was awaited."""
    story, trace = stop_and_go()
    (ledger,) = trace.ledgers
    assert {story.causes[cause]: days for cause, days in ledger.items()} == {
        ("work", ""): 10 * MICRO,
        ("money", "tranches"): 6 * MICRO,
    }


def test_all_that_came_in_is_paid() -> None:
    """What arrives is 100, and at the end all of it is paid and nothing is left."""
    _, trace = stop_and_go()
    assert [tuple(year) for year in trace.cash] == [(100, 100, 0, 0), *[(0, 0, 0, 0)] * 10]


def three_in_a_row() -> Trace:
    """Perform works of 6, 4 and 12 days that cost 90, 150 and 80, each paid whole at its start from 50 + 10 a day."""
    costs_and_days = {"first": (90, 6), "second": (150, 4), "third": (80, 12)}
    names = list(costs_and_days)
    _, trace = told_and_performed(
        funding={"city": {"kind": "appropriation", "opening_cny_10k": 50, "tranches_cny_10k": MONTHLY_TEN}},
        packages={
            name: {
                "cost_cny_10k": cost,
                "funding": ["city"],
                "instalments": 1,
                "after": names[place - 1 : place] if place else [],
                "activities": {"works": {"days": days}},
            }
            for place, (name, (cost, days)) in enumerate(costs_and_days.items())
        },
    )
    return trace


def test_each_work_starts_when_both_the_money_and_the_one_before_it_are_there() -> None:
    """start_k = max(finish of k-1, (cost of the first k - 50) / 10): exactly (4, 10), (19, 23), (27, 39)."""
    trace = three_in_a_row()
    days = [(start / MICRO, finish / MICRO) for start, finish in zip(trace.started, trace.finished, strict=True)]
    assert days == [(4, 10), (19, 23), (27, 39)]


def test_a_steady_inflow_below_the_pace_of_work_sets_the_finish() -> None:
    """Works of 10 days and cost 100 fed with 5 a day: every bill of 10 takes two days, the last is met on day 20."""
    _, trace = told_and_performed(
        funding={"steady": {"kind": "credit_line", "tranches_cny_10k": {day: 5 for day in range(1, 41)}}},
        packages={
            "line": {
                "cost_cny_10k": 100,
                "funding": ["steady"],
                "instalments": 10,
                "activities": {"works": {"days": 10}},
            }
        },
    )
    assert [payment.day // MICRO for payment in trace.payments] == list(range(2, 21, 2))
    assert trace.finished == [21 * MICRO]
