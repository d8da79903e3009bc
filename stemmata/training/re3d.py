"""re3d (Relationship and Entity Extraction Evaluation Dataset, Dstl): mentions in reports on Syria and Iraq."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemmata.extract import tokens
from stemmata.training.examples import Document, Sentence, over_words, possible_tags, scheme

CONFIDENT = 0.5  # the set's own measure: entities below were doubted by its annotators


@dataclass(frozen=True, slots=True)
class Marked:
    """A document of re3d: its text and its mentions (start, end, our type), none of which overlap."""

    id: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]


def read_re3d(folder: Path) -> list[Marked]:
    """Every document of every sub-folder, sorted by its id."""
    marked = []
    for path in sorted(folder.glob("*/documents.json")):
        entities = list(_lines(path.with_name("entities.json")))
        for document in _lines(path):
            own = [entity for entity in entities if entity["documentId"] == document["_id"]]
            marked.append(Marked(str(document["_id"]), str(document["text"]), _mentions(own)))
    return sorted(marked, key=lambda document: document.id)


def read_relations(folder: Path, kinds: Sequence[str]) -> dict[str, set[tuple[int, int, int, int, str]]]:
    """Document -> the sure relations of these kinds: start and end of the source and of the target, kind."""
    found: dict[str, set[tuple[int, int, int, int, str]]] = {}
    for path in sorted(folder.glob("*/relations.json")):
        for row in _lines(path):
            if row["type"] in kinds and float(row["confidence"]) >= CONFIDENT:
                ends = (int(row[key]) for key in ("sourceBegin", "sourceEnd", "targetBegin", "targetEnd"))
                a, b, c, d = ends
                found.setdefault(str(row["documentId"]), set()).add((a, b, c, d, row["type"]))
    return found


def lines(text: str) -> list[tuple[int, int]]:
    """The lines of a document that hold anything: what the reader of plain text makes passages of."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def examples(document: Marked) -> list[Document]:
    """A document as passages of labelled sentences."""
    return [_passage(document, start, end) for start, end in lines(document.text)]


def _passage(document: Marked, start: int, end: int) -> Document:
    text = document.text[start:end].translate({9: " ", 13: " ", 160: " "})
    words = tokens.words(text)
    inside = [(a - start, b - start, kind) for a, b, kind in document.mentions if start <= a and b <= end]
    named = [(*over_words(words, a, b), (kind,)) for a, b, kind in inside]
    tags = possible_tags(len(words), named, scheme("re3d").unmarked)
    cut = [text[a:b] for a, b in words]
    return tuple(
        Sentence(tuple(cut[first:last]), mentions=tags[first:last]) for first, last in tokens.sentences(text, words)
    )


def _mentions(entities: list[dict[str, str]]) -> tuple[tuple[int, int, str], ...]:
    """The sure ones of the ten main types; of those that overlap, the longest."""
    kinds = scheme("re3d")
    sure = {
        (int(e["begin"]), int(e["end"]), kinds.of(e["type"])[0])
        for e in entities
        if float(e["confidence"]) >= CONFIDENT and kinds.of(e["type"])
    }
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(sure, key=lambda span: (span[0] - span[1], span)):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, kind))
    return tuple(sorted(kept))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as rows:
        yield from (json.loads(row) for row in rows if row.strip())
