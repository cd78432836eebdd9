"""Schedules whose answer is known: 240 instances of PSPLIB J30 under six policies, and Graham's anomalies."""

import csv
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sim.plan.time import MICRO
from tests.activity_networks import Activity, plan_of, schedule_of

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "validation"
needs_instances = pytest.mark.skipif(
    not (FOLDER / "psplib_expected.csv").exists(),
    reason="the PSPLIB J30 instances carry no licence and are not shipped; they are not beside this project",
)

Schedule = dict[int, tuple[int, int]]
"""Number of an activity to its start and finish, in micro-days."""


class Instance(NamedTuple):
    """A PSPLIB instance: days, crews needed and successors of each activity (from 0), and the crews there are."""

    days: list[int]
    needs: list[list[int]]
    successors: list[list[int]]
    crews: list[int]


def read_instance(path: Path) -> Instance:
    """Return the instance in a single-mode PSPLIB file."""
    text = path.read_text(encoding="latin-1").replace("\r", "")
    numbers = [[int(word) for word in re.findall(r"\d+", line)] for line in text.splitlines()]
    headings = {line.split(":")[0]: place for place, line in enumerate(text.splitlines())}
    first, requests = headings["PRECEDENCE RELATIONS"] + 2, headings["REQUESTS/DURATIONS"] + 3
    count = next(row[0] for row, line in zip(numbers, text.splitlines(), strict=True) if line.startswith("jobs (incl"))
    rows = numbers[requests : requests + count]
    return Instance(
        days=[row[2] for row in rows],
        needs=[row[3:] for row in rows],
        successors=[[job - 1 for job in row[3:]] for row in numbers[first : first + count]],
        crews=numbers[headings["RESOURCEAVAILABILITIES"] + 2],
    )


def latest_finishes(instance: Instance) -> list[int]:
    """Return each activity's latest finish, by a backward pass from the length of the critical path."""
    count = len(instance.days)
    earliest = [0] * count
    for job in range(count):
        for successor in instance.successors[job]:
            earliest[successor] = max(earliest[successor], earliest[job] + instance.days[job])
    critical = max(start + days for start, days in zip(earliest, instance.days, strict=True))
    latest = [critical] * count
    for job in reversed(range(count)):
        for successor in instance.successors[job]:
            latest[job] = min(latest[job], latest[successor] - instance.days[successor])
    return latest


RULES: dict[str, Callable[[Instance], list[float]]] = {
    "NUM": lambda instance: [job + 1 for job in range(len(instance.days))],
    "FIFO": lambda instance: [0] * len(instance.days),
    "LFT": lambda instance: [100 * day + job + 1 for job, day in enumerate(latest_finishes(instance))],
    "SPT": lambda instance: [100 * days + job + 1 for job, days in enumerate(instance.days)],
}
QUEUES = {"par": "skip_ahead", "hol": "strict"}
COLUMNS = ("NUM_par", "FIFO_par", "LFT_par", "SPT_par", "NUM_hol", "FIFO_hol")


def activities_of(instance: Instance, rule: str, scale: float = 1) -> list[Activity]:
    """Return the instance as a network whose priorities follow a rule, its days multiplied by *scale*."""
    before: list[list[str]] = [[] for _ in instance.days]
    for job, successors in enumerate(instance.successors):
        for successor in successors:
            before[successor].append(f"activity_{job + 1}")
    return [
        Activity(
            f"activity_{job + 1}",
            round(days * scale, 1),
            before[job],
            {f"R{pool + 1}": number for pool, number in enumerate(needed) if number},
            priority,
        )
        for job, (days, needed, priority) in enumerate(
            zip(instance.days, instance.needs, RULES[rule](instance), strict=True)
        )
    ]


def crews_of(instance: Instance) -> dict[str, int]:
    """Return the instance's crews by name."""
    return {f"R{pool + 1}": number for pool, number in enumerate(instance.crews)}


def by_number(schedule: dict[str, tuple[int, int]]) -> Schedule:
    """Return a schedule by the numbers at the end of its names."""
    return {int(name.rpartition("_")[2]): days for name, days in schedule.items()}


def scheduled(instance: Instance, column: str, scale: float = 1) -> Schedule:
    """Return the schedule of an instance under the policy of a column."""
    rule, queue = column.split("_")
    return by_number(schedule_of(plan_of(activities_of(instance, rule, scale), crews_of(instance), QUEUES[queue])))


@cache
def expected() -> dict[str, dict[str, int]]:
    """Return the known answers of each instance."""
    with (FOLDER / "psplib_expected.csv").open() as file:
        return {
            row["instance"]: {key: int(number) for key, number in row.items() if key not in ("set", "instance")}
            for row in csv.DictReader(file)
        }


@cache
def instances() -> dict[str, Instance]:
    """Return all instances that have known answers."""
    return {name: read_instance(FOLDER / "j30" / f"{name}.sm") for name in expected()}


def some_instances() -> dict[str, Instance]:
    """Return every fourth instance: of each set of ten with alike parameters two or three."""
    return dict(list(instances().items())[::4])


@cache
def schedules(column: str) -> dict[str, Schedule]:
    """Return the schedule of every instance under the policy of a column."""
    return {name: scheduled(instance, column) for name, instance in instances().items()}


def makespan(schedule: Schedule) -> int:
    """Return the micro-day on which the last activity finishes."""
    return max(finish for _, finish in schedule.values())


def broken_rules(instance: Instance, schedule: Schedule) -> list[str]:
    """Return what is not feasible in a schedule: order, lengths, and crews above capacity."""
    broken = []
    for job, (days, successors) in enumerate(zip(instance.days, instance.successors, strict=True)):
        start, finish = schedule[job + 1]
        if finish - start != days * MICRO:
            broken.append(f"activity {job + 1} takes {finish - start} micro-days, not {days} days")
        broken += [
            f"{successor + 1} starts before {job + 1} ends"
            for successor in successors
            if schedule[successor + 1][0] < finish
        ]
    for moment in {start for start, _ in schedule.values()}:
        at_work = [job - 1 for job, (start, finish) in schedule.items() if start <= moment < finish]
        for pool, capacity in enumerate(instance.crews):
            used = sum(instance.needs[job][pool] for job in at_work)
            if used > capacity:
                broken.append(f"R{pool + 1} has {capacity} but {used} are at work at {moment}")
    return broken


@needs_instances
def test_all_240_instances_are_here() -> None:
    """The folder holds the 240 instances that the known answers name, 32 activities each."""
    assert len(instances()) == 240
    assert {len(instance.days) for instance in instances().values()} == {32}


@needs_instances
@pytest.mark.parametrize("column", COLUMNS)
def test_every_makespan_is_the_known_one(column: str) -> None:
    """Under the policy of the column every instance ends on the day that independent schedulers found."""
    found = {name: makespan(schedule) / MICRO for name, schedule in schedules(column).items()}
    assert found == {name: answers[column] for name, answers in expected().items()}


@needs_instances
@pytest.mark.parametrize("column", COLUMNS)
def test_every_schedule_is_feasible(column: str) -> None:
    """Nothing starts before what it follows has ended, and no crew is ever above its capacity."""
    broken = {name: broken_rules(instances()[name], schedule) for name, schedule in schedules(column).items()}
    assert {name: rules for name, rules in broken.items() if rules} == {}


@needs_instances
@pytest.mark.parametrize("column", COLUMNS)
def test_no_schedule_beats_the_lower_bound(column: str) -> None:
    """No makespan is below what is proven to be the least possible."""
    beaten = [name for name, one in schedules(column).items() if makespan(one) < expected()[name]["lb"] * MICRO]
    assert beaten == []


@needs_instances
def test_without_limits_the_critical_path_is_the_makespan() -> None:
    """With as many crews as all activities together need, every instance lasts as long as its critical path."""
    found = {}
    for name, instance in instances().items():
        plenty = [sum(needed) for needed in zip(*instance.needs, strict=True)]
        found[name] = makespan(scheduled(instance._replace(crews=[max(1, number) for number in plenty]), "NUM_par"))
    assert found == {name: answers["cpm"] * MICRO for name, answers in expected().items()}


@needs_instances
@pytest.mark.parametrize("column", COLUMNS)
def test_days_times_seven_give_seven_times_the_schedule(column: str) -> None:
    """Every start and finish is seven times as late when every activity takes seven times as long."""
    for name, instance in some_instances().items():
        longer = {job: (7 * start, 7 * finish) for job, (start, finish) in schedules(column)[name].items()}
        assert scheduled(instance, column, 7) == longer, name


@needs_instances
@pytest.mark.parametrize("column", COLUMNS)
def test_a_tenth_of_the_days_keeps_the_schedule(column: str) -> None:
    """Tenths of days coincide like whole days: with float days 17 of 240 schedules came out otherwise."""
    for name, instance in some_instances().items():
        shorter = {job: (start // 10, finish // 10) for job, (start, finish) in schedules(column)[name].items()}
        assert scheduled(instance, column, 0.1) == shorter, name


@needs_instances
@pytest.mark.parametrize("column", [column for column in COLUMNS if not column.startswith("FIFO")])
def test_neither_the_order_of_rows_nor_their_names_change_a_schedule(column: str) -> None:
    """Where priorities settle every tie, a plan shuffled and renamed has the same schedule."""
    rule, queue = column.split("_")
    shuffle = random.Random(20200701).shuffle
    for name, instance in some_instances().items():
        renamed = [
            one._replace(name=f"x_{one.name}", after=[f"x_{other}" for other in one.after])
            for one in activities_of(instance, rule)
        ]
        shuffle(renamed)
        crews = dict(reversed(crews_of(instance).items()))
        assert by_number(schedule_of(plan_of(renamed, crews, QUEUES[queue]))) == schedules(column)[name], name


GRAHAM_DAYS = (3, 2, 2, 2, 4, 4, 4, 4, 9)
GRAHAM_ORDER = ((1, 9), (4, 5), (4, 6), (4, 7), (4, 8))


@pytest.mark.parametrize(
    ("change", "crews", "shorter_by", "dropped", "days"),
    [
        ("none", 3, 0, (), 12),
        ("one more crew", 4, 0, (), 15),
        ("every activity a day shorter", 3, 1, (), 13),
        ("two dependencies dropped", 3, 0, ((4, 5), (4, 6)), 16),
    ],
)
def test_grahams_anomalies_come_out_as_published(
    change: str, crews: int, shorter_by: int, dropped: tuple[tuple[int, int], ...], days: int
) -> None:
    """More crews, shorter work and fewer dependencies can each finish later (Graham 1969, list scheduling)."""
    activities = [
        Activity(
            f"T{number}",
            length - shorter_by,
            [f"T{first}" for first, then in GRAHAM_ORDER if then == number and (first, then) not in dropped],
            {"crew": 1},
            number,
        )
        for number, length in enumerate(GRAHAM_DAYS, 1)
    ]
    schedule = schedule_of(plan_of(activities, {"crew": crews}))
    assert max(finish for _, finish in schedule.values()) == days * MICRO, change
