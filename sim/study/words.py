"""What the names in a study's tables mean to a reader, in the plan's languages: the `words` of the provenance."""

from collections.abc import Callable, Sequence
from typing import Any

from sim.analysis.fiscal import HOLD_NO_MONEY
from sim.model.purses import Purses, named
from sim.plan.money_checks import EARMARKED_FOR
from sim.plan.noun import Name, Named
from sim.plan.plan import Plan
from sim.plan.target import Indicator, Target
from sim.study.rows import Row, RunSettings, Study
from sim.study.sweeps import Sweep

Words = dict[str, Any]

NAMED = (
    ("packages", ("packages",)),
    ("agencies", ("agencies", "quotas")),
    ("crews", ("crews",)),
    ("districts", ("districts",)),
    ("gates", ("gates", "lists")),
)
"""Word list and the sections of the plan whose names it gives."""

TURNED = ("safeguards", "drivers", "shocks")
"""Sections of what studies turn: all of it is listed, named or not."""


def words_of(study: Study, settings: RunSettings) -> Words:
    """Return the words of *study*; mappings are unions over its rows, the base's words first."""
    base = study.base_row.plan
    plans = [base, *(row.plan for row in study.rows if row.name != study.base)]
    return {
        "study": study.name,
        "title": _name(study.title),
        "question": _name(study.question) if study.question else None,
        "replications": settings.replications,
        "seed": settings.seed,
        "data_date": base.programme.start.isoformat(),
        "deadline": base.programme.deadline.isoformat(),
        "horizon": base.programme.horizon.isoformat(),
        "base": study.base,
        "table": study.table,
        "programme": _name(base.programme.name),
        "scenarios": {row.name: _scenario(row) for row in study.rows},
        "networks": _union(plans, _networks),
        "indicators": _union(plans, lambda plan: {name: _indicator(noun) for name, noun in plan.indicators.items()}),
        "targets": _union(plans, lambda plan: {name: _target(noun, plan) for name, noun in plan.targets.items()}),
        **{
            words: _union(plans, lambda plan, sections=sections: _named(plan, sections))  # type: ignore[misc]
            for words, sections in NAMED
        },
        "sources": _union(plans, _purses),
        **{
            section: _union(plans, lambda plan, section=section: _every(plan, section))  # type: ignore[misc]
            for section in TURNED
        },
        "milestones": _union(plans, _milestones),
        "sweeps": {name: _sweep(sweep) for name, sweep in study.sweeps.items()},
    }


def _union(plans: list[Plan], words_in: Callable[[Plan], Words]) -> Words:
    union: Words = {}
    for plan in plans:
        union |= {name: words for name, words in words_in(plan).items() if name not in union}
    return union


def _name(name: Name | None) -> dict[str, str]:
    return {"en": name.en, "zh": name.zh} if name else {"en": "", "zh": ""}


def _named(plan: Plan, sections: Sequence[str]) -> Words:
    nouns: dict[str, Named] = {name: noun for section in sections for name, noun in getattr(plan, section).items()}
    return {name: _name(noun.name) for name, noun in nouns.items() if noun.name}


def _purses(plan: Plan) -> Words:
    """Return the funding sources, and what is kept apart in them: a source's name with what it is kept for."""
    found: Words = _named(plan, ("funding",))
    kept_for = _named(plan, EARMARKED_FOR)
    for source, mark in Purses(plan).names:
        if mark and source in found:
            name, own = found[source], kept_for.get(mark, {"en": mark.replace("_", " "), "zh": ""})
            zh = f"{name['zh']}（{own['zh'] or own['en']}）" if name["zh"] else ""
            found[named(source, mark)] = {"en": f"{name['en']} ({own['en']})", "zh": zh}
    return found


def _every(plan: Plan, section: str) -> Words:
    return {name: _name(noun.name) for name, noun in getattr(plan, section).items()}


def _milestones(plan: Plan) -> Words:
    """Return the milestones that packages carry, with the network of their task."""
    return {
        name: {
            **_name(plan.milestones[name].name),
            "network": plan.tasks[task].network if (task := plan.milestones[name].task) in plan.tasks else "programme",
            "commitment": plan.milestones[name].commitment.value,
            "clause": plan.milestones[name].clause,
        }
        for name, carriers in plan.carriers.items()
        if carriers
    }


def _networks(plan: Plan) -> Words:
    """Return the networks; packages without one serve the safeguards where the plan has any."""
    names = {name: _name(plan.networks[name].name if name in plan.networks else None) for name in plan.network_names}
    if plan.safeguards and "programme" in names:
        names["programme"] = {"en": "Safeguards", "zh": "保障措施"}
    return names


def _scenario(row: Row) -> Words:
    question = row.block.question
    return {
        **_name(row.block.name),
        "question": _name(question) if question else None,
        "position": position_of(row.plan),
        "payers": {name: source.payer for name, source in row.plan.funding.items()},
        "benefits": _benefits(row.plan),
        "on_call": [name for name, source in row.plan.funding.items() if source.kind in HOLD_NO_MONEY],
        "cover": row.plan.fiscal.cover,
    }


def _benefits(plan: Plan) -> Words:
    """Return what a unit of each valued indicator is worth a year, and the target that its benefits stand under."""
    counted_to = {target.indicator: name for name, target in reversed(plan.targets.items())}
    return {
        name: {"target": counted_to.get(name, ""), "cny_10k_per_unit_year": noun.benefit_cny_10k_per_unit_year}
        for name, noun in plan.indicators.items()
        if noun.benefit_cny_10k_per_unit_year
    }


def position_of(plan: Plan) -> Words:
    """Return where a plan stands on what the studies turn: its way of review, safeguards, common causes."""
    coordination = plan.effects.coordination(plan.coordination)
    return {
        "review_mode": coordination.review_mode,
        "joint_share": coordination.joint_share,
        "safeguards_off": [name for name, safeguard in plan.safeguards.items() if not safeguard.is_on],
        "safeguards_free": [name for name, safeguard in plan.safeguards.items() if not safeguard.price_share],
        "drivers_off": [name for name, driver in plan.drivers.items() if not driver.is_on],
        "shocks_off": [name for name, shock in plan.shocks.items() if not shock.is_on],
        "plan_conservatism": plan.programme.plan_conservatism,
    }


def _sweep(sweep: Sweep) -> Words:
    return {
        **_name(sweep.name),
        "unit": _name(sweep.unit),
        "better": sweep.better,
        "shipped": sweep.shipped,
        "rows": {row: level for level, row in sweep.levels.items()},
    }


def _indicator(noun: Indicator) -> Words:
    return {
        **_name(noun.name),
        "unit": _name(noun.unit_name) if noun.unit_name else {"en": noun.unit, "zh": ""},
        "smallest_unit": noun.smallest_unit,
        "network": noun.network,
        "baseline": noun.baseline,
        "earlier_count": noun.earlier.counted_on.isoformat() if noun.earlier else None,
    }


def _target(noun: Target, plan: Plan) -> Words:
    return {
        **_name(noun.name),
        "short": _name(noun.short_name) if noun.short_name else None,
        "indicator": noun.indicator,
        "network": plan.indicators[noun.indicator].network,
        "at_least": noun.at_least,
        "stated": noun.stated,
        "who_decides": noun.who_decides,
    }
