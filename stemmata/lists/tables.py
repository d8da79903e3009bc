"""CSV -> rows under their headings, as they stream by."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import IO

from stemmata.errors import ListError
from stemmata.lists.entry import Broken
from stemmata.lists.files import lines
from stemmata.lists.rows import Row, fold

_DELIMITERS = (",", ";", "\t", "|")


def rows(text: IO[str]) -> tuple[Sequence[str], Iterator[tuple[int, Row] | Broken]]:
    """The headings of a table and its rows. Raises ListError where there is nothing like headings."""
    lost: list[Broken] = []
    reader = _Reader(text, lost)
    headings = next(reader, None)
    if not headings or isinstance(headings, Broken) or len(headings) < 2:
        raise ListError(f"no table: its first line is {str(headings)[:120]!r}, not headings of two columns or more")
    return headings, _rows(reader, headings, lost)


class _Reader:
    """The rows of a table as lists of cells; a row that cannot be read as broken, and then it goes on."""

    def __init__(self, text: IO[str], lost: list[Broken]) -> None:
        self._lost = lost
        self.line = 0
        source = self._sound(text)
        first = next(source, "")
        delimiter = max(_DELIMITERS, key=first.count)
        self._cells = csv.reader(_chain(first, source), delimiter=delimiter)

    def _sound(self, text: IO[str]) -> Iterator[str]:
        for one in lines(text):
            self.line += 1
            if isinstance(one, Broken):
                self._lost.append(one)
            elif one[1].strip() or self.line > 1:
                yield one[1]

    def __iter__(self) -> _Reader:
        return self

    def __next__(self) -> list[str] | Broken:
        began = self.line + 1
        try:
            return next(self._cells)
        except csv.Error as error:
            several = f", lines {began} to {self.line} (a quote that is not closed?)" if self.line > began else ""
            return Broken(self.line, f"no CSV: {error}{several}")


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _rows(reader: _Reader, headings: Sequence[str], lost: list[Broken]) -> Iterator[tuple[int, Row] | Broken]:
    names = [fold(heading) for heading in headings]
    for cells in reader:
        yield from lost
        lost.clear()
        if isinstance(cells, Broken):
            yield cells
        elif len(cells) > len(names) and any(cells[len(names) :]):
            yield Broken(reader.line, f"{len(cells)} cells under {len(names)} headings")
        elif any(cells):
            yield (
                reader.line,
                dict(zip(reversed(names), reversed(cells + [""] * (len(names) - len(cells))), strict=False)),
            )
    yield from lost
