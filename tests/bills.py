"""Small plans of money for tests: who asks for how much, what comes when, and who was paid."""

from typing import Any

from sim.model.delivery import tell
from sim.plan.plan import Plan
from tests.builders import performed, work


def asks(cny_10k: int, *sources: str, on: float = 0, days: float = 10, **more: Any) -> dict[str, Any]:
    """Return a package that asks for all its money on a day, and then works for *days*."""
    return {
        "cost_cny_10k": cny_10k,
        "funding": list(sources),
        "instalments": 1,
        "not_before_day": on,
        "activities": work(days),
        **more,
    }


def brings(by_day: dict[int, int], kind: str = "appropriation", **more: Any) -> dict[str, Any]:
    """Return a source that brings these amounts on these days."""
    return {"kind": kind, "tranches_cny_10k": by_day, **more}


def paid(plan: Plan, replication: int = 0) -> list[tuple[float, str, str, int]]:
    """Return (day, package, purse, 万元) of each payment."""
    packages, purses = list(plan.packages), tell(plan).cast().sources
    return [
        (payment.day / 1e6, packages[payment.package], purses[payment.source], payment.cny_10k)
        for payment in performed(plan, replication=replication).payments
    ]
