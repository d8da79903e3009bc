"""Relations of whole documents on Re-DocRED (Tan et al. 2022), mentions given: ten relations that touch our predicates.

    python benchmarks/redocred.py PATH [--cross-validate] [--model DIR] [--limit N]

PATH is a file of the set (dev_revised.json). F1 is micro, over ordered pairs of entities of a document, of P463 member
of, P361 part of, P241 military branch, P607 conflict, P1344 participant in, P488 chairperson, P112 founded by, P571
inception, P576 dissolved, P159 headquarters.

`f1` is of the shipped reader's network, which was taught on our corpus alone: a pair is related where a pair of its
mentions in one sentence (or one with what the page is about, standing elsewhere) is claimed at 0.5 or more; `f1_tuned`
with one threshold chosen on the other folds. Which predicate stands for which property the ontology says
(`names.wikidata`), and EXTRA where it cannot. With --cross-validate, `f1_cross_validated` is of a logistic regression
over what the network makes of the pairs, 5-fold by document; thresholds come from other folds than the one they judge.
Needs the package onnx (extra `train`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemmata.extract.labels import CLAIMED
from stemmata.ontology import ontology
from stemmata.training.classifier import Components, chances, logistic, one_hot, threshold
from stemmata.training.pairs import Given, PairReader, Pairs

PROPERTIES = ("P463", "P361", "P241", "P607", "P1344", "P488", "P112", "P571", "P576", "P159")
GROUPS = ("ArmedGroup", "Coalition", "StateForce", "State", "Organization", "Publication")
TYPES = {
    "PER": ("Person",),
    "ORG": GROUPS,
    "LOC": ("Place", "State"),
    "TIME": ("Time",),
    "NUM": ("Quantity",),
    "MISC": ("Operation", "Agreement", "Publication", "Programme", "Weapon", "ArmedGroup", "Coalition"),
}
# Predicate, whether its ends are turned round, and the type that its object must have: what no one term of ours is.
EXTRA = {
    "P1344": (("participated_in", False, None),),  # P607 is of wars, P1344 of any event: for us both are taking part
    "P241": (("member_of", False, "StateForce"), ("part_of", False, "StateForce")),  # a membership in an army
    "P488": (("holds_post", True, None),),  # chairperson runs from the body to the person, and is one post of many
}
DATES = {"P571": ("formed", ("when", "since")), "P576": ("dissolved", ("when", "until"))}  # their object is a date
FOLDS, COMPONENTS, RIDGE, NEGATIVES = 5, 120, 10.0, 60000

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Cases:
    """Ordered pairs of entities of all documents: features, zero-shot chances, and what is true."""

    document: NDArray[np.int64]
    types: list[tuple[str, str]]
    plain: Floats
    vectors: Floats
    said: Floats
    wanted: NDArray[np.bool_]


def main() -> None:
    given = arguments()
    documents = json.loads(given.path.read_text("utf-8"))[: given.limit]
    began = time.process_time()
    cases = gathered(PairReader(given.model), documents)
    folds = fold_of(len(documents))[cases.document]
    figures: dict[str, object] = {"documents": len(documents), "relations": int(cases.wanted.sum())}
    figures |= judged("f1", cases.said >= 0.5, cases.wanted)
    figures |= judged("f1_tuned", believed(cases.said, cases.wanted, folds), cases.wanted)
    if given.cross_validate:
        said = cross_validated(cases, folds)
        figures |= judged("f1_cross_validated", believed(said, cases.wanted, folds), cases.wanted)
    print(file=sys.stderr)
    print(json.dumps({**figures, "cpu_seconds": round(time.process_time() - began)}))


def gathered(reader: PairReader, documents: Sequence[Any]) -> Cases:
    """Every document read once."""
    mapped = mapping()
    parts = []
    for number, document in enumerate(documents):
        parts.append(of_document(reader, number, document, mapped))
        if number % 20 == 19 or number == len(documents) - 1:
            print(f"\r{number + 1}/{len(documents)} documents", end="", file=sys.stderr, flush=True)
    arrays = [
        np.concatenate([getattr(part, name) for part in parts]) for name in ("plain", "vectors", "said", "wanted")
    ]
    return Cases(np.concatenate([p.document for p in parts]), [t for p in parts for t in p.types], *arrays)


def mapping() -> dict[str, list[tuple[str, bool, str | None]]]:
    """Property -> predicates that stand for it."""
    found: dict[str, list[tuple[str, bool, str | None]]] = {name: list(EXTRA.get(name, ())) for name in PROPERTIES}
    for name, predicate in ontology().predicates.items():
        term = predicate.names.get("wikidata")
        if term in found and term not in DATES and name in CLAIMED:
            found[term].append((name, False, None))
    return found


def of_document(reader: PairReader, number: int, document: Any, mapped: dict[str, list[Any]]) -> Cases:
    """The pairs of one document whose first is no date and no number."""
    words = [word for sentence in document["sents"] for word in sentence]
    ends = [0, *accumulate(len(sentence) for sentence in document["sents"])]
    entities = document["vertexSet"]
    given, owner = [], []
    for entity, mentions in enumerate(entities):
        for one in mentions:
            start = ends[one["sent_id"]]
            given.append(Given(start + one["pos"][0], start + one["pos"][1], TYPES[one["type"]]))
            owner.append(entity)
    read = reader.read(words, [pair for pair in pairwise(ends) if pair[0] < pair[1]], given, elsewhere=True)
    kinds = [mentions[0]["type"] for mentions in entities]
    asked = [(h, t) for h, t in product(range(len(entities)), repeat=2) if h != t and kinds[h] not in ("TIME", "NUM")]
    true = {(label["h"], label["t"], label["r"]) for label in document["labels"]}
    topic = topic_of(document)
    pooled = Pooled(read, np.array(owner), len(entities), topic)
    plain, vectors = pooled.features(asked, kinds)
    return Cases(
        np.full(len(asked), number),
        [(kinds[h], kinds[t]) for h, t in asked],
        plain,
        vectors,
        np.stack([pooled.said(name, mapped[name], asked) for name in PROPERTIES], -1),
        np.array([[(h, t, name) in true for name in PROPERTIES] for h, t in asked]).reshape(-1, len(PROPERTIES)),
    )


def topic_of(document: Any) -> int:
    """The entity that the title names, else the first that the text names."""
    title = document["title"].casefold()
    named = [n for n, ms in enumerate(document["vertexSet"]) if any(m["name"].casefold() in title for m in ms)]
    first = {n: min((m["sent_id"], m["pos"][0]) for m in ms) for n, ms in enumerate(document["vertexSet"])}
    return min(named or first, key=lambda n: first[n])


class Pooled:
    """What the network says of pairs of mentions, brought together for pairs of entities."""

    def __init__(self, read: Pairs, owner: NDArray[np.int64], count: int, topic: int) -> None:
        self.read, self.owner, self.count, self.topic = read, owner, count, topic
        self.cell = owner[read.ends[:, 0]] * count + owner[read.ends[:, 1]]
        outside = (owner[read.ends] == topic).any(1)
        self.heard = read.near | outside  # as the reader does: elsewhere stands what the page is about, nothing else

    def said(
        self, name: str, predicates: Sequence[tuple[str, bool, str | None]], asked: Sequence[tuple[int, int]]
    ) -> Floats:
        """The chance of a property for each pair asked: that of the likeliest pair of mentions."""
        found = np.zeros(self.count * self.count, np.float32)
        if name in DATES:
            self._dated(found, *DATES[name])
        for predicate, turned, kind in predicates:
            right = self.heard & np.array([kind in (None, self.read.types[b]) for b in self.read.ends[:, 1]])
            np.maximum.at(found, self._turned(turned)[right], self.read.claimed(predicate)[right])
        result: Floats = found[[h * self.count + t for h, t in asked]]
        return result

    def _turned(self, turned: bool) -> NDArray[np.int64]:
        ends = self.owner[self.read.ends]
        return ends[:, 1] * self.count + ends[:, 0] if turned else self.cell

    def _dated(self, found: Floats, predicate: str, links: Sequence[str]) -> None:
        """A beginning or an end is claimed of a thing alone; its date is linked to the claim."""
        alone = np.flatnonzero(self.read.ends[:, 0] == self.read.ends[:, 1])
        linked = np.max([self.read.linked(link)[alone] for link in links], axis=0)
        chance = self.read.claimed(predicate)[alone][:, None] * linked
        for row, one in enumerate(self.read.ends[alone, 0]):
            for other in np.flatnonzero([kind == "Time" for kind in self.read.types]):
                cell = self.owner[one] * self.count + self.owner[other]
                found[cell] = max(found[cell], chance[row, other])

    def features(self, asked: Sequence[tuple[int, int]], kinds: Sequence[str]) -> tuple[Floats, Floats]:
        """Log-odds of every label both ways and from elsewhere, dates and bearings; and the mean of the vectors."""
        cells = np.array([h * self.count + t for h, t in asked], dtype=np.int64)
        back = np.array([t * self.count + h for h, t in asked], dtype=np.int64)
        near, far = self._most(self.read.near), self._most(~self.read.near)
        dated = np.zeros((self.count * self.count, len(DATES)), np.float32)
        for at, (predicate, links) in enumerate(DATES.values()):
            self._dated(dated[:, at], predicate, links)
        apart = np.full(self.count * self.count, 99)
        np.minimum.at(apart, self.cell, np.where(self.read.near, self.read.apart, 50))
        often = np.bincount(self.owner, minlength=self.count)
        bearings = [(int(apart[c]), h == self.topic, t == self.topic) for c, (h, t) in zip(cells, asked, strict=True)]
        steps = np.array([[d == n for n in range(14)] + [d > 14, h, t] for d, h, t in bearings], np.float32)
        count = np.log(often[np.array(asked, dtype=np.int64).reshape(-1, 2)]).astype(np.float32)
        plain = np.hstack([near[cells], near[back], far[cells], dated[cells] * 3, steps.reshape(-1, 17), count])
        return plain.astype(np.float32), self._mean()[cells]

    def _most(self, rows: NDArray[np.bool_]) -> Floats:
        odds = np.full((self.count * self.count, len(CLAIMED)), -2.5, np.float32)
        said = self.read.claims[rows].clip(1e-4, 1 - 1e-4)
        np.maximum.at(odds, self.cell[rows], np.log(said / (1 - said)) / 4)
        return odds

    def _mean(self) -> Floats:
        """Of pairs in one sentence; where there are none, of the others."""
        sums = np.zeros((self.count * self.count, self.read.vectors.shape[1]), np.float32)
        number = np.zeros(self.count * self.count, np.float32)
        for rows in (self.read.near, ~self.read.near):
            rows = rows & (number[self.cell] == 0)
            np.add.at(sums, self.cell[rows], self.read.vectors[rows])
            np.add.at(number, self.cell[rows], 1)
        result: Floats = sums / np.maximum(number, 1)[:, None]
        return result


def fold_of(count: int) -> NDArray[np.int64]:
    order = list(range(count))
    random.Random(0).shuffle(order)
    folds = np.zeros(count, dtype=np.int64)
    folds[order] = np.arange(count) % FOLDS
    return folds


def by_fold(folds: NDArray[np.int64], judge: Callable[[NDArray[np.bool_], NDArray[np.bool_]], None]) -> None:
    for fold in range(FOLDS):
        judge(folds != fold, folds == fold)


def believed(said: Any, wanted: NDArray[np.bool_], folds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """What is above the threshold that the other folds chose: one for all properties, since some are rare."""
    found = np.zeros(wanted.shape, dtype=np.bool_)

    def judge(seen: NDArray[np.bool_], held: NDArray[np.bool_]) -> None:
        found[held] = said[held] >= threshold(said[seen], wanted[seen])

    by_fold(folds, judge)
    return found


def cross_validated(cases: Cases, folds: NDArray[np.int64]) -> NDArray[np.float64]:
    """The chances that classifiers give to the pairs of documents that they did not see."""
    said = np.zeros(cases.wanted.shape)
    kinds = np.array(["-".join(pair) for pair in cases.types])
    typed = one_hot(kinds.tolist())

    def judge(seen: NDArray[np.bool_], held: NDArray[np.bool_]) -> None:
        chance = np.random.default_rng(0)
        for at in range(len(PROPERTIES)):
            true = seen & cases.wanted[:, at]
            may = np.isin(kinds, np.unique(kinds[true]))
            others = np.flatnonzero(seen & may & ~cases.wanted[:, at])
            rows = np.concatenate([np.flatnonzero(true), chance.permutation(others)[:NEGATIVES]])
            components = Components.fitted(cases.vectors[rows], COMPONENTS)
            asked = np.flatnonzero(held & may)
            learnt, unseen = (
                np.hstack([cases.plain[of], typed[of], components.of(cases.vectors[of])]) for of in (rows, asked)
            )
            said[asked, at] = chances(unseen, logistic(learnt, cases.wanted[rows, at], RIDGE))

    by_fold(folds, judge)
    return said


def judged(name: str, found: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> dict[str, object]:
    """Micro figures, and F1 by property."""
    right, said, true = ((found & wanted).sum(0), found.sum(0), wanted.sum(0))
    own = {p: round(float(2 * r / max(1, s + t)), 3) for p, r, s, t in zip(PROPERTIES, right, said, true, strict=True)}
    whole = float(2 * right.sum() / max(1, said.sum() + true.sum()))
    shares = {
        f"{name}_precision": round(float(right.sum() / max(1, said.sum())), 4),
        f"{name}_recall": round(float(right.sum() / max(1, true.sum())), 4),
    }
    return {name: round(whole, 4), **shares, f"{name}_by_property": own}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="a file of Re-DocRED")
    parser.add_argument("--cross-validate", action="store_true", help="train a light classifier by fold as well")
    parser.add_argument("--model", type=Path, help="folder of a model; without it the shipped one")
    parser.add_argument("--limit", type=int, help="read so many documents only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
