"""An agency's desks are a queue: waits, lengths and tails of textbook queues with exact answers."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.plan.time import MICRO

PROGRAMME = {"name": "A desk", "start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2059-12-31"}
RUNS, FILES, WARM_UP = 20, 1_200, 300


class Queue(NamedTuple):
    """Poisson arrivals at desks one after another, and the exact answers.

    Shapes and units
        desks: number and law of review (days) of each agency that a file passes, in order.
        waits_beyond: days to the chance that a file waits longer; for several agencies, that it
            is in the house for longer.
    """

    name: str
    arrivals_a_day: float
    desks: tuple[tuple[int, Any], ...]
    wait_days: float
    queue_length: float
    busy_share: float
    waits_beyond: dict[float, float]


ONE_DESK = Queue(
    "M/M/1 at 0.8",
    0.8,
    ((1, {"exponential": 1}),),
    4,
    3.2,
    0.8,
    {0: 0.8, 2: 0.5362560368285115, 5: 0.29430355293715393},
)
QUEUES = (
    ONE_DESK,
    Queue(
        "M/M/2 at 1.5",
        1.5,
        ((2, {"exponential": 1}),),
        9 / 7,
        27 / 14,
        0.75,
        {0: 9 / 14, 1: 0.38991256695812154, 4: 0.08700125350925103},
    ),
    Queue("M/D/1 at 0.7", 0.7, ((1, 1),), 7 / 6, 49 / 60, 0.7, {0: 0.7, 1: 0.3958741878, 3.5: 0.0751204616}),
    Queue(
        "M/E2/1 at 0.4, two days a review",
        0.4,
        ((1, {"erlang": [2, 2]}),),
        6,
        2.4,
        0.8,
        {0: 0.8, 2: 0.6243025718599782, 8: 0.27547045029250733},
    ),
)
TANDEM = Queue(
    "three desks in a row at 0.6",
    0.6,
    ((1, {"exponential": 1}), (1, {"exponential": 1 / 0.8}), (1, {"exponential": 1 / 1.2})),
    73 / 12,
    3.65,
    (0.6 / 1 + 0.6 / 0.8 + 0.6 / 1.2) / 3,
    {8: 0.4916326890978875, 20: 0.05394667299484826},
)
ALL_QUEUES = (*QUEUES, TANDEM)


class Run(NamedTuple):
    """One run's files: when each arrived and left, and its days of waiting and of review, in days."""

    arrived: np.ndarray
    left: np.ndarray
    waited: np.ndarray
    reviewed: np.ndarray


@cache
def runs_of(place: int) -> list[Run]:
    """Return twenty runs of a queue, arrivals and reviews new in each."""
    queue = ALL_QUEUES[place]
    clock = np.random.default_rng(seed=place)
    units = [f"unit_{number}" for number in range(len(queue.desks))]
    file = {"permits": {unit: {"lead": unit} for unit in units}, "activities": {"filed": {"days": 0}}}
    plan = read_plan(
        {
            "programme": PROGRAMME,
            "calendar": "continuous",
            "agencies": {
                unit: {"desks": desks, "review_days": days}
                for unit, (desks, days) in zip(units, queue.desks, strict=True)
            },
            "packages": {f"file_{number}": file for number in range(FILES)},
        }
    )
    quantities = draw(plan, seed=place, replications=RUNS)
    runs = []
    for run in range(RUNS):
        arrived = np.cumsum(clock.exponential(1 / queue.arrivals_a_day, FILES))
        packages = {
            name: package.model_copy(update={"not_before_day": float(day)})
            for (name, package), day in zip(plan.packages.items(), arrived, strict=True)
        }
        story = tell(plan.model_copy(update={"packages": packages}))
        trace = perform(story, quantities.row(run))
        days_of = {kind: np.zeros(FILES) for kind in ("queue", "review", "release")}
        for number, ledger in enumerate(trace.ledgers):
            for cause, days in ledger.items():
                days_of[story.causes[cause][0]][number] += days / MICRO
        left = np.array(trace.finished) / MICRO
        runs.append(Run(days_of["release"], left, days_of["queue"], days_of["review"]))
    return runs


def measures(queue: Queue, run: Run) -> dict[str, float]:
    """Return what is known exactly of a queue, as seen in a run after its warm-up."""
    begin, end = run.arrived[WARM_UP], run.arrived[-1]
    is_alone = len(queue.desks) == 1
    timed = run.waited if is_alone else run.left - run.arrived
    lengths = {}
    if is_alone:
        called = run.arrived + run.waited
        queueing = np.clip(called, begin, end) - np.clip(run.arrived, begin, end)
        at_desk = np.clip(run.left, begin, end) - np.clip(called, begin, end)
        lengths = {"length": queueing.sum() / (end - begin), "busy": at_desk.sum() / (end - begin) / queue.desks[0][0]}
    tails = {f"beyond {day:g}": float(np.mean(timed[WARM_UP:] > day)) for day in queue.waits_beyond}
    return {"wait": float(run.waited[WARM_UP:].mean()), **lengths, **tails}


def known(queue: Queue) -> dict[str, float]:
    """Return the exact answers under the names of `measures`."""
    tails = {f"beyond {day:g}": chance for day, chance in queue.waits_beyond.items()}
    return {"wait": queue.wait_days, "length": queue.queue_length, "busy": queue.busy_share, **tails}


def z_values(place: int) -> dict[str, float]:
    """Return how many standard errors of twenty runs each measure lies from its exact answer."""
    queue = ALL_QUEUES[place]
    seen = [measures(queue, run) for run in runs_of(place)]
    z = {}
    for name in seen[0]:
        values = np.array([one[name] for one in seen])
        z[name] = float((values.mean() - known(queue)[name]) / (values.std(ddof=1) / np.sqrt(RUNS)))
    return z


@pytest.mark.parametrize("place", range(len(QUEUES)), ids=[queue.name for queue in QUEUES])
def test_waits_at_a_desk_are_those_of_the_textbook_queue(place: int) -> None:
    """Mean wait, queue length, busy share and tails lie within 4 standard errors of the exact answers."""
    z = z_values(place)
    assert max(map(abs, z.values())) < 4, z


@pytest.mark.slow
def test_files_that_pass_three_desks_wait_as_in_a_jackson_network() -> None:
    """Total wait and time in the house of three desks in a row lie within 4 standard errors of Jackson's answer."""
    z = z_values(len(QUEUES))
    assert max(map(abs, z.values())) < 4, z


def test_littles_law_holds_between_the_books_and_the_days() -> None:
    """The mean number of files waiting, counted at arrivals and calls, is arrivals a day times the booked wait."""
    for run in runs_of(QUEUES.index(ONE_DESK)):
        called = run.left - run.reviewed
        moments = np.concatenate([run.arrived, called])
        order = np.argsort(moments, kind="stable")
        waiting = np.cumsum(np.concatenate([np.ones(FILES), -np.ones(FILES)])[order])[:-1]
        length = np.sum(waiting * np.diff(moments[order])) / run.left.max()
        assert length == pytest.approx(FILES / run.left.max() * run.waited.mean(), rel=0.005)
