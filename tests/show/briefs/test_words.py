from hypothesis import given
from hypothesis import strategies as st

from stemmata.show.briefs.words import LONG, fit, quoted, turns

ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in turns(text)) == text


@given(ANY)
def test_what_is_fit_can_be_written_in_xml(text: str) -> None:
    assert all(c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" for c in fit(text))
    fit(text).encode("utf-8")


def test_a_name_in_arabic_is_a_piece_of_its_own_with_its_figures() -> None:
    assert list(turns("the حرس الدلتا 14 أيار, it said")) == [
        ("the ", False),
        ("حرس الدلتا 14 أيار", True),
        (", it said", False),
    ]


def test_a_long_quote_loses_its_middle_visibly() -> None:
    assert len(quoted("word " * LONG)) < LONG + 10
    assert " […] " in quoted("word " * LONG)
    assert quoted(" a\n b ") == "“a b”"
