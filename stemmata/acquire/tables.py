"""Tables of articles: CSV, JSON and JSON Lines. Each row is a member, its text column the text, the others metadata."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from stemmata.acquire.columns import Columns, answer, fold, row_metadata
from stemmata.acquire.decode import decode
from stemmata.acquire.payload import Options, Payload, Piece
from stemmata.errors import UnreadableReport

_DELIMITERS = (",", ";", "\t", "|")
_LOOKS_LIKE_HTML = re.compile(
    r"<(p|div|br|a|span|table|ul|ol|h[1-6]|html|body|article|section)\b[^<>]*>", re.IGNORECASE
)
_CLOSES = re.compile(r"</[a-z][a-z0-9]*>|<br\s*/?>", re.IGNORECASE)


def read_csv(payload: Payload, options: Options) -> Iterator[Piece]:
    """The rows of a CSV file whose first row names its columns; commas, semicolons, tabs or bars part them."""
    decoded = decode(payload.data, payload.charset)
    lines = io.StringIO(decoded.text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(decoded.text, options.columns))
    try:
        rows = _wide_rows(reader, options.limits.file_bytes)
        names = next(rows, [])
        _check(dict.fromkeys(names, ""), options.columns)
        for number, cells in enumerate((row for row in rows if row), 1):
            yield _row(payload, dict(zip(names, cells, strict=False)), number, options.columns)
    except csv.Error as error:
        raise UnreadableReport(f"line {reader.line_num} is no CSV: {error}") from error


def _wide_rows(reader: Iterator[list[str]], limit: int) -> Iterator[list[str]]:
    """Rows whose fields may be as long as an article; the csv module's own limit is 128 KiB."""
    while True:
        with _field_limit(limit):
            row = next(reader, None)
        if row is None:
            return
        yield row


@contextmanager
def _field_limit(limit: int) -> Iterator[None]:
    """The csv module can only be told for the whole process: it is told for one row at a time."""
    before = csv.field_size_limit(limit)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read_json(payload: Payload, options: Options) -> Iterator[Piece]:
    """The articles in a JSON file: a list of objects, an object that holds such a list, or one object."""
    rows = _rows(_parsed(decode(payload.data, payload.charset).text))
    if rows:
        _check({name: "" for row in rows for name in row}, options.columns)
    for number, row in enumerate(rows, 1):
        yield _row(payload, row, number, options.columns)


def read_jsonl(payload: Payload, options: Options) -> Iterator[Piece]:
    """The articles in a file of one JSON object a line; a line that is none is unread, the others are read."""
    with payload.stream() as stream:
        for number, line in enumerate(_lines(stream, options.limits.file_bytes), 1):
            if not line.strip():
                continue
            try:
                row = _parsed(decode(line, "utf-8").text)
                if not isinstance(row, dict):
                    raise UnreadableReport(f"{type(row).__name__} met; looked for an object such as {{'text': ...}}")
                _check(row, options.columns)
                yield _row(payload, row, number, options.columns)
            except UnreadableReport as error:
                yield payload.unread(str(error), f"row {number}")


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    while line := stream.readline(limit + 1):
        if len(line) > limit:
            raise UnreadableReport(f"a line of more than {limit:,} bytes; the rest is not read")
        yield line


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UnreadableReport(f"not JSON: {error}") from error
    except RecursionError as error:
        raise UnreadableReport("not JSON of articles: nested too deeply") from error


def _rows(parsed: object) -> list[dict[str, object]]:
    if isinstance(parsed, dict):
        lists = [
            value for value in parsed.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)
        ]
        parsed = lists[0] if len(lists) == 1 else [parsed]
    rows = [row for row in parsed if isinstance(row, dict)] if isinstance(parsed, list) else []
    if not rows:
        raise UnreadableReport("JSON without an object that could be an article")
    return rows


def _check(row: Mapping[str, object], columns: Columns) -> None:
    """Raises UnreadableReport if no column is called like one that holds text."""
    wanted = columns["text"]
    if not any(fold(name) in wanted for name in row):
        raise UnreadableReport(f"no text column among {sorted(row)[:20]}; looked for {', '.join(wanted)}")


def _row(payload: Payload, row: Mapping[str, object], number: int, columns: Columns) -> Piece:
    member = f"row {number}"
    said = answer(row, "text", columns)
    if said is None:
        return payload.unread("a row without text", member)
    found, notes = row_metadata(row, columns)
    text = said[1]
    html = _LOOKS_LIKE_HTML.search(text) is not None and _CLOSES.search(text) is not None
    inner = payload.inner(member, "html" if html else "text", text.encode(), found)
    return inner.with_notes(notes).with_charset("utf-8")


def _delimiter(text: str, columns: Columns) -> str:
    """The delimiter under which the first row has most columns that we know, then most columns."""
    known = {name for names in columns.values() for name in names}
    head = re.split(r"[\r\n]", text[:100_000], maxsplit=1)[0]

    def columns_under(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([head], delimiter=delimiter), [])
        return sum(fold(name) in known for name in names), len(names)

    return max(_DELIMITERS, key=columns_under)
