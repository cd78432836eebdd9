"""Random small plans with every feature, as mappings that the reader takes; whole days make ties frequent."""

from random import Random
from typing import Any

START = "2020-06-01"
SOURCES = ("fund", "bonds", "grant", "line", "own", "partners")
QUEUES = ("skip_ahead", "strict", "pro_rata")
UNITS = ("a1", "a2", "a3")


def random_mapping(seed: int) -> dict[str, Any]:
    """Return the mapping of a random plan of two to seven packages; the same seed gives the same plan.

    Some horizons are so near that much is still open, and some plans have money for half of what they cost.
    """
    luck = Random(seed)
    names = [f"p{number}" for number in range(luck.randint(2, 7))]
    lots = {name: luck.choice([1, 1, 1, 2, 3, 5]) for name in names}
    horizon = luck.choice(["2020-08-31", "2020-12-17", "2021-12-31", "2021-12-31"])
    plan = {
        "schema": 1,
        "programme": {
            "name": "Random",
            "start": START,
            "deadline": "2020-08-31",
            "horizon": horizon,
        },
        "calendar": _calendar(luck),
        "coordination": _coordination(luck),
        "networks": {"one": {}, "two": {}},
        "crews": {
            "r1": luck.choice([2, 3, {START: 2, "2020-06-21": 4, "2020-08-01": 2}]),
            "r2": luck.choice([1, 2, {START: 2, "2020-07-10": 0, "2020-07-31": 3}]),
        },
        "agencies": {name: _agency(luck) for name in UNITS},
        "funding": _funding(luck, [2020, 2021] if horizon.startswith("2021") else [2020], names),
        "gates": {
            "g1": {"chance": 0.6, "windows": [["2020-06-11", "2020-06-11"], ["2020-08-01", "2020-08-04"]]},
            "g2": {"chance": luck.choice([0, 0.8, 1]), "windows": [["2020-06-10", "2020-06-10"]], "common": "c"},
        },
        "shocks": _shocks(luck),
        "drivers": _drivers(luck),
        "packages": {name: _package(luck, name, names, lots) for name in names},
        "levers": _levers(luck),
    }
    return {**plan, **_of_the_year(luck, plan["packages"], int(horizon[:4])), **_promises(luck, names)}


def _coordination(luck: Random) -> dict[str, Any]:
    return {
        "review_mode": luck.choice(["series", "joint", "task_force", "task_force"]),
        "joint_share": luck.choice([0, 0.5, 1, 1]),
        "intake_days": luck.choice([0, 0, 2]),
        "handover_days": luck.choice([0, 0, 1]),
        "task_force": {
            "slots": luck.choice([1, 1, 2]),
            "interval_days": luck.choice([0, 5, 7.5, 20, 300]),
            "patience_days": luck.choice([0, 2, 5, 10]),
            "threshold_days": luck.choice([3, 5, 20]),
            "return_factor": luck.choice([0, 0.5, 1]),
        },
        "inspection": {
            "interval_days": luck.choice([0, 0, 5, 12.5, 30]),
            "list_size": luck.choice([1, 2, 20]),
            "boost": luck.choice([1, 1000]),
        },
        "crew_queue": luck.choice(["skip_ahead", "strict"]),
    }


def _levers(luck: Random) -> dict[str, Any]:
    """Return levers that put some packages before others and lengthen the way from one permit to the next."""
    return {
        "turns": {
            "at": luck.choice([0, 1, 1]),
            "high": 1,
            "effects": {
                "ahead": {"of": "queue_priority", "acts_on": ["two"], "slope": luck.choice([-3, 1.5])},
                "slower": {"of": "handover_days", "acts_on": ["p1"], "slope": luck.choice([-1, 1])},
            },
        },
        "purse": {
            "at": luck.choice([0, 0, 1]),
            "high": 1,
            "effects": {
                "first": {"of": "money_priority", "acts_on": ["one"], "slope": luck.choice([-3, 1.5])},
                "less": {"of": "source_amount", "acts_on": ["bonds", "grant"], "slope": -0.3},
                "later": {"of": "source_lag", "slope": 0.5},
                "surer": {"of": "source_conversion", "slope": luck.choice([0.5, 1])},
                "quicker": {"of": "close_days", "acts_on": ["p0", "two"], "slope": -0.5},
                "short": {"of": "source_cny_10k_a_year", "acts_on": ["fund"], "slope": -15},
            },
        },
    }


def _of_the_year(luck: Random, packages: dict[str, Any], last_year: int) -> dict[str, Any]:
    """Give some permits a quota and some packages a yearly list; return the sections they need."""
    for package in packages.values():
        for permit in package.get("permits", {}).values():
            if luck.random() < 0.4:
                permit["quota"] = {
                    name: luck.choice([1, 2]) for name in luck.choice([["land"], ["heat"], ["land", "heat"]])
                }
        if luck.random() < 0.25:
            package["listed_in"] = luck.choice(["plan", "grants"])
    years = range(2020, last_year + 1)
    return {
        "quotas": {
            "land": {
                "unit": "ha",
                "amounts": dict.fromkeys(years, 20),
                "day": "07-11",
                "opening": luck.choice([0, 3]),
            },
            "heat": {"unit": "MW", "amounts": dict.fromkeys(years, 20), "day": luck.choice(["02-01", "06-21"])},
        },
        "lists": {
            "plan": {"closes": luck.choice(["05-31", "06-05", "06-20"]), "published": "07-05"},
            "grants": {"closes": luck.choice(["06-10", "11-30"]), "published": "02-01"},
        },
    }


def _promises(luck: Random, names: list[str]) -> dict[str, Any]:
    """Return milestones that ask for the day on which a share of works is done."""
    return {
        "milestones": {
            f"m{number}": {
                "commitment": "accelerate",
                "works_share": luck.choice([0, 0.3, 0.5, 0.77, 1]),
                "packages": luck.sample(names, luck.choice([1, 1, 2])),
                "rule": "any",
            }
            for number in range(luck.choice([0, 2, 4]))
        }
    }


def _calendar(luck: Random) -> Any:
    if luck.random() < 0.5:
        return "continuous"
    seasons = {
        "summer": {"every_year": ["07-10", "08-10"], "rate": luck.choice([0, 0.5])},
        "winter": {"spans": [["2021-01-20", "2021-02-20"]], "rate": 0.3, "networks": ["one"]},
    }
    return {"holidays": "CN", "seasons": seasons}


def _shocks(luck: Random) -> dict[str, Any]:
    if luck.random() < 0.4:
        return {}
    audit = {
        "probability": 0.7,
        "windows": [["2020-06-02", "2020-07-10"]],
        "days": luck.choice([10, {"uniform": [5, 60]}]),
        "sources": luck.sample(SOURCES, 3),
    }
    heat = [["2020-06-15", "2020-07-15"], ["2020-08-01", "2020-08-31"]]
    return {
        "audit": audit,
        "flood": {"probability": 0.6, "windows": [["2020-06-05", "2020-07-01"]], "days": 20, "rate": 0},
        "heat": {
            "probability": 0.5,
            "windows": heat,
            "days": {"uniform": [5, 40]},
            "rate": 0.4,
            "networks": ["two"],
        },
    }


def _drivers(luck: Random) -> dict[str, Any]:
    if luck.random() < 0.7:
        return {}
    return {
        "common": {"multiplies": "work_days", "factor": {"lognormal": {"mean": 1, "sigma": 0.1}}},
        "prices": {"multiplies": "cost", "factor": {"uniform": [0.9, 1.3]}, "networks": ["one"]},
        "haste": {"multiplies": "review_days", "factor": {"discrete": {1: 0.5, 2: 0.5}}, "networks": ["two"]},
    }


def _agency(luck: Random) -> dict[str, Any]:
    return {
        "desks": luck.choice([1, 1, 2, {START: 1, "2020-07-01": 3}, {START: 1, "2020-06-09": 0, "2020-08-31": 1}]),
        "review_days": luck.choice([0, 3, 5, {"uniform": [2, 9]}, {"discrete": {2: 0.5, 6: 0.5}}]),
        "return_chance": luck.choice([0, 0, 0.4]),
        "resubmission_days": luck.choice([0, 4, {"pert": [1, 3, 9]}]),
    }


def _funding(luck: Random, years: list[int], names: list[str]) -> dict[str, Any]:
    plenty = luck.choice([10, 40, 150, 600])
    return {
        "fund": {
            "kind": "appropriation",
            "amounts_cny_10k": dict.fromkeys(years, plenty),
            "carry_over": luck.choice([0, 0.3, 1]),
            "lag_days": luck.choice([0, 15]),
            "earmarks": luck.choice([{}, {"one": 0.4}, {"p0": 0.25, "two": 0.5}]),
            "queue": luck.choice(QUEUES),
        },
        "bonds": {
            "kind": "bond",
            "amounts_cny_10k": {year: plenty * (2022 - year) for year in years},
            "calendar": {"06-30": 0.3, "10-31": 1},
            "lag_days": luck.choice([0, 30]),
            "conversion": luck.choice([1, 0.5]),
            "idle_share": luck.choice([0, 0.3]),
            "idle_days": luck.choice([0, 40]),
            **luck.choice([{}, {"queue": "strict"}, {"queue": "pro_rata"}, {"reserve_after_days": 10}]),
        },
        "grant": {
            "kind": "grant",
            "gap_days": luck.choice([0, 10, {"exponential": 30}]),
            "gap_amount_cny_10k": luck.choice([20, 50]),
            "gap_tranches": 6,
            "lag_days": luck.choice([0, 10]),
            "earmarks": luck.choice([{}, {"one": 0.6}]),
            "most_share": luck.choice([1, 0.3, 0.5]),
            "carry_over": luck.choice([0.5, 1]),
            "queue": luck.choice(QUEUES),
        },
        "line": {
            "kind": "credit_line",
            "opening_cny_10k": plenty,
            "tranches_cny_10k": {"2020-07-11": plenty},
            "carry_over": luck.choice([0.5, 1]),
            "released_by": dict.fromkeys(luck.sample(names, luck.choice([0, 1, 2])), luck.choice([30, 90])),
            "lag_days": luck.choice([0, 0, 5]),
            "queue": luck.choice(QUEUES),
            "eligible_networks": ["one", "two"],
        },
        "partners": {
            "kind": "ppp",
            "close_days": luck.choice([0, 8, {"uniform": [5, 30]}]),
            "conversion": luck.choice([0, 0.5, 1]),
            "most_share": luck.choice([0.6, 1]),
            "carry_over": luck.choice([0.5, 1]),
            "queue": luck.choice(QUEUES),
        },
        "own": {
            "kind": "equity",
            "tranches_cny_10k": {START: 60, "2020-06-21": 60, luck.choice(["2020-07-11", "2020-08-30"]): 10_000},
            "lag_days": luck.choice([0, 0, 0, 300]),
            **luck.choice(
                [{}, {"queue": "strict"}, {"queue": "pro_rata"}, {"reserve_after_days": luck.choice([0, 7.5])}]
            ),
        },
    }


def _package(luck: Random, name: str, names: list[str], lots: dict[str, int]) -> dict[str, Any]:
    earlier = names[: names.index(name)]
    count = lots[name]
    package: dict[str, Any] = {
        "network": luck.choice(["one", "two"]),
        "priority": luck.choice([0, 0, 1, 2]),
        "not_before_day": luck.choice([0, 0, 0, 5, 10, 85]),
        "lots": {"count": count, "from_day": luck.choice([0, 5]), "to_day": luck.choice([5, 10, 40, 90])}
        if count > 1
        else 1,
        "progress": luck.choice([0, 0, 0, 0.3, 0.75]),
        "activities": {f"w{number}": _activity(luck) for number in range(1, luck.choice([1, 2, 2, 3]) + 1)},
    }
    if luck.random() < 0.6:
        package["permits"] = {f"permit{number}": _permit(luck) for number in range(1, luck.randint(1, 2) + 1)}
    if luck.random() < 0.7:
        package |= _money(luck)
    if earlier and luck.random() < 0.8:
        chosen = luck.sample(earlier, min(len(earlier), luck.randint(1, 3)))
        package["after"] = {other: _dependency(luck, lots[other], count) for other in chosen}
    if len(names) > 1 and luck.random() < 0.3:
        others = [other for other in names if other != name]
        chosen = luck.sample(others, min(len(others), luck.choice([1, 1, 2])))
        package["slowed_by"] = {other: luck.choice([0.3, 0.5, 0.8]) for other in chosen}
    if luck.random() < 0.25:
        package["gates"] = {luck.choice(["g1", "g2"]): luck.choice(["permits", "works", "finish"])}
    return package


def _money(luck: Random) -> dict[str, Any]:
    sources = luck.sample(SOURCES, luck.randint(1, 3))
    if "own" not in sources:
        sources.insert(luck.randint(0, len(sources)), "own")
    return {
        "cost_cny_10k": luck.choice([3, 30, 90, 200]),
        "cost_factor": luck.choice([1, {"uniform": [0.8, 1.6]}]),
        "funding": sources,
        "instalments": luck.choice([1, 2, 3, 5, None]),
        "restart_days": luck.choice([0, 3]),
        "restart_cost_share": luck.choice([0, 0.02, 0.1]),
    }


def _activity(luck: Random) -> dict[str, Any]:
    return {
        "days": luck.choice([0, 5, 10, 20, {"uniform": [3, 20]}, {"pert": [5, 10, 40]}]),
        "factor": luck.choice([1, 1, {"lognormal": {"mean": 1, "sigma": 0.3}}]),
        "crew": luck.choice([{}, {"r1": 1}, {"r1": 2}, {"r2": 1}, {"r1": 1, "r2": 1}]),
        "rework": luck.choice([0, 0, 0.4]),
        "clock": luck.choice(["works", "works", "works", "office", "calendar"]),
    }


def _permit(luck: Random) -> dict[str, Any]:
    units = luck.sample(UNITS, luck.randint(1, 3))
    return {
        "lead": units[0],
        "supporters": units[1:],
        "mode": luck.choice(["series", "joint", None]),
        "review_days": luck.choice([None, 5, {"uniform": [1, 6]}]),
        "return_chance": luck.choice([None, 0, 0.3]),
        "each": luck.choice(["package", "lot"]),
    }


def _dependency(luck: Random, provider_lots: int, own_lots: int) -> dict[str, Any]:
    return {
        "kind": luck.choice(["FS", "FS", "SS", "FF"]),
        "lag_days": luck.choice([0, 0, 5]),
        "holds": luck.choice(["permits", "works"]),
        "share": luck.choice([1, 0.5]) if provider_lots > 1 else 1,
        "held_lots_share": luck.choice([1, 0.4]) if own_lots > 1 else 1,
    }
