"""The blots of one report: where they stand, and how offsets of its text become offsets of the text that is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from stemmata.show.withheld.matcher import BLOT, Span, hidden, merged


class Blots:
    """Every blot has the same length, so that offsets of the shown text tell nothing of the words beneath."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = merged(spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self.spans]

    @cached_property
    def _shifts(self) -> list[int]:
        """How far the text is moved behind so many blots."""
        return [0, *accumulate(len(BLOT) - (end - start) for start, end in self.spans)]

    @cached_property
    def _shown_starts(self) -> list[int]:
        return [start + shift for start, shift in zip(self._starts, self._shifts, strict=False)]

    def span(self, start: int, end: int) -> Span:
        """A span of the text as a span of the shown text; a blot that it cuts into, it has whole."""
        return self._moved(start, at_end=False), self._moved(end, at_end=True)

    def _moved(self, offset: int, at_end: bool) -> int:
        behind = bisect_right(self._ends, offset)
        if behind < len(self.spans) and self._starts[behind] < offset:
            return self._starts[behind] + self._shifts[behind] + (len(BLOT) if at_end else 0)
        return offset + self._shifts[behind]

    def original(self, start: int, end: int) -> Span:
        """A span of the shown text as a span of the text; a blot that it cuts into, it has whole."""
        return self._back(start, at_end=False), self._back(end, at_end=True)

    def _back(self, offset: int, at_end: bool) -> int:
        behind = bisect_left(self._shown_starts, offset + (0 if at_end else 1))
        if behind and offset < self._shown_starts[behind - 1] + len(BLOT):
            inside = offset > self._shown_starts[behind - 1]
            return self._ends[behind - 1] if at_end and inside else self._starts[behind - 1]
        return offset - self._shifts[behind]

    def touch(self, start: int, end: int) -> bool:
        """Whether a span has a withheld word in it."""
        behind = bisect_right(self._ends, start)
        return behind < len(self.spans) and self._starts[behind] < end

    def cover(self, start: int, end: int) -> bool:
        """Whether a span lies under one blot."""
        behind = bisect_right(self._ends, start)
        return behind < len(self.spans) and self._starts[behind] <= start and end <= self._ends[behind]

    def piece(self, words: str, start: int) -> str:
        """The words that stand from an offset of the text on, with blots."""
        end = start + len(words)
        inside = ((max(a, start) - start, min(b, end) - start) for a, b in self.spans if a < end and start < b)
        return hidden(words, inside)
