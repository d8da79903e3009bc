"""The weights of the decision, and how confidence is held against what is right."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.corpus.score import Judged
from stemmata.training.deciding import fitted, ranking, reliability

JUDGED = st.lists(
    st.builds(Judged, st.just("c"), st.integers(0, 100).map(lambda n: n / 100), st.booleans()), max_size=60
)


def test_the_fit_recovers_the_odds_that_made_the_samples() -> None:
    chance = random.Random(5)
    true = {"always": -0.8, "network": 1.1, "pattern": 1.6}
    made = []
    for _ in range(6000):
        signs = {"always": 1.0, "network": chance.uniform(-2, 2), "pattern": float(chance.random() < 0.3)}
        odds = sum(true[name] * value for name, value in signs.items())
        made.append((signs, chance.random() < 1 / (1 + math.exp(-odds))))
    found = fitted(made)
    assert found.keys() == true.keys()
    assert all(abs(found[name] - weight) < 0.15 for name, weight in true.items()), found


def test_a_sign_that_is_absent_counts_for_nothing() -> None:
    made = [({"always": 1.0}, True)] * 30 + [({"always": 1.0, "pattern": 1.0}, False)] * 30
    weights = fitted(made)
    assert weights["always"] > 1 and weights["pattern"] < -1


def test_bins_and_error_by_hand() -> None:
    judged = [Judged("a", 0.9, True), Judged("b", 0.9, False), Judged("c", 0.1, False), Judged("d", 1.0, True)]
    bins, error = reliability(judged, bins=2)
    assert [(one.count, round(one.right, 3)) for one in bins] == [(1, 0.0), (3, 0.667)]
    assert bins[1].said == pytest.approx(2.8 / 3)
    assert error == pytest.approx((1 * 0.1 + 3 * (2.8 / 3 - 2 / 3)) / 4)


@given(JUDGED)
def test_no_claim_is_lost_between_bins(judged: list[Judged]) -> None:
    bins, error = reliability(judged)
    assert sum(one.count for one in bins) == len(judged)
    assert 0 <= error <= 1


@given(JUDGED)
def test_ranking_is_the_share_of_pairs_in_the_right_order(judged: list[Judged]) -> None:
    right = [one.confidence for one in judged if one.right]
    wrong = [one.confidence for one in judged if not one.right]
    pairs = [1.0 if r > w else 0.5 if r == w else 0.0 for r in right for w in wrong]
    if pairs:
        assert ranking(judged) == pytest.approx(sum(pairs) / len(pairs))
    else:
        assert math.isnan(ranking(judged))
