"""Networks with uncertain days whose mean finish and chances are known exactly."""

import json
from fractions import Fraction
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from tests.activity_networks import Activity, finish_days, plan_of

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "validation"
CASES = FOLDER / "stochastic_cases.json"
REPLICATIONS = 4_000


class Case(NamedTuple):
    """A network, and what is known of the day on which all of it is finished."""

    name: str
    activities: list[Activity]
    crews: dict[str, int]
    mean: float
    variance: float
    chances: list[tuple[float, float]]


def law_of(dist: list[Any]) -> Any:
    """Return a case's distribution as a plan writes it."""
    name, *numbers = dist
    match name:
        case "exp" | "georep_exp":
            return {"exponential": numbers[0]}
        case "unif":
            return {"uniform": numbers}
        case "tri":
            return {"triangular": numbers}
        case "pert":
            return {"pert": numbers}
        case "normal0":
            return {"normal": numbers}
        case "disc":
            values, chances = numbers
            return {"discrete": {value: float(Fraction(chance)) for value, chance in zip(values, chances, strict=True)}}
    raise ValueError(f"no law for {dist}")


def case_of(found: dict[str, Any]) -> Case:
    """Return a case of the file as a network whose priorities are the order of its list."""
    activities = [
        Activity(
            one["id"],
            law_of(one["dist"]),
            one["preds"],
            one.get("demand", {}),
            place,
            one["dist"][2] if one["dist"][0] == "georep_exp" else 0,
        )
        for place, one in enumerate(found["activities"])
    ]
    chances = [(day, chance) for day, chance in found["probs"]]
    return Case(found["id"], activities, found["resources"], found["mean"], found["var"], chances)


def cases_in_file() -> list[Case]:
    """Return the cases of the validation file, none where it is absent."""
    return [case_of(found) for found in json.loads(CASES.read_text())] if CASES.exists() else []


def z_values(case: Case, seed: int) -> list[float]:
    """Return how many standard errors the sample's mean and chances lie from the known ones."""
    days = np.array(finish_days(plan_of(case.activities, case.crews), seed, REPLICATIONS))
    z_mean = (days.mean() - case.mean) / sqrt(case.variance / REPLICATIONS)
    z_chances = [
        (np.mean(days <= day + 1e-9) - chance) / sqrt(chance * (1 - chance) / REPLICATIONS)
        for day, chance in case.chances
    ]
    return [float(z) for z in (z_mean, *z_chances)]


WRITTEN_HERE = [
    Case(
        "three exponential works in a row are Erlang(3)",
        [
            Activity("a", {"exponential": 10}),
            Activity("b", {"exponential": 10}, ["a"]),
            Activity("c", {"exponential": 10}, ["b"]),
        ],
        {},
        30,
        300,
        [(day, 1 - exp(-day / 10) * (1 + day / 10 + (day / 10) ** 2 / 2)) for day in (20, 30, 45)],
    ),
    Case(
        "the last of five exponential works comes after 4 x (1 + 1/2 + 1/3 + 1/4 + 1/5) days",
        [Activity(name, {"exponential": 4}) for name in "abcde"],
        {},
        4 * sum(1 / number for number in range(1, 6)),
        16 * sum(1 / number**2 for number in range(1, 6)),
        [(day, (1 - exp(-day / 4)) ** 5) for day in (5, 10, 20)],
    ),
    Case(
        "the Wheatstone bridge, the smallest network that no series or parallel step reduces",
        [
            Activity("a0", {"exponential": 1}),
            Activity("a1", {"exponential": 1}),
            Activity("a2", {"exponential": 1}, ["a0"]),
            Activity("a3", {"exponential": 1}, ["a0"]),
            Activity("a4", {"exponential": 1}, ["a1", "a2"]),
        ],
        {},
        83 / 24,
        1663 / 576,
        [],
    ),
]


@pytest.mark.parametrize("case", WRITTEN_HERE, ids=lambda case: case.name)
def test_a_network_of_closed_form_finishes_as_it_must(case: Case) -> None:
    """Mean and chances of the finish lie within 4 standard errors of the closed form."""
    seed = 1 + WRITTEN_HERE.index(case)
    assert max(map(abs, z_values(case, seed))) < 4


def test_the_rework_loop_makes_an_exponential_work_a_longer_one() -> None:
    """Exponential tries of mean 5, another after each with chance 0.4, are exponential with mean 5 / 0.6."""
    mean = 5 / 0.6
    chances = [(day, 1 - exp(-day / mean)) for day in (4, 8, 20)]
    case = Case("rework", [Activity("a", {"exponential": 5}, rework=0.4)], {}, mean, mean**2, chances)
    assert max(map(abs, z_values(case, 11))) < 4


@pytest.mark.slow
@pytest.mark.skipif(not CASES.exists(), reason=f"{CASES.name} is not beside this project")
def test_all_stochastic_cases_agree_with_their_known_answers() -> None:
    """Of all z values of the 17 cases none is beyond 4, and at most 12 % are beyond 2."""
    z_of_case = {case.name: z_values(case, 100 + place) for place, case in enumerate(cases_in_file())}
    every = [abs(z) for values in z_of_case.values() for z in values]
    assert len(z_of_case) == 17
    assert max(every) <= 4, z_of_case
    assert sum(z > 2 for z in every) <= 0.12 * len(every), z_of_case


def test_the_known_moments_of_the_bridge_are_those_of_its_markov_chain() -> None:
    """The mean and variance of the bridge that stand above are those of its Markov chain."""
    mean, square = bridge_moments(frozenset())
    assert (mean, square - mean**2) == (Fraction(83, 24), Fraction(1663, 576))


def bridge_moments(done: frozenset[int]) -> tuple[Fraction, Fraction]:
    """Return mean and mean square of the time left in the bridge when some of its five works are done."""
    follows: dict[int, set[int]] = {0: set(), 1: set(), 2: {0}, 3: {0}, 4: {1, 2}}
    going = [work for work, before in follows.items() if work not in done and before <= done]
    if not going:
        return Fraction(0), Fraction(0)
    step, later = Fraction(1, len(going)), [bridge_moments(done | {work}) for work in going]
    mean = sum((m for m, _ in later), Fraction(0)) / len(going)
    square = sum((s for _, s in later), Fraction(0)) / len(going)
    return step + mean, 2 * step**2 + 2 * step * mean + square
