"""A made-up plan of the shipped case's size: 80 packages in 250 lots, with every mechanism in use."""

import random
from datetime import date
from typing import Any

NETWORKS = ("information", "transport", "energy", "innovation")
UNITS = tuple(f"unit_{number:02d}" for number in range(12))
SOURCES = ("bonds", "budget", "banks", "groups", "operators", "grants")
ROLLOUTS, LOTS_EACH, SINGLES = 10, 18, 70


def synthetic_mapping(seed: int = 7) -> dict[str, Any]:
    """Return the mapping of the plan; the same seed gives the same plan."""
    chance = random.Random(seed)
    packages: dict[str, Any] = {}
    for place in range(SINGLES + ROLLOUTS):
        name = f"package_{place:02d}"
        packages[name] = _package(chance, list(packages), is_rollout=place % 8 == 7)
    for package in list(packages.values())[::3]:
        package["permits"]["set_up"]["quota"] = {"land": 2}
    for package in list(packages.values())[::10]:
        package["listed_in"] = "yearly"
    return {
        "programme": {"name": "Made up", "start": "2020-07-01", "deadline": "2022-12-31", "horizon": "2028-12-31"},
        "calendar": {
            "holidays": "CN",
            "seasons": {
                "spring_festival": {"rate": 0, "every_year": ["01-25", "02-10"]},
                "summer_heat": {"rate": 0.8, "every_year": ["07-20", "08-20"], "networks": ["transport", "energy"]},
            },
        },
        "coordination": {"review_mode": "joint", "intake_days": 2},
        "networks": {network: {} for network in NETWORKS},
        "crews": {f"{network}_crews": 26 for network in NETWORKS},
        "agencies": {
            unit: {
                "desks": chance.randint(2, 4),
                "review_days": {"lognormal": {"mean": chance.randint(8, 20), "sigma": 0.35}},
                "return_chance": 0.12,
                "resubmission_days": {"pert": [5, 10, 30]},
            }
            for unit in UNITS
        },
        "quotas": {"land": {"unit": "ha", "amounts": dict.fromkeys(range(2020, 2029), 30)}},
        "lists": {"yearly": {"closes": "11-30", "published": "02-02"}},
        "funding": {source: _source(source) for source in SOURCES},
        "shocks": {
            f"{network}_stop": {
                "probability": 0.2,
                "windows": [[str(date(2020 + year, 7, 1)), str(date(2020 + year, 12, 31))] for year in range(3)],
                "days": {"triangular": [5, 15, 60]},
                "rate": 0.3,
                "networks": [network],
            }
            for network in NETWORKS
        },
        "drivers": {
            "programme_pace": {"multiplies": "work_days", "factor": {"lognormal": {"mean": 1.05, "sigma": 0.1}}},
            **{
                f"{network}_pace": {
                    "multiplies": "work_days",
                    "factor": {"lognormal": {"mean": 1, "sigma": 0.08}},
                    "networks": [network],
                }
                for network in NETWORKS
            },
            "prices": {"multiplies": "cost", "factor": {"lognormal": {"mean": 1.05, "sigma": 0.08}}},
        },
        "milestones": {
            f"half_of_{name}": {"commitment": "accelerate", "works_share": 0.5, "packages": [name]}
            for name in list(packages)[::5]
        },
        "packages": packages,
    }


def _package(chance: random.Random, before: list[str], is_rollout: bool) -> dict[str, Any]:
    network = chance.choice(NETWORKS)
    crew = {f"{network}_crews": 1}
    units = chance.sample(UNITS, 5)
    package: dict[str, Any] = {
        "network": network,
        "permits": {
            "set_up": {"lead": units[0], "supporters": units[1:3]},
            "construction": {"lead": units[3], "supporters": units[4:], "each": "lot" if is_rollout else "package"},
        },
        "activities": {
            "procure": {"days": {"triangular": [20, 30, 60]}, "clock": "office"},
            "build": {
                "days": {"pert": [40, 60, 120]} if is_rollout else {"pert": [200, 320, 600]},
                "crew": crew,
                "rework": 0.05,
            },
            "commission": {"days": {"pert": [10, 20, 45]}, "crew": crew},
        },
        "cost_cny_10k": chance.randint(20, 400) * 1000,
        "cost_factor": {"lognormal": {"mean": 1.05, "sigma": 0.15}},
        "funding": chance.sample(SOURCES[:5], 2),
        "restart_days": 10,
        "restart_cost_share": 0.01,
    }
    if is_rollout:
        package["lots"] = {"count": LOTS_EACH, "from": "2020-07-01", "to": "2022-03-31"}
    if len(before) > 5 and chance.random() < 0.3:
        package["after"] = {chance.choice(before[-5:]): {"kind": "SS", "lag_days": 30}}
    if len(before) > 5 and chance.random() < 0.3:
        package["slowed_by"] = {chance.choice(before[-5:]): 0.9}
    return package


def _source(name: str) -> dict[str, Any]:
    source: dict[str, Any] = {
        "kind": {"bonds": "bond", "grants": "grant"}.get(name, "appropriation"),
        "opening_cny_10k": 200_000,
        "amounts_cny_10k": dict.fromkeys(range(2020, 2029), 800_000),
    }
    if name == "bonds":
        source |= {"calendar": {"03-31": 0.02, "06-30": 0.28, "09-30": 0.61, "12-31": 1.0}, "lag_days": 30}
    if name == "budget":
        source |= {"carry_over": 0.5}
    return source
