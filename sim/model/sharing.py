"""Sharing: what comes into a purse pro rata is set aside for waiting bills, in proportion to what each still asks.

Nothing of it happens at an instant of its own: who is about to look at a purse has all that is due shared out first.
"""

from collections.abc import Mapping, Sequence

from sim.model.accounts import Account
from sim.model.bills import Claim, Kind
from sim.model.story import LAPSE, Rules

Parts = dict[int, int]
"""Place of a purse to 万元."""

NOTHING_ASIDE: Parts = {}


class Sharing:
    """What is set aside for each waiting bill, out of which purses.

    Shapes and units
        waiting: the bills that wait, by kind, the first to be served first.
        aside: a bill (the kind that is its own) to the parts that are kept for it.
    """

    def __init__(self, accounts: Sequence[Account], rules: Rules, waiting: Mapping[Kind, Sequence[Claim]]) -> None:
        self.accounts, self.rules, self.waiting = accounts, rules, waiting
        self.aside: dict[Kind, Parts] = {}

    def share_out(self, now: int) -> None:
        """Let all that is due in purses pro rata lapse or be set aside: by time, lapses first, then by place."""
        accounts = self.accounts
        while True:
            due = [place for place in self.rules.pro_rata if accounts[place].due <= now]
            if not due:
                return
            place = min(due, key=lambda place: (accounts[place].flows[accounts[place].next_flow][:2], place))
            day, what, cny_10k = accounts[place].take_flow()
            if what == LAPSE:
                self._lapse(place, day)
            else:
                accounts[place].balance += cny_10k
                self._set_aside(place, day, cny_10k)

    def _lapse(self, place: int, day: int) -> None:
        """Let what is free and each part that is set aside lapse alike."""
        account = self.accounts[place]
        account.lapse(day, account.balance - account.kept(account.balance))
        for parts in self.aside.values():
            if place in parts:
                lost = parts[place] - account.kept(parts[place])
                parts[place] -= lost
                account.balance += lost
                account.lapse(day, lost)

    def _set_aside(self, place: int, day: int, cny_10k: int) -> None:
        """Set what comes in aside for the bills that waited before *day*, in proportion to what each still asks."""
        bills = sorted(
            (waiting[0], kind) for kind, waiting in self.waiting.items() if place in kind[0] and waiting[0][1] < day
        )
        asks = [self._still_asks(kind, place) for _, kind in bills]
        total = sum(asks)
        if not total:
            return
        shares = list(asks)
        if cny_10k < total:
            shares = [cny_10k * ask // total for ask in asks]
            left = cny_10k - sum(shares)
            for number, ask in enumerate(asks):
                if left and ask:
                    shares[number] += 1
                    left -= 1
        for (_, kind), share in zip(bills, shares, strict=True):
            if share:
                parts = self.aside.setdefault(kind, {})
                parts[place] = parts.get(place, 0) + share
                self.accounts[place].balance -= share

    def _still_asks(self, kind: Kind, place: int) -> int:
        """Return what a bill asks of a purse beyond what is set aside for it already."""
        sources, owed, _ = kind
        aside, owner = self.aside.get(kind, NOTHING_ASIDE), self.rules.source_of[place]
        of_owner = sum(part for purse, part in aside.items() if self.rules.source_of[purse] == owner)
        return min(owed - sum(aside.values()), self.rules.most_of(sources, owed)[owner] - of_owner)
