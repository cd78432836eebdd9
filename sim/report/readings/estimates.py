"""What charts and tables read off a results folder: estimates by name, main causes, and curves over time."""

import math
from typing import NamedTuple, cast

import pandas as pd

from sim.report.results import Results

WORKS = "works"
"""The indicator under which a network's own progress stands."""


class Reading(NamedTuple):
    """An estimate with its 95 % interval; not a number where it lies beyond the horizon."""

    estimate: float
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return not math.isnan(self.estimate)


Readings = dict[tuple[str, str, str], Reading]
"""(scenario, measure, subject) to what was estimated."""


def readings(results: Results, table: str = "estimates") -> Readings:
    """Return the rows of `estimates` or `differences` by name."""
    if table not in results.tables:
        return {}
    frame = results.table(table)
    numbers = [pd.to_numeric(frame[column]) for column in ("estimate", "low", "high")]
    keys = zip(frame["scenario"], frame["measure"], frame["subject"], strict=True)
    return {key: Reading(*row) for key, row in zip(keys, zip(*numbers, strict=True), strict=True)}


def scenarios_of(results: Results) -> list[str]:
    """Return the scenarios that were estimated, the base first, the others in the study's order."""
    words = results.words
    named = [words["base"], *(name for name in words["scenarios"] if name != words["base"])]
    if "estimates" not in results.tables:
        return named
    estimated = set(results.table("estimates")["scenario"])
    return [name for name in named if name in estimated]


def differs(reading: Reading | None) -> bool:
    """Return whether a difference is seen: its interval leaves out 0."""
    return reading is not None and (reading.low > 0 or reading.high < 0)


def curves(results: Results, scenario: str, months: int = 1) -> dict[tuple[str, str], pd.DataFrame]:
    """Return what is built over time by (network, indicator), in whole units, one row a month.

    Rates are means of the last *months* months. An indicator that no network owns has an empty one.

    Shapes and units
        month_end: the first of the next month; stock_p10|p50|p90, planned_stock: at the end of the month;
        rate_p10|p50|p90, planned_rate, needed_rate (median): a month; `works` are shares of the network's works.
    """
    mean = "avg({}) OVER last" if months > 1 else "{}"  # of one month it is the month's own, found without sorting
    frame = results.sql(
        f"""
        WITH own AS (
            SELECT *,
                CASE WHEN unit = 'ppm' THEN 1e-6
                    ELSE coalesce(try_cast(split_part(unit, ' ', 1) AS DOUBLE), 1) END AS factor,
                {mean.format("rate")} AS smooth_rate, {mean.format("planned_rate")} AS smooth_planned
            FROM progress WHERE scenario = '{scenario.replace("'", "''")}'
            WINDOW last AS (PARTITION BY replication, network, indicator ORDER BY month
                            ROWS BETWEEN {int(months) - 1} PRECEDING AND CURRENT ROW)
        )
        SELECT coalesce(network, '') AS network, indicator,
            date_trunc('month', CAST(month AS DATE)) + INTERVAL 1 MONTH AS month_end,
            any_value(factor) * quantile_disc(cumulative, 0.1) AS stock_p10,
            any_value(factor) * quantile_disc(cumulative, 0.5) AS stock_p50,
            any_value(factor) * quantile_disc(cumulative, 0.9) AS stock_p90,
            any_value(factor) * any_value(planned_cumulative) AS planned_stock,
            any_value(factor) * quantile_disc(smooth_rate, 0.1) AS rate_p10,
            any_value(factor) * quantile_disc(smooth_rate, 0.5) AS rate_p50,
            any_value(factor) * quantile_disc(smooth_rate, 0.9) AS rate_p90,
            any_value(factor) * any_value(smooth_planned) AS planned_rate,
            any_value(factor) * quantile_disc(needed_rate, 0.5) AS needed_rate
        FROM own GROUP BY ALL ORDER BY network, indicator, month_end
        """
    )
    return {cast(tuple[str, str], key): rows for key, rows in frame.groupby(["network", "indicator"], sort=False)}


def component_costs(estimates: Readings) -> dict[tuple[str, str, str], float]:
    """Return the mean cost of delay by (scenario, account, component) in 万元, where it costs any."""
    costs = {}
    for (scenario, measure, subject), one in estimates.items():
        account, slash, component = subject.partition("/")
        if measure == "delay_cost_mean" and slash and one.estimate:
            costs[scenario, account, component] = one.estimate
    return costs


def month_late_costs(results: Results) -> dict[tuple[str, str, str], float]:
    """Return the price of a month by (target, account, component) in 万元, where there is one."""
    if "month_late" not in results.tables:
        return {}
    frame = results.table("month_late")
    sums = frame.groupby(["target", "account", "component"], sort=False)["cost_cny_10k"].sum()
    return {cast(tuple[str, str, str], key): float(cost) for key, cost in sums.items() if cost}
