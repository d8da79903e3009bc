"""A light classifier over features of pairs: principal components and a ridge logistic regression for each relation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Marks = NDArray[np.bool_]
_STEPS, _CLOSE = 12, 1e-4


@dataclass(frozen=True, slots=True)
class Components:
    """The directions in which vectors differ most, fitted on some and taken of others."""

    mean: Rows
    directions: Rows

    @classmethod
    def fitted(cls, rows: Rows, count: int) -> Components:
        """The first `count` principal components of standardised columns; the first has unit variance."""
        mean, spread = rows.mean(0), rows.std(0) + 1e-3
        scaled = (rows - mean) / spread
        values, vectors = np.linalg.eigh(scaled.T @ scaled / len(rows))
        kept = vectors[:, -count:] / np.sqrt(max(float(values[-1]), 1e-9))
        return cls(mean, (kept / spread[:, None]).astype(np.float32))

    def of(self, rows: Rows) -> Rows:
        result: Rows = ((rows - self.mean) @ self.directions).astype(np.float32)
        return result


def logistic(rows: Rows, wanted: Marks, ridge: float) -> NDArray[np.float64]:
    """Weights, the constant last, by Newton's method with halved steps (Hastie et al., Elements, 4.4.1)."""
    rows = np.hstack([rows, np.ones((len(rows), 1), np.float32)])
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 1e-3
    weights, best = np.zeros(rows.shape[1]), np.inf
    step = weights
    for _ in range(_STEPS):
        while (loss := _loss(rows, wanted, weights, penalty)) > best and np.abs(step).max() > _CLOSE:
            step = step / 2
            weights = weights - step
        best = loss
        chance = _chance(rows @ weights)
        curve = (rows * (chance * (1 - chance) + 1e-9)[:, None].astype(np.float32)).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, rows.T @ (wanted - chance) - penalty * weights)
        weights = weights + step
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def _loss(rows: Rows, wanted: Marks, weights: NDArray[np.float64], penalty: NDArray[np.float64]) -> float:
    odds = rows @ weights
    return float((np.logaddexp(0, odds) - wanted * odds).sum() + (penalty * weights**2).sum() / 2)


def chances(rows: Rows, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return _chance(rows @ weights[:-1] + weights[-1])


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = 1 / (1 + np.exp(-odds.clip(-40, 40)))
    return result


def one_hot(values: Sequence[object]) -> Rows:
    """A column for each value, in the order of their names."""
    columns = {value: at for at, value in enumerate(sorted(set(values), key=str))}
    made = np.zeros((len(values), len(columns)), np.float32)
    made[np.arange(len(values)), [columns[value] for value in values]] = 1
    return made


def f1(found: Marks, wanted: Marks) -> float:
    """Micro F1 over all cells."""
    return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum()))


def threshold(said: NDArray[np.float64], wanted: Marks, missing: int = 0) -> float:
    """The chance above which to believe, for the best F1; `missing` are wanted ones that have no cell."""
    order = np.sort(np.unique(said.round(2)))
    candidates = [at for at in order.tolist() if at >= 0.05] or [0.5]

    def reached(least: float) -> float:
        found = said >= least
        return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum() + missing))

    return max(candidates, key=lambda least: (reached(least), least))
