"""What runs say in settings of the assumed inputs: the crossed table, its indices, and the bounds of estimates."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.assumptions import Spread, indices, spread_of_means, spread_of_quantiles
from sim.analysis.delay_cost import ACCOUNTS
from sim.analysis.intervals import Floats
from sim.plan.plan import Plan
from sim.plan.time import MICRO

Key = tuple[str, str]
"""What a run says (`met`, `value`, `margin`, `cost`), and of what."""

MEANS = {"chance": "met", "delay_cost_mean": "cost"}
QUANTILES = {
    **{
        f"{of}_{name}": (of, share)
        for of in ("value", "margin")
        for name, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9))
    },
    "delay_cost_p80": ("cost", 0.8),
}
"""Measure of the estimates to what it is a mean or a quantile of."""

HEADLINES = {"met": "chance", "margin": "margin", "cost": "delay_cost"}
"""What has indices, and what it is called in the table of them."""

ESTIMATED_BY = {"met": "chance", "margin": "margin_p50", "cost": "delay_cost_mean"}
"""The measure of the estimates whose middle over settings stands beside its indices."""

UNITS = {"met": "share", "margin": "days", "cost": "cny_10k"}

INDEX_COLUMNS = [
    *("measure", "subject", "unit"),
    *("first", "first_low", "first_high", "total", "total_low", "total_high"),
    *("settings", "replications", "inputs"),
    "middle",
]


@dataclass(frozen=True)
class Crossed:
    """What each run says in each setting, and as shipped.

    Shapes and units
        settings: settings x replications; base: the same replications.
        latest: the margin of a target attained on the horizon, days; later ones count as this.
        replications: their numbers.
    """

    settings: Mapping[Key, Floats]
    base: Mapping[Key, Floats]
    latest: float
    replications: tuple[int, ...]

    def long(self) -> pd.DataFrame:
        """Return all of it as a table: setting (0 as shipped), replication, quantity, subject, number."""
        frames = []
        for (quantity, subject), runs in self.settings.items():
            every = np.vstack([self.base[quantity, subject], runs])
            count = len(every)
            frames.append(
                pd.DataFrame(
                    {
                        "setting": np.repeat(np.arange(count, dtype=np.int32), len(self.replications)),
                        "replication": np.tile(np.asarray(self.replications, dtype=np.int32), count),
                        "quantity": quantity,
                        "subject": subject,
                        "number": every.ravel(),
                    }
                )
            )
        return pd.concat(frames, ignore_index=True)


def crossed(settings: Mapping[str, pd.DataFrame], base: Mapping[str, pd.DataFrame], plan: Plan) -> Crossed:
    """Return the crossed table of the headlines: chances, values, margins and costs of delay.

    Shapes and units
        settings: tables `targets` and `delay_cost_sums` of all settings, `scenario` in front; base: those of the base.
    """
    names = list(dict.fromkeys(settings["targets"]["scenario"])) if plan.targets else []
    names = names or list(dict.fromkeys(settings["delay_cost_sums"]["scenario"]))
    known = set(settings["targets"]["replication"]) & set(base["targets"]["replication"])
    replications = tuple(sorted(int(number) for number in known))
    programme = plan.programme
    latest = (programme.deadline_micro - programme.horizon_micro) / MICRO

    def of(tables: Mapping[str, pd.DataFrame], name: str | None) -> dict[Key, Floats]:
        own = {key: frame if name is None else frame[frame["scenario"] == name] for key, frame in tables.items()}
        return _runs(own, plan, list(replications), latest)

    by_setting = [of(settings, name) for name in names]
    stacked = {key: np.vstack([runs[key] for runs in by_setting]) for key in by_setting[0]}
    return Crossed(stacked, of(base, None), latest, replications)


def assumptions_table(runs: Crossed, inputs: int, base: str, estimates: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each headline's variance that rests on assumed inputs, with intervals.

    Where all runs say the same there is no variance, and the row has no numbers. `middle` is the middle of the
    headline's estimate over settings, empty beyond the horizon.
    """
    of_base = estimates[estimates["scenario"] == base].set_index(["measure", "subject"])["estimate"].to_dict()
    rows = []
    for (quantity, subject), table in runs.settings.items():
        if quantity in HEADLINES and "/" not in subject:
            of, measure = indices(table), ESTIMATED_BY[quantity]
            estimate = float(of_base.get((measure, subject), np.nan))
            middle = _spread_of(runs, measure, subject, estimate).middle
            shown = (*of.first, *of.total, *table.shape, inputs, middle)
            rows.append((HEADLINES[quantity], subject, UNITS[quantity], *shown))
    return pd.DataFrame(rows, columns=INDEX_COLUMNS)


def bounds_of(runs: Crossed, base: str, estimates: pd.DataFrame) -> pd.DataFrame:
    """Return *estimates* with `low_assumed` and `high_assumed` of the base's headlines.

    Rows of other scenarios stay empty: the spread was found for the base, and is no other's. A margin beyond
    the horizon has no bound.
    """
    lows, highs = list(estimates["low_assumed"]), list(estimates["high_assumed"])
    for place, row in enumerate(estimates.itertuples(index=False)):
        measure, subject = str(row.measure), str(row.subject)
        if row.scenario == base and (_quantity_of(measure), subject) in runs.settings:
            found = _spread_of(runs, measure, subject, float(row.estimate))
            lows[place], highs[place] = found.low, found.high
    return estimates.assign(low_assumed=lows, high_assumed=highs)


def _quantity_of(measure: str) -> str:
    return MEANS.get(measure) or QUANTILES.get(measure, ("", 0.0))[0]


def _spread_of(runs: Crossed, measure: str, subject: str, estimate: float) -> Spread:
    """Return the spread of an estimate over settings; a margin that is not attained by the horizon has no number."""
    quantity = _quantity_of(measure)
    of_settings, of_base = runs.settings[quantity, subject], runs.base[quantity, subject]
    found = (
        spread_of_means(of_settings, of_base, estimate)
        if measure in MEANS
        else spread_of_quantiles(of_settings, of_base, estimate, QUANTILES[measure][1])
    )
    if quantity == "margin":
        return Spread(*(bound if bound > runs.latest else np.nan for bound in found))
    return found


def _runs(tables: Mapping[str, pd.DataFrame], plan: Plan, replications: list[int], latest: float) -> dict[Key, Floats]:
    runs: dict[Key, Floats] = {}
    targets = tables["targets"]
    for quantity, column in (("met", "met"), ("value", "value_at_deadline"), ("margin", "margin_days")):
        wide = targets.pivot(index="replication", columns="target", values=column).reindex(replications)
        for target in plan.targets:
            numbers = wide[target].astype(float).to_numpy()
            runs[quantity, target] = np.nan_to_num(numbers, nan=latest) if quantity == "margin" else numbers
    for subject, of in _together(plan).items():
        if of:
            runs["met", subject] = np.vstack([runs["met", target] for target in of]).min(axis=0)
    costs = (
        tables["delay_cost_sums"].groupby(["account", "component", "replication"], observed=True)["cost_cny_10k"].sum()
    )
    for account in ACCOUNTS:
        sums = np.zeros(len(replications))
        if account in costs.index.get_level_values(0):
            of_account = costs.loc[account].groupby("replication").sum()
            sums = of_account.reindex(replications, fill_value=0.0).to_numpy(dtype=float)
        runs["cost", account] = sums
    return runs


def _together(plan: Plan) -> dict[str, list[str]]:
    city = [target for target, noun in plan.targets.items() if noun.who_decides == "city"]
    return {"all_targets": list(plan.targets), "city_targets": city}
