"""The first lines of a text: where a report presents itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemmata.model import Metadatum

LINES = 40  # lines with text in which a report presents itself


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its number in the text (from 1), its words, whether blank lines part it."""

    number: int
    text: str
    alone: bool

    def says(self, value: str, how: str = "") -> Metadatum:
        """What is read from this line, with the line as its evidence and, where it is not plain, how."""
        return Metadatum(value, f"{how}{', ' * bool(how)}line {self.number}: {self.text[:120]!r}")


def lines_of(text: str) -> list[Line]:
    """The first lines of a text that hold something, enough for all that is looked for at its head."""
    return list(_lines(text, LINES))


def _lines(text: str, most: int) -> Iterator[Line]:
    rows = text.split("\n", most * 12)[: most * 12]
    found = 0
    for index, row in enumerate(rows):
        words = row.strip().replace("\u00a0", " ")
        if not words:
            continue
        before = index == 0 or not rows[index - 1].strip()
        after = index + 1 >= len(rows) or not rows[index + 1].strip()
        yield Line(index + 1, words, before and after)
        found += 1
        if found == most:
            return
