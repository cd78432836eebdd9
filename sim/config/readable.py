"""What can be read of an entry that has an error, so that its other errors are told at once with it.

Such a noun only looks for further problems: the plan is refused whatever it says.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from sim.plan.laws import Fixed
from sim.plan.noun import Noun

NOTHING = object()
"""Stands for what cannot be read and has no stand-in."""


class Readable(NamedTuple):
    """The keys of an entry that could be read, and the names of those that could not, or not wholly."""

    fields: dict[str, Any]
    unread: frozenset[str]


def readable(noun: type[Noun], found: Mapping[Any, Any]) -> Readable:
    """Return what can be read of an entry, whatever is wrong in it and between its keys."""
    fields: dict[str, Any] = {}
    unread: set[str] = set()
    for key, field in noun.model_fields.items():
        if key in found:
            try:
                fields[key] = _reader_of(noun, key).validate_python(found[key])
                continue
            except ValidationError:
                part = _part(field.annotation, found[key])
                if part is not NOTHING:
                    fields[key] = part
        elif not field.is_required():
            continue
        unread.add(key)
    return Readable(fields, frozenset(unread))


def as_far_as_read(noun: type[Noun], found: Mapping[Any, Any]) -> tuple[Noun | None, frozenset[str]]:
    """Return a noun of what can be read, the rest at its default or a stand-in, and the keys of this rest.

    None if a key without a default is missing that nothing can stand in for, such as a name.
    """
    fields, unread = readable(noun, found)
    for key, field in noun.model_fields.items():
        if field.is_required() and key not in fields:
            fields[key] = _stand_in(field.annotation)
    return (None if NOTHING in fields.values() else noun.model_construct(**fields)), unread


@lru_cache(maxsize=1024)
def _reader_of(noun: type[Noun], key: str) -> TypeAdapter[Any]:
    field = noun.model_fields[key]
    annotation: Any = Annotated[field.annotation, field]
    return TypeAdapter(annotation)


def _part(annotation: Any, found: Any) -> Any:
    """Return the part of a wrong mapping, list or noun that can be read."""
    shape = _shape(annotation)
    if isinstance(shape, type) and issubclass(shape, Noun) and isinstance(found, Mapping):
        read, _ = as_far_as_read(shape, found)
        return NOTHING if read is None else read
    inner = get_args(shape)
    if get_origin(shape) is dict and isinstance(found, Mapping):
        parts = [(_whole_or_part(inner[0], key), _whole_or_part(inner[1], each)) for key, each in found.items()]
        return {key: part for key, part in parts if key is not NOTHING and part is not NOTHING}
    if get_origin(shape) is tuple and Ellipsis in inner and isinstance(found, list | tuple):
        return tuple(part for each in found if (part := _whole_or_part(inner[0], each)) is not NOTHING)
    return NOTHING


def _whole_or_part(annotation: Any, found: Any) -> Any:
    try:
        return TypeAdapter(annotation).validate_python(found)
    except ValidationError:
        return _part(annotation, found)


def _stand_in(annotation: Any) -> Any:
    """Return what stands for a value that cannot be read and has no default."""
    shape = _shape(annotation)
    if get_origin(shape) is Literal:
        return get_args(shape)[0]
    if get_origin(shape) is Union:
        return Fixed(number=1)
    return {dict: {}, tuple: (), float: 1.0, int: 1}.get(get_origin(shape) or shape, NOTHING)


def _shape(annotation: Any) -> Any:
    """Return what an annotation allows, its bounds and `None` aside."""
    if get_origin(annotation) is Annotated:
        return _shape(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        shapes = [shape for shape in get_args(annotation) if shape is not NoneType]
        return _shape(shapes[0]) if len(shapes) == 1 else Union[tuple(shapes)]  # noqa: UP007
    return annotation
