"""Has units of work performed, and survives the loss of a worker."""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait

import pyarrow as pa

from sim.plan.problems import StudyError
from sim.study.executors import Workers
from sim.study.performing import Unit, perform_unit, said

Outcome = dict[str, pa.Table] | str
"""The tables of a unit, or the error that kept it from having any."""

MOST_LOST = 3
"""A unit that has lost its worker so often is given up: it may be what kills them."""


def outcomes_of(units: Mapping[str, Unit], workers: Workers) -> Iterator[tuple[str, Outcome]]:
    """Yield the outcome of each unit with its key, as they are done.

    One unit more is handed out than can be performed at once, so that no worker waits for who takes the outcomes.
    The units of a lost worker are performed again, each alone, so that one that kills its worker
    is found out and the others are not blamed.

    Raises
        StudyError: a cluster went away.
    """
    waiting = deque(units)
    times_lost: Counter[str] = Counter()
    running: dict[Future[dict[str, pa.Table]], str] = {}
    while waiting or running:
        try:
            while waiting and len(running) < _most_beside(waiting[0], running.values(), times_lost, workers.slots):
                running[workers.executor.submit(perform_unit, units[waiting[0]])] = waiting[0]
                waiting.popleft()
            done = wait(running, return_when=FIRST_COMPLETED).done
            while done:  # nothing keeps the tables of a unit while the next ones are performed
                future = done.pop()
                outcome = _outcome(future)
                key = running.pop(future)
                del future
                yield key, outcome
                del outcome
        except BrokenExecutor:
            times_lost.update(running.values())
            for key in running.values():
                if times_lost[key] < MOST_LOST:
                    waiting.appendleft(key)
                else:
                    yield key, f"the worker was lost {MOST_LOST} times while performing this"
            running.clear()
            workers.renew()


def _most_beside(key: str, running: Collection[str], times_lost: Counter[str], slots: int) -> int:
    """Return below how many running units another may begin; one that lost its worker is performed alone."""
    return 1 if slots == 1 or any(times_lost[other] for other in [key, *running]) else slots + 1


def _outcome(future: Future[dict[str, pa.Table]]) -> Outcome:
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except CancelledError:
        raise StudyError(
            "run.workers: the cluster went away, expected it to stay: start it and run the same again; "
            "what was finished is in the store"
        ) from None
    except Exception as error:
        return said(error)
