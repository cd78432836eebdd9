"""Errors of the models in plain words: where, what was found, what was expected, what to do."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.plan.laws import PARAMETERS
from sim.plan.noun import Noun
from sim.plan.problems import did_you_mean

_LAW_TAGS = frozenset({"fixed", *PARAMETERS})


def rephrase(error: ValidationError, where: str, noun: type[Noun]) -> list[str]:
    """Return one line for each problem of *error*, found at *where* while reading a *noun*."""
    return [_line(detail, where, noun) for detail in error.errors(include_url=False)]


def _line(detail: ErrorDetails, where: str, noun: type[Noun]) -> str:
    path = ".".join([where, *(str(part) for part in detail["loc"] if part not in _LAW_TAGS)])
    found = _shown(detail["input"])
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        return f"{path}: no such key; {did_you_mean(key, _keys_at(noun, detail['loc'][:-1]))}"
    if kind == "missing":
        return f"{path}: found nothing, expected a value: add it"
    if kind == "value_error":
        return f"{path}: {context['error']}"
    if kind == "union_tag_invalid":
        return f"{path}: no such law '{context['tag']}'; {did_you_mean(str(context['tag']), PARAMETERS)}"
    if kind == "finite_number":
        return f"{path}: found {found}, expected a finite number: correct it"
    expected = _EXPECTED.get(kind, detail["msg"][0].lower() + detail["msg"][1:]).format(**context)
    return f"{path}: found {found}, expected {expected}: correct it"


_EXPECTED = {
    "greater_than": "a number above {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "a number below {lt}",
    "less_than_equal": "at most {le}",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "string_type": "text (put it in quotes)",
    "enum": "one of {expected}",
    "literal_error": "one of {expected}",
    "date_from_datetime_parsing": "a date such as 2020-07-01",
    "date_type": "a date such as 2020-07-01",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "too_short": "at least {min_length} of them",
}


def _shown(found: object) -> str:
    if isinstance(found, Mapping):
        return "a mapping" if found else "an empty mapping"
    if isinstance(found, list | tuple):
        return "a list" if found else "an empty list"
    return repr(found) if isinstance(found, str) else str(found)


def _keys_at(noun: type[Noun], path: tuple[str | int, ...]) -> list[str]:
    """Return the keys known at *path* below *noun*, as far as the annotations tell."""
    fields = noun.model_fields
    for part in path:
        field = fields.get(str(part))
        if field is None:
            continue
        inner = _noun_in(field.annotation)
        if inner is None:
            return []
        fields = inner.model_fields
    return list(fields)


def _noun_in(annotation: object) -> type[Noun] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Noun) else None
    for argument in getattr(annotation, "__args__", ()):
        inner = _noun_in(argument)
        if inner is not None:
            return inner
    return None
