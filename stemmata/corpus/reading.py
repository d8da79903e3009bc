"""Marked files as marked reports; a fault names its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from stemmata.corpus.marked import Line, Mark, MarkedClaim, MarkedReport, Words
from stemmata.errors import StemmataError
from stemmata.model import MentionKind, MentionType, Role

_TOKEN = re.compile(r"\\([\[\]])|\[([a-z])(\d+)(~?)(?:=(\S+))? ([^\[\]]+)\]|([\[\]])")
_STARTS = (("## ", Role.HEADING), ("# ", Role.TITLE), ("- ", Role.LIST), (": ", Role.CAPTION), ("| ", Role.INFOBOX))


_PART = re.compile(r'(?:[^\s"]|"[^"]*")+')


class MarkingError(StemmataError):
    """A marked file that cannot be understood."""


@cache
def terms() -> dict[str, Any]:
    """The words of the format, format.yml."""
    return dict(
        yaml.load(files("stemmata.corpus").joinpath("format.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    )


def read_folder(folder: Path) -> list[MarkedReport]:
    """Every marked file below a folder, in the order of their paths. Raises MarkingError at the first fault."""
    if not folder.exists():
        raise MarkingError(f"{folder}: there is no such folder")
    paths = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*.txt") if p.is_file())
    return [read_file(path) for path in paths]


def read_file(path: Path) -> MarkedReport:
    """One marked file. Raises MarkingError with the line at fault."""
    return read_text(path, path.read_text(encoding="utf-8"))


def read_text(path: Path, text: str) -> MarkedReport:
    """A marked report from its text; `path` names it. Raises MarkingError with the line at fault."""
    rows = text.splitlines()
    try:
        blank = rows.index("")
    except ValueError:
        raise MarkingError(f"{path}: no empty line after the head") from None
    head = {}
    for number, row in enumerate(rows[:blank], 1):
        key, colon, value = row.partition(": ")
        if not colon:
            raise MarkingError(f"{path}:{number}: a line of the head is `key: value`")
        head[key] = value.strip()
    return MarkedReport(path, head, tuple(_lines(path, rows, blank)))


@dataclass(slots=True)
class _Open:
    """A sentence whose claims are still being read."""

    line: Line
    claims: list[tuple[int, str]]
    lure: str | None = None


def _lines(path: Path, rows: list[str], first: int) -> Iterator[Line]:
    paragraph, held = 0, None
    for number, row in enumerate(rows[first:], first + 1):
        if row.startswith(("> ", "! ")):
            if held is None:
                raise MarkingError(f"{path}:{number}: a claim or a lure stands under its sentence")
            if row[0] == ">":
                held.claims.append((number, row[2:]))
            else:
                held.lure = row[2:].strip()
            continue
        if held is not None:
            yield _closed(path, held)
            held = None
        if row.strip():
            held = _Open(_line(path, number, row, paragraph), [])
        else:
            paragraph += 1
    if held is not None:
        yield _closed(path, held)


def _line(path: Path, number: int, row: str, paragraph: int) -> Line:
    role, label = Role.BODY, ""
    for start, kind in _STARTS:
        if row.startswith(start):
            role, row = kind, row[len(start) :]
            break
    if role is Role.INFOBOX:
        label = row.partition(" | ")[0]
        if label == row:
            raise MarkingError(f"{path}:{number}: a row of an infobox is `| label | value`")
    text, marks = _unmarked(path, number, row.strip())
    return Line(text, role, paragraph, number, marks, (), None, label)


def _unmarked(path: Path, number: int, row: str) -> tuple[str, tuple[Mark, ...]]:
    pieces: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    for token in _TOKEN.finditer(row):
        escaped, letter, count, tilde, value, words, stray = token.groups()
        if stray:
            raise MarkingError(
                f"{path}:{number}: a bracket that is no mark: {row[token.start() : token.start() + 30]!r}"
            )
        pieces.append(row[position : token.start()])
        length += len(pieces[-1])
        if letter:
            if letter not in terms()["types"]:
                raise MarkingError(f"{path}:{number}: no type has the letter {letter!r}")
            marks.append(_mark(letter, count, tilde, value or "", words, length))
        pieces.append(escaped or words)
        length += len(pieces[-1])
        position = token.end()
    return "".join([*pieces, row[position:]]), tuple(marks)


def _mark(letter: str, count: str, tilde: str, value: str, words: str, start: int) -> Mark:  # noqa: PLR0913 (its parts)
    kind = MentionKind.DESCRIPTION if tilde else MentionKind.NAME
    if words.lower() in terms()["pronouns"]:
        kind = MentionKind.PRONOUN
    kind_of = MentionType(terms()["types"][letter])
    return Mark(letter + count, kind_of, kind, start, start + len(words), value)


def _closed(path: Path, held: _Open) -> Line:
    claims = tuple(_claim(path, held.line, number, row) for number, row in held.claims)
    return replace(held.line, claims=claims, lure=held.lure)


def _claim(path: Path, line: Line, number: int, row: str) -> MarkedClaim:
    parts = _split(path, number, row)
    if len(parts) < 3:
        raise MarkingError(f"{path}:{number}: a claim is `SUBJECT predicate OBJECT`: {row}")
    subject, predicate, other, *rest = parts
    flags = [part for part in rest if "=" not in part]
    keys = dict(part.split("=", 1) for part in rest if "=" in part)
    voices = tuple(v for v in keys.pop("by", "").split(",") if v)
    times = {key: keys.pop(key) for key in terms()["times"] if key in keys}
    polarity = [flag for flag in flags if flag in terms()["polarities"]]
    modality = [flag for flag in flags if flag in terms()["modalities"]]
    if len(polarity) > 1 or len(modality) > 1 or len(polarity) + len(modality) < len(flags):
        raise MarkingError(f"{path}:{number}: flags that do not go together, or are none: {' '.join(flags)}")
    near = next((m.start for m in line.marks if m.id == subject), 0)
    where = f"{path}:{number}"
    return MarkedClaim(
        predicate,
        subject,
        None if other == "-" else _value(where, line, other, near),
        {key: _value(where, line, value, near) for key, value in keys.items()},
        times,
        voices,
        next(iter(polarity), "asserted"),
        next(iter(modality), None),
        number,
    )


def _split(path: Path, number: int, row: str) -> list[str]:
    """The parts between blanks; words in double quotes stay together."""
    if row.count('"') % 2:
        raise MarkingError(f"{path}:{number}: a quotation mark without its fellow: {row}")
    return _PART.findall(row)


def _value(where: str, line: Line, value: str, near: int) -> str | Words:
    """An id, a word of the format, or quoted words: the place in the sentence nearest to the subject that has them."""
    if not value.startswith('"'):
        return value
    text = value.strip('"')
    places = [m.start() for m in re.finditer(re.escape(text), line.text)] if text else []
    if not places:
        raise MarkingError(f"{where}: the sentence does not have the words {value}")
    start = min(places, key=lambda place: (abs(place - near), place))
    return Words(text, start, start + len(text))
