"""What holds of the fiscal footprint in every replication of any plan."""

from collections import Counter, defaultdict
from random import Random
from typing import get_args

import pytest

from sim.analysis.fiscal import fiscal_rows, footprint_of
from sim.config import read_plan
from sim.model.delivery import tell
from sim.model.draws import draw
from sim.model.engine import perform
from sim.plan.funding import Debt, Payer
from sim.plan.plan import Plan
from tests.random_plans import random_mapping


def with_payers(plan: Plan, luck: Random) -> Plan:
    """Return *plan* with a payer, a city's share and often a debt for each source."""
    funding = {}
    for name, source in plan.funding.items():
        term, at_end = luck.randint(1, 6), luck.random() < 0.5
        debt = Debt(term_years=term, grace_years=luck.randrange(term), repaid="at_end" if at_end else "equal_parts")
        changes = {
            "payer": luck.choice(get_args(Payer)),
            "city_share": luck.random(),
            "interest_rate": luck.random() / 10,
            "debt": debt if source.kind == "ppp" or luck.random() < 0.6 else None,
        }
        funding[name] = source.model_copy(update=changes)
    return plan.model_copy(update={"funding": funding})


@pytest.mark.parametrize("block", range(4))
def test_debt_and_drawings_add_up_on_random_plans(block: int) -> None:
    """Debt is what was borrowed less what was repaid; each payer draws what its sources pay, to the unit, by year."""
    for seed in range(3000 + block, 3120, 4):
        plan = with_payers(read_plan(random_mapping(seed)), Random(seed))
        story = tell(plan)
        cast, trace = story.cast(), perform(story, draw(plan, seed, 1).row(0))
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        rows = fiscal_rows(footprint_of(plan), cast.source_of, trace.payments, trace.finished, trace.cash)
        for year, payer, item, cny_10k in rows:
            assert year == cast.years[len(found[item, payer])]
            assert cny_10k >= 0
            found[item, payer].append(cny_10k)
        paid, idle = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
        sources = list(plan.funding.values())
        for place, cash in enumerate(trace.cash):
            purse, year = divmod(place, len(cast.years))
            source = sources[cast.source_of[purse]]
            paid[source.payer, year] += cash.paid
            idle[source.payer, year] += cash.balance if source.kind not in ("credit_line", "ppp") else 0
        for (item, payer), amounts in found.items():
            if item in ("drawn", "idle"):
                of_cash = paid if item == "drawn" else idle
                assert amounts == [of_cash[payer, year] for year in range(len(cast.years))]
            if item == "debt":
                owed = 0
                for borrowed, repaid, debt in zip(
                    found["borrowed", payer], found["repayment", payer], amounts, strict=True
                ):
                    owed += borrowed - repaid
                    assert debt == owed
