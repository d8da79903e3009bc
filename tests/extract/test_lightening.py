"""The encoder is spared brackets that only carry names, and every offset survives it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.analysis import Analysis, Token
from stemmata.extract.lightening import lightened, restored


def test_naming_brackets_and_asides_are_left_out() -> None:
    text = "The Marsh Army (Arabic: جيش, romanized: Jaysh; MA), formerly the Reed Front (), was small (about 40 men)."
    assert lightened(text)[0] == "The Marsh Army was small (about 40 men)."


@given(st.lists(st.sampled_from(["Alpha", " (AB)", " beta", " ()", " (Arabic: جبل)", ", also known as Gamma,", "."])))
def test_every_word_keeps_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    light, left_out = lightened(text)
    offsets = [(i, i + 1) for i, c in enumerate(light) if not c.isspace()]
    tokens = tuple(Token(a, b, light[a:b], "", "X", 0, "dep") for a, b in offsets)
    for token in restored(Analysis(tokens, (), ()), left_out).tokens:
        assert text[token.start : token.end] == token.text
