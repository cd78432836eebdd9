"""Bills that wait: those of one kind stand in one queue, so that a settlement need only look at the first of each."""

from simpy import Event

from sim.model.story import Rules

Claim = tuple[float, int, int, Event]
"""Priority, day of arrival, place of the life (in the order of plan and branch), event of the payment."""

Kind = tuple[tuple[int, ...], int, int]
"""Bills of one kind ask the same purses for the same amount; a third number sets a bill apart from all others."""

FREE, RULED = -1, -2
"""The third number of bills that need not be told apart: no purse has a rule, or one has."""


def kind_of(rules: Rules, sources: tuple[int, ...], cny_10k: int, life: int) -> Kind:
    """Return the kind of a bill of a life: its own where each bill is looked at by itself."""
    if sources not in rules.ruled_orders:
        return sources, cny_10k, FREE
    return sources, cny_10k, life if sources in rules.one_by_one else RULED
