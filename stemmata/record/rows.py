"""Nouns <-> rows: the columns that several tables share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from stemmata.errors import RecordError
from stemmata.model import Qualifier
from stemmata.when import Bounds, Period

Values = dict[str, Any]  # one row to be written: column -> value


def period_values(period: Period) -> Values:
    """A Period as the columns of `schema._period`."""
    return {
        "when_at": period.at,
        "when_begin": period.begin,
        "when_finish": period.finish,
        "when_words": period.words,
        "start_earliest": _iso(period.start.earliest),
        "start_latest": _iso(period.start.latest),
        "end_earliest": _iso(period.end.earliest),
        "end_latest": _iso(period.end.latest),
    }


def period_of(row: Row[Any]) -> Period:
    """The Period in a row."""
    start = Bounds(_day(row.start_earliest), _day(row.start_latest))
    end = Bounds(_day(row.end_earliest), _day(row.end_latest))
    return Period(row.when_at, row.when_begin, row.when_finish, start, end, row.when_words)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def listed(items: Iterable[Values], **owner: object) -> Iterator[Values]:
    """The rows of a list table: the items of one owner, numbered."""
    return ({**owner, "position": position, **item} for position, item in enumerate(items))


def qualifier_rows(qualifiers: Mapping[str, Qualifier]) -> Iterator[Values]:
    """Qualifiers as rows: name, kind, value; a list has a row for each item, an empty one a row of kind `empty`."""
    for name in sorted(qualifiers):
        value = qualifiers[name]
        if isinstance(value, tuple):
            yield from ({"name": name, "kind": "list", "value": item} for item in value)
            if not value:
                yield {"name": name, "kind": "empty", "value": ""}
        else:
            yield {"name": name, "kind": _kind(value), "value": str(value)}


def _kind(value: str | int | float) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RecordError(f"a qualifier cannot be {value!r}: text, a number or a list of texts")
    return "text" if isinstance(value, str) else "integer" if isinstance(value, int) else "real"


def qualifiers_of(rows: Iterable[Row[Any]]) -> dict[str, Qualifier]:
    """The qualifiers in the rows of one claim or fact."""
    found: dict[str, Qualifier] = {}
    for name, group in groupby(rows, key=attrgetter("name")):
        first, *more = group
        found[name] = tuple(r.value for r in (first, *more)) if first.kind == "list" else _single(first)
    return found


def _single(row: Row[Any]) -> Qualifier:
    if row.kind == "integer":
        return int(row.value)
    if row.kind == "real":
        return float(row.value)
    return () if row.kind == "empty" else str(row.value)


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """That a column is one of any number of values: they travel as one, of which SQLite takes only so many."""
    listed = json.dumps(sorted(set(values)))
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))
