"""The benchmark: what a replication costs, beside bare SimPy and beside the goals.

    python3 dev.py bench

Ratios can be trusted; times depend on the machine. Nothing fails for being slow. About three minutes.
"""

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from statistics import mean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple, cast

from sim.config import Source, read_plan
from sim.model.collector import collected_afterwards
from sim.model.delivery import tell
from sim.model.draws import QuantitiesRow, draw
from sim.model.engine import Performance
from sim.model.planned import planned_run
from sim.model.story import Story
from sim.plan.plan import Plan
from sim.plan.trace import Trace
from sim.shell.composing import study_of
from sim.shell.places import SCENARIOS, files_of
from sim.study.rows import RunSettings, Study
from sim.study.run import run
from tests.bare_simpy import BareRun
from tests.synthetic_plan import synthetic_mapping

ROUNDS = 7
ROWS = 5
BATCH = 256
MILLI = 1e3
ENGINE, LOOP = "the engine", "the engine, its events alone"
MEMORY_OF = "--memory-of"


class Cost(NamedTuple):
    """What a replication took: seconds, and SimPy events."""

    seconds: float
    events: float


def main(arguments: list[str]) -> None:
    """Measure everything and print one page, or what one part needs from a process of its own."""
    if arguments[:1] == [MEMORY_OF]:
        print(peak_memory_mib(int(arguments[1])))
        return
    study = study_of([]).study
    shipped, made_up = study.base_row.plan, read_plan(synthetic_mapping())
    print("fournets benchmark: medians; ratios can be trusted, times depend on the machine\n")
    beside_bare_simpy("the shipped plan", shipped)
    beside_bare_simpy("a made-up plan with every mechanism in use", made_up)
    one_replication(shipped)
    further_scenarios()
    crowded_desk()
    memory()


def beside_bare_simpy(what: str, plan: Plan) -> None:
    """Print the engine's cost beside the same lives on SimPy's own resources, taken in turn."""
    story, rows = story_and_rows(plan)
    contenders: dict[str, Callable[[QuantitiesRow], int]] = {
        ENGINE: lambda row: events_of_engine(story, row),
        LOOP: lambda row: events_of_engine(story, row, EventsOnly),
        "bare SimPy, money there from the start": lambda row: events_of_bare(story, row, in_tranches=False),
        "bare SimPy, money tranche by tranche": lambda row: events_of_bare(story, row, in_tranches=True),
    }
    gc.collect()
    gc.freeze()
    rounds = [{name: cost_of(one, rows) for name, one in contenders.items()} for _ in range(ROUNDS)]
    gc.unfreeze()
    lots = sum(package.lots.count for package in plan.packages.values())
    print(f"{what}: {len(plan.packages)} packages in {lots} lots, {len(story.lives)} lives")
    print(f"  {'':42}{'ms/replication':>15}{'events':>9}{'us/event':>10}{'event ratio':>13}{'run ratio':>11}")
    for name in contenders:
        seconds = median(one[name].seconds for one in rounds)
        events = rounds[0][name].events
        line = f"  {name:42}{MILLI * seconds:15.1f}{events:9.0f}{MILLI**2 * seconds / events:10.2f}"
        if name not in (ENGINE, LOOP):
            for of in (LOOP, ENGINE):
                ratio = median(one[of].seconds / one[name].seconds for one in rounds)
                line += f"{ratio:{13 if of == LOOP else 11}.2f}"
        print(line)
    print(f"  {'goals: engine over bare SimPy at most':76}{1.5:13.2f}{1.8:11.2f}")
    print("  (both ratios are for the same steps: the event ratio leaves out what closes the books at the end;")
    print("  the engine does without the events of tranches and of what is settled on the spot, bare SimPy")
    print("  without clocks, shocks, soft providers, inspections, books and more than one source a bill)\n")


def one_replication(plan: Plan) -> None:
    """Print what a replication of the shipped plan costs in all, quantities, clocks and books included."""
    story, rows = story_and_rows(plan, 4 * ROWS)
    drawn = seconds_of(lambda: draw(plan, 1, BATCH), 3) / BATCH
    performed = cost_of(lambda row: events_of_engine(story, row), rows)
    print("one replication of the shipped plan, quantities, clocks and books included")
    goal("events", performed.events, "", 30_000)
    goal("quantities", MILLI * drawn, "ms")
    goal("quantities and performance", MILLI * (drawn + performed.seconds), "ms", 150)
    print()


def further_scenarios() -> None:
    """Print what a further scenario costs before its first replication: the dearest of those that are shipped."""
    names = ",".join(name for name, _ in files_of(SCENARIOS))
    study = study_of([f"scenario={names}"], multirun=True).study
    base = study.base_row
    assert base.mapping is not None
    like = Source(base.mapping, base.plan)
    reading, planning, telling = [], [], []
    for row in study.rows:
        assert row.mapping is not None
        mapping, planned = row.mapping, planned_run(row.plan)[0]
        reading.append(seconds_of(lambda mapping=mapping: read_plan(mapping, like)))
        planning.append(seconds_of(lambda row=row: planned_run(row.plan)))
        telling.append(seconds_of(lambda row=row, planned=planned: tell(row.plan, planned)))
    print("a further scenario of those that are shipped (the dearest)")
    goal("read and validated", MILLI * max(reading), "ms", 10)
    goal("its story told", MILLI * max(telling), "ms", 60)
    goal("its planned run", MILLI * max(planning), "ms")
    print()


def crowded_desk() -> None:
    """Print how the time grows with the files that crowd one agency on one day: of five runs the least disturbed."""
    seconds = []
    for files in (1_000, 4_000):
        story, rows = story_and_rows(crowd(files), 1)
        seconds.append(
            min(cost_of(lambda row, story=story: events_of_engine(story, row), rows).seconds for _ in range(5))
        )
    print("a crowded desk: 4,000 files on one day beside 1,000")
    goal("times as long (4 is linear, 16 quadratic)", seconds[1] / seconds[0], "", 5)
    print()


def memory() -> None:
    """Print the peak memory of a study of the shipped plan's base, each size in a process of its own."""
    peaks = {}
    for replications in (200, 2_000):
        command = [sys.executable, __file__, MEMORY_OF, str(replications)]
        peaks[replications] = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print("peak memory of a study: 2,000 replications beside 200")
    for replications, peak in peaks.items():
        goal(f"{replications:,} replications", peak, "MiB")
    goal("ratio", peaks[2_000] / peaks[200], "", 1.2)


def peak_memory_mib(replications: int) -> float:
    """Return the most memory that this process had while it ran a study of the base, in MiB."""
    import resource

    study = study_of([]).study
    with TemporaryDirectory() as folder:
        alone = Study(study.name, (study.base_row,), study.base)
        run(alone, RunSettings(replications=replications, results=folder))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def story_and_rows(plan: Plan, count: int = ROWS) -> tuple[Story, list[QuantitiesRow]]:
    """Return a plan's story, measured against its own planned run, and the quantities of a few replications."""
    quantities = draw(plan, 1, count)
    return tell(plan, planned_run(plan)[0]), [quantities.row(number) for number in range(count)]


class EventsOnly(Performance):
    """A performance whose books are left open at the end: what the events alone cost."""

    def _trace(self, horizon: int) -> Trace:
        return cast(Trace, ())


def events_of_engine(story: Story, row: QuantitiesRow, kind: type[Performance] = Performance) -> int:
    """Perform a replication as `perform` does; return the number of SimPy events it processed."""
    with collected_afterwards():
        performance = kind(story, row)
        performance.run(story.horizon)
        events = next(performance.env._eid) - len(performance.env._queue)
        del performance
    return events


def events_of_bare(story: Story, row: QuantitiesRow, in_tranches: bool) -> int:
    """Perform a replication on bare SimPy; return the number of SimPy events it processed."""
    bare = BareRun(story, row, in_tranches)
    bare.run()
    return next(bare.env._eid) - len(bare.env._queue)


def cost_of(perform: Callable[[QuantitiesRow], int], rows: Sequence[QuantitiesRow]) -> Cost:
    """Return the mean cost of performing *rows*."""
    begun = perf_counter()
    events = mean(perform(row) for row in rows)
    return Cost((perf_counter() - begun) / len(rows), events)


def seconds_of(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median seconds that something takes."""
    seconds = []
    for _ in range(rounds):
        begun = perf_counter()
        what()
        seconds.append(perf_counter() - begun)
    return median(seconds)


def crowd(files: int) -> Plan:
    """Return a plan in which so many files reach the three desks of one agency on the data date."""
    file = {"permits": {"lead": "desk"}, "activities": {"filed": {"days": 0}}}
    return read_plan(
        {
            "programme": {"name": "A crowd", "start": "2020-01-01", "deadline": "2020-12-31", "horizon": "2059-12-31"},
            "calendar": "continuous",
            "agencies": {"desk": {"desks": 3, "review_days": {"exponential": 1}}},
            "packages": {f"file_{number}": file for number in range(files)},
        }
    )


def goal(what: str, measured: float, unit: str, at_most: float | None = None) -> None:
    """Print one measure, its goal beside it."""
    digits = 0 if measured >= 100 else 1 if unit else 2
    print(f"  {what:42}{measured:15,.{digits}f} {unit:4}" + (f"goal {at_most:,g}" if at_most else ""))


if __name__ == "__main__":
    main(sys.argv[1:])
