"""Letters as they are compared: a text without case, accents and disguises, and where each letter stands in it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from stemmata.names.spelling import plain

# What one letter, or none, may be written as: in addresses, in the source of a page, at the end of a line.
_DISGUISE = re.compile(
    r"(?P<percent>(?:%(?:25)*[0-9A-Fa-f]{2})+)|(?P<entity>&#?\w{1,10};)|(?P<tag></?[A-Za-z][^<>]{0,80}>)"
    r"|(?P<escape>(?:\\u[0-9A-Fa-f]{4})+)|(?P<hyphen>[-\u00ad\u2010\u2011]\s+)"
)
_MAY_DISGUISE = re.compile(r"[%&<\\]|[-\u00ad\u2010\u2011]\s")
_UNSEEN = ("Cf", "Mn", "Me")  # categories of characters that print drops


class _Letters(dict[int, str]):
    """Code point -> folded letters, made when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = "" if unicodedata.category(letter) in _UNSEEN else plain(letter)
        self[code] = folded
        return folded


_LETTERS = _Letters()


def folded(text: str) -> str:
    """A text in folded letters, disguises as they stand."""
    return text.translate(_LETTERS)


def readings(text: str) -> Iterator[str]:
    """The ways in which a text may be read, folded: as it stands, and with its disguises taken off."""
    yield folded(text)
    if is_disguised(text):
        yield from (folded(_DISGUISE.sub(partial(_without_disguise, joined=j), text)) for j in (True, False))


def is_disguised(text: str) -> bool:
    return _MAY_DISGUISE.search(text) is not None


def placed(text: str, joined: bool, disguises: bool = True) -> tuple[str, list[tuple[int, int]]]:
    """A text folded, disguises taken off, and the span of each of its letters in the text.

    `joined`: a hyphen before a blank or the end of a line joins two halves of a word; otherwise it parts two words.
    """
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for read, start, end in _read(text, joined) if disguises else _plainly(text, 0, len(text)):
        for letter in folded(read):
            letters.append(letter)
            places.append((start, end))
    return "".join(letters), places


def _read(text: str, joined: bool) -> Iterator[tuple[str, int, int]]:
    at = 0
    for found in _DISGUISE.finditer(text):
        yield from _plainly(text, at, found.start())
        yield _without_disguise(found, joined), found.start(), found.end()
        at = found.end()
    yield from _plainly(text, at, len(text))


def _plainly(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    return ((text[at], at, at + 1) for at in range(start, end))


def _without_disguise(found: re.Match[str], joined: bool) -> str:
    if found["hyphen"]:
        return "" if joined else " "
    if found["tag"]:
        return " "
    if found["entity"]:
        return html.unescape(found["entity"])
    if found["escape"]:
        return "".join(chr(int(code, 16)) for code in found["escape"].split("\\u")[1:])
    return _unquoted(found["percent"])


def _unquoted(words: str) -> str:
    while "%25" in words:
        words = words.replace("%25", "%")
    try:
        return unquote(words, errors="strict")
    except UnicodeDecodeError:
        return unquote(words, encoding="cp1252", errors="replace")
