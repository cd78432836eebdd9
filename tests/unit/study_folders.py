"""Small results folders of the studies of coordination, safeguards and common causes, made without the model."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.headroom import COLUMNS
from sim.analysis.options import COLUMNS as UNBEATEN_COLUMNS
from sim.analysis.options import RESAMPLES, marked, offers_of
from sim.analysis.spread import COLUMNS as SPREAD_COLUMNS
from tests.unit.results_folder import NETWORKS, SCENARIOS, TARGETS, make_results_folder, words

REPLICATIONS = 40
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

SAFEGUARDS = {
    "S1": ("Strengthen organisation and leadership", "加强组织领导"),
    "S2": ("Strengthen planning guidance", "强化规划引领"),
    "S3": ("Increase policy support", "加大政策支持"),
}
DRIVERS = {"labour": ("Labour market", "劳动力市场"), "prices": ("Prices of materials", "材料价格")}
SHOCKS = {"epidemic": ("Epidemic closure", "疫情封控"), "heat": ("Heat and rationing", "高温限电")}

POSITION: Mapping[str, Any] = {
    "review_mode": "task_force",
    "joint_share": 0.55,
    "safeguards_off": [],
    "safeguards_free": [],
    "drivers_off": [],
    "shocks_off": [],
    "plan_conservatism": 1,
}

Effects = Mapping[str, float]
"""Row to how much better than the base it is: 1 stands for 10 points, 10 days, and 1,000 万元 a network."""

OF_NETWORK = {key: factor for key, factor in zip(NETWORKS, (1.0, 0.25, 2.0, 0.5), strict=True)}


def silos_folder(folder: Path, effects: Effects | None = None) -> Path:
    """Write a folder of ways of review: in series is worst, and more joint review is better."""
    positions = {"as_shipped": {}, "in_series": {"review_mode": "series", "joint_share": 0.55}}
    better = {"in_series": -1.2}
    for mode, extra in (("joint", 0.0), ("task_force", 0.5)):
        for share in SHARES:
            positions[f"{mode}_{share:g}"] = {"review_mode": mode, "joint_share": share}
            better[f"{mode}_{share:g}"] = -1.2 + share + extra
    effects = better if effects is None else effects
    place = _folder(folder, "silos", positions, effects)
    lost = {row: effects.get(row, 0.0) - effects.get("in_series", 0.0) for row in positions}
    compared = [
        (row, measure, subject, unit, *_interval(size * by, half))
        for row, by in lost.items()
        if row == "as_shipped" or row.startswith("task_force")
        for measure, subject, unit, size, half in _measures()
    ]
    columns = ["scenario", "measure", "subject", "unit", "estimate", "low", "high"]
    pd.DataFrame(compared, columns=columns).assign(replications=REPLICATIONS).to_csv(place / "silos.csv", index=False)
    return place


def safeguards_folder(folder: Path, effects: Effects | None = None, interaction: float = 0.3) -> Path:
    """Write a folder of three safeguards: the first helps, the second does nothing, the third hurts."""
    positions: dict[str, Mapping[str, Any]] = {"all_on": {}}
    positions |= {f"without_{name}": {"safeguards_off": [name]} for name in SAFEGUARDS}
    positions |= {f"free_{name}": {"safeguards_free": [name]} for name in SAFEGUARDS}
    positions |= {"all_off": {"safeguards_off": [*SAFEGUARDS]}, "all_free": {"safeguards_free": [*SAFEGUARDS]}}
    better = {"without_S1": -1.0, "without_S3": 0.6, "free_S1": 0.2, "free_S3": 0.3, "all_off": -0.7, "all_free": 0.6}
    place = _folder(folder, "safeguards", positions, better if effects is None else effects)
    together = -(better if effects is None else effects).get("all_off", 0.0)
    rows = [
        (measure, subject, unit, part, *_interval(size * by, half))
        for measure, subject, unit, size, half in _measures()
        for part, by in (
            ("together", together),
            ("sum_of_single", together - interaction),
            ("interaction", interaction),
        )
    ]
    columns = ["measure", "subject", "unit", "part", "estimate", "low", "high"]
    pd.DataFrame(rows, columns=columns).assign(replications=REPLICATIONS).to_csv(place / "interaction.csv", index=False)
    return place


def drivers_folder(folder: Path, effects: Effects | None = None) -> Path:
    """Write a folder of two drivers and two shocks, each away, all away, and a plan that is more or less cautious."""
    positions: dict[str, Mapping[str, Any]] = {"all_there": {}}
    positions |= {f"no_{name}": {"drivers_off": [name]} for name in DRIVERS}
    positions |= {"no_drivers": {"drivers_off": [*DRIVERS]}}
    positions |= {f"no_{name}": {"shocks_off": [name]} for name in SHOCKS}
    positions |= {"no_shocks": {"shocks_off": [*SHOCKS]}}
    positions |= {f"plan_{times:g}": {"plan_conservatism": times} for times in (0.9, 1.15)}
    better = {"no_labour": 1.0, "no_drivers": 1.4, "no_heat": 0.2, "no_shocks": 0.3, "plan_0.9": -1.5, "plan_1.15": 1.1}
    effects = better if effects is None else effects
    place = _folder(folder, "drivers", positions, effects)
    rows = [
        (
            row,
            subject,
            count,
            *_interval(0.8 * count, 0.2),
            *_interval(1.5 - 0.4 * by, 0.1),
            0.9,
            *_interval(-0.4 * by, 0.1),
        )
        for row, by in ((row, effects.get(row, 0.0)) for row in positions)
        for subject, count in (("all_targets", 9), ("city_targets", 4))
    ]
    pd.DataFrame(rows, columns=SPREAD_COLUMNS[:-1]).assign(replications=REPLICATIONS).to_csv(
        place / "spread.csv", index=False
    )
    return place


def headroom_folder(folder: Path) -> Path:
    """Write a folder of two sweeps in which every kind of answer is given."""
    make_results_folder(folder)
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    rows = {name: level for name, level in zip(SCENARIOS, (1.0, 0.5, 0.75, 1.5, 2.0), strict=True)}
    of_both = {"shipped": 1.0, "rows": rows}
    sweeps = {
        "days": {"en": "Days of works", "zh": "施工工期", "unit": {"en": "times", "zh": "倍"}, "better": "lower"},
        "crews": {"en": "Crews", "zh": "施工队伍", "unit": {"en": "", "zh": ""}, "better": "higher"},
    }
    provenance["words"] |= {
        "study": "headroom",
        "table": "headroom",
        "sweeps": {name: {**sweep, **of_both} for name, sweep in sweeps.items()},
    }
    (folder / "provenance.json").write_text(json.dumps(provenance, ensure_ascii=False), encoding="utf-8")
    answers = (
        ("falls", 0.9, 1.2, 1.1, np.nan),
        ("never_in_range", 1.0, np.nan, np.nan, np.nan),
        ("reached", 0.4, 0.8, np.nan, 0.95),
        ("already_below", 0.0, np.nan, np.nan, np.nan),
        ("reached", 0.6, 0.7, 0.6, 0.8),
    )
    found = [
        (sweep, target, 1.0, chance, answer, level, low, high, REPLICATIONS)
        for place, sweep in enumerate(sweeps)
        for number, target in enumerate(TARGETS)
        for answer, chance, level, low, high in [answers[(number + place) % len(answers)]]
    ]
    pd.DataFrame(found, columns=COLUMNS).to_csv(folder / "headroom.csv", index=False)
    return folder


def options_folder(folder: Path) -> Path:
    """Write a folder of five ways of funding with footprints; front-loaded bonds promise and delay least.

    Works earn a quarter of their bonds' service in all of them, and every run of each breaks the limit on it.
    """
    make_results_folder(folder)
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    provenance["words"] |= {"study": "options", "table": "options"}
    (folder / "provenance.json").write_text(json.dumps(provenance, ensure_ascii=False), encoding="utf-8")
    rows, money = [], []
    for scenario, (_, _, stretch, _) in SCENARIOS.items():
        promised = 2_000_000 * stretch
        debt = 900_000 * stretch * stretch
        met = 3 / stretch
        money += [(scenario, "targets_met_mean", "all_targets", "targets", met, met - 0.2, met + 0.2)]
        money += [(scenario, "city_money_mean", "promised", "cny_10k", *[promised] * 3)]
        money += [(scenario, "city_debt_mean", "horizon", "cny_10k", debt, debt - 9_000, debt + 9_000)]
        money += [(scenario, "breach_chance", "cover", "share", 1.0, 0.91, 1.0)]
        for replication in range(REPLICATIONS):
            luck = 1 + 0.1 * math.sin(replication)
            for place, year in enumerate(range(2020, 2029)):
                drawn = round(luck * promised * (0.3, 0.5, 0.4, 0.1, 0, 0, 0, 0, 0)[place])
                owed = round(luck * debt * min(1, place / 3) * (1 - place / 20))
                for payer, share in (
                    ("general_budget", 0.3),
                    ("fund_budget", 0.6),
                    ("districts", 0.1),
                    ("builders", 2),
                ):
                    for item, cny_10k in (("drawn", drawn), ("interest", owed // 25), ("debt", owed)):
                        rows.append((scenario, replication, year, payer, item, round(share * cny_10k)))
                rows += [
                    (scenario, replication, year, "fund_budget", f"bond_life_{item}", times * drawn)
                    for item, times in (("service", 4), ("revenue", 1))
                ]
    columns = ["scenario", "replication", "year", "payer", "item", "cny_10k"]
    pd.DataFrame(rows, columns=columns).to_parquet(folder / "fiscal.parquet")
    estimates = pd.read_csv(folder / "estimates.csv")
    added = pd.DataFrame(money, columns=["scenario", "measure", "subject", "unit", "estimate", "low", "high"])
    estimates = pd.concat([estimates, added.assign(replications=REPLICATIONS)])
    estimates.to_csv(folder / "estimates.csv", index=False)
    stars = marked(offers_of(estimates))
    unbeaten = [(name, name in stars, 0.9 if name in stars else 0.1, RESAMPLES, REPLICATIONS) for name in SCENARIOS]
    pd.DataFrame(unbeaten, columns=UNBEATEN_COLUMNS).to_csv(folder / "unbeaten.csv", index=False)
    return folder


def _measures() -> list[tuple[str, str, str, float, float]]:
    """Return (measure, subject, unit, size of an effect of 1, half of the interval)."""
    found = [
        ("chance", "all_targets", "share", 0.05, 0.03),
        ("chance", "city_targets", "share", 0.08, 0.03),
        ("targets_met_mean", "all_targets", "targets", 0.5, 0.2),
        ("margin_mean", "all_targets", "days", 10.0, 4.0),
        ("delay_cost_mean", "economic", "cny_10k", -4000.0, 900.0),
        ("delay_cost_mean", "financial", "cny_10k", -1500.0, 400.0),
    ]
    for network, factor in OF_NETWORK.items():
        found += [
            ("network_chance", network, "share", 0.1 * factor, 0.04),
            ("network_margin_mean", network, "days", 10.0 * factor, 4.0),
            ("network_delay_cost_mean", f"economic/{network}", "cny_10k", -1000.0 * factor, 300.0),
            ("network_delay_cost_mean", f"financial/{network}", "cny_10k", -400.0 * factor, 120.0),
        ]
    return found


def _interval(estimate: float, half: float) -> tuple[float, float, float]:
    return (estimate, estimate - half, estimate + half) if estimate else (0.0, -half / 2, half / 2)


def _folder(folder: Path, table: str, positions: Mapping[str, Mapping[str, Any]], effects: Effects) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows, compared = [], []
    base = next(iter(positions))
    for scenario in positions:
        by = effects.get(scenario, 0.0)
        for measure, subject, unit, size, half in _measures():
            level = {"share": 0.45, "targets": 6.0, "days": -20.0, "cny_10k": 30000.0}[unit]
            value = float(np.clip(level + size * by, 0, 1)) if unit == "share" else level + size * by
            rows.append((scenario, measure, subject, unit, *_interval(value, half * 2)))
            if scenario != base:
                compared.append((scenario, measure, subject, unit, *_interval(size * by, half)))
        rows += [(scenario, "chance", target, "share", 0.8, 0.7, 0.9) for target in TARGETS]
    columns = ["scenario", "measure", "subject", "unit", "estimate", "low", "high"]
    for name, found in (("estimates", rows), ("differences", compared)):
        frame = pd.DataFrame(found, columns=columns).assign(low_assumed=math.nan, high_assumed=math.nan)
        frame.assign(replications=REPLICATIONS).to_csv(folder / f"{name}.csv", index=False)
    said = words(("as_published",), REPLICATIONS) | {
        "study": table,
        "title": {"en": f"A study of {table}", "zh": f"{table}研究"},
        "table": table,
        "base": base,
        "scenarios": {
            row: {"en": "", "zh": "", "question": None, "position": {**POSITION, **position}}
            for row, position in positions.items()
        },
        "safeguards": _named(SAFEGUARDS),
        "drivers": _named(DRIVERS),
        "shocks": _named(SHOCKS),
    }
    said["scenarios"][base] |= {"en": "As shipped", "zh": "按现状"}
    (folder / "provenance.json").write_text(json.dumps({"words": said}, ensure_ascii=False), encoding="utf-8")
    return folder


def _named(names: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    return {key: {"en": en, "zh": zh} for key, (en, zh) in names.items()}
