"""Files -> text, streamed: packed or not, in UTF-8 or what a byte order mark says; lines, or objects of a document."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from stemmata.errors import ListError
from stemmata.lists.entry import Broken

LONGEST = 8 << 20  # characters of one row; the longest entries of Wikidata have half of that
HEAD = 1 << 16  # characters that a format is recognised by
_CHUNK = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_BETWEEN = re.compile(r'[\s,]*(?:"(?:[^"\\]|\\.)*"\s*:\s*)?')
_NEXT = re.compile(r"[\s,]*[^\s,]")
_CLOSED = re.compile(r"[\s,]*[\]}]")
_BLANK_TO_END = re.compile(r"\s*\Z")  # then a key may still want its colon

Far = Callable[[int, int], None]  # how many bytes were read, of how many


def nowhere(done: int, total: int) -> None:
    """Tells nobody how far a list is read."""


@contextmanager
def opened(path: Path, far: Far = nowhere) -> Iterator[IO[str]]:
    """The text of a file; bytes that are no text of its encoding come as lone surrogates. Raises ListError."""
    if not path.is_file():
        raise ListError(f"{path}: {'a folder, not a list' if path.is_dir() else 'no such file'}")
    try:
        with path.open("rb") as raw, _unpacked(_Told(raw, path.stat().st_size, far)) as data:
            mark = data.peek(4)[:4]
            encoding = next((name for bom, name in _MARKS if mark.startswith(bom)), "utf-8")
            errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
            yield io.TextIOWrapper(data, encoding, errors, newline="\n")
    except (OSError, EOFError) as error:
        raise ListError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


class _Told(io.RawIOBase):
    """A file that tells how far it was read."""

    def __init__(self, raw: IO[bytes], size: int, far: Far) -> None:
        self._raw, self._size, self._far, self._done = raw, size, far, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        got = self._raw.read(len(buffer))
        buffer[: len(got)] = got
        self._done += len(got)
        self._far(self._done, self._size)
        return len(got)


@contextmanager
def _unpacked(raw: io.RawIOBase) -> Iterator[io.BufferedReader]:
    data: io.BufferedReader = io.BufferedReader(raw, _CHUNK)
    mark = data.peek(3)[:3]
    if mark.startswith(b"\x1f\x8b"):
        yield _buffered(gzip.GzipFile(fileobj=data))
    elif mark == b"BZh":
        yield _buffered(bz2.BZ2File(data))
    else:
        yield data


def _buffered(packed: gzip.GzipFile | bz2.BZ2File) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", packed), _CHUNK)


def head_of(path: Path) -> str:
    """The first characters of a file. Raises ListError for what is no text."""
    with opened(path) as text:
        head = text.read(HEAD)
    if "\0" in head:
        raise ListError(f"{path}: no text but binary data; looked for JSON or CSV")
    if not head.strip():
        raise ListError(f"{path}: empty")
    return head


def lines(text: IO[str]) -> Iterator[tuple[int, str] | Broken]:
    """The lines with their numbers; one that is too long, or not in its encoding, as broken."""
    number = 0
    while line := text.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith("\n"):
            _skip_line(text)
            yield Broken(number, f"a line of {LONGEST:,} characters and more")
        elif wrong := not_text(line):
            yield Broken(number, wrong)
        else:
            yield number, line


def _skip_line(text: IO[str]) -> None:
    while (rest := text.readline(_CHUNK)) and not rest.endswith("\n"):
        pass


def not_text(words: str) -> str:
    """What is wrong with the characters of a row; empty where nothing is."""
    return "" if words.isascii() or not _NOT_UTF8.search(words) else "bytes that are not UTF-8"


def from_json(words: str, line: int) -> Any | Broken:
    """What a row of JSON says."""
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as error:
        return Broken(line, f"no JSON: {_short(error)}")


def _short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).split(": line")[0][:120]


class _Window:
    """A stretch of a long text: what is read, where we are in it, and at which line."""

    def __init__(self, text: IO[str]) -> None:
        self._source, self.text, self.at = text, "", 0
        self._line, self._counted = 1, 0

    def more(self) -> bool:
        """Reads on; False at the end, or where one row would become too long."""
        left = len(self.text) - self.at
        got = self._source.read(max(_CHUNK, left)) if left < LONGEST else ""
        if got:
            self._line = self.number
            self.text, self.at, self._counted = self.text[self.at :] + got, 0, 0
        return bool(got)

    @property
    def number(self) -> int:
        """The line we are at."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def go_on(self, pattern: re.Pattern[str]) -> bool:
        """Goes to the end of a pattern that stands here."""
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def next_line(self) -> bool:
        """Goes to the line after this; False where there is none within reach."""
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end + 1
        return end >= 0


def items(text: IO[str], start: re.Pattern[str]) -> Iterator[tuple[int, Any] | Broken]:
    """The items of a list or an object within one JSON document; `start` ends where the first of them begins.

    After an item that cannot be read it goes on with the next line; where there is none, the rest stays unread.
    """
    window, decoder = _Window(text), json.JSONDecoder()
    while not (found := start.search(window.text)) and window.more():
        pass
    window.at = found.end() if found else len(window.text)
    while _stands(window):
        begin = window.at
        window.go_on(_BETWEEN)
        try:
            item, end = decoder.raw_decode(window.text, window.at)
            whole = not _BLANK_TO_END.match(window.text, end)
        except (ValueError, RecursionError) as error:
            item, end, whole = error, window.at, isinstance(error, RecursionError)
        if not whole and _longer(window, begin):
            continue
        yield _item(window, item, end)
        window.at = end
        if isinstance(item, Exception) and not window.next_line():
            yield Broken(window.number, "the rest was not read, for no line follows to go on with")
            return


def _longer(window: _Window, begin: int) -> bool:
    """Goes back to where an item begins, and reads on, for it may not be there as a whole yet."""
    at, window.at = window.at, begin
    if window.more():
        return True
    window.at = at
    return False


def _item(window: _Window, item: Any, end: int) -> tuple[int, Any] | Broken:
    if isinstance(item, Exception):
        return Broken(window.number, f"no JSON: {_short(item)}")
    wrong = not_text(window.text[window.at : end])
    return Broken(window.number, wrong) if wrong else (window.number, item)


def _stands(window: _Window) -> bool:
    """Whether another item follows."""
    while not _NEXT.match(window.text, window.at):
        if not window.more():
            return False
    return not _CLOSED.match(window.text, window.at)
