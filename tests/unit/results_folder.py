"""A builder of results folders with the contract's tables: plausible, deterministic, made without the model."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

DATA_DATE, DEADLINE, HORIZON = date(2020, 7, 1), date(2022, 12, 31), date(2028, 12, 31)
DEADLINE_DAY = (DEADLINE - DATA_DATE).days + 1
HORIZON_DAY = (HORIZON - DATA_DATE).days + 1
MONTHS = [date(2020 + (6 + k) // 12, (6 + k) % 12 + 1, 1) for k in range(102)]
MONTH_ENDS = np.array([((date(m.year + m.month // 12, m.month % 12 + 1, 1)) - DATA_DATE).days for m in MONTHS])

NETWORKS = {
    "information": ("Basic information network", "基础信息网"),
    "transport": ("Hub transport network", "枢纽交通网"),
    "energy": ("Smart energy network", "智慧能源网"),
    "innovation": ("Science-innovation industry network", "科创产业网"),
}

# target: en, zh, short en, short zh, network, unit en, unit zh, smallest, baseline, target, pipeline, pace, who decides
TARGETS = {
    "stations_5g": (
        "5G base stations built",
        "5G基站",
        "5G base stations",
        "5G基站",
        "information",
        "stations",
        "个",
        1,
        17100,
        65000,
        51100,
        1.09,
        "builders",
    ),
    "platforms": (
        "National-level industrial internet platforms",
        "国家级工业互联网平台",
        "Industrial platforms",
        "工业互联网平台",
        "information",
        "platforms",
        "个",
        1,
        0,
        2,
        5,
        1.35,
        "outside",
    ),
    "cloud_firms": (
        "Enterprises newly on the cloud",
        "新增上云企业",
        "Firms on the cloud",
        "新增上云企业",
        "information",
        "enterprises",
        "家",
        1,
        1200,
        10000,
        9500,
        0.98,
        "builders",
    ),
    "bandwidth": (
        "Inter-network bandwidth at the direct-connect point",
        "国家级互联网骨干直联点网间带宽",
        "Backbone bandwidth",
        "直联点网间带宽",
        "information",
        "Gbps",
        "Gbps",
        10,
        600,
        1000,
        420,
        0.90,
        "builders",
    ),
    "egress": (
        "Metropolitan network egress bandwidth",
        "城域网出口带宽",
        "Metropolitan egress",
        "城域网出口带宽",
        "information",
        "Tbps",
        "Tbps",
        0.1,
        15.5,
        22,
        6.8,
        1.00,
        "builders",
    ),
    "metro": (
        "Urban rail length in operation",
        "城市轨道交通通车里程",
        "Urban rail",
        "轨道交通里程",
        "transport",
        "km",
        "公里",
        0.01,
        302,
        514.5,
        258.63,
        0.80,
        "city",
    ),
    "piles": (
        "New energy vehicle charging piles",
        "新能源充电桩",
        "Charging piles",
        "新能源充电桩",
        "energy",
        "piles",
        "个",
        1,
        23000,
        45000,
        24000,
        1.0,
        "city",
    ),
    "gas": (
        "Western Sichuan gas field annual production capacity",
        "川西气田年产能",
        "Sichuan gas field",
        "川西气田年产能",
        "energy",
        "m3 a year",
        "立方米/年",
        100000,
        1e8,
        3e9,
        3.4e9,
        1.6,
        "outside",
    ),
    "space": (
        "High-quality science-innovation space",
        "高品质科创空间",
        "Innovation space",
        "高品质科创空间",
        "innovation",
        "m2",
        "平方米",
        1,
        0,
        1e7,
        1.02e7,
        1.15,
        "city",
    ),
}

SCENARIOS = {
    "as_published": ("As published", "按方案实施", 1.0, None),
    "bonds_late": (
        "Bonds six months late",
        "债券延迟半年",
        1.12,
        ("What if the 2021 special-purpose bonds come six months late?", "若2021年专项债券推迟半年到位？"),
    ),
    "bonds_front_loaded": (
        "Bonds front-loaded",
        "债券提前下达",
        0.97,
        ("What if most bonds come in the first quarter?", "若大部分债券在一季度到位？"),
    ),
    "reviews_in_series": (
        "Reviews in series",
        "逐家审批",
        1.06,
        ("What if agencies review one after another?", "若各部门依次审批？"),
    ),
    "severe_shocks": (
        "Severe shocks",
        "严重冲击",
        1.25,
        ("What if floods and epidemics are severe?", "若洪涝和疫情较为严重？"),
    ),
}

CAUSES = {
    "stations_5g": [("work", "", 30.0), ("review", "planning_bureau", 55.5), ("float", "", -10.0)],
    "platforms": [("outside", "national_list", 300.0)],
    "cloud_firms": [("queue", "economy_bureau", 12.0)],
    "bandwidth": [("work", "", 40.0)],
    "egress": [("work", "", 40.0), ("shock", "", 12.0)],
    "metro": [("money", "special_purpose_bonds", 70.0), ("work", "", 20.0)],
    "piles": [("money", "special_purpose_bonds", 33.0), ("returned", "planning_bureau", 12.0)],
    "gas": [("work", "", 400.0), ("predecessor", "gas_stage_1", 120.0)],
    "space": [("money", "special_purpose_bonds", 70.0), ("crew", "builders", 60.0)],
}

AT_ROOT = {("predecessor", "gas_stage_1"): ("money", "special_purpose_bonds")}
"""What a cause is at the root, where it is not the same."""

COMMITMENTS = {"accelerate": 0.8, "start": 0.95, "strive": 0.3}
"""Commitment to the share of its promises that is kept as published."""

MILESTONES = {
    f"M{network}.{number:02d}": (key, commitment)
    for network, key in enumerate([*NETWORKS, "programme"], 1)
    for number, commitment in enumerate([*COMMITMENTS] * 11, 1)
}
"""Milestone to its network and commitment: 165, as many as a whole plan has."""


def name(en: str, zh: str) -> dict[str, str]:
    """Return a name as the provenance writes it."""
    return {"en": en, "zh": zh}


def words(scenarios: tuple[str, ...], replications: int) -> dict[str, Any]:
    """Return the words of the provenance, as `sim/report/results.py` describes them."""
    return {
        "study": "default",
        "title": name("Will the targets be met?", "目标能否如期实现？"),
        "question": name("What do late bonds, serial reviews and shocks do?", "债券延迟、逐家审批与冲击有何影响？"),
        "replications": replications,
        "seed": 1,
        "data_date": str(DATA_DATE),
        "deadline": str(DEADLINE),
        "horizon": str(HORIZON),
        "base": scenarios[0],
        "programme": name(
            "Chengdu new infrastructure action plan 2020-2022", "成都市新型基础设施建设行动方案（2020-2022年）"
        ),
        "scenarios": {
            key: name(*SCENARIOS[key][:2]) | {"question": name(*SCENARIOS[key][3]) if SCENARIOS[key][3] else None}
            for key in scenarios
        },
        "networks": {key: name(*pair) for key, pair in NETWORKS.items()},
        "indicators": {
            key: name(t[0], t[1]) | {"unit": name(t[5], t[6]), "smallest_unit": t[7], "network": t[4], "baseline": t[8]}
            for key, t in TARGETS.items()
        },
        "targets": {
            key: name(t[0], t[1])
            | {
                "short": name(t[2], t[3]),
                "indicator": key,
                "network": t[4],
                "at_least": t[9],
                "stated": 515 if key == "metro" else None,
                "who_decides": t[12],
            }
            for key, t in TARGETS.items()
        },
        "milestones": {
            key: name(f"Milestone {key} with a name that is rather long", f"里程碑{key}：名称较长的一项建设任务")
            | {"network": network, "commitment": commitment, "clause": "2.1"}
            for key, (network, commitment) in MILESTONES.items()
        },
        "packages": {"gas_stage_1": name("gas field stage 1", "川西气田一期")},
        "agencies": {
            "planning_bureau": name("the planning bureau", "市规划和自然资源局"),
            "economy_bureau": name("the economy bureau", "市经信局"),
        },
        "crews": {"builders": name("building crews", "建筑施工队")},
        "sources": {"special_purpose_bonds": name("special-purpose bonds", "专项债券")},
        "gates": {"national_list": name("the national list", "国家平台认定")},
    }


def make_results_folder(folder: Path, scenarios: tuple[str, ...] = tuple(SCENARIOS), replications: int = 40) -> Path:
    """Write a results folder with its tables and provenance; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    luck = np.random.Generator(np.random.PCG64(7))
    common = luck.normal(size=replications)
    own = {key: luck.normal(size=replications) for key in [*TARGETS, *NETWORKS]}
    awarded = luck.random(replications)
    targets, causes, progress, costs = [], [], [], []
    for scenario in scenarios:
        for key, t in TARGETS.items():
            stretch = t[11] * SCENARIOS[scenario][2] ** (0.3 if t[12] == "builders" else 1.0)
            stretch = stretch * np.exp(0.06 * common + 0.08 * own[key])
            if t[12] == "outside":
                stretch = np.where(awarded < 0.12, np.inf, stretch)
            rows, cause_rows, cost_rows = _target_rows(key, t, stretch)
            targets += [(scenario, *row) for row in rows]
            causes += [(scenario, *row) for row in cause_rows]
            costs += [(scenario, *row) for row in cost_rows]
            progress += [(scenario, *row) for row in _progress_rows(key, t[4], stretch, t[7], t[8], t[9], t[10])]
        for key in NETWORKS:
            pace = {"information": 1.0, "transport": 1.05, "energy": 1.3, "innovation": 1.15}[key]
            stretch = pace * SCENARIOS[scenario][2] * np.exp(0.06 * common + 0.05 * own[key])
            progress += [(scenario, *row) for row in _progress_rows("works", key, stretch, 1e-6, 0.12, None, 0.88)]
    frames = {
        "milestones": pd.DataFrame(
            [
                (scenario, replication, key, commitment, "in_service", 914, "inherited", 700.0, luck.random() < share)
                for scenario in scenarios
                for key, commitment, share in (
                    (key, commitment, COMMITMENTS[commitment] / SCENARIOS[scenario][2])
                    for key, (_, commitment) in MILESTONES.items()
                )
                for replication in range(replications)
            ],
            columns=[
                *("scenario", "replication", "milestone", "commitment", "event", "due_day", "due_is", "event_day"),
                "met",
            ],
        ),
        "targets": pd.DataFrame(
            targets,
            columns=["scenario", "replication", "target", "value_at_deadline", "attained_day", "met", "margin_days"],
        ),
        "causes": pd.DataFrame(causes, columns=["scenario", "replication", "target", "cause", "by", "days"]),
        "causes_at_root": pd.DataFrame(
            [
                (scenario, replication, target, TARGETS[target][4], *AT_ROOT.get((cause, by), (cause, by)), days)
                for scenario, replication, target, cause, by, days in causes
            ],
            columns=["scenario", "replication", "target", "root_network", "cause", "by", "days"],
        ),
        "progress": pd.DataFrame(
            progress,
            columns=[
                "scenario",
                "replication",
                "month",
                "network",
                "indicator",
                "cumulative",
                "rate",
                "planned_cumulative",
                "planned_rate",
                "needed_rate",
                "unit",
            ],
        ),
        "delay_cost": pd.DataFrame(
            costs,
            columns=[
                "scenario",
                "replication",
                "package",
                "network",
                "target",
                "account",
                "component",
                "payer",
                "days_late",
                "days_early",
                "is_open",
                "cost_cny_10k",
            ],
        ),
    }
    keys = ["scenario", "replication", "network", "target", "account", "component", "payer"]
    frames["delay_cost_sums"] = frames["delay_cost"].groupby(keys, as_index=False)["cost_cny_10k"].sum()
    for table, frame in frames.items():
        frame = frame.astype({"replication": "int32", "scenario": "category"})
        frame.to_parquet(folder / f"{table}.parquet")
    _estimates(frames, scenarios, replications).to_csv(folder / "estimates.csv", index=False)
    _differences(frames, scenarios, replications).to_csv(folder / "differences.csv", index=False)
    _month_late().to_csv(folder / "month_late.csv", index=False)
    _outcome_means(scenarios, replications).to_csv(folder / "outcome_means.csv", index=False)
    _four_rates(scenarios, replications).to_csv(folder / "four_rates.csv", index=False)
    provenance = {"words": words(scenarios, replications), "version": "0.1.0"}
    (folder / "provenance.json").write_text(json.dumps(provenance, ensure_ascii=False), encoding="utf-8")
    return folder


def _share_done(days: np.ndarray, stretch: float) -> np.ndarray:
    """Return the share of the pipeline in service after so many days, in twelve steps."""
    if math.isinf(stretch):
        return 0.4 * np.clip(days / DEADLINE_DAY, 0, 1)
    return np.clip(days / (DEADLINE_DAY * stretch), 0, 1) ** 1.2


def _target_rows(key: str, t: tuple, stretch: np.ndarray) -> tuple[list, list, list]:
    rows, causes, costs = [], [], []
    for replication, pace in enumerate(stretch):
        share_needed = (t[9] - t[8]) / t[10]
        value = t[8] + t[10] * float(_share_done(np.array([DEADLINE_DAY]), pace)[0])
        day = share_needed ** (1 / 1.2) * DEADLINE_DAY * pace
        attained = day if day <= HORIZON_DAY else None
        met = attained is not None and attained <= DEADLINE_DAY
        value = math.floor(value / t[7] + 1e-9) * t[7]
        rows.append((replication, key, value, attained, met, None if attained is None else DEADLINE_DAY - attained))
        late = (attained or HORIZON_DAY) - DEADLINE_DAY
        if not met:
            causes += [
                (replication, key, cause, by, days * pace if np.isfinite(pace) else days)
                for cause, by, days in CAUSES[key]
            ]
        if late > 0:
            size = {"metro": 900.0, "space": 350.0, "gas": 500.0}.get(key, 60.0)
            for account, component, factor in [
                ("economic", "benefits_forgone", 1.0),
                ("economic", "deferred_capital", -0.35),
                ("financial", "interest_during_construction", 0.6),
                ("financial", "damages_received", -0.1),
            ]:
                cost = round(size * factor * late, 6)
                payer = "society" if account == "economic" else "builders"
                costs.append(
                    (replication, key, t[4], key, account, component, payer, late, 0.0, attained is None, cost)
                )
    return rows, causes, costs


def _progress_rows(
    indicator: str,
    network: str,
    stretch: np.ndarray,
    smallest: float,
    baseline: float,
    target: float | None,
    pipeline: float,
) -> list:
    unit = "ppm" if indicator == "works" else f"{smallest:g} unit"
    start = round(baseline / smallest)
    planned = np.floor((baseline + pipeline * _share_done(MONTH_ENDS, 0.97)) / smallest + 1e-9).astype(int)
    planned_rate = np.diff(planned, prepend=start)
    rows = []
    for replication, pace in enumerate(stretch):
        stock = np.floor((baseline + pipeline * _share_done(MONTH_ENDS, pace)) / smallest + 1e-9).astype(int)
        rate = np.diff(stock, prepend=start)
        for place, month in enumerate(MONTHS):
            before = start if place == 0 else stock[place - 1]
            left = (DEADLINE_DAY - (0 if place == 0 else MONTH_ENDS[place - 1])) / 30.4375
            needed = max(0.0, (target / smallest - before) / left) if target and left > 0.5 else None
            rows.append(
                (
                    replication,
                    str(month),
                    network,
                    indicator,
                    stock[place],
                    rate[place],
                    planned[place],
                    planned_rate[place],
                    needed,
                    unit,
                )
            )
    return rows


def _wilson(met: int, count: int) -> tuple[float, float, float]:
    z, share = 1.959964, met / count
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return share, max(0.0, centre - half), min(1.0, centre + half)


def _estimates(frames: dict[str, pd.DataFrame], scenarios: tuple[str, ...], replications: int) -> pd.DataFrame:
    rows: list[tuple] = []
    for scenario in scenarios:
        own = frames["targets"][frames["targets"].scenario == scenario]
        met = own.pivot(index="replication", columns="target", values="met")
        city = [key for key, t in TARGETS.items() if t[12] == "city"]
        for subject, wins in [*met.items(), ("all_targets", met.all(axis=1)), ("city_targets", met[city].all(axis=1))]:
            rows.append((scenario, "chance", subject, "share", *_wilson(int(wins.sum()), replications)))
        for key, t in TARGETS.items():
            one = own[own.target == key]
            for column, measure, unit in [("value_at_deadline", "value", t[5]), ("margin_days", "margin", "days")]:
                ordered = np.sort(one[column].astype(float).fillna(-np.inf).to_numpy())
                for tail, share in [("p10", 0.1), ("p50", 0.5), ("p90", 0.9)]:
                    spread = 1.96 * math.sqrt(replications * share * (1 - share))
                    places = [share * replications, share * replications - spread, share * replications + spread]
                    picked = [ordered[int(np.clip(place, 0, replications - 1))] for place in places]
                    rows.append(
                        (scenario, f"{measure}_{tail}", key, unit, *[None if np.isinf(x) else x for x in picked])
                    )
        kept = frames["milestones"][frames["milestones"].scenario == scenario]
        for key, met in kept.groupby("milestone", sort=False)["met"]:
            rows.append((scenario, "milestone_chance", key, "share", *_wilson(int(met.sum()), replications)))
        for commitment in COMMITMENTS:
            of_commitment = kept[kept.commitment == commitment].groupby("replication")["met"].mean()
            half = 1.96 * of_commitment.std() / math.sqrt(replications)
            share = of_commitment.mean()
            rows.append((scenario, "milestones_kept", commitment, "share", share, share - half, share + half))
            rows.append((scenario, "milestones_kept_already", commitment, "milestones", 2, 2, 2))
        for subject, costs in _cost_samples(frames, scenario, replications).items():
            half = 1.96 * costs.std() / math.sqrt(replications)
            rows.append(
                (
                    scenario,
                    "delay_cost_mean",
                    subject,
                    "cny_10k",
                    costs.mean(),
                    costs.mean() - half,
                    costs.mean() + half,
                )
            )
            if subject in ("economic", "financial"):
                for name, share in (("p50", 0.5), ("p80", 0.8), ("p95", 0.95)):
                    spread = np.quantile(costs, [share, share - 0.04, share + 0.04])
                    rows.append((scenario, f"delay_cost_{name}", subject, "cny_10k", *spread))
        for family, column in (("network", "network"), ("target", "target"), ("payer", "payer")):
            own = frames["delay_cost_sums"][frames["delay_cost_sums"].scenario == scenario]
            for (account, subject), part in own.groupby(["account", column]):
                sums = part.groupby("replication").cost_cny_10k.sum().reindex(range(replications), fill_value=0.0)
                mean, p80 = sums.mean(), np.quantile(sums, 0.8)
                for what, number in (("mean", mean), ("p80", p80)):
                    named = f"{account}/{subject}"
                    rows.append((scenario, f"{family}_delay_cost_{what}", named, "cny_10k", number, number, number))
    return _frame(rows, replications)


def _cost_samples(frames: dict[str, pd.DataFrame], scenario: str, replications: int) -> dict[str, np.ndarray]:
    own = frames["delay_cost"][frames["delay_cost"].scenario == scenario]
    samples = {}
    for account in ("economic", "financial"):
        for component, part in [("", own[own.account == account]), *own[own.account == account].groupby("component")]:
            sums = part.groupby("replication").cost_cny_10k.sum().reindex(range(replications), fill_value=0.0)
            samples[f"{account}/{component}" if component else account] = sums.to_numpy()
    return samples


def _differences(frames: dict[str, pd.DataFrame], scenarios: tuple[str, ...], replications: int) -> pd.DataFrame:
    rows: list[tuple] = []
    table = frames["targets"]
    city = [key for key, t in TARGETS.items() if t[12] == "city"]

    def met_in(scenario: str) -> pd.DataFrame:
        met = table[table.scenario == scenario].pivot(index="replication", columns="target", values="met").astype(float)
        return met.assign(all_targets=met.min(axis=1), city_targets=met[city].min(axis=1))

    base = met_in(scenarios[0])
    base_costs = _cost_samples(frames, scenarios[0], replications)
    for scenario in scenarios[1:]:
        changes = met_in(scenario) - base
        pairs = [("chance", subject, "share", changes[subject].to_numpy()) for subject in changes]
        costs = _cost_samples(frames, scenario, replications)
        pairs += [
            ("delay_cost_mean", key, "cny_10k", costs[key] - base_costs[key]) for key in costs if key in base_costs
        ]
        for measure, subject, unit, change in pairs:
            half = 1.96 * change.std() / math.sqrt(replications)
            rows.append((scenario, measure, subject, unit, change.mean(), change.mean() - half, change.mean() + half))
        for key in TARGETS:
            margins = [
                table[(table.scenario == one) & (table.target == key)].margin_days.fillna(-9999).median()
                for one in (scenario, scenarios[0])
            ]
            shift = margins[0] - margins[1]
            rows.append((scenario, "margin_p50", key, "days", shift, shift - 9, shift + 9))
    frame = _frame(rows, replications)
    return frame.assign(
        says=["no difference seen" if low <= 0 <= high else "" for low, high in zip(frame.low, frame.high, strict=True)]
    )


def _frame(rows: list[tuple], replications: int) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["scenario", "measure", "subject", "unit", "estimate", "low", "high"])
    return frame.assign(low_assumed=None, high_assumed=None, replications=replications)


def _month_late() -> pd.DataFrame:
    rows = []
    for place, key in enumerate(TARGETS):
        size = {"metro": 27000.0, "space": 10500.0, "gas": 15000.0}.get(key, 1800.0 + 300 * place)
        rows += [
            (key, "economic", "benefits_forgone", size),
            (key, "economic", "deferred_capital", -0.35 * size),
            (key, "financial", "interest_during_construction", 0.6 * size),
            (key, "financial", "prolongation", 0.2 * size),
        ]
    return pd.DataFrame(rows, columns=["target", "account", "component", "cost_cny_10k"])


QUARTERS = [f"{year}Q{quarter}" for year in (2020, 2021, 2022) for quarter in (1, 2, 3, 4)][2:]
YEARS_AFTER = [f"{year}Q4" for year in range(2023, 2029)]


def _outcome_means(scenarios: tuple[str, ...], replications: int) -> pd.DataFrame:
    """Return outcomes that grow evenly to the horizon, with what lateness loses and two districts."""
    of_city = [("integration_index", "share", 1.0), ("fields_in_use", "fields", 10), ("investment", "cny_10k", 4e7)]
    of_network = [
        ("service_in_use", "share", 1.0),
        ("service_worth", "cny_10k_a_year", 3e6),
        ("slippage", "share", 0.1),
    ]
    rows = []

    def add(scenario: str, quarter: str, outcome: str, network: str, district: str, mean: float, unit: str) -> None:
        spread = [mean, 0.95 * mean, 1.05 * mean, 0.8 * mean, 1.2 * mean]
        rows.append((scenario, quarter, outcome, network, district, *spread, unit, replications))

    for scenario in scenarios:
        times = [*QUARTERS, *YEARS_AFTER]
        for place, quarter in enumerate(times):
            grown = (place + 1) / len(times) / SCENARIOS[scenario][2]
            for outcome, unit, at_most in of_city:
                add(scenario, quarter, outcome, "", "", at_most * grown, unit)
            for network in NETWORKS:
                for outcome, unit, at_most in of_network:
                    add(scenario, quarter, outcome, network, "", at_most * grown, unit)
        for key in TARGETS:
            add(scenario, times[-1], f"service_lost/{key}", TARGETS[key][4], "", 12_345.6, "discounted unit-years")
        for district in ("tianfu_new_area", "hi_tech_zone"):
            add(scenario, times[-1], "district_service", "", district, 0.8, "share")
    columns = ["scenario", "quarter", "outcome", "network", "district", "mean", "low", "high", "p10", "p90", "unit"]
    return pd.DataFrame(rows, columns=[*columns, "replications"])


def _four_rates(scenarios: tuple[str, ...], replications: int) -> pd.DataFrame:
    rows = []
    for scenario in scenarios:
        for network in NETWORKS:
            for place, quarter in enumerate(QUARTERS):
                planned = (place + 1) / len(QUARTERS)
                mean = planned / SCENARIOS[scenario][2]
                for rate in ("started", "invested", "in_place", "progress"):
                    spread = [mean, 0.95 * mean, 1.05 * mean, 0.8 * mean, mean, 1.2 * mean, planned]
                    rows.append((scenario, network, quarter, rate, *spread, replications))
    columns = ["scenario", "network", "quarter", "rate", "mean", "low", "high", "p10", "p50", "p90", "planned"]
    return pd.DataFrame(rows, columns=[*columns, "replications"])
