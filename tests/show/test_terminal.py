from hypothesis import given
from hypothesis import strategies as st

from stemmata.show.terminal import harmless, one_line, shortened


def test_escape_sequences_and_turning_marks_are_written_out() -> None:
    assert harmless("a\x1b[31mred\u202eevil\x9b") == "a\\x1b[31mred\\u202eevil\\x9b"
    assert harmless("\ud800") == "\\ud800"


def test_other_scripts_are_left_alone() -> None:
    assert harmless("جيش الدلتا и Дельта 三角") == "جيش الدلتا и Дельта 三角"


@given(st.text())
def test_a_line_holds_no_control_character(text: str) -> None:
    assert not [character for character in one_line(text) if ord(character) < 32 or 127 <= ord(character) < 160]


@given(st.text(), st.integers(20, 60))
def test_what_is_shortened_keeps_to_its_width(text: str, width: int) -> None:
    assert len(shortened(text, width)) <= width
