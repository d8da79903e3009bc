"""Examples as tensors: sentences that stand together are read together, as at run time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from stemmata.extract.labels import DEPS, MENTIONED, NAMED, POS, tags
from stemmata.extract.pieces import MAX_PIECES, SHAPES, Reading, reading, word_pieces, word_shapes
from stemmata.training.examples import Document, Sentence, Tags

NO_LABEL = -1
RECASED = 0.06  # the share of groups shown without their capitals, or in capitals alone
_CASED = frozenset(
    SHAPES.index(name) for name in ("lower", "title", "title first", "title in heading", "upper", "mixed")
)


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence ready to be read: pieces and shapes of its words, and its labels as arrays."""

    pieces: list[list[int]]
    shapes: list[int]
    pos: NDArray[np.int64]
    heads: NDArray[np.int64]
    deps: NDArray[np.int64]
    names: NDArray[np.bool_]
    mentions: NDArray[np.bool_]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network takes, and what it should have said; NO_LABEL and all-False rows say nothing."""

    inputs: tuple[Tensor, ...]
    pos: Tensor
    heads: Tensor
    deps: Tensor
    names: Tensor
    mentions: Tensor


def items(tokenizer: Tokenizer, document: Document) -> list[Item]:
    """The sentences of a document that fit the network."""
    made = (item(tokenizer, sentence) for sentence in document if sentence.words)
    return [one for one in made if one.length <= MAX_PIECES]


def item(tokenizer: Tokenizer, sentence: Sentence) -> Item:
    """One sentence with its labels as numbers."""
    count, syntax = len(sentence.words), sentence.syntax
    none = np.full(count, NO_LABEL, dtype=np.int64)
    return Item(
        word_pieces(tokenizer, sentence.words),
        word_shapes(sentence.words),
        none if syntax is None else np.array([POS.index(p) for p in syntax.pos]),
        none if syntax is None else np.array(syntax.heads),
        none if syntax is None else np.array([DEPS.index(d) for d in syntax.deps]),
        _allowed(sentence.names, count, tags(NAMED)),
        _allowed(sentence.mentions, count, tags(MENTIONED)),
    )


def _allowed(marked: Tags | None, count: int, known: Sequence[str]) -> NDArray[np.bool_]:
    """A row a word: which tags it may have; an empty row where the source is silent."""
    if marked is None:
        return np.zeros((count, len(known)), dtype=np.bool_)
    return np.array([[tag in allowed for tag in known] for allowed in marked], dtype=np.bool_)


def groups(document: Sequence[Item], most: int) -> Iterator[list[Item]]:
    """Neighbouring sentences together, as many as `most` pieces hold, at least one."""
    held: list[Item] = []
    size = 2
    for one in document:
        if held and size + one.length > most:
            yield held
            held, size = [], 2
        held.append(one)
        size += one.length
    if held:
        yield held


def epoch(documents: Sequence[Sequence[Item]], size: int, chance: random.Random) -> Iterator[Batch]:
    """All documents once: cut into groups of random length, those of like length batched, batches shuffled."""
    whole = [group for document in documents for group in groups(document, chance.choice((48, 96, 128, 160)))]
    made = [_recased(group, chance) if chance.random() < RECASED else group for group in whole]
    chance.shuffle(made)
    made.sort(key=lambda group: sum(one.length for one in group) // 16)
    batches: list[list[list[Item]]] = [[]]
    room = size
    for group in made:
        room -= max(sum(one.length for one in group) + 2, 32)
        if room < 0 and batches[-1]:
            batches.append([])
            room = size - sum(one.length for one in group)
        batches[-1].append(group)
    chance.shuffle(batches)
    return map(batch, batches)


def _recased(group: list[Item], chance: random.Random) -> list[Item]:
    """The group as if somebody had typed it in one case: only shapes change, for the vocabulary has no capitals."""
    form = SHAPES.index(chance.choice(("lower", "upper")))
    return [replace(one, shapes=[form if shape in _CASED else shape for shape in one.shapes]) for one in group]


def batch(made: Sequence[Sequence[Item]]) -> Batch:
    """Groups side by side, padded to the longest."""
    readings = [reading([(one.pieces, one.shapes) for one in group]) for group in made]
    far = torch.where(padded([np.ones(len(r.ids)) for r in readings], 0) > 0, 0.0, -1e9)[:, None, None, :]
    sentence = padded([r.sentence for r in readings], NO_LABEL)
    inputs = (
        *(padded([getattr(r, name) for r in readings], 0) for name in ("ids", "shapes", "first", "last")),
        sentence,
        far,
    )
    heads = padded([_heads(group, r) for group, r in zip(made, readings, strict=True)], NO_LABEL)
    pos, deps = (padded([_joined(group, name) for group in made], NO_LABEL) for name in ("pos", "deps"))
    names, mentions = (padded([_joined(group, name) for group in made], 0) for name in ("names", "mentions"))
    return Batch(inputs, pos, heads, deps, names, mentions)


def _heads(group: Sequence[Item], made: Reading) -> NDArray[np.int64]:
    """Heads counted from the beginning of the group."""
    heads = _joined(group, "heads")
    starts = np.searchsorted(made.sentence, made.sentence)
    return np.where(heads == NO_LABEL, NO_LABEL, heads + starts)


def _joined(group: Iterable[Item], name: str) -> NDArray[np.int64]:
    joined: NDArray[np.int64] = np.concatenate([getattr(one, name) for one in group])
    return joined


def padded(rows: Sequence[NDArray[np.generic]], filler: int) -> Tensor:
    padded: Tensor = torch.nn.utils.rnn.pad_sequence(
        [torch.from_numpy(row) for row in rows], batch_first=True, padding_value=filler
    )
    return padded
