"""One valid plan that uses every section and every key, in short and long forms: what readers are tried on."""

from typing import Any


def whole_mapping() -> dict[str, Any]:
    """Return the mapping, new each time."""
    return {
        "schema": 1,
        "programme": {
            "name": {"en": "Whole", "zh": "全"},
            "start": "2020-01-01",
            "deadline": "2021-06-30",
            "horizon": "2021-12-31",
            "discount_rate": 0.08,
            "interest_rule": "by_day",
            "note": "every key once",
        },
        "calendar": {
            "working": "working_days",
            "days_off": ["2020-05-01", "2020-10-01"],
            "seasons": {
                "frost": {"rate": 0, "every_year": ["12-20", "01-10"], "networks": ["rail"]},
                "heat": {"rate": 0.5, "spans": [["2020-07-01", "2020-08-01"]], "reference_classes": ["line"]},
            },
        },
        "coordination": {"review_mode": "joint", "intake_days": 2, "crew_queue": "strict"},
        "delay_cost": {
            "name": {"en": "Priced"},
            "prolongation_share": 0.1,
            "standby_share_a_month": 0.005,
            "standby_most_months": 4,
            "real_share": 0.9,
            "escalation_rate": 0.03,
            "inflation_rate": 0.02,
            "damages_share_a_day": 0.0005,
            "damages_cap": 0.05,
            "missed_target_cny_10k": {},
        },
        "outcomes": {
            "name": {"en": "Counted"},
            "backbone": ["length"],
            "energy_security": ["depot"],
            "seamless_transfer": ["power"],
        },
        "networks": {"rail": {"name": "Rail"}, "grid": {}},
        "tasks": {"T1": {"network": "rail", "lead": "bureau", "supporters": ["office"]}},
        "crews": {
            "gang": 4,
            "rig": {"2020-01-01": 2, "2020-07-01": 3},
            "team": {"name": "Team", "capacity": {"2020-01-01": 2}, "evidence": {"capacity": "crew.team"}},
        },
        "agencies": {
            "bureau": {
                "name": "Bureau",
                "kind": "bureau",
                "desks": {"2020-01-01": 1, "2020-09-01": 2},
                "review_days": {"lognormal": {"mean": 10, "sigma": 0.3}, "planned": 9},
                "return_chance": 0.2,
                "resubmission_days": {"pert": [5, 10, 30]},
            },
            "office": {"desks": 1, "review_days": {"exponential": 3}},
        },
        "quotas": {"land": {"unit": "ha", "opening": 2, "amounts": {2020: 5, 2021: 5}, "day": "03-31"}},
        "lists": {"yearly": {"name": "Yearly", "closes": "11-30", "published": "02-02"}},
        "funding": {
            "budget": {
                "kind": "appropriation",
                "opening_cny_10k": 500,
                "amounts_cny_10k": {2020: 1000, 2021: 1000},
                "calendar": {"03-31": 0.3, "12-31": 1},
                "lag_days": 30,
                "carry_over": 0.3,
                "queue": "strict",
                "eligible_networks": ["rail"],
                "eligible_tasks": ["T1"],
                "eligible_classes": ["line"],
                "payer": "general_budget",
            },
            "bonds": {
                "kind": "bond",
                "tranches_cny_10k": {"2020-03-01": 300, "2020-09-01": 300},
                "amounts_cny_10k": {2021: 100},
                "conversion": 0.5,
                "idle_share": 0.2,
                "idle_days": 180,
                "reserve_after_days": 30,
                "interest_rate": 0.04,
                "debt": {"term_years": 10, "grace_years": 2, "repaid": "equal_parts"},
                "city_share": 1,
            },
            "grant": {
                "kind": "grant",
                "gap_days": {"exponential": 90},
                "gap_amount_cny_10k": 50,
                "gap_tranches": 4,
                "earmarks": {"grid": 0.6},
            },
            "land": {"kind": "equity", "released_by": {"depot": 40}, "lag_days": 60, "queue": "pro_rata"},
            "partners": {
                "kind": "ppp",
                "close_days": {"gamma": {"mean": 60, "cv": 0.4}},
                "conversion": 0.4,
                "most_share": 0.7,
            },
        },
        "reference_classes": {
            "line": {
                "sized_by": "length_km",
                "reference_size": 10,
                "days_exponent": 0.5,
                "unit_cost_cny_10k": 20,
                "commitment": "accelerate",
                "after": ["depot"],
                "slowed_by": {"power": 0.8},
                "gates": {"title": "works"},
                "permits": {
                    "siting": {
                        "lead": "task_lead",
                        "supporters": "task_supporters",
                        "return_chance": 0.1,
                        "quota": {"land": {"per_size": 5}},
                    }
                },
                "listed_in": "yearly",
                "activities": {
                    "dig": {"days": {"pert": [60, 80, 200]}, "crew": {"rig": {"per_size": 8}}},
                    "fit": {"days": 40, "factor": {"uniform": [0.9, 1.2]}, "crew": {"gang": 1}},
                },
                "cost_factor": {"overrun": {"p": 0.2, "low": 0.9, "mode": 1, "cap": 5, "alpha": 2}},
                "funding": ["budget", "bonds"],
                "instalments": 3,
                "restart_days": 5,
                "restart_cost_share": 0.01,
                "priority": 1,
                "delivers": {"length": "size"},
            }
        },
        "gates": {
            "title": {
                "chance": 0.5,
                "windows": [["2020-03-01", "2020-03-31"], [200, 210.5]],
                "common": "ministry",
                "common_share": 0.3,
            }
        },
        "shocks": {
            "flood": {
                "probability": 0.3,
                "windows": [["2020-07-01", "2020-08-31"]],
                "days": {"triangular": [5, 10, 30]},
                "rate": 0.2,
                "networks": ["rail"],
                "sources": ["bonds"],
            }
        },
        "drivers": {
            "pace": {"multiplies": "work_days", "factor": {"normal": [1, 0.1]}, "networks": ["rail"]},
            "prices": {"multiplies": "cost", "factor": {"gamma": {"mean": 1, "cv": 0.1}}, "tasks": ["T1"]},
            "haste": {"multiplies": "review_days", "factor": {"discrete": {1: 0.5, 2: 0.5}}},
        },
        "indicators": {
            "length": {
                "name": "Length",
                "unit": "km",
                "unit_name": {"en": "km", "zh": "公里"},
                "smallest_unit": 0.1,
                "counts": "stock",
                "baseline": 3,
                "network": "rail",
                "benefit_cny_10k_per_unit_year": 5,
                "life_years": 30,
            },
            "plans": {"unit": "plans", "counts": "new"},
        },
        "targets": {
            "length": {
                "indicator": "length",
                "at_least": 10,
                "stated": 12,
                "who_decides": "city",
                "short_name": {"en": "km", "zh": "公里"},
                "clause": "3.1",
                "decided_because": "it builds it",
            }
        },
        "commitments": {"reading": "stated", "works_share": 0.4},
        "safeguards": {"S1": {"name": "Lead", "clause": "3.1", "lead": "bureau", "supporters": ["office"]}},
        "districts": {"north": {"name": "North", "agency": "office", "innovation_space_m2": 1000}},
        "ecosystems": {"trains": {"name": "Trains", "clause": "2.1"}},
        "zones": {
            "yard": {"name": "Yard", "clause": "2.1", "district": "north", "ecosystem": "trains", "packages": ["depot"]}
        },
        "fields_of_use": {"travel": {"name": "Travel", "clause": "2.1", "packages": ["line_1"]}},
        "milestones": {
            "M1": {"name": "Line 1", "task": "T1", "clause": "2.1", "commitment": "accelerate", "works_share": 0.3},
            "M2": {
                "safeguard": "S1",
                "commitment": "plan",
                "packages": ["plan", "power"],
                "rule": 0.5,
                "event": "published",
                "due": "2020-12-31",
                "outside": "national",
            },
            "M3": {"commitment": "strive", "left_out": "nothing is built"},
        },
        "dependencies": {
            "D1": {
                "provider": "T1",
                "receiver": "T1",
                "kind": "hard",
                "what": "The line needs its depot",
                "in_the_text": "explicit",
                "carried_by": [["line_1", "depot"]],
            },
            "D2": {
                "provider": "T1",
                "receiver": "S1",
                "kind": "soft",
                "what": "Nothing",
                "in_the_text": "inferred",
                "left_out": "no mechanism",
            },
        },
        "definitions": {
            "length": {
                "question": "Which length?",
                "because": "the usual one",
                "choice": "whole",
                "options": {"whole": {"name": "Whole"}, "half": {"sets": {"targets": {"length": {"at_least": 5}}}}},
            }
        },
        "packages": {
            "depot": {
                "network": "rail",
                "lots": {"count": 3, "from": "2020-01-10", "to": "2020-03-01"},
                "permits": {"lead": "office"},
                "activities": {"build": {"days": {"erlang": [2, 30]}, "crew": {"team": 1}, "rework": 0.1}},
            },
            "power": {
                "network": "grid",
                "not_before": "2020-02-01",
                "lots": 2,
                "permits": {
                    "file": {
                        "lead": "bureau",
                        "supporters": ["office"],
                        "mode": "series",
                        "each": "lot",
                        "quota": {"land": 2},
                    }
                },
                "listed_in": "yearly",
                "activities": {"lay": {"days": {"weibull": [2, 50]}, "days_scale": 1.5, "clock": "calendar"}},
                "works_days": 60,
                "cost_cny_10k": 90,
                "funding": ["grant", "bonds"],
            },
            "line_1": {
                "name": "Line 1",
                "task": "T1",
                "district": "north",
                "milestones": ["M1"],
                "reference_class": "line",
                "length_km": 7.5,
                "after": {"depot": {"kind": "SS", "lag_days": 3, "holds": "works", "share": 0.5}},
                "permits": {"siting": None, "safety": "bureau"},
                "activities": {"fit": {"days": 30, "clock": "office"}},
                "progress": 0.1,
            },
            "plan": {
                "safeguard": "S1",
                "not_before_day": 3.5,
                "priority": 2,
                "size": 2,
                "lots": {"count": 2, "from_day": 1, "to_day": 9},
                "after": {"power": {"kind": "FF"}, "line_1": {"held_lots_share": 0.5}},
                "gates": ["title"],
                "activities": {"write": {"days": {"discrete": {10: 0.4, 30: 0.6}, "planned": 10}}},
                "delivers": {"plans": 1},
                "evidence": {"size": "plan.size"},
                "note": "no money needed",
            },
        },
    }
