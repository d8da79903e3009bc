"""Relations of re3d from its mentions, read by a light classifier over what the network makes of their pairs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stemmata.extract import tokens
from stemmata.extract.bearings import DISTANCES
from stemmata.training.classifier import Components, Marks, Rows, chances, f1, logistic, one_hot, threshold
from stemmata.training.examples import over_words
from stemmata.training.pairs import Given, PairReader, Pairs
from stemmata.training.re3d import Marked, lines, read_re3d, read_relations

RELATIONS = ("AlliesOf", "FightingAgainst", "BelongsTo", "InChargeOf", "IsSynonymOf")
FOLDS, COMPONENTS, RIDGE, BUCKETS, BETWEEN = 5, 120, 10.0, 400, 12
_ACTORS = ("ArmedGroup", "Coalition", "StateForce", "State", "Organization")
TYPES = {
    "Person": ("Person",),
    "Organization": _ACTORS,
    "Nationality": ("State",),
    "Place": ("Place", "State"),
    "Time": ("Time",),
    "Weapon": ("Weapon",),
    "Platform": ("Weapon",),
    "Quantity": ("Quantity",),
    "Money": ("Quantity",),
    "Document": ("Agreement", "Publication"),
}
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """An ordered pair of mentions of a sentence: what it looks like, and which of RELATIONS hold of it."""

    document: int
    kinds: tuple[str, str]  # of re3d
    ours: tuple[tuple[str, str], tuple[str, str]]  # of each end the network's type and manner
    apart: int
    words: tuple[str, ...]  # between them, each with which of the ends comes first
    vector: Rows
    odds: Rows
    wanted: tuple[bool, ...]


def relation_figures(folder: Path, model: Path | None) -> dict[str, float]:
    """Micro F1 of RELATIONS, 5-fold by document; `relations_unreachable` have ends that are no mentions, or lie apart.

    Those count as missed.
    """
    documents, relations = read_re3d(folder), read_relations(folder, RELATIONS)
    reader = PairReader(model)
    cases = [case for n, one in enumerate(documents) for case in _cases(reader, n, one, relations.get(one.id, set()))]
    folds = _fold_of(len(documents))[[case.document for case in cases]]
    wanted = np.array([case.wanted for case in cases])
    said = _cross_validated(cases, wanted, folds)
    found = np.zeros(wanted.shape, dtype=np.bool_)
    for fold in range(FOLDS):
        found[folds == fold] = said[folds == fold] >= threshold(said[folds != fold], wanted[folds != fold])
    whole, met = sum(map(len, relations.values())), int(wanted.sum())
    own = {f"{name}_f1": round(f1(found[:, n], wanted[:, n]), 4) for n, name in enumerate(RELATIONS)}
    right = int((found & wanted).sum())
    return {
        "relation_f1": round(f1(found, wanted), 4),
        "relation_f1_of_all_marked": round(2 * right / max(1, int(found.sum()) + whole), 4),
        "relation_precision": round(right / max(1, int(found.sum())), 4),
        "relation_recall": round(right / max(1, met), 4),
        **own,
        "relations": met,
        "relations_unreachable": whole - met,
    }


def _cases(
    reader: PairReader, number: int, document: Marked, relations: set[tuple[int, int, int, int, str]]
) -> Iterator[Case]:
    for start, end in lines(document.text):
        text = document.text[start:end].translate({9: " ", 13: " ", 160: " "})
        offsets = tokens.words(text)
        words = [text[a:b] for a, b in offsets]
        inside = [m for m in document.mentions if start <= m[0] and m[1] <= end]
        placed = [(m, over_words(offsets, m[0] - start, m[1] - start)) for m in inside]
        kept = [(m, Given(*place, TYPES[m[2]])) for m, place in placed if place[1] > place[0]]
        if len(kept) > 1:
            given = [one for _, one in kept]
            read = reader.read(words, tokens.sentences(text, offsets), given, elsewhere=False)
            rows = {(int(a), int(b)): row for row, (a, b) in enumerate(read.ends)}
            for one, other in (pair for pair in rows if pair[0] != pair[1]):
                (a, b, _), (c, d, _) = kept[one][0], kept[other][0]
                made = _between(words, given[one], given[other])
                true = tuple((a, b, c, d, name) in relations for name in RELATIONS)
                kinds = kept[one][0][2], kept[other][0][2]
                yield _case(read, (rows[one, other], rows[other, one]), (number, kinds, made, true))


def _case(
    read: Pairs, rows: tuple[int, int], told: tuple[int, tuple[str, str], tuple[str, ...], tuple[bool, ...]]
) -> Case:
    """The pair as it stands, with the same pair the other way round beside it."""
    one, other = read.ends[rows[0]]
    ours = (read.types[one], read.manners[one]), (read.types[other], read.manners[other])
    said = np.concatenate([read.claims[row] for row in rows]).clip(1e-4, 1 - 1e-4)
    vector = np.concatenate([read.vectors[row] for row in rows])
    number, kinds, words, wanted = told
    return Case(number, kinds, ours, int(read.apart[rows[0]]), words, vector, np.log(said / (1 - said)) / 4, wanted)


def _between(words: Sequence[str], one: Given, other: Given) -> tuple[str, ...]:
    first, last = min(one.last, other.last), max(one.first, other.first)
    kept = [word.lower() for word in words[first:last]][:BETWEEN]
    way = ">" if one.first < other.first else "<"
    return tuple(way + word for word in (*kept, *(f"{a} {b}" for a, b in pairwise(kept))))


def _fold_of(count: int) -> NDArray[np.int64]:
    order = list(range(count))
    random.Random(0).shuffle(order)
    folds = np.zeros(count, dtype=np.int64)
    folds[order] = np.arange(count) % FOLDS
    return folds


def _cross_validated(cases: Sequence[Case], wanted: Marks, folds: NDArray[np.int64]) -> Chances:
    """The chances of each relation, from classifiers that did not see the document."""
    plain, vectors = _plain(cases), np.stack([case.vector for case in cases])
    kinds = np.array(["-".join(case.kinds) for case in cases])
    said = np.zeros(wanted.shape)
    for fold in range(FOLDS):
        seen = folds != fold
        components = Components.fitted(vectors[seen], COMPONENTS)
        rows = np.hstack([plain, components.of(vectors)])
        may = np.isin(kinds, np.unique(kinds[seen & wanted.any(1)]))
        for at in range(len(RELATIONS)):
            weights = logistic(rows[seen & may], wanted[seen & may, at], RIDGE)
            said[~seen & may, at] = chances(rows[~seen & may], weights)
    return said


def _plain(cases: Sequence[Case]) -> Rows:
    """Types, manners, distance, what the network claims, and the words between, hashed."""
    columns: list[list[object]] = [
        [case.kinds for case in cases],
        [case.ours[0] for case in cases],
        [case.ours[1] for case in cases],
        [DISTANCES[case.apart] for case in cases],
    ]
    words = np.zeros((len(cases), BUCKETS), np.float32)
    for row, case in enumerate(cases):
        words[row, [crc32(word.encode()) % BUCKETS for word in case.words]] = 1 / 3
    return np.hstack([*map(one_hot, columns), np.stack([case.odds for case in cases]), words]).astype(np.float32)
