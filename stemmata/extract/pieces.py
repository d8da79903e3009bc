"""Words as the encoder reads them: word pieces, and the shape of each word, since the vocabulary has no capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

MAX_PIECES = 510  # of one reading: BERT has 512 places, two of them for [CLS] and [SEP]
WORD_PIECES = 12  # a longer word (a URL, a row of dashes) is known by its beginning
CLS, SEP, UNKNOWN = 101, 102, 100

SHAPES = (
    "none",
    "lower",
    "title",
    "title first",
    "title in heading",
    "upper",
    "mixed",
    "number",
    "mark",
    "other script",
)
_SHAPE = {name: index for index, name in enumerate(SHAPES)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network takes in for one stretch of whole sentences; `first` and `last` point words at pieces."""

    ids: Ints
    shapes: Ints
    first: Ints
    last: Ints
    sentence: Ints


def word_pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    """The piece ids of every word; a word that the vocabulary cannot spell is one unknown piece."""
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None and len(pieces[word]) < WORD_PIECES:
            pieces[word].append(piece)
    return [ids or [UNKNOWN] for ids in pieces]


def word_shapes(sentence: Sequence[str]) -> list[int]:
    """The shape of every word of one sentence, as indices of SHAPES."""
    long = [word for word in sentence if len(word) > 3 and word.isalpha()]
    heading = len(long) > 1 and all(word[0].isupper() for word in long)
    return [_SHAPE[_shape(word, index == 0, heading)] for index, word in enumerate(sentence)]


def _shape(word: str, first: bool, heading: bool) -> str:
    if not any(map(str.isalnum, word)):
        return "mark"
    if any(map(str.isdigit, word)):
        return "number"
    if not word.isascii() and any("\u0590" <= letter <= "\u08ff" for letter in word):
        return "other script"
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "upper"
    return _titled(word, first, heading)


def _titled(word: str, first: bool, heading: bool) -> str:
    if not word[0].isupper() or not (word[1:].islower() or len(word) == 1):
        return "mixed"
    if heading:
        return "title in heading"
    return "title first" if first else "title"


def reading(sentences: Sequence[tuple[Sequence[Sequence[int]], Sequence[int]]]) -> Reading:
    """Whole sentences, each as its words' pieces and shapes, joined between [CLS] and [SEP]."""
    ids, shapes, first, last, sentence = [CLS], [0], [], [], []
    for number, (pieces, shape) in enumerate(sentences):
        for word, form in zip(pieces, shape, strict=True):
            first.append(len(ids))
            ids.extend(word)
            shapes.extend([form] * len(word))
            last.append(len(ids) - 1)
            sentence.append(number)
    ids.append(SEP)
    shapes.append(0)
    return Reading(*(np.asarray(column, dtype=np.int64) for column in (ids, shapes, first, last, sentence)))
