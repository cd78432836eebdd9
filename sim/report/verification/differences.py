"""Checks differences between scenarios: estimate and both bounds, from the replications that two of them share."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from sim.analysis.intervals import Interval
from sim.report.results import Results
from sim.report.verification.check import Check, alike
from sim.report.verification.intervals import mean, median_difference, share_difference
from sim.report.verification.samples import COSTS, Samples, samples_of

NO_DIFFERENCE = "no difference seen"


def _mean_less(ours: pd.Series, theirs: pd.Series) -> Interval:
    return mean(ours - theirs)


def _median_less(ours: pd.Series, theirs: pd.Series) -> Interval:
    return median_difference(ours.to_numpy(dtype=float), theirs.to_numpy(dtype=float))


COMPARED: Mapping[str, Callable[[pd.Series, pd.Series], Interval]] = {
    "chance": share_difference,
    "margin_p50": _median_less,
    "days_late_mean": _mean_less,
    "network_chance": share_difference,
    "network_margin_mean": _mean_less,
    "margin_mean": _mean_less,
    "targets_met_mean": _mean_less,
    **dict.fromkeys(COSTS, _mean_less),
}
"""Measure to how two scenarios are compared."""


def paired_differences(results: Results) -> Check:
    """Check the differences of each scenario to the base, and that it says so where none is seen."""
    rows = results.table("differences")
    looked_at, off = _compared(results, "differences", rows, results.words["base"])
    is_seen = (rows["low"] > 0) | (rows["high"] < 0)
    says_none = rows["says"] == NO_DIFFERENCE
    for row in rows[(is_seen == says_none) & rows["low"].notna() & rows["high"].notna()].itertuples():
        found, expected = (NO_DIFFERENCE, "nothing") if row.says == NO_DIFFERENCE else ("nothing", NO_DIFFERENCE)
        where = f"differences: {row.scenario} / {row.measure} / {row.subject}"
        off.append(f"{where}: found {found} said from {row.low:g} to {row.high:g}, expected {expected}")
    return Check("differences follow pair by pair", looked_at, "differences", tuple(off))


def differences_of_estimates(results: Results) -> Check:
    """Check that differences of shares and means are those of the estimates, where no replication failed."""
    what = "differences follow from the estimates"
    stored = results.table("estimates").set_index(["scenario", "measure", "subject"])["estimate"].to_dict()
    if results.provenance["tally"]["failed"]:
        return Check(what, 0, "differences (replications failed)", ())
    looked_at, off = 0, []
    for row in results.table("differences").itertuples():
        own, of_base = (stored.get((name, row.measure, row.subject)) for name in (row.scenario, results.words["base"]))
        if own is None or of_base is None or not row.measure.endswith(("chance", "_mean", "kept")):
            continue
        looked_at += 1
        expected, scale = float(own) - float(of_base), max(abs(float(own)), abs(float(of_base)))
        if not alike(float(row.estimate), expected, scale):
            where = f"{row.scenario} / {row.measure} / {row.subject}"
            off.append(f"differences: {where}: found {row.estimate:g}, expected {expected:g}")
    return Check(what, looked_at, "differences", tuple(off))


def differences_to_series(results: Results) -> Check:
    """Check what each way of review is ahead of reviews in series."""
    scenarios = results.words["scenarios"]
    in_series = [name for name, one in scenarios.items() if one["position"]["review_mode"] == "series"]
    looked_at, off = _compared(results, "silos", results.table("silos"), in_series[0]) if in_series else (0, [])
    return Check("silos follow pair by pair", looked_at, "differences", tuple(off))


def taken_by_mechanisms(results: Results) -> Check:
    """Check by how much the chance of each target would rise without a mechanism, on the replications of both."""
    base, rows = results.words["base"], results.table("left_out")
    of_base = {subject: met for (measure, subject), met in samples_of(results, base).items() if measure == "chance"}
    stored = results.table("estimates").query("scenario == @base and measure == 'chance_taken'")
    by_subject = {str(row.subject): row for row in stored.itertuples()}
    off = []
    for name, of_row in rows.groupby("scenario", observed=True):
        met = of_row.pivot(index="replication", columns="target", values="met").astype(float)
        city = [target for target in met if results.words["targets"][target]["who_decides"] == "city"]
        own = {str(target): met[target] for target in met} | {"all_targets": met.min(axis=1)}
        if city:
            own["city_targets"] = met[city].min(axis=1)
        for subject, without in own.items():
            shared = without.index.intersection(of_base[subject].index)
            expected = share_difference(without[shared], of_base[subject][shared])
            found = by_subject.get(f"{subject}/{name}")
            where = f"estimates: {base} / chance_taken / {subject}/{name}"
            if found is None:
                off.append(f"{where}: found no such row, expected {expected.estimate:g}")
                continue
            off += [
                f"{where}: found {column} {getattr(found, column):g}, expected {number:g}"
                for column, number in zip(Interval._fields, expected, strict=True)
                if not alike(float(getattr(found, column)), number)
            ]
    return Check("what mechanisms take follows pair by pair", len(stored), "differences", tuple(off))


def _compared(results: Results, table: str, rows: pd.DataFrame, base: str) -> tuple[int, list[str]]:
    """Return how many differences to *base* were looked at, and a line for each that is off, lacks or is too much."""
    looked_at, off, of_base = 0, [], samples_of(results, base)
    for scenario, of_scenario in rows.groupby("scenario", sort=False, observed=True):
        own = samples_of(results, str(scenario))
        stored = {(str(row.measure), str(row.subject)): row for row in of_scenario.itertuples()}
        for key in [key for key in stored if key[0] in COMPARED] + [
            key for key in own if key in of_base and key not in stored
        ]:
            looked_at += 1
            where = f"{table}: {scenario} / {' / '.join(key)}"
            expected = _less(own, of_base, key)
            if key not in stored or expected is None:
                is_lacking = key not in stored
                off.append(f"{where}: found {'no such row' if is_lacking else 'a row'}, expected {'one' * is_lacking}")
                continue
            for column, number in zip(Interval._fields, expected, strict=True):
                found = float(getattr(stored[key], column))
                if not alike(found, number, max(_size(own, key), _size(of_base, key))):
                    off.append(f"{where}: found {column} {found:g}, expected {number:g}")
    return looked_at, off


def _size(samples: Samples, key: tuple[str, str]) -> float:
    finite = samples[key][np.isfinite(samples[key])] if key in samples else ()
    return float(np.abs(finite).max()) if len(finite) else 0.0


def _less(own: Samples, base: Samples, key: tuple[str, str]) -> Interval | None:
    """Return a difference over the replications that both have, none where only one or neither can have it."""
    if key in own and key in base:
        shared = own[key].index.intersection(base[key].index)
        return COMPARED[key[0]](own[key][shared], base[key][shared])
    if key[0] not in COSTS:
        return None
    known = own.get(key, base.get(key))
    if known is None:
        return Interval(0.0, 0.0, 0.0)
    nothing = 0.0 * known
    return COMPARED[key[0]](own.get(key, nothing), base.get(key, nothing))
