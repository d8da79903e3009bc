"""Rows -> lines of text: JSON Lines, or CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator

from stemmata.errors import NotFound
from stemmata.show.exports.rows import Row, Value

# A spreadsheet takes a cell that begins so for a formula; words of a report must never be run.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, in UTF-8, keys in the order of the row."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """A header and a line a row. Objects become dotted columns, lists JSON; text like a formula gets a leading "'"."""
    flat = [dict(_flat("", row)) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    yield _csv_line(_grouped(columns))
    for row in flat:
        yield _csv_line([_cell(row.get(name)) for name in _grouped(columns)])


def _flat(prefix: str, value: dict[str, Value]) -> Iterator[tuple[str, Value]]:
    for key, item in value.items():
        if isinstance(item, dict):
            yield from _flat(f"{prefix}{key}.", item)
        else:
            yield f"{prefix}{key}", item


def _grouped(columns: list[str]) -> list[str]:
    """Columns of one object side by side, objects in the order in which they first come, keys in it by name."""
    heads = {head: place for place, head in enumerate(dict.fromkeys(name.split(".")[0] for name in columns))}
    return sorted(columns, key=lambda name: (heads[name.split(".")[0]], name))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return json.dumps(value)


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


FORMATS: dict[str, Callable[[Iterable[Row]], Iterator[str]]] = {"jsonl": jsonl, "csv": as_csv}


def in_format(rows: Iterable[Row], name: str) -> Iterator[str]:
    """The lines of an export in a format. Raises NotFound for one that there is not."""
    if name not in FORMATS:
        raise NotFound(f"no format {name!r}; have {', '.join(FORMATS)}")
    return FORMATS[name](rows)
