"""JSON schemas of answers, made from their dataclasses: what `plain` makes of each, said in the words of OpenAPI 3.1.

Nothing is written down twice: a field that is added to an answer is in the document of the API, too.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from stemmata.when import Period

Schema = dict[str, Any]  # JSON itself
COMPONENTS = "#/components/schemas/"
SIMPLE: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    Any: {},
    object: {},
}
DAYS: Schema = {
    "type": "array",
    "prefixItems": [{"type": ["string", "null"], "format": "date"}] * 2,
    "minItems": 2,
    "maxItems": 2,
    "description": "The earliest and the latest day; null where that is open.",
}
PERIOD: Schema = {
    "type": "object",
    "description": "When: `at` or `start` and `end` (EDTF) as far as they are stated, always the bounds and the words. "
    "An `end` of null is not stated; it is not that something ended.",
    "properties": {
        "at": {"type": "string"},
        "start": {"type": ["string", "null"]},
        "end": {"type": ["string", "null"]},
        "bounds": {
            "type": "object",
            "properties": {"start": DAYS, "end": DAYS},
            "required": ["start", "end"],
            "additionalProperties": False,
        },
        "words": {"type": "string"},
    },
    "required": ["bounds", "words"],
    "additionalProperties": False,
}


class Answer(dict[str, str]):
    """A reference to the schema of an answer, which knows the dataclass that it is made from."""

    def __init__(self, kind: type, paged: bool = False) -> None:
        super().__init__({"$ref": f"{COMPONENTS}{name_of(kind, paged)}"})
        self.kind, self.paged = kind, paged


def name_of(kind: type, paged: bool = False) -> str:
    """What the schema of a dataclass is called: "answers.Line"; several modules may have a class of one name."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__qualname__}{'-page' if paged else ''}"


def components(answers: Iterable[Answer]) -> dict[str, Schema]:
    """The schemas of answers and of all that they hold, by name."""
    found: dict[str, Schema] = {}
    for answer in answers:
        for kind in _within(answer.kind, set()):
            found.setdefault(name_of(kind), schema_of(kind))
        if answer.paged:
            found[name_of(answer.kind, True)] = _paged(schema_of(answer.kind))
    return dict(sorted(found.items()))


def schema_of(kind: type) -> Schema:
    """The schema of a dataclass; what it holds stands in it by reference."""
    if kind is Period:
        return PERIOD
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    made: Schema = {
        "type": "object",
        "properties": {name: schema(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }
    told = kind.__doc__ or ""
    return made if told.startswith(f"{kind.__name__}(") else {**made, "description": " ".join(told.split())}


def schema(hint: Any) -> Schema:
    """The schema of a type hint. Raises TypeError for what `plain` cannot write."""
    if isinstance(hint, type) and is_dataclass(hint):
        return {"$ref": f"{COMPONENTS}{name_of(hint)}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [member.value for member in hint]}
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [schema(one) for one in get_args(hint)]}
    if hint in SIMPLE:
        return dict(SIMPLE[hint])
    return _many(hint)


def _many(hint: Any) -> Schema:
    origin, within = get_origin(hint), get_args(hint)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema(within[1])}
    if origin is tuple and within[-1:] != (Ellipsis,):
        items = [schema(one) for one in within]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return {"type": "array", "items": schema(within[0])}
    raise TypeError(f"no JSON schema for {hint!r}")


def _paged(made: Schema) -> Schema:
    """The same with the address of the next page."""
    following = {"type": ["string", "null"], "description": "The address of the next page, if there is one."}
    return {**made, "properties": {**made["properties"], "next": following}, "required": [*made["required"], "next"]}


def _within(hint: Any, seen: set[type]) -> Iterator[type]:
    """The dataclasses that a type is made of, itself first."""
    if not (isinstance(hint, type) and is_dataclass(hint)):
        for one in get_args(hint):
            yield from _within(one, seen)
    elif hint not in seen:
        seen.add(hint)
        yield hint
        for one in () if hint is Period else get_type_hints(hint).values():
            yield from _within(one, seen)
