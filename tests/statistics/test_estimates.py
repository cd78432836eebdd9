"""Estimates and their intervals: known answers, coverage, and what the tables of a study say."""

from collections.abc import Mapping, Sequence
from math import inf, isnan, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.analysis.delay_cost import ACCOUNTS, PARTS
from sim.analysis.estimates import differences, estimates
from sim.analysis.intervals import mean, median_difference, paired_shares, quantile, wilson
from sim.analysis.rates import rates
from sim.analysis.tables import TABLES
from sim.config import read_plan
from sim.plan.plan import Plan
from tests.measured import PROGRAMME, measured, works


@pytest.mark.parametrize(("met", "count", "low", "high"), [(95, 100, 0.888250, 0.978456), (7, 50, 0.069508, 0.261862)])
def test_wilson_gives_the_known_answers(met: int, count: int, low: float, high: float) -> None:
    """To six digits."""
    assert wilson(met, count) == pytest.approx((met / count, low, high), abs=5e-7)


def test_wilson_is_honest_at_none_and_all() -> None:
    """The bound is exactly 0 or 1, and the other one is not."""
    none, every = wilson(0, 40), wilson(40, 40)
    assert none[:2] == (0, 0) and every[0] == every[2] == 1
    assert none.high == pytest.approx(1 - every.low)
    assert none.high == pytest.approx(0.0876, abs=5e-5)


def pairs(n11: int, n10: int, n01: int, n00: int) -> tuple[np.ndarray, np.ndarray]:
    """Return paired outcomes with these counts."""
    first = np.repeat([True, True, False, False], [n11, n10, n01, n00])
    second = np.repeat([True, False, True, False], [n11, n10, n01, n00])
    return first, second


def test_a_paired_difference_gives_the_known_answer() -> None:
    """Of 1,000 pairs 80 only here and 30 only there: 0.05, standard error 0.010368, (0.02968, 0.07032)."""
    found = paired_shares(*pairs(400, 80, 30, 490))
    assert found == pytest.approx((0.05, 0.02968, 0.07032), abs=5e-6)
    assert (found.high - found.low) / (2 * stats.norm.ppf(0.975)) == pytest.approx(0.010368, abs=5e-7)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        pytest.param((36, 12, 2, 0), 0.0569, 0.3404, id="pairs that go against each other"),
        pytest.param((20, 12, 2, 16), 0.0562, 0.3292, id="pairs that go together, corrected for continuity"),
    ],
)
def test_few_discordant_pairs_have_newcombes_interval(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    """Newcombe (1998), method 10, on 50 pairs with a difference of 0.2; the second worked by hand from his formula."""
    assert paired_shares(*pairs(*counts)) == pytest.approx((0.2, low, high), abs=5e-5)


@pytest.mark.parametrize("met", [0, 300, 1000])
def test_pairs_that_never_differ_show_no_difference(met: int) -> None:
    """The interval contains 0 and is not a point."""
    found = paired_shares(*pairs(met, 0, 0, 1000 - met))
    assert found.estimate == 0 and found.low < 0 < found.high


def coverage(interval: Any, truth: float, size: int, toys: int = 1000) -> float:
    """Return the share of toy studies of standard normal values whose interval holds the truth."""
    rng = np.random.default_rng(2022)
    found = [interval(rng.standard_normal(size)) for _ in range(toys)]
    return float(np.mean([low <= truth <= high for _, low, high in found]))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8, 0.9])
@pytest.mark.parametrize("size", [100, 1000])
def test_intervals_of_quantiles_hold_the_truth_as_often_as_they_say(share: float, size: int) -> None:
    """In 93.5 to 98.5 % of 1,000 studies: at least 95 % up to chance, a little more as places are whole."""
    truth = float(stats.norm.ppf(share))
    assert 0.935 <= coverage(lambda values: quantile(values, share), truth, size) <= 0.985


def test_intervals_of_means_hold_the_truth_as_often_as_they_say() -> None:
    """In 95 % of 1,000 studies, within 3 standard errors of that share."""
    assert abs(coverage(mean, 0, 20) - 0.95) < 3 * np.sqrt(0.95 * 0.05 / 1000)


def test_intervals_of_median_differences_hold_the_truth() -> None:
    """A bootstrap over 100 pairs holds the true difference in 92 to 98 % of 200 studies."""

    def shifted(values: np.ndarray) -> Any:
        return median_difference(values[:100] + values[100:] + 1, values[:100])

    assert 0.92 <= coverage(shifted, 1, 200, toys=200) <= 0.98


def test_a_quantile_is_a_value_that_was_seen() -> None:
    """The least one that so many do not exceed."""
    values = np.array([4.0, 1.0, 3.0, 2.0])
    assert [quantile(values, share).estimate for share in (0.1, 0.25, 0.26, 0.5, 0.9)] == [1, 1, 2, 2, 4]


def test_too_few_replications_give_no_bound() -> None:
    """Four values say nothing about how low P10 may be; one value has no interval of its mean."""
    assert quantile(np.arange(4.0), 0.1).low == -inf
    assert quantile(np.arange(36.0), 0.1).low == 0
    assert mean(np.array([7.0])) == (7, -inf, inf)


def test_margins_never_attained_count_as_the_worst() -> None:
    """With a fifth of them missing, P10 has no number and the median is that of all, not of those attained."""
    margins = np.array([-inf] * 20 + list(range(80)))
    assert quantile(margins, 0.1) == (-inf, -inf, -inf)
    assert quantile(margins, 0.5).estimate == 29


def test_medians_that_are_both_never_attained_do_not_differ() -> None:
    """One that is attained against one that is not differs without a number."""
    never, soon = np.full(50, -inf), np.arange(50.0)
    assert median_difference(never, never) == (0, 0, 0)
    assert median_difference(never, soon) == (-inf, -inf, -inf)


def test_the_bootstrap_is_the_same_every_time() -> None:
    """Its seed is fixed."""
    values = np.random.default_rng(1).standard_normal((2, 60))
    assert median_difference(*values) == median_difference(*values)


TARGETS = ("rail", "space", "gas")


def plan_of_three() -> Plan:
    """Return a plan with three targets, two of them the city's, and two networks of one and two packages."""
    decides = dict(zip(TARGETS, ("city", "city", "outside"), strict=True))
    return read_plan(
        {
            "programme": PROGRAMME,
            "networks": {"north": {}, "south": {}},
            "indicators": {name: {"unit": "units"} for name in TARGETS},
            "targets": {name: {"indicator": name, "at_least": 1, "who_decides": decides[name]} for name in TARGETS},
            "packages": {
                name: works(10, delivers={name: 1}, network="north" if name == "rail" else "south") for name in TARGETS
            },
        }
    )


def study(margins: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, pd.DataFrame]:
    """Return the tables of a study from the margins by scenario and target; late days cost 2 万元 each."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    for scenario, by_target in margins.items():
        for target, listed in by_target.items():
            for replication, margin in enumerate(listed):
                never = isnan(margin)
                late = 0.0 if never else max(0.0, -margin)
                row = (target, float(margin >= 0), nan if never else 366 - margin, margin >= 0, margin)
                rows["targets"].append((scenario, replication, *row))
                network = "north" if target == "rail" else "south"
                if late:
                    cost = (network, target, "economic", "benefits_forgone", "society", 2 * late)
                    rows["delay_cost_sums"].append((scenario, replication, *cost))
                    rows["networks"].append((scenario, replication, network, "work", "", late))
    columns = {name: ["scenario", "replication", *(column for column, _ in TABLES[name])] for name in TABLES}
    frames = {name: pd.DataFrame(rows[name], columns=columns[name]) for name in TABLES}
    return {name: frame.astype({"scenario": "category", "replication": "int32"}) for name, frame in frames.items()}


BASE = {"rail": [10, -20, 30, -40] * 25, "space": [5.0] * 100, "gas": [nan] * 100}
WORSE = {"rail": [-10, -20, -30, -40] * 25, "space": [5.0] * 100, "gas": [nan] * 100}


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """Estimates of two scenarios, by scenario, measure and subject."""
    plan = plan_of_three()
    frame = estimates(study({"base": BASE, "worse": WORSE}), {"base": plan, "worse": plan})
    return frame.set_index(["scenario", "measure", "subject"]).sort_index()


def test_estimates_have_the_columns_and_leave_the_assumed_ones_empty(found: pd.DataFrame) -> None:
    """In the order that the files have."""
    assert list(found.reset_index().columns) == [
        *("scenario", "measure", "subject", "unit", "estimate", "low", "high"),
        *("low_assumed", "high_assumed", "replications"),
    ]
    assert found[["low_assumed", "high_assumed"]].isna().all(axis=None)
    assert set(found["replications"]) == {100}


def test_joint_success_is_counted_in_each_replication(found: pd.DataFrame) -> None:
    """All three are never met; those the city decides, in half of the replications."""
    chances = found.loc["base", "chance"]["estimate"]
    assert chances.to_dict() == {"rail": 0.5, "space": 1, "gas": 0, "all_targets": 0, "city_targets": 0.5}
    low, high = found.loc[("base", "chance", "city_targets"), ["low", "high"]]
    assert (low, high) == wilson(50, 100)[1:]


def test_a_target_never_attained_has_no_margin(found: pd.DataFrame) -> None:
    """Its quantiles are empty; those of the others are in days."""
    assert found.loc[("base", "margin_p50", "gas"), ["estimate", "low", "high"]].isna().all()
    assert found.loc[("base", "margin_p50", "rail"), "estimate"] == -20
    assert found.loc[("base", "margin_p90", "rail"), "unit"] == "days"
    assert found.loc[("base", "value_p50", "space"), "unit"] == "units"


def test_replications_in_which_nothing_is_late_cost_nothing(found: pd.DataFrame) -> None:
    """A quarter costs 40, a quarter 80, half 0: 30 on average, P80 is 80; what no table names is 0."""
    means = found.loc["base", "delay_cost_mean"]["estimate"].to_dict()
    costs_nothing = dict.fromkeys((*ACCOUNTS, *(f"{account}/{component}" for account, component in PARTS)), 0)
    assert means == costs_nothing | {"economic": 30, "economic/benefits_forgone": 30}


@pytest.mark.parametrize(("quantile_name", "cost"), [("p50", 0), ("p80", 80), ("p95", 80)])
def test_quantiles_of_costs_say_what_so_many_runs_do_not_exceed(
    found: pd.DataFrame, quantile_name: str, cost: float
) -> None:
    """Half cost nothing, a quarter 40, a quarter 80."""
    assert found.loc[("base", f"delay_cost_{quantile_name}", "economic"), "estimate"] == cost


@pytest.mark.parametrize(
    ("family", "means"),
    [
        ("network", {"economic/north": 30, "economic/south": 0}),
        ("target", {"economic/rail": 30, "economic/space": 0, "economic/gas": 0, "economic/none": 0}),
    ],
)
def test_parts_of_the_cost_stand_beside_its_total(found: pd.DataFrame, family: str, means: dict[str, float]) -> None:
    """By network, and by target: that of none is what serves no target."""
    said = found.loc["base", f"{family}_delay_cost_mean"]["estimate"].to_dict()
    assert {subject: mean for subject, mean in said.items() if subject.startswith("economic/")} == means


def test_days_late_are_those_of_a_networks_packages(found: pd.DataFrame) -> None:
    """The north has one package, 15 days late on average; in the south nothing is late."""
    assert found.loc["base", "days_late_mean"]["estimate"].to_dict() == {"north": 15, "south": 0}


@pytest.fixture(scope="module")
def compared() -> pd.DataFrame:
    """Differences of the worse scenario to the base, by measure and subject."""
    plan = plan_of_three()
    frame = differences(study({"base": BASE, "worse": WORSE}), "base", {"base": plan, "worse": plan})
    return frame.set_index(["scenario", "measure", "subject"]).loc["worse"]


def test_differences_are_the_scenario_less_the_base(compared: pd.DataFrame) -> None:
    """The worse scenario loses half a chance, 10 days of median margin, and costs 20 more."""
    assert compared.loc[("chance", "rail"), "estimate"] == -0.5
    assert compared.loc[("margin_p50", "rail"), "estimate"] == -10
    assert compared.loc[("delay_cost_mean", "economic"), "estimate"] == 20
    assert compared.loc[("days_late_mean", "north"), "estimate"] == 10
    assert set(compared.loc[[("chance", "rail"), ("delay_cost_mean", "economic")], "says"]) == {""}


def test_what_does_not_differ_beyond_its_interval_says_so(compared: pd.DataFrame) -> None:
    """The space is the same in both, the gas field is never attained in either."""
    same = [("chance", "space"), ("chance", "gas"), ("margin_p50", "space"), ("margin_p50", "gas")]
    assert set(compared.loc[same, "says"]) == {"no difference seen"}
    for _, row in compared.iterrows():
        assert (row["says"] == "no difference seen") == (row["low"] <= 0 <= row["high"])


def test_pairs_are_matched_by_replication() -> None:
    """A replication that one scenario lacks is left out of the comparison, not shifted."""
    plan = plan_of_three()
    frames = study({"base": BASE, "worse": BASE})
    of_worse = (frames["targets"]["scenario"] == "worse") & (frames["targets"]["replication"] < 7)
    frames["targets"] = frames["targets"][~of_worse]
    frame = differences(frames, "base", {"base": plan, "worse": plan})
    assert set(frame["replications"]) == {93}
    assert set(frame["says"]) == {"no difference seen"}
    assert (frame["estimate"] == 0).all()


def test_a_plan_without_targets_has_costs_and_days_only() -> None:
    """Replications are counted by the progress table; the column types stay."""
    one = measured({"packages": {"line": works(20, 10)}})
    frames = {
        name: pd.DataFrame(
            [("base", number, *row) for number in range(3) for row in rows],
            columns=["scenario", "replication", *(column for column, _ in TABLES[name])],
        )
        for name, rows in one.tables.items()
    }
    frame = estimates(frames, {"base": one.plan})
    parts = ("", "network_", "target_")
    costs = {f"{part}delay_cost_{what}" for part in parts for what in ("mean", "p50", "p80", "p95")}
    assert set(frame["measure"]) == {*costs, "days_late_mean"}
    assert frame.set_index("measure").loc["days_late_mean", "estimate"] == 10


def test_rates_are_quantiles_by_month_in_whole_numbers() -> None:
    """Of rates 1 to 10 over ten replications, P10, P50 and P90 are 1, 5 and 9, scenario by scenario."""
    progress = pd.DataFrame(
        [
            (scenario, replication, month, "north", "piles", 7, times * (replication + 1), 8, 3, needed, "1 piles")
            for scenario, times in (("base", 1), ("fast", 2))
            for replication in reversed(range(10))
            for month, needed in (("2020-07-01", 0.5 + replication), ("2020-08-01", None))
        ],
        columns=["scenario", "replication", *(column for column, _ in TABLES["progress"])],
    )
    frame = rates(progress)
    assert frame[["scenario", "month"]].to_numpy().tolist() == [
        ["base", "2020-07-01"],
        ["base", "2020-08-01"],
        ["fast", "2020-07-01"],
        ["fast", "2020-08-01"],
    ]
    assert frame[["rate_p10", "rate_p50", "rate_p90"]].to_numpy().tolist() == [[1, 5, 9]] * 2 + [[2, 10, 18]] * 2
    assert frame["rate_p50"].dtype == "int64"
    assert frame["needed_rate"].fillna(-1).tolist() == [4.5, -1, 4.5, -1]
    assert set(frame["planned_rate"]) == {3} and set(frame["cumulative_p50"]) == {7}
