"""Names that are written almost like one: none is lost, whatever is left out before letters are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from stemmata.names.written import Written

NAMES = [
    ("reed guard brigade", "reed"),
    ("brigade of the reed guard", "reed"),
    ("salt road battalion", "salt"),
    ("battalion salt road", "road"),
    ("front of the marsh", "marsh"),
]
words = st.text(alphabet="abdelnrstkm ٣é", max_size=14)


@pytest.mark.parametrize(
    ("asked", "owners"),
    [
        ("reed gard brigade", ["reed"]),
        ("road salt battalion", ["salt", "road"]),
        ("frnt of teh marsh", ["marsh"]),
        ("nothing like these", []),
        ("", []),
    ],
)
def test_the_most_alike_come_first(asked: str, owners: list[str]) -> None:
    assert Written.of(NAMES).near(asked, 72, 8) == owners


def test_so_many_spellings_at_most() -> None:
    written = Written.of([("reed front", "one"), ("reed fronts", "two"), ("reed fronts x", "three")])
    assert written.near("reed front", 72, 2) == ["one", "two"]


def test_of_no_names_none_is_near() -> None:
    assert Written.of([]).near("reed", 72, 8) == []


@given(st.lists(words, max_size=12), words, st.integers(40, 95))
def test_counting_letters_loses_no_name(names: list[str], asked: str, least: int) -> None:
    found = Written.of((name, name) for name in names).near(asked, least, 99)
    close = {name for name in names if fuzz.token_sort_ratio(asked, name) >= least}
    assert set(found) == close
