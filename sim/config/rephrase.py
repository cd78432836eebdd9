"""Errors of the models in plain words: where, what was found, what was expected, what to do."""

import types
from collections.abc import Mapping
from datetime import date, timedelta
from re import escape, fullmatch
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.plan.laws import Fixed
from sim.plan.noun import Noun
from sim.plan.problems import did_you_mean

LARGEST_SHOWN = 1e15
"""Whole numbers below it are shown with all their digits."""


PLAIN = "a name without / and #"


BY_DAY = ("capacity", "desks", "tranches_cny_10k")
"""Keys that hold (day, number), which people write as one number, or by date."""


class _Place(NamedTuple):
    """Where an error is, as the user wrote it, and the keys known there.

    `choice` is the length of the path at which one of several shapes was tried, or -1.
    """

    path: tuple[str | int, ...]
    keys: list[str]
    choice: int


def rephrase(error: ValidationError, where: str, noun: type[Noun]) -> list[str]:
    """Return one line for each problem of *error*, found at *where* while reading a *noun*."""
    details = [detail for detail in error.errors(include_url=False) if not _follows(detail, error)]
    places = [_place(detail, noun) for detail in details]
    found = list(zip(places, details, strict=True))
    lines: list[str] = []
    tried: set[tuple[str | int, ...]] = set()
    for place, detail in found:
        if place.choice < 0:
            lines.append(_line(where, place, detail))
            continue
        at = place.path[: place.choice]
        if at not in tried:
            tried.add(at)
            lines += _of_choice(where, at, [one for one in found if one[0].path[: place.choice] == at])
    return lines


def by_day(line: str, where: str, entry: Any, long_form: Any, start: date) -> str:
    """Return a line on a number of a profile over time with its day, as the entry has it, instead of its place."""
    found = fullmatch(rf"{escape(where)}\.({'|'.join(BY_DAY)})\.(\d+)\.1: (.*)", line)
    if found is None:
        return line
    key, place, said = found.groups()
    is_short = key == "capacity" and not (isinstance(entry, Mapping) and key in entry)
    written = entry if is_short else entry[key]
    if isinstance(written, list | tuple):
        return line
    path = where if is_short else f"{where}.{key}"
    if isinstance(written, Mapping):
        path = f"{path}.{_date_of(long_form[key][int(place)][0], start)}"
    return f"{path}: {said}"


def _follows(detail: ErrorDetails, error: ValidationError) -> bool:
    """Return whether a list is too short only because entries of it are wrong."""
    at = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(at) and other["loc"][: len(at)] == at for other in error.errors(include_url=False)
    )


def _of_choice(where: str, at: tuple[str | int, ...], found: list[tuple[_Place, ErrorDetails]]) -> list[str]:
    """Say once what none of several shapes allows; a shape that got further than the others speaks for itself."""
    deeper = [_line(where, place, detail) for place, detail in found if len(place.path) > len(at)]
    if deeper:
        return deeper
    expected = " or ".join(dict.fromkeys(_expected(detail) for _, detail in found))
    return [f"{_dotted(where, at)}: found {shown(found[0][1]['input'])}, expected {expected}: correct it"]


def _line(where: str, place: _Place, detail: ErrorDetails) -> str:
    path, kind = _dotted(where, place.path), detail["type"]
    context: dict[str, Any] = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        return f"{path}: no such key; {did_you_mean(str(place.path[-1]), place.keys)}"
    if kind == "missing":
        return f"{path}: found nothing, expected a value: add it"
    if kind == "value_error":
        return f"{path}: {context['error']}"
    return f"{path}: found {shown(detail['input'])}, expected {_expected(detail)}: correct it"


def _expected(detail: ErrorDetails) -> str:
    kind, said, context = detail["type"], detail["msg"], detail.get("ctx") or {}
    if kind == "literal_error" and " or " not in context["expected"]:
        return str(context["expected"])
    bounds = {key: bound if isinstance(bound, str) else shown(bound) for key, bound in context.items()}
    return _EXPECTED[kind].format(**bounds) if kind in _EXPECTED else said[0].lower() + said[1:]


_EXPECTED = {
    "greater_than": "a number above {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "a number below {lt}",
    "less_than_equal": "at most {le}",
    "finite_number": "a finite number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "string_pattern_mismatch": PLAIN,
    "string_type": "text (put it in quotes)",
    "invalid_key": "text as a key (put it in quotes)",
    "enum": "one of {expected}",
    "literal_error": "one of {expected}",
    "date_parsing": "a date such as 2020-07-01",
    "date_from_datetime_parsing": "a date such as 2020-07-01",
    "date_from_datetime_inexact": "a date such as 2020-07-01",
    "date_type": "a date such as 2020-07-01",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a number or a law such as pert: [4, 6, 11]",
    "union_tag_invalid": "the parameters of one law",
    "tuple_type": "a list",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
}


def shown(found: object) -> str:
    """Return what stands in a file as it may stand in one line of a message."""
    if isinstance(found, Mapping):
        return "a mapping" if found else "an empty mapping"
    if isinstance(found, list | tuple):
        return "a list" if found else "an empty list"
    if isinstance(found, float) and found.is_integer():
        return f"{found:.0f}" if abs(found) < LARGEST_SHOWN else f"{found:g}"
    return repr(found) if isinstance(found, str) else str(found)


def _date_of(day: float, start: date) -> str:
    try:
        return str(start + timedelta(days=day)) if day == int(day) else f"{day:g}"
    except (OverflowError, ValueError):
        return f"{day:g}"


def _dotted(where: str, path: tuple[str | int, ...]) -> str:
    return ".".join([where, *map(str, path)])


def _place(detail: ErrorDetails, noun: type[Noun]) -> _Place:
    """Follow an error's location through the annotations; tags of laws and names of shapes are no keys of the file."""
    here: Any = noun
    path: list[str | int] = []
    keys: list[str] = []
    choice = -1
    for part in detail["loc"]:
        shapes = _shapes(here)
        if part == "[key]":
            continue
        if len(shapes) > 1:
            laws = {shape.model_fields["law"].default: shape for shape in shapes if _is_law(shape)}
            choice = choice if laws else len(path)
            here = laws.get(part) or next((shape for shape in shapes if _called(shape) == part), None)
            continue
        (shape,) = shapes
        if isinstance(shape, type) and issubclass(shape, Noun):
            keys = [key for key in shape.model_fields if key != "law"]
            here = shape.model_fields[str(part)].annotation if part in shape.model_fields else None
            if shape is Fixed:
                continue
        else:
            inner = get_args(shape)
            if isinstance(part, int) and part < len(inner) and Ellipsis not in inner:
                here = inner[part]
            else:
                here = next((one for one in reversed(inner) if one is not Ellipsis), None)
        path.append(part)
    return _Place(tuple(path), keys, choice)


def _shapes(annotation: Any) -> tuple[Any, ...]:
    """Return what an annotation allows, one shape after another, `None` aside."""
    if get_origin(annotation) is Annotated:
        return _shapes(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(shape for one in get_args(annotation) if one is not type(None) for shape in _shapes(one))
    return (annotation,)


def _is_law(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Noun) and "law" in shape.model_fields


def _called(shape: Any) -> str:
    return str(getattr(shape, "__name__", shape))
