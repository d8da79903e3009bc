"""Marked reports again with other names, so that a reader learns what is said and not of whom.

A name is exchanged for one that another report gives to a thing of the same type and that looks like it (as many words,
capitals alike), the same for the same name throughout a report.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from stemmata.corpus.marked import Line, Mark, MarkedClaim, MarkedReport, Words
from stemmata.model import MentionKind, MentionType

_KEPT = frozenset({MentionType.TIME, MentionType.STATE, MentionType.WEAPON})
Names = Mapping[tuple[MentionType, str], Sequence[str]]


def names_of(reports: Sequence[MarkedReport]) -> Names:
    """The names of reports by type and looks, sorted."""
    found: dict[tuple[MentionType, str], set[str]] = defaultdict(set)
    for report in reports:
        for line in report.lines:
            for mark in line.marks:
                if _may_change(mark):
                    words = line.text[mark.start : mark.end]
                    found[mark.type, _looks(words)].add(words)
    return {key: sorted(names) for key, names in found.items()}


def renamed(report: MarkedReport, names: Names, chance: random.Random) -> MarkedReport:
    """The report with other names."""
    chosen: dict[tuple[MentionType, str], str] = {}
    for line in report.lines:
        for mark in line.marks:
            words = line.text[mark.start : mark.end]
            if _may_change(mark) and (mark.type, words) not in chosen:
                chosen[mark.type, words] = chance.choice(names.get((mark.type, _looks(words)), [words]))
    return replace(report, lines=tuple(_renamed(line, chosen) for line in report.lines))


def _may_change(mark: Mark) -> bool:
    return mark.kind is MentionKind.NAME and mark.type not in _KEPT


def _looks(words: str) -> str:
    """A name's form: capitals alone, or how many words, and whether it begins with a capital."""
    if " " not in words and words.isupper():
        return "capitals"
    return f"{min(words.count(' ') + 1, 5)} {words[:1].isupper()}"


def _renamed(line: Line, chosen: Mapping[tuple[MentionType, str], str]) -> Line:
    pieces: list[str] = []
    moves: list[tuple[int, int, int]] = []  # start and end in the old text, growth
    position = 0
    for mark in sorted(line.marks, key=lambda m: m.start):
        old = line.text[mark.start : mark.end]
        new = chosen.get((mark.type, old), old) if _may_change(mark) else old
        pieces += [line.text[position : mark.start], new]
        moves.append((mark.start, mark.end, len(new) - len(old)))
        position = mark.end
    text = "".join([*pieces, line.text[position:]])

    def moved(offset: int) -> int:
        return offset + sum(growth for _, end, growth in moves if end <= offset)

    marks = tuple(replace(m, start=moved(m.start), end=moved(m.end)) for m in line.marks)
    claims = tuple(_moved(claim, text, moved) for claim in line.claims)
    return replace(line, text=text, marks=marks, claims=claims)


def _moved(claim: MarkedClaim, text: str, moved: Callable[[int], int]) -> MarkedClaim:
    def words(value: Words) -> Words:
        start, end = moved(value.start), moved(value.end)
        return Words(text[start:end], start, end)

    values = {key: words(v) if isinstance(v, Words) else v for key, v in claim.qualifiers.items()}
    other = words(claim.object) if isinstance(claim.object, Words) else claim.object
    return replace(claim, object=other, qualifiers=values)
