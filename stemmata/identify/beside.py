"""Two names side by side in a sentence: "Northern League (NL)", "Jaysh al-X, also known as Y", and lists of rivals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from stemmata.identify.readings import Reading, Readings, compatible
from stemmata.names.acronym import is_acronym_of

_BRACKET = re.compile(r"[ \t\u00a0]{0,2}[(\[]")
_LONGEST_BRACKET = 240
_LONGEST_OPENING = 45
_NEIGHBOURS = 60  # a list of thousands is a table, and all its pairs would be millions
_EDGES = " \t\n\r,;:'\"“”‘’«»()[]./–—-"
_GOES_ON = re.compile(r"-[^\W\d_]")
_LISTED = re.compile(
    r"\s*(?P<comma>[,;،、]|\n\s*[•*·▪–-])?"
    r"\s*(?P<and>\b(?:and|as well as|und|et|y|e|ve|и|та)\b|&|و)?"
    r"\s*(?:\b(?:the|al|la|le|les|los|der|die|das)\b)?[ '\"“«]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A second name given right beside the first; kind as in EntityName."""

    first: Reading
    second: Reading
    kind: str
    words: str  # the report's words, both names included


@cache
def openings() -> Mapping[str, str]:
    """The words between two names of one thing, and what the second then is (beside.yml)."""
    table = yaml.load(files("stemmata.identify").joinpath("beside.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {words: kind.split("_romanised")[0] for kind, phrases in table.items() for words in phrases}


def names_beside(readings: Sequence[Reading]) -> Iterator[Beside]:
    """Second names in one report, by the text between them and the first."""
    named = outermost(readings)
    for at, first in enumerate(named):
        close = _bracket_after(first)
        inside = [second for second in named[at + 1 : at + 12] if close and second.mention.end <= close]
        for number, second in enumerate(inside):
            before = inside[number - 1].mention.end if number else first.mention.end
            kind = _kind_in_bracket(first, second, first.report.text[before : second.mention.start])
            if kind is not None:
                yield Beside(first, second, kind, _words(first, second))
        following = next((r for r in named[at + 1 : at + 3] if r.mention.start >= first.mention.end), None)
        if following is not None and not inside:
            kind = _kind_between(first, following)
            if kind is not None:
                yield Beside(first, following, kind, _words(first, following))


def outermost(readings: Sequence[Reading]) -> list[Reading]:
    """The names that are no part of a longer one ("Suland" in "Suland-backed Free Army" is)."""
    named: list[Reading] = []
    for reading in sorted((r for r in readings if r.named), key=lambda r: (r.mention.start, -r.mention.end)):
        inside = named and reading.mention.end <= named[-1].mention.end
        if not inside and not _GOES_ON.match(reading.report.text, reading.mention.end):
            named.append(reading)
    return named


def _words(first: Reading, second: Reading) -> str:
    return " ".join(first.report.text[first.mention.start : second.mention.end].split())


def _bracket_after(first: Reading) -> int | None:
    """Where the bracket that opens right after a name closes."""
    text, end = first.report.text, first.mention.end
    opened = _BRACKET.match(text, end)
    if opened is None:
        return None
    depth = 1
    for at in range(opened.end(), min(len(text), opened.end() + _LONGEST_BRACKET)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0:
            return at
    return None


def _label(words: str) -> str:
    return " ".join(words.casefold().strip(_EDGES).replace(" the", "").split()).strip(_EDGES)


def _kind_in_bracket(first: Reading, second: Reading, before: str) -> str | None:
    label = re.split(r"[;,(\[\]]", before.casefold())[-1].strip(_EDGES).removesuffix(" the")
    stated = openings().get(label)
    if stated is not None:
        return _refined(stated, second)
    if label not in ("", "the") or not compatible(first.family, second.family):
        return None
    if second.acronym or first.acronym:
        return "acronym" if _fits(first, second) else None
    if _script(first) != _script(second):
        return "original_script"
    return "translation" if _translated(first, second) else None


def _refined(stated: str, second: Reading) -> str:
    if second.acronym:
        return "acronym"
    return "alias" if stated == "original_script" and _script(second) == "Latn" else stated


def _fits(first: Reading, second: Reading) -> bool:
    one, other = first.mention.text, second.mention.text
    return is_acronym_of(other, one) or is_acronym_of(one, other)


def _script(reading: Reading) -> str:
    parsed = reading.name or reading.person
    return parsed.script if parsed is not None else ""


def _translated(first: Reading, second: Reading) -> bool:
    """Whether both say with different words that they are the same kind of body: "Army of X (Jaysh al-Y)"."""
    one, other = first.name, second.name
    if one is None or other is None or not one.units or one.units != other.units or one.numbers != other.numbers:
        return False
    mine = {p.text.casefold() for p in one.parts if p.role == "unit"}
    return mine.isdisjoint(p.text.casefold() for p in other.parts if p.role == "unit")


def _kind_between(first: Reading, second: Reading) -> str | None:
    between = first.report.text[first.mention.end : second.mention.start]
    if len(between) > _LONGEST_OPENING or not compatible(first.family, second.family):
        return None
    label = _label(between)
    kind = openings().get(label) if label != "or" or "," in between else None
    if kind in (None, "original_script", "acronym"):
        return None
    return _refined(kind or "", second)


def listed(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Neighbours and farther members of one list ("A, B and C"): a writer who lists two names means two things."""
    named = outermost(readings)
    chain: list[Reading] = []
    sure = False
    for reading in [*named, None]:
        step = _step(chain[-1], reading) if chain and reading is not None else None
        if step is None:
            if sure or len(chain) > 2:
                yield from ((a, b) for i, a in enumerate(chain) for b in chain[i + 1 : i + _NEIGHBOURS])
            chain, sure = ([] if reading is None else [reading]), False
        elif reading is not None:
            chain.append(reading)
            sure = sure or step == "and"


def _step(before: Reading, reading: Reading) -> str | None:
    """How a name follows the one before it in a list: "comma", "and", or not at all."""
    if not compatible(before.family, reading.family):
        return None
    between = _LISTED.fullmatch(before.report.text, before.mention.end, reading.mention.start)
    if between is None:
        return None
    if between["and"]:
        return "and"
    return "comma" if between["comma"] else None


def in_lists(readings: Readings) -> Iterator[tuple[Reading, Reading]]:
    """All pairs of names that some report lists side by side."""
    for found in readings.by_report.values():
        yield from listed(found)
