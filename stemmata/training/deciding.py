"""The weights by which patterns and the network are weighed against each other (extract/deciding.py), and how well the
confidence that comes of them keeps its word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemmata.corpus.assemble import assemble
from stemmata.corpus.marked import MarkedReport
from stemmata.corpus.score import Judged, score
from stemmata.extract.reader import Reader

Sample = tuple[Mapping[str, float], bool]
_FREE, _RIDGE, _OWN, _STEPS = 0.01, 1.0, 4.0, 60  # penalties: of the constant, of a sign, of a predicate of its own


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: the mean of it, the share that is right, how many."""

    said: float
    right: float
    count: int


def samples(reader: Reader, reports: Sequence[MarkedReport]) -> list[Sample]:
    """Every claim read in the reports, as its signs and whether it is right."""
    made: list[Sample] = []
    for report in reports:
        given = assemble(report)
        extraction, signs = reader.read(given.report, given.segments)
        made += [(signs[one.claim], one.right) for one in score(report, given, extraction).judged]
    return made


def fitted(made: Sequence[Sample]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge penalty, by Newton's method (Hastie et al., Elements, 4.4.1)."""
    names = sorted({name for signs, _ in made for name in signs})
    rows = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in made])
    right = np.array([float(was) for _, was in made])
    penalty = np.diag([_FREE if name == "always" else _OWN if name.startswith("of ") else _RIDGE for name in names])
    weights: NDArray[np.float64] = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - penalty @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        weights += np.linalg.solve(curve, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def reliability(judged: Sequence[Judged], bins: int = 15) -> tuple[list[Bin], float]:
    """Bins of equal width over confidence, and the expected calibration error (Guo et al. 2017)."""
    made = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        own = [one for one in judged if low <= one.confidence < high or (number == bins - 1 and one.confidence == 1)]
        if own:
            said, right = (
                sum(values) / len(own) for values in zip(*((o.confidence, o.right) for o in own), strict=True)
            )
            made.append(Bin(said, right, len(own)))
    error = sum(b.count * abs(b.said - b.right) for b in made) / max(1, len(judged))
    return made, error


def ranking(judged: Sequence[Judged]) -> float:
    """The chance that a right claim is surer than a wrong one (area under the ROC curve, ties count half)."""
    right = np.sort([one.confidence for one in judged if one.right])
    wrong = np.array([one.confidence for one in judged if not one.right])
    if not len(right) or not len(wrong):
        return float("nan")
    above = len(right) - np.searchsorted(right, wrong, "right")
    equal = np.searchsorted(right, wrong, "right") - np.searchsorted(right, wrong, "left")
    return float((above + equal / 2).sum() / (len(right) * len(wrong)))
