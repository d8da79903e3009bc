"""Words -> categories: a text becomes a string of one letter a word, which the grammar reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from stemmata.errors import OntologyError

MADE: tuple[str, ...] = ("OTHER", "YEAR", "DAY", "NTH", "SMALL", "DECIMAL", "DECADE", "ISO", "SLASHED", "CLOCK")
MADE += ("COMMA", "DOT", "STOP", "SLASH", "DASH", "APOSTROPHE", "LOWMONTH")
_MARKS = {
    ",": "COMMA",
    ".": "STOP",
    "/": "SLASH",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "‑": "DASH",
    "’": "APOSTROPHE",
    "'": "APOSTROPHE",
}
# Footnote marks ("[12]", "[note 3]") are no words: what stands around them reads on.
_WORD = re.compile(
    r"(?P<note>\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\])"
    r"|(?P<ISO>\b\d{4}-(?:0\d|1[0-2])-[0-3]\d(?:T[\d:]+Z?)?(?![\w-]))"
    r"|(?P<SLASHED>(?<![\w./])\d{1,2}([./])\d{1,2}\4(?:\d{4}|\d\d)(?![\w/]))"
    r"|(?P<CLOCK>\b\d{1,2}(?::\d\d(?::\d\d)?|(?=\s?[ap]\.?m\b))\s?(?:[ap]\.?m\b\.?)?)"
    r"|(?P<number>\b(?:\d{2,3}0['’]s\b|\d+(?:[,.]\d+)*[^\W_]*))"
    r"|(?P<word>[^\W_]+)"
    r"|(?P<mark>[^\s\w]|_)",
    re.IGNORECASE,
)


class Word(NamedTuple):
    start: int
    end: int
    text: str
    category: str
    value: int | str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` and `phrases` (by their first word) -> category and value; `letter` is a category's letter."""

    words: Mapping[str, tuple[str, int | str | None]]
    phrases: Mapping[str, tuple[tuple[str, str, int | str | None], ...]]
    letter: Mapping[str, str]


def data(name: str) -> Any:
    """A YAML file that lies beside this code."""
    return yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def lexicon() -> Lexicon:
    """lexicon.yml, read once. Raises OntologyError."""
    read = data("lexicon.yml")
    entries = [(str(word), name, None) for name, words in read["plain"].items() for word in words]
    entries += [(str(word), name, value) for name, words in read["values"].items() for word, value in words.items()]
    if odd := [word for word, _, _ in entries if word in ("True", "False")]:
        raise OntologyError(f"lexicon.yml: YAML reads a word as {odd[0]}: put on, off, yes and no in quotes")
    phrases: dict[str, list[tuple[str, str, int | str | None]]] = {}
    for word, name, value in sorted(entries, key=lambda entry: (-len(entry[0]), entry[0], entry[1])):
        if not word.isalpha():
            phrases.setdefault(re.split(r"[\W_]", word)[0], []).append((word, name, value))
    names = [*MADE, *read["plain"], *read["values"]]
    return Lexicon(
        {word: (name, value) for word, name, value in entries if word.isalpha()},
        {first: tuple(found) for first, found in phrases.items()},
        {name: chr(0x4E00 + number) for number, name in enumerate(names)},
    )


def words_of(text: str) -> list[Word]:
    """The words, numbers and marks of a text, each with its category."""
    lex = lexicon()
    made: list[Word] = []
    position = 0
    while found := _WORD.search(text, position):
        position = found.end()
        kind = found.lastgroup
        if kind == "word":
            made.append(_word(text, found, lex))
            position = made[-1].end
        elif kind == "number":
            made.append(_number(found))
        elif kind == "mark":
            made.append(_mark(found, made[-1] if made else None))
        elif kind != "note":
            made.append(Word(found.start(), position, found[0], str(kind), found[0]))
    return made


def _mark(found: re.Match[str], before: Word | None) -> Word:
    mark = found[0]
    name = _MARKS.get(mark, "OTHER")
    if name == "STOP" and before is not None and before.end == found.start() and len(before.text) <= 4:
        name = "DOT"  # perhaps of an abbreviation ("Oct.", "ca."); a longer word ends its sentence
    return Word(found.start(), found.end(), mark, name, None)


def _word(text: str, found: re.Match[str], lex: Lexicon) -> Word:
    start, end = found.span()
    lower = found[0].lower()
    for phrase, name, value in lex.phrases.get(lower, ()):
        stop = start + len(phrase)
        if text[start:stop].lower() == phrase and not text[stop : stop + 1].isalnum():
            return Word(start, stop, text[start:stop], name, value)
    name, value = lex.words.get(lower, ("OTHER", None))
    # Scripts other than Latin write months small, or know no capitals.
    small = lower[0].isascii() and found[0][0].islower()
    if small and name in ("MONTH", "MAYMONTH"):
        name = "LOWMONTH"
    elif small and name in ("WEEKDAY", "HOLIDAY"):
        name = "OTHER"
    return Word(start, end, found[0], name, value)


_NUMBER = re.compile(r"(\d+)(?:(st|nd|rd|th)|(['’]?s))?", re.IGNORECASE)


def _number(found: re.Match[str]) -> Word:
    start, end = found.span()
    text = found[0]
    parsed = _NUMBER.fullmatch(text)
    if parsed is None or len(parsed[1]) > 4:
        decimal = re.fullmatch(r"\d+\.\d+", text)
        return Word(start, end, text, "DECIMAL" if decimal else "OTHER", text if decimal else None)
    number = int(parsed[1])
    if parsed[2]:
        return Word(start, end, text, "NTH" if number < 32 else "OTHER", number)
    if parsed[3]:
        return Word(start, end, text, "DECADE" if number % 10 == 0 and 2 < len(parsed[1]) < 5 else "OTHER", number)
    if 1 <= number <= 31 and len(parsed[1]) < 3:
        return Word(start, end, text, "DAY", number)
    if len(parsed[1]) == 4 and 1000 <= number < 2200:
        return Word(start, end, text, "YEAR", number)
    return Word(start, end, text, "SMALL" if number < 1000 and len(parsed[1]) < 4 else "OTHER", number)
