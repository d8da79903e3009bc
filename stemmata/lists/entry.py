"""What every format is read into: an entry of a list, or a line that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from stemmata.edtf import edtf_bounds
from stemmata.errors import InvalidDate
from stemmata.when import Bounds

OPEN = Bounds()
NAMES = 60  # of one entry; more are spellings of spellings
LONGEST_NAME = 300  # characters; what is longer is no name
_DATE = re.compile(r"\+?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?P<rest>.*)", re.DOTALL)
_YEAR_ONLY = "T00:00:00Z"  # the query service writes a year as its first day at midnight


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list. What the list does not say is empty.

    kind: person, group, body (organised, but bears no arms: a company, a club), thing (no person), other (neither).
    """

    id: str
    names: tuple[str, ...]  # the main one first
    line: int
    weak: tuple[str, ...] = ()  # names that the list itself trusts little
    kind: str = ""
    called: str = ""  # what the list calls it: "militia"
    about: str = ""
    begun: Bounds = OPEN  # formed, or born
    ended: Bounds = OPEN  # dissolved, or died
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that gave no entry, and why."""

    line: int
    reason: str


def as_names(texts: Iterable[str], but: str = "") -> tuple[str, ...]:
    """Names as they are kept: blanks trimmed, each once, none that is the id itself."""
    trimmed = (" ".join(text[: LONGEST_NAME + 1].split()) for text in texts)
    kept = (text for text in trimmed if text and text != but and len(text) <= LONGEST_NAME)
    return tuple(dict.fromkeys(kept))[:NAMES]


def bounds_of(text: str) -> Bounds:
    """The days that a date of a list may mean: 2013, 2013-06, "+2013-06-00T00:00:00Z". Open where it is none."""
    found = _DATE.match(text.strip())
    if found is None:
        return OPEN
    year, month, day = found[1], found[2], found[3]
    if found["rest"] == _YEAR_ONLY and (month, day) == ("01", "01"):
        month = day = None
    parts = [year]
    for part in (month, day):
        if part in (None, "00"):
            break
        parts.append(part)
    try:
        return Bounds(*edtf_bounds("-".join(parts)))
    except InvalidDate:
        return OPEN


def merged(entries: Iterable[Entry | Broken]) -> Iterator[Entry | Broken]:
    """Rows that follow each other under one id as one entry: a query gives a row for every alias and country."""
    last: Entry | None = None
    for entry in entries:
        if isinstance(entry, Broken):
            yield entry
        elif last is not None and last.id == entry.id:
            last = _both(last, entry)
        else:
            if last is not None:
                yield last
            last = entry
    if last is not None:
        yield last


def _both(one: Entry, other: Entry) -> Entry:
    return replace(
        one,
        names=as_names((*one.names, *other.names)),
        weak=as_names((*one.weak, *other.weak)),
        places=tuple(dict.fromkeys((*one.places, *other.places)))[:NAMES],
        kind=one.kind or other.kind,
        called=one.called or other.called,
        about=one.about or other.about,
        begun=one.begun if one.begun != OPEN else other.begun,
        ended=one.ended if one.ended != OPEN else other.ended,
    )
