"""The heads for claims at run time: what the network says of the spots of a passage and of every two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from stemmata.errors import SettingsError
from stemmata.extract.bearings import ELSEWHERE, distance
from stemmata.extract.labels import MANNERS, SPOTTED

Floats = NDArray[np.float32]
OUTSIDE = -1  # stands for the spot that is not in the sentence


@dataclass(frozen=True, slots=True)
class ScoredSpot:
    """A spot as the heads see it: words [first, last) of the passage, its sentence, type of labels.SPOTTED, manner."""

    first: int
    last: int
    sentence: int
    type: str
    manner: str  # "" for a value or a time that no head marked


@dataclass(frozen=True, slots=True)
class Outside:
    """A spot of another passage, by what the encoder made of its first and its last word."""

    first: Floats
    last: Floats
    type: str
    manner: str


@dataclass(frozen=True, slots=True)
class PairScores:
    """Chances of pairs (rows of `pairs`: indices of spots, OUTSIDE for the one elsewhere) and vectors of spots."""

    pairs: tuple[tuple[int, int], ...]
    claims: Floats  # [P, CLAIMED], each on its own
    polarity: Floats  # [P, POLARITIES], together 1
    modality: Floats
    links: Floats  # [P, N, LINKS], each on its own
    pointing: Floats  # [N, ...]
    pointed: Floats
    alone: Floats  # [N]
    references: Floats  # what each of bearings.REFERENCES weighs


class ClaimScorer:
    """The shipped heads. Make it with `load`; it holds no state between calls."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        weights = {w.name for w in session.get_inputs()}
        if "words" not in weights:
            raise SettingsError("claims.onnx is no model of this program")

    @classmethod
    def load(cls, path: Path | None = None) -> ClaimScorer:
        """The heads of a folder with claims.onnx, by default the shipped ones. Raises SettingsError without them."""
        folder = Path(str(files("stemmata.extract").joinpath("weights"))) if path is None else path
        if not (folder / "claims.onnx").is_file():
            raise SettingsError(f"{folder}: no claims.onnx; looked for a model of this program")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return cls(onnxruntime.InferenceSession(str(folder / "claims.onnx"), options, ["CPUExecutionProvider"]))

    def score(
        self, states: Floats, sentences: Sequence[tuple[int, int]], spots: Sequence[ScoredSpot], outside: Outside | None
    ) -> PairScores:
        """Scores of the spots of one passage and of the pairs that may carry a claim.

        `states` has a row a word; `sentences` are ranges [first, last) of words.
        """
        pairs = _pairs(spots, outside is not None, len(sentences))
        place = len(spots)
        ends = [[place if end == OUTSIDE else end for end in pair[:2]] for pair in pairs]
        first, last = states[[s.first for s in spots]], states[[s.last - 1 for s in spots]]
        types, manners = [SPOTTED.index(s.type) for s in spots], [_manner(s.manner) for s in spots]
        if outside is not None:
            first, last = np.vstack([first, outside.first]), np.vstack([last, outside.last])
            types, manners = [*types, SPOTTED.index(outside.type)], [*manners, _manner(outside.manner)]
        of_word = np.concatenate([np.full(b - a, n) for n, (a, b) in enumerate(sentences)])
        claims, polarity, modality, links, pointing, pointed, alone, references = self._session.run(
            None,
            {
                "words": states,
                "sentence": of_word.astype(np.int64),
                "first": first,
                "last": last,
                "types": np.array(types, dtype=np.int64),
                "manners": np.array(manners, dtype=np.int64),
                "pairs": np.array(ends, dtype=np.int64).reshape(-1, 2),
                "distance": np.array([pair[2] for pair in pairs], dtype=np.int64),
                "within": np.array([pair[3] for pair in pairs], dtype=np.int64),
            },
        )
        return PairScores(
            tuple((one, other) for one, other, _, _ in pairs),
            _chance(claims),
            _share(polarity),
            _share(modality),
            _chance(links),
            pointing,
            pointed,
            alone[:, 0],
            references,
        )


def _manner(manner: str) -> int:
    return MANNERS.index(manner) if manner else len(MANNERS)


def _pairs(spots: Sequence[ScoredSpot], outside: bool, sentences: int) -> list[tuple[int, int, int, int]]:
    """Pairs as subject, object, distance, sentence: as training/marked.py pairs them."""
    made = []
    for number in range(sentences):
        here = [at for at, spot in enumerate(spots) if spot.sentence == number]
        actors = [at for at in here if spots[at].manner and spots[at].type != "Time"]
        others = [at for at in here if spots[at].type not in ("Time", "Role")]
        for one in actors:
            place = spots[one].first, spots[one].last
            made += [(one, at, distance(place, (spots[at].first, spots[at].last)), number) for at in others]
        if outside:
            made += [(OUTSIDE, at, ELSEWHERE, number) for at in others]
            made += [(at, OUTSIDE, ELSEWHERE, number) for at in actors]
            made.append((OUTSIDE, OUTSIDE, ELSEWHERE, number))
    return made


def _chance(scores: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-np.clip(scores, -60, 60)))).astype(np.float32)
    return result


def _share(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = shares / shares.sum(-1, keepdims=True)
    return result
