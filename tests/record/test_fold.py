from hypothesis import given
from hypothesis import strategies as st

from stemmata.record.fold import _folded_letter, fold_letters, folded


def test_spellings_that_are_looked_for_alike() -> None:
    assert folded("Jaysh al-'Izza!") == folded("JAYSH  al-ʿIzza") == "jaysh al izza"
    assert folded("جَيْش العِزَّة") == folded("جيش العزه") == "جيش العزه"
    assert folded("Ærø, Šabac_2") == "aero sabac 2"
    assert folded("-- ' --") == ""


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_is_the_long_way(text: str) -> None:
    assert fold_letters(text) == "".join(map(_folded_letter, text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
