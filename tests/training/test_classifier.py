"""The light classifier: it finds what made its samples, keeps to its penalty, and believes where that pays most."""

from __future__ import annotations

import numpy as np
import pytest

from stemmata.training.classifier import Components, chances, f1, logistic, one_hot, threshold


def test_weights_that_made_the_samples_are_found() -> None:
    chance = np.random.default_rng(4)
    rows = chance.normal(size=(8000, 3)).astype(np.float32)
    true = np.array([1.5, -1.0, 0.0, -0.7])
    wanted = chance.random(8000) < chances(rows, true)
    assert logistic(rows, wanted, 1.0) == pytest.approx(true, abs=0.12)


@pytest.mark.parametrize("ridge", [0.5, 10])
def test_classes_that_never_overlap_keep_weights_bounded(ridge: float) -> None:
    rows = np.linspace(-1, 1, 60, dtype=np.float32)[:, None] * np.ones((1, 5), np.float32)
    weights = logistic(rows, rows[:, 0] > 0.1, ridge)
    assert np.isfinite(weights).all() and np.abs(weights).max() < 60
    assert ((chances(rows, weights) > 0.5) == (rows[:, 0] > 0.1)).mean() > 0.9


def test_components_hold_what_differs() -> None:
    chance = np.random.default_rng(4)
    hidden = chance.normal(size=(500, 2)).astype(np.float32)
    rows = hidden @ chance.normal(size=(2, 12)).astype(np.float32) + 3
    made = Components.fitted(rows, 2).of(rows)
    assert made[:, 1].std() == pytest.approx(1, rel=0.05)
    back, *_ = np.linalg.lstsq(np.hstack([made, np.ones((500, 1))]), rows, rcond=None)
    assert np.hstack([made, np.ones((500, 1))]) @ back == pytest.approx(rows, abs=0.1)


def test_columns_and_scores_by_hand() -> None:
    assert one_hot(["b", "a", "b"]).tolist() == [[0, 1], [1, 0], [0, 1]]
    found, wanted = np.array([True, True, False]), np.array([True, False, True])
    assert f1(found, wanted) == 0.5
    assert threshold(np.array([0.9, 0.6, 0.2]), np.array([True, True, False])) == 0.6
