"""The words of reports as they read: what texts are compared by.

All reports stand behind each other in a few long arrays, a row a word, so that a hundred thousand of them can be
compared at once: 12 bytes a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.letters import ALONE, PART, SEVERAL, Letters, scrambled
from stemmata.model import Report, Role, Segment

PROSE = frozenset({Role.BODY, Role.QUOTATION})
READ = PROSE | {Role.INFOBOX, Role.LIST}
# What stands in one quotation may itself hold another.
QUOTED = re.compile(
    r"“(?:[^“”]|“[^“”]*”){20,}”|«(?:[^«»]|«[^«»]*»){20,}»|(?<!\w)\"(?=\S)[^\"]{20,}\"|„(?:[^„“”]|„[^„“”]*[“”]){20,}[“”]"
)
_TOGETHER = 1_000  # reports that are read before their words are put together: many small arrays scatter memory
_TURNS = 4  # times that the pieces of flows in turns may cover a text, before each piece is looked at by itself
QUOTES = re.compile('[“«"„]')
IN_PROSE, IN_QUOTES, ONE_CHARACTER = 1, 2, 4  # what a word stands in, and is
_SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd: multiplying by it loses nothing
_GATHER = np.uint64(pow(int(_SCATTER), -1, 1 << 64))

Marks = NDArray[np.uint32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of all reports. Those of report n are the rows first[n] to first[n + 1].

    `marks`: a 32-bit hash of the word, without case, width and accents; `starts` and `sizes`: where it stands in the
    text of its report, in code points; `flags`: IN_PROSE and so on; `holders`: how many reports (255: or more) have the
    words around it too, 0 for a few (filled in by shingles.py).
    """

    first: Places
    marks: Marks
    starts: NDArray[np.int32]
    sizes: NDArray[np.uint16]
    flags: NDArray[np.uint8]
    holders: NDArray[np.uint8]

    @property
    def reports(self) -> int:
        return len(self.first) - 1

    def owners(self, rows: Places) -> Places:
        """The report that each row belongs to."""
        found: Places = np.searchsorted(self.first, rows, side="right") - 1
        return found

    def prose_of(self) -> NDArray[np.int64]:
        """How many words of each report are prose."""
        before = np.concatenate(([0], np.cumsum(self.flags & IN_PROSE, dtype=np.int64)))
        found: NDArray[np.int64] = before[self.first[1:]] - before[self.first[:-1]]
        return found

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The rows [start, end) of one report as offsets in its text."""
        ends = self.starts[start:end].astype(np.int64) + self.sizes[start:end]
        return int(self.starts[start:end].min()), int(ends.max())


def read(reports: Sequence[Report], segments: Mapping[str, Sequence[Segment]]) -> Words:
    """The words of the reports' bodies, infoboxes, lists and quotations, pasted matter left out, in reading order."""
    eye = Eye()
    columns: tuple[list[NDArray[Any]], ...] = ([], [], [], [])
    first = [0]
    for at in range(0, max(len(reports), 1), _TOGETHER):
        rows = [eye.read(report.text, segments[report.id]) for report in reports[at : at + _TOGETHER]]
        first += (first[-1] + np.cumsum([len(row.marks) for row in rows], dtype=np.int64)).tolist()
        for column, pieces in zip(columns, zip(*(row.columns for row in (_NOTHING, *rows)), strict=True), strict=True):
            column.append(np.concatenate(pieces))
    marks, starts, sizes, flags = map(joined, columns)
    return Words(np.array(first, dtype=np.int64), marks, starts, sizes, flags, np.zeros(first[-1], dtype=np.uint8))


def joined(pieces: list[NDArray[Any]]) -> NDArray[Any]:
    """The pieces as one array; they are let go of, so that both are never there for all columns."""
    whole = np.concatenate(pieces)
    pieces.clear()
    return whole


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The words of one report."""

    marks: Marks
    starts: NDArray[np.int32]
    sizes: NDArray[np.uint16]
    flags: NDArray[np.uint8]

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        return self.marks, self.starts, self.sizes, self.flags

    def at(self, chosen: NDArray[np.bool_] | Places) -> Row:
        return Row(self.marks[chosen], self.starts[chosen], self.sizes[chosen], self.flags[chosen])


_NOTHING = Row(np.empty(0, np.uint32), np.empty(0, np.int32), np.empty(0, np.uint16), np.empty(0, np.uint8))


class Eye:
    """Reads texts into words; what it knows of letters grows with the texts."""

    def __init__(self) -> None:
        self.letters = Letters()
        self._scattered = np.ones(1, dtype=np.uint64)
        self._gathered = np.ones(1, dtype=np.uint64)

    def read(self, text: str, segments: Sequence[Segment]) -> Row:
        """The words of one report's readable segments, flow after flow, each in the order of the text."""
        readable = [segment for segment in segments if segment.role in READ]
        row, flow = placed(self._words(text, [segment.start for segment in segments]), segments)
        if readable:
            row.flags[quoted(text, readable, row.starts)] |= IN_QUOTES
        kept = flow >= 0
        row, flow = row.at(kept), flow[kept]
        in_order = bool((flow[1:] >= flow[:-1]).all())
        return row if in_order else row.at(np.argsort(flow, kind="stable"))

    def _words(self, text: str, cuts: Sequence[int]) -> Row:
        """Every word of a text: a maximal run of letters, digits and marks; one character in scripts without blanks.

        `cuts`: where one word ends and another begins, whatever stands there.
        """
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds = self.letters.kinds(codes)
        edges = np.zeros(len(kinds) + 2, dtype=bool)  # which characters are a part of a word, and one beyond each end
        edges[1:-1] = kinds >= PART
        starts, ends = edges[1:-1] & ~edges[:-2], edges[1:-1] & ~edges[2:]
        within = np.array([cut for cut in cuts if 0 < cut < len(kinds)], dtype=np.int64)
        within = within[edges[within] & edges[within + 1]]
        starts[within] = ends[within - 1] = True
        alone = kinds == ALONE
        if alone.any():
            starts |= alone
            ends |= alone
        first, last = np.flatnonzero(starts), np.flatnonzero(ends) + 1
        marks, counted = self._marks(codes, kinds == SEVERAL, first, last)
        row = Row(
            marks,
            first.astype(np.int32),
            np.minimum(last - first, 0xFFFF).astype(np.uint16),
            np.where(alone[first], ONE_CHARACTER, 0).astype(np.uint8),
        )
        return row if counted.all() else row.at(counted)

    def _marks(
        self, codes: NDArray[np.uint32], many: NDArray[np.bool_], starts: Places, ends: Places
    ) -> tuple[Marks, NDArray[np.bool_]]:
        """A hash of each word, by differences of one running sum over the text; and which words have any letter."""
        values = self.letters.values(codes)
        if many.any():
            values, where = self._spread(codes, values, many)
            starts, ends = where[starts], where[ends]
        place = np.zeros(len(values) + 1, dtype=np.int64)  # letters before each character
        np.cumsum(values != 0, out=place[1:])
        self._grow(int(place[-1]) + 1)
        total = np.zeros(len(values) + 1, dtype=np.uint64)
        np.cumsum(values * self._scattered[place[:-1]], out=total[1:])
        hashed = scrambled((total[ends] - total[starts]) * self._gathered[place[starts]])
        return (hashed >> np.uint64(32)).astype(np.uint32), place[ends] > place[starts]

    def _spread(
        self, codes: NDArray[np.uint32], values: NDArray[np.uint64], many: NDArray[np.bool_]
    ) -> tuple[NDArray[np.uint64], Places]:
        """The letters' numbers with those written out that count as several, and where each character went."""
        written = {at: self.letters.several[int(codes[at])] for at in np.flatnonzero(many).tolist()}
        sizes = np.ones(len(codes), dtype=np.int64)
        sizes[list(written)] = [len(letters) for letters in written.values()]
        where = np.concatenate(([0], np.cumsum(sizes)))
        spread = np.repeat(values, sizes)
        for at, letters in written.items():
            spread[where[at] : where[at + 1]] = letters
        return spread, where

    def _grow(self, size: int) -> None:
        if size > len(self._scattered):
            powers = np.full(2 * size, _SCATTER), np.full(2 * size, _GATHER)
            for power in powers:
                power[0] = 1
            self._scattered, self._gathered = (np.multiply.accumulate(power) for power in powers)


def placed(row: Row, segments: Sequence[Segment]) -> tuple[Row, NDArray[np.int32]]:
    """The words with what they stand in, and the order in which their flow is read; -1 for words that are not read.

    A flow is read where its first piece stands. A word that runs over the edge of a segment belongs to where it begins.
    """
    if not segments:
        return row, np.full(len(row.marks), -1, dtype=np.int32)
    order: dict[int, int] = {}
    for segment in segments:
        order.setdefault(segment.flow, len(order))
    flows = np.array([order[s.flow] if s.role in READ else -1 for s in segments], dtype=np.int32)
    roles = np.array([IN_PROSE if s.role in PROSE else 0 for s in segments], dtype=np.uint8)
    spoken = np.array([IN_QUOTES if s.role is Role.QUOTATION else 0 for s in segments], dtype=np.uint8)
    within = np.searchsorted([s.start for s in segments], row.starts, side="right") - 1
    row.flags[:] |= roles[within] | spoken[within]
    return row, flows[within]


def quoted(text: str, segments: Iterable[Segment], starts: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which words stand between quotation marks. A quotation ends with its paragraph at the latest."""
    inside = np.zeros(len(starts), dtype=bool)
    if QUOTES.search(text) is not None:
        for start, end in quotations(text, segments):
            inside[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return inside


def quotations(text: str, segments: Iterable[Segment]) -> Iterator[tuple[int, int]]:
    flows: dict[int, tuple[int, int]] = {}
    for segment in segments:
        flows[segment.flow] = (flows.get(segment.flow, (segment.start,))[0], segment.end)
    stretches = list(flows.values())
    if sum(end - start for start, end in stretches) > _TURNS * len(text):
        stretches = [(segment.start, segment.end) for segment in segments]
    for start, end in stretches:
        yield from (match.span() for match in QUOTED.finditer(text, start, end))
