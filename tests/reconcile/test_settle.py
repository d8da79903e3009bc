"""What would settle a difference, in words that name who and which document."""

from __future__ import annotations

import re

import pytest
from test_reconcile import SEEN, claim, of, one_difference, post, strength

from stemmata.model import Claim, DifferenceKind, Polarity
from stemmata.reconcile.settle import listed, texts
from stemmata.reconcile.verdicts import CHANGE, CONTRADICTION, GRANULARITY
from stemmata.when import Period

SLOTS = {"subject", "object", "names", "whole", "role", "unit", "reports", "undated", "voices", "side"}


def test_every_text_uses_only_words_that_are_filled_in() -> None:
    for kind, subs in texts().items():
        assert kind == "weak" or kind in list(DifferenceKind)
        for text in subs.values():
            assert set(re.findall(r"{(\w+)}", text)) <= SLOTS


def test_every_kind_of_contradiction_has_one() -> None:
    subs = {"post", "value", "stance", "exclusion", "denial", "date", "number"}
    assert subs <= set(texts()[CONTRADICTION])
    assert "undated" in texts()[CHANGE] and "undated" in texts()[GRANULARITY]


def formed(day: str, report: str) -> Claim:
    return claim("Oru Front", "formed", day, report=report)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (post("Ada Brum"), post("Karl Dor", report="c"), "announcement by Oru Front of who is its commander-in-chief"),
        (formed("2014", "a"), formed("2015-06", "b"), "A dated announcement by Oru Front itself"),
        (strength("3000"), strength("8000", report="b"), "Which people were counted"),
        (post("Ada Brum"), post("Karl Dor", SEEN("2016"), report="c"), "When b.txt was written"),
    ],
)
def test_it_names_who_and_what(one: Claim, other: Claim, words: str) -> None:
    assert words in one_difference(one, other).settle


def test_it_says_which_side_is_weak() -> None:
    two = [formed("2014", name) for name in "ab"]
    alone = claim("Oru Front", "formed", "2016", report="c", voices=["Tarn Post"], polarity=Polarity.REPORTED)
    (difference,) = of(*two, alone).differences
    assert difference.settle.endswith(
        "Tarn Post: one lineage only, and at second hand, so a further independent witness would count."
    )
    assert "a.txt" not in difference.settle


def test_what_only_says_more_needs_nothing() -> None:
    exact = claim("Oru Front", "formed", "2014-05-03", report="b")
    assert one_difference(claim("Oru Front", "formed", "2014"), exact).settle == ""
    later = post("Karl Dor", Period.evidenced("2018"))
    assert one_difference(post("Ada Brum", Period.evidenced("2016")), later).settle == ""


def test_a_list_asks_for_the_list_of_the_whole() -> None:
    assert texts()["granularity"]["partial_list"].format_map({"whole": "X"}).startswith("the list that X itself")


def test_names_in_a_sentence() -> None:
    assert listed(["b", "a", "b"], "and") == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
