"""Problems of money: sources that are not open to a package, or that can never bring what it costs."""

from collections.abc import Collection, Iterator, Mapping
from math import ceil
from typing import Any

from sim.plan.balances import most_held
from sim.plan.funding import Source
from sim.plan.instalments import instalments_of
from sim.plan.lever import Effects
from sim.plan.package import Package, names_of
from sim.plan.problems import unknown
from sim.plan.since import Since

Parts = Mapping[str, Any]
Names = Mapping[str, set[str]]
Unread = Mapping[str, Mapping[str, frozenset[str]]]
Mention = tuple[str, str, str, Collection[str]]

EARMARKED_FOR = ("networks", "tasks", "reference_classes", "packages")

MONEY_OF_A_PACKAGE = (
    "network",
    "task",
    "reference_class",
    "progress",
    "cost_cny_10k",
    "funding",
    "instalments",
    "lots",
)
"""Keys that say what a package owes and who may pay it."""

MONEY_OF_A_SOURCE = frozenset(Source.model_fields) - {
    "name",
    "note",
    "evidence",
    "kind",
    "interest_rate",
    "debt",
    "payer",
    "city_share",
    "queue",
    "reserve_after_days",
}
"""Keys that say what a source can pay, and for whom."""

MONTHS = 12
"""In how many tranches a year's amount comes at most, if no calendar has more."""


def money_mentions(parts: Parts) -> Iterator[Mention]:
    """Yield (where, section, what it is, names) for the packages that money is released by."""
    for name, source in parts["funding"].items():
        yield f"funding.{name}.released_by", "packages", "package", source.released_by


def money_problems(parts: Parts, names: Names, since: Since, unread: Unread) -> Iterator[str]:
    """Yield one line for each problem of money that no noun can see alone."""
    known = set().union(*(names[section] for section in EARMARKED_FOR))
    for name, source in since.to_check(since.is_named_alike)["funding"].items():
        for mark in source.earmarks if names["packages"] else ():  # that there is none is said once
            if mark not in known:
                what = "network, task, reference class or package"
                yield unknown(f"funding.{name}.earmarks", what, mark, sorted(known))
    packages = _to_be_paid(parts, since)
    if not packages:
        return
    effects = Effects(parts["levers"], parts["safeguards"])
    turned = {name: source.turned(name, effects) for name, source in parts["funding"].items()}
    brought = {name: brought_at_most(source) for name, source in turned.items()}
    readable = {name: source for name, source in turned.items() if _can_be_held_against(name, source, unread)}
    held = _held(parts, turned) if any(source.carry_over < 1 for source in turned.values()) else None
    for name, package in packages.items():
        yield from _called_once(name, package)
        called = dict.fromkeys(package.funding)
        is_read = unread.get("packages", {}).get(name, frozenset()).isdisjoint(MONEY_OF_A_PACKAGE)
        if package.cost_cny_10k and called and is_read and readable.keys() >= called.keys():
            own_names = names_of(name, package, parts["tasks"])
            owed = package.cost_cny_10k * (1 - package.progress) * effects.factor("cost", *own_names)
            sources = {source: turned[source] for source in called}
            problems = list(_paid_for(name, package, sources, own_names, owed, brought))
            yield from problems
            of_lot = owed / package.lots.count
            if held is not None and not problems and not _is_held_by_one(sources, of_lot, held):
                bill = of_lot / instalments_of(package, parts["calendar"])
                yield from _held_at_once(name, sources, own_names, bill, held)


def _can_be_held_against(name: str, source: Source, unread: Unread) -> bool:
    """Return whether all could be read that says what *source* can pay: of its kind, whether it is a ppp."""
    missing = unread.get("funding", {}).get(name, frozenset())
    return missing.isdisjoint(MONEY_OF_A_SOURCE) and ("kind" not in missing or source.close_days is None)


def _to_be_paid(parts: Parts, since: Since) -> Mapping[str, Package]:
    """Return the packages whose money has to be checked: those that are new or call a source that is."""
    to_check = since.to_check(since.is_same("levers", "safeguards", "tasks", "shocks"))
    packages, sources = to_check["packages"], to_check["funding"].keys()
    return {
        name: package
        for name, package in parts["packages"].items()
        if name in packages or not sources.isdisjoint(package.funding)
    }


def _called_once(name: str, package: Package) -> Iterator[str]:
    for source in dict.fromkeys(package.funding) if len(set(package.funding)) < len(package.funding) else ():
        times = package.funding.count(source)
        if times > 1:
            yield f"packages.{name}.funding: found source '{source}' {times} times, expected once: take the others out"


def _paid_for(
    name: str,
    package: Package,
    called: Mapping[str, Source],
    own_names: tuple[str, ...],
    owed: float,
    brought: Mapping[str, int],
) -> Iterator[str]:
    payers = {key: source for key, source in called.items() if is_eligible(source, own_names[1], package)}
    for source in called:
        if source not in payers:
            yield (
                f"packages.{name}.funding: source '{source}' is not open to it, expected an eligible source: "
                "take it out or widen the source's eligibility"
            )
    if not any(source.most_share == 1 and source.kind != "ppp" for source in called.values()):
        yield (
            f"packages.{name}.funding: found {', '.join(called)}, expected a source that may pay a bill whole if the "
            "others pay a share at most or no contract closes: add one"
        )
        return
    most = sum(_paid_at_most(source, brought[key], owed, own_names) for key, source in payers.items())
    if owed > most:
        yield (
            f"packages.{name}.cost_cny_10k: found {owed:.0f} to pay, expected at most the {most} that its eligible "
            "sources ever bring: add a source or correct the amounts"
        )


def _held(parts: Parts, turned: Mapping[str, Source]) -> dict[str, tuple[float, ...]] | None:
    """Return the most that each source can hold in each year; nothing of a programme whose dates are wrong."""
    if parts["programme"] is None:
        return None
    put_off = {source for shock in parts["shocks"].values() for source in shock.sources}
    return {name: most_held(source, parts["programme"], name in put_off) for name, source in turned.items()}


def _is_held_by_one(payers: Mapping[str, Source], bill: float, held: Mapping[str, tuple[float, ...]]) -> bool:
    """Return whether a single source, open to all, holds a bill in some year."""
    return any(
        source.most_share == 1 and not source.earmarks and max(held[key]) >= bill for key, source in payers.items()
    )


def _held_at_once(
    name: str,
    payers: Mapping[str, Source],
    own_names: tuple[str, ...],
    bill: float,
    held: Mapping[str, tuple[float, ...]],
) -> Iterator[str]:
    """Yield a line if the sources never hold an instalment together, as what is left of a year lapses."""
    if _is_held_by_one(payers, bill, held):
        return
    years = range(len(next(iter(held.values()))))
    most = max(
        sum(_paid_at_most(source, ceil(held[key][year]), bill, own_names) for key, source in payers.items())
        for year in years
    )
    if bill > most + len(payers):
        yield (
            f"packages.{name}.instalments: found bills of {bill:.0f}, expected at most the {most} that its eligible "
            "sources ever hold at once: pay in more instalments, add a source or let more carry over"
        )


def is_eligible(source: Source, network: str | None, package: Package) -> bool:
    """Return whether *source* is open to *package*; a source that names no scope is open to all."""
    if not (source.eligible_networks or source.eligible_tasks or source.eligible_classes):
        return True
    return (
        network in source.eligible_networks
        or package.task in source.eligible_tasks
        or package.reference_class in source.eligible_classes
    )


def brought_at_most(source: Source) -> int:
    """Return the most that *source* can ever bring, in 万元; of a ppp nothing is known beforehand."""
    listed = sum(amount for _, amount in source.tranches_cny_10k)
    drawn = source.gap_amount_cny_10k * (source.gap_tranches or 1) if source.gap_days is not None else 0
    released = sum(source.released_by.values())
    return source.opening_cny_10k + sum(source.amounts_cny_10k.values()) + listed + drawn + released


def _paid_at_most(source: Source, brought: int, owed: float, own_names: tuple[str, ...]) -> int:
    """Return the most that a source can ever pay of what a package owes, of what it brings at most, in 万元."""
    share = int(source.most_share * owed)
    if source.kind == "ppp":
        return share if source.conversion else 0
    kept = sum(part for mark, part in source.earmarks.items() if mark not in own_names) if source.earmarks else 0
    if kept:
        brought = min(brought, int(brought * (1 - kept)) + 1 + _inflows_at_most(source) * len(source.earmarks))
    return min(brought, share) if source.most_share < 1 else brought


def _inflows_at_most(source: Source) -> int:
    """Return in how many parts money comes at most: each may leave less than 1 万元 to those not earmarked for."""
    yearly = max(len(source.calendar), MONTHS) * len(source.amounts_cny_10k)
    single = 1 + len(source.tranches_cny_10k) + (source.gap_tranches or 1) + len(source.released_by)
    return 2 * (yearly + single)
