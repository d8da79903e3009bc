"""Words and sentences: what must stay whole, what must come apart, and that nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.tokens import MAX_WORDS, sentences, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def said(text: str) -> list[str]:
    spans = words(text)
    return [text[spans[first][0] : spans[last - 1][1]] for first, last in sentences(text, spans)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The rebels' aim, the group's own", "The|rebels|'|aim|,|the|group|'s|own"),
        ("They didn't; we cannot.", "They|did|n't|;|we|can|not|."),
        ("its commander-in-chief fled", "its|commander-in-chief|fled"),
        ("Liwa al-Haqq took a T-72", "Liwa|al-Haqq|took|a|T-72"),
        ("the Narnian-backed force of 2013-14", "the|Narnian|-|backed|force|of|2013|-|14"),
        ("U.S. Gen. J. Doe at 5 p.m. today", "U.S.|Gen.|J.|Doe|at|5|p.m.|today"),
        ("$5 million (25%) of 1,500", "$|5|million|(|25|%|)|of|1,500"),
        ("see https://example.org/a?b=1, then", "see|https://example.org/a?b=1|,|then"),
        ("Qur'an, Ba'ath, Sha`ar", "Qur'an|,|Ba'ath|,|Sha`ar"),
        ("on 2014-03-02 he left", "on|2014-03-02|he|left"),
        ("قال المتحدث: الجيش", "قال|المتحدث|:|الجيش"),
        ("Бригада «Север»", "Бригада|«|Север|»"),
    ],
)
def test_words(text: str, wanted: str) -> None:
    assert cut(text) == wanted.split("|")


@pytest.mark.parametrize(
    "wanted",
    [
        ["Maj. Aron Vael met Col. J. R. Tor.", "They spoke."],
        ["It is No. 5 of the list.", "Another follows."],
        ["It was backed by the U.S.", "The group split."],
        ["U.S. Army units left.", "Nobody stayed."],
        ['He said: "We fight."', "They left."],
        ["“Who are they?” he asked.", "Nobody knew."],
        ["It was founded in 2013.[5]", "The founder died.[6]"],
        ["They waited... and waited.", "Then it began…", "Nobody slept."],
        ["It left the front.", "al-Wadi said so."],
        ["No final stop here", ],
        ["He is known as Abu Tor (a.k.a. the Clerk) and leads it."],
        ["They met on 3 Jan. 2014 in the Dept. of Works."],
    ],
)  # fmt: skip
def test_sentences(wanted: list[str]) -> None:
    assert said(" ".join(wanted)) == wanted


def test_a_blank_lost_between_sentences() -> None:
    assert said("He joined the defectors.The group grew.") == ["He joined the defectors.", "The group grew."]


def test_a_table_that_lost_its_shape_is_cut() -> None:
    text = "name, rank; " * 200
    assert all(last - first <= MAX_WORDS for first, last in sentences(text, words(text)))


@given(st.text(max_size=200) | st.text(alphabet="aA1. -'[]\"?!", max_size=80))
def test_words_hold_every_character_once_and_sentences_every_word(text: str) -> None:
    spans = words(text)
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    ranges = sentences(text, spans)
    assert [at for first, last in ranges for at in range(first, last)] == list(range(len(spans)))
