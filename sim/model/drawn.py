"""What a replication's row says of its story: clocks with shocks, bills, restarts and outside decisions."""

from sim.model.clocks import Clock
from sim.model.draws import QuantitiesRow
from sim.model.steps import PPM
from sim.model.story import Story
from sim.plan.trace import NEVER


class Drawn:
    """The quantities of one replication, read as its story means them."""

    def __init__(self, story: Story, row: QuantitiesRow) -> None:
        self.story, self.row = story, row
        self.clocks = struck_clocks(story, row)

    def bill(self, place: int) -> tuple[tuple[int, ...], int]:
        """Return the purses of a bill, in order of call, and the 万元 that it asks of them."""
        family, part, parts, sources, _ = self.story.bills[place]
        total = self.row.values[self.row.at[family]]
        owed = total // parts
        return sources, owed if part < parts - 1 else total - owed * (parts - 1)

    def restart_cost(self, place: int) -> int:
        """Return the 万元 that starting a lot again adds to a bill of it."""
        bill = self.story.bills[place]
        return self.row.values[self.row.at[bill.family]] * bill.restart_ppm // PPM

    def decided_on(self, family: int, gate: int, now: int) -> int:
        """Return the day on which a file that is ready now is decided on: in what is left of the first window won.

        NEVER when all windows that are still open are lost.
        """
        windows = self.story.gates[gate]
        place = self.row.at[family]
        for (first, last), when in zip(windows, self.row.values[place : place + len(windows)], strict=True):
            if when >= 0 and now <= last:
                opens = max(first, now)
                return opens + (last - opens) * when // PPM
        return NEVER


def struck_clocks(story: Story, row: QuantitiesRow) -> list[Clock]:
    """Return the story's clocks with this replication's shocks."""
    clocks = list(story.clocks)
    for strike in story.strikes:
        start = row.values[row.at[strike.start]]
        if start >= 0:
            finish = start + row.values[row.at[strike.length]]
            for place in strike.clocks:
                clocks[place] = clocks[place].struck(start, finish, strike.rate_permille)
    return clocks
