"""Answers -> plain values for JSON: dataclasses become objects, periods as in the exports, days as ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from stemmata.show.exports.rows import Value, when_of
from stemmata.when import Period


def plain(answer: object) -> Value:
    """Any answer as JSON can hold it. Raises TypeError for what no answer holds."""
    if isinstance(answer, Period):
        return when_of(answer)
    if is_dataclass(answer) and not isinstance(answer, type):
        return {field.name: plain(getattr(answer, field.name)) for field in fields(answer)}
    if isinstance(answer, Mapping):
        return {str(key): plain(answer[key]) for key in sorted(answer)}
    if isinstance(answer, tuple | list):
        return [plain(item) for item in answer]
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, Enum):
        return str(answer.value)
    if answer is None or isinstance(answer, str | int | float):
        return answer
    raise TypeError(f"an answer cannot hold {type(answer).__name__}")
