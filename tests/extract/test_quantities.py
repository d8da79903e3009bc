"""Counts as reports write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.quantities import read_quantity


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("between 2,000 and 5,000 fighters", 2000, 5000),
        ("3,000", 3000, 3000),
        ("Over 3,000 (pro-government media claim)", 3000, None),
        ("more than 500 militants", 500, None),
        ("≤3500", None, 3500),
        ("up to 400 men", None, 400),
        ("1500-2000", 1500, 2000),
        ("ten other groups", 10, 10),
        ("four hundred and twelve men", 412, 412),
        ("two thousand fighters", 2000, 2000),
        ("thirty-five dead", 35, 35),
        ("three brigades and two towns", 3, 3),
        ("hundreds of militants", None, None),
    ],
)
def test_counts(text: str, least: int | None, most: int | None) -> None:
    quantity = read_quantity(text)
    assert quantity is not None and (quantity.least, quantity.most) == (least, most)


def test_no_count_is_none() -> None:
    assert read_quantity("the fighters of the hills") is None


def test_the_unit_follows_the_count() -> None:
    quantity = read_quantity("some 60 fighters were seen")
    assert quantity is not None and quantity.unit == "fighters" and quantity.estimate


@given(st.integers(0, 10**9), st.text(alphabet="abc ,.()", max_size=8))
def test_offsets_are_those_of_the_text(value: int, before: str) -> None:
    text = f"{before} {value:,} men"
    quantity = read_quantity(text)
    assert quantity is not None and quantity.words == text[quantity.start : quantity.end].strip()
