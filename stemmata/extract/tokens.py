"""Words and sentences of a passage, by rule: what the encoder is trained on and what it reads.

Words follow Universal Dependencies for English with one difference: a word with hyphens stays whole
("commander-in-chief", "al-Sham", "T-72"), unless it is a name before a plain word or a number range
("Saudi-led", "2013-14"), where the name or the number must be seen by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

MAX_WORDS = 160  # a longer "sentence" is a list or a table that lost its shape; it is cut at the best place

Offsets = tuple[int, int]

_WORD = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’']                    # an address
    | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}                                        # mail
    | [\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|gov|mil|edu|int|info|news|tv)\b(?:/[\w./-]*)?
    | [@#]\w+
    | \d{4}-\d\d-\d\d\b
    | (?:[^\W\d_]\.){2,}                                                      # U.S., a.m.
    | \d+(?:[.,:]\d+)+(?:st|nd|rd|th)?\b                                      # 1,500 10:30 3.5
    | [\w\u0300-\u036f]+(?:(?:['’`ʼ&·]|-+)[\w\u0300-\u036f]+)*                # words, with inner marks and hyphens
    | \.{2,}|-{2,}|([^\w\s])\1*                                               # marks; the same mark repeated is one
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
_NAMED_COMPOUND = re.compile(r"([A-Z][\w'’]*|[A-Z])(-)([a-z]{3,}.*)$")
_RANGE = re.compile(r"(\d+)(-)(\d+)$")
_CLOSERS = "\"'”’»)]}"
_LETTER_FOLLOWS = re.compile(r"\s*[^\W\d_]")
_NOTE = re.compile(r"\[\w{1,4}\]")
_NOTE_BEGUN = re.compile(r"[^\w\s]\[\w{0,4}\]?$")
_STOPS = frozenset({".", "!", "?", "…", "..", "...", "....", "?!", "!?", "。", "؟", "۔"})


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("stemmata.extract").joinpath("abbreviations.yml").read_text(encoding="utf-8")
    return {kind: frozenset(map(str, words)) for kind, words in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def words(text: str) -> list[Offsets]:
    """The words of a text as offsets, in order; every character that is not blank lies in exactly one."""
    found: list[Offsets] = []
    for match in _WORD.finditer(text):
        found.extend(_divided(text, match.start(), match.end()))
    return _with_stops(text, found)


def sentences(text: str, spans: Sequence[Offsets]) -> list[Offsets]:
    """The sentences of a text as ranges [first, last) of its words; they tile the words."""
    ranges: list[Offsets] = []
    first = 0
    for last in range(1, len(spans) + 1):
        if last == len(spans) or _ends(text, spans, last):
            ranges.extend(_bearable(text, spans, first, last))
            first = last
    return ranges


def _divided(text: str, start: int, end: int) -> list[Offsets]:
    """One match as UD words: clitics, "cannot", named compounds and ranges come apart."""
    word = text[start:end]
    if word.lower() == "cannot":
        return [(start, start + 3), (start + 3, end)]
    if (clitic := _CLITIC.search(word)) and clitic.start():
        return [*_divided(text, start, start + clitic.start()), (start + clitic.start(), end)]
    split = _RANGE.fullmatch(word) or _NAMED_COMPOUND.fullmatch(word)
    if split and split[1].lower() not in _lists()["articles"] and "://" not in word:
        cut = start + split.start(2)
        return [(start, cut), (cut, cut + 1), (cut + 1, end)]
    return [(start, end)]


def _with_stops(text: str, spans: list[Offsets]) -> list[Offsets]:
    """Gives abbreviations and initials the full stop that follows them."""
    joined: list[Offsets] = []
    for start, end in spans:
        if text[start:end] == "." and joined and joined[-1][1] == start and _abbreviated(text, *joined[-1], end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _abbreviated(text: str, start: int, end: int, stop: int) -> bool:
    word = text[start:end]
    if len(word) == 1 and word.isupper():
        return _LETTER_FOLLOWS.match(text, stop) is not None
    if word.lower() in _lists()["before_names"]:
        return stop < len(text) and (word[0].isupper() or len(word) < 4)
    return word.lower() in _lists()["either"] and (word[0].isupper() or "." in word or word in {"etc", "km", "al"})


def _ends(text: str, spans: Sequence[Offsets], at: int) -> bool:
    """Whether a sentence ends between the words at-1 and at."""
    last = at - 1
    while last > 0 and _closes(text, spans, last):
        last -= 1
    before, after = text[slice(*spans[last])], text[slice(*spans[at])]
    if _closes(text, spans, at) or after in _STOPS:
        return False
    if before in _STOPS:
        glued = spans[at][0] == spans[at - 1][1]
        return _opens(text, spans, at) and (not glued or _glued_sentence(text, spans, last, at))
    if before.endswith(".") and len(before) > 1:
        return _abbreviation_ends(before[:-1].lower(), after)
    return False


def _closes(text: str, spans: Sequence[Offsets], at: int) -> bool:
    """Whether word `at` is a closing mark, or part of a footnote mark, that sticks to what stands before it."""
    start, end = spans[at]
    if start == 0 or text[start - 1].isspace():
        return False
    if text[start:end].strip(_CLOSERS) == "":
        return True
    return bool(_NOTE.match(text, start) or _NOTE_BEGUN.search(text[max(0, start - 6) : end]))


def _opens(text: str, spans: Sequence[Offsets], at: int) -> bool:
    """Whether a sentence may begin with word `at`: anything but a plain word in lower case."""
    word = text[slice(*spans[at])]
    if word[0].islower():
        return "-" in word and word.split("-")[0] in _lists()["articles"] and word.split("-")[1][:1].isupper()
    return word not in {",", ";", ":", "-", "–", "—"}


def _glued_sentence(text: str, spans: Sequence[Offsets], last: int, at: int) -> bool:
    """'... the defectors.The group' where a page lost the blank; not 'v2.Final' nor 'Node.JS'."""
    before = text[slice(*spans[last - 1])] if last else ""
    after = text[slice(*spans[at])]
    return (
        before[-2:].islower() and len(before) > 1 and after[:1].isupper() and (after[1:2].islower() or len(after) == 1)
    )


def _abbreviation_ends(before: str, after: str) -> bool:
    if before in _lists()["before_names"] or (len(before) == 1 and before != "p"):
        return False
    return after[0].isupper() and after.lower() in _lists()["openers"]


def _bearable(text: str, spans: Sequence[Offsets], first: int, last: int) -> list[Offsets]:
    """A sentence, cut where it is too long: after the last stop, semicolon or comma that fits, else anywhere."""
    cuts: list[Offsets] = []
    while last - first > MAX_WORDS:
        window = range(first + MAX_WORDS - 1, first + MAX_WORDS // 2, -1)
        marks = (next((i for i in window if text[slice(*spans[i])] in kind), None) for kind in (_STOPS, ";", ","))
        cut = next((i for i in marks if i is not None), first + MAX_WORDS - 1) + 1
        cuts.append((first, cut))
        first = cut
    return [*cuts, (first, last)]
