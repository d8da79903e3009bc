"""Recognises a list by what stands in it, and streams its entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from stemmata.errors import ListError
from stemmata.lists import opensanctions, wikidata
from stemmata.lists.entry import Broken, Entry, merged
from stemmata.lists.files import Far, from_json, head_of, items, lines, nowhere, opened
from stemmata.lists.rows import Columns, Row, columns_of, entry_of, fold
from stemmata.lists.tables import rows

# Where the first entry begins in a document of JSON.
_ENTITIES = re.compile(r'"entities"\s*:\s*\{')
_BINDINGS = re.compile(r'"bindings"\s*:\s*\[')
_ARRAY = re.compile(r"\[")
_LINE_OF_ENTITY = re.compile(r'"(?:labels|properties)"\s*:\s*\{')
_READABLE = "Wikidata's JSON, entities of FollowTheMoney, JSON of a query, CSV"

Numbered = tuple[int, Any] | Broken


@dataclass(frozen=True)
class OpenList:
    """A list that was recognised. format: wikidata, ucdp, opensanctions, or "" for a table of the user's own."""

    path: Path
    format: str
    entries: Iterator[Entry | Broken]

    @property
    def name(self) -> str:
        """What the list is called where nobody says otherwise."""
        return self.format or self.path.name.split(".")[0] or "list"


@contextmanager
def open_list(path: Path, far: Far = nowhere) -> Iterator[OpenList]:
    """The list of a file; its entries are read as they are asked for. Raises ListError, naming file and cause."""
    head = head_of(path)
    with opened(path, far) as text:
        try:
            format_, entries = _json(text, head) if head.lstrip("\ufeff \t\r\n")[0] in "{[" else _table(text)
        except ListError as error:
            raise ListError(f"{path}: {error}") from error
        yield OpenList(path, format_, entries)


def _table(text: IO[str]) -> tuple[str, Iterator[Entry | Broken]]:
    headings, found = rows(text)
    before, first = _first(found)
    if first is None:
        raise ListError(f"no row that can be read under {', '.join(headings)[:200]}")
    format_, columns = columns_of(headings, first[1])
    return format_, merged(_of_rows(chain(before, (first,), found), columns))


def _first(found: Iterator[Any]) -> tuple[list[Broken], Any]:
    """The first item that could be read, and what could not before it."""
    before: list[Broken] = []
    for one in found:
        if not isinstance(one, Broken):
            return before, one
        before.append(one)
    return before, None


def _of_rows(found: Iterable[tuple[int, Row] | Broken], columns: Columns) -> Iterator[Entry | Broken]:
    for one in found:
        yield one if isinstance(one, Broken) else entry_of(one[1], one[0], columns)


def _json(text: IO[str], head: str) -> tuple[str, Iterator[Entry | Broken]]:
    found = _items(text, head)
    before, first = _first(found)
    if first is None:
        cause = f"; {before[0].reason} in line {before[0].line}" if before else ""
        raise ListError(f"nothing in it that can be read{cause}; looked for {_READABLE}")
    every = chain(before, (first,), found)
    item = first[1]
    for format_, module in (("wikidata", wikidata), ("opensanctions", opensanctions)):
        if module.is_entity(item):
            return format_, _of_entities(every, module.is_entity, module.entry_of)
    if not isinstance(item, Mapping):
        raise ListError(f"a list of {type(item).__name__}; looked for {_READABLE}")
    format_, columns = columns_of(list(item), _flat(item))
    return format_, merged(_of_rows((_as_row(one) for one in every), columns))


def _items(text: IO[str], head: str) -> Iterator[Numbered]:
    """The items of a document, or of lines, whichever the head shows."""
    begin = head.lstrip("\ufeff \t\r\n")
    if begin.startswith("["):
        return items(text, _ARRAY)
    entity = _LINE_OF_ENTITY.search(head)
    for start in (_ENTITIES, _BINDINGS):
        found = start.search(head)
        if found is not None and (entity is None or found.start() < entity.start()):
            return items(text, start)
    return _of_lines(text)


def _of_lines(text: IO[str]) -> Iterator[Numbered]:
    for one in lines(text):
        if isinstance(one, Broken):
            yield one
        elif words := one[1].strip().rstrip(","):
            said = from_json(words, one[0])
            yield said if isinstance(said, Broken) else (one[0], said)


def _of_entities(
    found: Iterable[Numbered], fits: Callable[[Any], bool], read: Callable[[Any, int], Entry | Broken | None]
) -> Iterator[Entry | Broken]:
    for one in found:
        if isinstance(one, Broken):
            yield one
        elif not fits(one[1]):
            yield Broken(one[0], "no entity such as the first of the list")
        elif (entry := read(one[1], one[0])) is not None:
            yield entry


def _as_row(one: Numbered) -> tuple[int, Row] | Broken:
    if isinstance(one, Broken):
        return one
    return (one[0], _flat(one[1])) if isinstance(one[1], Mapping) else Broken(one[0], "no object")


def _flat(item: Mapping[str, Any]) -> Row:
    """An object as a row: of {"value": ...} the value, lists with semicolons between."""
    return {fold(key): _cell(value) for key, value in item.items()}


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return _cell(value.get("value"))
    if isinstance(value, list):
        return ";".join(filter(None, map(_cell, value)))
    return "" if value is None or isinstance(value, bool) else str(value)
