"""The words of a report as it reads: what two texts are compared by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemmata.model import Passage, Report, Role, Segment, passages

PROSE = frozenset({Role.BODY, Role.QUOTATION})
READ = PROSE | {Role.INFOBOX, Role.LIST}
# Scripts written without blanks are read character by character; elsewhere marks belong to the letter before.
WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_][\w\u0300-\u036f\u064b-\u065f\u0670]*"
)
QUOTED = re.compile(r"“[^“”]{20,}”|«[^«»]{20,}»|\"[^\"]{20,}\"|„[^„“”]{20,}[“”]")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The words of a report, one row each: a 64-bit mark of the word, where it stands, and what it stands in."""

    report: Report
    marks: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    prose: NDArray[np.bool_]
    quoted: NDArray[np.bool_]

    @property
    def prose_words(self) -> int:
        return int(self.prose.sum())

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Words [first, last) as offsets in the report."""
        return int(self.starts[first:last].min()), int(self.ends[first:last].max())


def read(report: Report, segments: Sequence[Segment]) -> Reading:
    """The words of a report's body, infobox, lists and quotations, pasted matter left out, in reading order."""
    rows = [row(passage) for passage in passages(report, segments) if passage.role in READ]
    if not rows:
        nothing = np.empty(0, np.int64)
        return Reading(report, nothing.astype(np.uint64), nothing, nothing, nothing.astype(bool), nothing.astype(bool))
    return Reading(report, *(np.concatenate(column) for column in zip(*rows, strict=True)))


Row = tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]


def row(passage: Passage) -> Row:
    found = [(mark(match[0]), match.start(), match.end()) for match in WORD.finditer(passage.text)]
    marks = np.array([word for word, _, _ in found], dtype=np.uint64)
    starts = np.array([start for _, start, _ in found], dtype=np.int64)
    ends = np.array([end for _, _, end in found], dtype=np.int64)
    prose = np.full(len(found), passage.role in PROSE)
    quoted = np.full(len(found), passage.role is Role.QUOTATION) | within(starts, QUOTED.finditer(passage.text))
    return marks, placed(passage, starts), placed(passage, ends - 1) + 1, prose, quoted


def placed(passage: Passage, positions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where positions of a passage's text stand in the report: `Passage.offset` for many at once."""
    firsts = np.array([start for start, _ in passage.parts], dtype=np.int64)
    before = np.cumsum([0, *(end - start for start, end in passage.parts[:-1])])
    part = np.searchsorted(before, positions, side="right") - 1
    placed_at: NDArray[np.int64] = firsts[part] + positions - before[part]
    return placed_at


def within(starts: NDArray[np.int64], quotations: Iterable[re.Match[str]]) -> NDArray[np.bool_]:
    inside = np.zeros(len(starts), dtype=bool)
    for quotation in quotations:
        inside |= (starts >= quotation.start()) & (starts < quotation.end())
    return inside


@lru_cache(maxsize=1 << 18)
def mark(word: str) -> int:
    """A 64-bit mark of a word; case, width and accents do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
