"""What is still open at the horizon: in how many runs, and which packages wait most often for what."""

from typing import NamedTuple

from sim.report.results import Results


class OpenWait(NamedTuple):
    """A package with what it still waits for or works on, and in how many runs."""

    package: str
    kind: str
    by: str
    runs: int


class StillOpen(NamedTuple):
    """Runs, of all rows together, in which something is open at the horizon, of how many; and what, most often first.

    Of what is open equally often, waits for another package come last: what holds up that one says more.
    """

    runs: int
    of_runs: int
    waits: tuple[OpenWait, ...]


def still_open(results: Results) -> StillOpen:
    """Return what is still open at the horizon in the runs that did not fail."""
    tally = results.provenance["tally"]
    of_runs = tally["replications"] - tally["failed"]
    if "open_waits" not in results.tables:
        return StillOpen(0, of_runs, ())
    runs = results.sql("SELECT count(DISTINCT (scenario, replication)) AS runs FROM open_waits")["runs"][0]
    waits = results.sql(
        """
        WITH counted AS (
            SELECT package, cause, coalesce("by", '') AS "by", count(DISTINCT (scenario, replication)) AS runs
            FROM open_waits GROUP BY ALL
        )
        SELECT * FROM counted ORDER BY runs DESC, cause = 'predecessor', package, cause, "by"
        """
    )
    return StillOpen(int(runs), of_runs, tuple(OpenWait(*row) for row in waits.itertuples(index=False)))
