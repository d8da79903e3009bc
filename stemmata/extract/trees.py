"""From scores to structure: the best tree over a sentence, the best sequence of tags."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = -1e9


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities along the last axis."""
    moved = scores - scores.max(-1, keepdims=True)
    result: Floats = moved - np.log(np.exp(moved).sum(-1, keepdims=True))
    return result


def best_tree(scores: Floats) -> Ints:
    """The head of every word by `scores[word, head]`; a word that is its own head is the root, and there is one.

    Each word's best head where these make a tree, as they mostly do; else the best root, and the maximum spanning
    tree below it (Chu and Liu 1965, Edmonds 1967).
    """
    chances = log_softmax(scores)
    heads: Ints = chances.argmax(1)
    own = np.arange(len(heads))
    if (heads == own).sum() == 1 and _cycle(heads) is None:
        return heads
    root = int(np.diagonal(chances).argmax())
    chances[own, own] = NEVER
    return _spanning_tree(chances, root)


def _spanning_tree(scores: Floats, root: int) -> Ints:
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = np.array([word for word in range(len(heads)) if word not in set(cycle)])
    ring = np.array(cycle)
    gain = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    enters, leaves = gain.argmax(0), scores[np.ix_(rest, ring)].argmax(1)
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER, dtype=scores.dtype)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = gain.max(0)
    small[:-1, -1] = scores[np.ix_(rest, ring)].max(1)
    found = _spanning_tree(small, int(np.flatnonzero(rest == root)[0]))
    into = int(found[-1])
    heads[ring[enters[into]]] = rest[into]
    for at, word in enumerate(rest):
        heads[word] = ring[leaves[at]] if found[at] == len(rest) else rest[found[at]]
    return heads


def _cycle(heads: Ints) -> list[int] | None:
    """A ring of words that hang on one another, if there is one; a root is none."""
    done = np.zeros(len(heads), dtype=np.bool_)
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while not done[word]:
            done[word] = True
            path.append(word)
            word = int(heads[word])
        if word in path and heads[word] != word:
            return path[path.index(word) :]
    return None


def best_tags(chances: Floats, tags: tuple[str, ...]) -> Ints:
    """The likeliest sequence of BIOES tags that makes sense, by `chances[word, tag]` (Viterbi 1967)."""
    greedy: Ints = chances.argmax(1)
    follows, begins, closes = _grammar(tags)
    if begins[greedy[0]] == 0 and closes[greedy[-1]] == 0 and not follows[greedy[:-1], greedy[1:]].any():
        return greedy
    score = chances[0] + begins
    back = np.zeros(chances.shape, dtype=np.int64)
    for at in range(1, len(chances)):
        reached = score[:, None] + follows
        back[at] = reached.argmax(0)
        score = reached.max(0) + chances[at]
    path = [int((score + closes).argmax())]
    for at in range(len(chances) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return np.array(path[::-1])


@cache
def _grammar(tags: tuple[str, ...]) -> tuple[Floats, Floats, Floats]:
    """Which tag may follow which, begin and close a sentence: 0 where it may, NEVER where it may not."""
    inside = np.array([tag[0] in "BI" for tag in tags])
    continues = np.array([tag[0] in "IE" for tag in tags])
    same = np.array([[one[2:] == other[2:] for other in tags] for one in tags])
    allowed = np.where(inside[:, None], continues[None, :] & same, ~continues[None, :])
    free = (np.where(row, 0.0, NEVER).astype(np.float32) for row in (allowed, ~continues, ~inside))
    return next(free), next(free), next(free)


def tagged_spans(path: Sequence[int] | Ints, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The spans [first, last) that a sequence of BIOES tags makes, with their types."""
    spans = []
    first = 0
    for at, index in enumerate(path):
        place, kind = tags[index][0], tags[index][2:]
        if place in "BS":
            first = at
        if place in "ES":
            spans.append((first, at + 1, kind))
    return spans
