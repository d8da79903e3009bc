"""Words of reports made fit for a document, and cut where the writing direction turns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from stemmata.show.terminal import harmless

_BLANKS = re.compile(r"[\t\n\r\u2028\u2029 ]+")
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # XML cannot hold them
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
LONG = 1600  # characters of one quote; what is longer loses its middle, visibly


def fit(text: str) -> str:
    """The text on one line, with whatever a document cannot hold written out, as in `\\x1b`."""
    one_line = harmless(_BLANKS.sub(" ", text))
    return _NO_CHARACTERS.sub(lambda found: f"\\u{ord(found.group()):04x}", one_line)


def quoted(text: str) -> str:
    """Words in quotation marks."""
    words = fit(text).strip()
    if len(words) > LONG:
        words = f"{words[: LONG // 2].rstrip()} […] {words[-LONG // 2 :].lstrip()}"
    return f"“{words}”"


def turns(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it runs from right to left; figures and blanks between such words do."""
    start = 0
    for first, last in _stretches(text):
        if first > start:
            yield text[start:first], False
        yield text[first:last], True
        start = last
    if start < len(text):
        yield text[start:], False


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where right-to-left writing begins and ends: from such a letter to the last before one of the other direction."""
    first: int | None = None
    last = 0
    for at, letter in enumerate(text):
        direction = unicodedata.bidirectional(letter)
        if direction in _RIGHT_TO_LEFT:
            first, last = at if first is None else first, at + 1
        elif direction == "NSM" and first is not None and last == at:
            last = at + 1
        elif direction == "L" and first is not None:
            yield first, last
            first = None
    if first is not None:
        yield first, last
