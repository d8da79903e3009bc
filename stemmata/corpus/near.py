"""Sentences that are nearly the same: by triples of words, the marked names and the numbers left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from stemmata.corpus.marked import Line, MarkedReport
from stemmata.corpus.reading import terms
from stemmata.model import MentionKind, Role

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 7  # triples; a shorter sentence may well be said twice


def near_duplicates(reports: Sequence[MarkedReport]) -> Iterator[str]:
    """A line for each sentence that says, names aside, what one before it says."""
    places: list[str] = []
    sizes: list[int] = []
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for report in reports:
        for line in report.lines:
            triples = _triples(line)
            if len(triples) < _SHORT or line.role is Role.INFOBOX:
                continue
            shared = Counter(other for triple in triples for other in holding[triple])
            for other, count in shared.most_common(1):
                if count / (len(triples) + sizes[other] - count) >= terms()["near_duplicate"]:
                    yield f"{report.path}:{line.number}: nearly the same sentence as {places[other]}"
            for triple in triples:
                holding[triple].append(len(places))
            places.append(f"{report.path}:{line.number}")
            sizes.append(len(triples))


def _triples(line: Line) -> set[tuple[str, ...]]:
    text = line.text
    for mark in reversed(line.marks):
        if mark.kind is MentionKind.NAME:
            text = f"{text[: mark.start]} {mark.type} {text[mark.end :]}"
    words = [word.lower() for word in _WORD.findall(text)]
    return set(zip(words, words[1:], words[2:], strict=False))
