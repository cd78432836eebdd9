"""Checks what is said over settings of the assumed inputs: bounds of estimates, and shares of variance."""

from math import isnan, nan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.report.readings.doubt import BOUNDS_OF
from sim.report.results import Results
from sim.report.verification.check import Check, alike, horizon_day, on_day

Runs = NDArray[np.float64]
"""Settings x replications; the first setting is as shipped."""

OF_MEANS = {"chance": "met", "delay_cost_mean": "cost"}
OF_QUANTILES = {
    **{f"{of}_p{tenths}0": (of, tenths, 10) for of in ("value", "margin") for tenths in (1, 5, 9)},
    "delay_cost_p80": ("cost", 8, 10),
}
"""Measure to what it is the mean of; or the quantile of, and which: so many of so many."""

NO_BOUNDS = (nan, nan, nan)


def bounds_over_settings(results: Results) -> Check:
    """Check that bounds are P5 and P95 of what settings say, and that nothing but the base's headlines has any."""
    runs, off = _runs(results), []
    rows = results.table("estimates")
    for row in rows.itertuples():
        expected = _bounds(results, runs, str(row.measure), str(row.subject), float(row.estimate))
        low, _, high = expected if row.scenario == results.words["base"] else NO_BOUNDS
        for column, bound in (("low_assumed", low), ("high_assumed", high)):
            found = float(getattr(row, column))
            if not alike(found, bound):
                where = f"estimates: {row.scenario} / {row.measure} / {row.subject}"
                off.append(f"{where}: found {column} {found:g}, expected {bound:g}")
    return Check("bounds over settings follow from what they say", len(rows), "estimates", tuple(off))


def shares_of_variance(results: Results) -> Check:
    """Check which share of a variance rests on assumed inputs, alone and in all, and the middle over settings."""
    runs, off = _runs(results), []
    rows = results.table("assumptions")
    of_base = results.table("estimates").query("scenario == @results.words['base']")
    estimates = of_base.set_index(["measure", "subject"])["estimate"].to_dict()
    for row in rows.itertuples():
        measure = BOUNDS_OF[str(row.measure)]
        quantity = OF_MEANS.get(measure) or OF_QUANTILES[measure][0]
        first, total = _shares(runs[quantity, str(row.subject)][1:])
        estimate = float(estimates.get((measure, row.subject), nan))
        middle = _bounds(results, runs, measure, str(row.subject), estimate)[1]
        for column, expected in (("first", first), ("total", total), ("middle", middle)):
            found = float(getattr(row, column))
            if not alike(found, expected):
                where = f"assumptions: {row.measure} / {row.subject}"
                off.append(f"{where}: found {column} {found:g}, expected {expected:g}")
    return Check("shares of variance follow from settings", len(rows), "rows", tuple(off))


def settings_as_shipped(results: Results) -> Check:
    """Check that what stands as shipped among the settings is what the base says of the same replications."""
    latest = on_day(results, "deadline") - horizon_day(results)
    off = results.sql(
        f"""
        WITH said AS (
            UNPIVOT (
                SELECT replication, target AS subject, met::DOUBLE AS met, value_at_deadline AS "value",
                    coalesce(margin_days, {latest}) AS margin FROM targets WHERE scenario = '{results.words["base"]}'
            ) ON met, "value", margin INTO NAME quantity VALUE expected
        )
        SELECT replication, quantity, subject, number AS found, expected
        FROM settings JOIN said USING (replication, quantity, subject)
        WHERE setting = 0 AND number <> expected ORDER BY ALL
        """
    )
    says = "settings: replication {replication}: {quantity} of {subject}: found {found:g}, expected {expected:g}"
    lines = tuple(says.format(**row) for row in off.to_dict("records"))
    return Check("settings begin as shipped", int((results.table("settings")["setting"] == 0).sum()), "runs", lines)


def _runs(results: Results) -> dict[tuple[str, str], Runs]:
    return {
        (str(quantity), str(subject)): rows.pivot(index="setting", columns="replication", values="number").to_numpy(
            float
        )
        for (quantity, subject), rows in results.table("settings").groupby(["quantity", "subject"], observed=True)
    }


def _bounds(
    results: Results, runs: dict[tuple[str, str], Runs], measure: str, subject: str, estimate: float
) -> tuple[float, float, float]:
    """Return P5, the middle and P95 of an estimate over settings; one that lies just outside is a bound itself."""
    quantity, hit, of = OF_QUANTILES.get(measure, (OF_MEANS.get(measure, ""), 0, 0))
    table = runs.get((quantity, subject))
    if table is None or isnan(estimate):
        return NO_BOUNDS
    said = np.sort(table, axis=1)[:, -(-table.shape[1] * hit // of) - 1] if of else table.mean(axis=1)
    shipped, settings = float(said[0]), sorted(float(number) for number in said[1:])
    if all(number == shipped for number in settings):
        low = middle = high = estimate
    else:
        low, middle, high = (settings[-(-len(settings) * percent // 100) - 1] for percent in (5, 50, 95))
        moved = abs(shipped - estimate)
        high = estimate if high < estimate <= high + moved else high
        low = estimate if low - moved <= estimate < low else low
    if quantity == "margin":
        latest = on_day(results, "deadline") - horizon_day(results)
        low, middle, high = (bound if bound > latest else nan for bound in (low, middle, high))
    return low, middle, high


def _shares(table: Runs) -> tuple[float, float]:
    """Return the shares of the variance of single runs that rest on settings, alone and together with the draws."""
    long = (
        pd.DataFrame(table).melt(ignore_index=False, var_name="draw", value_name="number").reset_index(names="setting")
    )
    settings, draws = table.shape
    whole = float(((long["number"] - long["number"].mean()) ** 2).sum())
    between = [
        float(size * long.groupby(by)["number"].mean().var(ddof=0) * count)
        for by, size, count in (("setting", draws, settings), ("draw", settings, draws))
    ]
    rest = max(0.0, whole - sum(between)) / ((settings - 1) * (draws - 1))
    assumed = max(0.0, (between[0] / (settings - 1) - rest) / draws)
    of_draws = max(0.0, (between[1] / (draws - 1) - rest) / settings)
    in_all = assumed + of_draws + rest
    return (assumed / in_all, (assumed + rest) / in_all) if in_all > 1e-12 * max(1.0, whole) else (nan, nan)
