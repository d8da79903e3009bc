"""A stretch of a passage as a large model gets it, which still knows where each character stands in the passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemmata.model import Passage

LONGEST = 6_000  # characters that are asked about together; a passage beyond is cut at the end of a sentence
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=\W*[^\W\d_a-z])")

Place = tuple[int, int]  # offsets of a sheet, half open


@dataclass(frozen=True, slots=True)
class Sheet:
    """`text` has one blank where the passage has several; `places[i]` is where character i stands in the passage."""

    passage: Passage
    text: str
    places: tuple[int, ...]

    def found(self, words: str) -> tuple[Place, ...]:
        """Every place where the words stand letter by letter, those that overlap too."""
        return self._found(one_blank(words), "(?={})")

    def found_whole(self, words: str) -> tuple[Place, ...]:
        """Those of the places that neither begin nor end within a word."""
        return self._found(one_blank(words), r"(?<!\w)(?={}(?!\w))")

    def _found(self, words: str, pattern: str) -> tuple[Place, ...]:
        starts = re.finditer(pattern.format(re.escape(words)), self.text) if words else ()
        return tuple((m.start(), m.start() + len(words)) for m in starts)

    def in_passage(self, place: Place) -> Place:
        """A place of the sheet as offsets of the passage."""
        return self.places[place[0]], self.places[place[1] - 1] + 1

    def in_report(self, place: Place) -> Place:
        """A place of the sheet as offsets of the report, matter pasted between included."""
        return self.passage.span(*self.in_passage(place))


def one_blank(text: str) -> str:
    """The text without blanks around it, each run of blanks in it made one."""
    return _BLANKS.sub(" ", text).strip()


def sheets(passage: Passage) -> Iterator[Sheet]:
    """A passage as sheets: one, unless it is long."""
    text, places = _with_one_blank(passage.text)
    start = 0
    while start < len(text):
        end = _cut(text, start)
        yield Sheet(passage, text[start:end], places[start:end])
        start = end + (text[end : end + 1] == " ")


def _with_one_blank(text: str) -> tuple[str, tuple[int, ...]]:
    kept = [i for i, c in enumerate(text) if not c.isspace() or (i > 0 and not text[i - 1].isspace())]
    made = "".join(" " if text[i].isspace() else text[i] for i in kept)
    first, last = len(made) - len(made.lstrip()), len(made.rstrip())
    return made[first:last], tuple(kept[first:last])


def _cut(text: str, start: int) -> int:
    """Where the sheet that begins at `start` ends: after its last sentence, else its last word, else anywhere."""
    limit = start + LONGEST
    if len(text) <= limit:
        return len(text)
    ends = [m.end() - 1 for m in _SENTENCE_END.finditer(text, start, limit)]
    if ends:
        return ends[-1]
    blank = text.rfind(" ", start + 1, limit)
    return blank if blank > start else limit
