"""City money: the present value of what a plan asks of the city, and plans scaled to another's."""

from pathlib import Path
from typing import Any

import pytest

from sim.config import read_plan
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.shell.composing import study_of
from sim.study.city_money import city_money, with_city_money
from sim.study.rows import RunSettings, Study
from sim.study.written import rows_in, study_yaml
from tests.builders import a_plan, work

PROGRAMME = {"name": "Small", "start": "2020-01-01", "deadline": "2021-12-31", "horizon": "2025-12-31"}


def plan_of(cost_cny_10k: int = 1000, order: tuple[str, ...] = (), **funding: Any) -> Plan:
    """Return a plan of one package and these sources."""
    package = {"activities": work(100), "cost_cny_10k": cost_cny_10k, "funding": list(order or funding)}
    return a_plan(programme=PROGRAMME, funding=funding, packages={"line": package})


BUDGET = {"kind": "appropriation", "payer": "general_budget", "city_share": 1}


def test_money_on_the_data_date_is_worth_what_it_is_and_later_money_less() -> None:
    """1,000 at once and 1,000 after a leap year of 366 days, at 8 %."""
    plan = plan_of(budget={**BUDGET, "opening_cny_10k": 1000, "tranches_cny_10k": {"2021-01-01": 1000}})
    assert city_money(plan) == pytest.approx(1000 + 1000 * 1.08 ** (-366 / 365.25))


def test_only_the_citys_share_counts_and_no_conversion() -> None:
    """A tenth of a grant that may not come, nothing of what builders bring."""
    plan = plan_of(
        grant={"kind": "grant", "tranches_cny_10k": {"2020-01-01": 500}, "conversion": 0.3, "city_share": 0.1},
        firms={"kind": "equity", "opening_cny_10k": 7000},
    )
    assert city_money(plan) == pytest.approx(50)


def test_what_partners_put_up_counts_on_the_data_date() -> None:
    """Their 80 % of what is still to pay, and of that the city's half."""
    partners = {
        "kind": "ppp",
        "close_days": 20,
        "most_share": 0.8,
        "conversion": 0.4,
        "debt": {"term_years": 10},
        "city_share": 0.5,
    }
    assert city_money(plan_of(partners=partners, budget={**BUDGET, "opening_cny_10k": 1000})) == pytest.approx(1400)


def test_a_grant_at_drawn_gaps_and_released_money_count_on_their_planned_days() -> None:
    """100 after each of two gaps of a year, 50 thirty days after a finish planned for day 100."""
    grant = {
        "kind": "grant",
        "gap_days": {"exponential": 365.25},
        "gap_tranches": 2,
        "gap_amount_cny_10k": 100,
        "city_share": 1,
    }
    land = {"kind": "equity", "released_by": {"line": 50}, "lag_days": 30, "city_share": 1}
    plan = plan_of(200, ("firms",), grant=grant, land=land, firms={"kind": "equity", "opening_cny_10k": 200})
    assert city_money(plan) == pytest.approx(100 / 1.08 + 100 / 1.08**2 + 50 * 1.08 ** (-130 / 365.25))


MIXED = {
    "budget": {**BUDGET, "opening_cny_10k": 1234, "amounts_cny_10k": {2020: 777, 2021: 3333, 2022: 3331}},
    "bonds": {
        "kind": "bond",
        "tranches_cny_10k": {"2020-09-30": 1001, "2021-03-01": 997},
        "lag_days": 60,
        "idle_share": 0.2,
        "idle_days": 180,
        "city_share": 1,
    },
    "shared": {"kind": "equity", "amounts_cny_10k": {2021: 500}, "city_share": 0.37},
    "firms": {"kind": "equity", "opening_cny_10k": 900},
}


@pytest.mark.parametrize("factor", [0.11, 0.5, 0.9999, 1.37, 4])
def test_a_scaled_plan_has_the_same_city_money_to_1(factor: float) -> None:
    """Amounts stay whole, what is not the city's stays as it is, and so does the calendar."""
    plan = plan_of(**MIXED)
    wanted = factor * city_money(plan)
    scaled = with_city_money(plan, wanted)
    assert abs(city_money(scaled) - wanted) <= 1
    assert scaled.funding["firms"] == plan.funding["firms"]
    assert scaled.packages == plan.packages
    assert scaled.funding["shared"].amounts_cny_10k[2021] == pytest.approx(500 * factor, abs=1)
    assert scaled.funding["bonds"].tranches_cny_10k[1][1] == pytest.approx(997 * factor, abs=1)


def test_a_plan_with_the_money_already_is_left_as_it_is() -> None:
    """To the last unit."""
    plan = plan_of(**MIXED)
    assert with_city_money(plan, city_money(plan)) == plan


def test_rounding_is_settled_even_without_money_in_hand() -> None:
    """On the first year's amount."""
    plan = plan_of(1, budget={**BUDGET, "amounts_cny_10k": {2021: 10, 2022: 10, 2023: 10}})
    wanted = 3.7 * city_money(plan)
    assert abs(city_money(with_city_money(plan, wanted)) - wanted) <= 1


def test_what_cannot_be_scaled_says_so_in_one_line() -> None:
    """No city money at all, or less than the city owes partners anyhow."""
    with pytest.raises(PlanError) as raised:
        with_city_money(plan_of(firms={"kind": "equity", "opening_cny_10k": 1000}), 100)
    assert raised.value.problems == (
        "city_money_as: found no amounts of city money in this row, expected some: leave it out",
    )
    partners = {"kind": "ppp", "close_days": 1, "most_share": 0.5, "debt": {"term_years": 9}, "city_share": 1}
    with pytest.raises(PlanError) as raised:
        with_city_money(plan_of(partners=partners, budget={**BUDGET, "opening_cny_10k": 1000}), 400)
    assert "found 500 of city money at the nearest, expected 400" in raised.value.problems[0]


STUDY = """
question: Which way of funding?
rows:
  base: {scenario: as_published}
  same: {scenario: as_published, city_money_as: base, name: {en: Same}, question: "What if nothing changed?"}
  double: {settings: {funding.municipal_budget.amounts_cny_10k: {2021: 900000, 2022: 900000}}}
  double_scaled:
    settings: {funding.municipal_budget.amounts_cny_10k: {2021: 900000, 2022: 900000}}
    city_money_as: base
"""


def study_in(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Return the study that a file of a working folder asks for."""
    (folder / "configs" / "study").mkdir(parents=True)
    (folder / "configs" / "study" / "mine.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return study_of(["study=mine"]).study


def test_a_row_of_a_study_has_as_much_city_money_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal to 1 万元; a row that has it already keeps its plan; the calendar of the others stays."""
    rows = {row.name: row for row in study_in(tmp_path, STUDY, monkeypatch).rows}
    money = {name: city_money(row.plan) for name, row in rows.items()}
    assert money["double"] > money["base"] + 1000
    assert abs(money["double_scaled"] - money["base"]) <= 1
    assert rows["same"].plan == rows["base"].plan
    assert (rows["same"].block.name, rows["same"].block.question) != (rows["base"].block.name, None)
    before, after = (rows[name].plan.funding["municipal_budget"] for name in ("double", "double_scaled"))
    assert after.calendar == before.calendar and after.lag_days == before.lag_days
    assert 0 < after.amounts_cny_10k[2021] < before.amounts_cny_10k[2021]


def test_what_is_written_down_of_a_scaled_row_is_the_scaled_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read again from study.yaml, it is the same plan."""
    study = study_in(tmp_path, STUDY, monkeypatch)
    written = rows_in(study_yaml(study, RunSettings()))["double_scaled"]
    (row,) = [row for row in study.rows if row.name == "double_scaled"]
    assert read_plan(written).funding == row.plan.funding


def test_a_row_that_is_scaled_to_none_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is no row, and a row that is itself scaled."""
    text = STUDY.replace("city_money_as: base\n", "city_money_as: same\n").replace("as: base, name", "as: bese, name")
    with pytest.raises(PlanError) as raised:
        study_in(tmp_path, text, monkeypatch)
    assert raised.value.problems == (
        "study.rows.same.city_money_as: no such row with money of its own 'bese'; did you mean 'base'?",
        "study.rows.double_scaled.city_money_as: no such row with money of its own 'same'; known are base, double",
    )


def test_the_shipped_options_are_scaled_to_the_plans_city_money() -> None:
    """Each way of funding stands there as it can be raised, and with the plan's city money to 1 万元."""
    rows = {row.name: row for row in study_of(["study=funding_options"]).study.rows}
    planned = city_money(rows["as_planned"].plan)
    scaled = [name for name in rows if name.endswith("_scaled")]
    assert len(scaled) >= 6
    for name in scaled:
        assert abs(city_money(rows[name].plan) - planned) <= 1, name
        assert rows[name.removesuffix("_scaled")].scenario == rows[name].scenario
