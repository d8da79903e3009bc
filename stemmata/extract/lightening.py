"""What the encoder is given to read: a passage without brackets and asides that name, and without "X-backed".

"The Army of X (Arabic: ..., romanized: ...), formerly ..., was a" is hard to parse and easy without its brackets. They
are read for names by naming.py; the tokens of the rest keep their offsets in the passage.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from stemmata.extract.analysis import Analysis, Marked, Name, Token
from stemmata.extract.compounds import compound_pattern
from stemmata.extract.lexicon import plain_form
from stemmata.extract.naming import aside_pattern, label_words

T = TypeVar("T", Token, Name, Marked)

_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_NON_LATIN = re.compile(r"[\u0370-\u1cff\u2c80-\ufdff\ufe70-\ufeff]")
_INITIALS = re.compile(r"[A-Z][A-Za-z.\-]{1,9}")


def lightened(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without naming brackets, and the stretches that were left out."""
    brackets = [m.span() for m in _BRACKET.finditer(text) if _only_names(m.group(1))]
    bare = _blanked(text, brackets)
    asides = [m.span() for m in aside_pattern().finditer(bare)]
    compounds = [m.span() for m in compound_pattern().finditer(bare) if m.start() == 0 or bare[m.start() - 1] == " "]
    left_out = _joined([*brackets, *asides, *compounds])
    kept, position = [], 0
    for start, end in left_out:
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]]), left_out


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _only_names(inside: str) -> bool:
    bare = inside.strip(" ;,:'\"“”")
    if len(bare) < 2 or _NON_LATIN.search(bare):
        return True
    label = re.match(r"([A-Za-z.]+)[:.\s]", bare)
    if label and plain_form(label.group(1)) in label_words():
        return True
    pieces = re.split(r"[;,]\s*", bare)
    return all(_INITIALS.fullmatch(p) and sum(c.isupper() for c in p) >= 2 for p in pieces if p)


def restored(analysis: Analysis, left_out: list[tuple[int, int]]) -> Analysis:
    """The analysis of a lightened text with its offsets moved back to the whole text."""
    if not left_out:
        return analysis

    def moved(offset: int, *, closing: bool) -> int:
        for start, end in left_out:
            if offset > start or (offset == start and not closing):
                offset += end - start
        return offset

    def again(span: T) -> T:
        return replace(span, start=moved(span.start, closing=False), end=moved(span.end, closing=True))

    return replace(
        analysis,
        tokens=tuple(map(again, analysis.tokens)),
        names=tuple(map(again, analysis.names)),
        marks=tuple(map(again, analysis.marks)),
        values=tuple(map(again, analysis.values)),
    )
