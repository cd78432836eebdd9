"""A replication replayed from its log of steps: who was granted what, and what was held then."""

from typing import NamedTuple

from sim.model import steps
from sim.model.story import Story
from sim.plan.trace import Trace


class Grant(NamedTuple):
    """Of a pool on a micro-day: how much is held after a grant, and how much there is."""

    day: int
    pool: int
    held: int
    size: int


class Replayed(NamedTuple):
    """All grants in order, and what is held of each pool, and claimed by how many lives, when the log ends."""

    grants: list[Grant]
    held: list[int]
    claiming: int


def replayed(story: Story, trace: Trace) -> Replayed:
    """Return the grants of a trace with a log; a claim that ran out of patience was not granted."""
    grants: list[Grant] = []
    held = [0] * len(story.pools)
    claims: dict[int, steps.Row] = {}
    for day, _, life, place in trace.events:
        claim = claims.pop(life, None)
        if claim is not None and not (claim[0] == steps.QUEUE and int(place) == claim[4]):
            for pool, number in story.claims[claim[2]]:
                held[pool] += number
                size = [size for since, size in story.pools[pool].profile if since <= day][-1]
                grants.append(Grant(day, pool, held[pool], size))
        step = story.lives[life].steps[int(place)]
        if step[0] in (steps.ACQUIRE, steps.QUEUE):
            claims[life] = step
        elif step[0] == steps.RELEASE:
            for pool, number in story.claims[step[1]]:
                held[pool] -= number
                assert held[pool] >= 0, (day, story.pools[pool].name)
    return Replayed(grants, held, len(claims))
