"""Gives rows of a study the same present value of city money as another row, where they ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.plan.plan import Plan
from sim.plan.problems import PlanError, unknown
from sim.study.city_money import amounts_of, city_money, with_city_money
from sim.study.rows import Row


def with_like_money(likes: Mapping[str, str | None], rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows, those that ask for it with the same present value of city money as another.

    Shapes and units
        likes: row to the row whose money it takes, none where its own stands.
    Raises
        PlanError: a row names itself or one that is no row of its own money, or has no such money.
    """
    own = {row.name: row for row in rows if likes[row.name] is None}
    scaled, problems = [], []
    for row in rows:
        like = likes[row.name]
        if like is None:
            scaled.append(row)
        elif like not in own:
            problems.append(unknown(f"study.rows.{row.name}.city_money_as", "row with money of its own", like, own))
        else:
            try:
                scaled.append(_with_city_money(row, own[like].plan))
            except PlanError as error:
                problems += [f"study.rows.{row.name}.{problem}" for problem in error.problems]
    if problems:
        raise PlanError(problems)
    return tuple(scaled)


def _with_city_money(row: Row, like: Plan) -> Row:
    """Return *row* with as much city money as *like*, in its mapping too."""
    plan = with_city_money(row.plan, city_money(like))
    assert row.mapping is not None
    stated = row.mapping["funding"]
    changed = {
        name: {**stated[name], **{key: amount for key, amount in amounts_of(source).items() if amount != before[key]}}
        for name, source in plan.funding.items()
        if (before := amounts_of(row.plan.funding[name])) != amounts_of(source)
    }
    return replace(row, plan=plan, mapping={**row.mapping, "funding": {**stated, **changed}})
