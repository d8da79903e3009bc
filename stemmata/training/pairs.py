"""What the network makes of pairs of given mentions: the material of benchmarks with other relations than ours.

The heads for claims hold a vector for every pair of spots, of which the shipped model gives only the scores; here the
vector itself is taken out of the same graph (which needs the package onnx, extra `train`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from stemmata.extract.bearings import ELSEWHERE, distance
from stemmata.extract.encoder import MARK_TAGS, Encoder
from stemmata.extract.labels import CLAIMED, LINKS, MANNERS, SPOTTED

Floats = NDArray[np.float32]
_INPUTS = ("words", "sentence", "first", "last", "types", "manners", "pairs", "distance", "within")


@dataclass(frozen=True, slots=True)
class Given:
    """A mention as a benchmark gives it: words [first, last) of the passage; the network chooses among `types`."""

    first: int
    last: int
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows: pairs of mentions (indices) in a sentence, or with one of them elsewhere (then `near` is false)."""

    ends: NDArray[np.int64]  # [P, 2]
    near: NDArray[np.bool_]  # [P]
    apart: NDArray[np.int64]  # [P], index of bearings.DISTANCES
    vectors: Floats  # [P, ...]
    claims: Floats  # [P, CLAIMED], chances
    links: Floats  # [P, N, LINKS], chances
    types: tuple[str, ...]  # [N], as the network chose
    manners: tuple[str, ...]

    def rows_of(self, one: int, other: int) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.flatnonzero((self.ends[:, 0] == one) & (self.ends[:, 1] == other))
        return found

    def claimed(self, name: str) -> Floats:
        """The chances of one label of labels.CLAIMED."""
        return self.claims[:, CLAIMED.index(name)]

    def linked(self, name: str) -> Floats:
        """The chances of one label of labels.LINKS."""
        return self.links[:, :, LINKS.index(name)]


class PairReader:
    """Encoder and heads of a folder (by default the shipped ones)."""

    def __init__(self, model: Path | None = None) -> None:
        self.encoder = Encoder.load(model)
        folder = Path(__file__).parents[1] / "extract" / "weights" if model is None else model
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        graph = _with_vectors(folder / "claims.onnx")
        self.heads = onnxruntime.InferenceSession(graph, options, ["CPUExecutionProvider"])

    def read(
        self, words: Sequence[str], sentences: Sequence[tuple[int, int]], given: Sequence[Given], *, elsewhere: bool
    ) -> Pairs:
        """Every ordered pair of the mentions of a sentence; with `elsewhere` also those of two sentences."""
        scored = [scores for _, scores in self.encoder.scores(words, sentences)]
        states, marks, manners = (
            np.concatenate([getattr(scores, name) for scores in scored]) for name in ("words", "marks", "manners")
        )
        within = np.concatenate([np.full(last - first, n) for n, (first, last) in enumerate(sentences)])
        types = [_type(marks, one) for one in given]
        told = [int(manners[one.first : one.last].sum(0).argmax()) for one in given]
        rows = list(_rows(given, within, elsewhere))
        ends = np.array([row[:2] for row in rows], dtype=np.int64).reshape(-1, 2)
        apart = np.array([row[2] for row in rows], dtype=np.int64)
        manner = [len(MANNERS) if kind == "Quantity" else at for kind, at in zip(types, told, strict=True)]
        inputs = (
            states,
            within,
            states[[one.first for one in given]],
            states[[one.last - 1 for one in given]],
            np.array([SPOTTED.index(kind) for kind in types], dtype=np.int64),
            np.array(manner, dtype=np.int64),
            ends,
            apart,
            np.array([row[3] for row in rows], dtype=np.int64),
        )
        claims, links, vectors = self.heads.run(["claims", "links", "vectors"], dict(zip(_INPUTS, inputs, strict=True)))
        near = apart != ELSEWHERE
        return Pairs(
            ends, near, apart, vectors, _chance(claims), _chance(links), tuple(types), tuple(MANNERS[t] for t in told)
        )


def _with_vectors(path: Path) -> bytes:
    """The heads with what they read claims off as one more output."""
    model = onnx.load(str(path))
    (last,) = (node for node in model.graph.node if "claims" in node.output)
    model.graph.node.append(onnx.helper.make_node("Identity", [last.input[0]], ["vectors"]))
    model.graph.output.append(onnx.helper.make_tensor_value_info("vectors", onnx.TensorProto.FLOAT, None))
    result: bytes = model.SerializeToString()
    return result


def _type(marks: Floats, one: Given) -> str:
    """The likeliest of the types that a mention may have, by the tags of its words."""
    if len(one.types) == 1:
        return one.types[0]
    scores = marks[one.first : one.last].sum(0)
    return max(one.types, key=lambda kind: max(float(scores[MARK_TAGS.index(f"{tag}-{kind}")]) for tag in "BIES"))


def _rows(given: Sequence[Given], within: NDArray[np.int64], elsewhere: bool) -> Iterator[tuple[int, int, int, int]]:
    """Ends, distance and sentence of every pair; of two sentences that of each end, the other standing outside."""
    place = [(one.first, one.last) for one in given]
    home = [int(within[one.first]) for one in given]
    for a in range(len(given)):
        for b in range(len(given)):
            if home[a] == home[b]:
                yield a, b, distance(place[a], place[b]), home[a]
            elif elsewhere:
                yield a, b, ELSEWHERE, home[a]
                yield a, b, ELSEWHERE, home[b]


def _chance(scores: Floats) -> Floats:
    chances: Floats = (1 / (1 + np.exp(-scores.clip(-30, 30)))).astype(np.float32)
    return chances
