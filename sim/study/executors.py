"""Where replications are performed: in this process, in worker processes, or on a Dask cluster."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any, ParamSpec, Self, TypeVar

from sim.plan.problems import PlanError

Given = ParamSpec("Given")
Result = TypeVar("Result")

CONNECT_SECONDS = 5


class InThisProcess(Executor):
    """Performs what is submitted at once, in this process."""

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """Call *fn* and return a future that is done."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class LocalProcesses(ProcessPoolExecutor):
    """Worker processes that import the program anew, end with their parent, and leave Ctrl-C to it."""

    def __init__(self, workers: int) -> None:
        self._others = set(multiprocessing.active_children())
        super().__init__(workers, multiprocessing.get_context("spawn"), initializer=_begin_worker)

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """Hand the call to a worker process."""
        with _without_main():
            return super().submit(fn, *args, **kwargs)

    def stop(self) -> None:
        """End the workers at once, whatever they are doing."""
        for child in set(multiprocessing.active_children()) - self._others:
            child.terminate()
        self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def executor_on(workers: int | str) -> Iterator[tuple[Executor, int]]:
    """Open where replications are performed: *workers* processes, or the Dask cluster at an address.

    Shapes and units
        yields: the executor, and how many units it can perform at once.
    Raises
        PlanError: no scheduler or worker answers at the address.
    """
    if isinstance(workers, str):
        with _cluster_at(workers) as (client, threads):
            yield client.get_executor(), threads
    elif workers == 1:
        yield InThisProcess(), 1
    else:
        pool = LocalProcesses(workers)
        try:
            yield pool, workers
        finally:
            pool.stop()


class Workers:
    """What `executor_on` opens, held open for all that a study has performed and opened anew when it is lost.

    Shapes and units
        slots: how many units can be performed at once.
    """

    executor: Executor
    slots: int

    def __init__(self, workers: int | str) -> None:
        self._workers = workers
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        """Open the executor.

        Raises
            PlanError: no scheduler or worker answers at the address.
        """
        self.renew()
        return self

    def __exit__(self, *_: object) -> None:
        """End the executor, whatever it is doing."""
        self._opened.close()

    def renew(self) -> None:
        """End the executor if there is one, and open another."""
        self._opened.close()
        self.executor, self.slots = self._opened.enter_context(executor_on(self._workers))


@contextmanager
def _cluster_at(address: str) -> Iterator[tuple[Any, int]]:
    try:
        import distributed
    except ImportError:
        raise PlanError(
            [f"run.workers: found {address}, expected the package distributed beside this one: pip install distributed"]
        ) from None
    try:
        open_client: Any = distributed.Client
        client = open_client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        said = " ".join(str(error).split())
        raise PlanError(
            [f"run.workers: found no scheduler at {address} ({said}), expected one: start it with 'dask scheduler'"]
        ) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise PlanError(
                [f"run.workers: found no worker at {address}, expected some: start them with 'dask worker {address}'"]
            )
        yield client, threads


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is no more, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent: Any = multiprocessing.parent_process()
    threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module, which a new process would import again.

    Workers need nothing of it, and a script that calls `run_study` outside of
    `if __name__ == "__main__":` would start itself again in each.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
