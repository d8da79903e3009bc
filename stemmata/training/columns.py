"""Names in columns: wikigold, CrossNER, UNER. Words are joined by blanks and cut again into ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stemmata.extract import tokens
from stemmata.training.examples import Document, Offsets, Sentence, over_words, possible_tags, scheme

Row = tuple[str, str]
CROSSNER_PARTS = ("politics", "science", "literature", "music")


def read_wikigold(path: Path) -> list[Document]:
    """Documents of sentences."""
    text = path.read_text(encoding="utf-8")
    return [tuple(_sentences(part, " ", 1, "wikigold")) for part in text.split("-DOCSTART- O") if part.strip()]


def read_crossner(folder: Path) -> list[Document]:
    """Each sentence by itself: they were drawn from all over an encyclopedia."""
    paths = [folder / part / f"{name}.txt" for part in CROSSNER_PARTS for name in ("train", "dev")]
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [(sentence,) for text in texts for sentence in _sentences(text, "\t", 1, "crossner")]


def read_uner(path: Path) -> list[Document]:
    """Documents of sentences; held back from training, to measure names by."""
    parts = path.read_text(encoding="utf-8").split("# newdoc")
    return [tuple(_sentences(part, "\t", 2, "uner_ewt")) for part in parts if "\t" in part]


def _sentences(text: str, separator: str, column: int, source: str) -> Iterator[Sentence]:
    for block in text.split("\n\n"):
        lines = [line.split(separator) for line in block.split("\n") if separator in line and line[0] != "#"]
        rows = [(line[column - 1], line[column].strip()) for line in lines]
        if rows:
            yield _sentence(rows, source)


def _sentence(rows: list[Row], source: str) -> Sentence:
    text = " ".join(word for word, _ in rows)
    words = tokens.words(text)
    named = [(*over_words(words, a, b), scheme(source).of(label)) for a, b, label in _spans(rows)]
    tags = possible_tags(len(words), named, scheme(source).unmarked)
    return Sentence(tuple(text[a:b] for a, b in words), names=tags)


def _spans(rows: list[Row]) -> list[tuple[int, int, str]]:
    """Labelled stretches of the joined text, from IOB1 or IOB2."""
    spans: list[tuple[int, int, str]] = []
    at, before = 0, "O"
    for word, tag in rows:
        label, whole = tag.partition("-")[2], (at, at + len(word))
        if label and tag[0] == "I" and before == label:
            spans[-1] = (spans[-1][0], whole[1], label)
        elif label:
            spans.append((*whole, label))
        before, at = label, whole[1] + 1
    return spans


def spans_of(rows: list[Row]) -> list[Offsets]:
    """Where labelled stretches stand in the words joined by blanks."""
    return [(a, b) for a, b, _ in _spans(rows)]
