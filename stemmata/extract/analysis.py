"""What the encoder sees in a passage: words, sentences, syntax and names. Offsets are those of `Passage.text`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `head` is the index (in the passage) of the word it hangs on, its own index for a root (UD style)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str  # universal part of speech: NOUN, PROPN, VERB, AUX, ADP ...
    head: int
    dep: str  # universal dependency without subtype unless it matters: nsubj, nsubj:pass, obj, obl, conj ...


@dataclass(frozen=True, slots=True)
class Name:
    """Words that the encoder takes for something with a type of its own (see encoder.NAME_TYPES), and how surely."""

    start: int
    end: int
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that the heads taught by the corpus take for a mention (type of labels.MARKED, and its manner: name,
    description, pronoun) or for a value that claims quote (type of labels.VALUED, no manner). `shares` is how much
    speaks for each type of its head."""

    start: int
    end: int
    type: str
    manner: str
    confidence: float
    shares: tuple[float, ...] = ()


def _nothing() -> NDArray[np.float32]:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Analysis:
    """One passage. `sentences` are token ranges [first, last) that tile `tokens`; `states` has a row a token."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]
    marks: tuple[Marked, ...] = ()
    values: tuple[Marked, ...] = ()
    states: NDArray[np.float32] = field(default_factory=_nothing, compare=False, repr=False)
