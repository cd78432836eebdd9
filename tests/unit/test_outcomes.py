"""Outcomes: what each counts on small plans, and that service lost is what the cost of delay prices."""

from typing import Any

import numpy as np
import pytest

from sim.analysis.outcomes import LEFT_OUT, OUTCOMES
from sim.analysis.outcomes.frame import links_of, times_of
from sim.analysis.outcomes.service import index_of_links
from sim.analysis.outcomes.territory import spread
from sim.config import read_plan
from sim.plan.programme import Programme
from sim.plan.time import MICRO
from tests.measured import PROGRAMME, Measured, measured, works

NETWORKS = {"rail": {}, "grid": {}}
QUARTERS = ["2020Q1", "2020Q2", "2020Q3", "2020Q4", "2021Q4", "2022Q4"]


def values(replication: Measured, outcome: str, network: str = "", district: str = "") -> list[float]:
    """Return the numbers of an outcome in order of time."""
    rows = replication.rows("outcomes")
    place = (outcome, network, district)
    return [row["value"] for row in rows if (row["outcome"], row["network"], row["district"]) == place]


def two_networks(**more: Any) -> dict[str, Any]:
    """Return a plan of a line and the station that feeds it, done after 100 and 200 days."""
    return {
        "networks": NETWORKS,
        "packages": {
            "line": works(100, network="rail", slowed_by={"station": 0.5}),
            "station": works(200, network="grid"),
        },
        **more,
    }


def test_outcomes_are_told_by_quarter_to_the_deadline_and_by_year_after_it() -> None:
    """The deadline is the end of 2020, the horizon that of 2022."""
    quarters = [row["quarter"] for row in measured(two_networks()).rows("outcomes") if row["outcome"] == "investment"]
    assert quarters == QUARTERS


def test_a_deadline_within_a_quarter_is_told_on_its_day() -> None:
    """And so is a horizon within a year."""
    dates = {"start": "2020-01-01", "deadline": "2020-05-15", "horizon": "2021-08-31"}
    times = times_of(Programme.model_validate(dates))
    assert times.names == ("2020Q1", "2020Q2", "2020Q4", "2021Q3")
    assert [day // MICRO for day in times.days] == [91, 136, 366, 366 + 243]
    assert times.names[times.at_deadline] == "2020Q2"


def test_service_in_use_is_weighed_by_planned_cost() -> None:
    """Of two lines, that of 300 opens in the first quarter, that of 100 in the second."""
    funding = {"city": {"kind": "appropriation", "opening_cny_10k": 1000}}
    packages = {
        "long": works(50, network="rail", cost_cny_10k=300, funding=["city"]),
        "short": works(150, network="rail", cost_cny_10k=100, funding=["city"]),
    }
    found = measured({"networks": {"rail": {}}, "funding": funding, "packages": packages})
    assert values(found, "service_in_use", "rail") == [0.75, 1, 1, 1, 1, 1]


def test_lots_enter_service_one_by_one() -> None:
    """Four lots, one every 100 days from day 10 on."""
    lots = {"count": 4, "from_day": 0, "to_day": 300}
    found = measured({"networks": {"rail": {}}, "packages": {"piles": works(10, lots=lots, network="rail")}})
    assert values(found, "service_in_use", "rail") == [0.25, 0.5, 0.75, 1, 1, 1]


def test_a_link_works_as_far_as_both_its_ends_do() -> None:
    """Two links with ends (1, 0.5) and (0.2, 1) give 0.35."""
    assert index_of_links(np.array([[1], [0.2]]), np.array([[0.5], [1]])) == pytest.approx([0.35])


def test_the_index_of_a_plan_follows_both_ends_of_its_links() -> None:
    """The line opens in the first quarter at full pace, the station in the third; slowed, the line comes after it."""
    found = measured(two_networks())
    assert values(found, "integration_index") == [0, 0, 1, 1, 1, 1]


def test_links_join_two_of_the_plans_networks() -> None:
    """Not packages of one network, nor of none."""
    packages = {
        "line": works(10, network="rail", after=["station", "depot", "rules"], slowed_by={"power": 0.5}),
        "depot": works(10, network="rail"),
        "station": works(10, network="grid"),
        "power": works(10, network="grid"),
        "rules": works(10),
    }
    plan = read_plan({"programme": PROGRAMME, "networks": NETWORKS, "packages": packages})
    assert links_of(plan) == ((0, 2), (0, 3))


def test_equal_districts_are_in_balance() -> None:
    """Their spread is 0; that of 0 and 1 is a half."""
    assert spread(np.array([[0.4], [0.4], [0.4]])) == pytest.approx([0])
    assert spread(np.array([[0.0], [1.0]])) == pytest.approx([0.5])


def in_districts() -> Measured:
    """Measure a line in the east, done in the second quarter, and one in the west, never done."""
    packages = {
        "east_line": works(100, network="rail", district="east"),
        "west_line": works(5000, 100, network="rail", district="west"),
    }
    zones = {"port": {"district": "east", "packages": ["east_line", "west_line"]}}
    fields = {"transport": {"packages": ["east_line"]}, "health": {"packages": ["west_line"]}}
    return measured(
        {
            "networks": {"rail": {}},
            "districts": {"east": {}, "west": {}, "south": {}},
            "zones": zones,
            "fields_of_use": fields,
            "packages": packages,
        }
    )


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("spatial_balance", [0, 0.5, 0.5, 0.5, 0.5, 0.5]),
        ("zones_complete", [0, 0, 0, 0, 0, 0]),
        ("networks_per_zone", [0, 0.5, 0.5, 0.5, 0.5, 0.5]),
        ("fields_in_use", [0, 1, 1, 1, 1, 1]),
    ],
)
def test_outcomes_in_space_follow_the_packages(outcome: str, expected: list[float]) -> None:
    """Districts without packages do not count."""
    assert values(in_districts(), outcome) == expected


def test_each_district_says_its_share_at_the_horizon() -> None:
    """One number each."""
    found = in_districts()
    assert [values(found, "district_service", district=name) for name in ("east", "west", "south")] == [[1], [0], []]


def counted() -> Measured:
    """Measure two indicators: links at 6 of 10 that a package of 8 completes on day 100, piles at 5 of 20."""
    return measured(
        {
            "networks": NETWORKS,
            "outcomes": {"backbone": ["links"], "energy_security": ["more"], "seamless_transfer": ["more", "late"]},
            "indicators": {
                "links": {"unit": "Gbps", "baseline": 6, "network": "rail", "benefit_cny_10k_per_unit_year": 2},
                "piles": {"unit": "piles", "baseline": 5, "network": "grid"},
            },
            "targets": {
                "links": {"indicator": "links", "at_least": 10, "who_decides": "city"},
                "piles": {"indicator": "piles", "at_least": 20, "who_decides": "city"},
            },
            "packages": {
                "more": works(100, network="rail", delivers={"links": 8}),
                "late": works(5000, 100, network="grid", delivers={"piles": 20}),
            },
        }
    )


@pytest.mark.parametrize(
    ("outcome", "network", "expected"),
    [
        ("target_attainment", "", [0.425, 0.625, 0.625, 0.625, 0.625, 0.625]),
        ("target_attainment", "grid", [0.25] * 6),
        ("targets_attained", "", [0, 1, 1, 1, 1, 1]),
        ("backbone_capacity", "", [0.6, 1, 1, 1, 1, 1]),
        ("service_worth", "rail", [12, 28, 28, 28, 28, 28]),
        ("energy_security", "", [0, 1, 1, 1, 1, 1]),
        ("seamless_transfer", "", [0, 0.5, 0.5, 0.5, 0.5, 0.5]),
    ],
)
def test_outcomes_of_stocks_and_lists(outcome: str, network: str, expected: list[float]) -> None:
    """What is beyond a target does not make up for another."""
    assert values(counted(), outcome, network) == expected


def test_slippage_is_planned_less_actual_works() -> None:
    """100 planned days take 200: after the first quarter 91 % was planned and half of it is done."""
    found = measured({"networks": {"rail": {}}, "packages": {"line": works(200, 100, network="rail")}})
    behind = values(found, "slippage", "rail")
    assert behind == pytest.approx([0.91 - 0.455, 1 - 0.91, 0, 0, 0, 0], abs=1e-5)


def test_money_is_private_as_far_as_its_payers_are() -> None:
    """300 of 1,000 by investors on the data date."""
    funding = {
        "investors": {"kind": "equity", "opening_cny_10k": 300, "payer": "private"},
        "city": {"kind": "appropriation", "opening_cny_10k": 700, "payer": "general_budget"},
    }
    line = works(10, cost_cny_10k=1000, instalments=1, funding=["investors", "city"])
    found = measured({"funding": funding, "packages": {"line": line}})
    assert values(found, "private_share") == [0.3] * 6
    assert values(found, "investment") == [1000] * 6


def test_days_in_queues_are_told_at_the_horizon() -> None:
    """Two files of 30 days reach one desk at once: the second waits 30 days."""
    packages = {name: works(10, network="rail", permits={"lead": "desk"}) for name in ("one", "two")}
    agencies = {"desk": {"desks": 1, "review_days": 30}}
    found = measured({"networks": {"rail": {}}, "agencies": agencies, "packages": packages})
    assert values(found, "queueing", "rail") == [30]


def test_promises_to_strive_for_count_when_their_event_has_come() -> None:
    """One of two is awarded in the second quarter."""
    packages = {"title": works(100, milestones=["M1"]), "prize": works(5000, milestones=["M2"])}
    milestones = {name: {"commitment": "strive", "clause": "1", "quote": name} for name in ("M1", "M2")}
    found = measured({"milestones": milestones, "packages": packages})
    assert values(found, "items_won") == [0, 0.5, 0.5, 0.5, 0.5, 0.5]


def test_service_lost_times_its_unit_benefit_is_the_benefit_forgone() -> None:
    """Lots of 2, 2, 2 and 4 piles at 3 万元 a year, some of them late, and a line of another indicator."""
    lots = {"count": 4, "from_day": 0, "to_day": 300}
    mapping = {
        "indicators": {
            "piles": {"unit": "piles", "benefit_cny_10k_per_unit_year": 3, "life_years": 8},
            "rail": {"unit": "km", "smallest_unit": 0.01, "benefit_cny_10k_per_unit_year": 6600},
        },
        "packages": {
            "rollout": works(40, 10, lots=lots, delivers={"piles": 10}),
            "line": works(700, 300, delivers={"rail": 12.34}),
        },
    }
    found = measured(mapping)
    forgone = sum(row["cost_cny_10k"] for row in found.rows("delay_cost") if row["component"] == "benefits_forgone")
    lost = [values(found, f"service_lost/{name}")[0] * benefit for name, benefit in (("piles", 3), ("rail", 6600))]
    assert lost[0] > 0 and lost[1] > 0
    assert sum(lost) == pytest.approx(forgone, rel=1e-9)


def test_nothing_late_loses_no_service() -> None:
    """Exactly 0."""
    assert values(counted(), "service_lost/links", "rail") == [0]


def test_at_most_four_of_the_measures_of_the_plan_are_left_out() -> None:
    """Each with its reason, and none both counted and left out."""
    assert len(LEFT_OUT) <= 4
    assert all(len(reason) > 40 for _, _, reason in LEFT_OUT)
    assert not {measure for measure, _, _ in LEFT_OUT} & {outcome.measure for outcome in OUTCOMES}
