"""Any frozen dataclass of the model <-> JSON, by its type hints: {"field": value}, fields at their default left out."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from stemmata.errors import RecordError

T = TypeVar("T")


def encode(value: object) -> object:
    """A noun as dicts, lists and scalars that JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        held = ((f, getattr(value, f.name)) for f in fields(value) if f.init)
        return {f.name: encode(item) for f, item in held if not _is_default(f, item)}
    if isinstance(value, Mapping):
        return {key: encode(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def to_json(value: object) -> str:
    """A noun as one line of JSON, the same for the same noun."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], value: object) -> T:
    """The noun that `encode` made `value` from. Raises RecordError where the value is not of that kind."""
    try:
        return cast("T", _decode(kind, value))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"not a {kind.__name__}: {error}") from error


def from_json(kind: type[T], line: str | bytes) -> T:
    """The noun in one line of JSON. Raises RecordError."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise RecordError(f"not JSON: {error}") from error
    return decode(kind, value)


def _is_default(item: Field[Any], value: object) -> bool:
    if item.default_factory is not MISSING:
        return bool(value == item.default_factory())
    return item.default is not MISSING and bool(value == item.default)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(kind), value)
    if origin is tuple:
        return _decode_tuple(get_args(kind), value)
    if origin is not None:  # Mapping[str, X]
        return {key: _decode(get_args(kind)[1], value[key]) for key in value}
    if is_dataclass(kind):
        return _decode_fields(kind, value)
    return _decode_scalar(kind, value)


def _decode_fields(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    if unknown := sorted(set(value) - set(hints)):
        raise ValueError(f"unknown {', '.join(map(repr, unknown))}; known: {', '.join(hints)}")
    return kind(**{name: _decode(hints[name], item) for name, item in value.items()})


def _decode_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    plain = [k for k in kinds if k is not type(None)]
    if isinstance(value, list):
        return _decode(next(k for k in plain if get_origin(k) is tuple), value)
    return value if type(value) in plain else _decode(plain[0], value)


def _decode_tuple(kinds: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    if kinds[-1] is Ellipsis:
        return tuple(_decode(kinds[0], item) for item in value)
    return tuple(_decode(kind, item) for kind, item in zip(kinds, value, strict=True))


def _decode_scalar(kind: Any, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        return float(value)
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is not {kind.__name__}")
    return value
