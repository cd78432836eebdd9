"""Draws: the same luck for the same names, whatever else the plan holds and however the replications are split."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.model.draws import Quantities, draw, planned_quantities, uniforms
from sim.model.families import Tries, families_of, most_tries
from sim.plan.plan import Plan
from sim.plan.problems import PlanError
from sim.plan.time import MICRO
from tests.builders import a_plan, work

SEED = 20200701

STREAM = [0.22606224693758764, 0.496342553862999, 0.4416577373093325]
"""The first numbers of the stream of `p/work/days#1` with seed 1."""


def sections(**more: Any) -> dict[str, Any]:
    """Return a plan's sections with every kind of uncertain quantity; *more* is laid over by name."""
    known: dict[str, Any] = {
        "agencies": {
            "desk": {
                "desks": 1,
                "review_days": {"lognormal": {"mean": 10, "sigma": 0.3}},
                "return_chance": 0.4,
                "resubmission_days": {"pert": [5, 10, 30]},
            }
        },
        "funding": {
            "bonds": {"kind": "bond", "amounts_cny_10k": {2020: 100, 2021: 100}, "conversion": 0.5},
            "grant": {
                "kind": "grant",
                "gap_days": {"exponential": 30},
                "gap_amount_cny_10k": 50,
                "gap_tranches": 3,
            },
        },
        "gates": {"title": {"chance": 0.5, "windows": [[10, 20], [30, 40]]}},
        "shocks": {
            "flood": {"probability": 0.5, "windows": [["2020-07-01", "2020-08-31"]], "days": {"triangular": [5, 9, 40]}}
        },
        "drivers": {"pace": {"multiplies": "work_days", "factor": {"lognormal": {"mean": 1, "sigma": 0.2}}}},
        "packages": {
            "p": {
                "permits": {"file": "desk"},
                "gates": ["title"],
                "cost_cny_10k": 100,
                "cost_factor": {"overrun": {"p": 0.2, "low": 0.9, "mode": 1, "cap": 5, "alpha": 1.5}},
                "funding": ["bonds", "grant"],
                "activities": work({"uniform": [10, 20]}, rework=0.3, factor={"pert": [0.8, 1, 2]}),
            },
            "q": {"lots": 2, "activities": work({"weibull": [2, 30]})},
        },
    }
    return {key: {**known.get(key, {}), **more.get(key, {})} for key in {**known, **more}}


def by_name(drawn: Quantities) -> dict[str, list[int]]:
    return {name: drawn.values[:, place].tolist() for place, name in enumerate(drawn.names)}


ADDED: dict[str, dict[str, Any]] = {
    "a package": {
        "packages": {"a": {"permits": {"file": "desk"}, "activities": work({"uniform": [1, 2]}, rework=0.5)}}
    },
    "an agency": {"agencies": {"hall": {"desks": 1, "review_days": {"exponential": 5}, "return_chance": 0.5}}},
    "a shock": {"shocks": {"heat": {"probability": 0.5, "windows": [["2020-07-01", "2020-08-31"]], "days": 3}}},
    "a decision": {"gates": {"award": {"chance": 0.5, "windows": [[1, 9]]}}},
    "a source": {"funding": {"more": {"kind": "bond", "amounts_cny_10k": {2020: 5}, "conversion": 0.5}}},
}


@pytest.mark.parametrize("added", ADDED)
def test_adding_something_to_the_plan_moves_no_other_draw(added: str) -> None:
    """Every column that was there before holds the same numbers as before."""
    before = by_name(draw(a_plan(**sections()), SEED, 60))
    after = by_name(draw(a_plan(**sections(**ADDED[added])), SEED, 60))
    assert {name: after[name] for name in before} == before
    assert added == "an agency" or len(after) > len(before)


def test_the_order_of_the_plan_moves_no_draw() -> None:
    """Columns are known by name: packages written in another order draw the same."""
    known = sections()
    turned = {**known, "packages": dict(reversed(known["packages"].items()))}
    assert by_name(draw(a_plan(**known), SEED, 30)) == by_name(draw(a_plan(**turned), SEED, 30))


def test_more_replications_keep_the_first_rows() -> None:
    """The first 40 of 90 are the 40."""
    plan = a_plan(**sections())
    fewer, more = by_name(draw(plan, SEED, 40)), by_name(draw(plan, SEED, 90))
    assert {name: more[name][:40] for name in fewer} == fewer


@pytest.mark.parametrize("cuts", [(0, 90), (0, 45, 90), (0, 1, 2, 90), (0, 7, 30, 31, 89, 90)])
def test_batches_in_any_split_give_the_same_rows(cuts: tuple[int, ...]) -> None:
    """What a replication can see of its row (each try up to the last) is the same in every batch."""
    plan = a_plan(**sections())
    whole = draw(plan, SEED, 90)
    for low, high in pairwise(cuts):
        batch = draw(plan, SEED, high - low, low)
        for replication in range(low, high):
            assert seen_by(plan, batch, replication) == seen_by(plan, whole, replication)


def seen_by(plan: Plan, drawn: Quantities, replication: int) -> dict[str, list[int]]:
    """Return each family's values up to the last try of the replication."""
    row = drawn.row(replication)
    families = families_of(plan)
    tries = {one.name: row.values[row.at[place]] for place, one in enumerate(families) if isinstance(one, Tries)}
    seen = {}
    for place, family in enumerate(families):
        count = tries.get(getattr(family, "tries_of", ""), 1)
        seen[family.name] = row.values[row.at[place] : row.at[place] + count]
    return seen


def test_the_draws_of_another_seed_are_others() -> None:
    """No column of a continuous law is the same."""
    one, other = by_name(draw(a_plan(**sections()), 1, 20)), by_name(draw(a_plan(**sections()), 2, 20))
    assert one["p/work/days#1"] != other["p/work/days#1"]


def test_a_stream_is_known_by_seed_and_name() -> None:
    """The first numbers of a stream, held down so that no version of a library moves all results unseen."""
    assert uniforms(1, "p/work/days#1", 0, 3).tolist() == STREAM
    assert uniforms(1, "p/work/days#1", 1, 2).tolist() == STREAM[1:]
    assert uniforms(2, "p/work/days#1", 0, 3).tolist() != STREAM


def test_two_quantities_of_one_name_are_refused() -> None:
    """A package called shock whose file a unit called window_1 reviews would have the luck of the shock."""
    flood = {"probability": 1, "windows": [["2020-03-01", "2020-03-31"]], "days": 3}
    plan = a_plan(
        shocks={"flood": flood},
        agencies={"window_1": {"desks": 1, "review_days": 2}},
        packages={"shock": {"permits": {"flood": {"lead": "window_1"}}, "activities": work(1)}},
    )
    with pytest.raises(PlanError) as caught:
        families_of(plan)
    assert caught.value.problems == (
        "shock/flood/window_1/days: found 2 uncertain quantities of this name, expected one: rename what it is "
        "joined of",
    )


def test_uniform_numbers_lie_strictly_between_0_and_1() -> None:
    """So that no inverse meets an infinite value."""
    found = uniforms(SEED, "any", 0, 10_000)
    assert 0 < found.min() < 0.001
    assert 0.999 < found.max() < 1


def test_a_scenario_that_changes_a_law_keeps_the_luck() -> None:
    """The same uniform numbers through the inverse of another law: whoever was late before is late again, in order."""

    def days(law: Any) -> list[int]:
        plan = a_plan(packages={"p": {"activities": work(law)}})
        return by_name(draw(plan, SEED, 50))["p/work/days#1"]

    luck = uniforms(SEED, "p/work/days#1", 0, 50)
    assert days({"uniform": [0, 1]}) == np.rint(luck * MICRO).astype(int).tolist()
    assert days({"uniform": [10, 30]}) == np.rint((10 + 20 * luck) * MICRO).astype(int).tolist()
    assert days({"exponential": 7}) == np.rint(-7 * np.log1p(-luck) * MICRO).astype(int).tolist()
    in_order = np.argsort(luck).tolist()
    for law in ({"pert": [4, 6, 30]}, {"weibull": [0.7, 20]}, {"lognormal": {"mean": 9, "sigma": 1}}):
        assert np.argsort(days(law)).tolist() == in_order


def test_a_change_of_a_chance_keeps_the_luck() -> None:
    """A decision won at 30 % is won at 60 % too, at the same place in its window."""

    def won(chance: float) -> list[int]:
        gates = {"title": {"chance": chance, "windows": [[10, 20]]}}
        return by_name(draw(a_plan(gates=gates, packages={"p": {"activities": work(1)}}), SEED, 200))[WINDOW]

    seldom, often = won(0.3), won(0.6)
    assert 0 < sum(when >= 0 for when in seldom) < sum(when >= 0 for when in often) < 200
    assert all(few in (-1, many) for few, many in zip(seldom, often, strict=True))


WINDOW = "gate/title/window_1"


def test_a_driver_multiplies_the_days_of_all_it_holds_for() -> None:
    """One drawn factor a replication, the same for both packages; other clocks than the works' are left alone."""
    factor = {"discrete": {1: 0.5, 3: 0.5}}
    plan = a_plan(
        networks={"one": {}, "two": {}},
        drivers={"pace": {"multiplies": "work_days", "factor": factor, "networks": ["one"]}},
        packages={
            "a": {"network": "one", "activities": work(5)},
            "b": {"network": "one", "activities": work(7)},
            "desk_work": {"network": "one", "activities": work(7, clock="office")},
            "other": {"network": "two", "activities": work(7)},
        },
    )
    drawn = by_name(draw(plan, SEED, 50))
    seen = {name: [days // MICRO for days in drawn[f"{name}/work/days#1"]] for name in plan.packages}
    assert set(zip(seen["a"], seen["b"], strict=True)) == {(5, 7), (15, 21)}
    assert set(seen["desk_work"]) == set(seen["other"]) == {7}


@pytest.mark.parametrize(
    ("law", "days"),
    [
        (12, 12),
        ({"uniform": [10, 30]}, 20),
        ({"triangular": [10, 12, 40]}, 12),
        ({"pert": [10, 12, 40]}, 12),
        ({"exponential": 7}, 7),
        ({"erlang": [3, 9]}, 9),
        ({"normal": [10, 2]}, 10),
        ({"lognormal": {"mean": 8, "sigma": 1}}, 8),
        ({"weibull": [1, 5]}, 5),
        ({"weibull": [0.5, 5]}, 10),
        ({"gamma": {"mean": 6, "cv": 0.5}}, 6),
        ({"discrete": {4: 0.25, 8: 0.75}}, 7),
        ({"overrun": {"p": 0, "low": 0.6, "mode": 0.9, "cap": 5, "alpha": 2}}, 0.95),
        ({"overrun": {"p": 1, "low": 0.6, "mode": 0.9, "cap": 3, "alpha": 1}}, 2.079442),
        ({"pert": [10, 12, 40], "planned": 15}, 15),
        ({"discrete": {40: 1}, "planned": 0}, 0),
    ],
)
def test_the_planned_value_of_a_law_is_its_mode_or_its_mean_or_what_is_stated(law: Any, days: float) -> None:
    """The mode for triangular and pert, the mean for all others, unless `planned` says otherwise."""
    plan = a_plan(packages={"p": {"activities": work(law)}})
    assert planned_quantities(plan).values == [round(days * MICRO)]


def test_the_planned_values_know_no_bad_luck() -> None:
    """Nothing is returned or reworked, money comes, decisions are won in the middle of their windows, no shock."""
    plan = a_plan(**sections())
    row = planned_quantities(plan)
    planned = {family.name: row.values[row.at[place]] for place, family in enumerate(families_of(plan))}
    assert planned["p/file/desk/returned"] == planned["p/work/rework"] == planned["funding/bonds/2020"] == 1
    assert planned[WINDOW] == 500_000
    assert planned["shock/flood/window_1/start"] == -1
    assert planned["p/cost"] == 134  # the mean of its factor is 1.3404


@pytest.mark.parametrize("chance", [0, 1e-7, 1e-6, 0.001, 0.01, 0.1, 0.2, 0.25, 0.5, 0.7, 0.9, 0.99])
def test_most_tries_is_the_least_number_whose_chance_is_below_one_in_a_million(chance: float) -> None:
    """A repeat ends at the least k with chance ** k < 1e-6."""
    tries = most_tries(chance)
    assert chance**tries < 1e-6
    assert tries == 1 or chance ** (tries - 1) >= 1e-6


def test_the_number_of_tries_falls_as_its_chance_says() -> None:
    """Of 4000 at 0.4 a share of 0.6 takes one try, 0.24 two; within 5 standard errors."""
    plan = a_plan(packages={"p": {"activities": work(1, rework=0.4)}})
    tries = np.array(by_name(draw(plan, SEED, 4000))["p/work/rework"])
    for number, share in ((1, 0.6), (2, 0.24), (3, 0.096)):
        assert abs((tries == number).mean() - share) < 5 * (share * (1 - share) / 4000) ** 0.5


def test_days_too_large_to_count_are_the_largest_there_are_not_none() -> None:
    """A length beyond what a whole number holds never turns into no time at all."""
    plan = a_plan(packages={"p": {"activities": work(1e5, days_scale=1e5, factor=1e5)}})
    assert by_name(draw(plan, SEED, 1))["p/work/days#1"][0] > 1e9 * MICRO
